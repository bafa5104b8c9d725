"""Say of who does not talk what would change its mind, by what the seat may know."""

import numpy as np

from realm.model.wishes import Glance
from realm.play.match import Match
from realm.play.prospects import prospect
from realm.play.sight import Sight
from realm.strategies.worth import CAUSES, TRUSTED
from realm.view.messages import Messages
from realm.view.picture.of_scales import LEAST
from realm.view.picture.of_terms import name_of, other_side, terms_text
from realm.view.picture.words import dollars


def would_gain(match: Match, sight: Sight, table: str, messages: Messages) -> str:
    """Say by what somebody who does not talk would gain most, or why by nothing."""
    seen, scenario = prospect(match, sight, table), match.model.network.scenario
    if not np.any(seen.theirs > 0.0):
        return _nothing(seen, sight, table, messages)
    both = (seen.theirs > 0.0) & (seen.yours > 0.0)
    best = int(np.nanargmax(np.where(both, seen.theirs, np.nan) if both.any() else seen.theirs))
    terms = terms_text(scenario, table, seen.agenda.describe(best), messages)
    return messages.say("game.cold_both" if both.any() else "game.cold_theirs", terms=terms)


def _nothing(seen: Glance, sight: Sight, table: str, messages: Messages) -> str:
    """Say how far the best of what can be agreed on is from serving them, and what is in the way.

    Distrust and need at home make a signature dearer; both may pass. Else other prices, or another
    need of what is talked about, have to change it.
    """
    say, scenario = messages.say, sight.observation.network.scenario
    name = name_of(scenario, other_side(sight, table))
    told = [say("game.closer_no_term", name=name)]
    if not np.any(np.isfinite(seen.theirs)):
        return told[0]
    best = int(np.nanargmax(seen.theirs))
    brings, least = float(seen.theirs[best]) + seen.their_least, dollars(seen.their_least)
    if brings >= LEAST:
        terms = terms_text(scenario, table, seen.agenda.describe(best), messages)
        told.append(say("game.cold_nearest", terms=terms, gain=dollars(brings), least=least))
    else:
        told.append(say("game.cold_empty", least=least))
    passing = dict(zip(CAUSES, seen.their_causes, strict=True))
    passing.pop("trouble")
    told += [
        say(f"game.cold_{cause}", part=dollars(part), trust=f"{TRUSTED:+.2f}")
        for cause, part in passing.items()
        if part >= LEAST
    ]
    would = float(seen.theirs[best]) + sum(passing.values()) > 0.0
    if would:
        return " ".join((*told, say("game.cold_would")))
    if not seen.holds_back and any(issue.name == "easing" for issue in seen.agenda.issues):
        told.append(say("game.cold_eases"))
    told.append(say("game.cold_else"))
    return " ".join(told)
