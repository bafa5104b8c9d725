"""The question a batch asks, and the words for it: read from its folder, without its numbers."""

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from realm.content.document import restored
from realm.lab.experiment import Experiment
from realm.lab.factors import Point, Value, told, value_of
from realm.lab.result import Result
from realm.lab.store import PACKAGE, POINTS, SCENARIO, mended

MOST_MAIN = 6
"""Series that pages and summaries show; the tables have all."""
Name = tuple[str, str]
"""Outcome and subject of a series."""


@dataclass(frozen=True)
class Outcome:
    """What an outcome means."""

    name: str
    label: str
    unit: str
    meaning: str
    sign: float
    """1 where more is better, -1 where less is, 0 where it depends."""


@dataclass(frozen=True)
class Question:
    """What varies, what was kept, and how people call it."""

    experiment: Experiment
    title: str
    points: tuple[Point, ...]
    outcomes: dict[str, Outcome]
    scenario: dict[str, Any]
    """The scenario as JSON."""

    @classmethod
    def of(cls, result: Result) -> "Question":
        """Read it from a folder.

        Raises:
            RealmError: when a file of it is missing or damaged.
        """
        experiment = restored(json.dumps(result.manifest["experiment"]), Experiment)
        for name in (PACKAGE, POINTS, SCENARIO):
            result.check(name)
        with mended(result.folder / PACKAGE) as path:
            package = json.loads(path.read_text(encoding="utf-8"))
            outcomes = {name: _outcome(name, one) for name, one in package["outcomes"].items()}
            title = str(package["title"])
        with mended(result.folder / POINTS) as path:
            points = _points(path, experiment, int(result.manifest["points"]))
        with mended(result.folder / SCENARIO) as path:
            scenario = json.loads(path.read_text(encoding="utf-8"))
        return cls(experiment, title, points, outcomes, scenario)

    @property
    def factors(self) -> list[str]:
        """Names of the factors."""
        return list(self.experiment.factors)

    @property
    def sampled(self) -> bool:
        """Say whether points were drawn, not listed."""
        return self.experiment.design.kind not in {"factorial", "list"}

    @cached_property
    def levels(self) -> list[list[Value]]:
        """Values of each factor that occur, the yardstick first."""
        found = []
        for place, factor in enumerate(self.experiment.factors.values()):
            known = [value_of(factor, text) for text in factor.values]
            used = dict.fromkeys(point[place] for point in self.points)
            found.append([*(v for v in known if v in used), *(v for v in used if v not in known)])
        return found

    @cached_property
    def named(self) -> list[int]:
        """Places of the factors whose values have no order: three words or more."""
        return [
            place
            for place, row in enumerate(self.levels)
            if len(row) > 2 and isinstance(row[0], str)
        ]

    def main(self, names: Sequence[Name]) -> list[Name]:
        """Choose what to show first: as the experiment lists it, or the scores of all seats."""
        keep = self.experiment.keep
        wanted = [*(keep.indicators or ()), *(keep.markets or ())] or ["game_score", "outside_paid"]
        order = [*(keep.seats or ()), *(keep.commodities or ())]
        listed = [
            name
            for outcome in wanted
            for name in sorted(
                (name for name in names if name[0] == outcome),
                key=lambda name: order.index(name[1]) if name[1] in order else len(order),
            )
        ]
        return (listed or list(names))[:MOST_MAIN]

    def factor_label(self, factor: str) -> str:
        """Say what varies."""
        one = self.experiment.factors[factor]
        kind, target = one.target
        if one.label:
            return one.label
        return f"strategy of {self.subject_label(target)}" if kind == "seat" else plain(factor)

    def subject_label(self, subject: str) -> str:
        """Name a seat by its actor, an actor or a commodity; the short form of a long name."""
        seat = self.scenario.get("seats", {}).get(subject)
        actor = seat["actor"] if seat else subject
        for part in ("countries", "firms", "commodities"):
            if actor in self.scenario.get(part, {}):
                name = str(self.scenario[part][actor].get("name") or plain(actor))
                return re.split(r" \(|, ", name)[0]
        return plain(subject)

    def outcome_label(self, outcome: str) -> str:
        """Name an outcome."""
        return self.outcomes[outcome].label

    def label(self, name: Name) -> str:
        """Name a series: `Japan: fill rate`."""
        return f"{self.subject_label(name[1])}: {self.outcome_label(name[0])}"

    def point_label(self, point: int) -> str:
        """Name a point by its values."""
        values = self.points[point]
        return ", ".join(level_label(value) for value in values) or "all games"


def level_label(value: Value) -> str:
    """Write a level for people."""
    return plain(told(value))


def plain(name: str) -> str:
    """Write a name for people.

    >>> plain("status_quo")
    'status quo'
    """
    return name.replace("_", " ")


def _points(path: Path, experiment: Experiment, count: int) -> tuple[Point, ...]:
    """Read the points of a design.

    Raises:
        ValueError: when there are not so many.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if len(rows) != count:
        raise ValueError(path)
    factors = experiment.factors
    return tuple(tuple(value_of(f, row[n]) for n, f in factors.items()) for row in rows)


def _outcome(name: str, told: dict[str, str]) -> Outcome:
    return Outcome(
        name=name,
        label=told.get("label") or plain(name),
        unit=told["unit"],
        meaning=told["meaning"],
        sign={"higher": 1.0, "lower": -1.0}.get(told.get("better", ""), 0.0),
    )
