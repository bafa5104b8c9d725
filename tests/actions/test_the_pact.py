"""India directs IREL, IREL points to the pact, the notice runs, the pact pauses, Japan is short."""

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest

from realm.core.action import Action
from realm.core.actions import Answer, Direct
from realm.core.arrays import Array, total
from realm.model.agents import Actor, CountryAgent, FirmAgent
from realm.model.model import RealmModel

PACT = "irel_toyotsu_2012"
NOTICE = 12
SEATS = ("china", "india", "japan", "korea", "toyota_tsusho", "irel")


def asks(base: type[Actor], plan: dict[int, Sequence[Action]]) -> type[Actor]:
    """Make an agent that asks for these actions, by turn, and for nothing else."""

    class Planned(base):  # type: ignore[misc, valid-type]
        def decide(self) -> None:
            names = self.model.network
            for action in plan.get(self.model.steps - 1, ()):
                for column, cells in action.columns(names).items():
                    axis = names.along(action.axis)
                    for row, value in cells:
                        self.order(column, axis[row], value)

    return Planned


class Game:
    """Eight turns in which everybody else stays as they are."""

    def __init__(
        self, india: dict[int, Sequence[Action]], irel: dict[int, Sequence[Action]]
    ) -> None:
        quiet = " ".join(f"{seat}=status_quo" for seat in SEATS)
        model = RealmModel(
            "june-2025", 2, rng=7, turns=8, strategies=f"{quiet} countries=status_quo "
            "firms=status_quo",
            agents={"india": asks(CountryAgent, india), "irel": asks(FirmAgent, irel)},
        )  # fmt: skip
        net = model.network
        contract = net.contracts.index(PACT)
        links = net.part_link[net.parts_of_contract == contract]
        plant = net.nodes.index("vizag_sep")
        self.shipped: list[Array] = []
        self.made: list[Array] = []
        self.withheld: list[Array] = []
        while model.running:
            model.step()
            for page in model.ledger.months:
                self.shipped.append(total(page.shipped[links]))
                self.made.append(page.throughput[plant])
                self.withheld.append(page.withheld[contract])
        assert (model.state.fault == 0.0).all()


DIRECT = {0: [Direct(directive=f"{PACT}:suspend")]}
CONTEST = {1: [Answer(directive=f"{PACT}:suspend", reply="contest")]}
COMPLY = {1: [Answer(directive=f"{PACT}:suspend", reply="comply")]}


@pytest.fixture(scope="module")
def left_alone() -> Game:
    return Game({}, {})


def test_the_treaty_delays_it_and_then_the_separator_falls_short(left_alone: Game) -> None:
    game = Game(DIRECT, CONTEST)

    assert all((tonnes > 10.0).all() for tonnes in game.shipped[:NOTICE])
    assert all((tonnes < 1e-9).all() for tonnes in game.shipped[NOTICE:])
    assert not np.any(game.withheld)  # due notice is no breach
    before, after = slice(0, NOTICE), slice(NOTICE + 6, None)
    assert np.allclose(game.made[before], left_alone.made[before])
    assert np.mean(game.made[after]) < 0.4 * np.mean(left_alone.made[after])


def test_who_complies_at_once_breaks_the_pact(left_alone: Game) -> None:
    game = Game(DIRECT, COMPLY)
    first = 3  # it hears of it in the next turn

    assert np.allclose(game.shipped[:first], left_alone.shipped[:first])
    assert all((tonnes > 10.0).all() for tonnes in game.withheld[first:NOTICE])
    assert not np.any(game.withheld[NOTICE:])
    assert all((tonnes < 1e-9).all() for tonnes in game.shipped[first:])


def test_the_directive_of_the_story_is_there_with_its_notice() -> None:
    model = RealmModel("june-2025", 1, rng=1)
    terms = model.network.scenario.contracts[PACT]

    assert f"{PACT}:suspend" in model.network.directives
    assert dataclasses.asdict(terms)["notice_months"] == NOTICE
