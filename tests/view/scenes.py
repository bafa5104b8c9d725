"""The pictures that are kept: a screen, a window's size, and what has happened in it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

import pygame
from tests.view.gallery import Gallery
from tests.view.pictures import QUIET, TABLE
from tests.view.stage import Played

from realm.play.session import Session
from realm.view.game import shelf
from realm.view.game.sitting import Sitting
from realm.view.input import Pointer
from realm.view.messages import Messages, load_messages, pseudo
from realm.view.picture import (
    of_briefing,
    of_help,
    of_kept,
    of_menu,
    of_saved,
    of_scenarios,
    of_title,
)
from realm.view.picture.of_cards import cards
from realm.view.picture.page import Block, Page
from realm.view.picture.table import TablePicture
from realm.view.screens.base import Screen
from realm.view.screens.cover import CoverScreen
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme

Make = Callable[[TablePicture, Messages], Screen]

SHARED: list[Sitting] = []
"""Games that scenes share; a test that looks at one leaves its own language behind."""
HALF = 2
"""Kept pictures are so many times smaller."""


def _point_at_flow(played: Played) -> None:
    x, y = played.screen.map.ribbons["china-germany-2"].spine[40]
    played.give(Pointer("move", (float(x), float(y))))


def _table(picture: TablePicture, messages: Messages) -> Screen:
    return TableScreen(picture, messages, load_theme())


def _type_a_price(played: Played) -> None:
    played.screen.ui.focus("price")
    played.type("47")
    played.give(Pointer("move", played.at("refused")))


@cache
def _sitting(scenario: str, seat: str) -> Sitting:
    """Play a turn, with an order and talks, and stop in the second."""
    folder = Path(tempfile.mkdtemp(prefix="realm-scenes-"))
    session = Session.begin(scenario, folder / "game.realm", seed=1, people=[seat])
    sitting = Sitting(session, (seat,), load_messages())
    sitting.set_card(_card(sitting, "export"), 2)
    sitting.picked = sitting.sight().tables[:1]
    sitting.begin_talks()
    sitting.end_turn()
    sitting.picked = sitting.sight().tables[:1]
    sitting.begin_talks()
    sitting.set_card(_card(sitting, "export"), 3)
    sitting.foresee()
    SHARED.append(sitting)
    return sitting


OFFERS = (
    {"volume": 1, "premium": 2, "years": 0},
    {"volume": 2, "premium": 1, "years": 1, "technology": 1, "plant": 1},
)
"""What India offers Japan in turn, for the talks that are shown."""
DRAFT = {"volume": 2, "premium": 1, "years": 2, "technology": 1, "tolling": 0, "plant": 0}
"""What it thinks of then: the price that it asked for, all else as Japan has it."""


@cache
def _answered() -> Sitting:
    """Play to the seventh turn, make offers that are answered, and think of another."""
    folder = Path(tempfile.mkdtemp(prefix="realm-scenes-"))
    session = Session.begin("june-2025", folder / "game.realm", seed=5, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    for _ in range(6):
        sitting.end_turn()
    sitting.picked = sitting.sight().tables[:1]
    sitting.begin_talks()
    for given in OFFERS:
        talk = sitting.table().negotiation
        form = {issue.id: issue.yours for issue in talk.issues}
        sitting.say(talk.id, "counter", form | given)
    think_of(sitting, DRAFT)
    sitting.set_card(_card(sitting, "export"), 2)
    SHARED.append(sitting)
    return sitting


def think_of(sitting: Sitting, draft: dict[str, int]) -> None:
    """Set the form of the talks that are shown."""
    talk = sitting.table().negotiation
    form = {issue.id: issue.yours for issue in talk.issues}
    sitting.draft(talk.id, form | draft, "premium")


def _card(sitting: Sitting, section: str) -> str:
    """Name the first card of a section of which something can be ordered."""
    found = cards(sitting.sight(), sitting.messages)
    return next((card.id for card in found if card.section == section and not card.refusal), "")


@cache
def _finished() -> Sitting:
    """Play a short game to its end, with an order now and then."""
    folder = Path(tempfile.mkdtemp(prefix="realm-scenes-"))
    session = Session.begin("june-2025", folder / "game.realm", seed=1, turns=5, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    for option in (2, 3, 0, 0, 0):
        if option:
            sitting.set_card(_card(sitting, "export"), option)
        sitting.end_turn()
    return sitting


def over(_: TablePicture, messages: Messages) -> Screen:
    """Make the page of a game that is over."""
    sitting = _finished()
    sitting.messages = messages
    return PageScreen(sitting.page("over"), messages, load_theme())


def film(_: TablePicture, messages: Messages) -> Screen:
    """Make the page on which turns are seen again, at the second."""
    sitting = _finished()
    sitting.messages = messages
    sitting._films.clear()
    sitting.see_again(2)
    return PageScreen(sitting.page("film"), messages, load_theme())


def page(
    name: str, scenario: str = "june-2025", seat: str = "india", *, answered: bool = False
) -> "Make":
    """Make a page of a game; of India's, once an offer has been answered."""

    def make(_: TablePicture, messages: Messages) -> Screen:
        sitting = _answered() if answered else _sitting(scenario, seat)
        sitting.messages = messages
        if not answered:  # tests that share it may have looked at other orders
            sitting.chosen = _card(sitting, "export")
            sitting.find = ""
        return PageScreen(sitting.page(name), messages, load_theme())

    return make


def promises(_: TablePicture, messages: Messages) -> Screen:
    """Make the page of what two people have promised each other."""
    folder = Path(tempfile.mkdtemp(prefix="realm-scenes-"))
    seats = ("aland", "cland")
    session = Session.begin("small-world", folder / "game.realm", seed=1, people=seats)
    sitting = Sitting(session, seats, messages)
    session.promise("aland", "cland", "No quota before spring, whatever the papers say.")
    session.promise("cland", "aland", "Then we buy nothing elsewhere.")
    shown = sitting.page("promises")
    session.close()
    return PageScreen(shown, messages, load_theme())


def known(name: str, seat: str) -> "Make":
    """Make the page of what is known of somebody."""

    def make(_: TablePicture, messages: Messages) -> Screen:
        sitting = _sitting("june-2025", seat)
        sitting.messages = messages
        sitting.look_up(name)
        return PageScreen(sitting.page("known"), messages, load_theme())

    return make


def price(_: TablePicture, messages: Messages) -> Screen:
    """Make the page of a price of India's game."""
    sitting = _answered()
    sitting.messages = messages
    sitting.follow_price("magnet")
    return PageScreen(sitting.page("price"), messages, load_theme())


def live(
    scenario: str, seat: str, *, answered: bool = False, draft: dict[str, int] = DRAFT
) -> "Make":
    """Make the table of a game; of India's, once an offer has been answered and with a draft."""

    def make(_: TablePicture, messages: Messages) -> Screen:
        sitting = _answered() if answered else _sitting(scenario, seat)
        sitting.messages = messages
        if answered:
            think_of(sitting, draft)
        return TableScreen(sitting.table(), messages, load_theme())

    return make


def menu(name: str) -> "Make":
    """Make a page that lies before a game."""

    def made(messages: Messages) -> Page:
        nouns = [(one, shelf.scenario(one)) for one in ("june-2025", "small-world")]
        match name:
            case "scenarios":
                return of_scenarios.scenarios_page(messages, nouns, "june-2025")
            case "seats":
                return of_briefing.seats_page(messages, nouns[0][1], "india", ("india", "japan"))
            case "settings":
                texts = ["100 %", "115 %", "130 %", "150 %", "200 %"]
                return of_menu.settings_page(messages, text=0, texts=texts, full=False, tour=True)
            case "help":
                return of_help.help_page(messages)
            case "help-goods":
                return of_help.help_page(messages, nouns[0][1])
            case "pause":
                return of_menu.pause_page(messages, where="Government of India")
            case "kept":
                place = "/home/ana/.local/share/realm/exports/june-2025-2026-03-01-101500-india"
                return of_kept.kept_page(PurePosixPath(place), messages)
            case "curtain":
                return of_menu.curtain_page(messages, "Government of India")
            case "load":
                return of_saved.load_page(messages, [SAVED, OLDER], "a", _state(messages))
        return of_title.title_page(messages, SAVED, of_scenarios.preview(nouns[0][1]))

    make = CoverScreen if name == "title" else PageScreen
    return lambda _, messages: make(made(messages), messages, load_theme())


def _state(messages: Messages) -> tuple[Block, ...]:
    sitting = _sitting("june-2025", "india")
    return of_saved.state_of(sitting.session.match, ("india",), messages)


OLDER = of_title.Saved("b", "Small world", "Government of A", 8, 8, "2026-11-20 09:30")
SAVED = of_title.Saved(
    "a", "Rare earths since 2025", "Government of India", 3, 16, "2026-11-22 14:05"
)


def _leave(played: Played) -> None:
    played.give(Pointer("leave", (-1.0, -1.0)))


@dataclass(frozen=True)
class Scene:
    """One picture."""

    size: tuple[int, int] = (1440, 900)
    text: float = 1.0
    longer: bool = False
    """Whether every text is 40 % longer."""
    contrast: bool = False
    picture: TablePicture = TABLE
    make: Callable[[TablePicture, Messages], Screen] = _table
    clicks: tuple[str, ...] = ()
    then: Callable[[Played], object] = field(default=lambda _: None)

    def play(self, *, ground: bool = True) -> Played:
        """Bring the screen to where the picture is taken, and draw it, with the map or without."""
        messages = pseudo(load_messages()) if self.longer else load_messages()
        screen = self.make(self.picture, messages)
        played = Played(
            screen, self.size, text=self.text, messages=messages, contrast=self.contrast
        )
        for name in self.clicks:
            played.click(name)
        self.then(played)
        if ground:
            played.draw(now=1.0)
        else:
            screen.draw(played.canvas, 1.0)
        return played

    def taken(self) -> pygame.Surface:
        """Return the picture as it is kept."""
        whole = self.play().canvas.surface
        return pygame.transform.smoothscale(whole, [side // HALF for side in self.size])


SHEET = ("place:china",)
MENUS = ("title", "scenarios", "seats", "load", "settings", "help", "pause", "kept", "curtain")
PAGES = ("turn", "actions", "talks", "over")
SCENES = {
    "table-1280": Scene((1280, 800), clicks=SHEET, then=_leave),
    "table-1440": Scene((1440, 900), clicks=SHEET, then=_leave),
    "table-1920": Scene((1920, 1080), clicks=SHEET, then=_leave),
    "table-1024": Scene((1024, 768), clicks=SHEET, then=_leave),
    "table-large-text": Scene(text=1.5),
    "table-longer": Scene((1280, 800), longer=True, clicks=SHEET, then=_leave),
    "table-flow": Scene(then=_point_at_flow),
    "table-east-asia": Scene(clicks=("map:view:east_asia", "map:filter:2"), then=_leave),
    "table-end-turn": Scene(clicks=("end_turn",)),
    "table-quiet": Scene((1280, 800), picture=QUIET),
    "widgets": Scene((960, 600), make=lambda *_: Gallery(), clicks=("seat",), then=_type_a_price),
    "table-why": Scene(then=lambda played: played.press("tab", "tab", "tab")),
    **{name: Scene((1280, 800), make=menu(name)) for name in MENUS},
    **{name: Scene((1280, 800), make=page(name, answered=name == "talks")) for name in PAGES},
    "over": Scene((1280, 800), make=over),
    "score": Scene((1280, 800), make=page("score", answered=True)),
    "price": Scene((1280, 800), make=price),
    "help-goods": Scene((1280, 800), make=menu("help-goods")),
    "settings-contrast": Scene((1280, 800), make=menu("settings"), contrast=True),
    "help-double": Scene((1280, 800), make=menu("help"), text=2.0),
    "whom": Scene((1280, 800), make=page("whom", "june-2025", "toyota_tsusho")),
    "known-firm": Scene((1280, 800), make=known("irel", "india")),
    "known-country": Scene((1280, 800), make=known("japan", "india")),
    "film": Scene((1280, 800), make=film),
    "promises": Scene((1280, 800), make=promises),
    "table-live": Scene((1440, 900), make=live("june-2025", "india", answered=True)),
}
