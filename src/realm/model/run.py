"""Play a whole game and keep all of it."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.model.agents import Actor
from realm.model.model import RealmModel
from realm.model.players import Given
from realm.model.reasons import Reason
from realm.model.talks import Talks
from realm.model.worlds import Seed


@dataclass(frozen=True)
class Played:
    """A game from its quiet start to its end.

    The first ledger covers the months before the first turn; ledger `i` leads from `before(i)`
    to `states[i]`.
    """

    network: Network
    params: Params
    start: State
    """The quiet fixed point."""
    states: tuple[State, ...]
    """Before the first turn, then after each turn."""
    ledgers: tuple[Ledger, ...]
    """The months before the first turn, then those of each turn."""
    luck: Luck
    seed: int
    reasons: tuple[tuple[Reason, ...], ...] = ()
    """What drove the strategies, turn by turn; before the first turn nobody decides."""
    orders: tuple[Orders, ...] = ()
    """What everybody asked for, turn by turn."""
    talks: tuple[Talks, ...] = ()
    """What became of the talks, turn by turn."""

    @classmethod
    def of(cls, model: RealmModel, told: Callable[[int, int], None] | None = None) -> "Played":
        """Play a model to its end and keep every turn; `told` hears of turns done and in all."""
        states, ledgers = [model.state], [model.lead]
        reasons: list[tuple[Reason, ...]] = []
        orders: list[Orders] = []
        talks: list[Talks] = []
        while True:
            if told is not None:
                told(len(reasons), model.turns)
            if not model.running:
                break
            model.step()
            states.append(model.state)
            ledgers.append(model.ledger)
            reasons.append(model.reasons)
            orders.append(model.orders)
            talks.append(model.talks.kept())
        return cls(
            network=model.network,
            params=model.params,
            start=model.start,
            states=tuple(states),
            ledgers=tuple(ledgers),
            luck=model.luck,
            seed=model.seed,
            reasons=tuple(reasons),
            orders=tuple(orders),
            talks=tuple(talks),
        )

    def before(self, number: int) -> State:
        """Return the state that a ledger starts from."""
        return self.states[number - 1] if number else self.start

    @property
    def whole(self) -> Ledger:
        """All months in one ledger."""
        return Ledger(tuple(month for ledger in self.ledgers for month in ledger.months))


def run(
    scenario: str | os.PathLike[str] | Scenario = "june-2025",
    *,
    seed: Seed = None,
    rng: Seed = None,
    world: int = 0,
    worlds: int = 1,
    turns: int | None = None,
    strategies: Given = "",
    agents: Mapping[str, type[Actor]] | None = None,
) -> Played:
    """Play a whole game, or several worlds of it at once.

    Args:
        scenario: shipped name, path, or a loaded scenario.
        seed: names the family of worlds; 0 if neither this nor `rng` is given.
        rng: the same by Mesa's name; give one of the two.
        world: index of the first world.
        worlds: how many.
        turns: turns to play; the scenario's if not given.
        strategies: who plays how, `"india=status_quo"`; others as the scenario says.
        agents: classes that play actors, as `RealmModel` takes them.
    """
    model = RealmModel(
        scenario,
        worlds,
        rng=rng,
        seed=0 if rng is None and seed is None else seed,
        first_world=world,
        turns=turns,
        strategies=strategies,
        agents=agents,
    )
    return Played.of(model)
