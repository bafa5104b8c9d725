"""A bot at a window without a screen: it posts events and reads nothing but what is laid out."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from realm.view.app import App
from realm.view.game.host import Game
from realm.view.game.menus import Terms
from realm.view.messages import load_messages
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme
from realm.view.widgets.base import Widget
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.segmented import Segmented
from realm.view.window import Window

PATIENCE = 4000
"""Rounds of the loop after which work that does not end is an error."""
NEVER = ("quit", "settings", "full", "leave_match", "show")
"""What a random bot keeps its hands off: it would leave, change the window, or open another."""


@dataclass
class Clock:
    """A time that goes on by a tenth of a second a look, so that nothing waits for the real one."""

    now: float = 0.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


@dataclass
class Bot:
    """A window with a game in it, and hands that post events."""

    folder: Path
    size: tuple[int, int] = (1280, 800)
    terms: Terms = field(default_factory=Terms)
    tour: bool = False

    def __post_init__(self) -> None:
        self.messages = load_messages()
        kept = self.folder / "window.json"
        kept.write_text('{"tour": %s}' % ("true" if self.tour else "false"), encoding="utf-8")
        theme = load_theme()
        self.game = Game(
            self.messages, theme, folder=self.folder / "matches", kept=kept, terms=self.terms
        )
        window = Window(self.messages, self.size)
        window.surface = pygame.display.set_mode(self.size)
        self.app = App(window, theme, self.messages, self.game, clock=Clock())
        self.app._patience = lambda _: 0.0  # type: ignore[method-assign]

    def open(self) -> "Bot":
        """Show the title."""
        self.app.screens.append(self.game.menus.title(self.app))
        self.app._fit()
        return self.settle()

    def close(self) -> None:
        """Close the window; what is saved stays."""
        if self.game.sitting is not None:
            self.settle()
            self.game.sitting.close()
        self.app.jobs.close()

    @property
    def screen(self) -> PageScreen | TableScreen:
        """The screen on top."""
        found = self.app.screens[-1]
        assert isinstance(found, PageScreen | TableScreen)
        return found

    @property
    def where(self) -> str:
        """Which screen that is."""
        return self.screen.page.name if isinstance(self.screen, PageScreen) else "table"

    def settle(self) -> "Bot":
        """Go round the loop until no work is under way."""
        for _ in range(PATIENCE):
            self.app.turn()
            if self.at_rest:
                self.app.turn()
                if self.at_rest:
                    return self
            pygame.time.wait(2)
        raise AssertionError(f"work that does not end on {self.where}")

    @property
    def at_rest(self) -> bool:
        """Whether no work is under way, and the whole screen is drawn."""
        return not (self.app.jobs.busy or self.app._stale)

    def usable(self) -> list[Widget]:
        """Widgets that can be used now, and are seen."""
        ui = self.screen.ui
        top = max((widget.layer for widget in ui.widgets), default=0)
        return [
            widget
            for widget in ui.widgets
            if widget.layer == top and widget.enabled and widget.stops
            and not isinstance(widget, Scroll)
            and widget.seen.width > 4 and widget.seen.height > 4
        ]  # fmt: skip

    def click(self, name: str) -> "Bot":
        """Click a widget by its name, scrolled to first."""
        self.show(name)
        return self.click_at(self.screen.ui.rects[name].middle)

    def show(self, name: str) -> None:
        """Scroll to a widget that can be used."""
        ui = self.screen.ui
        assert name in ui.rects, f"{name!r} is not on {self.where}: {sorted(ui.rects)}"
        widget = ui.get(name)
        assert widget is not None
        assert widget.enabled, f"{name!r} is refused: {widget.refusal}"
        if widget.seen.height < widget.rect.height or widget.seen.width < widget.rect.width:
            ui._reveal(name)
            self.screen.lay(self.app._stage)

    def move_to(self, at: tuple[float, float]) -> tuple[int, int]:
        """Move the mouse to a point of the window; return it in pixels."""
        factor = self.app._stage.texts.factor
        pixels = round(at[0] * factor), round(at[1] * factor)
        moved = {"pos": pixels, "rel": (0, 0), "buttons": (0, 0, 0)}
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, moved))
        self.settle()
        return pixels

    def choose(self, name: str, option: int) -> "Bot":
        """Click one of the options of a segmented control."""
        self.show(name)
        return self.click_at(self.cell(name, option))

    def cell(self, name: str, option: int) -> tuple[float, float]:
        """Return the middle of an option."""
        widget = self.screen.ui.get(name)
        assert isinstance(widget, Segmented)
        assert widget.allowed(option), widget.refusals[option]
        return widget.cells()[option].middle

    def click_at(self, at: tuple[float, float]) -> "Bot":
        """Click a point of the window."""
        pixels = self.move_to(at)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, {"pos": pixels, "button": 1}))
        return self.settle()

    def press(self, key: int, *, mod: int = 0) -> "Bot":
        """Press a key."""
        event = {"key": key, "mod": mod, "unicode": "", "scancode": 0}
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, event))
        pygame.event.post(pygame.event.Event(pygame.KEYUP, event))
        return self.settle()

    def start(self, scenario: str, seat: str) -> "Bot":
        """Choose a scenario and a seat, and begin."""
        self.open().click("new")
        if self.game.menus.chosen.scenario != scenario:
            self.click(f"scenario:{scenario}")
        return self.click("choose").click(f"seat:{seat}").click("begin")

    def end_turn(self) -> "Bot":
        """End the turn, and read what happened."""
        return self.click("end_turn").click("ask:yes")

    def wander(self, luck: random.Random, steps: int, look: Callable[[], None]) -> int:
        """Click anything that can be used, so many times; return how many turns were played."""
        turns = 0
        for _ in range(steps):
            choices = [w for w in self.usable() if w.id not in NEVER]
            assert choices, f"a dead end on {self.where}"
            chosen = luck.choice(choices)
            rect = chosen.seen
            at = (rect.x + rect.width * luck.uniform(0.1, 0.9), rect.y + rect.height * 0.5)
            before = self.game.sitting.session.match.turn if self.game.sitting else 0
            self.click_at(at)
            after = self.game.sitting.session.match.turn if self.game.sitting else 0
            turns += max(0, after - before)
            look()
        return turns
