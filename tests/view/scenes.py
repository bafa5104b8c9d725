"""The pictures that are kept: a screen, a window's size, and what has happened in it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pygame
from tests.view.gallery import Gallery
from tests.view.pictures import QUIET, TABLE
from tests.view.stage import Played

from realm.view.input import Pointer
from realm.view.messages import Messages, load_messages, pseudo
from realm.view.picture.table import TablePicture
from realm.view.screens.base import Screen
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme

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


def _leave(played: Played) -> None:
    played.give(Pointer("leave", (-1.0, -1.0)))


@dataclass(frozen=True)
class Scene:
    """One picture."""

    size: tuple[int, int] = (1440, 900)
    text: float = 1.0
    longer: bool = False
    """Whether every text is 40 % longer."""
    picture: TablePicture = TABLE
    make: Callable[[TablePicture, Messages], Screen] = _table
    clicks: tuple[str, ...] = ()
    then: Callable[[Played], object] = field(default=lambda _: None)

    def play(self, *, ground: bool = True) -> Played:
        """Bring the screen to where the picture is taken, and draw it, with the map or without."""
        messages = pseudo(load_messages()) if self.longer else load_messages()
        screen = self.make(self.picture, messages)
        played = Played(screen, self.size, text=self.text, messages=messages)
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
}
