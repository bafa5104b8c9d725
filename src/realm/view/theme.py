"""Hold the look as data: colours, type and sizes, read from `assets/theme.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache

from realm.paths import asset_dir
from realm.view.colour import Colour, from_hex


@dataclass(frozen=True, slots=True)
class Type:
    """One role of text."""

    size: float
    """Points."""
    weight: int
    """400, 500 or 600."""
    tracking: float = 0.0
    """Distance added after each letter, points."""


@dataclass(frozen=True)
class Theme:
    """The look."""

    colours: dict[str, Colour]
    """Every colour by what it is for."""
    flows: tuple[Colour, ...]
    """What flows, in the order of the legend."""
    stances: tuple[Colour, ...]
    """How a country stands to you: five, from hostile to friendly."""
    types: dict[str, Type]
    """Every role of text."""
    sizes: dict[str, float]
    """Distances, points."""

    def colour(self, name: "str | Colour") -> Colour:
        """Return a colour by its name, or the colour itself."""
        return self.colours[name] if isinstance(name, str) else name

    def stance(self, stance: int) -> Colour:
        """Return the fill of a country by its stance, -2 to 2."""
        return self.stances[max(-2, min(2, stance)) + 2]

    def flow(self, kind: int) -> Colour:
        """Return the colour of what flows, by its place in the legend."""
        return self.flows[kind % len(self.flows)]


@cache
def load_theme(*, contrast: bool = False) -> Theme:
    """Read the shipped theme; with more contrast where that is asked for."""
    table = tomllib.loads((asset_dir() / "theme.toml").read_text(encoding="utf-8"))
    colours = table["colours"] | (table["more_contrast"] if contrast else {})
    return Theme(
        colours={name: from_hex(text) for name, text in colours.items()},
        flows=tuple(from_hex(text) for text in table["palettes"]["flows"]),
        stances=tuple(from_hex(text) for text in table["palettes"]["stances"]),
        types={name: Type(*values) for name, values in table["type"].items()},
        sizes=dict(table["sizes"]),
    )
