"""Call somebody else's function, and come back even when it does not."""

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


class TooLong(BaseException):
    """It took longer than it had; not an Exception, so that `except Exception` lets it pass."""


def within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """Return what a call returns.

    A thread of its own watches the clock and raises `TooLong` in ours, at the next bytecode: a
    loop of Python stops, one call into C does not. Works on every system, and off the main thread.

    Raises:
        TooLong: when it took longer than that.
    """
    ours, done, lock = threading.get_ident(), threading.Event(), threading.Lock()
    rung = False

    def ring() -> None:
        nonlocal rung
        if done.wait(seconds):
            return
        with lock:
            if not done.is_set():
                rung = True
                _raise_in(ours)

    watch = threading.Thread(target=ring, daemon=True)
    watch.start()
    try:
        answer = call()
        with lock:
            done.set()
        _let_ring(rung)
        return answer
    finally:
        done.set()


def _let_ring(rung: bool) -> None:
    """Give an exception that was on its way the bytecodes it needs to arrive."""
    for _ in range(100 if rung else 0):
        pass


def _raise_in(thread: int) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLong))
