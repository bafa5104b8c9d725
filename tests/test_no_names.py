"""The code knows no country and no commodity: those live in scenarios."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import realm
from realm.content.load import load
from realm.paths import shipped_scenarios

SOURCE = Path(realm.__file__).parent
COBALT = Path(__file__).parent / "scenarios" / "cobalt.yaml"
COMMON_WORDS = {"metal", "ore", "magnet", "concentrate"}
"""Ids of commodities that are also words of the field; countries are never excused."""


@cache
def names() -> frozenset[str]:
    """Countries and commodities of every scenario, by id and by name."""
    found: set[str] = set()
    for scenario in [load(name) for name in shipped_scenarios()] + [load(str(COBALT))]:
        found |= set(scenario.countries) | set(scenario.commodities)
        found |= {country.name.lower() for country in scenario.countries.values()}
    return frozenset(found - COMMON_WORDS)


def spoken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Identifiers and string literals of a module, docstrings apart."""
    texts = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            texts.add(id(node.value))
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts
        ):
            yield node.lineno, node.value


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.name)
def test_no_country_or_commodity_is_named_in_code(path: Path) -> None:
    banned = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names()))) + r")\b", re.IGNORECASE)
    tree = ast.parse(path.read_text(encoding="utf-8"))

    found = [(line, text) for line, text in spoken(tree) if banned.search(text)]

    assert found == [], f"{path}: {found}"
