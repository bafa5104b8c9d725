"""Damaged scenario files: whatever is in them, one gets a scenario or sentences, never a crash."""

import contextlib
import io
import random
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from realm.cli.main import main
from realm.content.compile import compile_scenario
from realm.content.load import restore, sources
from realm.errors import ScenarioError

ROOT = Path(__file__).parent.parent
WHOLE = ("small-world", str(ROOT / "tests" / "scenarios" / "cobalt.yaml"))
"""What is damaged."""
VALUES = (
    "0", "-1", "1e308", "-1e308", "1e-320", ".nan", ".inf", "null", "~", "true", "", "[]", "{}",
    "[1, 2]", "{a: 1}", "''", "'x'", "1e400", "9" * 40, "2025-13", "2025-01", "0001-01", "!!x 1",
    "&a 1", "*a", "<<", "- 1", "|", "\t1", "\u202e", "\u00e9", "x" * 3000, "0x10", "1_000", "yes",
)  # fmt: skip
PLAYED_EVERY = 25
"""Of so many files that are sound, one is played for a turn."""

Dice = random.Random


def damage(count: int, seed: int) -> list[str]:
    """Try so many damaged files; describe those that were taken badly."""
    wholes = [sources(name) for name in WHOLE]
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in range(count):
            dice = Dice(f"{seed} {number}")
            files = damaged(dice, dice.choice(wholes))
            for way in (read, tell):
                said = way(files, Path(folder), dice)
                if said:
                    found.append(f"file {number} of seed {seed}, {way.__name__}: {said}")
    return found


def damaged(dice: Dice, whole: dict[str, bytes]) -> dict[str, bytes]:
    """Damage one of a scenario's files a few times; now and then replace or lose it."""
    files = dict(whole)
    name = dice.choice(list(files))
    if dice.random() < 0.02:
        return {**files, name: dice.randbytes(dice.randrange(400))}
    if dice.random() < 0.02 and len(files) > 1 and name != next(iter(files)):
        del files[name]
        return files
    for _ in range(dice.choice((1, 1, 1, 2, 5, 20))):
        files[name] = dice.choice(HARM)(dice, files[name])
    return files


def change_bytes(dice: Dice, data: bytes) -> bytes:
    """Overwrite, remove or insert a few bytes."""
    text = bytearray(data)
    at = dice.randrange(len(text) + 1)
    text[at : at + dice.choice((0, 1, 1, 40))] = dice.randbytes(dice.choice((0, 1, 1, 3)))
    return bytes(text)


def change_value(dice: Dice, data: bytes) -> bytes:
    """Replace what stands behind a colon or between commas by something odd."""
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    mark = b": " if b": " in lines[at] else b","
    cells = lines[at].split(mark)
    cells[dice.randrange(len(cells))] = dice.choice(VALUES).encode()
    lines[at] = mark.join(cells)
    return b"\n".join(lines)


def scale_number(dice: Dice, data: bytes) -> bytes:
    """Make a number much larger or smaller, or turn its sign: sound to read, hard to play."""
    words = data.split(b" ")
    numbers = [
        i for i, word in enumerate(words) if word.strip(b",}\n").replace(b".", b"").isdigit()
    ]
    if numbers:
        at = dice.choice(numbers)
        figure = words[at].strip(b",}\n")
        made = dice.choice((b"0", b"-" + figure, figure + b"000000", b"1e-9", b"1e12"))
        words[at] = words[at].replace(figure, made, 1)
    return b" ".join(words)


def change_lines(dice: Dice, data: bytes) -> bytes:
    """Lose, double, move or indent a line."""
    lines = data.split(b"\n")
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    kind = dice.randrange(4)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(to, lines[at])
    elif kind == 2:
        lines.insert(to, lines.pop(at))
    else:
        lines[at] = b"  " + lines[at]
    return b"\n".join(lines)


HARM: tuple[Callable[[Dice, bytes], bytes], ...] = (
    change_bytes,
    change_value,
    change_value,
    scale_number,
    change_lines,
)


def read(files: dict[str, bytes], _folder: Path, _dice: Dice) -> str:
    """Read a scenario; whatever reads must compile."""
    try:
        compile_scenario(restore(files))
    except ScenarioError as error:
        return "" if error.problems and all(map(str, error.problems)) else "it names no problem"
    except Exception as error:  # noqa: BLE001 - the point is that there is none
        return f"{type(error).__name__}: {error}"
    return ""


def tell(files: dict[str, bytes], folder: Path, dice: Dice) -> str:
    """Check a scenario as from the shell; play some of those that are sound for a turn."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    own = str(folder / next(iter(files)))
    said, code = _command("check", own)
    if not said and not code and dice.randrange(PLAYED_EVERY) == 0:
        said, _ = _command("run", own, "--turns", "1")
    for name in files:
        (folder / name).unlink()
    return said


def _command(*args: str) -> tuple[str, int]:
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(list(args))
    except BaseException as error:  # noqa: BLE001 - nothing may come through
        return f"realm {args[0]} raised {type(error).__name__}: {error}", 1
    told = out.getvalue() + err.getvalue()
    if code not in {0, 1, 2} or "Traceback" in told or "should not happen" in told or not told:
        return f"realm {args[0]} ended with {code}: {told.strip()[-200:]!r}", 1
    return "", code
