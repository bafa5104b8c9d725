"""The soak itself: what it reads from pytest's report, and that it would notice."""

from pathlib import Path

import pytest
from tools import soak, soak_files
from tools.soak import Result, read, table

from realm.content.load import sources

REPORT = """<testsuites><testsuite name="pytest" tests="3" time="12.5">
<testcase classname="tests.laws.test_a" name="test_one">
<properties><property name="examples" value="2000"/></properties></testcase>
<testcase classname="tests.laws.test_a" name="test_two"><failure message="x"/></testcase>
<testcase classname="tests.laws.test_a" name="test_three"><error message="x"/></testcase>
</testsuite></testsuites>"""


def test_it_reads_what_pytest_reports(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    found = read("laws", report, 1)

    failed = ("tests.laws.test_a.test_two", "tests.laws.test_a.test_three")
    assert found == Result("laws", 3, 2000, failed, 12.5)


def test_an_exit_code_counts_as_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite name="pytest" tests="0" time="1"/></testsuites>')

    assert read("laws", report, 5).failures == ("pytest ended with 5; see out/soak-laws.log",)
    assert read("laws", report, 0).failures == ()


def test_the_table_is_markdown() -> None:
    lines = table([Result("laws", 3, 2000, (), 12.5), Result("files", 1, 5000, ("x",), 1.0)])

    assert lines.splitlines() == [
        "| part  | tests | cases | failed | seconds |",
        "| ----- | ----- | ----- | ------ | ------- |",
        "| laws  | 3     | 2,000 | none   | 12      |",
        "| files | 1     | 5,000 | 1      | 1       |",
    ]


def test_the_same_seed_damages_the_same_way() -> None:
    whole = sources("small-world")

    def made(seed: int) -> list[dict[str, bytes]]:
        return [soak_files.damaged(soak_files.Dice(f"{seed} {i}"), whole) for i in range(50)]

    assert made(1) == made(1)
    assert made(1) != made(2)
    assert sum(files != whole for files in made(1)) > 40


def test_damaged_files_are_taken_well() -> None:
    assert soak_files.damage(40, seed=3) == []


def test_a_crash_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(soak_files, "restore", crash)
    monkeypatch.setattr(soak_files, "main", crash)

    found = soak_files.damage(1, seed=3)

    assert len(found) == 2
    assert found[0] == "file 0 of seed 3, read: KeyError: 'oops'"
    assert "realm check raised KeyError" in found[1]


def test_it_fails_when_a_part_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(soak, "OUT", tmp_path)
    monkeypatch.setattr(soak, "damage", lambda count, seed: [f"{count} {seed}"])

    assert soak.main(["--part", "files", "--share", "0.001", "--seed", "9"]) == 1
    assert "failed: files: 5 9" in capsys.readouterr().out
    assert (tmp_path / "soak.md").read_text().startswith("| part ")
