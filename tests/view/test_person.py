"""A scripted person with a real mouse and keyboard plays in a real window, under Xvfb."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pygame
import pytest
from tests.view.bot import Bot
from tests.view.display import SIZE, Display, display_in

from realm.core.talks import Status
from realm.play.journal import read
from realm.view.game.menus import Terms
from realm.view.screens.page import PageScreen
from realm.view.shape import Rect

NEEDED = ("Xvfb", "xdotool", "xwininfo")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
PATIENCE_S = 60.0
ALIKE = 0.0004
"""Part of the pixels that may differ: less than the ring around a small button has."""
NOTICED = 40
"""Difference of a colour from which it counts, of 255."""
TOASTS = 110.0
"""At the foot of the window sentences come and go by the clock, points."""
TURNS = 3
ROOT = Path(__file__).parent.parent.parent

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(MISSING) and os.environ.get("CI") != "true",
        reason=f"needs {', '.join(MISSING)} (apt-get install them)",
    ),
]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    """Begin a screen."""
    with display_in(tmp_path) as begun:
        yield begun


WHEEL_DOWN = 5
"""The button that X takes for a notch of the wheel."""


class Person:
    """Hands on a real mouse and keyboard, and a bot beside that knows where things are.

    The bot plays the same game in a window without a screen; what it would click at, the person
    clicks at, and both windows must come to show the same, and both journals to hold the same.
    """

    def __init__(self, display: Display, home: Path) -> None:
        (home / "bot").mkdir()
        self.bot = Bot(home / "bot", SIZE, Terms(turns=TURNS)).open()
        self.home, self.display = home, display
        self.env = os.environ | {
            "DISPLAY": display.number, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy",
            "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
            "PYTHONPATH": f"{ROOT / 'src'}", "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        (home / "config" / "realm").mkdir(parents=True)
        (home / "config" / "realm" / "window.json").write_text('{"tour": false}')
        command = [sys.executable, "-m", "realm", "play", "--turns", str(TURNS)]
        self.game = subprocess.Popen(command, env=self.env)
        self.wait(alike=1.0)
        self.run("xdotool", "mousemove", 3, 3)  # out of the way
        self.bot.move_to((3.0, 3.0))
        self.wait()

    def close(self) -> None:
        self.game.terminate()
        self.game.wait()
        self.bot.close()

    def run(self, *words: object) -> str:
        return subprocess.run(
            [str(word) for word in words], env=self.env, check=True, capture_output=True, text=True
        ).stdout

    def wait(self, alike: float = ALIKE) -> None:
        """Wait until the window shows what the bot's shows, and has written the same."""
        end = time.monotonic() + PATIENCE_S
        theirs, wanted = _entries(self.home / "bot" / "matches"), self.bot.app.window._name
        while time.monotonic() < end:
            assert self.game.poll() is None, "the game ended"
            if (
                len(self.journal()) >= len(theirs)
                and self.unlike() < alike
                and f'"{wanted}"' in self.run("xwininfo", "-root", "-tree")
            ):
                assert self.journal() == theirs
                return
            time.sleep(0.05)
        folder = self.home / "seen"
        folder.mkdir()
        surface = pygame.surfarray.make_surface(self.display.shot().swapaxes(0, 1))
        pygame.image.save(surface, folder / "window.png")
        pygame.image.save(self.bot.app.window.surface, folder / "wanted.png")
        raise AssertionError(f"the window does not come to look as it should: {folder}")

    def unlike(self) -> float:
        """Return the part of the window's pixels that differ, leaving out what moves with time."""
        bot = self.bot
        wanted = pygame.surfarray.array3d(bot.app.window.surface).swapaxes(0, 1).astype(int)
        unlike = np.abs(self.display.shot() - wanted).max(axis=2) > NOTICED
        screen, factor = bot.screen, bot.app._stage.texts.factor
        if isinstance(screen, PageScreen):
            moving = [film.rect for film in screen._films]
        else:
            moving = [screen.map.camera.frame]
        page = bot.app._stage.page
        moving.append(Rect(0, page.bottom - TOASTS, page.width, TOASTS))
        for rect in moving:
            left, top = (max(0, int(side * factor) - 2) for side in (rect.x, rect.y))
            right, low = (int(side * factor) + 2 for side in (rect.right, rect.bottom))
            unlike[top:low, left:right] = False
        return float(unlike.mean())

    def mouse(self, name: str) -> None:
        """Click a widget with the mouse."""
        self.bot.show(name)
        factor = self.bot.app._stage.texts.factor
        x, y = (round(side * factor) for side in self.bot.screen.ui.rects[name].middle)
        self.run("xdotool", "mousemove", x, y, "click", 1)
        self.bot.click_at(self.bot.screen.ui.rects[name].middle)
        self.wait()

    def scroll_to(self, name: str) -> None:
        """Turn the wheel over the list that holds a widget until all of it is seen."""
        widget = self.bot.screen.ui.get(name)
        assert widget is not None
        assert widget.clip is not None
        x, y = self.bot.move_to(widget.clip.middle)
        self.run("xdotool", "mousemove", x, y)
        for _ in range(60):
            widget = self.bot.screen.ui.get(name)
            assert widget is not None
            if widget.seen.height >= widget.rect.height:
                return
            self.run("xdotool", "click", WHEEL_DOWN)
            pygame.mouse.set_pos((x, y))
            pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1, precise_y=-1.0))
            self.bot.settle()
            self.wait()
        raise AssertionError(f"the wheel does not come to {name!r}")

    def keys(self, name: str) -> None:
        """Go to a widget with Tab, and press it."""
        self.go(name)
        self.key("Return", pygame.K_RETURN)

    def go(self, name: str) -> None:
        """Go to a widget with Tab."""
        steps = 0
        while self.bot.screen.ui.memory.focus != name:
            steps += 1
            assert steps < 300, f"Tab does not come to {name!r} on {self.bot.where}"
            self.bot.press(pygame.K_TAB)
        if steps:
            # on a busy machine a release and the next press get one stamp: SDL sees a key held down
            self.run("xdotool", "key", "--delay", 30, *["Tab"] * steps)
            self.wait()

    def key(self, key: str, code: int) -> None:
        """Press a key."""
        self.run("xdotool", "key", key)
        self.bot.press(code)
        self.wait()

    def said(self) -> list[object]:
        """What was said at tables so far, by the game's own journal."""
        return [body.get("say") for kind, body in self.journal() if kind == "message"]

    def journal(self) -> list[tuple[str, Mapping[str, object]]]:
        """What the game has written so far."""
        return _entries(self.home / "data" / "realm" / "matches")


def _entries(folder: Path) -> list[tuple[str, Mapping[str, object]]]:
    """Read all that the one journal in a folder holds; nothing while there is none."""
    found = list(folder.glob("*.realm"))
    return [(entry.kind, entry.body) for entry in read(found[0]).entries] if found else []


@pytest.fixture
def person(display: Display, tmp_path: Path) -> Iterator[Person]:
    found = Person(display, tmp_path)
    yield found
    found.close()


CARD = "order:measure:india_suspend_japan|"


def play(
    person: Person,
    press: Callable[[str], None],
    tighten: Callable[[str], None],
    move: Callable[[str], None],
) -> None:
    """Play a short game as India: an order, talks with Japan to a signature, every turn.

    Args:
        person: hands.
        press: how they press something.
        tighten: how they set a card to its first open setting.
        move: how they move a slider by one.
    """
    bot = person.bot
    for name in ("new", "choose", "seat:india"):
        press(name)
    assert "India" in str(bot.screen.page.columns[1].blocks[0])  # the briefing is there
    press("begin")
    press("queue")
    tighten(CARD)
    press("close")
    assert bot.where == "table"
    assert [kind for kind, _ in person.journal()] == ["sit", "action"]
    for name in ("talks:choose", "pick:india_japan", "begin", "talks:enlarge"):
        press(name)
    place = "india_japan"
    assert bot.game.sitting is not None
    for moves in (False, True):
        if moves:
            move("issue:technology")
        press("talks:counter")
        if "ask:yes" in bot.screen.ui.rects:  # it costs more than it brings
            press("ask:yes")
    for _ in range(12):  # until there is something to sign: ask, and ask for less
        if bot.game.sitting.place(place).heard:  # type: ignore[union-attr]
            break
        press("want")
    same = bool(bot.screen.ui.get("talks:accept").refusal)  # the form is what they offer
    press("talks:counter" if same else "talks:accept")
    press("ask:yes")
    assert bot.game.sitting.place(place).status is Status.AGREED  # type: ignore[union-attr]
    assert person.said().count("offer") >= 2
    assert person.said()[-1] == ("offer" if same else "accept")
    press("close")
    for _ in range(TURNS):
        press("end_turn")
        press("ask:yes")
        press("go_on")
    assert [kind for kind, _ in person.journal()].count("turn") == TURNS
    assert bot.where == "over"


def test_a_person_plays_india_with_the_mouse(person: Person) -> None:
    bot = person.bot

    def click_at(at: tuple[float, float]) -> None:
        factor = bot.app._stage.texts.factor
        person.run("xdotool", "mousemove", *(round(side * factor) for side in at), "click", 1)
        bot.click_at(at)
        person.wait()

    def tighten(name: str) -> None:
        person.scroll_to(name)
        click_at(bot.cell(name, 2))

    def move(name: str) -> None:
        """Click the other end of a switch."""
        rect, talk = bot.screen.ui.rects[name], bot.screen._talk  # type: ignore[union-attr]
        issue = next(i for i in talk.issues if f"issue:{i.id}" == name)  # type: ignore[union-attr]
        click_at((rect.right - 6 if issue.yours == 0 else rect.x + 6, rect.middle[1]))

    play(person, person.mouse, tighten, move)


def test_a_person_plays_india_with_the_keyboard_alone(person: Person) -> None:
    def tighten(name: str) -> None:
        person.go(name)
        person.key("Right", pygame.K_RIGHT)

    def move(name: str) -> None:
        """Set a switch the other way."""
        talk = person.bot.screen._talk  # type: ignore[union-attr]
        issue = next(i for i in talk.issues if f"issue:{i.id}" == name)  # type: ignore[union-attr]
        person.go(name)
        right = issue.yours == 0
        person.key("Right" if right else "Left", pygame.K_RIGHT if right else pygame.K_LEFT)

    play(person, person.keys, tighten, move)
