"""Say in plain words what moved a price."""

import math
from collections.abc import Sequence

from realm.play.causes import AT_SELLERS, REST, Cause
from realm.play.parts import Part
from realm.play.trusts import Shift
from realm.rules.event import Event, percent
from realm.rules.event_prices import WORDS
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture.words import amount, capital

LEAST_PART = 0.002
"""Relative change of a quantity from which it is told."""
LEAST_CAUSE = 0.005
"""Relative change of a price that rounds to nothing below it: such a cause is not told."""
_BY_WORDS = {text: (driver, way) for driver, both in WORDS.items() for way, text in enumerate(both)}
"""What the rules say of a driver -> the driver, and 0 where it raises, 1 where it lowers."""


def plain(driver: str, messages: Messages, *, raises: bool) -> str:
    """Say what a driver is to somebody who never heard of it."""
    if driver == REST:
        return messages.say("turn.all_else")
    way = "up" if raises else "down"
    found = messages.texts.get(f"turn.moved_{driver}_{way}")
    return found or WORDS[driver][0 if raises else 1]


def driver_text(event: Event, messages: Messages) -> str:
    """Say what drove an event; what rules say of prices is put plainly."""
    words, _, measure = event.driver.partition(" (")
    if words not in _BY_WORDS:
        return capital(event.driver)
    driver, way = _BY_WORDS[words]
    told = capital(plain(driver, messages, raises=not way))
    return f"{told} ({measure}" if measure else told


def parts_text(
    causes: Sequence[Cause], messages: Messages, dollars: float = 0.0
) -> tuple[str, ...]:
    """Say what each cause did to a price, the strongest first.

    In percent of it, which multiply; or at so many `dollars` for each unit of its log, which add
    up.
    """
    return tuple(
        messages.say(
            _key(cause), part=_dollars(dollars * cause.part) if dollars else _percent(cause.part),
            why=plain(cause.driver, messages, raises=cause.part >= 0.0), who=cause.who,
            by=cause.by, good=cause.lacked, refuser=cause.refuser,
        )
        for cause in causes
        if abs(math.expm1(cause.part)) >= LEAST_CAUSE
    )  # fmt: skip


def _key(cause: Cause) -> str:
    """Choose the words of a cause: who made most of it, at whose door, by which measure, or why."""
    if cause.by:
        return "turn.cause_in_by" if cause.who else "turn.cause_by"
    if not cause.who:
        return "turn.cause"
    if cause.lacked:
        return "turn.cause_short_refused" if cause.refuser else "turn.cause_short"
    if cause.fell:
        return "turn.cause_fell"
    return "turn.cause_at" if cause.driver in AT_SELLERS else "turn.cause_who"


def label_of(indicator: str, messages: Messages) -> str:
    """Name a number that the seat is judged by, to who sits there."""
    return capital(messages.texts.get(f"game.label_{indicator}", INDICATORS[indicator].label))


def part_text(part: Part, messages: Messages) -> str:
    """Say how one quantity behind a number moved over the turn; empty where it did not."""
    if not abs(part.change) >= LEAST_PART:
        return ""
    what = messages.say(f"turn.part_{part.name}")
    way = "turn.part_rose" if part.change > 0.0 else "turn.part_fell"
    return messages.say(way, what=what, part=percent(abs(part.change)))


def shifts_text(shifts: Sequence[Shift], messages: Messages) -> list[str]:
    """Say what moved trust, a line each."""
    return [
        messages.say(
            "turn.shift", by=f"{'+' if one.by > 0.0 else '−'}{abs(one.by):.2f}",
            why=messages.say(f"turn.shift_{one.driver.replace(' ', '_')}"),
        )
        for one in shifts
    ]  # fmt: skip


def _percent(log: float) -> str:
    part = 100.0 * math.expm1(log)
    return f"{'+' if part >= 0.0 else '−'}{abs(part):.0f} %"


def _dollars(value: float) -> str:
    return f"{'+' if value >= 0.0 else '−'}${amount(abs(value))}"
