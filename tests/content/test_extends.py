"""A scenario may start from another: what is taken over, and what is told when it cannot be."""

from pathlib import Path

import pytest
from tests.content.conftest import Told

from realm.content.load import restore

SMALL = (Path(__file__).parent / "story.yaml").read_bytes()


def child(text: str, **files: bytes) -> dict[str, bytes]:
    return {"x.yaml": f"extends: base\n{text}".encode(), "base.yaml": SMALL, **files}


def test_a_child_without_changes_is_its_parent() -> None:
    assert restore(child("")) == restore({"x.yaml": SMALL})


def test_keys_merge_lists_replace_and_null_removes() -> None:
    scenario = restore(
        child(
            """
name: child
luck: {demand_noise: 0}
firms: {south_mining: {cash_musd: 1}}
measures: {aland_quota: null, aland_licence: {commodities: []}}
contracts:
projects: null
"""
        )
    )
    parent = restore({"x.yaml": SMALL})
    assert scenario.name == "child"
    assert scenario.title == parent.title
    assert scenario.luck.demand_noise == 0
    assert scenario.luck.outages_per_year == parent.luck.outages_per_year
    assert scenario.firms["south_mining"].cash_musd == 1
    assert scenario.firms["south_mining"].name == "South Mining"
    assert list(scenario.measures) == ["aland_licence"]
    assert scenario.measures["aland_licence"].commodities == ()
    assert scenario.contracts == scenario.projects == {}


def test_a_shipped_scenario_can_be_extended(told: Told) -> None:
    assert told({"x.yaml": "extends: small-world\nname: x\n"}) == []


def test_a_child_may_have_the_name_of_what_it_extends(told: Told) -> None:
    assert told({"small-world.yaml": "extends: small-world\nturns: 4\n"}) == []


def test_a_fault_is_told_in_the_file_that_has_it(told: Told) -> None:
    parent = SMALL.decode().replace("kind: state", "kind: stat")
    problems = told({"x.yaml": "extends: y.yaml\nturns: 0\n", "y.yaml": parent})
    assert problems == [
        "x.yaml:2:8: turns: expected a whole number from 1 to 400, found '0'",
        (
            "y.yaml:45:48: firms.north_mining.kind: expected one of state, private, aggregate,"
            " found 'stat' (did you mean 'state'?)"
        ),
    ]


def test_what_a_patch_leaves_dangling_is_told_where_it_dangles(told: Told) -> None:
    problems = told({"x.yaml": "extends: y\nfirms: {south_mining: null}\n", "y.yaml": SMALL})
    assert problems == [
        (
            "y.yaml:64:11: facilities.south_mine.firm: expected a firm, found 'south_mining'"
            " (did you mean 'north_mining'?)"
        )
    ]


def test_tables_of_the_parent_lie_beside_the_parent(told: Told) -> None:
    parent = SMALL.decode()
    start, end = parent.index("relations:"), parent.index("events:")
    parent = parent[:start] + "relations: {table: r.csv}\n" + parent[end:]
    table = "id,of,towards,trust,source\na,aland,bland,0.5,x\n"
    files = {"x.yaml": "extends: sub/y.yaml\n", "sub/y.yaml": parent, "sub/r.csv": table}
    assert told(files) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"x.yaml": "extends: x\n"},
            "x.yaml:1:10: extends: expected a scenario that does not extend itself, found 'x'",
        ),
        (
            {"x.yaml": "extends: y\n", "y.yaml": "extends: x\n"},
            "y.yaml:1:10: extends: expected a scenario that does not extend itself, found 'x'",
        ),
        (
            {f"x{i}.yaml": f"extends: x{i + 1}\n" for i in range(12)},
            (
                "x7.yaml:1:10: extends: expected at most 8 scenarios that extend each other,"
                " found more"
            ),
        ),
        (
            {"x.yaml": "extends: smal-world\n"},
            (
                "x.yaml:1:10: extends: expected a file or the name of a shipped scenario,"
                " found 'smal-world' (did you mean 'small-world'?)"
            ),
        ),
        (
            {"x.yaml": "extends: ../y.yaml\n"},
            (
                "x.yaml:1:10: extends: expected a file in the scenario's own folder or the name of"
                " a shipped scenario, found '../y.yaml'"
            ),
        ),
        (
            {"x.yaml": "extends: [a, b]\n"},
            (
                "x.yaml:1:10: extends: expected the name of a scenario or of a file beside this"
                " one, found a list"
            ),
        ),
        (
            {"x.yaml": "extends: y\n", "y.yaml": "a: b: c\n"},
            ("y.yaml:1:5: expected quotes around a text that contains ': ', found 'a: b: c'"),
        ),
    ],
)
def test_what_cannot_be_extended(told: Told, files: dict[str, str | bytes], expected: str) -> None:
    assert expected in told(files)
