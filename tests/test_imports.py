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


@pytest.mark.parametrize("statement", ["import realm", "import realm.errors, realm.paths"])
def test_importing_loads_nothing_heavy(statement: str) -> None:
    code = f"{statement}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert answer.stdout.split() == []
