"""Say what moved a seat's numbers and trust over the last turn, as far as that can be told."""

import math

from realm.play.match import Match
from realm.play.parts import parts
from realm.play.sight import Sight
from realm.play.trusts import trust_in_seat, trust_of_seat, trust_towards
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture.of_account import causes_of
from realm.view.picture.of_causes import part_text, shifts_text
from realm.view.picture.of_terms import name_of
from realm.view.picture.words import capital, dollars, figure

SLIGHT = 0.01
"""Part by which use or output at home must differ to count as moved."""


def indicator_why(match: Match, sight: Sight, name: str, messages: Messages) -> str:
    """Say what a number is and, where that can be told, what moved it over the last turn."""
    told = [f"{capital(INDICATORS[name].meaning)}."]
    told += causes_of(match, sight, name, messages)
    made_of = () if len(told) > 1 else parts(match, match.turn, sight.seat).get(name, ())
    told += [line for part in made_of if (line := part_text(part, messages))]
    if name == "trust":
        told += shifts_text(trust_in_seat(match, match.turn, sight.seat), messages)
        told += _trusting(match, sight, messages)
    if name == "treasury":
        aside = set_aside(sight)
        if aside > 0.0:
            told.append(messages.say("turn.set_aside", amount=dollars(aside)))
    if is_hollow(match, sight, name):
        told.append(messages.say("turn.hollow"))
    return "\n".join(told)


def _trusting(match: Match, sight: Sight, messages: Messages) -> list[str]:
    """Say how far each player trusts the seat, most first: of that its number is the mean."""
    scenario = match.model.network.scenario
    actors = {noun.actor for name, noun in scenario.seats.items() if name != sight.seat}
    each = {actor: trust_towards(match, sight.seat, actor) for actor in actors}
    known = sorted((a for a in each if math.isfinite(each[a])), key=lambda a: (-each[a], a))
    who = ", ".join(f"{name_of(scenario, a)} {figure(each[a], '-1..1')[0]}" for a in known)
    return [messages.say("turn.trusting", who=who)] if known else []


def is_hollow(match: Match, sight: Sight, name: str) -> bool:
    """Say whether reliance on imports fell only because less was wanted, no more made at home."""
    made_of = parts(match, match.turn, sight.seat).get(name, ())
    if name != "import_reliance" or not made_of:
        return False
    uncovered, wanted = made_of
    if not (uncovered.before > 0.0 and wanted.before > 0.0 and wanted.now > 0.0):
        return False
    fell = uncovered.now / wanted.now < uncovered.before / wanted.before
    covered = wanted.now - uncovered.now <= (1.0 + SLIGHT) * (wanted.before - uncovered.before)
    return fell and covered and wanted.now < (1.0 - SLIGHT) * wanted.before


def set_aside(sight: Sight) -> float:
    """Add up what is left of the budgets of a seat's supports in force, k$."""
    seen, scenario = sight.observation, sight.observation.network.scenario
    left = [
        float(seen.measure_left[row, 0])
        for row, measure in enumerate(scenario.measures.values())
        if measure.country == sight.actor and seen.measure_on[row, 0] > 0.0
    ]
    return math.fsum(one for one in left if math.isfinite(one))


def stance_why(match: Match, sight: Sight, other: str, value: float, messages: Messages) -> str:
    """Say what a stance is, and what moved it over the last turn."""
    found = trust_of_seat(match, match.turn, sight.seat, other)
    scenario = match.model.network.scenario
    told = messages.say(
        "turn.stance", name=name_of(scenario, other), trust=figure(value, "-1..1")[0]
    )
    moved_by = shifts_text(found, messages)
    return "\n".join((told, *(moved_by or [messages.say("turn.stance_same")])))
