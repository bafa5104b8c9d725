"""Do long work beside the window, so that it never stands still."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

Result = TypeVar("Result")


@dataclass(eq=False)
class Job:
    """Some work, what to do with what comes of it, and what it is called meanwhile."""

    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    says: str


class Jobs:
    """Work under way; results come back on the window's own thread, one frame later at most.

    Attributes:
        part: how much of what is under way is done, 0 to 1; negative where that is not known. The
            work itself says so.
    """

    def __init__(self) -> None:
        """Begin idle."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="realm-job")
        self._open: list[Job] = []
        self.part = -1.0

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
        says: str = "",
    ) -> None:
        """Begin some work; `done` gets its result, `failed` what went wrong.

        Args:
            work: what is done beside the window.
            done: hears the result.
            failed: hears what went wrong.
            says: what is being done, in words for who waits for it.
        """
        self._open.append(Job(self._pool.submit(work), done, failed, says))

    def call(self, says: str) -> None:
        """Say of what is under way what is being done, now that somebody waits for it."""
        if self._open:
            self._open[0].says = says

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return bool(self._open)

    @property
    def says(self) -> str:
        """What is being done; the first of what waits that has words."""
        return next((job.says for job in self._open if job.says), "")

    @property
    def crowded(self) -> bool:
        """Whether other work waits for that which is under way."""
        return sum(not job.future.done() for job in self._open) > 1

    def collect(self) -> bool:
        """Hand over the results that are there; tell whether there were any."""
        ready = [job for job in self._open if job.future.done()]
        self._open = [job for job in self._open if job not in ready]  # more may be done by now
        if ready:
            self.part = -1.0
        for job in ready:
            error = job.future.exception()
            if error is None:
                job.done(job.future.result())
            elif isinstance(error, Exception):
                job.failed(error)
            else:
                raise error
        return bool(ready)

    def close(self) -> None:
        """Begin nothing more; what runs may end by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)
