"""The actions panel: what the seat may order, what it costs, and the queue."""

from collections.abc import Sequence

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Actions, Amount, Choice
from realm.view.shape import Rect
from realm.view.widgets.base import Memory, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.segmented import Segmented
from realm.view.widgets.slider import Slider

HEAD = 24.0
ROW, MOST_ROW = 46.0, 58.0
"""Least and greatest height of a control's row; only whole rows are seen."""
MOST_OPTION = 84.0
"""Greatest width of an option."""
FOOT = 36.0
QUEUE = "queue"
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


def _right_column(picture: Actions, canvas_width: float) -> float:
    return min(112.0, canvas_width * 0.32) if picture.controls else 0.0


def widgets(
    inside: Rect, picture: Actions, memory: Memory, drafts: dict[str, float]
) -> list[Widget]:
    """Return the panel's widgets."""
    found: list[Widget] = [_scroll(inside, picture)]
    clip = _body(inside)
    for control, row in zip(picture.controls, _rows(inside, picture, memory), strict=True):
        found.append(_widget(control, row, clip, drafts))
    if picture.budget_why:
        head = inside.top(HEAD - 6).after(inside.width * 0.4)
        found.append(Hotspot(id="budget", rect=head, hint=picture.budget_why, stops=False))
    foot = inside.foot(28)
    found.append(Button(id=QUEUE, rect=foot, label=picture.queue, refusal=picture.refusal))
    return found


def _widget(control: Choice | Amount, row: Rect, clip: Rect, drafts: dict[str, float]) -> Widget:
    if isinstance(control, Choice):
        wide = min(row.width, MOST_OPTION * len(control.options))
        place = Rect(row.x, row.middle[1] - 4, wide, 24)
        return Segmented(
            id=control.id,
            rect=place,
            clip=clip,
            options=control.options,
            chosen=control.chosen,
            refusals=control.refusals,
            hint="",
        )
    place = Rect(row.x - 6, row.y + row.height / 2 + 2, row.width * 0.66 + 6, 20)
    return Slider(
        id=control.id,
        rect=place,
        clip=clip,
        value=drafts.get(control.id, control.value),
        least=control.least,
        most=control.most,
        step=control.step,
        refusal=control.refusal,
    )


def draw(
    canvas: Canvas,
    inside: Rect,
    picture: Actions,
    messages: Messages,
    memory: Memory,
    drafts: dict[str, float],
) -> None:
    """Draw what is not a widget."""
    parts.heading(canvas, inside, messages.say("table.actions"), picture.budget)
    rows = _rows(inside, picture, memory)
    with canvas.clipped(_body(inside)):
        for i, (control, row) in enumerate(zip(picture.controls, rows, strict=True)):
            if i:
                canvas.rule((row.x, row.y), row.width)
            if isinstance(control, Choice):
                _choice(canvas, row, control)
            else:
                _amount(canvas, row, control, drafts)


def _choice(canvas: Canvas, row: Rect, control: Choice) -> None:
    """Write what a choice is about over its options, and how it stands at the right."""
    y = row.middle[1] - 14
    wide = min(canvas.texts.width(control.detail, "note"), row.width * 0.45)
    canvas.write((row.right, y), control.detail, "note", "middle", align="right", room=wide)
    room = row.width - wide - (12 if wide else 0)
    canvas.write((row.x, y), control.label, "strong", room=room)


def _amount(canvas: Canvas, row: Rect, control: Amount, drafts: dict[str, float]) -> None:
    value = drafts.get(control.id, control.value)
    shown = control.shown.replace("{value}", f"{value:,.{control.decimals}f}")
    y, below = row.y + row.height / 2 - 11, row.y + row.height / 2 + 12
    right = canvas.write((row.right, y), shown, "strong", align="right", room=row.width * 0.3)
    room = row.width - right - 14
    wide = canvas.write((row.x, y), control.label, "strong", room=room)
    canvas.write(
        (row.x + wide + 9, y), control.detail, "note", "low", room=max(1.0, room - wide - 9)
    )
    room = row.width * 0.32
    canvas.write((row.right, below), control.effect, "note", "middle", align="right", room=room)


def settle(picture: Actions, drafts: dict[str, float]) -> dict[str, float]:
    """Return the drafts that still differ from what the picture says."""
    values = {c.id: c.value for c in amounts(picture.controls)}
    return {name: value for name, value in drafts.items() if values.get(name, value) != value}


def amounts(controls: Sequence[Choice | Amount]) -> list[Amount]:
    """Return the controls that are amounts."""
    return [control for control in controls if isinstance(control, Amount)]
