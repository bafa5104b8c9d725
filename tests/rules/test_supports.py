"""Supports pay from their budget, or from the treasury while it is not overdrawn."""

from dataclasses import replace

import numpy as np
import pytest

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.still import LUCKLESS
from realm.core.chance import Luck
from realm.core.orders import Orders
from realm.core.terms import Measure
from realm.rules import turn
from realm.rules.start import first_state

LUCK = Luck(seed=1, worlds=np.array([0]))


def paid(treasury: float, budget: float | None) -> tuple[float, float]:
    """Play a turn with a subsidy of 1 $/kg on metal in Cland.

    Returns:
        What its treasury paid over the first month, and what the subsidy came to, k$.
    """
    aid = Measure(
        name="Aid", country="cland", family="output_subsidy", commodities=("metal",),
        in_force="2025-01", subsidy_usd_per_kg=1.0, budget_musd=budget, source="assumption: a test",
    )  # fmt: skip
    plain = replace(load("small-world"), luck=LUCKLESS, events={})
    network, params = compile_scenario(replace(plain, measures={**plain.measures, "aid": aid}))
    state = first_state(network, params, 1)
    money = state.money.copy()
    money[network.accounts.index("cland")] = treasury
    state = state.replace(money=money)
    _, ledger = turn.step(network, params, state, Orders.none(state), LUCK)
    first = ledger.months[0]
    sold = first.shipped[network.links.index("cland_metal_home"), 0]
    return -float(first.paid[network.accounts.index("cland"), 0]), float(sold)


def test_without_a_budget_the_treasury_pays_until_it_is_overdrawn() -> None:
    assert paid(1000.0, None)[0] == pytest.approx(paid(1000.0, None)[1])
    assert paid(1000.0, None)[0] > 0.0
    assert paid(0.0, None)[0] > 0.0
    assert paid(-1.0, None)[0] == 0.0


def test_a_budget_pays_whatever_the_treasury_holds() -> None:
    assert paid(-1.0, 5.0)[0] == pytest.approx(paid(-1.0, 5.0)[1])
