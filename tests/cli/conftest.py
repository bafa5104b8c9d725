"""What the tests of the command line share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from realm.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a command line left behind."""

    code: int
    out: str
    err: str


Realm = Callable[..., Answer]


@pytest.fixture
def realm(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Realm:
    """Run a command line in this process."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*args: str | Sequence[str]) -> Answer:
        code = main([str(arg) for arg in args])
        found = capsys.readouterr()
        return Answer(code, found.out, found.err)

    return call
