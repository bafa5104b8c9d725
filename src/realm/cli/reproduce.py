"""`realm reproduce`: play a batch once more, and compare."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from realm.cli.batch import Scheduler, Workers, play


def reproduce(
    manifest: Annotated[
        str, typer.Argument(metavar="MANIFEST", help="The manifest.json of a batch, or its folder.")
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", metavar="DIR", help="Keep the new results; else they are dropped."),
    ] = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
) -> None:
    """Repeat a batch from its manifest; say what versions and results differ."""
    from realm.lab.reproduce import compare, plan_from
    from realm.lab.store import MANIFEST, Store

    path = Path(manifest)
    path = path / MANIFEST if path.is_dir() else path
    plan = plan_from(path)
    with TemporaryDirectory(prefix="realm-") as temporary:
        store = Store(Path(out if out is not None else temporary))
        play(plan, store, resume=False, workers=workers, scheduler=scheduler, quiet=False)
        verdict = compare(Store(path.parent), store)
    print(verdict)
    if not verdict.ok:
        raise typer.Exit(1)
