"""Every sentence comes from the catalogue, and nothing in the catalogue is idle."""

import ast
import re
from pathlib import Path

import pytest

import realm
from realm.errors import UnknownNameError
from realm.view.messages import Messages, load_messages, pseudo

ROOM = Path(realm.__file__).parent / "view"
ENGLISH = load_messages()


def keys_of(file: Path) -> set[str]:
    """Keys that a module asks for: texts that look like one; `f"table.{name}"` asks for many."""
    found: set[str] = set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
             for part in node.values}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            found |= set(re.findall(r"^[a-z]+\.[a-z_0-9]+$", node.value))
    return {key for key in found if key.split(".")[0] in {k.split(".")[0] for k in ENGLISH.texts}}


def test_every_key_that_code_asks_for_is_there() -> None:
    asked = set().union(*(keys_of(file) for file in ROOM.rglob("*.py")))

    assert len(asked) > 20
    assert asked <= set(ENGLISH.texts)


def test_every_text_is_asked_for() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in ROOM.rglob("*.py"))
    begun = tuple(re.findall(r'f"([a-z]+\.[a-z]+_?)\{', source))
    idle = [
        key
        for key in ENGLISH.texts
        if key not in source
        and not key.startswith(begun)
        and f'"{key.split(".")[1].removesuffix("_text")}"' not in source
        and not key.startswith("credits.")
    ]

    assert idle == []


def test_gaps_are_filled() -> None:
    assert ENGLISH.say("table.turn", turn=3, turns=16) == "TURN 3 / 16"


def test_a_key_that_is_missing_is_named() -> None:
    with pytest.raises(UnknownNameError, match=r"no message named 'table.end_turm' .*end_turn'"):
        ENGLISH.say("table.end_turm")


def test_a_language_that_is_missing_is_named() -> None:
    with pytest.raises(UnknownNameError, match="no language named 'xx'"):
        load_messages("xx")


def letters(text: str) -> int:
    return len(re.sub(r"\{[^}]*\}", "", text))


def test_the_pseudo_locale_is_two_fifths_longer_and_keeps_its_gaps() -> None:
    longer = pseudo(ENGLISH)

    assert set(longer.texts) == set(ENGLISH.texts)
    lengths = [(letters(longer.texts[k]), letters(v)) for k, v in ENGLISH.texts.items()]
    lengths = [(new, old) for new, old in lengths if old > 9]
    assert all(1.2 * old <= new for new, old in lengths)
    whole = sum(new for new, _ in lengths) / sum(old for _, old in lengths)
    assert whole == pytest.approx(1.4, abs=0.08)
    assert "3" in longer.say("table.turn", turn=3, turns=4)
    assert pseudo(Messages("en", {"a": "End turn {n}"})).say("a", n=3) == "Éñd tûrñ 3 ~~~"
