"""Validate a tree against the nouns of a scenario, and tell an author what is wrong with it."""

from collections.abc import Collection
from functools import cache
from typing import Any

import pydantic

from realm.content import shapes
from realm.content.draft import Draft, fill
from realm.content.extends import EXTENDS
from realm.content.faults import told
from realm.content.hints import Hints
from realm.content.nodes import Mapping
from realm.core.scenario import Scenario
from realm.errors import Problem, ScenarioError


@cache
def adapter() -> pydantic.TypeAdapter[Scenario]:
    """Return pydantic's validator of a scenario."""
    return pydantic.TypeAdapter(Scenario)


def read(
    root: Mapping, problems: list[Problem], hints: Hints, *, unread: Collection[str] = ()
) -> Draft:
    """Validate a tree; what is wrong goes to `problems` and is a hole in the draft.

    Args:
        root: the tree.
        problems: gets what is wrong.
        hints: finds the nearest names.
        unread: sections of which a part is missing in the tree.
    """
    gaps = frozenset((section,) for section in unread)
    shape = shapes.scenario_shape()
    data = shapes.value(root, shape)
    if not isinstance(data, dict):  # pragma: no cover - the shape of a mapping is a dict
        raise TypeError(data)
    try:
        return Draft(adapter().validate_python(data), gaps, root)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
    problems += told(faults, root, shape, hints, further=(EXTENDS,))
    holes = fill(data, [fault["loc"] for fault in faults])
    try:
        return Draft(adapter().validate_python(data), holes | gaps, root)
    except pydantic.ValidationError:  # pragma: no cover - faults in what stood in for faults
        raise ScenarioError(problems) from None


def json_schema() -> dict[str, Any]:
    """Describe the format of scenario files as a JSON Schema, for editors."""
    from realm.content.describe import described

    return described(adapter().json_schema())
