"""The title is there before the game is loaded, and forgets nothing that is pressed meanwhile."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from tests.view.bot import Bot

from realm.view.app import App
from realm.view.game.host import Game
from realm.view.game.lobby import Lobby
from realm.view.screens import asks
from realm.view.screens.base import Push

HEAVY = ("mesa", "scipy", "pandas", "pydantic", "yaml", "networkx", "rich", "realm.rules.turn")
"""What takes seconds to load, and no title needs."""


def test_the_title_needs_nothing_heavy() -> None:
    script = (
        "import sys, realm.cli.main, realm.cli.window, realm.view.game.lobby, realm.play.places;"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout
    assert said.splitlines()[-1] == "[]"


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    made = Bot(tmp_path)
    yield made
    made.close()
    pygame.event.clear()


def _load(bot: Bot) -> None:
    """Show the title of a lobby, as the command does."""
    lobby = Lobby(bot.messages, bot.game.theme)
    bot.app.host = lobby
    bot.app.show(Push(lobby.title))
    lobby.load(bot.app, lambda: bot.game, lambda _: bot.game.menus.look(bot.app, lobby.title))


def test_the_game_takes_the_window_over(bot: Bot) -> None:
    _load(bot)
    bot.settle()

    assert isinstance(bot.app.host, Game)
    bot.click("new")
    assert bot.where == "scenarios"


def test_what_is_pressed_meanwhile_is_done_then(bot: Bot) -> None:
    _load(bot)
    assert bot.app.host.hear(asks.Choose("title", "help"), bot.app) is None

    bot.settle()

    assert bot.where == "help"


def test_one_can_leave_at_once(bot: Bot) -> None:
    _load(bot)
    app: App = bot.app
    app.host.hear(asks.Choose("title", "quit"), app)
    assert not app.running
