"""A batch: the same bits however it is played, nothing lost, nothing twice, bad games apart."""

import errno
import gc
import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pytest
from annotated_types import Ge
from tests.lab.experiments import experiment

import realm
from realm.cli.main import main
from realm.core.chance import Luck
from realm.errors import RealmError
from realm.lab import store as stores
from realm.lab import task
from realm.lab.analysis.question import Question
from realm.lab.batch import Progress, perform
from realm.lab.experiment import Experiment, Factor, Keep
from realm.lab.part import work
from realm.lab.plan import Plan
from realm.lab.reading import plan_of
from realm.lab.result import Result
from realm.lab.store import Store
from realm.model.model import RealmModel
from realm.strategies import registry
from realm.strategies.base import Decision, Strategy
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

FACTORS = {"answer": Factor(seat="cland", levels=("status_quo", "stockpile"))}
ROOT = Path(__file__).parents[2]


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if p.name != "manifest.json"}


@pytest.fixture(autouse=True)
def many_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut even few games into chunks."""
    monkeypatch.setattr(task, "LEAST_CHUNK", 16)
    monkeypatch.setattr(task, "CHUNKS", 16)


def small(**changes: Any) -> Experiment:
    """Make an experiment of 40 games in three chunks."""
    return experiment(**{"worlds": 20, "turns": 1, "factors": FACTORS, **changes})


class Fragile(Strategy):
    """Fails in some worlds."""

    name = "fragile"
    source = "assumption: for tests"

    @dataclass(frozen=True)
    class Params:
        fails: Annotated[float, Ge(0)] = 3.0
        """Index of the world that it cannot bear; the next but one is the other."""

    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        if np.isin(luck.worlds, [self.params.fails, self.params.fails + 2]).any():
            raise ZeroDivisionError("no more metal")
        return Decision(memory=memory)


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found = registry.find
    monkeypatch.setattr(
        registry, "find", lambda name: Fragile() if name == "fragile" else found(name)
    )
    return


def test_world_417_of_a_batch_is_that_of_realm_run(capsys: pytest.CaptureFixture[str]) -> None:
    result = realm.batch("small-world", worlds=420, seed=9, turns=2)
    main(["run", "small-world", "--seed", "9", "--world", "417", "--turns", "2", "--json"])
    told = json.loads(capsys.readouterr().out)
    table = result.to_pandas()
    rows = table[table.world == 417].set_index(["subject", "outcome", "turn"]).value
    compared = 0
    for seat, one in told["seats"].items():
        assert rows[seat, "game_score", 2] == pytest.approx(one["score"]["game"], rel=1e-15)
        for name, series in {**one["indicators"], "score": one["score"]}.items():
            for turn, value in enumerate(series["series"]):
                expected = np.nan if value is None else value
                assert rows[seat, name, turn] == expected or np.isnan(expected), (seat, name)
                compared += 1
    for good, quantities in told["commodities"].items():
        for name in ("inside", "outside_quoted", "outside_paid", "output", "unmet"):
            for turn, value in enumerate(quantities[name]["series"][5::3]):
                assert rows[good, name, turn] == value, (good, name)
                compared += 1
    assert compared > 80


def test_a_batch_is_reproduced_from_its_manifest_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = tmp_path / "first"
    realm.batch(small(worlds=4), out=first)
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "manifest.json").write_bytes((first / "manifest.json").read_bytes())

    assert main(["reproduce", str(first), "--workers", "1"]) == 0
    assert "All of 1 part: the same, to the bit." in capsys.readouterr().out
    out = tmp_path / "again"
    assert main(["reproduce", str(alone / "manifest.json"), "--out", str(out)]) == 0
    assert "1 were not there to compare with" in capsys.readouterr().out
    assert bytes_of(out) == bytes_of(first)


def test_reproducing_tells_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    realm.batch(small(worlds=4), out=tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    manifest["packages"]["numpy"] = "1.0"
    manifest["experiment"]["seed"] = 77
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))

    assert main(["reproduce", str(tmp_path), "--workers", "1"]) == 1
    told = capsys.readouterr().out
    assert "- numpy: 1.0 then, " in told
    assert "0 are the same to the bit, 0 to 1e-06, 1 differ." in told
    (tmp_path / "manifest.json").write_text("{}")
    assert main(["reproduce", str(tmp_path)]) == 2
    assert "is no manifest of a batch" in capsys.readouterr().err


def test_rows_are_tidy_and_narrowed_when_asked(tmp_path: Path) -> None:
    keep = Keep(seats=("cland",), indicators=("fill_rate",), markets=("unmet",),
                commodities=("ore",), every="month")  # fmt: skip
    result = realm.batch(small(worlds=2, turns=2, keep=keep))
    table = result.to_pandas()
    key = ["point", "world", "month", "subject", "outcome"]

    assert not table.duplicated(key).any()
    # Indicators before the first turn and after each; the market in six months before, six after.
    assert len(table) == 4 * (3 + 6 + 6)
    assert set(table.month[table.outcome == "fill_rate"]) == {"2025-06", "2025-09", "2025-12"}
    assert set(table.turn[table.month == "2025-08"]) == {1}
    assert len(result.to_pandas(outcomes=["unmet"], turns=[1], points=[1])) == 2 * 3
    assert result.points.answer.tolist() == ["status_quo", "stockpile"]
    assert result.whole


def test_the_end_alone_can_be_kept() -> None:
    result = realm.batch(small(worlds=2, turns=2, keep=Keep(every="end")))

    assert set(result.to_pandas().turn) == {2}


def test_units_stand_beside_the_results(tmp_path: Path) -> None:
    result = realm.batch(small(worlds=1), out=tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text())
    table = result.to_pandas()

    assert set(table.outcome) == set(package["outcomes"])
    assert all(one["unit"] and one["meaning"] for one in package["outcomes"].values())
    fields = [field["name"] for field in package["resources"][0]["schema"]["fields"]]
    assert fields == list(table.columns)
    assert all((tmp_path / path).is_file() for path in package["resources"][0]["path"])


def test_it_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    made = plan_of(small())
    perform(made, Store(tmp_path / "whole"), workers=1)

    class StopError(Exception):
        pass

    def stop(progress: Progress) -> None:
        if progress.played >= 16:
            raise StopError

    with pytest.raises(StopError):
        perform(made, Store(tmp_path / "broken"), workers=1, told=stop)
    assert Store(tmp_path / "broken").numbers() == [0]
    stale = tmp_path / "broken/parts/.part-000001.parquet.77~"
    stale.write_bytes(b"half a part")
    seen: list[Progress] = []
    perform(made, Store(tmp_path / "broken"), workers=1, resume=True, told=seen.append)

    assert seen[0].done == 16
    assert seen[-1].done == seen[-1].games == 40
    assert not stale.exists()
    assert bytes_of(tmp_path / "broken") == bytes_of(tmp_path / "whole")


def test_what_is_there_is_not_played_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = plan_of(small())
    perform(made, Store(tmp_path), workers=1)
    before = bytes_of(tmp_path)
    monkeypatch.setattr("realm.lab.batch.work", None)
    perform(made, Store(tmp_path), workers=1, resume=True)

    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("left", [b"", b"hello", slice(0, 900), slice(0, -9)])
def test_a_damaged_part_is_named_and_played_again(tmp_path: Path, left: bytes | slice) -> None:
    made = plan_of(small())
    perform(made, Store(tmp_path), workers=1)
    before = bytes_of(tmp_path)
    part = tmp_path / "parts/part-000001.parquet"
    part.write_bytes(left if isinstance(left, bytes) else part.read_bytes()[left])
    with pytest.raises(RealmError, match=r"part-000001.parquet is damaged; .* --resume"):
        Result(tmp_path).to_table()
    perform(made, Store(tmp_path), workers=1, resume=True)

    assert bytes_of(tmp_path) == before


def test_one_altered_byte_of_a_part_is_noticed_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = plan_of(small(worlds=10))
    perform(made, Store(tmp_path), workers=1)
    before = bytes_of(tmp_path)
    part = tmp_path / "parts/part-000001.parquet"
    told = f"{part} is damaged; the command of the batch, typed again with --resume"
    whole = part.read_bytes()
    for place in (0, len(whole) - 1, *range(5, len(whole), len(whole) // 20)):
        part.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(RealmError, match="is damaged"):
            Result(tmp_path).to_table()

    assert main(["reproduce", str(tmp_path), "--workers", "1"]) == 1
    shown = capsys.readouterr().out
    assert "All of 1 part: the same, to the bit." in shown
    assert f"{told}, makes it anew.\n" in shown
    assert main(["report", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"realm: {told}")
    perform(made, Store(tmp_path), workers=1, resume=True)
    assert bytes_of(tmp_path) == before


def test_checksums_are_those_of_sha256sum(tmp_path: Path) -> None:
    perform(plan_of(small()), Store(tmp_path), workers=1)
    text = (tmp_path / "checksums.sha256").read_text()
    sums = dict(reversed(line.split("  ")) for line in text.splitlines())

    assert set(sums) == set(bytes_of(tmp_path)) - {"checksums.sha256"}
    for name, found in sums.items():
        assert found == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert text.splitlines() == sorted(text.splitlines(), key=lambda line: line[66:])


@pytest.mark.parametrize("left", ["", "half", None])
def test_lost_checksums_are_named_and_made_anew(tmp_path: Path, left: str | None) -> None:
    made = plan_of(small())
    perform(made, Store(tmp_path), workers=1)
    before = bytes_of(tmp_path)
    sums = tmp_path / "checksums.sha256"
    text = sums.read_text()
    sums.write_text(text[: len(text) // 2] if left else "")
    if left is None:
        sums.unlink()
    with pytest.raises(RealmError, match=r"(damaged|checksums.sha256 is missing); .* --resume"):
        Result(tmp_path).to_table()
    perform(made, Store(tmp_path), workers=1, resume=True)

    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("name", ["points.csv", "scenario.json", "datapackage.json"])
def test_a_damaged_file_is_named_and_made_anew(tmp_path: Path, name: str) -> None:
    made = plan_of(small())
    perform(made, Store(tmp_path), workers=1)
    before = bytes_of(tmp_path)
    (tmp_path / name).write_text("{")
    with pytest.raises(RealmError, match=f"{name} is damaged; .* --resume"):
        Question.of(Result(tmp_path))
    (tmp_path / name).unlink()
    with pytest.raises(RealmError, match=f"{name} is missing; .* --resume"):
        Question.of(Result(tmp_path))
    perform(made, Store(tmp_path), workers=1, resume=True)

    assert bytes_of(tmp_path) == before


def test_another_process_in_the_folder_is_named(tmp_path: Path) -> None:
    store, made = Store(tmp_path), plan_of(small())
    part = work(next(made.tasks()))
    with pytest.raises(RealmError, match="another process goes on with this batch"):
        store.keep(part)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    made = plan_of(small(worlds=1))
    (tmp_path / "thesis.txt").write_text("dear")
    with pytest.raises(RealmError, match=r"not empty and holds no batch \(thesis.txt\)"):
        perform(made, Store(tmp_path), workers=1)
    with pytest.raises(RealmError, match="is a file"):
        perform(made, Store(tmp_path / "thesis.txt"), workers=1)
    out = tmp_path / "out"
    perform(made, Store(out), workers=1)
    with pytest.raises(RealmError, match="holds a batch already: --resume"):
        perform(made, Store(out), workers=1)
    other = plan_of(small(worlds=1, seed=5))
    with pytest.raises(RealmError, match=r"holds another batch .test: 2 games, seed 0"):
        perform(other, Store(out), workers=1, resume=True)
    manifest = json.loads((out / "manifest.json").read_text())
    (out / "manifest.json").write_text(json.dumps({**manifest, "realm": "0.0.1"}))
    with pytest.raises(RealmError, match=r"was begun with realm 0.0.1 \(here"):
        perform(made, Store(out), workers=1, resume=True)
    for text in ("[]", "{}", json.dumps({**manifest, "points": "2"}), "{"):
        (out / "manifest.json").write_text(text)
        with pytest.raises(RealmError, match="is no manifest of a batch"):
            perform(made, Store(out), workers=1, resume=True)
    assert (tmp_path / "thesis.txt").read_text() == "dear"


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    made = plan_of(small())
    monkeypatch.setattr(stores.os, "fsync", full)
    with pytest.raises(OSError, match="the disk is full; every part written so far is whole"):
        perform(made, Store(tmp_path), workers=1)
    monkeypatch.undo()
    perform(made, Store(tmp_path), workers=1, resume=True)

    assert Result(tmp_path).whole
    assert Result(tmp_path / "manifest.json").folder == tmp_path
    monkeypatch.setattr(stores.os, "fsync", full)
    with pytest.raises(OSError, match="the disk is full; make room and try again"):
        Result(tmp_path).put("report.html", b"page")


@pytest.mark.usefixtures("fragile")
def test_bad_worlds_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    result = realm.batch(small(strategies={"aland": "fragile"}), out=tmp_path)
    plain = realm.batch(small())
    failed = [(point, world, -1) for point in (0, 1) for world in (3, 5)]

    assert [one[:3] for one in result.failures] == failed
    assert {one.reason for one in result.failures} == {"ZeroDivisionError: no more metal"}
    table, expected = result.to_pandas(), plain.to_pandas()
    assert set(table.world) == set(range(20)) - {3, 5}
    sound = expected[~expected.world.isin([3, 5])].reset_index(drop=True)
    assert table.equals(sound), "the others are as if nothing had happened"
    listed = (tmp_path / "failures.csv").read_text().splitlines()
    assert listed[:2] == ["point,world,turn,reason", "0,3,-1,ZeroDivisionError: no more metal"]


def test_frozen_worlds_keep_what_they_did_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from realm.rules import turn

    steps = turn.step

    def breaks(*arguments: Any) -> Any:
        state, ledger = steps(*arguments)
        month, luck = state.month, arguments[-1]
        bad = (luck.worlds == 4) & (month >= 12)
        return state.replace(fault=np.where(bad, 1.0, state.fault)), ledger

    monkeypatch.setattr(turn, "step", breaks)
    result = realm.batch(small(worlds=6, turns=3))
    table = result.to_pandas()

    assert [one[:3] for one in result.failures] == [(0, 4, 2), (1, 4, 2)]
    assert "it froze" in result.failures[0].reason
    assert set(table.turn[table.world == 4]) == {0, 1}
    assert set(table.turn[table.world == 3]) == {0, 1, 2, 3}


def test_a_chunk_leaves_nothing_behind() -> None:
    """So that memory stays flat however many chunks a process plays."""
    made = plan_of(small(worlds=2))
    gc.collect()
    others = {id(found) for found in gc.get_objects() if isinstance(found, RealmModel)}
    for one in made.tasks():
        work(one)

    left = [found for found in gc.get_objects() if isinstance(found, RealmModel)]
    assert {id(found) for found in left} <= others


def test_many_games_take_no_more_room_than_few() -> None:
    """As allocated by Python and numpy: what a process holds beyond that belongs to the bench."""
    first, second, *others = plan_of(small(worlds=64)).tasks()
    assert len(others) == 6

    def peak(some: list[task.Task]) -> int:
        tracemalloc.reset_peak()
        for one in some:
            work(one)
        return tracemalloc.get_traced_memory()[1]

    tracemalloc.start()
    try:
        work(first)  # warms what is kept for good
        few, many = peak([second]), peak(others)
    finally:
        tracemalloc.stop()
    assert many <= 1.1 * few


def test_a_plan_is_the_same_whatever_the_machine(tmp_path: Path) -> None:
    made = plan_of(small())
    again = Plan(made.experiment, made.scenario)

    assert made.fingerprint == again.fingerprint
    assert [len(cells) for cells in made.chunks] == [16, 16, 8]
    assert plan_of(small(seed=1)).fingerprint != made.fingerprint


@pytest.mark.slow
def test_processes_give_the_same_bytes(tmp_path: Path) -> None:
    made = plan_of(small())
    perform(made, Store(tmp_path / "one"), workers=1)
    perform(made, Store(tmp_path / "two"), workers=2)

    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


@pytest.mark.slow
def test_a_process_may_be_lost(tmp_path: Path) -> None:
    made = plan_of(small(turns=4, worlds=80))
    perform(made, Store(tmp_path / "plain"), workers=1)
    lost: list[int] = []

    def kill(progress: Progress) -> None:
        children = multiprocessing.active_children()
        if progress.played and children and not lost:
            lost.append(progress.played)
            children[0].kill()

    perform(made, Store(tmp_path / "broken"), workers=2, told=kill)

    assert lost
    assert bytes_of(tmp_path / "broken") == bytes_of(tmp_path / "plain")


def call(out: Path, *more: str) -> "subprocess.Popen[bytes]":
    """Begin a batch of ten parts in a process of its own."""
    command = [sys.executable, "-m", "realm", "batch", "small-world", "--worlds", "640",
               "--turns", "3", "--workers", "2", "--out", str(out)]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen([*command, *more], env=environment, stdout=subprocess.PIPE)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the batch without a break."""
    out = tmp_path_factory.mktemp("batch") / "whole"
    with call(out) as child:
        assert child.wait(120) == 0
    return out


@pytest.mark.slow
@pytest.mark.parametrize("parts", [0, 2, 5])
def test_kill_9_loses_nothing(parts: int, unbroken: Path, tmp_path: Path) -> None:
    """Kill it as soon as so many parts are there; two processes are at work then."""
    broken = tmp_path / "broken"
    with call(broken) as child:
        while not (broken / "manifest.json").exists() or len(Store(broken).numbers()) < parts:
            assert child.poll() is None
            time.sleep(0.001)
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)  # its processes hold the pipe, so they have ended, too
    assert len(Store(broken).numbers()) < 10
    with call(broken, "--resume") as child:
        assert child.wait(120) == 0

    assert bytes_of(broken) == bytes_of(unbroken)


@pytest.mark.slow
def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "realm", "batch", "small-world", "--worlds", "640",
               "--workers", "2", "--out", str(tmp_path / "out")]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    child = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while not Store(tmp_path / "out").numbers():
        assert child.poll() is None
        time.sleep(0.001)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)

    assert child.returncode == 130
    assert out == ""
    told, last = err.splitlines()
    assert "of 640 games are kept" in told
    assert "--resume goes on" in told
    assert last == "realm: interrupted."
