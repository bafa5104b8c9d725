"""Who sits at a terminal is told what is being worked out; nobody else is."""

import sys

import pytest

from realm.cli.terminal.waiting import watched


@pytest.mark.parametrize(("typed", "shown"), [(False, False), (True, False), (True, True)])
def test_work_is_told_on_stderr_to_who_sits_at_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, typed: bool, shown: bool
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: typed)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: shown)
    with watched("Looking ahead") as watch:
        for part in (0.25, 0.5, 1.0):
            watch(part)
    told = capsys.readouterr()
    assert told.out == ""
    assert ("Looking ahead" in told.err) == typed
    if shown:
        assert "100%" in told.err
