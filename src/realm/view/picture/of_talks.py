"""Make the picture of a table of talks: issues, the other side's offer, and likely answers."""

import math
from dataclasses import replace

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.scenario import Scenario
from realm.core.talks import Agenda, Status
from realm.model.chair import Chair, Place
from realm.play.match import Match
from realm.play.sight import Sight
from realm.strategies.worth import HOW
from realm.view.messages import Messages
from realm.view.picture.negotiation import Issue, Negotiation, Offer
from realm.view.picture.of_scales import asked_and_paid
from realm.view.picture.of_signing import binds_text, hints, limit_text, refusals
from realm.view.picture.of_terms import (
    name_of,
    other_side,
    setting_text,
    short_setting,
    subject,
    terms_of,
    terms_text,
)
from realm.view.picture.words import amount, capital, signed_dollars

FAIR = 0.3
"""Odds from which a first offer is worth making."""
LIKELY = 0.5
"""Odds from which an offer counts as likely to be accepted."""


def negotiation(
    match: Match, sight: Sight, place: Place, draft: dict[str, int], messages: Messages
) -> Negotiation:
    """Show a table as it stands, with the settings that the person has drafted."""
    scenario = match.model.network.scenario
    agenda = place.agenda
    chair = match.chair(sight.seat)
    odds = chair.odds(place.table) if chair is not None and place.mine else None
    yours = settings(place, draft or opening(match, sight, place))
    zones, closest, zone = _zones(match, sight, place, yours, odds, messages)
    value = _value(agenda, yours, odds)
    known, why = _known(place, yours, chair, messages) if place.mine and chair else ("", "")
    sayable = chair.sayable(place.table) if chair is not None else None
    most = _most(agenda, sayable) if sayable is not None else {}
    limits = chair.limits(place.table) if chair is not None else {}
    return Negotiation(
        id=place.table,
        partner=name_of(scenario, other_side(sight, place.table)),
        subject=_state(sight, place, messages),
        issues=tuple(
            replace(
                _issue(scenario, place, number, yours, zones[number], most, messages),
                closest=closest[number],
                why=limit_text(scenario, place.table, issue.name, limits, most, messages),
            )
            for number, issue in enumerate(agenda.issues)
        ),
        odds=known or _percent(value) if odds is not None else "",
        odds_why=why,
        signs=bool(known),
        odds_ink="good" if value >= LIKELY else "bad" if value < FAIR else "high",
        worth=_worth(place, yours, chair, messages),
        price=_price(sight, place, chair, messages),
        zone=zone,
        history=_history(match, sight, place, messages),
        refusals=refusals(
            match,
            sight,
            place,
            messages,
            stale=_stale(agenda, yours, odds, sayable),
            gone=bool(place.heard)
            and sayable is not None
            and not sayable[agenda.outcome(**place.heard)],
        ),
        hints=hints(sight, place, yours, messages, signs=why if known else ""),
        binds=binds_text(sight, place, terms_of(place, yours), messages) if place.mine else "",
    )


def _known(
    place: Place, yours: dict[str, int], chair: Chair, messages: Messages
) -> tuple[str, str]:
    """Say what they named or refused themselves of the settings: in a word, and in a sentence."""
    outcome = place.agenda.outcome(**terms_of(place, yours))
    if chair.named(place.table)[outcome]:
        heard = bool(place.heard) and outcome == place.agenda.outcome(**place.heard)
        key = "game.they_offer" if heard else "game.they_named"
        return messages.say("game.odds_sure"), messages.say(key)
    round_ = int(chair.refused(place.table)[outcome])
    if round_ < 0:
        return "", ""
    return "", messages.say("game.they_refused", round=round_ + 1)


def _percent(value: float) -> str:
    return f"{100.0 * value:.0f} %" if math.isfinite(value) else "–"


def _worth(place: Place, yours: dict[str, int], chair: Chair | None, messages: Messages) -> str:
    """Say what the settings bring the seat over no deal; empty where nobody may offer them."""
    if chair is None or place.status is not Status.OPEN or not place.mine:
        return ""
    worth, nothing = chair.worth(place.table)
    gain = _value(place.agenda, yours, worth) - nothing
    if not math.isfinite(gain):
        return ""
    return messages.say("game.worth_to_you", gain=signed_dollars(gain))


def _price(sight: Sight, place: Place, chair: Chair | None, messages: Messages) -> str:
    """Say what is paid for the goods where nobody can choose: a deal of governments is indexed."""
    names = [issue.name for issue in place.agenda.issues]
    noun = sight.observation.network.scenario.tables[place.table]
    if chair is None or not noun.commodity or "price" in names or "volume" not in names:
        return ""
    asked, _ = asked_and_paid(chair.reckon(place.table), sight, place)
    return messages.say("game.price_indexed", asked=amount(asked)) if math.isfinite(asked) else ""


def settings(place: Place, draft: dict[str, int]) -> dict[str, int]:
    """Say how the sliders stand: as drafted, else as said last, else as the other side asks."""
    found = {}
    for issue in place.agenda.issues:
        labels = [option.label for option in issue.options]
        known = place.agreed or place.said or place.heard
        said = labels.index(known[issue.name]) if issue.name in known else 0
        setting = said if place.agreed else draft.get(issue.name, said)
        found[issue.name] = max(0, min(len(labels) - 1, setting))
    return found


def opening(match: Match, sight: Sight, place: Place) -> dict[str, int]:
    """Find a first offer: the best that is fairly likely signed, else one that both could like.

    In the first rounds hardly anything is signed. Then it is the offer with the largest product of
    what both gain, one's own counted double: a bold offer that is no insult.
    """
    chair = match.chair(sight.seat)
    if chair is None or place.said or place.heard or not place.mine:
        return {}
    worth, nothing = chair.worth(place.table)
    odds = chair.odds(place.table)
    gain = np.where(np.isfinite(odds), worth - nothing, -np.inf)
    theirs = their_gain(chair, place)
    fair, both = (gain > 0.0) & (odds >= FAIR), (gain > 0.0) & (theirs > 0.0)
    if fair.any():
        value = np.where(fair, gain, -np.inf)
    elif both.any():
        value = np.where(both, np.maximum(gain, 0.0) ** 2 * theirs, -np.inf)
    elif (gain > 0.0).any():
        value = np.where(gain > 0.0, theirs, -np.inf)
    else:
        value = gain
    chosen = place.agenda.choices[int(np.argmax(value))]
    return {
        issue.name: int(option) for issue, option in zip(place.agenda.issues, chosen, strict=True)
    }


def their_gain(chair: Chair, place: Place) -> Array:
    """Guess what outcomes are worth to the other side over no deal, k$, (outcome,)."""
    found = chair.reckon(place.table)
    return np.asarray(worth_of(place, found.theirs) - found.their_least)


def worth_of(place: Place, parts: Array) -> Array:
    """Add up what options add, (option,) -> (outcome,); without goods their terms mean nothing."""
    agenda = place.agenda
    added = np.take(parts, agenda.columns)
    names = [issue.name for issue in agenda.issues]
    if "volume" in names:
        empty = agenda.choices[:, names.index("volume")] == 0
        for number, name in enumerate(names):
            if name in HOW:
                added[:, number] = np.where(empty, 0.0, added[:, number])
    return np.asarray(np.add.reduce(added, axis=1))


def _state(sight: Sight, place: Place, messages: Messages) -> str:
    scenario = sight.observation.network.scenario
    match place.status:
        case Status.AGREED:
            month = sight.binds_until(place, place.agreed)
            return messages.say("game.signed_until", month=month)
        case Status.LEFT:
            return messages.say("game.talks_left")
        case Status.LAPSED:
            return messages.say("game.talks_lapsed")
    what = subject(scenario, place.table)
    told = messages.say("game.round", round=place.round + 1, rounds=place.rounds)
    return f"{what} · {told}" if what else told


def _issue(
    scenario: Scenario, place: Place, number: int, yours: dict[str, int],
    zone: tuple[int, int] | None, most: dict[str, int], messages: Messages,
) -> Issue:  # fmt: skip
    issue = place.agenda.issues[number]
    labels = [option.label for option in issue.options]
    limit = most.get(issue.name, len(labels) - 1)
    name = messages.texts.get(f"game.issue_{issue.name}", capital(issue.name))
    asks = issue.name in place.heard and not place.agreed  # what is signed is nobody's offer
    theirs = labels.index(place.heard[issue.name]) if asks else None
    return Issue(
        id=issue.name,
        label=name,
        settings=tuple(setting_text(scenario, place.table, issue.name, label, messages)
                       for label in labels),
        yours=yours[issue.name],
        theirs=theirs,
        likely=zone,
        theirs_short=tuple(short_setting(scenario, place.table, issue.name, label, messages)
                           for label in labels),
        most=limit if limit < len(labels) - 1 else None,
    )  # fmt: skip


def _most(agenda: Agenda, sayable: Mask) -> dict[str, int]:
    """Find the highest setting of each issue that some offer may still have."""
    if not sayable.any():
        return {}
    found = agenda.choices[sayable].max(axis=0)
    return {issue.name: int(most) for issue, most in zip(agenda.issues, found, strict=True)}


Zone = tuple[int, int] | None
"""First and last of some settings of an issue; None for none of them."""


def _zones(
    match: Match, sight: Sight, place: Place, yours: dict[str, int], odds: Array | None,
    messages: Messages,
) -> tuple[list[Zone], list[Zone], str]:  # fmt: skip
    """Find the settings of each issue to mark while the others stand, and say what they are.

    Those that are likely accepted; where no issue has any, those that they would gain by. Where
    that is nowhere either, those that come closest.
    """
    agenda = place.agenda
    none: list[Zone] = [None] * len(agenda.issues)
    chair = match.chair(sight.seat)
    if odds is None or chair is None:
        return none, none, ""
    along = [_along(agenda, n, yours, odds) for n in range(len(agenda.issues))]
    marked = [_span(values >= LIKELY) for values in along]
    said = messages.say("table.likely_accepted")
    if not any(marked):
        theirs = np.where(np.isfinite(odds), their_gain(chair, place), np.nan)
        along = [_along(agenda, n, yours, theirs) for n in range(len(agenda.issues))]
        marked = [_span(values >= 0.0) for values in along]
        early = 2 * place.round < place.rounds
        key = "game.they_gain_early" if early else "game.they_gain"
        said = messages.say(key) if any(marked) else ""
    if any(marked):
        return marked, none, said
    closest = [
        _span(values >= np.nanmax(values)) if np.isfinite(values).any() else None
        for values in along
    ]
    return marked, closest, said


def _along(agenda: Agenda, number: int, yours: dict[str, int], value: Array) -> Array:
    """Return a value for each setting of an issue while the others stand; NaN where none is."""
    at = np.array([yours[issue.name] for issue in agenda.issues])
    found = np.full(len(agenda.issues[number].options), np.nan)
    for setting in range(len(found)):
        at[number] = setting
        outcome = np.flatnonzero((agenda.choices == at).all(axis=1))
        if len(outcome):
            found[setting] = value[outcome[0]]
    return found


def _span(chosen: Mask) -> Zone:
    """Return the first and the last setting of those that are chosen."""
    settings = np.flatnonzero(chosen)
    return (int(settings[0]), int(settings[-1])) if len(settings) else None


def _value(agenda: Agenda, yours: dict[str, int], odds: Array | None) -> float:
    """Look up the odds of the settings; NaN where they may not be offered, or nobody may now."""
    if odds is None:
        return math.nan
    at = np.array([yours[issue.name] for issue in agenda.issues])
    outcome = np.flatnonzero((agenda.choices == at).all(axis=1))
    return float(odds[outcome[0]]) if len(outcome) else math.nan


def _stale(agenda: Agenda, yours: dict[str, int], odds: Array | None, sayable: Mask | None) -> bool:
    """Say whether the settings could be agreed on, but answered the same offer before."""
    if odds is None or sayable is None or math.isfinite(_value(agenda, yours, odds)):
        return False
    return _value(agenda, yours, sayable.astype(np.float64)) > 0.0


def _history(match: Match, sight: Sight, place: Place, messages: Messages) -> tuple[Offer, ...]:
    scenario = match.model.network.scenario
    them = name_of(scenario, other_side(sight, place.table))
    return tuple(
        Offer(
            who=messages.say("game.you") if mine else them,
            you=mine,
            when=messages.say("game.round_short", round=number + 1),
            text=terms_text(scenario, place.table, terms, messages),
        )
        for number, (mine, terms) in reversed(list(enumerate(place.history)))
    )
