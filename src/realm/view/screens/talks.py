"""The negotiation panel: a slider an issue, where the other side stands, and the offers so far."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Issue, Negotiation, Offer
from realm.view.shape import Rect
from realm.view.text import SQUEEZE, Texts
from realm.view.widgets.base import Memory, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.slider import Slider

HEAD = 42.0
FOOT = 40.0
THEIRS = 40.0
YOURS = 74.0
LABEL_SHARE = 0.33
ENTRY = 44.0
ROW, MOST_ROW = 24.0, 40.0
"""Least and greatest height of an issue's row."""
SCROLL = "issues"
MARKED = 6
"""Most settings of which each is marked on its slider."""
Draft = dict[str, int]
"""Your setting of each issue, by its id."""


def settle(before: Negotiation | None, now: Negotiation | None, draft: Draft) -> Draft:
    """Return the settings that the person has moved and a new picture knows nothing of yet."""
    if before is None or now is None or before.id != now.id:
        return {}
    old = {issue.id: issue.yours for issue in before.issues}
    new = {issue.id: issue.yours for issue in now.issues}
    return {
        name: setting
        for name, setting in draft.items()
        if name in new and old.get(name) == new[name] != setting
    }


def _scroll(inside: Rect, picture: Negotiation) -> Scroll:
    """Return the area of the issues: a whole number of them is seen, none lower than `ROW`."""
    body = Rect(inside.x - 8, inside.y + HEAD, inside.width + 16, inside.height - HEAD - FOOT)
    count = max(1, len(picture.issues))
    seen = max(1, min(count, int(body.height // ROW)))
    step = min(MOST_ROW, body.height / seen)
    scrolls = count > seen
    return Scroll(
        id=SCROLL, rect=body, height=step * count if scrolls else 0.0, step=step, stops=False
    )


def rows(inside: Rect, picture: Negotiation, memory: Memory) -> list[Rect]:
    """Return the row of each issue, scrolled."""
    scroll = _scroll(inside, picture)
    top = inside.below(HEAD).moved(down=-scroll.offset(memory))
    return top.rows(scroll.step, len(picture.issues))


def enlarge_width(count: int, messages: Messages, texts: Texts) -> float:
    """Return how wide the button is that shows the talks in full size."""
    label = messages.say("table.enlarge") + (f" ({count})" if count > 1 else "")
    return texts.width(label, "note_strong") + 20


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
    for issue, row in zip(picture.issues, rows(inside, picture, memory), strict=True):
        label = row.left(row.width * LABEL_SHARE - 4)
        found.append(_term(issue.id, label, messages, seen))
        found.append(
            Slider(
                id=f"issue:{issue.id}",
                rect=_slider_place(row),
                clip=seen,
                row=row,
                value=draft.get(issue.id, issue.yours),
                least=0,
                most=len(issue.settings) - 1,
                limit=issue.most,
                marked=len(issue.settings) <= MARKED,
                ghost=issue.theirs,
                zone=issue.likely,
            )
        )
    if picture.odds:
        place = _odds_place(inside, picture, messages, texts)
        found.append(_term("odds", place, messages, clip))
    for name, rect in _buttons(inside, picture, messages, texts).items():
        found.append(
            Button(
                id=f"talks:{name}",
                rect=rect,
                clip=clip,
                label=_label(picture, name, messages),
                look="primary" if name == "counter" else "plain",
                refusal=picture.refusals.get(name, ""),
            )
        )
    return found


def _term(name: str, rect: Rect, messages: Messages, clip: Rect | None) -> Widget:
    """Return a place that explains a word of talks."""
    hint = messages.texts.get(f"help.term_{name}_text", "")
    return Hotspot(id=f"term:{name}", rect=rect, clip=clip, hint=hint, stops=False)


def _label(picture: Negotiation, name: str, messages: Messages) -> str:
    """Name a button; a counter answers an offer, the first offer answers none."""
    answers = any(issue.theirs is not None for issue in picture.issues)
    return messages.say("table.offer" if name == "counter" and not answers else f"table.{name}")


def _buttons(
    inside: Rect, picture: Negotiation, messages: Messages, texts: Texts
) -> dict[str, Rect]:
    """Return the place of each button, left to right."""
    foot = inside.foot(29)
    rects, right = {}, foot.right
    for name in ("leave", "accept", "counter"):
        pad = 40.0 if name == "counter" else 22.0
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
    y = inside.y + 6
    x = inside.x
    x += canvas.write((x, y), messages.say("table.negotiation"), "caps", "middle", room=120) + 22
    x += canvas.write((x, y), picture.partner, "h2", room=inside.width * 0.3) + 12
    room = inside.right - kept - x
    if canvas.texts.width(picture.subject, "note") * SQUEEZE <= room:
        canvas.write((x, y), picture.subject, "note", "middle", room=room)
    _columns(canvas, inside, picture, messages)
    with canvas.clipped(_scroll(inside, picture).rect.inset(-1)):
        for issue, row in zip(picture.issues, rows(inside, picture, memory), strict=True):
            _issue(canvas, row, issue, memory, draft.get(issue.id, issue.yours))
    foot = inside.foot(29)
    canvas.rule((inside.x, foot.y - 8), inside.width)
    if picture.odds:
        _odds(canvas, inside, picture, messages)


def _odds(canvas: Canvas, inside: Rect, picture: Negotiation, messages: Messages) -> None:
    """Write the odds beside the buttons, or above the labels where these leave no room."""
    label = messages.say("table.odds")
    place = _odds_place(inside, picture, messages, canvas.texts)
    x, y = place.x, place.middle[1]
    canvas.write((x, y), label, "note", "middle")
    at, ink = (place.right, y), picture.odds_ink
    canvas.write(at, picture.odds, "strong", ink, align="right", room=place.width)


def _odds_place(inside: Rect, picture: Negotiation, messages: Messages, texts: Texts) -> Rect:
    """Return where the odds are written."""
    wide = texts.width(messages.say("table.odds"), "note") + 8
    wide += texts.width(picture.odds, "strong")
    foot = inside.foot(29)
    fits = inside.x + wide + 12 <= _buttons(inside, picture, messages, texts)["counter"].x
    return Rect(inside.x, (foot.middle[1] if fits else inside.y + 31) - 10, wide, 20)


def _columns(canvas: Canvas, inside: Rect, picture: Negotiation, messages: Messages) -> None:
    y = inside.y + 31
    if any(issue.likely for issue in picture.issues):
        place = _slider_place(inside)
        canvas.box(Rect(place.x + 6, y - 1.5, 10, 3), "good", radius=1.5)
        at = (place.x + 21, y)
        canvas.write(
            at,
            picture.zone or messages.say("table.likely_accepted"),
            "micro",
            "middle",
            room=place.width - 24,
        )
    theirs, yours = messages.say("table.theirs"), messages.say("table.yours")
    canvas.write((inside.right, y), theirs, "micro", "middle", align="right", room=THEIRS + 6)
    at = (inside.right - max(THEIRS, canvas.texts.width(theirs, "micro") + 6), y)
    canvas.write(at, yours, "micro", "middle", align="right", room=YOURS - 8)


def _issue(canvas: Canvas, row: Rect, issue: Issue, memory: Memory, yours: int) -> None:
    if f"issue:{issue.id}" in (memory.held, memory.focus):
        canvas.box(row.inset(-8, 1), "panel", "accent", radius=6)
    y = row.middle[1]
    canvas.write((row.x, y), issue.label, "strong", room=row.width * LABEL_SHARE - 8)
    at = (row.right - THEIRS, y)
    canvas.write(at, issue.settings[yours], "strong", align="right", room=YOURS - 4)
    if issue.theirs is not None:
        shown = (issue.theirs_short or issue.settings)[issue.theirs]
        canvas.write((row.right, y), shown, "strong", "ghost", align="right", room=THEIRS - 8)


def quiet_text(silent: tuple[Offer, ...], messages: Messages) -> str:
    """Say how talks begin, or why nobody talks this turn."""
    if not silent:
        return messages.say("table.no_talks")
    return " ".join(f"{one.who}: {one.text}" for one in silent)


def draw_history(
    canvas: Canvas, inside: Rect, history: tuple[Offer, ...], messages: Messages
) -> None:
    """Draw the offers so far, the newest first."""
    parts.heading(canvas, inside, messages.say("table.history"))
    _draw_offers(canvas, inside.below(26), history, messages.say("table.no_history"), 2)


def draw_deals(canvas: Canvas, inside: Rect, deals: tuple[Offer, ...], messages: Messages) -> None:
    """Draw the deals that are known, the newest first, where no talks are open."""
    parts.heading(canvas, inside, messages.say("table.deals"))
    _draw_offers(canvas, inside.below(26), deals, messages.say("table.no_deals"), 4)


def _draw_offers(
    canvas: Canvas, body: Rect, offers: tuple[Offer, ...], nothing: str, lines: int
) -> None:
    """Draw as many as fit whole, each with its terms in so many lines at most."""
    if not offers:
        canvas.paragraph(body, nothing, "note", "low")
        return
    step, room, y = canvas.texts.height("note"), body.width - 14, body.y
    for offer in offers:
        told = canvas.texts.wrap(offer.text, "note", room, lines)
        tall = ENTRY + step * (len(told) - 1)
        if y + tall - 8 > body.bottom:
            break
        ink = "accent" if offer.you else "ghost"
        canvas.box(Rect(body.x, y + 3, 3, tall - 10), ink, radius=1.5)
        canvas.write((body.x + 14, y + 11), offer.who, "note_strong", ink, room=room - 40)
        canvas.write((body.right, y + 11), offer.when, "note", "low", align="right", room=36)
        for i, line in enumerate(told):
            canvas.write((body.x + 14, y + 28 + step * i), line, "note", "middle", room=room)
        y += tall
