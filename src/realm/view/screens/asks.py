"""What screens ask for: plain data that an `Emit` carries to whoever opened the window."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Adjust:
    """Set a control of the actions panel: the number of an option, or an amount."""

    id: str
    value: float


@dataclass(frozen=True)
class Queue:
    """Queue what the controls say."""


@dataclass(frozen=True)
class Draft:
    """Reckon with these settings of the issues of a table of talks; nothing is offered yet."""

    talks: str
    settings: dict[str, int]
    moved: str
    """Issue that the person has set last."""


@dataclass(frozen=True)
class Counter:
    """Offer these settings."""

    talks: str
    settings: dict[str, int]


@dataclass(frozen=True)
class Accept:
    """Accept what the other side offers."""

    talks: str


@dataclass(frozen=True)
class Leave:
    """Leave the talks."""

    talks: str


@dataclass(frozen=True)
class OpenTalks:
    """Open talks with someone on the map."""

    place: str


@dataclass(frozen=True)
class EndTurn:
    """End the turn."""


@dataclass(frozen=True)
class Menu:
    """Leave the table for the menu: save, help, settings, the way out."""


@dataclass(frozen=True)
class Hand:
    """Let another person at this machine go on, behind a curtain."""


@dataclass(frozen=True)
class ChooseTalks:
    """Choose with whom to talk this turn."""


@dataclass(frozen=True)
class Enlarge:
    """Show the talks in full size."""


@dataclass(frozen=True)
class Why:
    """Show what the score is made of."""


@dataclass(frozen=True)
class Know:
    """Show all that is known of someone on the map."""

    place: str


@dataclass(frozen=True)
class Course:
    """Show how a price went, why, and who pays what."""

    good: str


@dataclass(frozen=True)
class Coach:
    """Go on with the tour of the table, or end it."""

    on: bool


@dataclass(frozen=True)
class Recall:
    """What happened so far shall be told."""


@dataclass(frozen=True)
class Choose:
    """Something on a page was pressed, or set to a value."""

    page: str
    id: str
    value: object = None


Ask = (
    Adjust | Queue | Draft | Counter | Accept | Leave | OpenTalks | EndTurn | Menu | Hand
    | ChooseTalks | Enlarge | Why | Know | Course | Coach | Recall | Choose
)  # fmt: skip
