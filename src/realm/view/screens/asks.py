"""What the table asks for: plain data that an `Emit` carries to whoever opened the window."""

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


Ask = Adjust | Queue | Draft | Counter | Accept | Leave | OpenTalks | EndTurn
