"""Paint the top bar: where one is, which turn it is, prices."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.table import Price, TopBar
from realm.view.shape import Rect

TURN_WIDTH = 200.0
PRICE_WIDTH = 168.0


def split(
    bar: Rect, picture: TopBar, button_width: float, menu_width: float, hand_width: float = 0.0
) -> dict[str, Rect]:
    """Return the places in the bar: title, turn, each price by its id, clock, buttons."""
    button = Rect(bar.right - 16 - button_width, bar.y + 12, button_width, 32)
    clock_width = 70.0 if picture.clock else 0.0
    menu = Rect(button.x - menu_width - 8, bar.y + 14, menu_width, 28)
    hand = Rect(menu.x - hand_width - 4, menu.y, hand_width, menu.height)
    clock = Rect(hand.x - clock_width - 8, bar.y, clock_width, bar.height)
    left = bar.x + 16 + (416.0 if bar.width >= 1300 else 230.0)
    turn = Rect(left, bar.y, TURN_WIDTH, bar.height)
    places = {"button": button, "menu": menu, "hand": hand, "clock": clock, "turn": turn}
    places["title"] = Rect(bar.x + 16, bar.y, left - bar.x - 40, bar.height)
    start, end = turn.right + 44, clock.x - 12
    fitting = int((end - start) // 150.0)
    shown = picture.prices[:fitting]
    if shown:
        each = min(PRICE_WIDTH + 30, (end - start) / len(shown))
        for i, price in enumerate(shown):
            places[price.id] = Rect(start + i * each, bar.y, each - 18, bar.height)
    return places


def draw(
    canvas: Canvas, bar: Rect, places: dict[str, Rect], picture: TopBar, messages: Messages
) -> None:
    """Draw the bar."""
    canvas.fill(bar, "panel")
    canvas.rule((bar.x, bar.bottom - 1), bar.width)
    title, middle = places["title"], bar.middle[1]
    for i in range(3):
        canvas.disc((title.x + 8 + 9.5 * i, middle), 3.4, canvas.theme.flow(i))
    x = title.x + 40
    x += canvas.write((x, middle), picture.title, "h1", room=title.right - x) + 18
    if canvas.texts.width(picture.where, "note") <= title.right - x:
        canvas.write((x, middle + 0.5), picture.where, "note", "low")
    _turn(canvas, places["turn"], picture, messages)
    for price in picture.prices:
        if price.id in places:
            _price(canvas, places[price.id], price)
    if picture.clock:
        clock = places["clock"]
        canvas.write((clock.right, middle), picture.clock, "number", align="right", room=70)


def _turn(canvas: Canvas, place: Rect, picture: TopBar, messages: Messages) -> None:
    y = place.y + 20
    told = messages.say("table.turn", turn=picture.turn, turns=picture.turns)
    room = place.width - 70
    wide = canvas.write((place.x, y), told, "caps", "middle", room=room)
    canvas.write((place.x + wide + 12, y), picture.date, "caps", "high", room=58)
    each = min(10.0, place.width / max(1, picture.turns))
    for i in range(picture.turns):
        done, now = i + 1 < picture.turn, i + 1 == picture.turn
        ink = "white" if now else "accent" if done else "line"
        canvas.box(Rect(place.x + i * each, y + 13, each - 2.5, 4.5), ink, radius=2.2)


def _price(canvas: Canvas, place: Rect, price: Price) -> None:
    y = place.y + 20
    wide = canvas.write((place.x, y), price.label, "note", "middle", room=place.width)
    if wide + 7 + canvas.texts.width(price.unit, "note") <= place.width:
        canvas.write((place.x + wide + 7, y), price.unit, "note", "low")
    wide = canvas.write((place.x, y + 18), price.value, "h2", room=place.width * 0.55)
    if price.change is not None:
        at = place.x + wide + 10, y + 18
        parts.change(canvas, at, price.change, place.right - at[0])
        x = at[0] + 12 + canvas.texts.width(price.change.text, "note_strong") + 9
        if x + canvas.texts.width(price.side, "note") <= place.right:
            canvas.write((x, y + 18), price.side, "note", "low")
