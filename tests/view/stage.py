"""A window without a window: a screen on a surface of some size."""

import math
import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer, Typed
from realm.view.messages import Messages, load_messages
from realm.view.scale import Scale
from realm.view.screens import map_paint
from realm.view.screens.base import Answer, Screen, Stage
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.shape import Point
from realm.view.text import Texts
from realm.view.theme import load_theme

PATIENCE = 3000
"""Frames after which a map that is not painted is an error."""


class Played:
    """A screen under test: point and type by name, look at what it draws."""

    def __init__(
        self,
        screen: Screen,
        size: tuple[int, int] = (1440, 900),
        *,
        text: float = 1.0,
        messages: Messages | None = None,
        contrast: bool = False,
    ) -> None:
        scale = Scale(size, text)
        theme = load_theme(contrast=contrast)
        texts = Texts(theme, scale.factor)
        self.screen = screen
        self.stage = Stage(scale.page, texts, theme, messages or load_messages())
        self.canvas = Canvas(pygame.Surface(size), theme, texts)
        self.answers: list[Answer] = []
        screen.lay(self.stage)
        self.bend()

    def bend(self) -> None:
        """Lay out at once all of the map, as a window does little by little."""
        while isinstance(self.screen, TableScreen) and self.screen.map.waits:
            self.screen.map.bends.work(math.inf)
            if not self.screen.goes_on():
                self.screen.lay(self.stage)

    def draw(self, now: float = 0.0) -> pygame.Surface:
        """Draw until nothing is left to be painted, with the map where it goes."""
        if isinstance(self.screen, TableScreen):
            self.screen.map.travel = None
        self.screen.draw(self.canvas, now)
        for _ in range(PATIENCE):
            if self.ready:
                return self.canvas.surface
            self.screen.draw(self.canvas, now)
        raise AssertionError("a map that is never painted")

    @property
    def ready(self) -> bool:
        """Whether every map is painted as it shall be seen."""
        if isinstance(self.screen, PageScreen):
            return all(film.ready for film in self.screen._films)
        return not isinstance(self.screen, TableScreen) or map_paint.ready(self.screen.map)

    def give(self, *inputs: Input) -> Answer | None:
        """Give inputs; return the last answer."""
        answer = None
        for given in inputs:
            found = self.screen.update(given, 0.0)
            answer = found or answer
            self.bend()
        if answer is not None:
            self.answers.append(answer)
        return answer

    def at(self, name: str) -> Point:
        return self.screen.ui.rects[name].middle

    def click(self, name: str) -> Answer | None:
        return self.click_at(self.at(name))

    def click_at(self, at: Point) -> Answer | None:
        return self.give(Pointer("move", at), Pointer("down", at), Pointer("up", at))

    def press(self, *names: str, shift: bool = False) -> Answer | None:
        return self.give(*(Key(name, shift=shift) for name in names))

    def type(self, text: str) -> Answer | None:
        return self.give(*(Typed(letter) for letter in text))
