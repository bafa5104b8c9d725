"""Where tables and pages are printed: a console that says when nobody reads on."""

import codecs
import errno
import sys

from rich.console import Console

LEAST_WIDTH = 40
"""On a narrower terminal lines break rather than that numbers are cut."""


PLAIN = {"→": ">", "▲": "^", "▼": "v", "–": "-", "“": '"', "”": '"'}
"""What stands for signs that the reader's alphabet does not have."""


class _Paper(Console):
    """A console that says when nobody reads on, instead of leaving the process."""

    def on_broken_pipe(self) -> None:
        """Raise, so that the command line ends in the one place where it ends."""
        raise BrokenPipeError(errno.EPIPE, "nobody reads on")


def paper() -> Console:
    """Open the console: what is printed is shown as it is, no markup in it."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None and "utf" not in (sys.stdout.encoding or "").lower():
        codecs.register_error("realm", _plain)
        reconfigure(errors="realm")
    console = _Paper(highlight=False, emoji=False, markup=False)
    console.width = max(console.width, LEAST_WIDTH)
    return console


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Put plain signs for those that cannot be written."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(PLAIN.get(sign, "?") for sign in missing), error.end
