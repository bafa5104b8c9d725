"""What the literature says of curbs and answers, in 200 worlds each; twins share their luck."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tools.story import without_licences

from realm.content.load import load
from realm.core.arrays import Array
from realm.core.ledger import Month
from realm.core.scenario import Scenario
from realm.core.terms import Measure
from realm.model.model import RealmModel
from realm.rules import market

pytestmark = pytest.mark.slow
WORLDS, SEED, LEAD = 200, 5, 6
"""LEAD: months before the first turn, in which nobody curbs anything unless it says so."""
MOST = 0.95
"""Part of the worlds in which it must be so."""
MADE = "assumption: made for a test"


@cache
def june() -> Scenario:
    return load("june-2025")


@cache
def free_trade() -> Scenario:
    """June 2025 without licences and dated events, luck and growth as they are."""
    return replace(without_licences(june()), events={})


def curbed(family: str, *goods: str, **terms: Any) -> Scenario:
    """Let China curb some goods towards everybody from July 2025 on."""
    curb = Measure(
        name="curb", country="china", family=family,  # type: ignore[arg-type]
        commodities=goods, in_force="2025-07", source=MADE, **terms,
    )  # fmt: skip
    plain = free_trade()
    return replace(plain, measures={**plain.measures, "curb": curb})


class Run:
    """Some turns of many worlds in which nobody decides, or all but China do."""

    def __init__(self, scenario: Scenario, turns: int, *, all_decide: bool = False) -> None:
        idle: Mapping[str, str] = dict.fromkeys(
            [*scenario.seats, "countries", "firms"], "status_quo"
        )
        strategies = {"china": "status_quo"} if all_decide else idle
        model = RealmModel(scenario, WORLDS, seed=SEED, turns=turns, strategies=dict(strategies))
        self.months: list[Month] = [*model.lead.months]
        while model.running:
            model.step()
            self.months += model.ledger.months
        assert not model.faults
        self.model, self.network = model, model.network
        self.china = self.network.countries.index("china")

    def outside(self, good: str) -> Array:
        """Price abroad, $/kg, (month, world)."""
        strands, row = market.strands(self.network), self.network.commodities.index(good)
        return np.array([market.outside(self.network, strands, m)[row] for m in self.months])

    def inside(self, good: str) -> Array:
        """Price in China, $/kg, (month, world)."""
        row, params = self.network.commodities.index(good), self.model.params
        return np.array([market.inside(self.network, params, m)[row] for m in self.months])

    def exports(self, good: str) -> Array:
        """What leaves China, t, (month, world)."""
        net = self.network
        lanes = np.arange(net.abroad.start, net.abroad.stop)
        goods = net.offer_commodity[net.link_offer[lanes]] == net.commodities.index(good)
        mine = lanes[goods & (net.node_country[net.link_seller[lanes]] == self.china)]
        return np.array([m.shipped[mine].sum(axis=0) for m in self.months])

    def made_abroad(self, good: str) -> Array:
        """What plants outside China make, t, (month, world)."""
        net, offers = self.network, self.network.facility_offers
        here = net.node_country[net.offer_node[offers]] == self.china
        rows = ~here & (net.offer_commodity[offers] == net.commodities.index(good))
        return np.array([m.produced[rows].sum(axis=0) for m in self.months])

    def capacity_abroad(self, good: str) -> Array:
        """What plants outside China could make in working order, t, (month, world)."""
        net, offers = self.network, np.arange(self.network.facility_offers.stop)
        plants = net.offer_node[offers]
        rows = (net.node_country[plants] != self.china) & (
            net.offer_commodity[offers] == net.commodities.index(good)
        )
        ratio = self.model.params.output_ratio[rows]
        return np.array([(m.capacity[plants[rows]] * ratio).sum(axis=0) for m in self.months])

    def started(self) -> Array:
        """Count the projects outside China that are started, (world,)."""
        net = self.network
        abroad = net.project_country != self.china
        return np.asarray(np.isfinite(self.model.state.project_opens[abroad]).sum(axis=0))

    def substitution(self) -> Array:
        """Log of demand lost for good by users outside China, mean over them, (world,)."""
        net = self.network
        users = net.node_country[net.facility_count : net.facility_count + net.sector_count]
        return np.asarray(self.model.state.substitution[users != self.china].mean(axis=0))


def mostly(holds: Any) -> bool:
    return float(np.mean(holds)) >= MOST


# --- licences -------------------------------------------------------------------------------------


def test_licences_cut_magnets_to_a_quarter_in_two_months_until_approvals_return() -> None:
    """Chinese customs: -74 % in May 2025, +15 % in August (scenarios/june-2025, F5 and F7)."""
    shipped = Run(june(), 2).exports("magnet")
    base = shipped[0]

    assert np.median(shipped[4] / base) == pytest.approx(0.25, abs=0.05)
    assert mostly((shipped[4] / base > 0.1) & (shipped[4] / base < 0.36))
    assert mostly(shipped[8:10].mean(axis=0) > 0.9 * base)

    returning = ("china_licences_2025_06", "baseline_2025")
    kept = {n: e for n, e in june().events.items() if not n.startswith(returning)}
    refused = Run(replace(june(), events=kept), 2).exports("magnet")
    assert (refused[4] == shipped[4]).all()
    assert mostly(refused[8:10].mean(axis=0) < 0.6 * base)


# --- prohibitions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "dearer", "cheaper"), [("magnet", 3.0, 0.9), ("ndpr_oxide", 1.5, 0.997)]
)
def test_a_prohibition_raises_the_price_outside_and_lowers_it_inside(
    good: str, dearer: float, cheaper: float
) -> None:
    """Martin and Anderson 2012, doi:10.1093/ajae/aar105.

    More than a quarter of China's magnets leave it, and hardly a thirtieth of its NdPr oxide.
    """
    free, shut = Run(free_trade(), 4), Run(curbed("prohibition", good, severity=0.5), 4)
    year = slice(LEAD + 1, LEAD + 12)

    assert mostly((shut.outside(good) / free.outside(good))[year].mean(axis=0) > dearer)
    assert mostly((shut.inside(good) / free.inside(good))[year].mean(axis=0) < cheaper)


# --- curbs wear out -------------------------------------------------------------------------------


def test_a_curb_loses_force_in_two_to_three_years() -> None:
    """As after 2010: Gholz 2014, Rare Earth Elements and National Security."""
    goods = ("ndpr_oxide", "ndpr_metal")
    free = Run(free_trade(), 12, all_decide=True)
    shut = Run(curbed("prohibition", *goods, severity=0.5), 12, all_decide=True)
    premium = (shut.outside("ndpr_oxide") / free.outside("ndpr_oxide"))[LEAD:] - 1.0

    peak = premium.max(axis=0)
    assert mostly(peak > 0.6)
    assert mostly(premium[:12].max(axis=0) == peak), "it bites most in its first year"
    assert mostly(premium[21:27].mean(axis=0) < 0.5 * peak)
    assert mostly(premium[33:36].mean(axis=0) < 0.35 * peak)
    more = shut.made_abroad("ndpr_oxide") / free.made_abroad("ndpr_oxide")
    assert mostly(more[LEAD + 6 : LEAD + 18].mean(axis=0) > 1.15), "others make up for it"
    assert mostly(shut.substitution() < free.substitution()), "users do without"


def test_others_build_what_a_curb_makes_worth_its_cost() -> None:
    """As after 2010, but it takes years: spare plants run first, works are built later.

    Magnets, for hardly a plant abroad that makes them stands idle; of separation a third does.
    """
    free = Run(free_trade(), 12, all_decide=True)
    shut = Run(curbed("prohibition", "magnet", severity=0.5), 12, all_decide=True)
    more = shut.capacity_abroad("magnet") / free.capacity_abroad("magnet")

    assert mostly(more[LEAD : LEAD + 9].max(axis=0) < 1.02), "nobody builds in a few quarters"
    assert mostly(more[-3:].mean(axis=0) > 1.1)
    assert mostly(shut.started() >= free.started() + 2), "projects that did not pay before"


# --- hoarding -------------------------------------------------------------------------------------


def test_importers_who_hoard_drive_the_peak() -> None:
    """As in 2011, when a quota cut by a tenth made prices abroad a multiple for months."""
    plain = curbed("quota", "magnet", quota_t_per_year=0.9 * _flow("magnet"), period_months=6,
                   severity=0.6, until="2026-07")  # fmt: skip
    rules = replace(plain.coefficients, precaution=0.0, speculation_months=0.0)
    calm = replace(plain, coefficients=rules)
    rises = []
    for scenario in (plain, calm):
        price = Run(scenario, 6).outside("magnet")
        rises.append((price / price[0]).max(axis=0) - 1.0)

    assert mostly(rises[0] > 1.0)
    assert mostly(rises[1] < 0.6 * rises[0])


def _flow(good: str) -> float:
    """What China sends abroad a year at the start, t."""
    it = june()
    place = {name: entry.country for name, entry in {**it.facilities, **it.sectors}.items()}
    return sum(
        link.base_flow_t_per_year
        for link in it.links.values()
        if link.commodity == good and place[link.seller] == "china" != place[link.buyer]
    )


# --- answers in kind ------------------------------------------------------------------------------

RIVALS = load(str(Path(__file__).parent / "strategies" / "rivals.yaml"))
TEMPTED = np.arange(WORLDS) % 2 == 0
"""Worlds in which one country curbs once."""


def feud(strategy: str, turns: int = 12) -> Array:
    """Count the export curbs of three countries by turn, (turn, world); one curbs once."""
    everybody = " ".join(f"{country}={strategy}" for country in ("aland", "bland", "cland"))
    model = RealmModel(RIVALS, WORLDS, seed=SEED, turns=turns, strategies=everybody)
    row = model.network.measures.index("bland_licence")
    on = model.state.measure_on.copy()
    on[row] = 1.0 * TEMPTED
    model.state = model.state.replace(measure_on=on)
    curbs = [m.family != "import_tariff" for m in model.network.scenario.measures.values()]
    found = []
    while model.running:
        model.step()
        found.append(model.state.measure_on[np.array(curbs)].sum(axis=0))
    return np.array(found)


def test_tit_for_tat_sustains_cooperation_with_itself() -> None:
    """Axelrod 1984: nice, provocable, forgiving."""
    curbs = feud("tit_for_tat")

    assert (curbs[:, ~TEMPTED] == 0.0).all(), "nobody begins"
    assert (curbs[0, TEMPTED] > 0.0).all(), "what was begun is answered"
    assert (curbs[-1, TEMPTED] == 0.0).all(), "and forgiven"


def test_grim_trigger_punishes_for_good() -> None:
    """Friedman 1971, doi:10.2307/2296617."""
    curbs = feud("grim_trigger")

    assert (curbs[:, ~TEMPTED] == 0.0).all()
    assert (curbs[:, TEMPTED] > 0.0).all()
