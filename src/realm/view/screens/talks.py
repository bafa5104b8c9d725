"""The negotiation panel: a control an issue, and where the other side stands."""

from dataclasses import dataclass, replace

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.picture.negotiation import Issue, Negotiation
from realm.view.screens import talks_agreed, talks_head, talks_row
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Memory, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.scroll import Scroll

PRICED = ("volume", "price", "premium")
"""Terms whose hint says what the goods cost."""

HEAD = 36.0
UNDER = 8.0
"""How far above the rows the names of the columns are."""
FOOT = 35.0
ROW, MOST_ROW = 27.0, 40.0
"""Least and greatest height of a row; where there is less room, rows are scrolled."""
SCROLL = "issues"
Draft = dict[str, int]
"""Your setting of each issue, by its id."""


def settle(
    before: Negotiation | None, now: Negotiation | None, draft: Draft, *, settled: bool = True
) -> Draft:
    """Return the settings that the person has moved and a new picture knows nothing of yet."""
    if before is None or now is None or before.id != now.id:
        return {}
    if not settled:
        return draft
    old = {issue.id: issue.yours for issue in before.issues}
    new = {issue.id: issue.yours for issue in now.issues}
    return {
        name: setting
        for name, setting in draft.items()
        if name in new and old.get(name) == new[name] != setting
    }


def _body(inside: Rect) -> Rect:
    """Return where rows are seen."""
    return Rect(inside.x - 8, inside.y + HEAD, inside.width + 16, inside.height - HEAD - FOOT)


def offered(talk: Negotiation, draft: Draft) -> Draft:
    """Return the setting of every issue, as the sliders stand."""
    return {issue.id: draft.get(issue.id, issue.yours) for issue in talk.issues}


@dataclass(frozen=True)
class _Lines:
    """What of the talks has a row, and what is told in a line under these."""

    shown: tuple[Issue, ...]
    agreed: tuple[Issue, ...] = ()

    @property
    def count(self) -> int:
        """How many rows that makes."""
        return len(self.shown) + bool(self.agreed)


def _lines(picture: Negotiation, draft: Draft, memory: Memory, *, whole: bool) -> _Lines:
    """Sort the terms into those with a row and those in a line.

    The `whole` of them has a row on a page, and on the table what both sides do not agree on.
    """
    shown = picture.rows
    agreed = () if whole else talks_agreed.folded(picture, shown, draft, memory)
    shown = tuple(issue for issue in shown if issue not in agreed)
    return _Lines(shown, agreed)


def _scroll(inside: Rect, lines: _Lines) -> Scroll:
    body, count = _body(inside), max(1, lines.count)
    tall = max(ROW, min(MOST_ROW, body.height // count))
    seen = max(1, int((body.height + 1.0) // tall))
    tall = tall if seen >= count else body.height / seen
    height = body.height if seen >= count else tall * count
    return Scroll(id=SCROLL, rect=body, height=height, step=tall, stops=False)


def _rows(inside: Rect, lines: _Lines, memory: Memory) -> list[Rect]:
    """Return the row of each issue, scrolled, and that of the line."""
    scroll = _scroll(inside, lines)
    top = scroll.rect.y - scroll.offset(memory)
    return Rect(inside.x, top, inside.width, scroll.height).rows(scroll.step, lines.count)


def widgets(
    inside: Rect,
    picture: Negotiation,
    messages: Messages,
    texts: Texts,
    draft: Draft,
    memory: Memory,
    *,
    clip: Rect | None = None,
) -> list[Widget]:
    """Return the panel's widgets; on a page, which scrolls itself, they are seen in its clip."""
    lines = _lines(picture, draft, memory, whole=clip is not None)
    scroll, places = _scroll(inside, lines), _rows(inside, lines, memory)
    found: list[Widget] = [scroll] if clip is None else []
    seen = scroll.rect if clip is None else clip
    any_of = messages.say("table.likely_any")
    for issue, row in zip(lines.shown, places, strict=False):
        label = row.left(row.width * talks_row.LABEL_SHARE - 4)
        priced = issue.id in PRICED
        more = (issue.why, picture.price if priced else "", any_of if talks_row.free(issue) else "")
        found.append(
            _term(issue.id, label, messages, seen, more=" ".join(filter(None, more)), row=row)
        )
        if talks_row.settable(issue):
            found.append(
                talks_row.control(issue, row, seen, texts, draft.get(issue.id, issue.yours))
            )
    if lines.agreed:
        found.append(talks_agreed.button(places[-1], messages, texts, seen))
    if picture.odds:
        place = _odds_place(inside, picture, messages, texts)
        told = _term("odds", place, messages, clip, more=picture.odds_why)
        found.append(replace(told, read=True))
    for name, rect in _buttons(inside, picture, messages, texts).items():
        found.append(
            Button(
                id=f"talks:{name}",
                rect=rect,
                clip=clip,
                label=_label(picture, name, messages),
                look="primary" if name == "counter" else "plain",
                refusal=picture.refusals.get(name, ""),
                hint=picture.hints.get(name, ""),
            )
        )
    return found


def _term(
    name: str,
    rect: Rect,
    messages: Messages,
    clip: Rect | None,
    more: str = "",
    row: Rect | None = None,
) -> Widget:
    """Return a place that explains a word of talks, and what limits it."""
    hint = f"{messages.texts.get(f'help.term_{name}_text', '')} {more}".strip()
    return Hotspot(id=f"term:{name}", rect=rect, hint=hint, stops=False, clip=clip, row=row)


def _label(picture: Negotiation, name: str, messages: Messages) -> str:
    """Name a button; a counter answers an offer, the first offer answers none, one may sign."""
    if name == "counter" and picture.signs:
        return messages.say("table.sign_yes")
    if name == "accept" and picture.wished:
        return messages.say("table.accept_wish")
    answers = any(issue.theirs is not None for issue in picture.issues)
    return messages.say("table.offer" if name == "counter" and not answers else f"table.{name}")


def _held(issue: Issue, memory: Memory) -> bool:
    """Tell whether someone is at an issue's control."""
    return f"issue:{issue.id}" in (memory.held, memory.focus)


def _buttons(
    inside: Rect, picture: Negotiation, messages: Messages, texts: Texts
) -> dict[str, Rect]:
    """Return the place of each button, left to right."""
    foot = inside.foot(28)
    rects, right = {}, foot.right
    for name in ("leave", "accept", "counter"):
        pad = 32.0 if name == "counter" else 22.0
        wide = max(66.0, texts.width(_label(picture, name, messages), "strong") + pad)
        rects[name] = Rect(right - wide, foot.y, wide, foot.height)
        right -= wide + 8
    return dict(reversed(rects.items()))


def draw(
    canvas: Canvas,
    inside: Rect,
    picture: Negotiation,
    messages: Messages,
    memory: Memory,
    draft: Draft,
    *,
    kept: float = 0.0,
    whole: bool = False,
) -> None:
    """Draw what is not a widget; `kept` points at the right of the heading are left free.

    `whole` is whether every term has a row, agreed on or not.
    """
    talks_head.draw(canvas, inside, picture, messages, kept)
    at = (talks_row.place(inside).x, inside.y + HEAD - UNDER)
    rims = talks_row.rims(picture.rows, draft)
    talks_head.draw_columns(canvas, inside, at, picture, messages, rim="bad" in rims.values())
    lines = _lines(picture, draft, memory, whole=whole)
    places = _rows(inside, lines, memory)
    with canvas.clipped(_body(inside)):
        if lines.agreed:
            talks_agreed.draw(canvas, places[-1], lines.agreed, messages)
        for issue, row in zip(lines.shown, places, strict=False):
            yours = draft.get(issue.id, issue.yours)
            rim = "accent" if _held(issue, memory) else rims.get(issue.id, "")
            talks_row.draw(canvas, row, issue, messages, yours, rim=rim)
    foot = inside.foot(28)
    canvas.rule((inside.x, foot.y - 6), inside.width)
    if picture.odds:
        _odds(canvas, inside, picture, messages)


def _odds(canvas: Canvas, inside: Rect, picture: Negotiation, messages: Messages) -> None:
    """Write the odds beside the buttons, or above the labels where these leave no room."""
    label = _odds_label(inside, picture, messages, canvas.texts)
    place = _odds_place(inside, picture, messages, canvas.texts)
    x, y = place.x, place.middle[1]
    canvas.write((x, y), label, "note", "middle")
    at, ink = (place.right, y), picture.odds_ink
    canvas.write(at, picture.odds, "h2", ink, align="right", room=place.width)
    start = _buttons(inside, picture, messages, canvas.texts)["counter"].x
    x = place.right + 14
    if y <= inside.bottom - 28:
        return
    for told in (" · ".join(filter(None, (picture.worth, picture.points))), picture.worth):
        if x + canvas.texts.width(told, "note") + 12 <= start:
            canvas.write((x, y), told, "note", "middle")
            return


def _odds_label(inside: Rect, picture: Negotiation, messages: Messages, texts: Texts) -> str:
    """Say what the odds are of, in a word where there is no room for more."""
    whole = messages.say("table.odds_of")
    wide = texts.width(whole, "note") + 8 + texts.width(picture.odds, "h2")
    fits = wide + 12 <= _odds_room(inside, picture, messages, texts)
    return whole if fits else messages.say("table.odds")


def _odds_room(inside: Rect, picture: Negotiation, messages: Messages, texts: Texts) -> float:
    """Return how much room the buttons leave beside them."""
    return _buttons(inside, picture, messages, texts)["counter"].x - inside.x


def _odds_place(inside: Rect, picture: Negotiation, messages: Messages, texts: Texts) -> Rect:
    """Return where the odds are written."""
    wide = texts.width(_odds_label(inside, picture, messages, texts), "note") + 8
    wide += texts.width(picture.odds, "h2")
    foot = inside.foot(28)
    fits = wide + 12 <= _odds_room(inside, picture, messages, texts)
    return Rect(
        inside.x,
        (foot.middle[1] if fits else inside.y + HEAD - 10) - 10,
        wide,
        20,
    )
