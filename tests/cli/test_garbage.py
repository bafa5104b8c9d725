"""Garbage fed to any command gives one clear sentence, never a traceback."""

import random
from pathlib import Path

import pytest
from tests.cli.conftest import Realm

from realm.paths import scenario_dir

WORDS = [
    "run", "check", "schema", "small-world", "june-2025", "--json", "--seed", "--world", "--turns",
    "--strategy", "--out", "--help", "--version", "-h", "--", "-", "", " ", "=", "aland=status_quo",
    "aland=", "=x", "0", "-1", "1e9", "9" * 30, "nan", "\u202e", "💥", "../..", "/dev/null", "~",
    "a\0b", "--seed=1", "--turns=1", "%s", "x" * 5000, ".", "*", "\n",
]  # fmt: skip


def garbage(dice: random.Random, number: int) -> bytes:
    """Make random bytes, or a shipped scenario with some of its bytes changed."""
    if number % 2:
        return dice.randbytes(dice.randrange(400))
    text = bytearray((scenario_dir() / "small-world.yaml").read_bytes())
    for _ in range(dice.randrange(1, 30)):
        at = dice.randrange(len(text))
        if dice.random() < 0.5:
            text[at] = dice.randrange(32, 127)
        else:
            del text[at : at + dice.randrange(40)]
    return bytes(text)


@pytest.mark.parametrize("command", ["check", "run"])
def test_random_files(realm: Realm, tmp_path: Path, command: str) -> None:
    dice = random.Random(7)
    for number in range(100):
        file = tmp_path / f"{number}.yaml"
        file.write_bytes(garbage(dice, number))
        found = realm(command, str(file), *(["--turns", "1"] if command == "run" else []))
        assert found.code in {0, 1, 2}
        assert "Traceback" not in found.out + found.err
        assert "should not happen" not in found.err, (number, found.err)
        assert found.out or found.err


def test_random_arguments(realm: Realm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    dice = random.Random(8)
    for _ in range(200):
        args = [dice.choice(WORDS) for _ in range(dice.randrange(6))]
        if "run" in args and not any("turns" in arg for arg in args):
            args += ["--turns", "1"]
        found = realm(*args)
        assert found.code in {0, 1, 2}, args
        assert "Traceback" not in found.out + found.err, args
        assert "should not happen" not in found.err, (args, found.err)
