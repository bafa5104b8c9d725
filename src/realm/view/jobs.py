"""Do long work beside the window, so that it never stands still."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


class Jobs:
    """Work under way; results come back on the window's own thread, one frame later at most."""

    def __init__(self) -> None:
        """Begin idle."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="realm-job")
        self._open: list[
            tuple[Future[Any], Callable[[Any], None], Callable[[Exception], None]]
        ] = []

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin some work; `done` gets its result, `failed` what went wrong."""
        self._open.append((self._pool.submit(work), done, failed))

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return bool(self._open)

    def collect(self) -> bool:
        """Hand over the results that are there; tell whether there were any."""
        ready = [job for job in self._open if job[0].done()]
        self._open = [job for job in self._open if not job[0].done()]
        for future, done, failed in ready:
            error = future.exception()
            if error is None:
                done(future.result())
            elif isinstance(error, Exception):
                failed(error)
            else:
                raise error
        return bool(ready)

    def close(self) -> None:
        """Begin nothing more; what runs may end by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)
