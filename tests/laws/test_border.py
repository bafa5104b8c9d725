"""What may cross a border, and who is served first."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from tests.generate import quiet_scenarios
from tests.laws.cases import Case, Played, cases, examples, played

from realm.content.compile import compile_scenario
from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.terms import Measure
from realm.core.words import month_after
from realm.rules import turn
from realm.rules.start import first_state


def by_lane(network: Network, abroad: Array) -> Array:
    return network.links_of_lane @ abroad


def legal(case: Case, month: Played) -> Array:
    return month.page.shipped[case.network.abroad] - month.page.leaked


def barred_lanes_pass_only_what_was_let_in_before(case: Case, month: Played) -> None:
    """Where nothing is let through, what is legal comes from the queue or was approved before."""
    network = case.network
    inst = month.crossing["inst"]
    shut = np.broadcast_to(inst.share == 0.0, (len(network.lanes), month.before.world_count))
    start = month.crossing["state"]
    released = month.crossing["result"].queue * 0.0
    if "queue" in network.uses:
        released = start.queue * np.take(inst.release, network.lane_of, axis=0)
    approved = start.waiting[1] if "delay" in network.uses else 0.0
    most = by_lane(network, released + approved)
    shipped = by_lane(network, legal(case, month))
    scale = by_lane(network, month.page.orders[network.abroad])
    assert np.all((shipped <= most * (1.0 + 1e-9) + 1e-12 * scale + 1e-15) | ~shut)


def quotas_are_never_exceeded(case: Case, month: Played) -> None:
    """What a quota counts in a month is at most what was left of it, and comes off it.

    Beside it passes no more than the part of the orders that it does not count.
    """
    network = case.network
    if "quota" not in network.uses:
        return
    start, inst = month.crossing["state"], month.crossing["inst"]
    charged = month.shipping["result"].charged
    assert np.all(charged <= legal(case, month) * (1.0 + 1e-9) + 1e-9)
    used = network.lanes_of_pool @ by_lane(network, charged)
    assert np.all(used <= start.quota_left * (1.0 + 1e-9) + 1e-12)
    limited = np.isfinite(start.quota_left)
    assert np.allclose(
        month.after.quota_left[limited], np.maximum(start.quota_left - used, 0.0)[limited]
    )
    if not network.uses & {"queue", "delay"}:  # what these let go was ordered before
        whole = by_lane(network, legal(case, month))
        beside = whole - by_lane(network, charged)
        ordered = by_lane(network, month.page.orders[network.abroad])
        free = (1.0 - inst.counted) * ordered
        bound = np.take(limited, network.lane_pool, axis=0) & (inst.counted > 0.0)
        assert np.all((beside <= free + 1e-9 * whole + 1e-12) | ~bound)


def contracts_come_before_spot(case: Case, month: Played) -> None:
    """Where a contract or partner part is short, the offer's other links get nothing beyond theirs.

    `asked` is what reached the seller in the first round; the part with priority is the
    contract tonnes and the partner share of the base flow, less what an obligation to serve
    home orders first has shipped already.
    """
    network, given = case.network, month.shipping
    asked = given["placed"].orders.copy()
    asked[network.abroad] = given["border"].offered * given["seen"].open[network.abroad]
    bound, terms = network.bound_links, given["terms"]
    under = np.minimum(terms.called, asked[bound])
    withheld = terms.kept * under
    assert np.allclose(given["result"].withheld, withheld)
    asked[bound] = np.where(terms.stopped, under, asked[bound]) - withheld
    first = np.zeros_like(asked)
    home = network.home_of_offer @ asked
    reserved = np.zeros_like(given["use"].stock_out)  # for a measure, or a firm that was ordered to
    reserved[network.facility_offers] = given["inst"].obliged * given["use"].produced
    reserved = np.minimum(np.minimum(reserved, home), given["use"].stock_out)
    part = np.divide(reserved, home, out=np.zeros_like(home), where=home > 0.0)
    at_home = slice(network.home.start, network.home.stop)
    first[at_home] = (asked * part[network.link_offer])[at_home]
    gone = network.home_of_offer @ month.page.shipped
    assert np.all(gone >= reserved * (1.0 - 1e-9) - 1e-9), "obliged share first"
    priority = case.params.partner_share * case.params.base_flow + np.zeros_like(asked)
    priority[bound] += (1.0 - terms.kept) * terms.called
    due = first + np.minimum(asked - first, priority)
    shipped = month.page.shipped
    tiny = 1e-9 * (1.0 + asked)
    short = (network.links_of_offer @ (shipped < due - tiny).astype(float)) > 0.0
    more = shipped > due + tiny
    assert not np.any(short[network.link_offer] & more)


LAWS = (
    barred_lanes_pass_only_what_was_let_in_before,
    quotas_are_never_exceeded,
    contracts_come_before_spot,
)


@given(cases())
@examples(30)
def test_borders_and_service(case: Case) -> None:
    for month in played(case, 9):
        for law in LAWS:
            law(case, month)


def restricted(scenario: Scenario, **keys: object) -> Scenario:
    """Put every export of every country under one measure, from the third month on."""
    families = {
        f"measure_{country}": Measure(
            name=country,
            country=country,
            in_force=month_after(scenario.starts, 2),
            source="assumption: generated",
            **keys,  # type: ignore[arg-type]
        )
        for country in scenario.countries
    }
    return replace(
        scenario,
        measures=families,
        coefficients=replace(scenario.coefficients, transshipment_share=0.0),
    )


@given(quiet_scenarios())
@examples(25)
def test_a_ban_without_leaks_stops_all_exports(scenario: Scenario) -> None:
    banned = restricted(scenario, family="prohibition", enforcement=0.0)
    network, params = compile_scenario(banned)
    state = first_state(network, params, 1)

    _, ledger = turn.play(network, params, state, luck=_luck(), months=6)

    abroad = ledger.series("shipped")[network.abroad]
    assert np.all(abroad[:, 2:] == 0.0)


@given(quiet_scenarios())
@examples(25)
def test_a_period_never_exports_more_than_its_quota(scenario: Scenario) -> None:
    yearly = 0.3 * max(link.base_flow_t_per_year for link in scenario.links.values())
    limited = restricted(
        scenario, family="quota", quota_t_per_year=yearly, period_months=4, enforcement=1.0
    )
    network, params = compile_scenario(limited)
    state = first_state(network, params, 1)

    _, ledger = turn.play(network, params, state, luck=_luck(), months=12)

    legal = ledger.series("shipped")[network.abroad] - ledger.series("leaked")
    for pool in range(len(network.pools)):
        of_pool = network.lane_pool[network.lane_of] == pool
        for first, last, months in ((2, 4, 2), (4, 8, 4), (8, 12, 4)):
            sent = legal[of_pool, first:last].sum()
            assert sent <= yearly * months / 12.0 * (1.0 + 1e-9)


def _luck() -> Luck:
    return Luck(seed=1, worlds=np.arange(1))
