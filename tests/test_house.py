"""What the rooms may not do, where no linter sees it."""

import ast
from pathlib import Path

import pytest

import realm

HOUSE = Path(realm.__file__).parent
UNSAFE_METHODS = {"dot", "einsum", "mean", "sum"}
EXACT = [file for room in ("rules", "strategies") for file in sorted((HOUSE / room).rglob("*.py"))]


@pytest.mark.parametrize("file", EXACT, ids=lambda file: file.relative_to(HOUSE).as_posix())
def test_no_method_adds_in_an_order_that_depends_on_the_worlds(file: Path) -> None:
    """Ruff bans `np.sum(x)` in these rooms (their ruff.toml), but does not know `x.sum()`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))

    found = [
        f"{file.name}:{node.lineno}: .{node.func.attr}()"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in UNSAFE_METHODS
    ]
    assert found == []
