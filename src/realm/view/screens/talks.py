"""The negotiation panel: a control an issue, and where the other side stands."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.picture.negotiation import Issue, Negotiation
from realm.view.picture.words import NONE
from realm.view.screens import talks_head
from realm.view.screens.talks_head import THEIRS, YOURS
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Memory, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.segmented import Segmented
from realm.view.widgets.slider import Slider

HEAD = 36.0
UNDER = 8.0
"""How far above the rows the names of the columns are."""
FOOT = 35.0
ROW, MOST_ROW = 27.0, 40.0
"""Least and greatest height of a row; where there is less room, rows are scrolled."""
SCROLL = "issues"
LABEL_SHARE = 0.33
MARKED = 6
"""Most settings of which each is marked on its slider."""
TOGGLED = 3
"""Most settings that stand beside one another, so that all of them are seen."""
SCALED = 3
"""Fewest settings of an amount that lie on a slider."""
TOGGLE, MOST_TOGGLE = 20.0, 26.0
"""Least and greatest height of settings beside one another."""
LIFT = 1.5
"""How much higher than its row settings and their words are: a line is under them."""
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


def _scroll(inside: Rect, picture: Negotiation) -> Scroll:
    body, count = _body(inside), max(1, len(picture.rows))
    tall = max(ROW, min(MOST_ROW, body.height // count))
    seen = max(1, int((body.height + 1.0) // tall))
    tall = tall if seen >= count else body.height / seen
    height = body.height if seen >= count else tall * count
    return Scroll(id=SCROLL, rect=body, height=height, step=tall, stops=False)


def rows(inside: Rect, picture: Negotiation, memory: Memory) -> list[Rect]:
    """Return the row of each issue, scrolled."""
    scroll = _scroll(inside, picture)
    top = scroll.rect.y - scroll.offset(memory)
    count = len(picture.rows)
    return Rect(inside.x, top, inside.width, scroll.height).rows(scroll.step, count)


def _slider_place(row: Rect) -> Rect:
    label = row.width * LABEL_SHARE
    return Rect(row.x + label, row.y, row.width - label - THEIRS - YOURS - 4, row.height)


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
    scroll = _scroll(inside, picture)
    found: list[Widget] = [scroll] if clip is None else []
    seen = scroll.rect if clip is None else clip
    for issue, row in zip(picture.rows, rows(inside, picture, memory), strict=True):
        label = row.left(row.width * LABEL_SHARE - 4)
        more = f"{issue.why} {picture.price if issue.note else ''}"
        found.append(_term(issue.id, label, messages, seen, more=more))
        if _open(issue) > 1:
            found.append(_control(issue, row, seen, texts, draft.get(issue.id, issue.yours)))
    if picture.odds:
        place = _odds_place(inside, picture, messages, texts)
        found.append(_term("odds", place, messages, clip, more=picture.odds_why))
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


def _outside(issue: Issue, yours: int) -> bool:
    """Tell whether a setting has to change for the offer to be likely signed."""
    return issue.likely is not None and not issue.likely[0] <= yours <= issue.likely[1]


def _open(issue: Issue) -> int:
    """Return how many settings can be offered now; what is set already stays among a few."""
    most = len(issue.settings) - 1 if issue.most is None else issue.most
    return (max(most, issue.yours) if _toggles(issue) else most) + 1


def _toggles(issue: Issue) -> bool:
    """Tell whether the settings of an issue stand beside one another."""
    return len(issue.settings) <= TOGGLED and not (issue.amount and len(issue.settings) >= SCALED)


def _control(issue: Issue, row: Rect, clip: Rect, texts: Texts, yours: int) -> Widget:
    """Return the control of an issue: a slider, or a few settings beside one another."""
    if not _toggles(issue):
        return Slider(
            id=f"issue:{issue.id}",
            rect=_slider_place(row),
            clip=clip,
            row=row,
            value=yours,
            least=0,
            most=len(issue.settings) - 1,
            limit=issue.most,
            marked=len(issue.settings) <= MARKED,
            ghost=issue.theirs,
            zone=issue.likely or issue.closest,
            closest=issue.likely is None,
        )
    options = issue.settings[: _open(issue)]
    zone = issue.likely or issue.closest
    return Segmented(
        id=f"issue:{issue.id}",
        rect=_toggle_place(row),
        clip=clip,
        row=row,
        options=options,
        widths=tuple(texts.width(option, "note_strong") for option in options),
        chosen=yours,
        again=True,
        ghost=issue.theirs,
        zone=zone if zone and zone[1] < len(options) else None,
        closest=issue.likely is None,
    )


def _toggle_place(row: Rect) -> Rect:
    """Return where settings beside one another stand: in place of the slider."""
    place = _slider_place(row)
    tall = max(TOGGLE, min(MOST_TOGGLE, row.height - 9))
    return Rect(place.x, row.middle[1] - tall / 2 - LIFT, place.width, tall)


def _term(name: str, rect: Rect, messages: Messages, clip: Rect | None, more: str = "") -> Widget:
    """Return a place that explains a word of talks, and what limits it."""
    hint = f"{messages.texts.get(f'help.term_{name}_text', '')} {more}".strip()
    return Hotspot(id=f"term:{name}", rect=rect, hint=hint, stops=False, clip=clip)


def _label(picture: Negotiation, name: str, messages: Messages) -> str:
    """Name a button; a counter answers an offer, the first offer answers none, one may sign."""
    if name == "counter" and picture.signs:
        return messages.say("table.sign_yes")
    answers = any(issue.theirs is not None for issue in picture.issues)
    return messages.say("table.offer" if name == "counter" and not answers else f"table.{name}")


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
) -> None:
    """Draw what is not a widget; `kept` points at the right of the heading are left free."""
    talks_head.draw(canvas, inside, picture, messages, kept)
    at = (_slider_place(inside).x, inside.y + HEAD - UNDER)
    talks_head.draw_columns(canvas, inside, at, picture, messages)
    with canvas.clipped(_body(inside)):
        for issue, row in zip(picture.rows, rows(inside, picture, memory), strict=True):
            _issue(canvas, row, issue, messages, memory, draft.get(issue.id, issue.yours))
    foot = inside.foot(28)
    canvas.rule((inside.x, foot.y - 6), inside.width)
    if picture.odds:
        _odds(canvas, inside, picture, messages)


def _odds(canvas: Canvas, inside: Rect, picture: Negotiation, messages: Messages) -> None:
    """Write the odds beside the buttons, or above the labels where these leave no room."""
    label = messages.say("table.odds")
    place = _odds_place(inside, picture, messages, canvas.texts)
    x, y = place.x, place.middle[1]
    canvas.write((x, y), label, "note", "middle")
    at, ink = (place.right, y), picture.odds_ink
    canvas.write(at, picture.odds, "h2", ink, align="right", room=place.width)
    start = _buttons(inside, picture, messages, canvas.texts)["counter"].x
    x = place.right + 14
    if y > inside.bottom - 28 and x + canvas.texts.width(picture.worth, "note") + 12 <= start:
        canvas.write((x, y), picture.worth, "note", "middle")


def _odds_place(inside: Rect, picture: Negotiation, messages: Messages, texts: Texts) -> Rect:
    """Return where the odds are written."""
    wide = texts.width(messages.say("table.odds"), "note") + 8
    wide += texts.width(picture.odds, "h2")
    foot = inside.foot(28)
    fits = inside.x + wide + 12 <= _buttons(inside, picture, messages, texts)["counter"].x
    return Rect(
        inside.x,
        (foot.middle[1] if fits else inside.y + HEAD - 10) - 10,
        wide,
        20,
    )


def _issue(
    canvas: Canvas, row: Rect, issue: Issue, messages: Messages, memory: Memory, yours: int
) -> None:
    if f"issue:{issue.id}" in (memory.held, memory.focus) and not _toggles(issue):
        canvas.box(row.inset(-8, 1), "panel", "accent", radius=6)
    y = row.middle[1] - (LIFT if _toggles(issue) else 0.0)
    label = row.width * LABEL_SHARE - 8
    ink = "bad" if _outside(issue, yours) else "high"
    wide = canvas.write((row.x, y), issue.label, "strong", ink, room=label)
    for role in ("note", "micro") if issue.note else ():
        if wide + 8 + canvas.texts.width(issue.note, role) <= label:
            wide += 8 + canvas.write((row.x + wide + 8, y), issue.note, role, "middle")
            break
    shown, ink = NONE, "low"
    if issue.theirs is not None:
        shown, ink = (issue.theirs_short or issue.settings)[issue.theirs], "ghost"
    canvas.write((row.right, y), shown, "strong", ink, align="right", room=THEIRS - 4)
    if _open(issue) < 2:
        at = (row.x + row.width * LABEL_SHARE, y)
        room = row.width * (1.0 - LABEL_SHARE) - THEIRS
        told = messages.say("table.not_open", setting=issue.settings[yours])
        if issue.why and canvas.texts.width(issue.why, "note") <= room:
            told = issue.why
        canvas.write(at, told, "note", "low", room=room)
        return
    at = (row.right - THEIRS, y)
    canvas.write(at, issue.settings[yours], "strong", align="right", room=YOURS - 4)
    if not _toggles(issue):
        ends = (issue.theirs_short or issue.settings)[:: len(issue.settings) - 1]
        told = f"{ends[0]}–{ends[1]}"
        if wide + 8 + canvas.texts.width(told, "micro") <= label:
            canvas.write((row.x + wide + 8, y + 1), told, "micro", "low")
