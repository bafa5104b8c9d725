"""`realm check`, `realm schema`, `--version`, `--help`."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Realm

import realm as package
from realm.content.load import load
from realm.core.fingerprint import fingerprint
from realm.model.names import known
from realm.model.run import run
from realm.paths import shipped_scenarios

COBALT = Path(__file__).parents[1] / "scenarios" / "cobalt.yaml"


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_scenarios_are_fine(realm: Realm, name: str) -> None:
    found = realm("check", name)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith(f"{name}: fine. ")


def test_what_is_in_a_scenario_is_counted(realm: Realm) -> None:
    assert realm("check", "small-world").out == (
        "small-world: fine. 3 countries, 4 firms, 4 facilities, 3 sectors, 6 open links, "
        "2 commodities, 2 seats; 8 turns of 3 months from 2025-07.\n"
    )


def test_cobalt_is_checked(realm: Realm) -> None:
    assert realm("check", COBALT).code == 0


def test_cobalt_is_played(realm: Realm) -> None:
    found = realm("run", COBALT, "--turns", "2")
    assert (found.code, found.err) == (0, "")


def test_all_problems_of_all_files_are_told_at_once(realm: Realm, tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text("extends: small-world\nturns: -1\nmonths_per_turn: 40\n")
    second.write_bytes(b"\xff\xfe\x00")
    found = realm("check", first, "small-world", second, tmp_path, "smal-world")
    lines = found.out.splitlines()

    assert found.code == 1
    assert lines[0].startswith(f"{first}:2:8: turns: expected ")
    assert lines[1].startswith(f"{first}:3:18: months_per_turn: expected ")
    assert lines[2].startswith("small-world: fine. ")
    assert lines[3].startswith(f"{second}:1:1: expected text in UTF-8")
    assert lines[4] == f"{tmp_path}: expected a file, found a folder"
    assert lines[5].endswith("(did you mean 'small-world'?)")
    assert lines[6:] == ["5 problems; nothing was loaded."]


def test_a_plant_too_small_for_its_links_is_a_problem(realm: Realm, tmp_path: Path) -> None:
    file = tmp_path / "tight.yaml"
    file.write_text("extends: small-world\nfacilities:\n  north_mine: {capacity_t_per_year: 500}\n")
    found = realm("check", file)
    assert found.code == 1
    assert f"{file}:3:" in found.out
    assert "capacity_t_per_year" in found.out


def test_a_plant_that_only_the_solved_flows_overload_is_a_problem(
    realm: Realm, tmp_path: Path
) -> None:
    """The links ask for 600 t; users that want 1.5 % more than their links bring ask for 603."""
    file = tmp_path / "tight.yaml"
    file.write_text(
        "extends: small-world\n"
        "facilities:\n  north_mine: {capacity_t_per_year: 601}\n"
        "sectors:\n  aland_use: {demand_t_per_year: 121.5}\n"
    )
    found = realm("check", file)
    assert found.code == 1
    assert found.out == (
        f"{file}:3:37: facilities.north_mine.capacity_t_per_year: expected at least 603.0 t/year, "
        "which the solved flows need, found 601.0\n1 problem; nothing was loaded.\n"
    )


def test_solved_flows_far_from_the_files_are_told(realm: Realm, tmp_path: Path) -> None:
    file = tmp_path / "drift.yaml"
    file.write_text("extends: small-world\nsectors:\n  aland_use: {demand_t_per_year: 118}\n")
    found = realm("check", file)
    assert found.code == 0
    assert "  One link's solved flow lies more than 1 % from the file's:\n" in found.out
    assert "    aland_metal_home: 118.0 t/year solved, 120.0 in the file (-1.7%)\n" in found.out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "contracts:\n  south_ore_2024: {price_usd_per_kg: 2000}\n",
            ("contracts.south_ore_2024.price_usd_per_kg: expected a price within 20 times the "
             "commodity's 2 $/kg, found 2,000; are prices in $/kg, not $/t?"),
        ),
        (
            "facilities:\n  north_mine: {cost_usd_per_kg: 1000}\n",
            ("facilities.north_mine: expected costs of at most 10 times what it sells, in $/kg of "
             "throughput, found products worth 2 for costs of 1,000; are prices in $/kg, not $/t?"),
        ),
        (
            "facilities:\n  north_mine: {price_usd_per_kg: 2000}\n",
            ("expected products worth at most 1,000 times its costs, in $/kg, "
             "found products worth 2,000 for costs of 1; are prices in $/kg, not $/t?"),
        ),
    ],
)  # fmt: skip
def test_prices_a_tonne_under_a_key_a_kg_are_problems(
    realm: Realm, tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "tonnes.yaml"
    file.write_text(f"extends: small-world\n{text}")
    found = realm("check", file)
    assert found.code == 1
    assert told in found.out


def test_no_file_is_wrong_usage(realm: Realm) -> None:
    assert realm("check").code == 2


def test_the_schema_is_json(realm: Realm) -> None:
    found = realm("schema")
    assert found.code == 0
    assert json.loads(found.out)["properties"]["months_per_turn"]


def test_the_version_and_the_help(realm: Realm) -> None:
    assert realm("--version").out == f"realm {package.__version__}\n"
    found = realm("--help").out
    assert found.index("Experiment") < found.index("run ") < found.index("Author")
    assert found.index("Author") < found.index("check ") < found.index("schema ")
    assert realm("run", "--help").code == 0


def test_an_unexpected_error_asks_to_be_reported(
    realm: Realm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise ZeroDivisionError("by zero\nand more")

    monkeypatch.setattr("realm.content.strain.solve", break_down)
    found = realm("check", "small-world")
    assert found.code == 1
    assert found.err == (
        "realm: this should not happen (ZeroDivisionError: by zero); please report it. "
        "REALM_DEBUG=1 shows the details.\n"
    )
    monkeypatch.setenv("REALM_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        realm("check", "small-world")


STRANGE = """\
extends: small-world
name: strange
seats:
  aland: {strategy: "conserve:threshold=7"}
  cland: {strategy: stockpile:paec=0.2}
strategies: {firms: profit:much}
facilities:
  north_mine: {growth_per_year: 50, capacity_t_per_year: 1e300}
luck: {outages_per_year: 1000}
"""

ABSURD = """\
4:21: seats.aland.strategy: expected threshold of 0 to 1, found 'conserve:threshold=7'
5:21: seats.cland.strategy: expected a parameter of stockpile, found 'paec' (did you mean 'pace'?)
6:21: strategies.firms: expected a strategy like conserve:threshold=0.3, found 'profit:much'
8:33: facilities.north_mine.growth_per_year: expected a share a year > -1 and <= 1, found '50'
8:58: facilities.north_mine.capacity_t_per_year: expected tonnes a year >= 0 and at most \
10,000,000,000, found '1e300'
9:26: luck.outages_per_year: expected outages a year from 0 to 12, found '1000'"""


def test_absurd_numbers_and_parameters_of_strategies_are_told_by_line(
    realm: Realm, tmp_path: Path
) -> None:
    file = tmp_path / "strange.yaml"
    file.write_text(STRANGE)
    told = realm("check", str(file)).out.splitlines()

    assert "\n".join(line.removeprefix(f"{file}:") for line in told[:-1]) == ABSURD


def test_a_seat_plays_with_the_parameters_its_file_gives(tmp_path: Path) -> None:
    file, name = tmp_path / "mine.yaml", "conserve:threshold=0.0:step=0.5"
    file.write_text(f"extends: small-world\nname: mine\nseats:\n  aland: {{strategy: {name}}}\n")
    given = run(str(file), turns=2)
    asked = run("small-world", turns=2, strategies={"aland": name})

    assert load(file, known()).seats["aland"].strategy == name
    assert fingerprint(given.states[-1]) == fingerprint(asked.states[-1])
