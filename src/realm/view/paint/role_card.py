"""Paint the role card: who the player is, the numbers that count, and who stands how."""

from dataclasses import replace

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Kpi, RoleCard, Stance
from realm.view.picture.words import capital
from realm.view.shape import Rect
from realm.view.text import SQUEEZE, Texts

HEAD, BADGE, LINE = 52.0, 40.0, 16.0
"""Height of the head with one line under the name, of its badge, and of a further line."""
KPI, AIMED, KPI_MOST = 51.0, 64.0, 76.0
"""Least height of a number's row, that of one of those that tell aims, and the greatest."""
STANCES_HEAD = 41.0
STANCE, STANCE_EASY, STANCE_MOST = 22.0, 25.0, 28.0
"""Least and greatest height of a stance's row, and that from which numbers take more room."""
GROUP = 22.0
"""Room between states and firms, in which those are called firms and a line runs on."""
AIM, CHECK = 21.0, 15.0
"""How much taller rows are with aims under the numbers, and the room of the hook of one met."""
BETWEEN = 9.0
"""Least room between the name of a number and its aim."""
FOOT, BELOW = 10.0, 7.0
"""Room under the scale of a number, and further room under the last one."""
BESIDE, JOINT = 52.0, " · "
"""Where what stands beside the badge begins, and what joins it to one line."""
TITLE = 24.0
"""Height of the heading over numbers that tell aims."""
KEY = 21.0
"""Room of the green dash before the turn by which numbers shall be in the green."""
SPARK = 94.0
UNIT_GAP = 9.0
"""Room between a unit and how the number moved."""
NAME, NAME_MOST = 88.0, 152.0
"""Least and greatest room of a name."""
HOME_GAP = 6.0
"""Room between the name of a firm and its country."""
LEAST_STANCES = 3
"""Stances that are shown even where one has to scroll for them."""


def told(picture: RoleCard, texts: Texts, width: float) -> tuple[RoleCard, bool]:
    """Return it with texts as they have room, and whether aims stand under the numbers.

    All stand beside the names of their numbers, in words or else in signs; where one has no room
    there, all stand under the numbers, again in words or else in signs. Numbers are called by more
    words where all of those have room beside the aims.
    """
    picture = replace(picture, trade=_lines(picture.trade, texts, width - BESIDE))
    signs = tuple(replace(kpi, aim=kpi.aim_short or kpi.aim) for kpi in picture.kpis)
    short = replace(picture, kpis=signs)
    called = tuple(replace(kpi, label=kpi.label_long or kpi.label) for kpi in picture.kpis)
    for card in (replace(picture, kpis=called), picture, short):
        if all(_beside(kpi, texts) <= width for kpi in card.kpis if kpi.aim):
            return card, False
    fits = all(_aim_width(kpi, texts) <= width for kpi in picture.kpis)
    return (picture if fits else short), True


def _lines(trade: tuple[str, ...], texts: Texts, room: float) -> tuple[str, ...]:
    """Join what a seat trades to one line where that has room."""
    if texts.width(JOINT.join(trade), "note") <= room:
        trade = (JOINT.join(trade),) if trade else ()
    return tuple(capital(line) for line in trade)


def _beside(kpi: Kpi, texts: Texts) -> float:
    """Return how wide the name of a number and its aim beside it are."""
    return SQUEEZE * texts.width(kpi.label, "note") + BETWEEN + _aim_width(kpi, texts)


def _aim_width(kpi: Kpi, texts: Texts) -> float:
    """Return how wide it is to tell an aim, and that it is met."""
    return texts.width(kpi.aim, "note") + (CHECK if kpi.state == "met" else 0.0)


def height(picture: RoleCard, *, under: bool) -> float:
    """Return how tall the card's content is; whether aims stand `under` the numbers."""
    return _head(picture) + _row(picture, under=under) * len(picture.kpis) + _stances(picture)


def _stances(picture: RoleCard) -> float:
    """Return the least height of stances and their heading."""
    apart = GROUP * (len(picture.groups) - 1)
    return STANCES_HEAD + STANCE * len(picture.stances) + apart if picture.stances else 0.0


def fitted(picture: RoleCard, room: float, *, under: bool) -> RoleCard:
    """Return it with no more stances than there is room for: players, then the strongest ones."""
    if height(picture, under=under) <= room:
        return picture
    spare = room - height(replace(picture, stances=()), under=under) - STANCES_HEAD - GROUP
    most = max(LEAST_STANCES, int(spare // STANCE))
    weight = sorted(picture.stances, key=lambda stance: (not stance.plays, -abs(stance.value)))
    loudest = weight[:most]
    return replace(picture, stances=tuple(s for s in picture.stances if s in loudest))


def kpi_rects(inside: Rect, picture: RoleCard, *, under: bool) -> list[Rect]:
    """Return the row of each number; they share what room is left over by stances at ease."""
    eased = (STANCE_EASY - STANCE) * len(picture.stances)
    spare = max(0.0, inside.height - height(picture, under=under) - eased)
    row = _row(picture, under=under) + spare / max(1, len(picture.kpis))
    most = KPI_MOST + (AIM if under else 0.0)
    return inside.below(_head(picture)).rows(min(most, row), len(picture.kpis))


def _head(picture: RoleCard) -> float:
    """Return how far down the numbers begin."""
    lines = LINE * max(0, len(picture.trade) - 1)
    return HEAD + lines + (TITLE if picture.until else 0.0)


def _row(picture: RoleCard, *, under: bool) -> float:
    """Return the least height of a number's row."""
    return (AIMED if _aimed(picture) else KPI) + (AIM if under else 0.0)


def _aimed(picture: RoleCard) -> bool:
    """Tell whether numbers of the card tell aims."""
    return any(kpi.aim for kpi in picture.kpis)


def stance_rects(inside: Rect, picture: RoleCard, *, under: bool) -> list[Rect]:
    """Return the row of each stance, states and firms apart; they share what the numbers left."""
    rows = kpi_rects(inside, picture, under=under)
    y = (rows[-1].bottom if rows else inside.y + _head(picture)) + STANCES_HEAD - 1
    apart = GROUP * (len(picture.groups) - 1)
    each = (inside.bottom - y - apart) / max(1, len(picture.stances))
    each = min(STANCE_MOST, max(STANCE, each))
    found: list[Rect] = []
    for group in picture.groups:
        found += Rect(inside.x, y, inside.width, 0.0).rows(each, len(group))
        y += each * len(group) + GROUP
    return found


def draw(
    canvas: Canvas, inside: Rect, picture: RoleCard, messages: Messages, *, under: bool
) -> None:
    """Draw the card's content; whether aims stand `under` the numbers."""
    badge = Rect(inside.x, inside.y, BADGE, BADGE)
    canvas.box(badge, "raised", "line_strong", radius=8)
    canvas.write(badge.middle, picture.badge, "h2", "accent", align="middle", room=34)
    room = inside.width - BESIDE
    x, y = inside.x + BESIDE, inside.y + 11
    canvas.write((x, y), picture.name, "h1", room=room)
    for i, line in enumerate(picture.trade or (picture.what,)):
        canvas.write((x, y + 20 + LINE * i), line, "note", "middle", room=room)
    if picture.until:
        _head_of_aims(
            canvas, inside.below(_head(picture) - TITLE - 4.0).top(TITLE), picture, messages
        )
    rows = kpi_rects(inside, picture, under=under)
    aimed = _aimed(picture)
    for row, kpi in zip(rows, picture.kpis, strict=True):
        if not aimed:
            draw_kpi(canvas, row, kpi)
        else:
            _draw_aimed(canvas, row.top(row.height - FOOT), kpi, under=under)
    bottom = rows[-1].bottom if rows else inside.y + _head(picture)
    canvas.rule((inside.x, bottom + (BELOW if aimed else 0.0)), inside.width)
    if picture.stances:
        _draw_stances(canvas, inside, bottom, picture, messages, under=under)


def _head_of_aims(canvas: Canvas, head: Rect, picture: RoleCard, messages: Messages) -> None:
    """Draw the heading over numbers that tell aims: what green is, and by when it is to be met."""
    said, until = messages.say("table.objectives"), messages.say("table.aim_by", when=picture.until)
    if canvas.texts.width(said, "caps") + KEY + 8 + canvas.texts.width(until, "note") > head.width:
        until = picture.until
    wide = canvas.texts.width(until, "note") + KEY + 8
    canvas.write((head.x, head.middle[1]), said, "caps", "middle", room=head.width - wide)
    canvas.write((head.right, head.middle[1]), until, "note", "low", align="right")
    key = Rect(head.right - wide + 8, head.middle[1] - parts.TRACK / 2, KEY - 7, parts.TRACK)
    canvas.box(key, "good", radius=parts.TRACK / 2)


def _draw_stances(
    canvas: Canvas, inside: Rect, top: float, picture: RoleCard, messages: Messages, *, under: bool
) -> None:
    """Draw how others stand to the seat, states and then firms, from `top` on."""
    wide = max(_name_width(canvas.texts, one) for one in picture.stances)
    wide = min(NAME_MOST, max(NAME, wide))
    title = messages.say("table.stance_to_you")
    canvas.write((inside.x, top + 26), title, "caps", "middle", room=inside.width)
    places = stance_rects(inside, picture, under=under)
    shown = [stance for group in picture.groups for stance in group]
    first = len(picture.groups[0])
    if first < len(places):
        _called_firms(canvas, places[first], messages)
    for row, stance in zip(places, shown, strict=True):
        _stance(canvas, row, stance, wide)


def _called_firms(canvas: Canvas, first: Rect, messages: Messages) -> None:
    """Say over the first of several rows that those are firms, with a line from there on."""
    y = first.y - GROUP / 2
    said = messages.say("table.stances_firms")
    wide = canvas.write((first.x, y), said, "note", "low", room=first.width) + BETWEEN
    canvas.rule((first.x + wide, y), first.width - wide)


def _draw_aimed(canvas: Canvas, place: Rect, kpi: Kpi, *, under: bool) -> None:
    """Draw a number, its aim under it or beside its name, and the scale of both."""
    if under:
        number = place.top(place.height - AIM)
        draw_kpi(canvas, number, kpi, ruled=False)
        _draw_aim(canvas, place.right, number.bottom + 6.0, kpi, place.width)
    else:
        draw_kpi(canvas, place, kpi, beside=_aim_width(kpi, canvas.texts), ruled=False)
        _draw_aim(canvas, place.right, place.middle[1] - 11, kpi, place.width)
    if kpi.gauge is not None:
        parts.gauge(canvas, place.foot(parts.TRACK), kpi.gauge)


def draw_kpi(
    canvas: Canvas, row: Rect, kpi: Kpi, *, beside: float | None = None, ruled: bool = True
) -> None:
    """Draw a number, a line over it: its name, how it moved, its past.

    Where so much of the line of its name is kept `beside` it, its past stands under that.
    """
    if ruled:
        canvas.rule((row.x, row.y), row.width)
    middle = row.middle[1] + 1
    text_room = row.width - SPARK - 8
    room = row.width - beside - BETWEEN if beside else text_room
    canvas.write((row.x, middle - 12), kpi.label, "note", "middle", room=room)
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
    top = row.y + 9 if beside is None else middle - 1
    spark = Rect(row.right - SPARK, top, SPARK, row.bottom - 9 - top)
    parts.spark(canvas, spark, kpi)


def _draw_aim(canvas: Canvas, right: float, y: float, kpi: Kpi, room: float) -> None:
    """Draw what a number's aim is, up to the right, with a hook before it where it is met."""
    met = kpi.state == "met"
    room -= CHECK if met else 0.0
    ink = "good" if met else "middle"
    wide = canvas.write((right, y), kpi.aim, "note", ink, align="right", room=room)
    if met:
        canvas.check((right - wide - CHECK / 2 - 2.0, y), ink)


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
