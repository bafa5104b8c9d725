"""Sections may be tables: what a good one gives, and what is told about a bad one."""

import os
from pathlib import Path

import pytest
from tests.content.conftest import Told

from realm.content.load import check, restore
from realm.errors import ScenarioError

FIRMS = """\
firms:
  north_mining:
    {name: North Mining, country: aland, kind: state, cash_musd: 10, source: "assumption: invented"}
  south_mining:
    {name: South Mining, country: bland, cash_musd: 10, source: "assumption: invented"}
  aland_metals:
    {name: Aland Metals, country: aland, cash_musd: 20, source: "assumption: invented"}
  cland_metals:
    {name: Cland Metals, country: cland, cash_musd: 20, source: "assumption: invented"}
"""
TABLE = """\
id,name,country,kind,cash_musd,source
north_mining,North Mining,aland,state,10,assumption: invented
south_mining,South Mining,bland,,10,"assumption: invented"
aland_metals,"Aland Metals",aland,,20,assumption: invented
cland_metals, Cland Metals ,cland,,20,assumption: invented
"""


def with_table(story: str, firms: str = "firms: {table: firms.csv}\n") -> str:
    assert FIRMS in story
    return story.replace(FIRMS, firms)


def problems_of(story: str, table: str) -> list[str]:
    try:
        restore({"x.yaml": with_table(story).encode(), "firms.csv": table.encode()})
    except ScenarioError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_table_says_what_the_section_would(story: str) -> None:
    table = {"x.yaml": with_table(story).encode(), "firms.csv": TABLE.encode()}
    assert restore(table) == restore({"x.yaml": story.encode()})


def test_keys_beside_the_table_patch_it(story: str) -> None:
    patch = "firms:\n  table: [firms.csv, more.csv]\n  north_mining: {cash_musd: 7}\n  d: null\n"
    first, more = TABLE.split("aland_metals", 1)
    files = {
        "x.yaml": with_table(story, patch).encode(),
        "firms.csv": first.encode(),
        "more.csv": (
            "id,name,country,kind,cash_musd,source\naland_metals" + more + "d,D,aland,,,s\n"
        ).encode(),
    }
    firms = restore(files).firms
    assert [firm.cash_musd for firm in firms.values()] == [7, 10, 20, 20]


def test_lists_and_inner_keys_fit_in_a_table(story: str) -> None:
    recipes = story[story.index("recipes:") : story.index("firms:")]
    contracts = story[story.index("contracts:") : story.index("measures:")]
    text = story.replace(recipes, "recipes: {table: recipes.csv}\n")
    text = text.replace(contracts, "contracts: {table: contracts.csv}\n")
    scenario = restore(
        {
            "x.yaml": text.encode(),
            "recipes.csv": b"id,inputs.ore,outputs.ore,outputs.metal,source\n"
            b"mining,,1,,x\nsmelting,2,,1,x\n",
            "contracts.csv": b"id,name,seller,buyers,commodity,volume_t_per_year,source\n"
            b"c,C,south_mine,cland_smelter; cland_metals,ore,240,x\n",
        }
    )
    assert scenario.recipes["smelting"].inputs == {"ore": 2}
    assert scenario.recipes["mining"].inputs == {}
    assert scenario.contracts["c"].buyers == ("cland_smelter", "cland_metals")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            ",10,assumption",
            ",ten,assumption",
            (
                "firms.csv:2:39: firms.north_mining.cash_musd: expected million US dollars,"
                " found 'ten'"
            ),
        ),
        (
            "bland",
            "blnd",
            (
                "firms.csv:3:27: firms.south_mining.country: expected a country, found 'blnd'"
                " (did you mean 'bland'?)"
            ),
        ),
        (
            "cash_musd",
            "cash_meur",
            (
                "firms.csv:1:22: firms.north_mining: expected a key that is known here,"
                " found 'cash_meur' (did you mean 'cash_musd'?)"
            ),
        ),
        ("kind,", "name,", "firms.csv:1:17: expected each column once, found 'name' again"),
        (
            "south_mining",
            "north_mining",
            "firms.csv:3:1: expected each id once, found 'north_mining' again (first on line 2)",
        ),
        (
            ",state,10",
            ",state",
            "firms.csv:2:1: expected 6 cells, as in the first line, found 5",
        ),
        ("id,name", "nr,name", "firms.csv:1:1: expected a column 'id', found 'nr'"),
        (
            "south_mining,",
            ",",
            "firms.csv:3:1: expected a name in the column 'id', found nothing",
        ),
        (
            '"Aland Metals"',
            '"Aland" Metals',
            "firms.csv:4:14: expected cells with commas between, found a stray quotation mark",
        ),
    ],
)
def test_what_is_told_about_a_table(story: str, before: str, after: str, expected: str) -> None:
    assert before in TABLE
    assert expected in problems_of(story, TABLE.replace(before, after, 1))


def test_a_fault_of_a_column_is_told_once(story: str) -> None:
    problems = problems_of(story, TABLE.replace("cash_musd", "cash"))
    assert len(problems) == 1


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_signs_between_cells_are_told(story: str, sign: str, name: str) -> None:
    expected = f"firms.csv:1:1: expected commas between cells, found {name}"
    assert problems_of(story, TABLE.replace(",", sign)) == [expected]


def test_a_table_named_without_its_key_is_told(story: str) -> None:
    files = {"x.yaml": with_table(story, "firms: firms.csv\n").encode()}
    with pytest.raises(ScenarioError) as error:
        restore(files)
    expected = "expected keys with values or {table: firms.csv}, found 'firms.csv'"
    assert expected in str(error.value)


def test_an_empty_table_has_no_columns(story: str) -> None:
    expected = "firms.csv:1:1: expected a first line of column names, found nothing"
    assert expected in problems_of(story, "\n\n")


@pytest.mark.parametrize(
    "name", ["../firms.csv", "/etc/passwd", "a/../../firms.csv", "C:/x.csv", "..\\\\x.csv"]
)
def test_a_path_that_leaves_the_folder_is_refused(told: Told, story: str, name: str) -> None:
    told({"inner/x.yaml": story, "firms.csv": TABLE})  # it is there to be found
    text = with_table(story, f'firms: {{table: "{name}"}}\n')
    (problem, *_) = told({"inner/x.yaml": text})
    assert "expected a file in the scenario's own folder, found the path" in problem
    assert problem.startswith("inner/x.yaml:43:16: firms.table: ")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leaves_the_folder_is_refused(
    tmp_path: Path, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "firms.csv").write_text(TABLE, encoding="utf-8")
    (inner / "firms.csv").symlink_to(tmp_path / "firms.csv")
    (inner / "x.yaml").write_text(with_table(story), encoding="utf-8")
    monkeypatch.chdir(inner)
    (problem, *_) = check(["x.yaml"])
    assert problem.expected == "a file in the scenario's own folder"


def test_a_missing_table_is_told_where_it_is_named(told: Told, story: str) -> None:
    (problem, *_) = told({"x.yaml": with_table(story)})
    assert (
        problem
        == "x.yaml:43:16: firms.table: expected a file, found none of this name at 'firms.csv'"
    )
