"""A real Dask scheduler with two real workers on loopback; one of them dies half-way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.lab.experiments import experiment

from realm.errors import RealmError
from realm.lab import task
from realm.lab.batch import Progress, perform
from realm.lab.experiment import Factor
from realm.lab.reading import plan_of
from realm.lab.store import Store

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Start a scheduler and two workers as processes of their own; give them in this order."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}"}
    started: list[subprocess.Popen[bytes]] = []

    def start(code: str) -> "subprocess.Popen[bytes]":
        child = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=tmp_path,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # fmt: skip
        started.append(child)
        return child

    scheduler = start(
        "import asyncio\n"
        "from distributed import Scheduler\n"
        "async def main():\n"
        "    async with Scheduler(host='127.0.0.1', port=0, dashboard_address=None) as one:\n"
        "        print(one.address, flush=True)\n"
        "        await one.finished()\n"
        "asyncio.run(main())\n"
    )
    assert scheduler.stdout is not None
    address = scheduler.stdout.readline().decode().strip()
    work = (
        "import asyncio\n"
        "from distributed import Worker\n"
        "async def main():\n"
        f"    async with Worker({address!r}, nthreads=1) as one:\n"
        "        print('ready', flush=True)\n"
        "        await one.finished()\n"
        "asyncio.run(main())\n"
    )
    workers = [start(work), start(work)]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
    yield address, [scheduler, *workers]
    for child in reversed(started):
        child.kill()
        child.communicate(timeout=30)


def test_a_worker_may_die(
    dask: tuple[str, list["subprocess.Popen[bytes]"]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(task, "LEAST_CHUNK", 16)
    monkeypatch.setattr(task, "CHUNKS", 16)
    address, (_, worker, _) = dask
    factors = {"flood": Factor(event="flood")}
    made = plan_of(experiment(worlds=200, turns=8, factors=factors))
    perform(made, Store(tmp_path / "plain"), workers=1)

    def kill(progress: Progress) -> None:
        if progress.played and worker.poll() is None:
            worker.kill()

    perform(made, Store(tmp_path / "cluster"), scheduler=address, told=kill)

    assert worker.poll() is not None
    parts = sorted((tmp_path / "plain/parts").iterdir())
    assert len(parts) == 16
    for part in parts:
        assert (tmp_path / "cluster/parts" / part.name).read_bytes() == part.read_bytes()


def test_a_lost_scheduler_is_one_sentence(
    dask: tuple[str, list["subprocess.Popen[bytes]"]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(task, "LEAST_CHUNK", 16)
    address, (scheduler, *_) = dask
    made = plan_of(experiment(worlds=200, turns=8))

    def kill(progress: Progress) -> None:
        if progress.played:
            scheduler.kill()

    with pytest.raises(RealmError, match=r"was lost .* --resume goes on"):
        perform(made, Store(tmp_path), scheduler=address, told=kill)
    perform(made, Store(tmp_path), workers=1, resume=True)

    assert len(Store(tmp_path).numbers()) == len(made.chunks)
