"""Solve the quiet start of a scenario and say where it strains what the file gives."""

import os
from dataclasses import dataclass

import numpy as np

from realm.content import extends, shapes, units
from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.names import Names
from realm.content.nodes import dotted, find
from realm.content.parts import take_apart
from realm.content.sources import Shelf
from realm.core.network import Network
from realm.core.params import Params
from realm.errors import Problem

FULL = 1.0 + 1e-6
"""Use of capacity above which a plant could not make what the quiet start asks of it."""


@dataclass(frozen=True)
class Gap:
    """How far the solved flow of a link lies from the file's."""

    link: str
    file_t_per_year: float
    solved_t_per_year: float

    @property
    def share(self) -> float:
        """Difference as a part of the file's flow."""
        return self.solved_t_per_year / self.file_t_per_year - 1.0


@dataclass(frozen=True)
class Solved:
    """A scenario with its quiet start."""

    network: Network
    params: Params
    problems: tuple[Problem, ...]
    """Facilities that the solved flows use above their capacity, and prices of a wrong unit."""
    gaps: tuple[Gap, ...]
    """Links by how far they lie from the file, the largest tonnage first."""


def solve(name_or_path: str | os.PathLike[str], names: Names | None = None) -> Solved:
    """Load a scenario, solve its quiet start and compare both with the file.

    Raises:
        ScenarioError: with every problem of the file, when there is any.
    """
    scenario = load(name_or_path, names)
    network, params = compile_scenario(scenario)
    shelf = Shelf()
    root = extends.whole(shelf.first(name_or_path), shelf, shapes.section_names(), [])
    problems = []
    for row, (name, facility) in enumerate(scenario.facilities.items()):
        needed = 12.0 * float(params.base_throughput[row, 0])
        if needed > FULL * facility.capacity_t_per_year:
            path = ("facilities", name, "capacity_t_per_year")
            expected = f"at least {needed:,.1f} t/year, which the solved flows need"
            found = f"{facility.capacity_t_per_year:,.1f}"
            problems.append(Problem(*find(root, path), dotted(path), expected, found))
    problems += [
        Problem(*find(root, path), dotted(path), expected, found)
        for path, expected, found in units.findings(scenario)
    ]
    return Solved(network, params, tuple(problems), _gaps(network, params))


def _gaps(network: Network, params: Params) -> tuple[Gap, ...]:
    """Compare the flows of the file with the solved ones."""
    relays = take_apart(network.scenario).relays
    file = np.array([relay.flow_t_per_year for relay in relays])
    solved = 12.0 * params.base_flow[:, 0]
    order = np.argsort(-np.abs(solved - file), kind="stable")
    return tuple(
        Gap(relays[row].name, float(file[row]), float(solved[row]))
        for row in order
        if file[row] > 0.0
    )
