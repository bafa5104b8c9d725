"""The actions panel: what the seat may order, what it costs, and the queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from realm.view.canvas import Align, Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Actions, Amount, Choice
from realm.view.shape import Point, Rect
from realm.view.text import SQUEEZE, Texts
from realm.view.widgets.base import Memory, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.segmented import Segmented
from realm.view.widgets.slider import Slider

HEAD = 22.0
ROW, MOST_ROW = 57.0, 62.0
"""Least and greatest height of a control's row; only whole rows are seen."""
LEAST_OPTION, MOST_OPTION = 38.0, 84.0
"""Least and greatest width of an option."""
FEW = 3
"""Options of which each has more room beside its word."""
PACKED = 9.0
"""Room of a packed option beside its word."""
TIGHT, EDGES = 5.0, 9.0
"""The same of options of one width where room is short, and what the frame takes of all."""
OPTIONS = 24.0
"""Height of options."""
FOOT = 35.0
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


def widgets(
    inside: Rect, picture: Actions, memory: Memory, texts: Texts, drafts: dict[str, float]
) -> list[Widget]:
    """Return the panel's widgets."""
    found: list[Widget] = [_scroll(inside, picture)]
    clip = _body(inside)
    for control, row in zip(picture.controls, _rows(inside, picture, memory), strict=True):
        found.append(_widget(control, row, clip, texts, drafts))
    if picture.budget_why:
        head = inside.top(HEAD - 6).after(inside.width * 0.4)
        found.append(Hotspot(id="budget", rect=head, hint=picture.budget_why, stops=False))
    place = _button(inside, picture, texts)
    found.append(Button(id=QUEUE, rect=place, label=picture.queue, refusal=picture.refusal))
    return found


def _button(inside: Rect, picture: Actions, texts: Texts) -> Rect:
    """Return the place of the button, beside what is queued."""
    foot = inside.foot(28)
    if not picture.status:
        return foot
    return foot.end(min(foot.width, texts.width(picture.queue, "strong") + 26))


def _widget(
    control: Choice | Amount, row: Rect, clip: Rect, texts: Texts, drafts: dict[str, float]
) -> Widget:
    if isinstance(control, Choice):
        return Segmented(
            id=control.id,
            rect=_plan(control, row, texts).place,
            clip=clip,
            row=row,
            options=control.options,
            order=control.order,
            soft=not control.queued,
            widths=tuple(texts.width(option, "note") for option in control.options),
            chosen=round(drafts.get(control.id, control.chosen)),
            refusals=control.refusals,
            hint="",
        )
    place = Rect(row.x - 6, row.y + row.height / 2 + 2, row.width * 0.66 + 6, 20)
    return Slider(
        id=control.id,
        rect=place,
        clip=clip,
        row=row,
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
    if picture.status:
        button = _button(inside, picture, canvas.texts)
        room = max(20.0, button.x - 12 - inside.x)
        told, short = picture.status, picture.status.partition(" · ")[0]
        told = told if canvas.texts.width(told, "note") * SQUEEZE <= room else short
        canvas.write((inside.x, button.middle[1]), told, "note", "middle", room=room)
    rows = _rows(inside, picture, memory)
    with canvas.clipped(_body(inside)):
        for i, (control, row) in enumerate(zip(picture.controls, rows, strict=True)):
            if i:
                canvas.rule((row.x, row.y), row.width)
            if isinstance(control, Choice):
                _choice(canvas, row, control)
            else:
                _amount(canvas, row, control, drafts)


Word = tuple[Point, str, str, str, Align, float]
"""Where something is written, what, in which type and ink, how aligned, and its room."""


@dataclass(frozen=True)
class Plan:
    """Where the parts of a choice go."""

    place: Rect
    """Where its options are."""
    words: tuple[Word, ...]


def _plan(control: Choice, row: Rect, texts: Texts) -> Plan:
    """Put what it costs beside the title, the options under it, beside what is told of them.

    Where nothing is said of a cost, the options have its place.
    Titles that are wider than the row go over two lines, with what it costs beside the options.
    """
    wide, y = _options_width(control, texts), row.middle[1]
    note, cost = control.unit or _refused(control), control.cost
    ink = "accent" if control.queued else "middle"
    title, noted, costs = (
        texts.width(text, role)
        for text, role in ((control.label, "strong"), (note, "note"), (cost, "note"))
    )

    def name(text: str, up: float) -> Word:
        return (row.x, y - up), text, "strong", "high", "left", row.width

    def left(text: str, down: float, ink: str = "middle") -> Word:
        return (row.x, y + down), text, "note", ink, "left", row.width

    def right(text: str, down: float) -> Word:
        return (row.right, y + down), text, "note", ink, "right", row.width

    if not cost and title + 16 + wide <= row.width:
        place = Rect(row.right - wide, y - 23, wide, OPTIONS)
        return Plan(place, (name(control.label, 11), left(note, 13)))
    few = len(control.options) <= FEW
    if noted + 12 + wide > row.width:
        spare = row.width - 12 - noted
        equal = _options_width(control, texts, TIGHT)
        wide = min(wide, spare if equal <= spare else _packed(control, texts))
    beside = Rect(row.right - wide, y - 1, wide, OPTIONS)
    whole = Rect(row.x, y - 1, row.width, OPTIONS)
    if title + 12 + costs <= row.width and (not note or noted + 12 + wide <= row.width):
        words = (name(control.label, 14), right(cost, -14), left(note, 11))
        return Plan(beside if note or few else whole, words)
    if title <= row.width and noted + 12 + costs <= row.width and note and not few:
        middle = whole.moved(down=-9.5).top(OPTIONS - 5)
        return Plan(middle, (name(control.label, 21), left(note, 20), right(cost, 20)))
    if title + 12 + costs <= row.width:
        return Plan(whole, (name(control.label, 14), right(cost, -14)))
    both = f"{note} · {cost}" if note else cost
    if title <= row.width and texts.width(both, "note") + 12 + wide <= row.width:
        return Plan(beside, (name(control.label, 14), left(both, 11, ink)))
    lines = texts.wrap(control.label, "strong", row.width, 2)
    if len(lines) == 1 and costs + 12 + wide <= row.width:
        return Plan(beside, (name(control.label, 14), left(cost, 11, ink)))
    fits = len(lines) > 1 and costs + 12 + wide <= row.width
    place = (beside if fits else whole).moved(down=5.0).top(OPTIONS - 2)
    told = left(cost, 16 if fits else -5, ink) if fits or len(lines) == 1 else left("", 0)
    return Plan(place, (*(name(line, 21 - 16 * i) for i, line in enumerate(lines)), told))


def _options_width(control: Choice, texts: Texts, pad: float = 0.0) -> float:
    """Return how wide the options are at least, all alike with so much room beside each word."""
    widest = max(texts.width(option, "note_strong") for option in control.options)
    if pad:
        return (widest + pad) * len(control.options) + EDGES
    pad = 20.0 if len(control.options) <= FEW else 10.0
    return min(MOST_OPTION, max(LEAST_OPTION, widest + pad)) * len(control.options)


def _packed(control: Choice, texts: Texts) -> float:
    """Return how wide the options are with no more room each than its own text takes."""
    return sum(texts.width(option, "note_strong") + PACKED for option in control.options)


def _refused(control: Choice) -> str:
    """Say what of a choice is refused, and why; empty where nothing is."""
    for option, refusal in zip(control.options, control.refusals, strict=False):
        if refusal:
            return f"{option}: {refusal}"
    return ""


def _choice(canvas: Canvas, row: Rect, control: Choice) -> None:
    """Write what a choice is about, what its options count, and what setting it costs."""
    for at, text, role, ink, align, room in _plan(control, row, canvas.texts).words:
        canvas.write(at, text, role, ink, align=align, room=room)


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
