"""Where tables and pages are printed: a console that says when nobody reads on."""

import errno

from rich.console import Console

LEAST_WIDTH = 40
"""On a narrower terminal lines break rather than that numbers are cut."""


class _Paper(Console):
    """A console that says when nobody reads on, instead of leaving the process."""

    def on_broken_pipe(self) -> None:
        """Raise, so that the command line ends in the one place where it ends."""
        raise BrokenPipeError(errno.EPIPE, "nobody reads on")


def paper() -> Console:
    """Open the console: what is printed is shown as it is, no markup in it."""
    console = _Paper(highlight=False, emoji=False, markup=False)
    console.width = max(console.width, LEAST_WIDTH)
    return console
