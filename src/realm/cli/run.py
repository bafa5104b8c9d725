"""`realm run`: play a scenario without a window and say what it came to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realm.cli.interrupt import INTERRUPTED, clean_up_first
from realm.cli.shipped import SCENARIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.progress import Progress

    from realm.cli.summary import Summary
    from realm.core.scenario import Scenario


def run(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help=SCENARIO)],
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
            "--strategy",
            metavar="SEAT=NAME",
            help="Who plays how, with tunables as NAME:threshold=0.2; may be given several times.",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="DIR", help="Write the tables as CSV files into DIR."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the results as one JSON object.")
    ] = False,
) -> None:
    """Play a scenario to its end and show what it came to: seats, prices, events and causes."""
    from realm.content.load import load
    from realm.model.names import known

    if out is not None and not out.strip():
        raise typer.BadParameter("expected the name of a folder", param_hint="--out")
    loaded = load(scenario, known())
    given = strategies(loaded, strategy or [])
    if out is not None:
        from realm.cli.sheets import prepare
        from realm.content.load import paths

        prepare(Path(out), paths(scenario))
    summary = _play(loaded, seed, world, turns, given, quiet=as_json)
    written = ""
    if out is not None:
        from realm.cli.sheets import write

        written = f"Wrote {', '.join(write(summary, Path(out)))} to {out}."
    if as_json:
        import json

        print(json.dumps(summary.data(), ensure_ascii=False, allow_nan=False))
    else:
        from realm.cli.tables import show

        show(summary, written)
    if summary.fault:
        typer.echo(
            f"realm: this world froze after {summary.months[-1]} ({summary.fault}); "
            "what is shown ends there. Please report it.",
            err=True,
        )
        raise typer.Exit(1)


def strategies(scenario: "Scenario", pairs: list[str]) -> dict[str, str]:
    """Read `seat=strategy` pairs, several to an option if separated by commas or blanks."""
    from realm.errors import UnknownNameError
    from realm.strategies import registry

    given: dict[str, str] = {}
    for pair in (one for text in pairs for one in text.replace(",", " ").split()):
        name, sign, strategy = pair.partition("=")
        if not (name and sign and strategy):
            raise typer.BadParameter(f"expected SEAT=NAME, got {pair!r}", param_hint="--strategy")
        people = {*scenario.seats, *scenario.countries, *scenario.firms, "countries", "firms"}
        if name not in people:
            raise UnknownNameError("seat, country or firm", name, people)
        registry.make(strategy)
        if name in given:
            raise typer.BadParameter(f"{name!r} is given twice", param_hint="--strategy")
        given[name] = strategy
    return given


def _play(
    scenario: "Scenario",
    seed: int,
    world: int,
    turns: int | None,
    strategies: dict[str, str],
    *,
    quiet: bool,
) -> "Summary":
    """Play with a bar that shows how far it is, on a terminal only."""
    import sys

    from realm.cli.game import play
    from realm.cli.summarise import summarise

    clean_up_first()
    told: Callable[[int, int], None] = lambda _done, _all: None  # noqa: E731
    bar: Progress | None = None
    if not quiet and sys.stdout.isatty() and sys.stderr.isatty():
        bar, told = _bar(scenario)
    try:
        if bar is not None:
            bar.start()
        played = play(
            scenario, seed=seed, world=world, turns=turns, strategies=strategies, told=told
        )
        return summarise(played, strategies)
    except KeyboardInterrupt:  # else each version of typer makes something else of it
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if bar is not None:
            bar.stop()


def _bar(scenario: "Scenario") -> "tuple[Progress, Callable[[int, int], None]]":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("turns"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(scenario.name, total=None)

    def told(done: int, whole: int) -> None:
        bar.update(task, completed=done, total=whole)

    return bar, told
