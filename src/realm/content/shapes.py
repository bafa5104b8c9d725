"""Know what each key of a scenario holds, from the types of the nouns: to convert and to say."""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeGuard,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from annotated_types import Ge, Gt, Le, Predicate

from realm.content.nodes import Mapping, Node, Scalar, Series
from realm.core.scenario import Scenario
from realm.core.words import VAST, is_id, is_month

Kind = Literal["text", "number", "count", "truth", "choice", "series", "mapping", "noun"]

NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
COUNT = re.compile(r"[-+]?[0-9]{1,18}")

_UNITS = (
    ("_musd_per_t", "million US dollars a tonne"),
    ("_usd_per_kg", "US dollars a kg"),
    ("_t_per_year", "tonnes a year"),
    ("_t_per_month", "tonnes a month"),
    ("_musd", "million US dollars"),
    ("_working_days", "working days"),
    ("_months", "months"),
    ("_per_year", "a share a year"),
    ("_per_month", "a share a month"),
    ("_share", "a share"),
    ("_factor", "a factor"),
    ("_t", "tonnes"),
)
"""What the end of a key says about its unit."""

_OWN_UNITS = {
    "latitude": "degrees",
    "longitude": "degrees",
    "outages_per_year": "outages a year",
    "inputs": "tonnes",
    "outputs": "tonnes",
}


@dataclass(frozen=True, slots=True)
class Unfit:
    """What stands where a value of another kind belongs; no type takes it."""

    node: Node


@dataclass(frozen=True, slots=True)
class Shape:
    """What one place of a scenario may hold."""

    kind: Kind
    """What sort of value."""
    optional: bool = False
    """Whether it may be nothing."""
    least: float | None = None
    """Lower bound."""
    above: float | None = None
    """Lower bound that is itself excluded."""
    most: float | None = None
    """Upper bound."""
    test: Callable[[str], bool] | None = None
    """What a text must satisfy."""
    choices: tuple[str | int, ...] = ()
    """The words to choose from."""
    item: "Shape | None" = None
    """Each entry of a series or mapping."""
    fields: dict[str, "Shape"] = field(default_factory=dict)
    """Each key of a noun."""
    required: tuple[str, ...] = ()
    """The keys that a noun needs."""

    def words(self, key: str) -> str:
        """Say what is expected under `key`, with the unit that its name carries."""
        match self.kind:
            case "number" | "count":
                return self._bounded(key)
            case "truth":
                return "true or false"
            case "choice":
                words = ", ".join(str(choice) for choice in self.choices)
                return f"one of {words}" if len(self.choices) > 1 else words
            case "series":
                return f"a list of {key}" if key else "a list"
            case "mapping" | "noun":
                return "keys with values"
        if self.test is is_month:
            return "a month like 2025-07"
        if self.test is is_id:
            return "a name of small letters, digits and _, a letter first"
        return "text"

    def words_above(self, key: str) -> str:
        """Say what is expected where a number is too large."""
        words = self.words(key)
        return f"{words} and at most {VAST:,.0f}" if self.most == VAST else words

    def _bounded(self, key: str) -> str:
        if self.kind == "count":
            unit = "a whole number"
        else:
            unit = _OWN_UNITS.get(key) or next(
                (words for end, words in _UNITS if key.endswith(end)), "a number"
            )
        if key.startswith("share_"):
            unit = "a share"
        most = None if self.most == VAST else self.most
        if self.least is not None and most is not None:
            return f"{unit} from {self.least:g} to {most:g}"
        if self.above is not None and most is not None:
            return f"{unit} > {self.above:g} and <= {most:g}"
        if self.least is not None:
            return f"{unit} >= {self.least:g}"
        if self.above is not None:
            return f"{unit} > {self.above:g}"
        return unit


_UNIT_WORDS = (
    r"(_(per|k?t|mt|kg|g|lb|tons?|tonnes?|k?usd|musd|busd|m?eur|dollars?|months?|days?|weeks?"
    r"|years?|annum|pa|working|share|percent|pct|factor|ratio|in))+$"
)


@lru_cache(maxsize=1024)
def stem(key: str) -> str:
    """Take the unit off a key.

    >>> stem("capacity_kg_per_year")
    'capacity'
    """
    return re.sub(_UNIT_WORDS, "", key) or key


@cache
def scenario_shape() -> Shape:
    """Return the shape of a whole scenario."""
    return noun_shape(Scenario)


def noun_shape(noun: type) -> Shape:
    """Return the shape of a dataclass."""
    return _shape(noun)


@cache
def section_names() -> tuple[str, ...]:
    """Name the sections that hold entries by id, in the order of the format."""
    return tuple(key for key, shape in scenario_shape().fields.items() if shape.kind == "mapping")


def at(shape: Shape, path: tuple[str | int, ...]) -> Shape | None:
    """Return the shape at a path."""
    found: Shape | None = shape
    for step in path:
        if found is None:
            return None
        found = found.fields.get(str(step)) if found.kind == "noun" else found.item
    return found


def value(node: Node | None, shape: Shape | None) -> object:
    """Convert a node to plain Python data of a shape; what does not fit becomes `Unfit`.

    Scalars follow YAML 1.2: `NO` is a text, only `true` and `false` are truths, and a number
    has neither `_` nor `:`.
    """
    if node is None or shape is None:
        return Unfit(node) if node is not None else None
    if shape.kind == "noun":
        return _noun(node, shape)
    if shape.kind == "mapping":
        if isinstance(node, Mapping):
            return {key: value(inner, shape.item) for key, inner in node.entries.items()}
        return {} if isinstance(node, Scalar) and node.is_null else Unfit(node)
    if shape.kind == "series":
        return _series(node, shape)
    if not isinstance(node, Scalar):
        return Unfit(node)
    return _scalar(node, shape)


def _noun(node: Node, shape: Shape) -> object:
    if not isinstance(node, Mapping):
        empty = isinstance(node, Scalar) and node.is_null and not shape.required
        return {} if empty else Unfit(node)
    return {key: value(inner, shape.fields.get(key)) for key, inner in node.entries.items()}


def _series(node: Node, shape: Shape) -> object:
    if isinstance(node, Series):
        return tuple(value(inner, shape.item) for inner in node.items)
    if node_is_cell(node):
        parts = [Scalar(part.strip(), node.place) for part in node.text.split(";")]
        return tuple(value(part, shape.item) for part in parts if part.text)
    return () if isinstance(node, Scalar) and node.is_null else Unfit(node)


def node_is_cell(node: Node) -> TypeGuard[Scalar]:
    """Say whether a node is a cell of a table."""
    return isinstance(node, Scalar) and node.cell


def _scalar(node: Scalar, shape: Shape) -> object:
    if node.is_null:
        return None if shape.optional else Unfit(node)
    text = node.text
    match shape.kind:
        case "text":
            return text
        case "number":
            return float(text) if node.plain and NUMBER.fullmatch(text) else Unfit(node)
        case "count":
            return int(text) if node.plain and COUNT.fullmatch(text) else Unfit(node)
        case "truth":
            truths = {"true": True, "false": False} if node.plain else {}
            return truths.get(text, Unfit(node))
    by_text = {str(choice): choice for choice in shape.choices}
    return by_text.get(text, Unfit(node))


def _shape(hint: Any) -> Shape:
    optional, metadata, core = _unwrapped(hint)
    bounds = _bounds(metadata)
    origin = get_origin(core)
    if is_dataclass(core) and isinstance(core, type):
        hints = get_type_hints(core, include_extras=True)
        return Shape(
            "noun",
            optional,
            fields={part.name: _shape(hints[part.name]) for part in fields(core)},
            required=tuple(
                part.name
                for part in fields(core)
                if part.default is MISSING and part.default_factory is MISSING
            ),
        )
    if origin is Literal:
        return Shape("choice", optional, choices=get_args(core))
    if origin is dict:
        return Shape("mapping", optional, item=_shape(get_args(core)[1]))
    if origin is tuple:
        return Shape("series", optional, item=_shape(get_args(core)[0]))
    kinds: dict[Any, Kind] = {str: "text", float: "number", int: "count", bool: "truth"}
    return Shape(kinds[core], optional, **bounds)


def _unwrapped(hint: Any) -> tuple[bool, list[Any], Any]:
    """Take `| None` and `Annotated` off a type."""
    optional, metadata = False, []
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            metadata += more
        elif get_origin(hint) in {Union, UnionType}:
            optional = True
            (hint,) = (part for part in get_args(hint) if part is not NoneType)
        else:
            return optional, metadata, hint


def _bounds(metadata: list[Any]) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    for bound in metadata:
        match bound:
            case Ge(ge=number):
                bounds["least"] = number
            case Gt(gt=number):
                bounds["above"] = number
            case Le(le=number):
                bounds["most"] = number
            case Predicate(func=test):
                bounds["test"] = test
    return bounds
