"""`realm batch` and `realm reproduce`: many worlds, kept as tables."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from realm.cli.interrupt import INTERRUPTED, clean_up_first
from realm.cli.report import summed_up, tell
from realm.cli.shipped import BATCH

if TYPE_CHECKING:
    from collections.abc import Callable

    from realm.lab.batch import Progress
    from realm.lab.outcomes import Failure
    from realm.lab.plan import Plan
    from realm.lab.store import Store

TOLD = 5
"""Failures that are shown; all are in failures.csv."""

Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, max=1024, metavar="N", help="Processes; else one a core."),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="TCP", help="Play on a Dask cluster: tcp://host:8786."),
]


def batch(
    experiment: Annotated[
        str,
        typer.Argument(metavar="SCENARIO|EXPERIMENT", help=BATCH),
    ],
    worlds: Annotated[
        int | None,
        typer.Option("--worlds", min=1, max=10_000_000, metavar="N", help="Worlds a point."),
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, metavar="N", help="Names the family of worlds.")
    ] = None,
    turns: Annotated[
        int | None, typer.Option("--turns", min=1, max=400, metavar="N", help="Turns to play.")
    ] = None,
    strategy: Annotated[
        list[str] | None,
        typer.Option(
            "--strategy",
            metavar="SEAT=NAME",
            help="Who plays how at every point, with tunables as NAME:threshold=0.2.",
        ),
    ] = None,
    workers: Workers = None,
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="DIR", help="Folder of the results; else batches/NAME."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what is in the folder.")
    ] = False,
    scheduler: Scheduler = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was done as one JSON object.")
    ] = False,
) -> None:
    """Play a scenario, or every point of an experiment, in many worlds; keep tidy tables."""
    from realm.lab.reading import plan_of
    from realm.lab.store import Store
    from realm.model.players import read

    plan = plan_of(
        experiment,
        worlds=worlds,
        seed=seed,
        turns=turns,
        strategies=read(" ".join(strategy)) if strategy else None,
    )
    folder = Path(out if out is not None else f"batches/{plan.experiment.experiment}")
    seconds = play(
        plan, Store(folder), resume=resume, workers=workers, scheduler=scheduler, quiet=as_json
    )
    failures = Store(folder).failures()
    if as_json:
        import json

        told = {
            "folder": str(folder),
            "points": len(plan.points),
            "games": plan.games,
            "seconds": round(seconds, 3),
            "failures": [failure._asdict() for failure in failures],
            **summed_up(folder),
        }
        print(json.dumps(told, ensure_ascii=False))
    else:
        points = "one point" if len(plan.points) == 1 else f"{len(plan.points):,} points"
        print(f"{plan.games:,} games at {points} in {seconds:.1f} s. The tables are in {folder}.")
        tell(summed_up(folder), folder)
    if failures:
        tell_failures(failures, seed=plan.experiment.seed, folder=folder)
        raise typer.Exit(1)


def play(
    plan: "Plan",
    store: "Store",
    *,
    resume: bool,
    workers: int | None,
    scheduler: str | None,
    quiet: bool,
) -> float:
    """Play a plan with a bar on a terminal; Ctrl-C says how to go on. Return the seconds."""
    import time

    from realm.lab.batch import perform
    from realm.lab.executors import cores

    clean_up_first()
    begun = time.perf_counter()
    told: Callable[[Progress], None] | None = None
    close: Callable[[], None] = lambda: None  # noqa: E731
    if not quiet and sys.stdout.isatty() and sys.stderr.isatty():
        told, close = _bar(plan.experiment.experiment)
    try:
        perform(
            plan,
            store,
            command=["realm", *sys.argv[1:]],
            resume=resume,
            workers=workers or cores(),
            scheduler=scheduler,
            told=told,
        )
    except KeyboardInterrupt:
        close()
        done = sum(len(plan.chunks[number]) for number in store.numbers())
        typer.echo(
            f"realm: {done:,} of {plan.games:,} games are kept in {store.folder}; "
            "the same command with --resume goes on.",
            err=True,
        )
        raise typer.Exit(INTERRUPTED) from None
    finally:
        close()
    return time.perf_counter() - begun


def tell_failures(failures: "list[Failure]", *, seed: int, folder: Path) -> None:
    """Name the first games that failed."""
    count = len(failures)
    typer.echo(f"realm: {count:,} game{'s' * (count > 1)} failed:", err=True)
    for point, world, turn, reason in failures[:TOLD]:
        when = "" if turn < 0 else f" in turn {turn}"
        typer.echo(f"  point {point}, seed {seed}, world {world}{when}: {reason}", err=True)
    if count > TOLD:
        typer.echo(f"  and {count - TOLD:,} more, in {folder / 'failures.csv'}", err=True)


def _bar(name: str) -> "tuple[Callable[[Progress], None], Callable[[], None]]":
    """Make a bar on stderr: what hears of progress, and what ends it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("games {task.fields[rate]}"),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(name, total=None, rate="")
    bar.start()

    def told(progress: "Progress") -> None:
        rate = ""
        if progress.played:
            rate = f"{progress.rate:,.0f}/s, {clock(progress.left)} left"
        if progress.failures:
            rate += f", {progress.failures:,} failed"
        bar.update(task, completed=progress.done, total=progress.games, rate=rate)

    return told, bar.stop


def clock(seconds: float) -> str:
    """Write a time as people read it.

    >>> clock(3700)
    '1:01:40'
    """
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
