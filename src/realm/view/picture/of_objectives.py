"""Make the picture of the objectives: the points that each brings, and from where on it is met."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from realm.play.beaten import beaten
from realm.play.match import Match
from realm.play.past import Past, yardstick_of
from realm.play.sight import Sight
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture.of_causes import label_of
from realm.view.picture.of_gauges import gauge
from realm.view.picture.of_goods import source_text
from realm.view.picture.table import Objective, Objectives, RoleCard, State
from realm.view.picture.words import capital, figure

WORTHS = 4
"""Turns of which it is told what each was worth."""
EXACT = 1e-9
"""How far below a whole number still counts as that number."""
ALMOST = 0.99
"""Most that is reached of an aim that is not met."""
MET = 0.75
"""Part of an objective's points from which it counts as met: that is its aim."""
NEAR = 0.5
"""Part of its aim from which it counts as near."""


def objectives(match: Match, sight: Sight, past: Past, messages: Messages) -> Objectives:
    """Show what the seat is scored on: the points each part brings now, and what they come to."""
    noun = sight.observation.network.scenario.seats[sight.seat]
    parts = parts_of(match, sight, past)
    score = past.score[-1]
    points = points_of(parts, noun.objectives, score)
    return Objectives(
        until=messages.say("game.aims_until", turn=match.head.turns),
        items=tuple(
            _objective(match, sight, past, name, parts[name], points[name], messages)
            for name in parts
        ),
        score_why=_score_why(match, sight.seat, past, messages),
        score=f"{score:.0f}" if math.isfinite(score) else "",
        rank=messages.say("game.of_100"),
        over=over_text(match, sight.seat, past, messages),
    )


def _objective(
    match: Match, sight: Sight, past: Past, name: str, part: float, points: tuple[int, int],
    messages: Messages,
) -> Objective:  # fmt: skip
    """Show one objective.

    Args:
        match: the match.
        sight: what the seat sees.
        past: what it remembers.
        name: the indicator.
        part: how good it is, 0..1.
        points: what it brings of the score, and what it can bring.
        messages: texts.
    """
    noun, indicator = sight.observation.network.scenario.seats[sight.seat], INDICATORS[name]
    value, aims_at = past.indicators[name][-1], value_at(match, sight, name, MET)
    now, aimed = figure(value, indicator.unit), aim_of(match, sight, name)
    aim = " ".join(aimed).strip()
    wanted = noun.objectives[name] > 0.0
    way = messages.say("game.more" if wanted else "game.less")
    share = reached(value, aims_at, part, more=wanted)
    return Objective(
        id=name,
        label=label_of(name, messages),
        progress=messages.say(
            "game.now_aim", now=now[0] if now[1] == aimed[1] else " ".join(now).strip(), aim=aim
        ),
        note=messages.say("game.aim_more" if wanted else "game.aim_less", aim=aim),
        note_short=messages.say(
            "game.aim_more_short" if wanted else "game.aim_less_short", aim=aim
        ),
        points=points,
        gauge=gauge(
            value, aims_at, (*past.indicators[name], *past.early_indicators.get(name, ())),
            indicator.unit, more=wanted, met=share >= 1.0,
        ),
        state=state_of(share),
        why=messages.say(
            "game.objective_why", meaning=capital(indicator.meaning), way=way,
            points=points[0], most=points[1],
            met=messages.say("game.aim_more" if wanted else "game.aim_less", aim=aim),
            stands=messages.say("game.aim_is_met" if share >= 1.0 else "game.aim_is_not_met"),
        ),
    )  # fmt: skip


def told_by(role: RoleCard, wanted: Objectives) -> tuple[RoleCard, Objectives]:
    """Let each number of the card tell what is wanted of it; return what none of them tells."""
    by_name = {item.id: item for item in wanted.items}
    kpis = tuple(
        replace(
            kpi,
            aim=item.note,
            aim_short=item.note_short,
            state=item.state,
            gauge=item.gauge,
            why=_both(kpi.why, item.why),
        )
        if (item := by_name.get(kpi.id)) is not None
        else kpi
        for kpi in role.kpis
    )
    told = {kpi.id for kpi in kpis}
    rest = tuple(item for item in wanted.items if item.id not in told)
    until = wanted.until if told & set(by_name) else ""
    return replace(role, kpis=kpis, until=until), replace(wanted, items=rest)


def _both(number: str, wanted: str) -> str:
    """Join what a number's and its objective's hint say; what both mean by it is said once."""
    meaning = number.partition("\n")[0]
    if meaning and wanted.startswith(meaning):
        wanted = wanted.removeprefix(meaning).strip()
    return "\n".join(filter(None, (number, wanted)))


def points_of(
    parts: Mapping[str, float], weights: Mapping[str, float], score: float
) -> dict[str, tuple[int, int]]:
    """Share the points of a score out among objectives in whole numbers: those it has, of how many.

    All that can be had add up to 100, and what is had to the score as it is rounded: the largest
    remainders are rounded up, and nothing has more than it can have.
    """
    whole = sum(abs(weights[name]) for name in parts) or 1.0
    exact = {name: 100.0 * abs(weights[name]) / whole for name in parts}
    most = _shared(exact, dict.fromkeys(parts, 100), 100)
    of_whole = {name: part * most[name] for name, part in parts.items()}
    points = _shared(of_whole, most, round(score) if math.isfinite(score) else 0)
    return {name: (points[name], most[name]) for name in parts}


def _shared(exact: Mapping[str, float], most: Mapping[str, int], total: int) -> dict[str, int]:
    """Round numbers so that they add up to a total, none above its most, where that can be."""
    found = {name: math.floor(value + EXACT) for name, value in exact.items()}
    for step in (1, -1):
        while (total - sum(found.values())) * step > 0:
            free = [name for name in found if 0 <= found[name] + step <= most[name]]
            if not free:
                break
            found[max(free, key=lambda name: (exact[name] - found[name]) * step)] += step
    return found


def reached(value: float, aim: float, part: float, *, more: bool) -> float:
    """Say how much of an aim is reached, 0 to 1; 1 where it is met, and only there.

    What shall rise is measured from nothing, so that debts and mistrust reach nothing of an aim
    above it; of what shall fall, half of the aim is reached at twice of it. Where the aim itself is
    not above nothing its points are counted.

    Args:
        value: how much there is.
        aim: how much of it counts as met.
        part: what part of its points it brings.
        more: whether it is to be that much at least; at most else.
    """
    if part >= MET:
        return 1.0
    if aim <= 0.0:
        found = part / MET
    else:
        least, most = (value, aim) if more else (aim, value)
        found = least / most if most > 0.0 else 0.0
    return min(max(found, 0.0), ALMOST)


def state_of(share: float) -> State:
    """Say in one of three words how much of its aim is reached."""
    return "met" if share >= 1.0 else "near" if share >= NEAR else "far"


def aim_of(match: Match, sight: Sight, name: str) -> tuple[str, str]:
    """Write at which value an objective counts as met, and the unit."""
    value = value_at(match, sight, name, MET)
    return figure(float(f"{value:.3g}"), INDICATORS[name].unit)


def value_at(match: Match, sight: Sight, name: str, part: float) -> float:
    """Find at which value an objective has so large a part of its points."""
    yardstick = yardstick_of(match)
    place = yardstick.seats.index(sight.seat)
    weight, row = yardstick.weights[place][name], yardstick.rows[place]
    return float(yardstick.value(name, part, row, weight)[0])


def over_text(match: Match, seat: str, past: Past, messages: Messages) -> str:
    """Say of when the points are; later, what the same turn was worth to a typical player.

    Where nobody was simulated it tells the mean of the game so far, which counts.
    """
    turns = sum(1 for value in past.score[1:] if math.isfinite(value))
    if turns < 2:
        return "" if turns else messages.say("game.score_now")
    found = beaten(match, seat, past.points)
    if found is None or not math.isfinite(found.of_turn):
        return messages.say("game.score_mean", mean=f"{past.points:.1f}")
    return messages.say("game.score_typical", middle=f"{found.of_turn:.1f}")


def _score_why(match: Match, seat: str, past: Past, messages: Messages) -> str:
    """Say what the score is, what turns were worth and others had, and where weights come from."""
    source = match.model.network.scenario.seats[seat].objectives_source
    told = [messages.say("help.term_score_text")]
    worth = [f"{value:.1f}" for value in past.score[1:] if math.isfinite(value)]
    if len(worth) > 1:
        first, last = len(worth) - len(worth[-WORTHS:]) + 1, len(worth)
        told.append(messages.say("game.score_turns", first=first, last=last,
                                 worth=", ".join(worth[-WORTHS:])))  # fmt: skip
    found = beaten(match, seat, past.points)
    if found is not None:
        if len(worth) > 1 and math.isfinite(found.of_turn):
            told.append(messages.say("game.score_same_turn", games=f"{found.games:,}"))
        told.append(messages.say(
            "game.score_others", mean=f"{past.points:.1f}", part=f"{found.share:.0f}",
            games=f"{found.games:,}", worst=f"{found.worst:.1f}", middle=f"{found.middle:.1f}",
            best=f"{found.best:.1f}",
        ))  # fmt: skip
    return "\n".join((*told, *([source_text(source, messages)] if source else ())))


def parts_of(match: Match, sight: Sight, past: Past) -> dict[str, float]:
    """Bring each objective to 0..1 as the score does, the weightiest first."""
    yardstick = yardstick_of(match)
    place = yardstick.seats.index(sight.seat)
    weights = yardstick.weights[place]
    found = {}
    for name in sorted(weights, key=lambda name: -abs(weights[name])):
        value = past.indicators[name][-1]
        if math.isfinite(value):
            part = yardstick.part(name, np.array([value]), yardstick.rows[place], weights[name])
            found[name] = float(part[0])
    return found
