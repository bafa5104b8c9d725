"""Play a batch: hand chunks to an executor, keep each part as it comes."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from realm.errors import RealmError
from realm.lab.executors import Crew, crew
from realm.lab.part import Part, arrow, work
from realm.lab.plan import Plan
from realm.lab.reading import Given, plan_of
from realm.lab.result import Result
from realm.lab.store import Store
from realm.lab.task import Task

AHEAD = 2
"""Chunks handed out for each that can be played at once: nobody waits, and memory stays flat."""
LOST = 3
"""How often a pool may break before its chunk is given up."""


@dataclass(frozen=True)
class Progress:
    """How far a batch is."""

    done: int
    """Games, those of an earlier start included."""
    games: int
    """All of them."""
    played: int
    """Games since this start."""
    seconds: float
    """Since this start."""
    failures: int

    @property
    def rate(self) -> float:
        """Games a second."""
        return self.played / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float:
        """Seconds left at this rate; infinite while there is none."""
        return (self.games - self.done) / self.rate if self.rate else float("inf")


Told = Callable[[Progress], None]


def batch(
    experiment: Given = "june-2025",
    *,
    worlds: int | None = None,
    seed: int | None = None,
    turns: int | None = None,
    strategies: Mapping[str, str] | None = None,
    out: str | Path | None = None,
    resume: bool = False,
    workers: int = 1,
    scheduler: str | None = None,
    told: Told | None = None,
) -> Result:
    """Play a scenario or an experiment in many worlds; the result reads its tables when asked.

        result = realm.batch("small-world", worlds=200, seed=7)
        result.to_pandas(outcomes=["fill_rate"]).groupby("subject").value.mean()

    Args:
        experiment: a shipped scenario or experiment, the path of a file of either, or one made in
            code.
        worlds: worlds a point; the experiment's if not given.
        seed: names the family of worlds; the experiment's if not given.
        turns: turns to play; the experiment's if not given.
        strategies: who plays how at every point, by seat or actor.
        out: folder to write to; a temporary one that lives as long as the result if not given.
        resume: whether to go on with what is in the folder.
        workers: processes; a script that asks for more than one must guard its main part with
            `if __name__ == "__main__":`.
        scheduler: address of a Dask scheduler to use instead, `tcp://...`.
        told: hears how far it is, after every chunk.

    Raises:
        ScenarioError: when the scenario or the experiment makes no sense.
        RealmError: when the folder holds something else.
    """
    plan = plan_of(
        experiment,
        worlds=worlds,
        seed=seed,
        turns=turns,
        strategies=dict(strategies) if strategies else None,
    )
    store = Store(Path(mkdtemp(prefix="realm-") if out is None else out))
    perform(plan, store, resume=resume, workers=workers, scheduler=scheduler, told=told)
    return Result(store.folder, temporary=out is None)


def perform(
    plan: Plan,
    store: Store,
    *,
    command: Sequence[str] = (),
    resume: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    told: Told | None = None,
) -> None:
    """Play what is not there yet of a plan, into a folder."""
    arrow()
    there = store.open(plan, command=command, resume=resume)
    left = len(plan.chunks) - len(there)
    loop = _Loop(plan, store, there, told or (lambda _progress: None))
    for attempt in range(LOST):
        if not left:
            break
        try:
            with crew(workers, scheduler, left) as found:
                loop.run(found)
            break
        except BrokenProcessPool:
            if attempt == LOST - 1:
                raise RealmError(
                    f"a process was lost {LOST} times, perhaps for want of memory; what is written "
                    "is whole, and --resume goes on"
                ) from None
    store.finish()


class _Loop:
    """Hands out the chunks that are missing, a few at a time."""

    def __init__(self, plan: Plan, store: Store, there: frozenset[int], told: Told) -> None:
        self._plan, self._store, self._told = plan, store, told
        self._there = set(there)
        self._before = sum(len(plan.chunks[number]) for number in there)
        self._played = self._failures = 0
        self._begun = time.perf_counter()

    def run(self, crew: Crew) -> None:
        """Play to the end."""
        self._tell()
        tasks = self._plan.tasks(frozenset(self._there))
        running: dict[Future[Part], Task] = {}
        while True:
            for task in tasks:
                running[crew.executor.submit(work, task)] = task
                if len(running) >= AHEAD * crew.width or crew.width == 1:
                    break
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                del running[future]
                self._keep(future.result())

    def _keep(self, part: Part) -> None:
        self._store.keep(part)
        self._there.add(part.number)
        self._played += part.games
        self._failures += len(part.failures)
        self._tell()

    def _tell(self) -> None:
        self._told(
            Progress(
                done=self._before + self._played,
                games=self._plan.games,
                played=self._played,
                seconds=time.perf_counter() - self._begun,
                failures=self._failures,
            )
        )
