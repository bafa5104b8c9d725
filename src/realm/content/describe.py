"""Complete the JSON Schema of scenarios: descriptions, patterns, tables, extends."""

import ast
import inspect
import itertools
import textwrap
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from realm.content import shapes
from realm.content.extends import EXTENDS
from realm.content.tables import TABLE
from realm.core.scenario import Scenario
from realm.core.words import is_id, is_month

MONTH_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])$"
ID_PATTERN = r"^[a-z][a-z0-9_]{0,63}$"


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of files: pydantic's, with what only the readers of files know."""
    definitions = schema["$defs"]
    for noun in nouns(Scenario):
        part = schema if noun is Scenario else definitions[noun.__name__]
        _add_patterns(part, shapes.noun_shape(noun))
        part["description"] = inspect.getdoc(noun) or ""
        for key, text in docstrings(noun).items():
            part["properties"][key]["description"] = text
    for key in shapes.section_names():
        section = schema["properties"][key]
        entry = section["additionalProperties"]
        section["additionalProperties"] = {"anyOf": [entry, {"type": "null"}]}
        section["properties"] = {TABLE: _table()}
    schema["properties"][EXTENDS] = {
        "type": "string",
        "description": "A shipped scenario or a file beside this one, which this file patches:"
        " keys merge, lists and values replace, null removes an entry.",
    }
    # What a file leaves out, the scenario that it extends may give.
    required = schema.pop("required")
    schema["anyOf"] = [{"required": required}, {"required": [EXTENDS]}]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def _table() -> dict[str, Any]:
    return {
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        "description": "CSV files beside the scenario: a column `id` names the entry, the others"
        " are its keys; an empty cell is not given, a list is written a;b.",
    }


def nouns(noun: type) -> Iterator[type]:
    """Name a dataclass and all that its fields are made of, each once."""
    seen: list[type] = []
    waiting = [noun]
    while waiting:
        found = waiting.pop()
        if found not in seen:
            seen.append(found)
            for hint in get_type_hints(found).values():
                waiting += [part for part in (hint, *_parts(hint)) if _is_noun(part)]
    yield from seen


def _parts(hint: Any) -> Iterator[Any]:
    for part in get_args(hint):
        yield part
        yield from _parts(part)


def _is_noun(hint: Any) -> bool:
    return isinstance(hint, type) and is_dataclass(hint)


def _add_patterns(part: dict[str, Any], shape: shapes.Shape) -> None:
    for key, inner in shape.fields.items():
        _add_pattern(part["properties"][key], inner)


def _add_pattern(part: dict[str, Any], shape: shapes.Shape) -> None:
    if "anyOf" in part and shape.optional:
        part = part["anyOf"][0]
    if shape.kind == "mapping":
        part["propertyNames"] = {"pattern": ID_PATTERN}
    elif shape.kind == "series" and shape.item:
        _add_pattern(part["items"], shape.item)
    elif shape.test is is_month:
        part["pattern"] = MONTH_PATTERN
    elif shape.test is is_id:
        part["pattern"] = ID_PATTERN


def docstrings(noun: type) -> dict[str, str]:
    """Read the docstrings that stand under the fields of a dataclass and its parents."""
    found: dict[str, str] = {}
    for parent in reversed(noun.__mro__[:-1]):
        (node,) = ast.parse(textwrap.dedent(inspect.getsource(parent))).body
        body = node.body if isinstance(node, ast.ClassDef) else []
        for field, after in itertools.pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                text = after.value if isinstance(after, ast.Expr) else None
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found[field.target.id] = inspect.cleandoc(text.value)
    return found
