"""The pictures that are kept: a screen, a window's size, and what has happened in it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pygame
from tests.view.pictures import QUIET, TABLE
from tests.view.stage import Played

from realm.view.input import Pointer
from realm.view.messages import load_messages, pseudo
from realm.view.picture.table import TablePicture
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme

HALF = 2
"""Kept pictures are so many times smaller."""


def _point_at_flow(played: Played) -> None:
    x, y = played.screen.map.ribbons["china-germany-2"].spine[40]
    played.give(Pointer("move", (float(x), float(y))))


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
    clicks: tuple[str, ...] = ()
    then: Callable[[Played], object] = field(default=lambda _: None)

    def play(self, *, ground: bool = True) -> Played:
        """Bring the screen to where the picture is taken, and draw it, with the map or without."""
        messages = pseudo(load_messages()) if self.longer else load_messages()
        screen = TableScreen(self.picture, messages, load_theme())
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
    "table-why": Scene(then=lambda played: played.press("tab", "tab", "tab")),
}
