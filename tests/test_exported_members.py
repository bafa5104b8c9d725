"""The face of the package: what is public, and that its three lists agree."""

import ast
from pathlib import Path

import pytest

import realm


def test_all_is_sorted_and_without_doubles() -> None:
    assert list(realm.__all__) == sorted(set(realm.__all__))


@pytest.mark.parametrize("name", realm.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(realm, name) is not None
    assert name in dir(realm)


def test_the_table_is_all() -> None:
    assert {*realm._HOME, "__version__"} == set(realm.__all__)


def test_type_checkers_see_the_same_table() -> None:
    tree = ast.parse(Path(realm.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname or alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert seen == realm._HOME


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'monarchy'"):
        _ = realm.monarchy  # type: ignore[attr-defined]


def test_dir_shows_public_names_only() -> None:
    assert dir(realm) == sorted(realm.__all__)
