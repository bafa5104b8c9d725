"""What the tests of the scenario format share: a valid text, and what is said about a wrong one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from realm.content.load import check
from realm.content.names import Names
from realm.paths import scenario_dir

Told = Callable[..., list[str]]


@pytest.fixture
def small_world() -> str:
    return (scenario_dir() / "small-world.yaml").read_text(encoding="utf-8")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Write files into an empty folder, check the first and return its problems as text."""

    def tell(files: dict[str, str | bytes], names: Names | None = None) -> list[str]:
        monkeypatch.chdir(tmp_path)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return [str(problem) for problem in check([next(iter(files))], names)]

    return tell


@pytest.fixture
def patched(small_world: str, told: Told) -> Told:
    """Check small-world with some of its words replaced."""

    def tell(*replacements: tuple[str, str], names: Names | None = None) -> list[str]:
        text = small_world
        for old, new in replacements:
            assert old in text, f"small-world no longer says {old!r}"
            text = text.replace(old, new, 1)
        return told({"x.yaml": text}, names)

    return tell
