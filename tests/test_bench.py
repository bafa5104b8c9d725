"""The bench runs; what it finds is for people to read."""

import json

import pytest
from tools import bench, bench_loop
from tools.bench_figure import Figure, plain, table


@pytest.mark.slow
def test_a_quick_bench_gives_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--quick", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    figures = {figure["name"]: figure for figure in told["figures"]}
    assert all(figure["value"] > 0.0 for figure in figures.values())
    targets = {figure["target"] for figure in figures.values()}
    assert targets == {"", ">= 100", ">= 150", ">= 4", "<= 3", "<= 1.3", "<= 1", "<= 0.6"}
    assert told["platform"]


@pytest.mark.slow
def test_a_quick_bench_of_batches_gives_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--batch", "--quick", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert all(figure["value"] > 0.0 for figure in told["figures"])
    targets = {figure["target"] for figure in told["figures"]}
    assert targets == {"", "<= 40", ">= 1.8", ">= 100", "<= 1024", "<= 1.1", ">= 0.5"}


def test_a_figure_knows_whether_it_reaches_its_target() -> None:
    slow = Figure("a", 3.5, "s", "once", at_most=3.0)
    fast = Figure("b", 120.0, "times", "once", at_least=100.0)
    none = Figure("c", 1.0, "s", "once")

    assert [f.verdict for f in (slow, fast, none)] == ["miss", "pass", ""]
    assert [f.target for f in (slow, fast, none)] == ["<= 3", ">= 100", ""]
    assert [f.passed for f in (slow, fast, none)] == [False, True, None]


def test_the_table_is_markdown() -> None:
    lines = table([Figure("a", 3.5, "s", "once", at_most=3.0)]).splitlines()

    assert lines[0] == "| figure | value | unit | how  | target |      |"
    assert lines[2] == "| a      |  3.50 | s    | once | <= 3   | miss |"
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1,234"), (0.01234, "0.0123"), (3.0, "3.00"), (99.95, "100")]
)
def test_numbers_keep_three_digits(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.slow
def test_the_loop_is_measured_in_every_step_of_a_game(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_loop.main(["--json"]) == 0

    figures = {figure["name"]: figure for figure in json.loads(capsys.readouterr().out)}
    assert {"title", "table", "talks", "turn 2 ends"} < set(figures)
    processor, clock = (figures.pop(name)["value"] for name in bench_loop.ALL)
    assert processor == max(figure["value"] for figure in figures.values()) > 0.0
    assert clock >= processor
