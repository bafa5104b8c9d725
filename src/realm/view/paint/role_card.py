"""Paint the role card: who the player is, the numbers that count, and who stands how."""

from dataclasses import replace

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Kpi, RoleCard, Stance, State
from realm.view.shape import Rect
from realm.view.text import Texts

HEAD = 52.0
KPI, KPI_MOST = 51.0, 62.0
"""Least and greatest height of a number's row."""
STANCES_HEAD = 30.0
STANCE = 22.0
AIM, DOT = 21.0, 4.0
"""How much taller a row is that tells an aim, and the size of the dot that says how near it is."""
STATES: dict[State, str] = {"far": "bad", "near": "accent", "met": "good"}
"""Colour of the dot; a word beside it says the same."""
TITLE = 24.0
"""Height of the heading over numbers that tell aims."""
SPARK = 94.0
UNIT_GAP = 9.0
"""Room between a unit and how the number moved."""
NAME, NAME_MOST = 88.0, 152.0
"""Least and greatest room of a name."""
HOME_GAP = 6.0
"""Room between the name of a firm and its country."""
LEAST_STANCES = 3
"""Stances that are shown even where one has to scroll for them."""


def height(picture: RoleCard) -> float:
    """Return how tall the card's content is."""
    stances = STANCES_HEAD + STANCE * len(picture.stances) if picture.stances else 0.0
    return _head(picture) + _numbers(picture) + stances


def fitted(picture: RoleCard, room: float) -> RoleCard:
    """Return it with no more stances than there is room for: players, then the strongest ones."""
    beside = room - _head(picture) - _numbers(picture) - STANCES_HEAD
    most = max(LEAST_STANCES, int(beside // STANCE))
    if most >= len(picture.stances):
        return picture
    weight = sorted(picture.stances, key=lambda stance: (not stance.plays, -abs(stance.value)))
    loudest = weight[:most]
    return replace(picture, stances=tuple(s for s in picture.stances if s in loudest))


def kpi_rects(inside: Rect, picture: RoleCard) -> list[Rect]:
    """Return the row of each number; they share what room is left over."""
    spare = max(0.0, inside.height - height(picture))
    count = max(1, len(picture.kpis))
    row = min(KPI_MOST + _aim(picture), _numbers(picture) / count + spare / count)
    return inside.below(_head(picture)).rows(row, len(picture.kpis))


def _head(picture: RoleCard) -> float:
    """Return how far down the numbers begin."""
    return HEAD + (TITLE if picture.until else 0.0)


def _numbers(picture: RoleCard) -> float:
    """Return the least height of all numbers."""
    return (KPI + _aim(picture)) * len(picture.kpis)


def _aim(picture: RoleCard) -> float:
    """Return how much taller rows are since one of them tells an aim."""
    return AIM if any(kpi.aim for kpi in picture.kpis) else 0.0


def stance_rects(inside: Rect, picture: RoleCard) -> list[Rect]:
    """Return the row of each stance."""
    rows = kpi_rects(inside, picture)
    bottom = rows[-1].bottom if rows else inside.y + _head(picture)
    place = Rect(inside.x, bottom + 11, inside.width, inside.bottom - bottom)
    return place.below(20).rows(STANCE, len(picture.stances))


def draw(canvas: Canvas, inside: Rect, picture: RoleCard, messages: Messages) -> None:
    """Draw the card's content."""
    badge = Rect(inside.x, inside.y, 40, 40)
    canvas.box(badge, "raised", "line_strong", radius=8)
    canvas.write(badge.middle, picture.badge, "h2", "accent", align="middle", room=34)
    room = inside.width - 52
    canvas.write((inside.x + 52, inside.y + 11), picture.name, "h1", room=room)
    canvas.write((inside.x + 52, inside.y + 31), picture.what, "note", "middle", room=room)
    if picture.until:
        head = inside.below(HEAD - 4.0).top(TITLE)
        wide = canvas.texts.width(picture.until, "note") + 8
        said = messages.say("table.objectives")
        canvas.write((head.x, head.middle[1]), said, "caps", "middle", room=head.width - wide)
        canvas.write((head.right, head.middle[1]), picture.until, "note", "low", align="right")
    rows = kpi_rects(inside, picture)
    for row, kpi in zip(rows, picture.kpis, strict=True):
        place = row.top(row.height - _aim(picture))
        draw_kpi(canvas, place, kpi)
        if kpi.aim:
            _draw_aim(canvas, row.below(place.height), kpi, messages)
    bottom = rows[-1].bottom if rows else inside.y + _head(picture)
    canvas.rule((inside.x, bottom), inside.width)
    if picture.stances:
        wide = max(_name_width(canvas.texts, one) for one in picture.stances)
        wide = min(NAME_MOST, max(NAME, wide))
        place = Rect(inside.x, bottom + 11, inside.width, inside.bottom - bottom)
        title = messages.say("table.stance_to_you")
        canvas.write((place.x, place.y + 8), title, "caps", "middle", room=place.width)
        for row, stance in zip(stance_rects(inside, picture), picture.stances, strict=True):
            _stance(canvas, row, stance, wide)


def draw_kpi(canvas: Canvas, row: Rect, kpi: Kpi) -> None:
    """Draw a number: its name, how it moved, its past."""
    canvas.rule((row.x, row.y), row.width)
    middle = row.middle[1] + 1
    text_room = row.width - SPARK - 8
    canvas.write((row.x, middle - 12), kpi.label, "note", "middle", room=text_room)
    x, y = row.x, middle + 11
    x += canvas.write((x, y), kpi.value, "number", room=text_room * 0.6) + 5
    moved = parts.change_width(canvas.texts, kpi.change)
    if kpi.unit:
        room = max(20.0, row.x + text_room - x - (moved + UNIT_GAP if moved else 0.0))
        x += canvas.write((x, y + 1), kpi.unit, "note", "low", room=room) + UNIT_GAP
    elif canvas.texts.width(kpi.scale, "note") <= row.x + text_room - x - UNIT_GAP - moved:
        x += canvas.write((x, y + 1), kpi.scale, "note", "low") + UNIT_GAP
    if kpi.change is not None:
        parts.change(canvas, (x, y + 1), kpi.change, row.x + text_room - x)
    spark = Rect(row.right - SPARK, row.y + 9, SPARK, row.height - 18)
    parts.spark(canvas, spark, kpi)


def _draw_aim(canvas: Canvas, place: Rect, kpi: Kpi, messages: Messages) -> None:
    """Draw how near a number is to its aim, and what that is."""
    y, ink = place.y + 6.0, STATES[kpi.state]
    canvas.disc((place.x + DOT, y), DOT, ink)
    x, said = place.x + 3 * DOT, messages.say(f"table.aim_{kpi.state}")
    x += canvas.write((x, y), said, "note_strong", ink, room=place.width * 0.4) + 10
    canvas.write((place.right, y), kpi.aim, "note", "high", align="right", room=place.right - x)


def _name_width(texts: Texts, stance: Stance) -> float:
    """Return how wide a name is, with the country of a firm where both have room."""
    name = texts.width(stance.name, "note")
    home = name + HOME_GAP + texts.width(stance.home, "note") if stance.home else name
    return home if home <= NAME_MOST else name


def _stance(canvas: Canvas, row: Rect, stance: Stance, wide: float) -> None:
    """Draw how one other stands to the seat, beside a name that takes so much room."""
    track = Rect(row.x + wide + 8, row.middle[1] - 2.5, row.width - wide - 8, 5)
    named = canvas.write((row.x, row.middle[1]), stance.name, "note", "high", room=wide)
    if stance.home and named + HOME_GAP + canvas.texts.width(stance.home, "note") <= wide:
        canvas.write((row.x + named + HOME_GAP, row.middle[1]), stance.home, "note", "low")
    canvas.box(track, "raised", radius=2.5)
    half = track.width / 2
    length = half * min(1.0, abs(stance.value))
    ink = canvas.theme.stance(2 if stance.value >= 0 else -2)
    start = track.middle[0] - (0.0 if stance.value >= 0 else length)
    if length > 1:
        canvas.box(Rect(start, track.y, length, track.height), ink, radius=1.5)
    canvas.rule((track.middle[0], track.y - 4), track.height + 8, "middle", upright=True)
