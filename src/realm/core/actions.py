"""Everything a seat can ask for, one small noun a kind; `action` says what they share."""

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from realm.core.action import Action, Sets
from realm.core.measure_actions import (
    Announce,
    Dispute,
    Ease,
    Lift,
    SetTariff,
    Support,
    Tighten,
)
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.core.words import amount

__all__ = [
    "Absorb",
    "Announce",
    "Answer",
    "Approve",
    "CallContract",
    "Deliver",
    "Direct",
    "Dispute",
    "Ease",
    "Hold",
    "JoinCoalition",
    "Lift",
    "Qualify",
    "Reply",
    "Revoke",
    "SetTariff",
    "Shut",
    "Start",
    "Stockpile",
    "StopTrade",
    "Support",
    "Tighten",
]

Reply = Literal["comply", "delay", "contest"]
"""Answers of a state firm to a directive; the number of each is its place, from 1."""


# What governments do besides measures


@dataclass(frozen=True, kw_only=True)
class Stockpile(Action):
    """Give orders to a government's store."""

    axis = "stockpile"
    sets: ClassVar[Sets] = {
        "stock_target": "target_t", "stock_purchase": "purchase_t_per_month",
        "stock_release": "release_t_per_month",
    }  # fmt: skip
    says = "stockpile of {stockpile}: "
    stockpile: str
    target_t: float | None = None
    purchase_t_per_month: float | None = None
    release_t_per_month: float | None = None

    def text(self, scenario: Scenario) -> str:
        """Say what is given."""
        orders = {
            "aim at {} t": self.target_t,
            "buy up to {} t a month": self.purchase_t_per_month,
            "release {} t a month": self.release_t_per_month,
        }
        told = ", ".join(words.format(amount(v)) for words, v in orders.items() if v is not None)
        return super().text(scenario) + (told or "as it is")


@dataclass(frozen=True, kw_only=True)
class Approve(Action):
    """Permit a project on one's soil, or take the permit back before it starts."""

    axis = "project"
    sets: ClassVar[Sets] = {"project_approve": 1.0}
    says = "approve {project}"
    says_undone = "take back the approval of {project}"
    project: str
    undo: bool = False


@dataclass(frozen=True, kw_only=True)
class Direct(Action):
    """Tell a state firm to serve home orders first, or to suspend a contract."""

    axis = "directive"
    sets: ClassVar[Sets] = {"directive": 1.0}
    says = "direct: {directive}"
    says_undone = "withdraw the directive: {directive}"
    directive: str
    undo: bool = False


@dataclass(frozen=True, kw_only=True)
class JoinCoalition(Action):
    """Qualify suppliers and buy together with the other members."""

    axis = "country"
    sets: ClassVar[Sets] = {"coalition": 1.0}
    says = "{country} joins the buyers' coalition"
    says_undone = "{country} leaves the buyers' coalition"
    country: str
    undo: bool = False


# What firms do


@dataclass(frozen=True, kw_only=True)
class CallContract(Action):
    """Call tonnes under a contract, as its buyer."""

    axis = "contract"
    sets: ClassVar[Sets] = {"contract_volume": "t_per_month"}
    says = "order {yearly} t a year under {contract}"
    contract: str
    t_per_month: float

    @property
    def figures(self) -> dict[str, str]:
        """Write the tonnes as contracts do, a year."""
        return {"yearly": amount(12.0 * self.t_per_month)}


@dataclass(frozen=True, kw_only=True)
class Deliver(Action):
    """Deliver a part of what is called under a contract, as its seller; less than all breaks it."""

    axis = "contract"
    sets: ClassVar[Sets] = {"contract_deliver": "share"}
    says = "deliver {part} of what is ordered under {contract}"
    contract: str
    share: float

    @property
    def figures(self) -> dict[str, str]:
        """Write the part in percent."""
        return {"part": f"{100.0 * self.share:.3g} %"}


@dataclass(frozen=True, kw_only=True)
class Start(Action):
    """Start an approved project."""

    axis = "project"
    sets: ClassVar[Sets] = {"project_start": 1.0}
    says = "start {project}"
    project: str


@dataclass(frozen=True, kw_only=True)
class Qualify(Action):
    """Let orders go through a link; a seller who is not qualified is tested first."""

    axis = "link"
    sets: ClassVar[Sets] = {"link_open": 1.0}
    says = "open {link}"
    link: str


@dataclass(frozen=True, kw_only=True)
class StopTrade(Action):
    """Close a link, or break off its qualification."""

    axis = "link"
    sets: ClassVar[Sets] = {"link_open": 0.0}
    says = "close {link}"
    link: str


@dataclass(frozen=True, kw_only=True)
class Shut(Action):
    """Let a plant stand still."""

    axis = "facility"
    sets: ClassVar[Sets] = {"shut": 1.0}
    says = "shut {facility}"
    says_undone = "reopen {facility}"
    facility: str
    undo: bool = False


@dataclass(frozen=True, kw_only=True)
class Hold(Action):
    """Aim at a multiple of one's usual stocks."""

    axis = "firm"
    sets: ClassVar[Sets] = {"hold": "factor"}
    says = "{firm} shall hold {factor:g} times its usual stocks"
    firm: str
    factor: float


@dataclass(frozen=True, kw_only=True)
class Absorb(Action):
    """Keep a part of cost changes out of one's asks; 0 passes everything on."""

    axis = "firm"
    sets: ClassVar[Sets] = {"absorb": "share"}
    says = "{firm} shall keep {part} of cost changes out of its prices"
    firm: str
    share: float

    @property
    def figures(self) -> dict[str, str]:
        """Write the part in percent."""
        return {"part": f"{100.0 * self.share:.3g} %"}


@dataclass(frozen=True, kw_only=True)
class Answer(Action):
    """Answer a directive: comply, delay, or point to the contract."""

    axis = "directive"
    says = "{reply}: {directive}"
    directive: str
    reply: Reply

    def values(self, network: Network) -> dict[str, float | None]:  # noqa: ARG002 - the protocol's
        """Give the number of the answer."""
        return {"directive_answer": 1.0 + get_args(Reply).index(self.reply)}


# What both do about deals; talks themselves are played at a table, not ordered


@dataclass(frozen=True, kw_only=True)
class Revoke(Action):
    """Break a deal that one signed."""

    axis = "side"
    sets: ClassVar[Sets] = {"revoke": 1.0}
    says = "break the deal of {side}"
    side: str
    """`TABLE:ACTOR`, with the actor who breaks it."""
