"""Who decides, and what a government can tell a state firm, as plain objects."""

from dataclasses import dataclass, field
from math import inf

from tests.oracle.nouns import Facility
from tests.oracle.terms import Account, Contract


@dataclass(eq=False, slots=True)
class Firm:
    """An owner of plants."""

    name: str
    account: Account
    country: str
    hold: float = 1.0
    absorb: float = 0.0
    home_first: bool = False
    """Whether it was told to serve home orders first, and does."""
    plants: list[Facility] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Directive:
    """What a government can tell a state firm: to suspend a contract, or to serve home first."""

    name: str
    firm: Firm
    contract: Contract | None = None
    directive: float = 0.0
    directive_month: float = inf
    directive_answer: float = 0.0
