"""Who may do what now, what it costs, and what a no says."""

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from realm.core import actions as kinds
from realm.core.action import Action
from realm.model.model import RealmModel
from realm.strategies.judge import Cost, cost_of, judge, orders_of
from realm.strategies.legal import Legal, legal_for
from realm.strategies.menu import actions_for
from realm.strategies.observation import Observation
from realm.strategies.refusal import Refusal

RIVALS = "tests/strategies/rivals.yaml"


def small() -> RealmModel:
    return RealmModel(RIVALS, 2, rng=7)


def look(model: RealmModel, actor: str) -> tuple[Observation, Legal]:
    actors = np.array([model.roster.number(actor)], dtype=np.intp)
    eyes = Observation(model.roster, model.params, model.state, actors=actors)
    return eyes, legal_for(model.roster, actors)


def refused(model: RealmModel, actor: str, action: Action, *before: Action) -> Refusal | None:
    return judge(*look(model, actor), action, before)


def put(model: RealmModel, field: str, name: str, axis: str, value: float) -> None:
    array = getattr(model.state, field).copy()
    array[model.network.along(axis).index(name)] = value
    model.state = model.state.replace(**{field: array})


Case = tuple[str, str, Action, Refusal]
ON: dict[str, Callable[[RealmModel], None]] = {
    "": lambda model: None,
    "on": lambda model: put(model, "measure_on", "aland_licence", "measure", 1.0),
    "disputed": lambda model: [
        put(model, f, "aland_licence", "measure", v)
        for f, v in (("measure_on", 1.0), ("dispute_month", 2.0))
    ],
    "struck": lambda model: put(model, "dispute_month", "aland_licence", "measure", -28.0),
    "told": lambda model: put(model, "directive", "north_mining:home_first", "directive", 1.0),
    "started": lambda model: put(model, "project_opens", "cland_smelter_2", "project", 20.0),
    "approved": lambda model: put(model, "project_approved", "cland_smelter_2", "project", 1.0),
    "broke": lambda model: [
        put(model, "project_approved", "cland_smelter_2", "project", 1.0),
        put(model, "money", "cland_metals", "account", 5.0),
    ],
    "poor": lambda model: put(model, "money", "cland", "account", 0.0),
    "tired": lambda model: put(model, "political_capital", "aland", "country", 1.5),
    "dealt": lambda model: [
        put(model, "contract_volume", "south_ore#1", "contract", 5.0),
        put(model, "contract_ends", "south_ore#1", "contract", np.inf),
    ],
    "testing": lambda model: put(model, "link_ready", "cland_metal_to_bland", "link", 9.0),
}

LICENCE = "aland_licence"
CASES: list[Case] = [
    ("", "aland", kinds.Lift(measure="no_such"), Refusal.NOT_THERE),
    ("", "bland", kinds.Lift(measure=LICENCE), Refusal.NOT_YOURS),
    ("", "aland", kinds.Tighten(measure=LICENCE, size=1.5), Refusal.OUT_OF_LIMITS),
    ("", "aland", kinds.Support(measure=LICENCE, size=0.5), Refusal.WRONG_KIND),
    ("", "cland", kinds.Tighten(measure="cland_tariff", size=0.5), Refusal.WRONG_KIND),
    ("", "aland", kinds.Lift(measure=LICENCE), Refusal.NO_CHANGE),
    ("on", "aland", kinds.Tighten(measure=LICENCE, size=0.8), Refusal.NOT_TIGHTER),
    ("on", "aland", kinds.Ease(measure=LICENCE, size=0.2), Refusal.NOT_LOOSER),
    ("", "aland", kinds.Ease(measure=LICENCE, size=0.8), Refusal.NOT_IN_FORCE),
    ("struck", "aland", kinds.Tighten(measure=LICENCE), Refusal.STRUCK_DOWN),
    ("struck", "aland", kinds.Announce(measure=LICENCE), Refusal.STRUCK_DOWN),
    ("", "cland", kinds.Dispute(measure=LICENCE, country="cland"), Refusal.NOT_BORNE),
    ("on", "cland", kinds.Dispute(measure=LICENCE, country="bland"), Refusal.NOT_YOURS),
    ("disputed", "cland", kinds.Dispute(measure=LICENCE, country="cland"), Refusal.DISPUTED),
    ("", "cland_metals", kinds.Start(project="cland_smelter_2"), Refusal.NOT_APPROVED),
    ("started", "cland", kinds.Approve(project="cland_smelter_2"), Refusal.STARTED),
    ("", "north_mining", kinds.Answer(directive="north_mining:home_first", reply="delay"),
     Refusal.NO_DIRECTIVE),
    ("", "aland", kinds.Revoke(side="aland_cland:aland"), Refusal.NO_DEAL),
    ("testing", "bland_use", kinds.Qualify(link="cland_metal_to_bland"), Refusal.NOT_QUALIFIED),
    ("", "aland", kinds.StopTrade(link="aland_metal_to_bland"), Refusal.BY_MEASURE),
    ("dealt", "cland_metals", kinds.StopTrade(link="south_ore"), Refusal.BY_DEAL),
    ("", "cland_metals", kinds.CallContract(contract="south_ore_2024", t_per_month=21.0),
     Refusal.OVER_CONTRACT),
    ("tired", "aland", kinds.Tighten(measure=LICENCE, size=0.1), Refusal.NO_CAPITAL),
    ("broke", "cland_metals", kinds.Start(project="cland_smelter_2"), Refusal.NO_MONEY),
    ("poor", "cland", kinds.Stockpile(stockpile="cland_store", purchase_t_per_month=9.0),
     Refusal.NO_MONEY),
]  # fmt: skip


@pytest.mark.parametrize(("state", "actor", "action", "reason"), CASES)
def test_a_no_has_its_reason(state: str, actor: str, action: Action, reason: Refusal) -> None:
    model = small()
    ON[state](model)

    assert refused(model, actor, action) is reason


def test_every_reason_is_shown_to_happen() -> None:
    assert {reason for *_, reason in CASES} == set(Refusal)


def test_a_reason_is_a_sentence_that_says_what_would_be_allowed() -> None:
    for reason in Refusal:
        assert reason.value[0].isupper()
        assert reason.value.endswith(".")
        assert ";" in reason.value


YES: list[tuple[str, str, Action]] = [
    ("", "aland", kinds.Announce(measure=LICENCE)),
    ("", "aland", kinds.Tighten(measure=LICENCE, size=0.3)),
    ("on", "aland", kinds.Ease(measure=LICENCE, size=0.9)),
    ("on", "aland", kinds.Lift(measure=LICENCE)),
    ("on", "cland", kinds.Dispute(measure=LICENCE, country="cland")),
    ("", "cland", kinds.SetTariff(measure="cland_tariff", share=0.2)),
    ("told", "north_mining", kinds.Answer(directive="north_mining:home_first", reply="delay")),
    ("approved", "cland_metals", kinds.Start(project="cland_smelter_2")),
    ("", "south_mining", kinds.Deliver(contract="south_ore_2024", share=0.5)),
]


@pytest.mark.parametrize(("state", "actor", "action"), YES)
def test_what_is_legal_is_not_refused(state: str, actor: str, action: Action) -> None:
    model = small()
    ON[state](model)

    assert refused(model, actor, action) is None


def test_what_was_asked_before_must_be_paid_too() -> None:
    model = small()
    put(model, "political_capital", "aland", "country", 3.0)
    first = kinds.Tighten(measure="aland_quota")

    assert refused(model, "aland", kinds.Announce(measure=LICENCE), first) is None
    assert refused(model, "aland", kinds.Tighten(measure=LICENCE), first) is Refusal.NO_CAPITAL


def test_the_menu_lists_legal_actions_only_with_what_the_rules_take() -> None:
    model = small()
    put(model, "measure_on", LICENCE, "measure", 1.0)
    for actor in ("aland", "bland", "cland", "north_mining", "cland_metals", "bland_use"):
        eyes, legal = look(model, actor)
        menu = actions_for(eyes, legal)
        assert menu
        for choice in menu:
            assert judge(eyes, legal, choice.action) is None
            assert choice.cost == cost_of(eyes, [choice.action])


def test_a_duty_can_be_set_again_to_what_it_was_at_first() -> None:
    model = RealmModel("june-2025", 1, rng=7)
    put(model, "measure_size", "india_magnet_tariff", "measure", 1.0)
    menu = actions_for(*look(model, "india"))
    tariffs = [c.action for c in menu if isinstance(c.action, kinds.SetTariff)]
    shares = [one.share for one in tariffs if one.name == "india_magnet_tariff"]

    assert 0.075 in shares
    assert shares == sorted(shares)


def test_what_the_menu_says_it_costs_is_what_a_turn_takes() -> None:
    for choice in actions_for(*look(small(), "cland")):
        model, quiet = small(), small()
        given = orders_of(model.network, [choice.action], 2)
        for each, orders in ((model, given), (quiet, None)):
            each.state = each.state.replace(
                political_capital=each.state.political_capital - 8.0  # so that it can grow back
            )
            if orders is not None:
                _play(each, orders)
            else:
                _play(each, orders_of(each.network, [], 2))
        row = model.network.countries.index("cland")
        taken = quiet.state.political_capital[row, 0] - model.state.political_capital[row, 0]
        assert taken == pytest.approx(choice.cost.political_capital)


def _play(model: RealmModel, orders: Any) -> None:
    from realm.rules import turn

    model.state, _ = turn.step(model.network, model.params, model.state, orders, model.luck)


def test_costs_add_up() -> None:
    eyes, _ = look(small(), "cland")
    one = kinds.Stockpile(stockpile="cland_store", purchase_t_per_month=2.0)
    other = kinds.JoinCoalition(country="cland")
    price = float(eyes.price[eyes.network.intakes.index("cland_store:metal"), 0])

    assert cost_of(eyes, []) == Cost()
    assert cost_of(eyes, [one]) == Cost(0.5, pytest.approx(6.0 * price))
    both = dataclasses.astuple(cost_of(eyes, [one, other]))
    assert both == pytest.approx((1.5, 6.0 * price))
