"""A scripted person with a real mouse and keyboard plays in a real window, under Xvfb."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from tests.view.bot import Bot

from realm.play.journal import read

NEEDED = ("Xvfb", "xdotool", "xwininfo")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
PATIENCE_S = 60.0
SIZE = (1280, 800)
ROOT = Path(__file__).parent.parent.parent

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(MISSING) and os.environ.get("CI") != "true",
        reason=f"needs {', '.join(MISSING)} (apt-get install them)",
    ),
]


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(writing,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


class Person:
    """Hands on a real mouse and keyboard, and a bot beside that knows where things are.

    The bot plays the same game in a window without a screen; what it would click at, the person
    clicks at, and both windows must come to bear the same title.
    """

    def __init__(self, display: str, home: Path, bot: Bot) -> None:
        self.bot, self.home = bot, home
        self.env = os.environ | {
            "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy",
            "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
            "PYTHONPATH": f"{ROOT / 'src'}", "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        (home / "config" / "realm").mkdir(parents=True)
        (home / "config" / "realm" / "window.json").write_text('{"tour": false}')
        self.game = subprocess.Popen([sys.executable, "-m", "realm", "play"], env=self.env)

    def run(self, *words: object) -> str:
        return subprocess.run(
            [str(word) for word in words], env=self.env, check=True, capture_output=True, text=True
        ).stdout

    @property
    def wanted(self) -> str:
        return self.bot.app.window._name

    def wait(self) -> None:
        """Wait until the window shows what the bot's shows."""
        end = time.monotonic() + PATIENCE_S
        tree = ""
        while time.monotonic() < end:
            assert self.game.poll() is None, "the game ended"
            tree = self.run("xwininfo", "-root", "-tree")
            if f'"{self.wanted}"' in tree:
                return
            time.sleep(0.05)
        raise AssertionError(f"the window never said {self.wanted!r}:\n{tree}")

    def click(self, name: str) -> None:
        """Click a widget with the mouse."""
        ui = self.bot.screen.ui
        factor = self.bot.app._stage.texts.factor
        x, y = (round(side * factor) for side in ui.rects[name].middle)
        self.run("xdotool", "mousemove", x, y, "click", 1)
        self.bot.click(name)
        self.wait()

    def press(self, key: str, code: int) -> None:
        """Press a key."""
        self.run("xdotool", "key", key)
        self.bot.press(code)
        self.wait()

    def journal(self) -> list[tuple[str, object]]:
        """What the game has written so far."""
        (path,) = (self.home / "data" / "realm" / "matches").glob("*.realm")
        return [(entry.kind, entry.body.get("say")) for entry in read(path).entries]

    def wait_for(self, kind: str, say: str | None = None) -> None:
        """Wait until the journal holds such an entry."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if (kind, say) in self.journal():
                return
            time.sleep(0.05)
        raise AssertionError(f"no {kind} {say} in the journal: {self.journal()}")


def test_a_person_plays_india_with_the_mouse(display: str, tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    bot = Bot(tmp_path / "bot", SIZE).open()
    person = Person(display, tmp_path, bot)
    try:
        person.wait()
        for name in ("new", "choose", "seat:india", "begin"):
            person.click(name)
        for name in ("queue", "look:1", "queue:1", "close"):
            person.click(name)
        person.wait_for("action")
        for name in ("talks:choose", "pick:india_japan", "begin", "talks:enlarge"):
            person.click(name)
        person.wait_for("message", "begin")
        person.click("talks:counter")
        person.wait_for("message", "offer")
        person.click("close")
        for _ in range(2):
            person.click("end_turn")
            person.press("Return", pygame.K_RETURN)
            person.click("go_on")
        person.wait_for("turn")
        assert person.journal().count(("turn", None)) == 2
    finally:
        person.game.terminate()
        person.game.wait()
        bot.close()
