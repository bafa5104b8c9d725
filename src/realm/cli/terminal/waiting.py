"""Say on stderr what is being worked out while a person at a terminal waits for it."""

import contextlib
import sys
from collections.abc import Iterator

from realm.play.foresight import Watch, unwatched


@contextlib.contextmanager
def watched(doing: str) -> Iterator[Watch]:
    """Show how far some work is; nothing where nobody sits at a terminal.

    On a stderr that is no terminal a line says what is done, since a bar could not be taken away.

    Args:
        doing: what is done, in words.
    """
    if not sys.stdin.isatty():
        yield unwatched
        return
    if not sys.stderr.isatty():
        print(f"{doing} ...", file=sys.stderr, flush=True)
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=1.0)
        yield lambda part: bar.update(task, completed=part)
