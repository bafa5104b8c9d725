"""What has become by now of what a seat ordered and signed in earlier turns: read off states."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.ledger import BREACHES
from realm.core.state import State
from realm.play.against import refused_by
from realm.play.match import Match, Page
from realm.play.outcome import Became, outcome
from realm.rules import directives, promises


class Fate(Enum):
    """How an earlier order stands; the value is the key of its words."""

    BUILDS = "builds"
    """A plant is begun."""
    OPENED = "opened"
    """Its first output came in this turn."""
    WAITS = "waits"
    """It is permitted, and its builder has not begun it."""
    UNANSWERED = "unanswered"
    """A directive has no answer yet."""
    COMPLIES = "complies"
    DELAYS = "delays"
    CONTESTS = "contests"
    CARRIED_OUT = "carried_out"
    """What was delayed or contested is carried out from this turn on."""
    PENDING = "pending"
    """A complaint waits for its ruling."""
    STRUCK = "struck"
    """The ruling came in this turn: the measure has fallen."""
    WON = "won"
    """It came in the turn before."""
    DROPPED = "dropped"
    """The measure was lifted in this turn, before a ruling."""
    RULED = "ruled"
    """The ruling came in this turn, on a measure that had been lifted."""
    TESTED = "tested"
    """The seller of a link is being tested."""
    OPEN = "open"
    """A link opened in this turn."""


ANSWERS = {
    directives.COMPLY: Fate.COMPLIES,
    directives.DELAY: Fate.DELAYS,
    directives.CONTEST: Fate.CONTESTS,
}


@dataclass(frozen=True)
class Since:
    """An order of an earlier turn, and how it stands."""

    turn: int
    """Turn in which it was ordered, from 1."""
    action: Action
    fate: Fate
    month: float
    """Month that this is about, since the scenario's start: of opening, of a ruling, ..."""
    refused: float = math.nan
    """Of a complaint: t of the seat's orders that were refused where its measure acts, this turn;
    NaN for all else."""
    ordered: float = math.nan
    """t that the seat ordered there."""
    before: float = math.nan
    """t of its orders refused there in the turn before the ruling; NaN until it came."""


class Ended(Enum):
    """How a deal ended; the value is the key of its words."""

    YOURS = "yours"
    """The seat revoked it."""
    THEIRS = "theirs"
    OVER = "over"
    """It ran out."""
    FAILED = "failed"
    """It was found broken: something promised in it was not kept."""


@dataclass(frozen=True)
class Delivered:
    """What came under a deal in the last turn."""

    table: str
    came: float
    """t."""
    reached: float
    """t that were ordered and that the border let through to the seller."""
    promised: float
    """t that the deal is about in as many months."""
    opens: dict[str, float]
    """Project that was agreed on -> month of its first output, inf while it is not begun."""
    ended: Ended | None = None
    """How it ended in this turn; None where it stands."""
    why: str = ""
    """Of `core.ledger.BREACHES`, why it was found broken."""
    breaker: str = ""
    """Who broke it."""


def since(match: Match, seat: str) -> tuple[Since, ...]:
    """Tell what has become of a seat's earlier orders: what still waits, and what came this turn.

    An order that holds is not told again, nor what was taken back. The latest order comes first;
    of two about one thing only the later is told, and none where one was ordered in the last turn.
    """
    if not match.turn:
        return ()
    last = match.pages[-1].taken.get(seat, ())
    found: dict[tuple[str, str], Since | None] = {(one.axis, one.name): None for one in last}
    for turn in range(match.turn - 1, 0, -1):
        for action in match.pages[turn].taken.get(seat, ()):
            key = action.axis, action.name
            if key in found:
                continue
            stands = _stands(match, match.pages[-1], action)
            paid = stands is None or outcome(match, turn, action).became is not Became.UNPAID
            told = Since(turn, action, *stands) if stands is not None and paid else None
            found[key] = _weighed(match, seat, told) if told is not None else None
    return tuple(one for one in found.values() if one is not None)


def _stands(match: Match, page: Page, action: Action) -> tuple[Fate, float] | None:
    """Say how what an action began stands at the end of a turn; None where there is no more to it.

    Returns:
        Fate, and the month that it is about.
    """
    network, after = match.model.network, page.after
    match action:
        case kinds.Start() | kinds.Approve(undo=False):
            return _plant(page, network.projects.index(action.project))
        case kinds.Direct(undo=False):
            return _directive(match, page, network.directives.index(action.directive))
        case kinds.Dispute():
            return _complaint(match, page, network.measures.index(action.measure))
        case kinds.Qualify():
            row = network.along("link").index(action.link)
            return _due(page, float(after.link_ready[row, 0]), Fate.TESTED, Fate.OPEN)
    return None


def _due(page: Page, month: float, before: Fate, now: Fate) -> tuple[Fate, float] | None:
    """Say whether something is still to come, or came this turn."""
    if not math.isfinite(month) or month < page.before.month:
        return None
    return (before if month >= page.after.month else now), month


def _complaint(match: Match, page: Page, row: int) -> tuple[Fate, float] | None:
    """Say how a complaint stands; what it brought is told for a turn after the ruling.

    Of a measure that is lifted meanwhile it is told once, and then the ruling.
    """
    filed = float(page.after.dispute_month[row, 0])
    months = float(np.atleast_1d(match.model.params.rules.dispute_months)[0])
    month = math.ceil(filed + months) if math.isfinite(filed) else math.inf
    if page.before.month - len(page.ledger.months) <= month < page.before.month:
        return None if _is_off(match.pages[-2].before, row) else (Fate.WON, month)
    due = _due(page, month, Fate.PENDING, Fate.STRUCK)
    if due == (Fate.STRUCK, month):
        return (Fate.RULED, month) if _is_off(page.before, row) else due
    if due is None or not _is_off(page.after, row):
        return due
    fresh = filed >= page.before.month - len(page.ledger.months)
    return (Fate.DROPPED, month) if fresh or not _is_off(page.before, row) else None


def _is_off(state: State, measure: int) -> bool:
    """Tell whether a measure is neither in force nor announced."""
    return not (state.measure_on[measure, 0] > 0.0 or state.measure_known[measure, 0] > 0.0)


def _weighed(match: Match, seat: str, told: Since) -> Since:
    """Add to a complaint what its measure refuses the seat, now and before the ruling."""
    if not isinstance(told.action, kinds.Dispute):
        return told
    refused, ordered = refused_by(match, match.turn, seat, told.action.measure)
    back = {Fate.STRUCK: 1, Fate.WON: 2}.get(told.fate, 0)
    before = math.nan
    if back and match.turn > back:
        before, _ = refused_by(match, match.turn - back, seat, told.action.measure)
    return replace(told, refused=refused, ordered=ordered, before=before)


def _plant(page: Page, row: int) -> tuple[Fate, float] | None:
    opens = float(page.after.project_opens[row, 0])
    if math.isfinite(opens):
        return _due(page, opens, Fate.BUILDS, Fate.OPENED)
    if page.after.project_approved[row, 0] > 0.0:
        return Fate.WAITS, math.inf
    return None


def _directive(match: Match, page: Page, row: int) -> tuple[Fate, float] | None:
    """Say what the firm answered; told until it is carried out, and in the turn of its answer."""
    if page.after.directive[row, 0] <= 0.0:
        return None
    model = match.model
    month = float(directives.due(model.network, model.params, page.after)[row, 0])
    answer = float(page.after.directive_answer[row, 0])
    if month >= page.after.month:
        return ANSWERS.get(answer, Fate.UNANSWERED), month
    fresh = answer != page.before.directive_answer[row, 0]
    if answer == directives.COMPLY:
        return (Fate.COMPLIES, max(month, page.before.month)) if fresh else None
    return (Fate.CARRIED_OUT, month) if fresh or month >= page.before.month else None


def deliveries(match: Match, seat: str) -> tuple[Delivered, ...]:
    """Tell what came in the last turn under each deal of a seat that stood before it."""
    if not match.turn:
        return ()
    model, network, page = match.model, match.model.network, match.pages[-1]
    actor = network.scenario.seats[seat].actor
    came, reached = promises.delivered(network, model.params, page.before, page.ledger)
    found = []
    for row, name in enumerate(network.tables):
        noun = network.scenario.tables[name]
        if actor not in noun.sides or page.before.deal[row, 0] < 0.0:
            continue
        terms = network.bargains
        volume = float(terms.amount("volume", page.before.deal)[row, 0])
        promised = volume * noun.volume_t_per_year * len(page.ledger.months) / promises.MONTHS
        agreed = [
            project
            for thing, project in (("tolling", noun.tolling), ("plant", noun.plant))
            if project and terms.amount(thing, page.before.deal)[row, 0] > 0.0
        ]
        found.append(
            Delivered(
                name, float(came[row, 0]), float(reached[row, 0]), promised,
                {one: _opens(page.after, network.projects.index(one)) for one in agreed},
                *_ended(page, row, noun.sides, actor),
            )
        )  # fmt: skip
    return tuple(found)


def _ended(page: Page, row: int, sides: Sequence[str], actor: str) -> tuple[Ended | None, str, str]:
    """Say how a deal that stood before a turn ended in it: how, why, and who broke it."""
    accord = page.ledger.accord
    broken = int(accord.broken[row, 0]) if accord is not None else 0
    if accord is None or not broken:
        over = page.after.deal[row, 0] < 0.0
        return (Ended.OVER if over else None), "", ""
    breaker, why = sides[broken - 1], BREACHES[int(accord.why[row, 0]) - 1]
    if why != BREACHES[0]:
        return Ended.FAILED, why, breaker
    return (Ended.YOURS if breaker == actor else Ended.THEIRS), why, breaker


def _opens(state: State, project: int) -> float:
    return float(state.project_opens[project, 0])
