"""Worlds imagined from what a seat knows: the future as it may look from there."""

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, ratio, total
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.model.desk import Desk
from realm.model.loop import play_turn
from realm.model.players import players
from realm.model.recall import recall
from realm.rules.goods import goods
from realm.rules.groups import Groups, group
from realm.rules.indicators import INDICATORS, measure
from realm.rules.reading import Turn
from realm.rules.score import Yardstick
from realm.rules.start import first_state
from realm.strategies.base import Strategy
from realm.strategies.observation import Observation
from realm.strategies.roster import Roster


class Imagination:
    """Makes futures for whoever asks; one for a model."""

    def __init__(self, roster: Roster, params: Params) -> None:
        """Keep what everybody knows: the scenario."""
        self.roster, self.params = roster, params
        self._read: tuple[Groups, Yardstick] | None = None

    def __call__(self, observation: Observation, luck: Luck, copies: int, salt: str) -> "Dreamt":
        """Imagine copies of each world that an observation looks at.

        Args:
            observation: what is known, of one actor.
            luck: that of the true worlds; copies draw under another key, the same whoever else
                is among the worlds.
            copies: how many of each world.
            salt: keeps different questions apart.
        """
        fresh, params = self._laid_out(observation, luck, copies, salt)
        state = guess(self.roster.network, params, observation, fresh, copies)
        return Dreamt(self, observation, params, state, fresh, copies)

    def of_all(self, seen: Sequence[Observation], luck: Luck, copies: int, salt: str) -> "Dreamt":
        """Imagine copies of worlds from all that one actor saw, oldest first (`recall`)."""
        fresh, params = self._laid_out(seen[-1], luck, copies, salt)
        state = recall(self.roster, params, seen, fresh, copies)
        return Dreamt(self, seen[-1], params, state, fresh, copies, remembers=True)

    def _laid_out(
        self, observation: Observation, luck: Luck, copies: int, salt: str
    ) -> tuple[Luck, Params]:
        """Lay out luck and numbers of the copies of each world."""
        worlds = (luck.worlds[:, None] * copies + np.arange(copies)).reshape(-1)
        salt = f"imagined by {observation.names[0]}: {salt} {luck.salt}"
        return Luck(luck.seed, worlds, salt=salt), _repeated(self.params, copies)

    @property
    def read(self) -> tuple[Groups, Yardstick]:
        """Return how to read scores, laid out when first asked for."""
        if self._read is None:
            groups = group(self.roster.network)
            self._read = groups, Yardstick.of(self.roster.network, self.params, groups)
        return self._read


@dataclass(frozen=True)
class Readings:
    """What some imagined turns came to for a seat, (world x copy,)."""

    score: Array
    """Mean over the turns; NaN for who has none."""
    indicators: dict[str, Array]
    """In the last turn, by name."""
    points: dict[str, Array]
    """What each objective brings of the score, mean over the turns."""
    goods: dict[str, Array]
    """What the seat makes, gets, sends and pays in the last turn (`rules.goods`); by commodity."""


class Dreamt:
    """Imagined copies of worlds; see `strategies.futures.Futures`."""

    def __init__(
        self,
        imagination: Imagination,
        observation: Observation,
        params: Params,
        state: State,
        luck: Luck,
        copies: int,
        *,
        remembers: bool = False,
    ) -> None:
        """Keep the worlds as they look now, and whether strategies of others remember turns."""
        self.params, self.state, self.luck, self.copies = params, state, luck, copies
        self._imagination, self._actor = imagination, int(observation.actors[0])
        self._remembers = remembers

    def play(self, strategy: Strategy, turns: int) -> Array:
        """Let a strategy play the seat; nobody talks, everyone else plays by default."""
        worlds = self.state.world_count // self.copies
        if self._seat is None:
            return np.full(worlds, np.nan)
        points = np.zeros(self.state.world_count)
        for turn in self._turns(strategy, turns):
            points = points + self._score(turn)
        return total(np.ascontiguousarray(points.reshape(worlds, self.copies).T)) / (
            self.copies * turns
        )

    def course(
        self,
        strategy: Strategy,
        marks: Collection[int],
        signed: Mapping[int, int] | None = None,
        played: Callable[[int], object] | None = None,
    ) -> dict[int, Readings]:
        """Let a strategy play the seat, and read how it stands after some numbers of turns.

        Args:
            strategy: who plays the seat; nobody talks, everyone else plays by default.
            marks: after how many turns to read, from 1; the last is how far it is played.
            signed: outcome by table of what was signed in this turn's talks.
            played: hears how many turns have been played, after each; it may raise to end it.

        Returns:
            By mark; what is read is (world x copy,), goods (commodity, world x copy).
        """
        worlds, found = self.state.world_count, {}
        score = np.full(worlds, 0.0 if self._seat is not None else np.nan)
        points: dict[str, Array] = {}
        for count, turn in enumerate(self._turns(strategy, max(marks), signed or {}), start=1):
            if self._seat is not None:
                score = score + self._score(turn)
                points = {
                    name: points.get(name, 0.0) + values
                    for name, values in self._points(turn).items()
                }
            if count in marks:
                found[count] = Readings(
                    score=score / count,
                    indicators={
                        name: values[self._actor] for name, values in measure(turn).items()
                    },
                    points={name: values / count for name, values in points.items()},
                    goods=goods(turn, self._actor),
                )
            if played is not None:
                played(count)
        return found

    @property
    def _seat(self) -> int | None:
        """Number of the seat whose eyes these are; None for who has none."""
        rows = self._imagination.read[1].rows
        return rows.index(self._actor) if self._actor in rows else None

    def _score(self, turn: Turn) -> Array:
        """Score a turn for the seat, (world x copy,)."""
        yardstick, seat = self._imagination.read[1], self._seat
        assert seat is not None
        return yardstick.of_seat(seat, self._weighed(turn, seat), self.state.world_count)

    def _points(self, turn: Turn) -> dict[str, Array]:
        """Say what each objective brings of the score of a turn, (world x copy,) each."""
        yardstick, seat = self._imagination.read[1], self._seat
        assert seat is not None
        return yardstick.points(seat, self._weighed(turn, seat), self.state.world_count)

    def _weighed(self, turn: Turn, seat: int) -> dict[str, Array]:
        """Read what a seat is scored on."""
        needed = self._imagination.read[1].weights[seat]
        return {name: INDICATORS[name].function(turn) for name in needed}

    def _turns(
        self, strategy: Strategy, turns: int, signed: Mapping[int, int] | None = None
    ) -> Iterator[Turn]:
        """Play turn by turn; what was signed takes effect in the first."""
        roster = self._imagination.roster
        groups, _ = self._imagination.read
        named, defaults = players(roster.network.scenario, "")
        named[roster.names[self._actor]] = strategy
        desk = Desk(
            roster, self.params, named=named, defaults=defaults, worlds=self.state.world_count
        )
        state = self.state if self._remembers else self.state.replace(memory=desk.blank())
        agreed = np.full(state.deal.shape, -1.0)
        for table, outcome in (signed or {}).items():
            agreed[table] = outcome
        for _ in range(turns):
            for actor in range(roster.firms.stop):
                desk.defer(actor)
            turned = play_turn(desk, roster.network, self.params, state, self.luck, signed=agreed)
            state, agreed = turned.state, np.full(state.deal.shape, -1.0)
            yield Turn.of(roster.network, self.params, turned.ledger, state, groups)


def guess(
    network: Network, params: Params, observation: Observation, luck: Luck, copies: int
) -> State:
    """Fill in what an observation does not show.

    Within a band a number is drawn evenly by its log. What is hidden altogether is as at the quiet
    start, but that prices have followed the asks and goods under way the customs returns.

    Returns:
        A state of `copies` of each world, a world's copies side by side.
    """
    start = first_state(network, params, observation.world_count * copies)
    start = start.replace(**_followed(network, params, observation, start, copies))
    changes: dict[str, Array] = {}
    for field in dataclasses.fields(State):
        seen = field.metadata.get("seen", "hidden")
        if seen == "hidden" or not field.metadata["axes"]:
            continue
        shown = np.repeat(getattr(observation, field.name), copies, axis=-1)
        unknown = getattr(start, field.name)
        if seen == "banded":
            low, high = (
                np.repeat(bound, copies, axis=-1) for bound in observation.band(field.name)
            )
            names = [f"{field.name} {row}" for row in range(len(low))]
            unknown = _between(low, high, luck.uniform("guess", observation.month, names))
        changes[field.name] = np.where(np.isnan(shown), unknown, shown)
    return start.replace(month=observation.month, **changes)


def _followed(
    network: Network, params: Params, observation: Observation, start: State, copies: int
) -> dict[str, Array]:
    """Let prices follow the asks of the usual sellers, and goods under way what customs saw."""
    asks = np.repeat(observation.ask, copies, axis=-1)
    before = network.links_of_intake @ (params.base_flow * params.base_ask[network.link_offer])
    now = network.links_of_intake @ (params.base_flow * np.take(asks, network.link_offer, axis=0))
    factor = ratio(now, before + np.zeros_like(now), 1.0)
    crossed = np.repeat(observation.customs, copies, axis=-1)
    usual = np.broadcast_to(params.base_flow[network.abroad], crossed.shape)
    pipeline = start.pipeline.copy()
    pipeline[:, network.abroad] *= ratio(crossed, usual, 1.0)
    return {
        "price": start.price * factor,
        "price_smooth": start.price_smooth * factor,
        "pipeline": pipeline,
    }


def _between(low: Array, high: Array, draw: Array) -> Array:
    """Draw within bounds of one sign evenly by the log, around zero evenly."""
    same = low * high > 0.0
    inner = np.where(same, np.abs(low), 1.0)
    spread = np.where(same, np.abs(high) / inner, 1.0)
    return np.where(same, low * spread**draw, np.maximum(low + (high - low) * draw, 0.0))


def _repeated(params: Params, copies: int) -> Params:
    """Repeat what differs between worlds."""

    def each(values: Any) -> Any:
        wide = isinstance(values, np.ndarray) and values.ndim and values.shape[-1] > 1
        return np.repeat(values, copies, axis=-1) if wide else values

    def noun(whole: Any) -> Any:
        fields = dataclasses.fields(whole)
        return dataclasses.replace(whole, **{f.name: each(getattr(whole, f.name)) for f in fields})

    whole: Params = noun(params)
    return dataclasses.replace(whole, rules=noun(params.rules), luck=noun(params.luck))
