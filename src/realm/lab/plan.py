"""A plan: an experiment worked out to the last game, the same on every machine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from realm.content.document import kept
from realm.core.scenario import Scenario
from realm.lab.designs import points_of
from realm.lab.experiment import Experiment
from realm.lab.factors import Point
from realm.lab.task import Cells, Task, chunk_size, cut, fingerprint
from realm.lab.variant import Variant, variant_of
from realm.rules.turn import RULES_VERSION
from realm.version import __version__


@dataclass(frozen=True)
class Plan:
    """Everything that decides what a batch comes to."""

    experiment: Experiment
    scenario: Scenario
    files: Mapping[str, str] = field(default_factory=dict)
    """What the scenario was read from, its own file first; empty for one made in code."""
    text: str = ""
    """The experiment as it is written; empty for one made in code."""

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points of the design."""
        return points_of(self.experiment)

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """What each point changes."""
        return tuple(variant_of(self.experiment, self.scenario, point) for point in self.points)

    @cached_property
    def chunks(self) -> tuple[Cells, ...]:
        """All games, cut into chunks."""
        experiment = self.experiment
        first = experiment.first_world
        worlds = np.arange(first, first + experiment.worlds, dtype=np.int64)
        return tuple(cut(self.variants, worlds, chunk_size(self.games)))

    @property
    def games(self) -> int:
        """Number of games."""
        return len(self.points) * self.experiment.worlds

    @cached_property
    def fingerprint(self) -> str:
        """Hash of all that decides the results, but for the libraries below."""
        versions = f"{__version__} {RULES_VERSION} {chunk_size(self.games)}"
        return fingerprint(kept(self.experiment), self.scenario_json, versions)

    @cached_property
    def scenario_json(self) -> str:
        """The scenario with all its numbers."""
        return kept(self.scenario)

    def tasks(self, without: frozenset[int] = frozenset()) -> Iterator[Task]:
        """Make the tasks, but for those whose number is given."""
        for number, cells in enumerate(self.chunks):
            if number not in without:
                points = sorted({int(point) for point in cells.points})
                yield Task(
                    number=number,
                    plan=self.fingerprint,
                    experiment=self.experiment,
                    scenario=self.scenario,
                    variants={point: self.variants[point] for point in points},
                    cells=cells,
                )
