"""Say what the table shows, as plain data: every text as it is read, every share from 0 to 1.

A `TablePicture` is made from an observation, by code that knows the game and not the window; the
screen draws it and knows the window and not the game. Ids are what an answer of the screen names.
"""

from dataclasses import dataclass
from typing import Literal

from realm.view.picture.negotiation import Negotiation, Offer, Partner
from realm.view.picture.world import World


@dataclass(frozen=True, kw_only=True)
class Change:
    """How a number has moved since the last turn."""

    text: str
    rises: bool
    good: bool | None = None
    """Whether that is good for the seat; unknown where it is neither."""


State = Literal["far", "near", "met"]
"""How near something is to what is wanted of it."""


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """A number on its scale, whose ends are 0 and 1."""

    mark: float
    """Where it stands."""
    zone: tuple[float, float]
    """From where to where its aim is met."""


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One number that the seat is judged by."""

    id: str
    label: str
    value: str
    label_long: str = ""
    """What it is called where there is room for more words; empty for the same."""
    unit: str = ""
    scale: str = ""
    """Between which ends it lies, left out where there is no room."""
    change: Change | None = None
    series: tuple[float, ...] = ()
    """Its past, oldest first; what is drawn scales itself."""
    span: float = 0.0
    """Least range of the axis of its past."""
    aim: str = ""
    """What is wanted of it, where the seat is scored on it."""
    aim_short: str = ""
    """The same in signs, for where words have no room."""
    state: State = "far"
    """How near to its aim it is."""
    gauge: Gauge | None = None
    """Where it stands to its aim, where it has one."""
    why: str = ""
    """Why it changed, in a sentence or two."""


@dataclass(frozen=True, kw_only=True)
class Stance:
    """How another stands to the seat."""

    id: str
    name: str
    home: str = ""
    """The country of a firm."""
    value: float
    """-1 hostile to 1 friendly."""
    plays: bool = False
    """Whether somebody sits there: those come first where not all find room."""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleCard:
    """Who the player is, and how things stand."""

    id: str
    badge: str
    """Two or three letters."""
    name: str
    what: str
    """Its title, or where a firm is at home."""
    trade: tuple[str, ...] = ()
    """What it sells and buys most, a few words each, without a capital; told instead of that."""
    why: str = ""
    """All of that in sentences."""
    kpis: tuple[Kpi, ...] = ()
    until: str = ""
    """By when the numbers shall be where they are wanted; empty where no aim is told with them."""
    stances: tuple[Stance, ...] = ()

    @property
    def groups(self) -> tuple[tuple[Stance, ...], ...]:
        """Stances as they stand apart: those of states, then those of firms; none that is empty."""
        states = tuple(one for one in self.stances if not one.home)
        firms = tuple(one for one in self.stances if one.home)
        return tuple(group for group in (states, firms) if group)


@dataclass(frozen=True, kw_only=True)
class Objective:
    """One thing the seat wants."""

    id: str
    label: str
    progress: str
    """How it stands, and what is wanted."""
    points: tuple[int, int] = (0, 0)
    """Points of the score that it brings, and that it can bring."""
    gauge: Gauge
    """Where it stands to what is wanted."""
    note: str = ""
    """A few words on what is wanted, left out where there is no room."""
    note_short: str = ""
    """The same in signs."""
    state: State = "far"
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Objectives:
    """All the seat wants that no number of its card tells, and how well it does."""

    until: str
    items: tuple[Objective, ...]
    score: str = ""
    score_why: str = ""
    """What the score is."""
    rank: str = ""
    over: str = ""
    """Over what time it is reckoned, left out where there is no room."""


@dataclass(frozen=True, kw_only=True)
class Price:
    """A price of the top bar."""

    id: str
    label: str
    unit: str
    value: str
    change: Change | None = None
    steady: str = ""
    """By what part it moved where that is too little to count as a change."""
    rank: int = 0
    """Its place by what is traded of it: where not all have room, those of the first stay."""
    side: str = ""
    """Whether the seat buys or sells it, which says whether a rise is good; left out for room."""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Store:
    """What the seat has of a commodity, as far as it is told; empty where it has none."""

    id: str
    label: str
    hue: int
    """Which of the theme's colours of flows it bears on the map."""
    used: str = ""
    """How much of it is there to be used."""
    lasts: str = ""
    """How long that lasts at the use expected."""
    short: bool = False
    """Whether that is so little that it calls for attention."""
    kept: str = ""
    """How much of it is kept: in a reserve, or made and not sold."""
    why: str = ""
    relief: str = ""
    """Who could let more of it come, where it is short; empty for nobody."""
    talks: str = ""
    """The table at which that can be asked for now."""


@dataclass(frozen=True, kw_only=True)
class Stores:
    """What the seat has in store, the dearest first."""

    rows: tuple[Store, ...]
    used: str
    """What the column is called of what is there to be used."""
    kept: str
    """What the column is called of what is kept."""


@dataclass(frozen=True, kw_only=True)
class TopBar:
    """What the top bar tells."""

    title: str
    where: str
    turn: int
    """The turn that is being decided, from 1."""
    turns: int
    date: str
    prices: tuple[Price, ...] = ()
    clock: str = ""
    """Time left, where time is short."""
    hand: str = ""
    """Words of the button that lets another person at this machine go on; empty for nobody."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A control with a few settings, one of which holds."""

    id: str
    label: str
    """What kind of thing it sets, in plain words."""
    options: tuple[str, ...]
    chosen: int
    names: tuple[str, ...] = ()
    """What it is called by itself, in place of the label where there is room."""
    details: tuple[str, ...] = ()
    """What it is about, the longest words first: the first that has room is shown."""
    order: tuple[int, ...] = ()
    """Options from left to right; as they are counted where nothing is said."""
    costs: tuple[str, ...] = ()
    """What each option costs."""
    effects: tuple[str, ...] = ()
    """What each option is expected to do, in a few words; left out where there is no room."""
    slides: bool = False
    """Whether its options are sizes for a slider, each told by its effect."""
    queued: bool = False
    """Whether something of it is asked for."""
    serves: str = ""
    """The good that runs short of which it brings more; empty for none."""
    hue: int | None = None
    """Which of the theme's colours of flows the good bears on the map that it serves, or whose
    tonnes its effects count; None where that is none or several."""
    refusals: tuple[str, ...] = ()
    """Why an option is not allowed, one an option; empty where it is."""
    hint: str = ""
    """Its full name, and what it is."""

    @property
    def shown(self) -> tuple[int, ...]:
        """The number of the option at each place."""
        return self.order or tuple(range(len(self.options)))


@dataclass(frozen=True, kw_only=True)
class Actions:
    """What the seat may order: a few things of it, and how to all the rest."""

    budget: str
    controls: tuple[Choice, ...]
    everything: str
    """Words of the button to all that can be ordered."""
    everything_short: str = ""
    """Fewer words for it, where the button to the queue leaves no room for more."""
    everything_hint: str = ""
    """How much there is."""
    queue: str = ""
    """Words of the button to what is queued: how much, and what it costs; empty where nothing."""
    queued: str = ""
    """What is queued, a line each."""
    budget_why: str = ""
    """What the budget is."""


@dataclass(frozen=True, kw_only=True)
class TablePicture:
    """Everything the table shows to one seat."""

    top: TopBar
    role: RoleCard
    objectives: Objectives
    world: World
    actions: Actions
    negotiation: Negotiation | None = None
    stores: "Stores | None" = None
    partners: tuple[Partner, ...] = ()
    callers: str = ""
    """Names of those who ask the seat to talk this turn."""
    """With whom talks can be opened, shown where none are open."""
    deals: tuple[Offer, ...] = ()
    """Deals that everybody knows of, the newest first, shown where no talks are open."""
    news: tuple[str, ...] = ()
    end_turn_refusal: str = ""
    end_turn_text: str = ""
    """What will happen when the turn ends, in a sentence or two."""
    silent: tuple[Offer, ...] = ()
    """Who was asked to talk this turn and does not, and why."""
    talks_count: int = 0
    """Talks that go on this turn; one of them is shown."""
    talks_refusal: str = ""
    """Why nobody can be asked to talk now; empty where somebody can."""
    tour: "Tour | None" = None


@dataclass(frozen=True, kw_only=True)
class Tour:
    """A step of the tour of the table: what it points at, and what it says."""

    target: str
    """A panel of the table (`role`, `map`, ...) or the name of a widget."""
    title: str
    text: str
    step: int
    steps: int
