"""Paint the top bar: where one is, which turn it is, prices."""

import itertools

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Price, TopBar
from realm.view.shape import Rect
from realm.view.text import Texts

TURN_LEAST, TURN_MOST, TURN_DOT = 150.0, 200.0, 10.0
"""Width of what tells the turn, and of the dot of one turn."""
CHANGE, SIDE = 22.0, 9.0
"""Room between a price and the words of its change, and of the side the seat is on."""
MARKS, APART, TIGHT = 40.0, 28.0, 18.0
"""Room of the sign before the title, and between the parts of the bar, wide and narrow."""
MOST = 3
"""How many prices are shown at most; the title makes room for so many."""
TITLE_MOST = 420.0
PRICE_GAP, PRICE_SPARE, UNIT_GAP = 24.0, 110.0, 7.0
"""Least room between prices, the most that one gets beyond what it needs, and room before units."""


def split(
    bar: Rect, picture: TopBar, texts: Texts, *, button: float, menu: float, hand: float = 0.0
) -> dict[str, Rect]:
    """Return the places in the bar: title, turn, each price by its id, clock, buttons.

    Prices are as wide as they need, in the order of the picture; the first by rank have room
    first. Where few fit, they stand nearer, and if that does not help, the title stays away.

    Args:
        bar: the whole of it.
        picture: what it tells.
        texts: measures texts.
        button: width of the button that ends the turn.
        menu: that of the one for the menu.
        hand: that of the one that lets another person go on.
    """
    ends = Rect(bar.right - 16 - button, bar.y + 12, button, 32)
    clock_width = 70.0 if picture.clock else 0.0
    menus = Rect(ends.x - menu - 8, bar.y + 14, menu, 28)
    hands = Rect(menus.x - hand - 4, menus.y, hand, menus.height)
    clock = Rect(hands.x - clock_width - 8, bar.y, clock_width, bar.height)
    wide = max(texts.width(picture.title, "h1"), texts.width(picture.where, "note"))
    turn_width = min(TURN_MOST, max(TURN_LEAST, TURN_DOT * picture.turns))
    places = {"button": ends, "menu": menus, "hand": hands, "clock": clock}
    end = clock.x - 12
    whole = min(wide, TITLE_MOST)
    for words, apart in ((whole, APART), (whole, TIGHT), (0.0, TIGHT)):
        title = Rect(bar.x + 16, bar.y, MARKS + words, bar.height)
        turn = Rect(title.right + (apart if words else 0.0), bar.y, turn_width, bar.height)
        x = turn.right + apart
        shown = _fitting(picture, texts, end - x)
        if len(shown) >= min(MOST, len(picture.prices)):
            break
    places |= {"turn": turn, "title": title}
    taken = sum(need + PRICE_GAP for _, need in shown) - PRICE_GAP
    spare = min(PRICE_SPARE, (end - x - taken) / max(1, len(shown)))
    for name, need in shown:
        places[name] = Rect(x, bar.y, need + spare, bar.height)
        x += need + spare + PRICE_GAP
    return places


def _fitting(picture: TopBar, texts: Texts, room: float) -> list[tuple[str, float]]:
    """Choose the prices that fit, each with the width that it needs; the first by rank come first.

    They have room for the side that the seat is on where that costs no price its place.
    """
    chosen = sorted(picture.prices, key=lambda price: price.rank)[:MOST]
    for sides in (True, False):
        needs = [_need(price, texts, price.side if sides else "") for price in chosen]
        starts = itertools.accumulate((need + PRICE_GAP for need in needs), initial=0.0)
        fits = [start + need <= room for start, need in zip(starts, needs, strict=False)]
        if all(fits):
            break
    count = fits.index(False) if False in fits else len(fits)
    found = {price.id: need for price, need in zip(chosen[:count], needs, strict=False)}
    return [(price.id, found[price.id]) for price in picture.prices if price.id in found]


def _need(price: Price, texts: Texts, side: str = "") -> float:
    """Return how wide a price is at least, with words on the side the seat is on or without."""
    wide = texts.width(price.value, "h2")
    if price.change is not None:
        wide += CHANGE + texts.width(price.change.text, "note_strong")
    elif price.steady:
        wide += SIDE + texts.width(price.steady, "note_strong")
    wide += SIDE + texts.width(side, "note") if side else 0.0
    label = texts.width(price.label, "note") + UNIT_GAP + texts.width(price.unit, "note")
    return max(label, wide)


def draw(
    canvas: Canvas, bar: Rect, places: dict[str, Rect], picture: TopBar, messages: Messages
) -> None:
    """Draw the bar."""
    canvas.fill(bar, "panel")
    canvas.rule((bar.x, bar.bottom - 1), bar.width)
    title, middle = places["title"], bar.middle[1]
    for i in range(3):
        canvas.disc((title.x + 8 + 9.5 * i, middle), 3.4, canvas.theme.flow(i))
    x = title.x + MARKS
    up = 9.0 if picture.where else 0.0
    if title.right > x:
        canvas.write((x, middle - up), picture.title, "h1", room=title.right - x)
        canvas.write((x, middle + 10.0), picture.where, "note", "low", room=title.right - x)
    _turn(canvas, places["turn"], picture, messages)
    shown = [price for price in picture.prices if price.id in places]
    sides = all(_need(one, canvas.texts, one.side) <= places[one.id].width for one in shown)
    for price in shown:
        _price(canvas, places[price.id], price, side=sides)
    if picture.clock:
        clock = places["clock"]
        canvas.write((clock.right, middle), picture.clock, "number", align="right", room=70)


def _turn(canvas: Canvas, place: Rect, picture: TopBar, messages: Messages) -> None:
    y = place.y + 20
    told = messages.say("table.turn", turn=picture.turn, turns=picture.turns)
    room = place.width - 70
    wide = canvas.write((place.x, y), told, "caps", "middle", room=room)
    canvas.write((place.x + wide + 12, y), picture.date, "caps", "high", room=58)
    each = min(TURN_DOT, place.width / max(1, picture.turns))
    for i in range(picture.turns):
        done, now = i + 1 < picture.turn, i + 1 == picture.turn
        ink = "white" if now else "accent" if done else "line"
        canvas.box(Rect(place.x + i * each, y + 13, each - 2.5, 4.5), ink, radius=2.2)


def _price(canvas: Canvas, place: Rect, price: Price, *, side: bool) -> None:
    y = place.y + 20
    wide = canvas.write((place.x, y), price.label, "note", "middle", room=place.width)
    canvas.write((place.x + wide + UNIT_GAP, y), price.unit, "note", "low")
    x = place.x + canvas.write((place.x, y + 18), price.value, "h2", room=place.width)
    if price.change is not None:
        x += CHANGE - 12
        parts.change(canvas, (x, y + 18), price.change, place.right - x)
        x += 12 + canvas.texts.width(price.change.text, "note_strong")
    elif price.steady:
        x += SIDE + canvas.write((x + SIDE, y + 18), price.steady, "note_strong", "low")
    if side and price.side:
        canvas.write((x + SIDE, y + 18), price.side, "note", "low")
