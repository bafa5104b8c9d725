"""Run the window: a stack of screens, a clock, and a loop that never waits for long work."""

import time
from collections.abc import Callable
from typing import Protocol

import pygame

from realm.errors import RealmError
from realm.view import pace
from realm.view.canvas import Canvas
from realm.view.doubles import Doubles
from realm.view.input import Input, Key, Pointer
from realm.view.jobs import Jobs, Result
from realm.view.messages import Messages
from realm.view.scale import Scale
from realm.view.screens.base import Answer, Emit, Pop, Push, Reset, Screen, Stage
from realm.view.text import Texts
from realm.view.theme import Theme
from realm.view.waiting import Waiting
from realm.view.widgets.busy import Busy
from realm.view.widgets.toast import Toast
from realm.view.window import Closed, News, Resized, Window

FRAME = 1.0 / 30.0
"""Seconds between two frames while something moves."""
DRAWS = 0.010
"""Seconds of a round of the loop from which no more text is drawn that is new."""
CATCHES = 0.020
"""Seconds for which a round draws text that there was no time for, and does nothing else."""
HEARS = 0.004
"""Seconds that input may take to be answered for the answer to be drawn in the same round."""
SETTLE = 0.12
"""Seconds that a window must keep a new size before everything is laid out for it."""
REST = 0.25
"""Seconds to wait for input while nothing does."""
TEXT_SIZES = (1.0, 1.15, 1.3, 1.5, 2.0)


class Host(Protocol):
    """Whoever opened the window: hears what the screens ask for."""

    def hear(self, action: object, app: "App") -> Answer | None:
        """Do what was asked; long work goes to `app.jobs`, refusals to `app.say`."""


class App:
    """The window and what is in it.

    Attributes:
        jobs: long work goes here.
        screens: the stack; the last one is seen.
    """

    def __init__(
        self,
        window: Window,
        theme: Theme,
        messages: Messages,
        host: Host,
        *,
        text: float = 1.0,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Take a window that is open."""
        self.window = window
        self.theme = theme
        self.messages = messages
        self.host = host
        self.jobs = Jobs()
        self.screens: list[Screen] = []
        self.running = True
        self._text = text
        self._clock = clock
        self._toast: Toast | None = None
        self._sign: Busy | None = None
        self._doubles = Doubles()
        self._waited = False
        self._waiting = Waiting(messages)
        self._stale = True
        self._drawn = -1.0
        self._resized: float | None = None
        self._fit()

    # --- what hosts and screens may ask for -------------------------------------------------------

    def say(self, text: str, *, bad: bool = False) -> None:
        """Show a sentence for a while."""
        self._toast, self._stale = Toast(text, self._clock(), bad), True

    def hush(self) -> None:
        """Take away the sentence that is shown."""
        self._toast, self._stale = None, True

    def work(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], Answer | None],
        says: str = "",
    ) -> None:
        """Do long work beside the window; its result may change the screens.

        Args:
            work: what is done.
            done: hears what came of it.
            says: what is being done; shown at once, and for as long as it takes.
        """
        self.jobs.start(work, lambda result: self._follow(done(result)), self._failed, says)
        self._stale = self._stale or bool(says)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, RealmError | OSError):
            raise error
        self.say(self.messages.say("window.failed_job", reason=error), bad=True)

    def set_text(self, text: float) -> None:
        """Show everything larger, or smaller again."""
        self._text = text
        self._fit()

    def set_contrast(self, theme: Theme) -> None:
        """Show everything in another look."""
        self.theme = theme
        self._fit()

    def set_full(self, *, full: bool) -> None:
        """Fill the whole screen, or come back from there."""
        if self.window.full != full:
            self.window.toggle_full()
            self._fit()

    def show(self, answer: Answer) -> None:
        """Change the screens as an answer of a screen would."""
        self._follow(answer)

    # --- the loop ---------------------------------------------------------------------------------

    def run(self, *screens: Screen) -> None:
        """Show screens over one another, and go on until the window is closed."""
        for screen in screens:
            self._follow(Push(screen))
        pace.keep()
        try:
            while self.running:
                pace.rest(self.turn())
        finally:
            self.jobs.close()
            self.window.close()

    def turn(self) -> float:
        """Go round the loop once: hear, collect what jobs have done, draw if something changed.

        Returns:
            Seconds that it took from when input was heard.
        """
        now = self._clock()
        heard = self.window.news(self._texts.factor, self._patience(now))
        begun = time.perf_counter()
        for news in heard:
            self._take(news)
        if self.jobs.collect() or self._late(begun):
            self._stale = True  # what is new was laid out now, and is drawn once input was heard
        elif self.running and self.screens:
            self._draw()
        if self.running and self.screens:
            self.window.name(self.screens[-1].title, busy=self.jobs.busy)
        return time.perf_counter() - begun

    def _late(self, begun: float) -> bool:
        """Tell whether to answer took so long that drawing waits: for one round, not for more."""
        late = not self._waited and time.perf_counter() - begun > HEARS
        self._waited = late
        return late

    def _patience(self, now: float) -> float:
        """Return how long the loop may wait for input."""
        if self._resized is not None:
            return SETTLE / 2
        if self._stale:
            return 0.0
        if self.screens and (screen := self.screens[-1]).moves(now):
            return 0.0 if screen.hurries() else max(0.0, FRAME - (now - self._drawn))
        return 0.03 if self.jobs.busy else REST

    def _take(self, news: News) -> None:
        match news:
            case Closed():
                self.running = False
            case Resized():
                self._stretch()
            case Key(name="f11"):
                self.window.toggle_full()
                self._fit()
            case Key(name="+" | "=" | "-", control=True):
                step = -1 if news.name == "-" else 1
                here = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - self._text))
                self.set_text(TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, here + step))])
            case _:
                self._give(news)

    def _give(self, given: Input) -> None:
        if self.screens:
            if self._doubles.second(given, self.screens[-1], self._clock()):
                return
            self._stale = True
            self._follow(self.screens[-1].update(given, self._clock()))

    def _follow(self, answer: Answer | None) -> None:
        """Do what a screen answered."""
        match answer:
            case Push(screen=screen):
                self.screens.append(screen)
            case Pop():
                self.screens.pop()
                if self.screens:  # the mouse has moved on since it pointed here
                    self.screens[-1].update(Pointer("leave", (-1.0, -1.0)), self._clock())
            case Reset(screen=screen):
                self.screens = [screen]
            case Emit(action=action):
                self._follow(self.host.hear(action, self))
                return
            case None:
                return
        self._stale = True
        if not self.screens:
            self.running = False
        elif self._scale().factor != self._texts.factor:
            self._fit()
        else:
            self.screens[-1].lay(self._stage)

    # --- drawing ----------------------------------------------------------------------------------

    def _fit(self) -> None:
        """Lay everything out for the size that the window has now."""
        scale = self._scale()
        self._texts = Texts(self.theme, scale.factor)
        self._resized = None
        self._stage = Stage(scale.page, self._texts, self.theme, self.messages)
        self._canvas = Canvas(pygame.Surface(self.window.size), self.theme, self._texts)
        self._stale = True
        if self.screens:
            self.screens[-1].lay(self._stage)

    def _scale(self) -> Scale:
        """Find the scale of the window for the screen on top, whose text can be so large only."""
        most = self.screens[-1].most_text if self.screens else TEXT_SIZES[-1]
        return Scale(self.window.size, min(self._text, most))

    def _stretch(self) -> None:
        """Show the old picture in the new size, until the window keeps it."""
        self.window.resize()
        drawn = self._canvas.surface
        if drawn.get_size() == self.window.size:
            self.window.show(drawn)
        else:
            self.window.show(pygame.transform.scale(drawn, self.window.size))
            self._resized = self._clock()

    def _draw(self) -> None:
        now = self._clock()
        if self._resized is not None:
            if now - self._resized < SETTLE:
                return
            self._fit()
        screen = self.screens[-1]
        if self._toast is not None and not self._toast.lives(now):
            self._toast, self._stale = None, True
            screen.lay(self._stage)
        sign = self._waiting.sign(self.jobs, now)
        if not (self._stale or sign != self._sign or screen.moves(now)):
            return
        if screen.goes_on() or self._texts.catch_up(CATCHES):
            self._stale = True
            return
        self._paint(screen, sign, now)
        if not self._texts.whole:  # what is shown stays until all of the new picture is drawn
            screen.spoil()
            self._stale = True
            return
        self._doubles.see(screen, now)
        self._sign = sign
        self.window.show(self._canvas.surface)
        self._stale, self._drawn = False, now

    def _paint(self, screen: Screen, sign: Busy | None, now: float) -> None:
        self._canvas.written.clear()
        self._texts.allow(DRAWS)
        screen.draw(self._canvas, now)
        free = screen.free(self._stage.page)
        if self._toast is not None:
            self._toast.draw(self._canvas, free)
        if sign is not None:
            sign.draw(self._canvas, free, self._toast)
