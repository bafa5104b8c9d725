"""What a game came to, as plain data: tables, CSV and JSON are made from this."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import realm
from realm.cli.decisions import Decision
from realm.cli.talks import Talked
from realm.rules.event import Event
from realm.rules.turn import RULES_VERSION

QUANTITIES = {
    "inside": ("$/kg", "in {home}"),
    "outside_quoted": ("$/kg", "quoted outside {home}"),
    "outside_paid": ("$/kg", "paid outside {home}"),
    "output": ("t/year", "world output"),
    "unmet": ("share", "orders not filled"),
}
"""Rows of the table of commodities: unit, and what it is called."""


@dataclass(frozen=True)
class Series:
    """A number over time."""

    unit: str
    values: tuple[float, ...]
    better: str = ""
    """higher or lower; empty where neither is."""

    @property
    def start(self) -> float:
        """First value."""
        return self.values[0]

    @property
    def now(self) -> float:
        """Last value."""
        return self.values[-1]

    @property
    def change(self) -> float:
        """Last less first."""
        return self.now - self.start

    def data(self) -> dict[str, Any]:
        """Return it as plain data; NaN is None."""
        return {
            "unit": self.unit,
            **({"better": self.better} if self.better else {}),
            "start": _plain(self.start),
            "now": _plain(self.now),
            "change": _plain(self.change),
            "series": [_plain(value) for value in self.values],
        }


@dataclass(frozen=True)
class Seat:
    """What a game came to for a seat."""

    name: str
    actor: str
    title: str
    strategy: str
    objectives: dict[str, float]
    indicators: dict[str, Series]
    score: Series
    """By turn, 0 to 100; NaN for who has no objectives."""
    points: float
    """Score of the game: the mean over the turns that seats decided on."""


@dataclass(frozen=True)
class Summary:
    """What a game came to."""

    scenario: str
    title: str
    home: str
    """Name of the reference exporter."""
    seed: int
    world: int
    months_per_turn: int
    turns: int
    months: tuple[str, ...]
    """Every month played."""
    quarters: tuple[str, ...]
    """Last month of the months before turn one, and of each turn."""
    seats: tuple[Seat, ...]
    commodities: dict[str, dict[str, Series]]
    names: dict[str, str]
    """Names of the commodities for people."""
    units: dict[str, str]
    events: tuple[tuple[str, Event], ...]
    """Everything that happened, with its month."""
    top: tuple[tuple[str, Event], ...]
    decisions: tuple[Decision, ...]
    talks: tuple[Talked, ...]
    """What the seats' strategies decided, and why."""
    fault: str
    """Why the world froze; empty while sound."""

    def data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return {
            "realm": realm.__version__,
            "rules": RULES_VERSION,
            "scenario": self.scenario,
            "title": self.title,
            "seed": self.seed,
            "world": self.world,
            "turns": self.turns,
            "months_per_turn": self.months_per_turn,
            "months": list(self.months),
            "turn_ends": list(self.quarters),
            "fault": self.fault or None,
            "seats": {
                seat.name: {
                    "actor": seat.actor,
                    "title": seat.title,
                    "strategy": seat.strategy,
                    "objectives": seat.objectives,
                    "score": {"game": _plain(seat.points), **seat.score.data()},
                    "indicators": {name: one.data() for name, one in seat.indicators.items()},
                }
                for seat in self.seats
            },
            "commodities": {
                name: {
                    "name": self.names[name],
                    "tonnes_of": self.units[name],
                    **{quantity: series.data() for quantity, series in rows.items()},
                }
                for name, rows in self.commodities.items()
            },
            "events": [event_data(month, event) for month, event in self.top],
            "decisions": [decision.data() for decision in self.decisions],
            "talks": [talk.data() for talk in self.talks],
        }


def event_data(month: str, event: Event) -> dict[str, Any]:
    """Return an event as plain data."""
    return {
        "month": month,
        "kind": event.kind,
        "actors": list(event.actors),
        "subject": event.subject,
        "size": _plain(event.size),
        "text": event.text,
        "driver": event.driver,
        "at_stake_musd": _plain(event.importance),
    }


def _plain(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def finite(values: Iterable[float]) -> list[float]:
    """Keep the numbers that are numbers."""
    return [value for value in values if math.isfinite(value)]
