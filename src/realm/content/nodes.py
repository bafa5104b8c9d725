"""What stands in a YAML file, as a tree of nodes that know where they stand."""

from dataclasses import dataclass, field
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Keys and positions that lead from the whole to a part."""


Finding = tuple[Path, str, str]
"""Something that makes no sense: its path, what is expected, what is found."""


class Place(NamedTuple):
    """A position in a file."""

    file: str
    """The file as its author named it."""
    line: int
    """Line, from 1."""
    column: int
    """Column, from 1."""


@dataclass(slots=True)
class Scalar:
    """A word, number or text: still as written, for only the schema knows what it means."""

    text: str
    """What is written."""
    place: Place
    """Where it stands."""
    plain: bool = True
    """Whether it stands there without quotes."""
    cell: bool = False
    """Whether it is a cell of a table, where a list is written `a;b`."""

    @property
    def is_null(self) -> bool:
        """Say whether this means "nothing"."""
        return self.plain and self.text in {"", "~", "null"}


@dataclass(slots=True)
class Series:
    """A list."""

    place: Place
    """Where it begins."""
    items: list["Node"] = field(default_factory=list)
    """Its entries."""


@dataclass(slots=True)
class Mapping:
    """Keys, each with what it leads to."""

    place: Place
    """Where it begins."""
    entries: dict[str, "Node"] = field(default_factory=dict)
    """What each key leads to."""
    keys: dict[str, Place] = field(default_factory=dict)
    """Where each key stands."""


Node = Scalar | Series | Mapping


def find(root: Mapping, path: Path) -> Place:
    """Return where the value at `path` stands, or the nearest part that is written down."""
    node: Node = root
    place = root.place
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            place = node.keys[step]
            node = node.entries[step]
        elif isinstance(node, Series) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
        else:
            return place
    return node.place if isinstance(node, Scalar) and node.text else place


def find_key(root: Mapping, path: Path) -> Place:
    """Return where the key at the end of `path` stands."""
    parent = at(root, path[:-1])
    if isinstance(parent, Mapping) and path and path[-1] in parent.keys:
        return parent.keys[str(path[-1])]
    return find(root, path)


def at(root: Mapping, path: Path) -> Node | None:
    """Return the node at `path`."""
    node: Node | None = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.entries.get(step)
        elif isinstance(node, Series) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def dotted(path: Path) -> str:
    """Write a path as authors do.

    >>> dotted(("measures", "quota", "commodities", 0))
    'measures.quota.commodities[0]'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{shorten(step)}"
    return text.removeprefix(".")


def describe(node: Node | None) -> str:
    """Say in a few words what stands somewhere."""
    if isinstance(node, Mapping):
        return "keys with values"
    if isinstance(node, Series):
        return "a list"
    if node is None or node.is_null:
        return "nothing"
    return quote(node.text)


def quote(text: str) -> str:
    """Quote what an author wrote, shortened to one line."""
    return f"'{shorten(text)}'"


def shorten(text: str) -> str:
    """Bring a text to one line of at most 60 characters; what shows as nothing by its number."""
    line = " ".join(text.split())
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    return line if len(line) <= 60 else line[:57] + "..."
