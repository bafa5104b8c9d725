"""Where chunks are played: in this process, in processes of this machine, on a cluster.

Everything is written to `concurrent.futures.Executor`.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError as Cancelled
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, NamedTuple

from realm.errors import RealmError

SECONDS = 10.0
"""Longest wait for a scheduler to answer."""
RETRIES = 2
"""How often a cluster tries a chunk again whose worker was lost."""


class Crew(NamedTuple):
    """An executor, and how many chunks it plays at once."""

    executor: Executor
    width: int


class Here(Executor):
    """Plays in this process, at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call it now; the future that comes back is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries whatever was raised
            future.set_exception(error)
        return future


@contextlib.contextmanager
def crew(workers: int | None, scheduler: str | None, chunks: int) -> Iterator[Crew]:
    """Open an executor for some chunks; Ctrl-C, or an error, stops what is running.

    Args:
        workers: processes; as many as there are cores if not given.
        scheduler: address of a Dask scheduler, `tcp://...`, to use instead.
        chunks: how many there are to play.
    """
    if scheduler is not None:
        with _cluster(scheduler) as found:
            yield found
        return
    count = min(workers or cores(), max(chunks, 1))
    if count == 1:
        yield Crew(Here(), 1)
        return
    with _processes(count) as found:
        yield found


def cores() -> int:
    """Count the cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


@contextlib.contextmanager
def _processes(count: int) -> Iterator[Crew]:
    """Start fresh processes: forking one that has threads, as numpy may, can hang."""
    context = multiprocessing.get_context("spawn")
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    try:
        yield Crew(pool, count)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    else:
        pool.shutdown()


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, even by `kill -9`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


@contextlib.contextmanager
def _cluster(address: str) -> Iterator[Crew]:
    """Let the workers of a Dask scheduler play."""
    try:
        from distributed import CancelledError, Client, KilledWorker  # not those of futures
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise RealmError(
            "a scheduler needs Dask: pip install 'realm-game[cluster]', here and on every worker"
        ) from None
    connect: Any = Client  # its methods bear no types
    try:
        client = connect(address, timeout=SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise RealmError(f"no scheduler answers at {address!r}: {error}") from None
    with client:
        width = sum(client.nthreads().values())
        if not width:
            raise RealmError(f"the scheduler at {address!r} has no workers")
        try:
            with client.get_executor(pure=False, retries=RETRIES) as executor:
                yield Crew(executor, width)
        except (Cancelled, CancelledError, CommClosedError, KilledWorker) as error:
            raise RealmError(
                f"the cluster at {address!r} was lost ({type(error).__name__}); what is written is "
                "whole, and --resume goes on"
            ) from None
