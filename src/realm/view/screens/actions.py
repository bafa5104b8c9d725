"""The actions panel: a few things that the seat may order, what they cost and do, and the queue."""

import re

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Actions, Choice
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.widgets.base import Memory, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.segmented import Segmented
from realm.view.widgets.slider import Slider

HEAD = 22.0
ROW, MOST_ROW = 57.0, 62.0
"""Least and greatest height of a control's row; only whole rows are seen."""
MOST_OPTION, PACKED = 84.0, 9.0
"""Greatest width of an option, and the least room beside its word."""
LEAST_SLIDER, SLIDER_PART = 0.4, 0.66
"""Parts of a row that a slider takes at least and at most."""
OPTIONS, SLIDER = 24.0, 20.0
"""Height of settings side by side, and of a slider."""
GAP = 12.0
"""Least room between two things in a line."""
MARKED = 9
"""Sizes up to which each is marked on its slider."""
FOOT, BUTTON, BESIDE = 35.0, 28.0, 24.0
"""Height of the foot and of its buttons, and room beside their words."""
KEY, KEY_WIDE = 20.0, 14.0
"""Room of the line in the colour of the good that runs short, and how long it is."""
NUMBER = re.compile(r"\d[\d,]*\.?\d*")
EVERYTHING, QUEUE = "queue", "queue:asked"
SCROLL = "actions"


def _body(inside: Rect) -> Rect:
    return Rect(inside.x - 12, inside.y + HEAD, inside.width + 24, inside.height - HEAD - FOOT)


def _row_height(body: Rect, count: int) -> float:
    """Return how tall each row is, so that a whole number of them is seen."""
    seen = max(1, min(count, int(body.height // ROW)))
    return body.height / seen if count > seen else min(MOST_ROW, body.height / seen)


def _scroll(inside: Rect, picture: Actions) -> Scroll:
    body, count = _body(inside), len(picture.controls)
    step = _row_height(body, count)
    tall = step * count
    scrolls = tall > body.height + 1.0
    height = tall if scrolls else min(tall, body.height)
    return Scroll(id=SCROLL, rect=body, height=height, step=step, stops=scrolls)


def _rows(inside: Rect, picture: Actions, memory: Memory) -> list[Rect]:
    """Return the row of each control, scrolled."""
    scroll = _scroll(inside, picture)
    top = scroll.rect.y - scroll.offset(memory)
    whole = Rect(inside.x, top, inside.width, scroll.height)
    return whole.rows(scroll.step, len(picture.controls))


def widgets(
    inside: Rect, picture: Actions, memory: Memory, texts: Texts, drafts: dict[str, int]
) -> list[Widget]:
    """Return the panel's widgets."""
    found: list[Widget] = [_scroll(inside, picture)]
    clip = _body(inside)
    for control, row in zip(picture.controls, _rows(inside, picture, memory), strict=True):
        found.append(_control(control, row, clip, texts, chosen(control, drafts)))
        title = Rect(row.x, row.y + 4, row.width, row.height / 2 - 6)
        found.append(Hotspot(
            id=f"about:{control.id}", rect=title, clip=clip, hint=control.hint, stops=False
        ))  # fmt: skip
    if picture.budget_why:
        head = inside.top(HEAD - 6).after(inside.width * 0.4)
        found.append(Hotspot(id="budget", rect=head, hint=picture.budget_why, stops=False))
    return found + _foot(inside, picture, texts)


def _foot(inside: Rect, picture: Actions, texts: Texts) -> list[Widget]:
    """Lay out the button to what is queued, and that to more actions, wide where it is alone."""
    foot = inside.foot(BUTTON)
    if not picture.queue:
        whole = picture.everything
        return [Button(id=EVERYTHING, rect=foot, label=whole, hint=picture.everything_hint)]
    label, queue = picture.everything, texts.width(picture.queue, "strong") + BESIDE
    if picture.everything_short and queue + texts.width(label, "strong") + BESIDE + 8 > foot.width:
        label = picture.everything_short
    wide = texts.width(label, "strong") + BESIDE
    return [
        Button(
            id=QUEUE, rect=foot.left(foot.width - wide - 8), label=picture.queue,
            hint=picture.queued,
        ),
        Button(id=EVERYTHING, rect=foot.end(wide), label=label, hint=picture.everything_hint),
    ]  # fmt: skip


def chosen(control: Choice, drafts: dict[str, int]) -> int:
    """Return the option that a control shows: what the person has just set, else what holds."""
    return min(drafts.get(control.id, control.chosen), len(control.options) - 1)


def option_at(picture: Actions, name: str, value: float) -> int:
    """Return which option a widget's value is: of a slider the place, else the option itself."""
    found = next((one for one in picture.controls if one.id == name), None)
    return found.shown[round(value)] if found is not None and found.slides else round(value)


def _control(control: Choice, row: Rect, clip: Rect, texts: Texts, at: int) -> Widget:
    place = _place(control, row, texts)
    if control.slides:
        return Slider(
            id=control.id,
            rect=place,
            clip=clip,
            row=row,
            value=control.shown.index(at),
            least=0,
            most=len(control.options) - 1,
            numbers=_numbers(control),
            marked=len(control.options) <= MARKED,
            hint=control.hint,
        )
    return Segmented(
        id=control.id,
        rect=place,
        clip=clip,
        row=row,
        options=control.options,
        order=control.order,
        widths=tuple(texts.width(option, "note_strong") for option in control.options),
        chosen=at,
        refusals=control.refusals,
        hint=control.hint,
    )


def _numbers(control: Choice) -> tuple[float, ...]:
    """Return the numbers of the settings of a slider, 0 for one that is said in words."""
    told = (control.options[i] for i in control.shown)
    found = [NUMBER.search(text) for text in told]
    return tuple(float(one[0].replace(",", "")) if one else 0.0 for one in found)


def _place(control: Choice, row: Rect, texts: Texts) -> Rect:
    """Return where the settings are: under the title, as wide as what they do leaves them."""
    told = _effects_width(control, row, texts)
    left = row.width - (told + GAP if told else 0.0)
    y = row.middle[1]
    if control.slides:
        wide = max(LEAST_SLIDER, min(SLIDER_PART, left / row.width)) * row.width
        return Rect(row.x - 6, y + 2, wide + 6, SLIDER)
    return Rect(row.x, y, min(left, MOST_OPTION * len(control.options)), OPTIONS)


def _effects_width(control: Choice, row: Rect, texts: Texts) -> float:
    """Return the room of what the settings do; none where they leave none beside them."""
    told = max((texts.width(effect, "note") for effect in control.effects), default=0.0)
    told += KEY if told and control.hue is not None else 0.0
    packed = sum(texts.width(option, "note_strong") + PACKED for option in control.options)
    return told if control.slides or packed + GAP + told <= row.width else 0.0


def draw(
    canvas: Canvas,
    inside: Rect,
    picture: Actions,
    messages: Messages,
    memory: Memory,
    drafts: dict[str, int],
) -> None:
    """Draw what is not a widget."""
    parts.heading(canvas, inside, messages.say("table.actions"), picture.budget)
    rows = _rows(inside, picture, memory)
    with canvas.clipped(_body(inside)):
        for i, (control, row) in enumerate(zip(picture.controls, rows, strict=True)):
            if i:
                canvas.rule((row.x, row.y), row.width)
            if control.queued:
                canvas.box(_mark(row), "accent", radius=1.5)
            _write(canvas, row, control, chosen(control, drafts))


def _mark(row: Rect) -> Rect:
    """Return the bar beside a row of which something is queued."""
    return Rect(row.x - 10.0, row.y + 7.0, 3.0, row.height - 14.0)


def _write(canvas: Canvas, row: Rect, control: Choice, at: int) -> None:
    """Write what a control is about and costs over its settings, what they do beside them."""
    texts, y = canvas.texts, row.middle[1] - 14
    cost = control.costs[at] if control.costs else ""
    ink = "accent" if control.queued and at == control.chosen else "middle"
    right = canvas.write((row.right, y), cost, "note", ink, align="right", room=row.width * 0.62)
    room = row.width - right - GAP
    fitting = (one for one in control.names if texts.width(one, "strong") <= room)
    title = next(fitting, control.label)
    wide = canvas.write((row.x, y), title, "strong", room=room)
    left = room - wide - 9
    others = (one for one in control.details if one != title)
    detail = next((one for one in others if texts.width(one, "note") <= left), "")
    canvas.write((row.x + wide + 9, y), detail, "note", "low")
    if _effects_width(control, row, texts):
        place = _place(control, row, texts)
        room = row.right - place.right - GAP
        wide = canvas.write(
            (row.right, place.middle[1]), control.effects[at], "note", "middle",
            align="right", room=room,
        )  # fmt: skip
        if control.hue is not None and control.effects[at] and wide + KEY <= room:
            y = place.middle[1]
            key = Rect(row.right - wide - KEY, y - 2.0, KEY_WIDE, 4.0)
            canvas.box(key, canvas.theme.flow(control.hue), radius=2)
