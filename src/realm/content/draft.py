"""Keep what is right of a scenario with faults, so that all its other faults are found too."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from realm.content import shapes
from realm.content.nodes import Mapping, Path
from realm.content.words import as_id
from realm.core.scenario import Scenario
from realm.core.words import is_id, is_month


class Anything(frozenset[str]):
    """All names there could be."""

    def __contains__(self, name: object) -> bool:
        return True

    def __or__(self, other: object) -> "Anything":
        return self


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a scenario, whole or with holes."""

    scenario: Scenario
    """What is right; stand-ins where a needed value is wrong or missing."""
    holes: frozenset[Path]
    """What is left out or stands in."""
    root: Mapping
    """The tree it was read from."""

    def ids(self, *sections: str) -> frozenset[str]:
        """Name the entries of some sections, right or wrong.

        Where a whole section is missing that is the fault to tell, so any name will do.
        """
        found: set[str] = set()
        for section in sections:
            if (section,) in self.holes:
                return Anything()
            node = self.root.entries.get(section)
            if isinstance(node, Mapping):
                found.update(key if is_id(key) else as_id(key) for key in node.entries)
        return frozenset(found)

    def is_hole(self, path: Path) -> bool:
        """Say whether the value at a path is a stand-in or belongs to one."""
        return any(path[:length] in self.holes for length in range(1, len(path) + 1))

    def touched(self) -> frozenset[Path]:
        """Name the entries (section and id) and the keys at the top that have a hole."""
        return frozenset(hole[:2] for hole in self.holes)


def fill(data: dict[str, Any], faults: Iterable[Path]) -> frozenset[Path]:
    """Take what is wrong out of the data of a scenario, in place, and return where it was.

    A needed value is replaced by one that its type accepts; what is not needed is left out.
    """
    return frozenset(_fill(data, location) for location in faults)


def _fill(data: dict[str, Any], location: Path) -> Path:
    if location[-1] == "[key]":
        location = location[:-1]
    while isinstance(location[-1], int):
        location = location[:-1]
    part: Any = data
    for length, step in enumerate(location[:-1], 1):
        inner = part.get(step) if isinstance(part, dict) else None
        if not isinstance(inner, dict):  # an outer part is wrong, too, and out already
            return location[:length]
        part = inner
    key = str(location[-1])
    part.pop(key, None)
    parent = shapes.at(shapes.scenario_shape(), location[:-1])
    if parent is not None and key in parent.required:
        part[key] = _stand_in(parent.fields[key])
    return location


def _stand_in(shape: shapes.Shape) -> object:
    match shape.kind:
        case "mapping":
            return {}
        case "series":
            return ()
        case "choice":
            return shape.choices[0]
        case "truth":
            return False
        case "number" | "count":
            number = shape.least if shape.above is None else shape.above + 1
            return int(number or 0) if shape.kind == "count" else float(number or 0)
    return "0001-01" if shape.test is is_month else "none"
