"""`realm tournament`: which strategies stand against each other."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from realm.cli.batch import Scheduler, Workers, play, tell_failures
from realm.cli.shipped import SCENARIO

if TYPE_CHECKING:
    from realm.lab.payoffs import Equilibrium, Interval, Payoffs

MOST_ROWS = 200
"""Profiles that are shown; all of them are in the tables."""


def tournament(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help=SCENARIO)],
    seats: Annotated[
        str, typer.Option("--seats", metavar="A,B", help="Seats that play against each other.")
    ],
    strategies: Annotated[
        list[str],
        typer.Option(
            "--strategies",
            metavar="X,Y,...",
            help="Strategies of every seat, or of one: SEAT=X,Y (may be given several times).",
        ),
    ],
    payoff: Annotated[
        str, typer.Option("--payoff", metavar="NAME", help="What counts, at the end of the game.")
    ] = "game_score",
    worlds: Annotated[
        int, typer.Option("--worlds", min=2, max=1_000_000, help="Worlds of each profile.")
    ] = 100,
    seed: Annotated[
        int, typer.Option("--seed", min=0, metavar="N", help="Names the family of worlds.")
    ] = 0,
    turns: Annotated[
        int | None, typer.Option("--turns", min=1, max=400, metavar="N", help="Turns to play.")
    ] = None,
    workers: Workers = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="DIR", help="Keep the tables in DIR.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what is in the folder.")
    ] = False,
    scheduler: Scheduler = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Play every strategy against every other; show payoffs, best responses and equilibria."""
    from realm.lab.result import Result
    from realm.lab.store import Store
    from realm.lab.tournament import payoffs_of, tournament_plan

    plan = tournament_plan(
        scenario, _table(seats, strategies), payoff=payoff, worlds=worlds, seed=seed, turns=turns
    )
    with TemporaryDirectory(prefix="realm-") as temporary:
        store = Store(Path(out if out is not None else temporary))
        play(plan, store, resume=resume, workers=workers, scheduler=scheduler, quiet=as_json)
        failures = store.failures()
        game = payoffs_of(Result(store.folder))
    found = game.equilibria()
    if as_json:
        import json

        print(json.dumps(_data(game, found, payoff), ensure_ascii=False))
    else:
        for line in _lines(game, found, payoff):
            print(line)
    if failures:
        tell_failures(failures, seed=seed, folder=store.folder)
        raise typer.Exit(1)


def _table(seats: str, strategies: list[str]) -> dict[str, list[str]]:
    """Read who may play what: of `SEAT=X,Y` a seat's own, of the rest what all others play."""
    names = [name for name in seats.replace(",", " ").split() if name]
    own: dict[str, list[str]] = {}
    everyone: list[str] = []
    for text in strategies:
        name, sign, rest = text.partition("=")
        if sign and name in names:
            own[name] = rest.replace(",", " ").split()
        else:
            everyone += text.replace(",", " ").split()
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise typer.BadParameter(f"{doubles[0]!r} is given twice", param_hint="--seats")
    return {name: own.get(name, everyone) for name in names}


def _lines(game: "Payoffs", found: "list[Equilibrium]", payoff: str) -> list[str]:
    """Write the game for people."""
    from realm.report.game import sentence

    count = game.values.shape[-1]
    width = max(len(name) for names in game.strategies for name in (*names, *game.seats))
    how = "+- half of its 95 % interval (Student's t); * best response"
    lines = [f"{payoff}: mean over {count} worlds, {how}", ""]
    lines.append("  ".join(f"{name:<{width}}" for name in (*game.seats, *game.seats)).rstrip())
    for profile in game.profiles[:MOST_ROWS]:
        names = [game.strategies[seat][row] for seat, row in enumerate(profile)]
        cells = []
        for seat in range(len(game.seats)):
            star = "*" if game.responds_best(seat, profile) else ""
            cells.append(f"{_told(game.interval(seat, profile))}{star}")
        lines.append("  ".join(f"{text:<{width}}" for text in (*names, *cells)).rstrip())
    if len(game.profiles) > MOST_ROWS:
        lines.append(f"... and {len(game.profiles) - MOST_ROWS:,} more profiles (--json, --out)")
    lines += ["", *(sentence(game, one, game.seats) for one in found)]
    if not found:
        lines.append("No profile is a Nash equilibrium of the means.")
    return lines


def _told(one: "Interval") -> str:
    return f"{one.mean:.4g} +- {one.half:.2g}"


def _data(game: "Payoffs", found: "list[Equilibrium]", payoff: str) -> dict[str, Any]:
    """Return the game as plain data."""
    profiles = []
    for profile in game.profiles:
        seats = {}
        for seat, name in enumerate(game.seats):
            own = game.interval(seat, profile)
            best, gain = game.best(seat, profile)
            seats[name] = {
                "strategy": game.strategies[seat][profile[seat]],
                "mean": own.mean,
                "half_interval": own.half,
                "best_response": game.strategies[seat][best],
                "gain_over_next": gain.mean,
                "gain_half_interval": gain.half,
            }
        profiles.append(seats)
    return {
        "payoff": payoff,
        "worlds": game.values.shape[-1],
        "interval": "95 %, Student's t over worlds; gains are differences within worlds",
        "profiles": profiles,
        "equilibria": [
            {
                "pure": one.pure,
                "holds_in": one.holds if one.pure else None,
                "seats": {
                    seat: dict(zip(names, weights, strict=True))
                    for seat, names, weights in zip(
                        game.seats, game.strategies, one.weights, strict=True
                    )
                },
                "payoffs": dict(zip(game.seats, one.payoffs, strict=True)),
            }
            for one in found
        ],
    }
