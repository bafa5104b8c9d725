"""Keep the loop of the window at its pace beside work in another thread.

Two things that a thread does hold up every other one. It keeps the interpreter until somebody has
asked for it for a while; and a sweep of the memory stops them all, whichever thread it comes in. So
the while is short, full sweeps come in rounds of the loop that had nothing else to do, and what is
loaded to stay is never swept.
"""

import gc
import sys
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

SWITCH = 0.0001
"""Seconds for which the loop asks for the interpreter before long work beside it has to let go.

Work that calls numpy lets go by itself at each call and takes it again before the loop is awake,
and each time the loop begins to ask anew: in a millisecond that happens many times over."""
SWEEPS = (700, 10)
"""Objects after which those are swept that are new, and sweeps of these after which those that
lived through one are: Python's own."""
LATER = 1_000_000
"""Never, for a full sweep: Python's own would come in the midst of a round."""
OLD = 10
"""Sweeps of what lived through one after which everything is due to be swept."""
IDLE = 0.010
"""Seconds that a round may have taken for a full sweep to follow it: one takes 10 to 35 ms."""


def keep() -> None:
    """Keep the pace from now on, in this process."""
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(*SWEEPS, LATER)


def rest(took: float) -> bool:
    """Sweep the memory after a round that did little, if that is due; tell whether it was swept.

    Args:
        took: seconds that the round took.
    """
    if took > IDLE or gc.get_count()[2] <= OLD:
        return False
    gc.collect()
    return True


def to_stay(make: Callable[[], Made]) -> Made:
    """Make something that stays until the end, and let no sweep look at it."""
    gc.disable()
    try:
        return make()
    finally:
        gc.freeze()
        gc.enable()
