"""The one file that imports Mesa, and puts back what that changes.

Mesa 3.3 sets the start method of multiprocessing to "spawn" for the whole process when it is
imported; 3.5 does so only when `mesa.batch_run` is called. Each of its decorators for logging
looks up who called it by listing the whole stack with its source, which takes longer than all the
rest of the import when that began deep in a program; so it is shown the near end only.
"""

import inspect
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

NEAR = 4
"""Frames that are shown; Mesa looks at the second."""


def near_frames(frame: FrameType | None, context: int = 1) -> list[inspect.FrameInfo]:  # noqa: ARG001
    """List a frame and the next ones outwards as `inspect.getouterframes` does, without source."""
    found: list[inspect.FrameInfo] = []
    while frame is not None and len(found) < NEAR:
        code = frame.f_code
        found.append(
            inspect.FrameInfo(frame, code.co_filename, frame.f_lineno, code.co_name, None, None)
        )
        frame = frame.f_back
    return found


@contextmanager
def as_it_was() -> Iterator[None]:
    """Put back the start method of multiprocessing and the view of the stack."""
    method, whole = multiprocessing.get_start_method(allow_none=True), inspect.getouterframes
    inspect.getouterframes = near_frames
    try:
        yield
    finally:
        inspect.getouterframes = whole
        multiprocessing.set_start_method(method, force=True)


with as_it_was():
    from mesa import DataCollector, Model
    from mesa.discrete_space import Cell, FixedAgent, Network

__all__ = ["Cell", "DataCollector", "FixedAgent", "Model", "Network"]
