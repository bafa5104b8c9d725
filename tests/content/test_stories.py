"""Stories of authors: what they wrote, and word for word what they are told (stories.txt)."""

from pathlib import Path

import pytest

from realm.content.load import restore
from realm.content.names import Names
from realm.errors import ScenarioError

HERE = Path(__file__).parent
TEXT = (HERE / "story.yaml").read_text(encoding="utf-8")
NAMES = Names(strategies=frozenset({"status_quo"}), indicators=frozenset({"treasury", "supply"}))


def read_stories() -> list[tuple[str, str, list[str]]]:
    """Read what is replaced, by what, and the answer."""
    stories = []
    for block in (HERE / "stories.txt").read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = block.strip("\n").split("\n")
        before = "\n".join(line[2:] for line in lines if line.startswith("- "))
        after = "\n".join(line[2:] for line in lines if line.startswith("+ "))
        stories.append((before, after, [line for line in lines if line.startswith("x.yaml")]))
    return stories


def told(*replacements: tuple[str, str], names: Names | None = NAMES) -> list[str]:
    """Check the story with some of its words replaced."""
    text = TEXT
    for before, after in replacements:
        assert before in text
        text = text.replace(before, after, 1)
    try:
        restore({"x.yaml": text.encode()}, names)
    except ScenarioError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize(("before", "after", "expected"), read_stories())
def test_story(before: str, after: str, expected: list[str]) -> None:
    assert expected
    assert told((before, after)) == expected


def test_all_problems_are_told_at_once_and_in_order() -> None:
    problems = told(
        ("title: Small world", "titel: Small world"),
        ("kind: state", "kind: stat"),
        ("seller: north_mine", "seller: nort_mine"),
        ("family: quota", "family: quotta"),
        ("date: 2025-10", "date: 2024-10"),
    )

    places = ["12:1", "45:48", "118:13", "198:13", "225:11"]
    assert [problem.split(": ")[0] for problem in problems] == [f"x.yaml:{at}" for at in places]


def test_the_story_itself_is_valid() -> None:
    assert told() == []


def test_somebody_has_a_seat() -> None:
    whole = TEXT[TEXT.index("\nseats:") :]
    (problem,) = told((whole, "\nseats: {}\n"))

    assert problem == "x.yaml:231:1: seats: expected at least one seat, found none"


def test_norway_is_a_country() -> None:
    assert told(("{name: Aland,", "{name: NO, iso3: NO,")) == []


def test_without_known_names_any_strategy_will_do() -> None:
    strange = ("actor: aland\n", "actor: aland\n    strategy: mine\n")
    assert told(strange, names=None) == []
