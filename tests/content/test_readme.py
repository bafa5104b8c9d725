"""What scenarios/README.md shows to instructors is true: every block loads or is told so."""

import re
from pathlib import Path

import pytest
from tools.scenario_keys import renewed

from realm.content.load import load, restore
from realm.errors import ScenarioError
from realm.paths import scenario_dir
from realm.rules.indicators import INDICATORS

README = (scenario_dir() / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(.+?)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
TINY, *PATCHES = [text for fence, text in BLOCKS if fence == "yaml"]
TABLES = {fence.split()[1]: text for fence, text in BLOCKS if fence.startswith("csv ")}


def files(patch: str) -> dict[str, bytes]:
    patched = {"mine.yaml": f"extends: tiny.yaml\n{patch}", "tiny.yaml": TINY, **TABLES}
    return {name: text.encode() for name, text in patched.items()}


def test_every_block_is_tested() -> None:
    fences = {fence.split()[0] for fence, _ in BLOCKS}
    assert fences == {"yaml", "csv", "text"}
    assert README.count("```") == 2 * len(BLOCKS)


def test_the_tiny_scenario_loads() -> None:
    assert restore({"tiny.yaml": TINY.encode()}).name == "tiny"


@pytest.mark.parametrize("patch", PATCHES)
def test_what_is_added_to_it_loads(patch: str) -> None:
    assert restore(files(patch)) != restore({"tiny.yaml": TINY.encode()})


def test_all_that_is_added_loads_together() -> None:
    sections = [patch for patch in PATCHES if "table:" not in patch]
    assert restore(files("".join(sections))).projects


def test_the_messages_are_those_of_the_check() -> None:
    (wrong,) = [text for fence, text in BLOCKS if fence == "yaml wrong"]
    (expected,) = [text for fence, text in BLOCKS if fence == "text"]

    with pytest.raises(ScenarioError) as caught:
        restore(files(wrong))

    assert str(caught.value) == expected.strip()


def test_the_tables_of_keys_are_up_to_date() -> None:
    assert renewed(README) == README, "run `python -m tools.scenario_keys`"


def test_every_indicator_is_in_the_table() -> None:
    for name, one in INDICATORS.items():
        pairs = (("countries", "country"), ("firms", "firm"))
        who = " and ".join(many for many, kind in pairs if kind in one.actors)
        row = f"| `{name}` | {one.meaning} | {one.unit} | {one.better} | {who} |"
        assert f"\n{row}\n" in README


def test_every_shipped_scenario_is_named_and_loads() -> None:
    for path in scenario_dir().glob("*.yaml"):
        assert f"`{path.stem}`" in README
        assert load(path.stem).name == path.stem


def test_cobalt_loads() -> None:
    assert load(Path(__file__).parents[1] / "scenarios" / "cobalt.yaml").name == "cobalt"
