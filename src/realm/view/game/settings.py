"""Keep what a person has set for the window, in a small file; a damaged one counts as none."""

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What a person has set."""

    text: float = 1.0
    """How much larger everything is shown, 1 to 2; the table up to 1.5."""
    contrast: bool = False
    """Whether text and lines stand out more."""
    full: bool = False
    """Whether the window fills the screen."""
    tour: bool = True
    """Whether the next game begins with the tour of the table."""


def read(path: Path) -> Settings:
    """Read the settings; what is missing or of another kind is as at first."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    usual = Settings()
    kept = {
        field.name: found[field.name]
        for field in fields(Settings)
        if type(found.get(field.name)) is type(getattr(usual, field.name))
    }
    text = kept.get("text", 1.0)
    return Settings(**{**kept, "text": max(1.0, min(2.0, text))})


def write(path: Path, settings: Settings) -> None:
    """Write the settings as a whole; where the disk says no, the game goes on without."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file)
        Path(name).replace(path)
