"""The map as plain data: who stands where, and what goes between them."""

from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A line of a sheet."""

    label: str
    share: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is known of a country or a firm."""

    id: str
    name: str
    badge: str = ""
    stance: int = 0
    bars_are: str = ""
    """What its bars are shares of."""
    bars: tuple[Bar, ...] = ()
    lines: tuple[str, ...] = ()
    knows: bool = False
    """Whether there is a page with all that is known of it."""
    alarm: str = ""
    """What it does that hurts."""
    source: str = ""
    """Where its numbers come from."""
    no_talks: str = ""
    """Why there can be no talks with it now."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Someone on the map."""

    id: str
    name: str
    iso3: str = ""
    """Where it stands, and which land bears its stance."""
    stance: int = 0
    """-2 hostile to 2 friendly, to the seat."""
    you: bool = False
    plays: bool = True
    """Whether it bears a mark and a label even where no flow that is shown ends."""
    lines: tuple[str, ...] = ()
    """What hovering tells: numbers and causes."""
    sheet: Sheet | None = None
    talks_refusal: str = ""
    """Why no talks can be opened with it; empty where they can."""
    at: tuple[float, float] | None = None
    """Longitude and latitude, where that differs from its country's."""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """What goes from one place to another."""

    id: str
    seller: str
    """Id of a place."""
    buyer: str
    kind: int
    """Which of the kinds of the map flows here."""
    tonnes: float
    """How much a year; the width."""
    worth: float = 0.0
    """What that is worth, to say which of a place's flows come first."""
    main: bool = True
    """Whether it is shown without being asked for."""
    curbed: bool = False
    tag: str = ""
    """Words on the flow, where a measure holds it."""
    tag_long: str = ""
    """The same with whose measure that is, for where there is room."""
    tag_why: tuple[str, ...] = ()
    """Of which measures it comes."""
    whom: str = ""
    """The buyer's name, for whom they hold it back."""
    queued: bool = False
    """Whether these words are of a measure that is only queued."""
    lines: tuple[str, ...] = ()
    """What hovering tells: numbers and causes."""
    sheet: Sheet | None = None


@dataclass(frozen=True, kw_only=True)
class World:
    """The map."""

    places: tuple[Place, ...]
    flows: tuple[Flow, ...] = ()
    kinds: tuple[str, ...] = ()
    """Names of what flows; at most as many as the theme has colours for."""
    hues: tuple[int, ...] = ()
    """Which of the theme's colours each kind bears; in their order where nothing is said."""

    kind_hints: tuple[str, ...] = ()
    """What each kind is, where that is said."""

    @cached_property
    def drawn(self) -> "World":
        """The same without what is only told where one points: what stands where hangs on this."""
        places = (replace(one, lines=(), sheet=None, talks_refusal="") for one in self.places)
        flows = (replace(one, lines=(), sheet=None) for one in self.flows)
        return replace(self, places=tuple(places), flows=tuple(flows))

    def hue(self, kind: int) -> int:
        """Return which of the theme's colours a kind bears."""
        return self.hues[kind] if kind < len(self.hues) else kind
