"""Change single numbers of a loaded scenario, found by their path."""

import dataclasses
from fnmatch import fnmatchcase
from typing import Any

from realm.content import shapes
from realm.core.scenario import Scenario
from realm.errors import LimitError, UnknownNameError

Steps = tuple[str, ...]
"""Keys that lead to a number: `("measures", "licence", "share_let_through")`."""


def steps_of(path: str) -> Steps:
    """Take a written path apart.

    >>> steps_of("measures.licence.share_let_through")
    ('measures', 'licence', 'share_let_through')
    """
    return tuple(path.split("."))


def number_shape(scenario: Scenario, steps: Steps) -> shapes.Shape:
    """Find the number at a path and say what it may be.

    Raises:
        UnknownNameError: when a step leads nowhere, or the path does not end at a number.
    """
    part: Any = scenario
    for depth, step in enumerate(steps):
        known = _keys(part, depth)
        if step not in known:
            before = ".".join(steps[:depth])
            raise UnknownNameError(f"number of {before or 'the scenario'}", step, known)
        part = part[step] if isinstance(part, dict) else getattr(part, step)
    shape = shapes.at(shapes.scenario_shape(), steps)
    if shape is None or shape.kind not in {"number", "count"}:
        raise UnknownNameError(f"number of {'.'.join(steps)}", "", _keys(part, len(steps)))
    return shape


def expanded(scenario: Scenario, steps: Steps) -> tuple[Steps, ...]:
    """Find every number that a path with wildcards means: those that the scenario gives.

    Raises:
        UnknownNameError: when there is none.
    """
    if not any("*" in step for step in steps):
        number_shape(scenario, steps)
        return (steps,)
    found: list[tuple[Steps, Any]] = [((), scenario)]
    for step in steps:
        found = [
            ((*before, key), part[key] if isinstance(part, dict) else getattr(part, key))
            for before, part in found
            for key in _keys(part, len(before))
            if fnmatchcase(key, step)
        ]
    numbers = tuple(
        before
        for before, value in found
        if isinstance(value, int | float) and not isinstance(value, bool)
    )
    if not numbers:
        raise UnknownNameError("number of the scenario", ".".join(steps), ())
    return numbers


def check_number(shape: shapes.Shape, value: float, name: str) -> None:
    """Refuse a number that a scenario could not hold there.

    Raises:
        LimitError: when it could not.
    """
    low = shape.least is not None and value < shape.least
    low = low or (shape.above is not None and value <= shape.above)
    high = shape.most is not None and value > shape.most
    if low or high or (shape.kind == "count" and value != int(value)):
        words = shape.words_above(name) if high else shape.words(name)
        raise LimitError(f"{name}: expected {words}, got {value:g}")


def with_number(scenario: Scenario, steps: Steps, value: float) -> Scenario:
    """Make a scenario that differs in one number."""
    shape = shapes.at(shapes.scenario_shape(), steps)
    whole = shape is not None and shape.kind == "count"
    changed: Scenario = _changed(scenario, steps, int(value) if whole else float(value))
    return changed


def _changed(part: Any, steps: Steps, value: float) -> Any:
    if not steps:
        return value
    step, *rest = steps
    if isinstance(part, dict):
        return {**part, step: _changed(part[step], tuple(rest), value)}
    inner = _changed(getattr(part, step), tuple(rest), value)
    return dataclasses.replace(part, **{step: inner})


def _keys(part: Any, depth: int) -> list[str]:
    """Name what a step can lead to: sections first, then entries, then their numbers."""
    if isinstance(part, dict):
        return list(part)
    if not dataclasses.is_dataclass(part):
        return []
    names = [field.name for field in dataclasses.fields(part)]
    if depth:
        return names
    shape = shapes.scenario_shape()
    return [name for name in names if shape.fields[name].kind in {"mapping", "noun"}]
