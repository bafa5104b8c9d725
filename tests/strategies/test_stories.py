"""What each strategy does in small worlds, as its source says it should."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.arrays import Array
from realm.core.terms import Project
from realm.model.model import RealmModel
from realm.rules import provision
from realm.rules.reading import Turn
from realm.strategies.observation import Observation
from realm.strategies.works import usable

RIVALS = load(str(Path(__file__).parent / "rivals.yaml"))
WORLDS = 24
HALF = np.arange(WORLDS) % 2 == 0
"""Worlds in which something happens."""


def game(strategies: str = "", **how: Any) -> RealmModel:
    return RealmModel(RIVALS, WORLDS, seed=7, strategies=strategies, **how)


def put(model: RealmModel, column: str, name: str, value: float, where: Any = HALF) -> None:
    """Change one row of the state in some worlds."""
    axes = {"trust": "relations", "project_approved": "projects", "capacity_factor": "nodes"}
    axis = axes.get(column, "measures")
    values = getattr(model.state, column).copy()
    row = getattr(model.network, axis).index(name)
    values[row] = np.where(where, value, values[row])
    model.state = model.state.replace(**{column: values})


def empty_users(model: RealmModel, country: str, left: float, where: Any = HALF) -> None:
    """Leave users at home only a part of their stocks, in some worlds."""
    network, stock = model.network, model.state.stock_in.copy()
    slots = np.arange(network.sector_intakes.start, network.sector_intakes.stop)
    here = network.node_country[network.intake_node[slots]] == network.countries.index(country)
    stock[slots[here]] *= np.where(where, left, 1.0)
    model.state = model.state.replace(stock_in=stock)


def on(model: RealmModel, measure: str) -> Array:
    return np.array(model.state.measure_on[model.network.measures.index(measure)])


def size(model: RealmModel, measure: str) -> Array:
    return np.array(model.state.measure_size[model.network.measures.index(measure)])


def curbs(model: RealmModel, country: str) -> Array:
    """Count the export measures a country has in force, (world,)."""
    terms = model.network.scenario.measures.values()
    mine = [m.country == country and m.family != "import_tariff" for m in terms]
    return np.array(model.state.measure_on[np.array(mine)].sum(axis=0))


# --- governments that answer ----------------------------------------------------------------------


@pytest.mark.parametrize("nice", ["tit_for_tat", "grim_trigger", "escalate"])
def test_who_is_nice_keeps_peace_with_its_like(nice: str) -> None:
    model = game(f"aland={nice} bland={nice} cland={nice}")
    while model.running:
        model.step()
        assert (model.state.measure_on[:-1] == 0.0).all()


def test_tit_for_tat_answers_the_offender_in_kind_and_lets_go() -> None:
    model = game("aland=tit_for_tat")
    put(model, "measure_on", "bland_licence", 1.0)

    model.step()
    assert (on(model, "aland_licence_bland") == HALF).all()
    assert size(model, "aland_licence_bland")[HALF] == pytest.approx(1.0 - 0.9 * 0.5)
    assert (on(model, "aland_licence") == 0.0).all(), "Cland did nothing"

    put(model, "measure_on", "bland_licence", 0.0)
    model.step()
    assert (curbs(model, "aland") == 0.0).all()


def test_a_feud_of_two_that_forgive_a_part_ends() -> None:
    model = game("aland=tit_for_tat bland=tit_for_tat", turns=12)
    put(model, "measure_on", "bland_licence", 1.0)
    sides = []
    while model.running:
        model.step()
        sides.append((curbs(model, "aland")[HALF].max(), curbs(model, "bland")[HALF].max()))
        assert (curbs(model, "aland")[~HALF] == 0.0).all()

    assert sides[:3] == [(1.0, 0.0), (0.0, 1.0), (1.0, 0.0)], "each answers the other's last turn"
    assert sides[-1] == (0.0, 0.0)


def test_an_unforgiving_feud_does_not_end() -> None:
    never = "tit_for_tat:forgiven=0"
    model = game(f"aland={never} bland={never}", turns=12)
    put(model, "measure_on", "bland_licence", 1.0)
    model.run_model()

    assert ((curbs(model, "aland") + curbs(model, "bland"))[HALF] == 1.0).all()


def test_grim_trigger_punishes_for_good() -> None:
    model = game("aland=grim_trigger")
    put(model, "measure_on", "bland_licence", 1.0)
    model.step()
    put(model, "measure_on", "bland_licence", 0.0)

    while model.running:
        model.step()
        assert (on(model, "aland_licence_bland") == HALF).all()
        assert (on(model, "aland_licence") == 0.0).all()
    assert size(model, "aland_licence_bland")[HALF] == pytest.approx(0.2)


def test_grim_trigger_breaks_its_deals_with_a_traitor() -> None:
    model = RealmModel("small-world", WORLDS, seed=7, strategies="cland=grim_trigger")
    deal = np.zeros_like(model.state.deal)
    ends = np.full_like(deal, model.state.month + 60.0)
    model.state = model.state.replace(deal=deal, deal_ends=ends)
    put(model, "measure_on", "aland_licence", 1.0)
    put(model, "measure_size", "aland_licence", 0.5)
    model.step()

    table = model.network.tables.index("aland_cland")
    side = 2 * table + 1
    assert ((model.orders.revoke[side] == 1.0) == HALF).all()
    assert (model.state.deal[table, HALF] < 0.0).all()
    assert (model.state.deal[table, ~HALF] >= 0.0).all()


def test_escalate_threatens_before_it_curbs_and_climbs_down() -> None:
    model = game("aland=escalate")
    put(model, "measure_on", "bland_licence", 1.0)
    row = model.network.measures.index("aland_licence_bland")
    seen = []
    for turn in range(7):
        if turn == 3:
            put(model, "measure_on", "bland_licence", 0.0)
        model.step()
        state = model.state
        seen.append((
            float(state.measure_known[row][0]), float(state.measure_on[row][0]),
            round(float(state.measure_size[row][0]), 6),
        ))  # fmt: skip
        assert (curbs(model, "aland")[~HALF] == 0.0).all()

    rungs = [(k, o, s if o else None) for k, o, s in seen]
    up = [(1.0, 0.0, None), (1.0, 1.0, 0.7), (1.0, 1.0, 0.25)]
    down = [(1.0, 1.0, 0.7), (1.0, 0.0, None), (0.0, 0.0, None), (0.0, 0.0, None)]
    assert rungs == up + down


def test_retaliate_taxes_who_curbs_it_and_undoes_it() -> None:
    model = game("cland=retaliate")
    put(model, "measure_on", "aland_licence", 1.0)

    model.step()
    assert size(model, "cland_tariff") == pytest.approx(np.where(HALF, 0.15, 0.0))
    put(model, "measure_on", "aland_licence", 0.0)
    model.step()
    assert (size(model, "cland_tariff") * on(model, "cland_tariff") < 0.01).all()


# --- governments that look to their own -----------------------------------------------------------


def test_conserve_tells_its_firms_first_and_curbs_only_where_home_runs_short() -> None:
    model = game("aland=conserve", turns=14)
    empty_users(model, "aland", 0.3)

    model.step()
    assert ((model.state.directive > 0.0) == HALF).all()
    assert (curbs(model, "aland") == 0.0).all(), "its firms have not answered"
    for _ in range(2):
        empty_users(model, "aland", 0.3)
        model.step()
    assert (curbs(model, "aland")[HALF] > 0.0).all()
    assert (curbs(model, "aland")[~HALF] == 0.0).all()
    model.run_model()
    eased = np.count_nonzero(curbs(model, "aland") == 0.0)
    assert eased >= 0.8 * len(HALF), "the stores are full again, but for fresh outages"


def test_conserve_keeps_back_only_what_home_could_use() -> None:
    """Aland's users could take 120 t of the 400 t a year that its smelter could make."""
    found = []
    for used in (0.25, 0.35):
        model = game(f"aland=conserve:used={used}", turns=4)
        for _ in range(3):
            empty_users(model, "aland", 0.3)
            model.step()
        found.append(curbs(model, "aland"))

    assert (found[0][HALF] > 0.0).all()
    assert (found[1] == 0.0).all()


def test_what_feeds_a_plant_is_of_use_once_the_plants_product_is() -> None:
    """India has buyers for 3 % of its oxide until its metal finds magnet makers at home."""
    model = RealmModel("june-2025", 3, rng=1)
    network, opens = model.network, model.state.project_opens.copy()
    opens[network.projects.index("india_metal"), 1:] = 0.0
    opens[network.projects.index("tsusho_india_magnets"), 2] = 0.0
    state = model.state.replace(project_opens=opens)
    india = np.array([network.countries.index("india")], dtype=np.intp)
    seen = Observation(model.roster, model.params, state, actors=india)
    part = usable(seen)[0, network.commodities.index("ndpr_oxide")]

    assert 0.0 < part[0] < 0.04
    assert part[1] == part[0]
    assert part[2] > 0.25


def test_conserve_serves_its_users_better_than_doing_nothing() -> None:
    used = []
    for strategy in ("status_quo", "conserve"):
        model = game(f"aland={strategy}", turns=10)
        put(model, "capacity_factor", "north_mine", 0.15)
        row = model.network.intakes.index("aland_use:metal")
        whole = np.zeros(WORLDS)
        while model.running:
            model.step()
            for month in model.ledger.months:
                whole += month.used[row]
        used.append(whole)

    assert (used[1][HALF] > 1.1 * used[0][HALF]).all()
    assert (used[1][~HALF] == used[0][~HALF]).all()


def test_leverage_squeezes_the_distrusted_and_spares_friends() -> None:
    model = game("aland=leverage")
    put(model, "trust", "aland_to_bland", -0.6)
    put(model, "trust", "aland_to_cland", 0.9, where=True)
    put(model, "measure_on", "aland_licence_bland", 1.0, where=True)

    model.step()
    model.step()
    assert size(model, "aland_licence_bland")[HALF] == pytest.approx(0.3), "as tight as it goes"
    assert (size(model, "aland_licence_bland")[~HALF] > 0.85).all()
    assert (on(model, "aland_licence") == 0.0).all(), "friends on average"


def lost(model: RealmModel, country: str) -> Array:
    """Play to the end and add up the output lost, M$."""
    row = model.network.countries.index(country)
    whole = np.zeros(WORLDS)
    while model.running:
        model.step()
        turn = Turn.of(model.network, model.params, model.ledger, model.state)
        whole += provision.lost_output(turn)[row]
    return whole


@pytest.mark.parametrize("store", ["stockpile", "stabiliser"])
def test_a_store_softens_an_embargo(store: str) -> None:
    losses = []
    for strategy in ("status_quo", store):
        model = game(f"cland={strategy}", turns=5)
        put(model, "measure_on", "aland_licence", 1.0, where=True)
        put(model, "measure_size", "aland_licence", 0.0, where=True)
        put(model, "measure_on", "bland_ban", 1.0, where=True)
        losses.append(lost(model, "cland"))

    assert (losses[0] > 1.0).all()
    assert (losses[1] < 0.95 * losses[0]).all()


def test_stockpile_buys_on_a_threat_and_that_drives_the_price() -> None:
    asks, stocks = [], []
    for strategy in ("status_quo", "stockpile"):
        model = game(f"cland={strategy}")
        put(model, "measure_known", "aland_licence", 1.0)
        model.step()
        model.step()
        asks.append(model.actor("cland_metals").price_usd_per_kg)
        store = model.network.stockpile_intakes.start
        stocks.append(model.state.stock_in[store].copy())

    assert (stocks[1][HALF] > stocks[0][HALF] + 3.0).all()
    assert (asks[1][HALF] > asks[0][HALF] * 1.005).all()
    assert (asks[1][~HALF] == asks[0][~HALF]).all()


def test_diversify_qualifies_who_is_not_the_one() -> None:
    model = game("bland=diversify", turns=9)
    link = model.network.links.index("cland_metal_to_bland")
    model.step()
    assert (model.state.link_open[link] == 0.0).all()  # a car maker tests for a year
    for _ in range(3):
        model.step()
    assert (model.state.link_open[link] == 0.0).all()
    model.step()
    assert (model.state.link_open[link] == 1.0).all()
    model.run_model()

    turn = Turn.of(model.network, model.params, model.ledger, model.state)
    row = model.network.countries.index("bland")
    assert (provision.supply_hhi(turn)[row] < 0.9).all()


# --- firms ----------------------------------------------------------------------------------------


def started(model: RealmModel) -> Array:
    row = model.network.projects.index("cland_smelter_2")
    return np.isfinite(model.state.project_opens[row])


def test_profit_builds_where_prices_pay_for_it() -> None:
    model = game("cland_metals=profit")
    offers = model.network.offers
    ask = model.state.ask.copy()
    rows = [row for row, name in enumerate(offers) if name.startswith("cland_smelter")]
    ask[rows] *= np.where(HALF, 3.0, 1.0)
    model.state = model.state.replace(ask=ask)
    put(model, "project_approved", "cland_smelter_2", 1.0, where=True)

    model.step()
    assert (started(model) == HALF).all()


def with_project(firm: str, facility: str, cost_musd: float = 0.5) -> RealmModel:
    """Give a firm an approved project, in all worlds."""
    one = Project(
        name="More", firm=firm, facility=facility, capacity_t_per_year=50.0, cost_musd=cost_musd,
        lead_months=12, status="approved", source="assumption: a test",
    )  # fmt: skip
    scenario = replace(RIVALS, projects={**RIVALS.projects, "more": one})
    name = {"south_mine": "relationship"}.get(facility, "downstream")
    return RealmModel(scenario, 2, seed=7, strategies=f"{firm}={name}")


def begun(model: RealmModel) -> bool:
    model.step()
    opens = model.state.project_opens[model.network.projects.index("more")]
    return bool(np.isfinite(opens).all())


def test_downstream_builds_what_its_own_products_feed_within_its_purse() -> None:
    assert begun(with_project("south_mining", "cland_smelter"))
    assert not begun(with_project("south_mining", "north_mine")), "a mine is no next stage"
    assert not begun(with_project("aland_metals", "cland_smelter")), "others dig its ore"
    assert not begun(with_project("south_mining", "cland_smelter", cost_musd=5.0))


def test_relationship_builds_for_buyers_whom_it_trusts() -> None:
    for trust, builds in ((0.6, True), (0.0, False)):
        model = with_project("south_mining", "south_mine")
        put(model, "trust", "bland_to_cland", 0.0, True)
        put(model, "trust", "south_mining>cland_metals", trust, True)
        assert begun(model) == builds


def still_plant(model: RealmModel, ask: float, months: float = 12.0) -> None:
    """Let the mines ask so much, and the southern one have stood nearly idle, in some worlds."""
    idle, asks = model.state.idle.copy(), model.state.ask.copy()
    idle[model.network.nodes.index("south_mine")] = np.where(HALF, months, 0.0)
    for mine in ("north_mine:ore", "south_mine:ore"):
        asks[model.network.offers.index(mine)] = ask
    model.state = model.state.replace(idle=idle, ask=asks)


def test_profit_mothballs_what_stands_idle_at_a_loss_and_reopens_when_it_pays() -> None:
    model = game("south_mining=profit")
    shut = model.network.nodes.index("south_mine")
    still_plant(model, 0.8)
    model.step()
    assert (model.state.shut[shut] == HALF).all()
    assert (model.ledger.months[0].throughput[shut, HALF] == 0.0).all()
    assert "a plant hardly runs and loses" in str(model.reasons)

    still_plant(model, 1.05)
    model.step()
    assert (model.state.shut[shut] == HALF).all(), "it pays again, but hardly"

    still_plant(model, 2.0)
    model.step()
    assert (model.state.shut[shut] == 0.0).all()


def test_profit_shuts_nothing_that_breaks_even_or_a_deal_calls_on() -> None:
    model = game("south_mining=profit")
    shut = model.network.nodes.index("south_mine")
    still_plant(model, 1.0)
    model.step()
    assert (model.state.shut[shut] == 0.0).all()

    volume = model.state.contract_volume.copy()
    volume[model.network.contracts.index("south_ore#1")] = 10.0
    model.state = model.state.replace(contract_volume=volume)
    still_plant(model, 0.8)
    model.step()
    assert (model.state.shut[shut] == 0.0).all()


def test_security_of_supply_pays_more_than_profit_would_when_afraid() -> None:
    model = game("cland_metals=security_of_supply:cash=0.9")
    risk = model.state.risk.copy()
    risk[:] = np.where(HALF, 0.4, 0.0)
    model.state = model.state.replace(risk=risk)
    put(model, "project_approved", "cland_smelter_2", 1.0, where=True)

    model.step()
    assert (started(model) == HALF).all()
    other = game("cland_metals=profit:cash=0.9")
    put(other, "project_approved", "cland_smelter_2", 1.0, where=True)
    other.step()
    assert not started(other).any()


def test_security_of_supply_fills_its_stores_at_an_announcement_and_lives_off_them_later() -> None:
    model = game("cland_metals=security_of_supply aland_metals=security_of_supply")
    put(model, "measure_known", "bland_ban", 1.0)
    hers, other = (model.network.firms.index(firm) for firm in ("cland_metals", "aland_metals"))
    for aim in (1.5, 2.0):
        model.step()
        assert (model.state.hold[hers] == np.where(HALF, aim, 1.0)).all()
    assert (model.state.hold[other] == 1.0).all(), "it buys nothing of Bland's"

    price = model.state.price.copy()
    price[model.network.intakes.index("cland_smelter:ore")] *= 1.5
    model.state = model.state.replace(price=price)
    model.step()
    assert (model.state.hold[hers] == 1.0).all()


def test_relationship_takes_up_whom_it_trusts() -> None:
    model = game("aland_metals=relationship")
    put(model, "trust", "smelter_to_south", 0.0)
    link = model.network.links.index("south_ore_to_aland")
    model.step()

    assert (np.isfinite(model.state.link_ready[link]) == ~HALF).all()


def test_relationship_contests_what_would_break_a_contract_and_profit_delays() -> None:
    for name, about, others in (("relationship", 3.0, 2.0), ("profit", 2.0, 2.0)):
        model = RealmModel(
            "june-2025", 1, seed=7, strategies=f"india=conserve irel={name}", turns=3
        )
        model.run_model()
        state, bound = model.state, model.network.directive_contract >= 0
        told = state.directive[:, 0] > 0.0
        assert told[bound].any()
        assert (state.directive_answer[told & bound] == about).all(), name
        assert (state.directive_answer[told & ~bound] == others).all(), name


def test_relationship_spares_its_partners_what_its_costs_rise() -> None:
    model = game("aland_metals=relationship")
    model.step()

    rows = [firm == "aland_metals" for firm in model.network.firms]
    assert (model.state.absorb[rows] == 0.5).all()
    assert (model.state.absorb[~np.array(rows)] == 0.0).all()


def test_a_state_miner_points_to_its_contract_and_gives_way_in_the_end() -> None:
    model = game("south_mining=state_miner")
    row = model.network.contracts.index("south_ore_2024")
    put(model, "measure_known", "bland_ban", 1.0)
    shares = []
    for turn in range(6):
        if turn == 5:
            put(model, "measure_known", "bland_ban", 0.0)
        model.step()
        shares.append(model.state.contract_deliver[row])

    assert [round(float(share[0]), 6) for share in shares] == [1.0, 1.0, 0.75, 0.5, 0.25, 1.0]
    assert all((share[~HALF] == 1.0).all() for share in shares)


def test_a_state_miner_keeps_what_it_signs_itself() -> None:
    model = game("south_mining=state_miner")
    bound, own = (model.network.contracts.index(n) for n in ("south_ore_2024", "south_ore#1"))
    put(model, "measure_known", "bland_ban", 1.0, where=True)
    for _ in range(5):
        model.step()
        assert (model.state.contract_deliver[own] == 1.0).all()
    assert (model.state.contract_deliver[bound] < 1.0).all()


def test_random_has_the_same_whims_in_any_company() -> None:
    many = game("aland=random cland=conserve", turns=4)
    many.run_model()
    one = RealmModel(RIVALS, [5], seed=7, strategies="aland=random bland=tit_for_tat", turns=4)
    one.run_model()

    rows = [r for r, n in enumerate(many.network.measures) if n.startswith("aland")]
    assert (many.state.measure_on[rows, 5] == one.state.measure_on[rows, 0]).all()
    assert curbs(many, "aland").std() > 0.0


# --- the shipped scenario -------------------------------------------------------------------------

ACTS = {
    "tit_for_tat": "china", "grim_trigger": "china", "escalate": "china", "leverage": "china",
    "stabiliser": "china", "random": "china", "conserve": "india", "retaliate": "india",
    "stockpile": "japan", "diversify": "korea", "profit": "toyota_tsusho",
    "security_of_supply": "toyota_tsusho", "relationship": "toyota_tsusho", "state_miner": "irel",
    "downstream": "irel",
}  # fmt: skip
"""A seat of june-2025 that each strategy fits."""


@pytest.mark.parametrize(("name", "seat"), ACTS.items())
def test_it_acts_where_it_fits_and_harms_no_world(name: str, seat: str) -> None:
    model = RealmModel("june-2025", 2, seed=7, strategies=f"{seat}={name}", turns=4)
    orders = 0
    while model.running:
        model.step()
        orders += sum(int((~np.isnan(column)).sum()) for column in vars(model.orders).values())

    assert orders > 0
    assert (model.state.fault == 0.0).all()


def test_who_has_nothing_to_set_does_nothing() -> None:
    scenario = load("june-2025")
    compiled = compile_scenario(scenario)
    others = dict.fromkeys(scenario.seats, "status_quo") | {"firms": "status_quo"}
    for name in sorted(set(ACTS) - {"diversify"}):
        players = {**others, "malawi": name}
        model = RealmModel(scenario, 1, seed=7, strategies=players, turns=2, compiled=compiled)
        model.run_model()
        assert all(np.isnan(column).all() for column in vars(model.orders).values()), name
