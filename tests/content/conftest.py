"""What the tests of the scenario format share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from realm.content.load import check

Told = Callable[[dict[str, str | bytes]], list[str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Write files into an empty folder, check the first and return its problems as text."""

    def tell(files: dict[str, str | bytes]) -> list[str]:
        monkeypatch.chdir(tmp_path)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return [str(problem) for problem in check([next(iter(files))])]

    return tell


@pytest.fixture
def story() -> str:
    """Return the text of a small valid scenario."""
    return (Path(__file__).parent / "story.yaml").read_text(encoding="utf-8")
