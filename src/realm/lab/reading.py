"""Make a plan of what people name: a scenario, an experiment file, an experiment made in code."""

import dataclasses
import os
import re
from pathlib import Path
from typing import Any

from realm.content import document
from realm.content.load import load_with_sources
from realm.content.nodes import dotted, quote
from realm.content.sources import EXPERIMENT, is_bare
from realm.core.scenario import Scenario
from realm.errors import Problem, RealmError, ScenarioError, nearest
from realm.lab.experiment import Experiment
from realm.lab.findings import findings
from realm.lab.plan import Plan
from realm.lab.sense import Finding
from realm.model.names import known
from realm.paths import experiment_dir, shipped_experiments, shipped_scenarios

Given = str | os.PathLike[str] | Scenario | Experiment


def plan_of(given: Given, **changes: Any) -> Plan:
    """Make the plan of a batch.

    Args:
        given: a shipped scenario or experiment, the path of a file of either, or a loaded one.
        changes: fields of the experiment to be set, as `worlds=10_000`; None leaves one as it is.

    Raises:
        ScenarioError: with every problem, when there is any.
    """
    made = _read(given)
    told = {name: value for name, value in changes.items() if value is not None}
    if "strategies" in told:
        told["strategies"] = {**made.experiment.strategies, **told["strategies"]}
    if not told:
        return made
    return checked(dataclasses.replace(made, experiment=_typed(made.experiment, told)))


def _typed(experiment: Experiment, changes: dict[str, Any]) -> Experiment:
    """Set fields of an experiment; what they may hold is checked as in a file."""
    changed = dataclasses.replace(experiment, **changes)
    return document.restored(document.kept(changed), Experiment)


def checked(plan: Plan) -> Plan:
    """Return a plan that makes sense.

    Raises:
        ScenarioError: with every problem, when there is any.
    """
    file = plan.experiment.experiment
    problems = [
        Problem(file, 0, 0, dotted(f.path), f.expected, quote(f.found) if f.found else "",
                nearest(f.found, f.known) if f.known else None)
        for f in findings(plan.experiment, plan.scenario)
    ]  # fmt: skip
    if problems:
        raise ScenarioError(problems)
    return plan


def _read(given: Given) -> Plan:
    if isinstance(given, Experiment):
        return checked(_plan(given, Path()))
    if isinstance(given, Scenario):
        return Plan(Experiment(experiment=_plain(given.name), scenario=given.name), given)
    if not isinstance(given, str | os.PathLike):
        raise RealmError(f"expected a scenario or an experiment, got {given!r}")
    name = os.fspath(given)
    path = experiment_file(name)
    if path is not None:
        return _from_file(path)
    if is_bare(name) and name not in shipped_scenarios() and not Path(name).exists():
        shipped = (*shipped_scenarios(), *shipped_experiments())
        expected = "a file or the name of a shipped scenario or experiment"
        found, hint = "none of this name", nearest(name, shipped)
        raise ScenarioError([Problem(name, 0, 0, "", expected, found, hint)])
    experiment = Experiment(experiment=_plain(Path(name).stem), scenario=name)
    return _plan(experiment, Path())


def experiment_file(name: str) -> Path | None:
    """Find the file of an experiment, shipped or not; nothing where the name means no experiment.

    Raises:
        ScenarioError: when the file is refused as a whole.
    """
    if is_bare(name):
        return experiment_dir() / f"{name}.yaml" if name in shipped_experiments() else None
    path = Path(name)
    return path if path.is_file() and EXPERIMENT in document.keys_of(path) else None


def _plain(name: str) -> str:
    """Make a name of letters, digits, - and _."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name)[:64].strip("-") or "batch"


def _from_file(path: Path) -> Plan:
    read = document.read(path, Experiment)
    plan = dataclasses.replace(_plan(read.noun, read.folder), text=read.text)
    problems = [_problem(read, finding) for finding in findings(plan.experiment, plan.scenario)]
    if problems:
        raise ScenarioError(document.in_order(problems))
    return plan


def _problem(read: document.Document[Experiment], finding: Finding) -> Problem:
    path, expected, found, known, key = finding
    return read.problem(path, expected, found, known=known, key=key)


def _plan(experiment: Experiment, folder: Path) -> Plan:
    """Load the scenario of an experiment: a shipped one, or a file from its folder on."""
    name = experiment.scenario
    place = name if is_bare(name) else folder / name
    scenario, read = load_with_sources(place, known())
    files = {key: data.decode("utf-8-sig") for key, data in read.items()}
    return Plan(experiment, scenario, files=files)
