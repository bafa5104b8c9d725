"""One actor, different strategies in different worlds: how a chunk mixes points of a design."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.chance import Luck
from realm.strategies.base import Decision, Strategy
from realm.strategies.legal import COLUMNS, Legal
from realm.strategies.memory import slots
from realm.strategies.observation import Observation


class ByWorld(Strategy):
    """Asks each of several strategies for the worlds in which it plays."""

    name = "by_world"
    source = "assumption: no strategy of its own; it hands on to others"

    parts: tuple[tuple[Strategy, Index], ...]
    """Each strategy with the worlds it decides, as positions."""
    _numbers: dict[int, int]
    """Number of each strategy, by its identity."""

    def __init__(self, options: Sequence[Strategy], which: Index) -> None:
        """Let `options[which[w]]` decide in world `w`."""
        parts = [
            (option, np.flatnonzero(which == number).astype(np.intp))
            for number, option in enumerate(options)
        ]
        memory = dataclasses.make_dataclass(
            "Memory",
            [
                (_slot(number, slot), float, getattr(option.Memory(), slot))
                for number, option in enumerate(options)
                for slot in slots(option)
            ],
            frozen=True,
        )
        object.__setattr__(self, "Memory", memory)
        object.__setattr__(self, "params", self.Params())
        object.__setattr__(self, "parts", tuple(part for part in parts if len(part[1])))
        object.__setattr__(self, "_numbers", {id(s): n for n, s in enumerate(options)})

    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        """Ask each strategy for its worlds, and put the answers together."""
        columns: dict[str, Array] = {}
        drivers: dict[str, Array] = {}
        kept = {slot: np.array(getattr(memory, slot)) for slot in slots(self)}
        for strategy, rows in self.parts:
            decision = strategy.decide(
                observation.in_worlds(rows),
                _in_worlds(legal, rows),
                self._held(strategy, kept, rows),
                Luck(luck.seed, luck.worlds[rows], luck.salt),
            )
            for slot, own in self._slots(strategy).items():
                kept[own][..., rows] = getattr(decision.memory, slot)
            for column, values in decision.columns.items():
                count = len(getattr(legal, column)) if column in COLUMNS else len(values)
                blank = np.full((count, observation.world_count), np.nan)
                columns.setdefault(column, blank)[:, rows] = values
            for driver, values in decision.drivers.items():
                blank = np.zeros((len(observation.actors), observation.world_count))
                drivers.setdefault(driver, blank)[:, rows] = values
        return Decision(columns, self.Memory(**kept), drivers)

    def invite(self, observation: Observation, legal: Legal, memory: Any) -> Mask:
        """Ask each strategy for the tables that it wants to open in its worlds."""
        kept = {slot: getattr(memory, slot) for slot in slots(self)}
        sides = observation.network.bargains.sides
        wanted = np.zeros((*sides.shape, observation.world_count), dtype=np.bool_)
        for strategy, rows in self.parts:
            held = self._held(strategy, kept, rows)
            asked = strategy.invite(observation.in_worlds(rows), _in_worlds(legal, rows), held)
            if asked is not None:
                wanted[..., rows] = asked
        return wanted

    def voices(self) -> tuple[tuple[str, Mask | None], ...]:
        """Name the tactic of each strategy, and its worlds."""
        worlds = np.arange(sum(len(rows) for _, rows in self.parts))
        return tuple((strategy.tactic, np.isin(worlds, rows)) for strategy, rows in self.parts)

    def _slots(self, strategy: Strategy) -> dict[str, str]:
        """Name the slots of a strategy, and what they are called among all."""
        number = self._numbers[id(strategy)]
        return {slot: _slot(number, slot) for slot in slots(strategy)}

    def _held(self, strategy: Strategy, kept: Mapping[str, Array], rows: Index) -> Any:
        """Hand a strategy its memory in its worlds."""
        named = self._slots(strategy)
        return strategy.Memory(**{slot: kept[own][..., rows] for slot, own in named.items()})


def _slot(number: int, slot: str) -> str:
    return f"s{number}_{slot}"


def _in_worlds(legal: Legal, rows: Index) -> Legal:
    """Take what is legal in some worlds; most of it is the same in all."""
    narrow = {column: mask[:, rows] for column, mask in vars(legal).items() if mask.shape[-1] > 1}
    return dataclasses.replace(legal, **narrow) if narrow else legal
