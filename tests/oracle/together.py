"""Arrays and objects side by side: the same start, decisions and luck, compared every month."""

from dataclasses import dataclass

import numpy as np
from tests.generate import orders_of, perturbed
from tests.oracle.compare import Difference, differences, unlike
from tests.oracle.fill import build, decided
from tests.oracle.month import turn_by_month

from realm.content.compile import compile_scenario
from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.rules import turn
from realm.rules.start import first_state

SHIPPED = ("small-world", "tests/scenarios/cobalt.yaml", "june-2025")
WORLDS = np.array([4, 1, 9])
AT = 1
"""Column that the oracle plays: neither first nor last, and not its own index."""


@dataclass(frozen=True)
class Shaken:
    """How far off its rest a game starts, and how often seats decide."""

    size: float = 0.0
    part: float = 0.0
    seed: int = 0


def first_differences(
    scenario: Scenario, months: int, *, seed: int = 7, shaken: Shaken | None = None
) -> list[Difference]:
    """Play both until they differ; list what differs in the first month in which they do."""
    network, params = compile_scenario(scenario)
    state = first_state(network, params, len(WORLDS))
    shaken = shaken or Shaken()
    if shaken.size > 0.0:
        state = perturbed(network, state, size=shaken.size, seed=shaken.seed)
    return play_both(network, params, state, months, seed=seed, shaken=shaken)


def play_both(
    network: Network, params: Params, state: State, months: int, *, seed: int, shaken: Shaken
) -> list[Difference]:
    """Play both from a state until they differ."""
    luck = Luck(seed, WORLDS)
    world = build(network, params, state, seed=seed, index=int(WORLDS[AT]), at=AT)
    for first in range(0, months, network.months_per_turn):
        orders = Orders.none(state)
        if shaken.part > 0.0:
            drawn = shaken.seed + first
            orders = orders_of(network, params, state, seed=drawn, part=shaken.part)
        opening = turn.begin(network, params, state, orders, luck)
        state, pages = opening.state, []
        theirs = turn_by_month(world, decided(network, orders, AT))
        for mine in theirs:
            state, page = turn.month(network, params, state, luck)
            pages.append(page)
            found = differences(world, mine, network, state, page, AT)
            if found:
                return found
        state, _ = turn.end(network, params, opening, state, Ledger(tuple(pages)))
        found = unlike(world, network, state, state.month, AT)
        if found:
            return found
    return []


def told(found: list[Difference]) -> str:
    """Say what differed first, for a test to fail with."""
    lines = [str(difference) for difference in found[:12]]
    return "\n".join([f"{len(found)} numbers differ; first", *lines]) if found else ""
