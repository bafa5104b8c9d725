"""Find values of a factor with which the scenario would make no sense as a file of its own."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from realm.content import sense, vary
from realm.content.nodes import Path, dotted
from realm.core.scenario import Scenario
from realm.errors import LimitError
from realm.lab.experiment import Experiment, Factor
from realm.lab.factors import check

MOST_VALUES = 64
"""Values of a factor that are all looked at; of more only the least and the greatest, for each
takes a hundredth of a second on a large scenario."""

Given = tuple[Path, str]
"""Where a value is written, and the value."""


class Finding(NamedTuple):
    """One thing that is wrong."""

    path: tuple[str | int, ...]
    expected: str
    found: str = ""
    known: Collection[str] = ()
    """Names that would do."""
    key: bool = False
    """Whether the last key is meant."""


def senseless(
    given: Sequence[Given], factor: Factor, experiment: Experiment, scenario: Scenario
) -> Iterator[Finding]:
    """Name the values that make no sense, others at their base."""
    if factor.target[0] != "number":
        return
    values = [
        (float(text), at) for at, text in given if _may_be(text, factor, experiment, scenario)
    ]
    if len(values) > MOST_VALUES:
        values = [min(values, key=lambda one: one[0]), max(values, key=lambda one: one[0])]
    for number, at in values:
        expected = nonsense(number, factor, scenario)
        if expected:
            yield Finding(at, expected, f"{number:g}")


def _may_be(text: str, factor: Factor, experiment: Experiment, scenario: Scenario) -> bool:
    """Say whether a value is a number within its limits; what is not is told elsewhere."""
    try:
        check(float(text), factor, experiment, scenario)
    except (LimitError, ValueError, OverflowError):
        return False
    return abs(float(text)) < float("inf")


def nonsense(number: float, factor: Factor, scenario: Scenario) -> str:
    """Say what a scenario with this number would have to be to make sense; nothing where it does.

    Demand may differ from what links bring at the start: the quiet start is solved for it.
    """
    kind, name = factor.target
    if kind != "number":
        return ""
    varied = vary.expanded(scenario, vary.steps_of(name))
    changed = scenario
    for steps in varied:
        changed = vary.with_number(changed, steps, number)
    found = [
        (path, expected)
        for path, expected, _ in sense.unfit(changed)
        if path not in varied or path[-1] != "demand_t_per_year"
    ]
    known = {path for path, *_ in sense.unfit(scenario)} if found else set()
    for path, expected in found:
        if path not in known:
            return expected if path == varied[0] else f"at {dotted(path)} {expected}"
    return ""
