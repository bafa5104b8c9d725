"""What importing Realm loads: nothing that takes time."""

import subprocess
import sys

import pytest

HEAVY = [
    "matplotlib",
    "mesa",
    "networkx",
    "numpy",
    "pandas",
    "pyarrow",
    "pydantic",
    "pygame",
    "rich",
    "scipy",
]


def loaded(statement: str) -> list[str]:
    """Name what is heavy and comes with a statement, in a fresh Python."""
    code = f"{statement}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return answer.stdout.split()


@pytest.mark.parametrize("statement", ["import realm", "import realm.errors, realm.paths"])
def test_importing_loads_nothing_heavy(statement: str) -> None:
    assert loaded(statement) == []


def test_who_hands_out_games_loads_nothing_that_plays_them() -> None:
    ready = "from realm.lab.batch import arrow, batch\nfrom realm.lab.store import Store\narrow()"

    assert set(loaded(ready)) & {"mesa", "networkx", "pandas", "matplotlib"} == set()
