"""Show what is expected of an order: soon, at the end of the game, and why."""

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.core.words import ends, month_after
from realm.play.foresight import OUTSIDE, SCORE, Foresight, Moved
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.rules.goods import PRICES
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_ahead import ahead, nothing
from realm.view.picture.of_causes import label_of
from realm.view.picture.of_supports import unused
from realm.view.picture.table import Kpi
from realm.view.picture.words import amount, figure, moved, quarter, sentence

MOST, WHYS = 5, 4
"""Numbers that are shown of one time, and reasons."""
LEAST = 0.005
"""Part of a flow or price by which it must differ to be told as a reason."""
LEAST_WORTH = 100.0
"""k$ a turn below which a flow or price is no reason for anything."""
SLIGHT = 0.05
"""Of the largest difference in worth, and points of the score, below which nothing is told."""


def expected(sight: Sight, action: Action, found: Foresight, messages: Messages) -> list[p.Block]:
    """Show how numbers are expected to differ soon and at the end of the game, and why."""
    say, scenario = messages.say, sight.observation.network.scenario
    shown: list[p.Block] = [
        p.Text(text=line, role="note", ink="high") for line in ahead(sight, action, messages)
    ]
    times = [one for one in (found.soon, found, found.later) if one is not None]
    numbers = [_numbers(sight, one, messages) for one in times]
    for one, kpis in zip(times, numbers, strict=True):
        end = month_after(sight.month, one.turns * scenario.months_per_turn - 1)
        months = one.turns * scenario.months_per_turn
        key = "game.at_the_end" if one is found.later else "game.after_months"
        shown.append(p.Heading(text=say(key, months=months), note=end))
        same = nothing(sight, action, one, messages) or say(
            "game.foreseen_yet" if numbers[-1] else "game.foreseen_same"
        )
        shown.append(p.Figures(kpis=kpis, slim=True) if kpis else p.Text(text=same))
        if kpis and SCORE in one.spans:
            shown.append(p.Text(text=_span(one, messages), role="note"))
        shown += [p.Text(text=line, role="note") for line in _of_score(one, messages)]
    shown += _beside(sight, action, messages)
    differing = [one for one, kpis in zip(times, numbers, strict=True) if kpis]
    telling = differing[-1] if differing else None
    reasons = _reasons(sight, telling, messages) if telling is not None else []
    if telling is not None and reasons:
        turns = telling.turns * scenario.months_per_turn
        last = quarter(month_after(sight.month, turns - scenario.months_per_turn),
                       scenario.months_per_turn)  # fmt: skip
        shown.append(
            p.Heading(text=say("game.foreseen_why"), note=say("game.foreseen_when", when=last))
        )
        shown += [p.Text(text=line, role="note") for line in reasons]
    others = len([one for one in sight.pending if one.action != action])
    key = "game.foreseen_beside" if others else "game.foreseen_alone"
    told = say("game.foreseen_text", copies=found.copies, orders=say(key, count=others))
    return [*shown, p.Text(text=told, role="note", ink="low")]


def _beside(sight: Sight, action: Action, messages: Messages) -> list[p.Block]:
    """List the supports of the seat that would help a plant it permits; each turns to itself."""
    if not isinstance(action, kinds.Approve) or action.undo:
        return []
    scenario, say = sight.observation.network.scenario, messages.say
    names = unused(sight, action.project)
    rows = [
        p.Told(id=f"beside:{name}", opens=f"order:measure:{name}|", ink="ghost",
               title=scenario.measures[name].name, lines=(say("game.beside"),))
        for name in names
    ]  # fmt: skip
    return [p.Heading(text=say("game.beside_head")), *rows] if rows else []


def offer_told(found: Foresight, messages: Messages) -> tuple[str, ...]:
    """Say in points of the score what an offer is expected to bring if it is signed, and why."""
    last = found.later or found
    if last.score is None:
        return ()
    if not points_of(found):
        return (messages.say("game.offer_no_points"),)
    told = messages.say(
        "game.offer_points", points=points_text(found, messages), now=f"{last.score[1]:.1f}"
    )
    span = [_span(last, messages)] if SCORE in last.spans else []
    return " ".join((told, *span)), *_of_score(last, messages)


def points_text(found: Foresight, messages: Messages) -> str:
    """Write what is expected for the score in a word or two; empty for a seat without one."""
    points = points_of(found)
    if points is None:
        return ""
    shown = round(points, 1)
    sign = "+" if shown > 0.0 else "−" if shown < 0.0 else "±"
    return messages.say("game.points", points=f"{sign}{abs(shown):.1f}")


def points_of(found: Foresight) -> float | None:
    """Return what an order is expected to do to the score at the last time that is shown.

    0 where that is too little to be shown; None for a seat without a score.
    """
    last = found.later or found
    if last.score is None:
        return None
    return last.score[1] - last.score[0] if moved(*last.score, "", 1.0) is not None else 0.0


def _numbers(sight: Sight, found: Foresight, messages: Messages) -> tuple[Kpi, ...]:
    """Show the score and the numbers that differ, what the seat is scored on first."""
    weights = sight.observation.network.scenario.seats[sight.seat].objectives
    kpis = []
    if found.score is not None:
        change = moved(*found.score, "", 1.0)
        if change is not None:
            kpis.append(
                Kpi(id=f"score@{found.turns}", label=messages.say("game.foreseen_score"),
                    value=f"{found.score[1]:.1f}", change=change,
                    why=messages.say("help.term_score_text"))
            )  # fmt: skip
    for name in sorted(found.indicators, key=lambda name: -abs(weights.get(name, 0.0))):
        without, after = found.indicators[name]
        indicator = INDICATORS[name]
        common = {"higher": 1.0, "lower": -1.0}.get(indicator.better, 0.0)
        change = moved(without, after, indicator.unit, weights.get(name, common))
        if change is not None and len(kpis) < MOST:
            value, unit = figure(after, indicator.unit)
            kpis.append(
                Kpi(id=f"{name}@{found.turns}", label=label_of(name, messages), value=value,
                    unit=unit, change=change, why=sentence(indicator.meaning))
            )  # fmt: skip
    return tuple(kpis)


def _span(found: Foresight, messages: Messages) -> str:
    """Say between which bounds the score lies with the order, in most of the futures."""
    low, high = ends(*found.spans[SCORE].after)
    return messages.say(
        "game.foreseen_span", most=found.copies - 2 * OUTSIDE, copies=found.copies,
        low=low, high=high,
    )  # fmt: skip


def _of_score(found: Foresight, messages: Messages) -> list[str]:
    """Say which objectives move the score, the largest at least, where it moves."""
    if found.score is None or moved(*found.score, "", 1.0) is None:
        return []
    parts = sorted(
        ((name, after - without) for name, (without, after) in found.points.items()),
        key=lambda part: -abs(part[1]),
    )
    largest = abs(parts[0][1]) if parts else 0.0
    points = [
        f"{label_of(name, messages)} {'+' if by > 0.0 else '−'}{amount(abs(by))}"
        for i, (name, by) in enumerate(parts)
        if by and (i == 0 or abs(by) >= max(SLIGHT, SLIGHT * largest))
    ]
    return [messages.say("game.why_score", parts=", ".join(points))] if points else []


def _reasons(sight: Sight, found: Foresight, messages: Messages) -> list[str]:
    """Say which flows and prices move the numbers."""
    told: list[str] = []
    most = found.moved[0].worth if found.moved else 0.0
    for one in found.moved:
        if len(told) >= WHYS or one.worth < max(LEAST_WORTH, SLIGHT * most):
            break
        line = _reason(sight.observation.network.scenario, one, messages)
        told += [line] if line else []
    return told


def _reason(scenario: Scenario, one: Moved, messages: Messages) -> str:
    """Say how one flow or price differs; empty where it hardly does."""
    before, now = one.without, one.after
    if not abs(now - before) > LEAST * abs(before):
        return ""
    good = short(scenario.commodities[one.commodity].name)
    if before < LEAST * now:
        part = messages.say("game.why_from_none")
    else:
        part = f"{'+' if now > before else '−'}{percent(abs(now / before - 1.0))}"
    sign, times = ("$", 1.0) if one.what in PRICES else ("", 12.0 / scenario.months_per_turn)
    without, after = (f"{sign}{amount(times * value)}" for value in (before, now))
    return messages.say(f"game.why_{one.what}", good=good, part=part, without=without, now=after)
