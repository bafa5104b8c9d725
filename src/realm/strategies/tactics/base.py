"""The protocol of a tactic: how high it aims, and what it says at many tables at once."""

import dataclasses
from abc import ABC, abstractmethod
from typing import Any, ClassVar

import numpy as np

from realm.core.agenda import Agenda, Score
from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE, Messages
from realm.errors import RealmError, UnknownNameError
from realm.strategies.tactics.sight import Sight

MARGIN = 1e-9
"""Of utility: how far below its target a tactic still signs, so that one rounding flips nothing."""


@dataclasses.dataclass(frozen=True)
class Nothing:
    """Params of a tactic that has none."""


class Tactic(ABC):
    """A way to bargain, for all tables and worlds at once. Frozen.

    A subclass gives `name`, `source` and `target`, and `Params` where it has tunables:
    `Boulware(beta=0.3)` makes a tactic with `self.params.beta == 0.3`.
    """

    name: ClassVar[str]
    """What it is called by."""
    source: ClassVar[str]
    """Where the idea comes from: author and year, or `assumption: why`."""
    Params: ClassVar[type[Any]] = Nothing
    knows_both: ClassVar[bool] = False
    """Whether it sees the other side's worth: yardsticks only."""

    params: Any
    """Its tunables, a `Params`."""

    def __init__(self, **params: float) -> None:
        """Set tunables that shall differ from their defaults."""
        for needed in ("name", "source"):
            if not getattr(self, needed, ""):
                raise RealmError(f"tactic {type(self).__name__} declares no {needed}")
        known = [field.name for field in dataclasses.fields(self.Params)]
        for name in params:
            if name not in known:
                raise UnknownNameError(f"parameter of {self.name}", name, known)
        object.__setattr__(self, "params", self.Params(**params))

    @abstractmethod
    def target(self, sight: Sight) -> Array:
        """Say the least worth it would offer or sign for now, (table, world).

        What lies below the reservation is raised to it by whoever asks.
        """

    def least(self, sight: Sight) -> Array:
        """Return its target, never below its reservation."""
        return np.maximum(self.target(sight), sight.reservation)

    def answer(self, sight: Sight) -> Messages:
        """Speak: sign what reaches the target, else offer something that does.

        Of those it offers what is most like both last offers, the other side's counting twice, and
        among equals its own best; nothing that takes back what it conceded, where something else
        is left (Faratin, Sierra and Jennings 2002, https://doi.org/10.1016/S0004-3702(02)00290-4).
        Where nothing it may offer reaches the target, its best allowed above its reservation;
        where there is none either, it leaves.
        """
        return aim(sight, self.least(sight))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: one object may sit at many tables."""
        raise AttributeError(f"a tactic is frozen: declare {name!r} in Params")

    def __repr__(self) -> str:
        given = dataclasses.asdict(self.params)
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in given.items())})"


def aim(sight: Sight, least: Array) -> Messages:
    """Sign what is worth at least this much, else offer something that is."""
    signs = sight.signable & (sight.proposal >= least - MARGIN)
    return message(signs, concede(sight, least))


def message(signs: Mask, offer: Index) -> Messages:
    """Sign, or else offer, or else leave."""
    return Messages(offer=offer, accept=signs, leave=~signs & (offer == NONE))


def concede(sight: Sight, least: Array) -> Index:
    """Choose an offer worth at least this much, the one most like what both offered last.

    Likeness to the other side's last offer counts twice, to its own once: so it moves towards the
    other as far as it can, and otherwise stays. What is worth more to it than its own last offer
    would take back what it conceded: it offers that only where nothing else is left.
    """
    low, said, merit = sight.threshold(least), sight.said, sight.merit
    high = sight.ceiling(sight.worth(said, sight.best))
    fit: Mask = np.greater_equal(merit, low, out=sight.scratch[1])
    fit &= np.less_equal(merit, high, out=sight.scratch[2])
    liked = _liked(sight.agenda, merit, sight.heard, said, sight.scratch[0])
    liked *= fit.view(np.int8)
    found = _named(sight.agenda, np.maximum.reduce(liked, axis=0))
    lacks = found == NONE
    if not np.logical_or.reduce(lacks, axis=None):
        return found
    most = np.maximum.reduce(merit, axis=0)
    found = np.where(lacks, _unless_poor(sight, _named(sight.agenda, most)), found)
    table, world = np.nonzero(lacks & (most >= low))
    if len(table):
        found[table, world] = _taken_back(sight, low, table, world)
    return found.astype(np.intp, copy=False)


def _taken_back(sight: Sight, low: Score, table: Index, world: Index) -> Index:
    """Choose at some tables from all that reaches the target."""
    merit = sight.merit[:, table, world if sight.merit.shape[-1] > 1 else 0]
    liked = _liked(sight.agenda, merit, sight.heard[table, world], sight.said[table, world], None)
    liked *= merit >= low[table, world]
    return _named(sight.agenda, np.maximum.reduce(liked, axis=0))


def _liked(agenda: Agenda, merit: Score, heard: Index, said: Index, scratch: Score | None) -> Score:
    """Add to the merit of outcomes how near they are to both last offers, issue by issue."""
    near = [2 * np.take(n, heard, axis=1) + np.take(n, said, axis=1) for n in agenda.nearness]
    cells = heard.shape
    # All issues but the first as one block, then the first.
    block = np.zeros((1, *cells), dtype=np.int32)
    for options in reversed(near[1:]):
        block = (options[:, None] + block[None]).reshape(-1, *cells)
    grid = merit.reshape(len(near[0]), len(block), *merit.shape[1:])
    out = None if scratch is None else scratch.reshape(grid.shape)
    liked: Score = np.add(grid, near[0][:, None], out=out)
    liked += block
    return liked.reshape(agenda.size, *cells)


def _unless_poor(sight: Sight, outcome: Index) -> Index:
    """Take away what is worth less than the reservation."""
    poor = sight.worth(outcome, -np.inf) < sight.reservation - MARGIN
    return np.where(poor, NONE, outcome).astype(np.intp)


def top(sight: Sight, score: Score, fit: Mask) -> Index:
    """Find the fitting outcome with the largest score, -1 where none fits."""
    return _named(sight.agenda, np.maximum.reduce(score * fit.view(np.int8), axis=0))


def _named(agenda: Agenda, score: Score) -> Index:
    """Read the outcome off a score, -1 off 0; (table, world)."""
    place = agenda.size - 1 - (score & (agenda.places - 1))
    return ((place - NONE) * (score > 0) + NONE).astype(np.intp)
