"""What an author and a programmer are told."""

import pickle

import pytest

from realm.errors import Problem, RealmError, ScenarioError, UnknownNameError, nearest


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem("a.yaml", 42, 15, "countries.x.quota", "tonnes a month >= 0", "'-5'"),
            "a.yaml:42:15: countries.x.quota: expected tonnes a month >= 0, found '-5'",
        ),
        (
            Problem("a.yaml", 58, 9, "links[7].to", "a firm", "'Lynass'", "lynas"),
            "a.yaml:58:9: links[7].to: expected a firm, found 'Lynass' (did you mean 'lynas'?)",
        ),
        (Problem("a.yaml", 3, 0, "", "a key"), "a.yaml:3: expected a key"),
        (Problem("a.yaml", 0, 0, "", "UTF-8", "NUL"), "a.yaml: expected UTF-8, found NUL"),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_a_scenario_error_counts_its_problems() -> None:
    one = Problem("a.yaml", 1, 1, "turns", "at least 1", "0")
    two = Problem("a.yaml", 2, 1, "seed", "a whole number", "'x'")

    assert str(ScenarioError([one])) == f"{one}\n1 problem; nothing was loaded."
    assert str(ScenarioError([one, two])) == f"{one}\n{two}\n2 problems; nothing was loaded."
    assert ScenarioError(iter([one, two])).problems == (one, two)


@pytest.mark.parametrize(
    ("name", "known", "sentence"),
    [
        (
            "cobalt-26",
            ["cobalt-2026", "b"],
            "no thing named 'cobalt-26' (did you mean 'cobalt-2026'?)",
        ),
        ("zz", ["b", "a"], "no thing named 'zz'; there is a, b"),
        ("zz", [], "no thing named 'zz'; there is none"),
        (
            "zz",
            ["az", *(f"b{number}" for number in range(99))],
            "no thing named 'zz'; of 100 the nearest are az, b98, b97, b96, b95",
        ),
    ],
)
def test_an_unknown_name_meets_the_nearest(name: str, known: list[str], sentence: str) -> None:
    assert str(UnknownNameError("thing", name, known)) == sentence


def test_nearest_minds_neither_case_nor_order() -> None:
    assert nearest("LYNAS", ["tata", "lynas"]) == nearest("LYNAS", ["lynas", "tata"]) == "lynas"
    assert nearest("qqq", ["tata", "lynas"]) is None
    assert nearest("x", []) is None


@pytest.mark.parametrize(
    "error",
    [
        ScenarioError([Problem("a.yaml", 1, 1, "turns", "at least 1", "0")]),
        UnknownNameError("thing", "x", ["b", "a"]),
    ],
)
def test_errors_are_value_errors_and_cross_processes(error: RealmError) -> None:
    again = pickle.loads(pickle.dumps(error))

    assert isinstance(error, ValueError)
    assert type(again) is type(error)
    assert str(again) == str(error)
