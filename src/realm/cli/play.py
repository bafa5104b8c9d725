"""`realm play`: a person takes a seat, in the window or with `--text` in the terminal."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realm.cli.interrupt import INTERRUPTED, clean_up_first
from realm.cli.shipped import SCENARIO
from realm.cli.wanted import PLAYER, Wanted

if TYPE_CHECKING:
    from realm.play.session import Session


def play(
    scenario: Annotated[
        str | None,
        typer.Argument(metavar="SCENARIO", help=SCENARIO),
    ] = None,
    seat: Annotated[
        list[str] | None,
        typer.Option(
            "--seat",
            metavar="SEAT[=PLAYER]",
            help="Where you sit; several for several players at one keyboard. Else you choose.",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", min=0, metavar="N", help="Names the family of worlds.")
    ] = 0,
    world: Annotated[
        int, typer.Option("--world", min=0, max=2**53, metavar="K", help="Which world of it.")
    ] = 0,
    turns: Annotated[
        int | None,
        typer.Option(
            "--turns", min=1, max=400, metavar="N", help="Turns to play; else the scenario's."
        ),
    ] = None,
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            "--strategy", metavar="SEAT=NAME", help="Who plays how where nobody sits; repeatable."
        ),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Play in the terminal.")] = False,
    script: Annotated[
        Path | None,
        typer.Option(
            "--script", metavar="FILE", help="Read lines from FILE, as if typed; with --text."
        ),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option("--journal", metavar="FILE", help="Record the match there."),
    ] = None,
    load: Annotated[
        Path | None,
        typer.Option("--load", metavar="JOURNAL", help="Go on with a recorded match."),
    ] = None,
    turn: Annotated[
        int | None,
        typer.Option("--turn", min=0, metavar="N", help="With --fork: turns to take over."),
    ] = None,
    fork: Annotated[
        bool, typer.Option("--fork", help="Begin a new match that equals the loaded one so far.")
    ] = False,
    newest: Annotated[
        bool, typer.Option("--continue", help="Go on with your newest match.")
    ] = False,
) -> None:
    """Take a seat and play: read how things stand, act, talk, end the turn."""
    if load is not None and newest:
        raise typer.BadParameter("--load names a match, too", param_hint="--continue")
    if load is not None or newest:
        _leave_as_recorded(
            {"SCENARIO": scenario, "--seed": seed, "--world": world, "--turns": turns,
             "--strategy": strategy, "--journal": None if fork else journal}
        )  # fmt: skip
    if fork and load is None and not newest:
        raise typer.BadParameter("name the match with --load", param_hint="--fork")
    if turn is not None and not fork:
        raise typer.BadParameter("goes with --fork", param_hint="--turn")
    wanted = Wanted(
        scenario=scenario or "june-2025",
        seats=_seats(seat or []),
        seed=seed,
        world=world,
        turns=turns,
        strategies=_strategies(scenario or "june-2025", strategy or []),
        journal=journal,
        load=load,
        newest=newest,
        fork=fork,
        turn=turn,
    )
    if text or script is not None:
        _in_terminal(wanted, script)
    else:
        from realm.cli.window import open_game

        open_game(wanted, named=scenario is not None)


def _leave_as_recorded(given: dict[str, object]) -> None:
    """Refuse what a recorded match was begun with, instead of passing it over."""
    for name, value in given.items():
        if value:
            raise typer.BadParameter("a recorded match has its own", param_hint=name)


def _in_terminal(wanted: Wanted, script: Path | None) -> None:
    """Play in the terminal; whatever ends it, say how to go on."""
    from realm.cli.paper import paper
    from realm.cli.terminal.commands import obey
    from realm.cli.terminal.game import Game
    from realm.cli.terminal.opening import open_session
    from realm.cli.terminal.reader import Reader

    clean_up_first()
    console = paper()
    reader = Reader.of(console, script)
    session: Session | None = None
    try:
        session = open_session(console, reader, wanted)
        if session is not None:
            Game(console, reader, session).play(obey)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if session is not None:
            session.close()
            console.print(_farewell(session), style="dim", soft_wrap=True)


def _farewell(session: "Session") -> str:
    """Say where the match lies and what can be done with it."""
    path = shlex.quote(str(session.journal.path))
    if session.match.over:
        return f"\nThe match is kept. Look at it: realm replay {path}"
    return f"\nThe match is kept. Go on: realm play --text --load {path}"


def _seats(given: list[str]) -> dict[str, str]:
    """Read `SEAT` or `SEAT=PLAYER`."""
    found: dict[str, str] = {}
    for one in given:
        name, _, player = one.partition("=")
        if name in found:
            raise typer.BadParameter(f"{name!r} is given twice", param_hint="--seat")
        found[name] = player.strip() or PLAYER
    return found


def _strategies(scenario: str, pairs: list[str]) -> dict[str, str]:
    if not pairs:
        return {}
    from realm.cli.run import strategies
    from realm.content.load import load
    from realm.model.names import known

    return strategies(load(scenario, known()), pairs)
