"""A real Dask scheduler with two real workers on loopback; one of them dies half-way."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.lab.experiments import experiment

from realm.lab import task
from realm.lab.batch import Progress, perform
from realm.lab.experiment import Factor
from realm.lab.reading import plan_of
from realm.lab.store import Store

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Start a scheduler and two workers as processes of their own."""
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
    yield address, workers
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
    address, workers = dask
    factors = {"flood": Factor(event="flood")}
    made = plan_of(experiment(worlds=200, turns=8, factors=factors))
    perform(made, Store(tmp_path / "plain"), workers=1)

    def kill(progress: Progress) -> None:
        if progress.played and workers[0].poll() is None:
            workers[0].kill()

    perform(made, Store(tmp_path / "cluster"), scheduler=address, told=kill)

    assert workers[0].poll() is not None
    parts = sorted((tmp_path / "plain/parts").iterdir())
    assert len(parts) == 16
    for part in parts:
        assert (tmp_path / "cluster/parts" / part.name).read_bytes() == part.read_bytes()
