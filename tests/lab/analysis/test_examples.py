"""The examples do what they say."""

from pathlib import Path

import pytest
from tools.examples import own_chart, two_policies, what_matters


def test_two_policies(capsys: pytest.CaptureFixture[str]) -> None:
    two_policies.main(worlds=8)
    told = capsys.readouterr().out

    assert told.startswith("Cland: ")
    assert told.count("n = 8)") == 2
    assert "the same luck saved" in told


@pytest.mark.slow
def test_what_matters(capsys: pytest.CaptureFixture[str]) -> None:
    what_matters.main(points=32)
    told = capsys.readouterr().out

    assert "capacity of the northern mine: S1 " in told
    assert "but 32 base points are few" in told


@pytest.mark.slow
def test_own_chart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_chart.main(tmp_path / "out", worlds=5)

    assert "the report is" in capsys.readouterr().out
    assert (tmp_path / "out" / "metal.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "out" / "report.html").is_file()
