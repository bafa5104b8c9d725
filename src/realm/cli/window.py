"""Play in the window: open it where the command line asks to begin."""

from pathlib import Path

from realm.cli.terminal.opening import Wanted
from realm.errors import JournalError, WindowError
from realm.play.journal import read
from realm.play.places import latest, matches_dir, new_path
from realm.play.session import Session


def open_game(wanted: Wanted, *, named: bool) -> None:
    """Open the window and play until it is closed.

    Args:
        wanted: what the command line asked for.
        named: whether it named a scenario; else the title is shown.

    Raises:
        WindowError: there is no display, or no pygame-ce; says what else can be done.
        UnknownNameError: when there is no such seat.
        JournalError: when a recorded match cannot be used.
        ScenarioError: when the scenario cannot.
    """
    from realm.view.game.host import Game
    from realm.view.game.menus import Terms
    from realm.view.messages import load_messages
    from realm.view.opening import open_window
    from realm.view.theme import load_theme

    terms = Terms(
        seed=wanted.seed, world=wanted.world, turns=wanted.turns, strategies=wanted.strategies,
        journal=wanted.journal,
    )  # fmt: skip
    seats, path = tuple(wanted.seats), _recorded(wanted)
    game = Game(load_messages(), load_theme(), terms=terms)
    chosen = path is None and (named or bool(seats))
    if chosen:
        game.menus.choose(wanted.scenario, seats)
    try:
        app = open_window(game, text=game.menus.settings.text)
    except WindowError as error:
        raise WindowError(f"{str(error).rstrip('.')}; --text plays in the terminal") from None
    app.set_full(full=game.menus.settings.full)
    title = game.menus.title(app)
    if path is not None:
        game.menus.resume(path, app, seats)
    app.run(title, *([game.menus.seats()] if chosen else []))


def _recorded(wanted: Wanted) -> Path | None:
    """Find the recorded match to go on with, a fork of one where that was asked for."""
    path = wanted.load
    if wanted.newest:
        found = latest()
        if found is None:
            raise JournalError(f"{matches_dir()}: there is no match to go on with")
        path = found[0]
    if path is not None:
        record = read(path)
        if wanted.fork:
            turn = record.turns_played if wanted.turn is None else wanted.turn
            new = wanted.journal or new_path(record.head.scenario)
            Session.fork(path, turn, new).close()
            return new
    return path
