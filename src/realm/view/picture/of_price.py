"""Say at which price the goods of a deal change hands, why, and what others pay."""

import math

from realm.core.words import month_after
from realm.model.chair import Chair
from realm.model.place import Place
from realm.play.asked import Asked, asked
from realm.play.match import Match
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_causes import parts_text
from realm.view.picture.words import amount, moved_part


def asked_now(match: Match, sight: Sight, place: Place) -> float:
    """Return what is asked for the goods of a table now, $/kg; NaN where there are none."""
    chair = match.chair(sight.seat)
    found = asked(match, sight, chair, place.table) if chair is not None else None
    return math.nan if found is None else found.asked


def price_note(found: Asked | None, messages: Messages) -> str:
    """Say in a word or two what the goods cost now; empty where none change hands."""
    return messages.say("game.price_now", asked=amount(found.asked)) if found is not None else ""


def steep_note(found: Asked | None, messages: Messages) -> str:
    """Say in a word or two that the price is far over the quoted one; empty where it is not."""
    if found is None or not found.steep:
        return ""
    return messages.say("game.price_over_quote", times=f"{found.steep:.1f}")


def price_told(match: Match, sight: Sight, chair: Chair, place: Place, messages: Messages) -> str:
    """Say in a sentence what is paid for the goods; empty where none change hands."""
    found = asked(match, sight, chair, place.table)
    if found is None:
        return ""
    return " ".join(filter(None, (_rule(match, found, place, messages), _steep(found, messages))))


def priced(
    match: Match, sight: Sight, chair: Chair, place: Place, messages: Messages
) -> list[p.Block]:
    """Explain the price of the goods: who asks it, what moved it, and what others pay."""
    found = asked(match, sight, chair, place.table)
    if found is None:
        return []
    told = [_rule(match, found, place, messages), *_beside(match, found, messages)]
    return [
        p.Heading(text=messages.say("game.price_head")),
        *(p.Text(text=text, role="note", ink="bad") for text in (_steep(found, messages),) if text),
        *(p.Text(text=text, role="note") for text in (*told, _since(match, found, messages))),
    ]


def _rule(match: Match, found: Asked, place: Place, messages: Messages) -> str:
    """Say with which price a deal begins, and how it goes on."""
    names = [issue.name for issue in place.agenda.issues]
    how = "chosen" if "price" in names else "premium" if "premium" in names else "indexed"
    return messages.say(
        f"game.price_{how}", seller=found.seller, good=found.good, asked=amount(found.asked),
        home=_home(match),
    )  # fmt: skip


def _steep(found: Asked, messages: Messages) -> str:
    """Warn of an ask far over the quoted price, and say what made it so; empty where it is not."""
    if not found.steep:
        return ""
    scarce = found.course is not None and found.course.scarce
    key = "game.price_steep_scarce" if scarce else "game.price_steep"
    return messages.say(key, times=f"{found.steep:.1f}", seller=found.seller)


def _beside(match: Match, found: Asked, messages: Messages) -> list[str]:
    """Say what others take for the goods, and what the top bar shows."""
    say, told = messages.say, []
    if math.isfinite(found.elsewhere):
        key = "game.price_from" if found.source else "game.price_elsewhere"
        told.append(say(key, paid=amount(found.elsewhere), source=found.source))
    if math.isfinite(found.mean):
        told.append(say("game.price_mean", mean=amount(found.mean), home=_home(match)))
    return told


def _since(match: Match, found: Asked, messages: Messages) -> str:
    """Say what the seller asked at first, and what moved that since, part by part."""
    course = found.course
    if course is None:
        return ""
    month = month_after(match.model.network.scenario.starts, course.month)
    moved = moved_part(course.before, found.asked)
    key = "same" if moved is None else "rose" if moved.rises else "fell"
    head = messages.say(
        f"game.asked_{key}", seller=found.seller, before=amount(course.before), month=month,
        part="" if moved is None else moved.text,
    )  # fmt: skip
    each = 0.0
    if moved is not None:
        each = (found.asked - course.before) / math.log(found.asked / course.before)
    causes = () if moved is None else parts_text(course.causes, messages, each)
    return "\n".join((head, *(f"• {cause}" for cause in causes)))


def _home(match: Match) -> str:
    scenario = match.model.network.scenario
    return short(scenario.countries[scenario.reference_exporter].name)
