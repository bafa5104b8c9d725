"""Every widget in its states on one page, to look at and to keep a picture of."""

from realm.view.canvas import Canvas
from realm.view.input import Input
from realm.view.paint import parts
from realm.view.screens.base import Answer, Stage
from realm.view.shape import Rect
from realm.view.widgets.base import Widget
from realm.view.widgets.button import Button
from realm.view.widgets.dropdown import Dropdown
from realm.view.widgets.entry import Entry
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.segmented import Segmented
from realm.view.widgets.slider import Slider
from realm.view.widgets.table import Column, Table
from realm.view.widgets.tabs import Tabs
from realm.view.widgets.toast import Toast
from realm.view.widgets.ui import Ui

COLUMNS = (
    Column(title="SCENARIO", share=3),
    Column(title="SEATS", share=1, align="right"),
    Column(title="TURNS", share=1, align="right"),
)
ROWS = tuple((f"Scenario {i}", str(i % 5 + 2), str(8 + 2 * i)) for i in range(9))
CURBS = ("None", "Licence", "Quota", "Ban")


def widgets(page: Rect) -> list[Widget]:
    """One of each, two where a state needs it."""
    left = Rect(40, 40, 300, 28)
    right = Rect(400, 40, 360, 28)
    chips = left.moved(0, 44).columns(3, 8)
    return [
        Button(id="primary", rect=left.left(140), label="Primary", look="primary"),
        Button(id="plain", rect=left.end(140), label="Plain", hint="A hint explains."),
        Button(id="chip", rect=chips[0], label="Chip", look="chip", on_now=True),
        Button(id="dotted", rect=chips[1], label="Dotted", look="chip", dot=(245, 200, 76)),
        Button(id="refused", rect=chips[2], label="Refused", refusal="Not before turn 3."),
        Segmented(id="curb", rect=left.moved(0, 88), options=CURBS, chosen=1,
                  refusals=("", "", "", "A ban needs notice.")),
        Slider(id="price", rect=left.moved(0, 132), value=40, least=0, most=100, ghost=70,
               zone=(35, 60)),
        Slider(id="shut", rect=left.moved(0, 176), value=30, least=0, most=100, refusal="Spent."),
        Entry(id="name", rect=left.moved(0, 220), text="Delhi desk"),
        Entry(id="blank", rect=left.moved(0, 264), text="", blank="Name this game"),
        Tabs(id="tabs", rect=left.moved(0, 308), options=("ACTIONS", "TALKS", "HISTORY"), chosen=1),
        Table(id="rows", rect=Rect(400, 40, 360, 190), columns=COLUMNS, rows=ROWS, chosen=2),
        Dropdown(id="seat", rect=right.moved(0, 210), options=("India", "China", "Japan"),
                 chosen=1, page=page),
        Scroll(id="list", rect=Rect(400, 380, 360, 100), height=260),
    ]  # fmt: skip


class Gallery:
    """A screen of nothing but widgets."""

    def __init__(self) -> None:
        self.ui = Ui()

    def lay(self, stage: Stage) -> None:
        self.page = stage.page
        self.ui.lay(widgets(stage.page))

    def update(self, given: Input, now: float) -> Answer | None:
        self.ui.update(given)
        return None

    def moves(self, now: float) -> bool:
        return False

    def draw(self, canvas: Canvas, now: float) -> None:
        canvas.fill(self.page, "window")
        parts.card(canvas, Rect(20, 20, 340, 500))
        parts.card(canvas, Rect(380, 20, 400, 500))
        self.ui.draw(canvas)
        self.ui.draw_over(canvas, self.page)
        Toast("Saved; the match goes on where you left it.", since=0.0).draw(canvas, self.page)
