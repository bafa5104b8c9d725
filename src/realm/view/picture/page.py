"""Say what a page shows, as plain data: columns of blocks, and what can be pressed or set.

A page is every screen but the table: title, briefing, actions, talks, resolution, help. Code that
knows the game makes it; `screens.page` lays it out and knows no game.
"""

from dataclasses import dataclass, field

from realm.view.picture.negotiation import Negotiation
from realm.view.picture.table import Kpi
from realm.view.picture.world import Bar, World


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A title inside a column."""

    text: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A paragraph."""

    text: str
    role: str = "body"
    ink: str = "middle"


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that can be chosen: a title, lines under it, and a word at its right."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    right: str = ""
    chosen: bool = False
    refusal: str = ""
    """Why it cannot be chosen now."""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Sure:
    """What is asked before something is done that cannot be undone."""

    title: str
    text: str
    yes: str
    no: str


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button."""

    id: str
    label: str
    primary: bool = False
    refusal: str = ""
    hint: str = ""
    sure: Sure | None = None
    """What is asked before it is done."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """Something that happened: what, why, and where it belongs."""

    title: str
    lines: tuple[str, ...] = ()
    right: str = ""
    ink: str = "line_strong"
    """Colour of the bar at its side."""
    press: Press | None = None
    """A button at its right."""
    hint: str = ""
    """What pointing at it tells; it then needs a name of its own."""
    id: str = ""
    opens: str = ""
    """What on the page is turned to where it is pressed; it then needs a name of its own, too."""


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """Buttons side by side."""

    buttons: tuple[Press, ...]


@dataclass(frozen=True, kw_only=True)
class Pick:
    """A few settings, one of which holds."""

    id: str
    label: str
    options: tuple[str, ...]
    chosen: int
    order: tuple[int, ...] = ()
    """Options from left to right; as they are counted where nothing is said."""
    note: str = ""
    unit: str = ""
    """What the options count, beside the label."""
    right: str = ""
    """How it stands, or what it costs."""
    rights: tuple[str, ...] = ()
    """All that `right` may say; there is room for each, so that nothing moves when it is set."""
    refusals: tuple[str, ...] = ()
    """Why an option is not allowed, one an option; empty where it is."""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Slide:
    """A whole number between two others, by a slider; set at once while it is dragged."""

    id: str
    label: str
    value: int
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Field:
    """A line of text to be typed."""

    id: str
    text: str
    blank: str = ""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Numbers with their past."""

    kpis: tuple[Kpi, ...]
    slim: bool = False
    """Whether each takes a line only, without its past."""


@dataclass(frozen=True, kw_only=True)
class Charts:
    """Numbers over all the time that there is, a chart each."""

    kpis: tuple[Kpi, ...]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A number and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Numbers side by side, large, each over what it counts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What the colours of flows mean."""

    names: tuple[str, ...]
    hues: tuple[int, ...]
    """Which of the theme's colours each bears."""


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Shares with their names."""

    bars: tuple[Bar, ...]
    names: float = 0.44
    """Part of the width that their names take."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The map; several worlds are shown one after the other, the last one stays."""

    worlds: tuple[World, ...]
    names: tuple[str, ...] = ()
    """What is written over each."""
    height: float = 300.0


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What one thing weighs on either side of a pair of scales."""

    label: str
    note: str = ""
    left: float = 0.0
    """-1 to 1; below 0 it costs."""
    right: float = 0.0
    left_text: str = ""
    right_text: str = ""
    whole: bool = False
    """Whether it sums the others up: under a rule, without bars."""


@dataclass(frozen=True, kw_only=True)
class Scales:
    """Two sides weighed thing by thing."""

    heads: tuple[str, str]
    rows: tuple[Scale, ...]


@dataclass(frozen=True, kw_only=True)
class Bargain:
    """A table of talks."""

    talk: Negotiation


@dataclass(frozen=True, kw_only=True)
class Offers:
    """What was offered at a table of talks, the newest first."""

    talk: Negotiation


Block = (
    Heading
    | Text
    | Item
    | Told
    | Buttons
    | Pick
    | Slide
    | Field
    | Figures
    | Charts
    | Facts
    | Keys
    | Bars
    | Ground
    | Scales
    | Bargain
    | Offers
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """Blocks under one another on a card; it scrolls where it is taller than the page."""

    blocks: tuple[Block, ...]
    share: float = 1.0
    """How much of the width it takes, against the other columns."""
    plain: bool = False
    """Whether it lies on the window itself, without a card."""
    least: float = 300.0
    """Least width, points; below it columns lie under one another."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything a page shows."""

    name: str
    """Which page it is; what is pressed is told with it."""
    title: str
    note: str = ""
    columns: tuple[Column, ...] = ()
    foot: tuple[Press, ...] = ()
    """Buttons under the columns, the last one at the right end."""
    back: str = ""
    """What Escape presses; empty where it does nothing."""
    narrow: float = 0.0
    """Most width that the columns take, points; 0 for all of it."""
    goes_on: bool = False
    """Whether Enter on an item that is chosen goes on, as the last button does."""
    keys: dict[str, str] = field(default_factory=dict)
    """Key -> what it presses."""
