"""Play in the window: open it where the command line asks to begin."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from realm.cli.wanted import Wanted
from realm.errors import JournalError, WindowError
from realm.view.messages import load_messages
from realm.view.opening import make_ready, open_window
from realm.view.theme import load_theme

if TYPE_CHECKING:
    from realm.view.app import App, Host
    from realm.view.game.host import Game
    from realm.view.game.settings import Settings
    from realm.view.messages import Messages
    from realm.view.theme import Theme


def open_game(wanted: Wanted, *, named: bool) -> None:
    """Open the window and play until it is closed.

    Where nothing is named the title is shown at once, and the game is loaded behind it.

    Args:
        wanted: what the command line asked for.
        named: whether it named a scenario; else the title is shown.

    Raises:
        WindowError: there is no display, or no pygame-ce; says what else can be done.
        UnknownNameError: when there is no such seat.
        JournalError: when a recorded match cannot be used.
        ScenarioError: when the scenario cannot.
    """
    messages, theme = load_messages(), load_theme(contrast=_kept().contrast)
    if named or wanted.seats or wanted.load is not None or wanted.newest:
        _open_at(wanted, messages, theme, named=named)
    else:
        _open_title(wanted, messages, theme)


def _open_title(wanted: Wanted, messages: "Messages", theme: "Theme") -> None:
    """Show the title, then load the game."""
    with _said():
        make_ready(messages)
    from realm.view.game.lobby import Lobby
    from realm.view.screens.base import Push

    lobby = Lobby(messages, theme)
    app = _window(lobby)
    app.show(Push(lobby.title))
    app.turn()
    lobby.load(
        app,
        lambda: cast("Host", _game(wanted, messages, theme)),
        lambda game: cast("Game", game).menus.look(app, lobby.title),
    )
    app.run()


def _open_at(wanted: Wanted, messages: "Messages", theme: "Theme", *, named: bool) -> None:
    """Begin at the briefing of a seat, or in a recorded match."""
    seats, path = tuple(wanted.seats), _recorded(wanted)
    game = _game(wanted, messages, theme)
    chosen = path is None and (named or bool(seats))
    if chosen:
        game.menus.choose(wanted.scenario, seats)
    app = _window(game)
    title = game.menus.title(app)
    if path is not None:
        game.menus.resume(path, app, seats)
    app.run(title, *([game.menus.seats()] if chosen else []))


def _game(wanted: Wanted, messages: "Messages", theme: "Theme") -> "Game":
    from realm.view.game.host import Game
    from realm.view.game.menus import Terms

    terms = Terms(
        seed=wanted.seed, world=wanted.world, turns=wanted.turns, strategies=wanted.strategies,
        journal=wanted.journal,
    )  # fmt: skip
    return Game(messages, theme, terms=terms)


def _window(host: "Host") -> "App":
    """Open the window as the person has set it."""
    kept = _kept()
    with _said():
        app = open_window(host, text=kept.text, theme=load_theme(contrast=kept.contrast))
    app.set_full(full=kept.full)
    return app


def _kept() -> "Settings":
    from realm.play.places import settings_path
    from realm.view.game import settings

    return settings.read(settings_path())


@contextmanager
def _said() -> Iterator[None]:
    """Say what else can be done where no window can be opened."""
    try:
        yield
    except WindowError as error:
        raise WindowError(f"{str(error).rstrip('.')}; --text plays in the terminal") from None


def _recorded(wanted: Wanted) -> Path | None:
    """Find the recorded match to go on with, a fork of one where that was asked for."""
    if wanted.load is None and not wanted.newest:
        return None
    from realm.play.journal import read
    from realm.play.places import latest, matches_dir, new_path
    from realm.play.session import Session

    path = wanted.load
    if wanted.newest:
        found = latest()
        if found is None:
            raise JournalError(f"{matches_dir()}: there is no match to go on with")
        path = found[0]
    assert path is not None
    record = read(path)
    if wanted.fork:
        turn = record.turns_played if wanted.turn is None else wanted.turn
        new = wanted.journal or new_path(record.head.scenario)
        Session.fork(path, turn, new).close()
        return new
    return path
