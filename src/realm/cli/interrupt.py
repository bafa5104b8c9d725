"""Leave at once on Ctrl-C while there is nothing to clean up; loads next to nothing itself."""

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130


def leave_at_once() -> None:
    """Let Ctrl-C end the process with one line, also amid an import."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


def clean_up_first() -> None:
    """Let Ctrl-C raise KeyboardInterrupt again."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    try:
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, b"realm: interrupted.\n")
    finally:
        os._exit(INTERRUPTED)
