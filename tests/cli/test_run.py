"""`realm run`: what a person reads, what a program reads, and what goes wrong."""

import csv
import errno
import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Realm

from realm.cli import sheets
from realm.cli.summary import Series
from realm.cli.tables import change, number
from realm.content.load import load
from realm.rules.indicators import INDICATORS

NUMBERS = re.compile(
    r"(\S+(?: %| M)?) +(\S+(?: %| M)?) +([-+=]\S*(?: pt| M)?) *[▁▂▃▄▅▆▇█ ]*$", re.MULTILINE
)


def test_a_person_reads_seats_prices_and_events(realm: Realm) -> None:
    found = realm("run", "small-world")

    assert (found.code, found.err) == (0, "")
    for text in (
        "World 0 of seed 0, 2025-01 to 2027-06:\n8 turns of 3 months after 6 months of lead-in.\n",
        "Government of Aland",
        "net import reliance",
        "in Aland",
        "quoted outside Aland",
        "world output",
        "orders not filled",
        "events that mattered most",
        "A flood halves the output of the north mine",
        "→ sellers had less to offer than was ordered",
    ):
        assert text in found.out
    assert "since 2025-06" in " ".join(found.out.split())


@pytest.mark.parametrize("width", [80, 120, 200])
def test_no_line_is_wider_than_the_terminal(
    realm: Realm, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = realm("run", "small-world", "--turns", "2").out.splitlines()
    assert max(len(line) for line in lines) <= width
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("width", [20, 40, 50, 59])
def test_a_narrow_terminal_loses_bars_before_numbers(
    realm: Realm, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    wide = NUMBERS.findall(realm("run", "small-world", "--turns", "2").out)
    monkeypatch.setenv("COLUMNS", str(width))
    lines = realm("run", "small-world", "--turns", "2").out
    assert NUMBERS.findall(lines) == wide
    assert wide
    assert max(len(line) for line in lines.splitlines()) <= max(width, 40)


def test_no_columns_are_as_good_as_none_told(realm: Realm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    plain = realm("run", "small-world", "--turns", "1").out
    monkeypatch.setenv("COLUMNS", "0")
    assert realm("run", "small-world", "--turns", "1").out == plain


@pytest.mark.parametrize(
    ("unit", "start", "now", "printed"),
    [
        ("share", 0.664, 0.656, ("66 %", "66 %", "=")),
        ("share", 0.646, 0.654, ("65 %", "65 %", "=")),
        ("share", 0.9996, 0.9994, ("100 %", "99.9 %", "-0.1 pt")),
        ("share", 0.92, 0.997, ("92 %", "99.7 %", "+7.7 pt")),
        ("share", 0.0, 1.0, ("0 %", "100 %", "+100 pt")),
        ("days", 84.4, 95.6, ("84", "96", "+12")),
        ("M$", 2154.4, 135.6, ("2,154", "136", "-2,018")),
        ("M$", 9.984, 12.36, ("9.98", "12.4", "+2.42")),
        ("M$", 1.0, 9_999_999.0, ("1.00", "10.00 M", "+10.00 M")),
    ],
)
def test_a_change_is_that_of_the_numbers_beside_it(
    unit: str, start: float, now: float, printed: tuple[str, str, str]
) -> None:
    series = Series(unit, (start, now), "higher")
    assert (number(start, unit), number(now, unit), change(series).plain) == printed


def test_json_is_one_object_of_plain_numbers(realm: Realm) -> None:
    found = realm("run", "small-world", "--json", "--seed", "3", "--world", "5")
    data = json.loads(found.out)

    assert (found.code, found.err) == (0, "")
    assert (data["seed"], data["world"], data["turns"], data["fault"]) == (3, 5, 8, None)
    assert len(data["months"]) == 30
    assert set(data["seats"]) == {"aland", "cland"}
    for actor, seat in data["seats"].items():
        assert set(seat["indicators"]) == {
            name for name, one in INDICATORS.items() if "country" in one.actors
        }
        for name, one in seat["indicators"].items():
            assert len(one["series"]) == 9
            if (actor, name) == ("aland", "reserve_days"):  # uses nothing that it could keep
                assert {one["start"], one["now"], one["change"], *one["series"]} == {None}
                continue
            assert one["change"] == pytest.approx(one["now"] - one["start"])
    price = data["commodities"]["metal"]["inside"]
    assert (price["unit"], price["start"], len(price["series"])) == ("$/kg", 10, 30)
    assert 0 < len(data["events"]) <= 10


def test_the_same_seed_and_world_give_the_same_bytes(realm: Realm) -> None:
    first = realm("run", "small-world", "--json", "--world", "2")
    assert first == realm("run", "small-world", "--json", "--world", "2")
    assert first != realm("run", "small-world", "--json", "--world", "3")
    assert first != realm("run", "small-world", "--json", "--world", "2", "--seed", "1")


def test_tables_are_written_with_units_and_described(realm: Realm, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    found = realm(
        "run", "small-world", "--strategy", "aland=random:chance=1", "--out", folder, "--json"
    )
    data = json.loads(found.out)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))

    assert sorted(file.name for file in folder.iterdir()) == [
        "commodities.csv",
        "datapackage.json",
        "decisions.csv",
        "events.csv",
        "indicators.csv",
        "talks.csv",
    ]
    tables = {}
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert rows or resource["name"] == "talks"
        assert list(rows[0] if rows else fields) == fields
        tables[resource["name"]] = rows
    assert len(tables["commodities"]) == 30 * 2
    assert "inside_usd_per_kg" in tables["commodities"][0]
    metal = [row for row in tables["commodities"] if row["commodity"] == "metal"]
    assert [float(row["inside_usd_per_kg"]) for row in metal] == (
        data["commodities"]["metal"]["inside"]["series"]
    )
    assert sum(int(row["top"]) for row in tables["events"]) == len(data["events"])
    assert [row["text"] for row in tables["decisions"]] == [d["text"] for d in data["decisions"]]
    values = [float(row["value"]) for row in tables["indicators"] if row["value"]]
    assert all(math.isfinite(value) for value in values)


def test_writing_again_replaces_what_was_there(realm: Realm, tmp_path: Path) -> None:
    for world in ("0", "1"):
        found = realm("run", "small-world", "--turns", "1", "--world", world, "--out", tmp_path)
        tables = "indicators.csv, commodities.csv, events.csv, decisions.csv, talks.csv"
        assert f"Wrote {tables}, datapackage.json to" in " ".join(found.out.split())
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["world"] == 1
    assert len(list(tmp_path.iterdir())) == 6


def test_seats_may_be_given_strategies(realm: Realm) -> None:
    found = realm("run", "small-world", "--turns", "1", "--strategy", "aland=status_quo")
    assert (found.code, found.err) == (0, "")


WRONG = {
    "nearest scenario": (["run", "small-wrld"], "did you mean 'small-world'?"),
    "no such file": (["run", "no/such.yaml"], "no/such.yaml: expected a file"),
    "a folder": (["run", "."], "expected a file, found a folder"),
    "no scenario": (["run"], "Missing argument"),
    "unknown strategy": (
        ["run", "small-world", "--strategy", "aland=status_quoo"],
        "no strategy named 'status_quoo' (did you mean 'status_quo'?)",
    ),
    "unknown seat": (
        ["run", "small-world", "--strategy", "alnd=status_quo"],
        "no seat, country or firm named 'alnd' (did you mean 'aland'?)",
    ),
    "unknown parameter": (
        ["run", "small-world", "--strategy", "aland=conserve:treshold=1"],
        "no parameter of conserve named 'treshold' (did you mean 'threshold'?)",
    ),
    "no equals sign": (["run", "small-world", "--strategy", "aland"], "expected SEAT=NAME"),
    "given twice": (
        ["run", "small-world", "--strategy", "aland=status_quo aland=status_quo"],
        "given twice",
    ),
    "turns": (["run", "small-world", "--turns", "-2"], "--turns"),
    "turns zero": (["run", "small-world", "--turns", "0"], "--turns"),
    "world": (["run", "small-world", "--world", "-1"], "--world"),
    "seed": (["run", "small-world", "--seed", "x"], "--seed"),
    "empty folder": (["run", "small-world", "--out", ""], "expected the name of a folder"),
    "unknown command": (["rnu"], "rnu"),
    "unknown option": (["run", "small-world", "--sead", "1"], "--sead"),
}


@pytest.mark.parametrize(("args", "told"), WRONG.values(), ids=WRONG)
def test_wrong_usage_is_told_in_one_breath(realm: Realm, args: list[str], told: str) -> None:
    found = realm(*args)
    assert found.code == 2
    assert told in found.err
    assert found.out == ""
    assert "Traceback" not in found.err


def test_a_file_in_the_way_of_the_folder_is_told_before_playing(
    realm: Realm, tmp_path: Path
) -> None:
    blocker = tmp_path / "blocker"
    blocker.write_text("here")
    for folder in (blocker, blocker / "in", "a\0b"):
        found = realm("run", "small-world", "--out", folder)
        assert found.code == 2
        assert found.err.startswith("realm: cannot write into ")
        assert found.err.count("\n") == 1


def test_what_realm_did_not_write_is_not_overwritten(realm: Realm, tmp_path: Path) -> None:
    foreign = tmp_path / "events.csv"
    foreign.write_text("mine")
    found = realm("run", "small-world", "--out", tmp_path)
    assert found.code == 2
    assert found.err == (
        f"realm: events.csv in '{tmp_path}' was not written by realm; choose another folder.\n"
    )
    assert foreign.read_text() == "mine"


def test_a_full_disk_leaves_nothing_and_a_repeat_works(
    realm: Realm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = ("run", "small-world", "--turns", "1", "--json", "--out", tmp_path)

    def full(path: Path, *rest: Any) -> Path:
        if path.name == "events.csv":
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(path, *rest)

    written = sheets._aside
    with monkeypatch.context() as patch:
        patch.setattr(sheets, "_aside", full)
        found = realm(*args)
    assert found.code == 1
    file = tmp_path / "events.csv"
    assert found.err == f"realm: the system said no: no space left on device ({file}).\n"
    assert not list(tmp_path.iterdir())
    assert realm(*args).code == 0
    assert len(list(tmp_path.iterdir())) == 6


def test_tables_of_the_scenario_are_never_overwritten(realm: Realm, tmp_path: Path) -> None:
    results = tmp_path / "results"
    args = ("--turns", "1", "--json", "--out")
    for _ in range(2):  # results of an earlier run may be replaced
        assert realm("run", "small-world", *args, results).code == 0
    file, table = results / "mine.yaml", results / "commodities.csv"
    table.write_text("id,name\nmetal,Dear\n")
    file.write_text("extends: small-world\ncommodities: {table: commodities.csv}\n")
    found = realm("run", file, *args, results)
    assert found.code == 2
    assert "is a file of the scenario itself" in found.err
    assert table.read_text().startswith("id,name")


def test_a_scenario_with_problems_is_not_played(realm: Realm, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("extends: small-world\nturns: many\nfirms: {x: {nme: X}}\n")
    found = realm("run", file)
    assert found.code == 1
    assert found.err.endswith("problems; nothing was loaded.\n")
    assert "bad.yaml:2:8: turns" in found.err


def test_a_strategy_or_indicator_of_no_name_is_a_problem(realm: Realm, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(
        "extends: small-world\nseats:\n  aland: {strategy: conquer, objectives: {glory: 1}}\n"
    )
    found = realm("check", file)
    assert found.code == 1
    assert "conquer" in found.out
    assert "glory" in found.out


def test_an_objective_that_its_actor_cannot_have_is_a_problem(realm: Realm, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("extends: small-world\nseats:\n  aland: {objectives: {profit: 1}}\n")
    found = realm("check", file)
    assert found.code == 1
    assert found.out.startswith(
        f"{file}:3:24: seats.aland.objectives: expected an indicator that a country has (one of "
        "days_of_cover, export_income, fill_rate, import_reliance, industrial_base, "
        "industry_approval, lost_output, market_share, price_gap, reserve_days, supply_hhi, "
        "supply_security, treasury, trust, utilisation), "
        "found 'profit'"
    )


def test_shipped_scenarios_use_known_names_only(realm: Realm) -> None:
    assert load("june-2025").seats
    assert realm("check", "june-2025").code == 0


def test_decisions_are_told_with_what_drove_them(realm: Realm) -> None:
    told = "small-world", "--strategy", "cland=stockpile aland=random:chance=1", "--turns", "3"
    found = json.loads(realm("run", *told, "--json").out)["decisions"]
    text = " ".join(realm("run", *told).out.split())

    assert {one["seat"] for one in found} == {"aland", "cland"}
    random = [one for one in found if one["seat"] == "aland"]
    assert [one["month"] for one in random] == ["2025-07", "2025-10", "2026-01"]
    for one in random:
        assert one["drivers"] == [{"driver": "a whim", "beyond": 1.0}]
        assert all(change["before"] != change["after"] for change in one["changes"])
    assert "What the seats decided, and what drove them most" in text
    assert "→ a whim" in text


def test_a_seat_with_objectives_has_a_score(realm: Realm) -> None:
    told = realm("run", "small-world", "--turns", "3", "--json")
    scores = [seat["score"] for seat in json.loads(told.out)["seats"].values()]
    text = realm("run", "small-world", "--turns", "3").out

    for score in scores:
        assert score["game"] == pytest.approx(sum(score["series"][1:]) / 3)
        assert f"  {score['game']:.1f} of 100\n" in text
    assert len(scores) == text.count("score, 0 to 100") == 2


def test_who_changes_nothing_has_no_decisions(realm: Realm) -> None:
    assert json.loads(realm("run", "small-world", "--turns", "2", "--json").out)["decisions"] == []
    assert "What the seats decided" not in realm("run", "small-world", "--turns", "2").out


def test_talks_are_told_with_what_came_of_them(realm: Realm) -> None:
    told = ("small-world", "--strategy", "firms=profit")
    found = json.loads(realm("run", *told, "--json").out)["talks"]
    assert found
    for one in found:
        assert one["table"] == "south_ore"
        assert one["sides"] == ["South Mining", "Cland Metals"]
        assert bool(one["refused_by"]) == bool(one["reason"]) == (not one["signed"])
        assert (one["nash_share"] is not None) == one["signed"]
    text = realm("run", *told).out
    assert "Who talked with whom, and what came of it" in text
    assert found[0]["month"] in text or "in vain" in text


def test_where_nobody_talks_nothing_is_said_of_it(realm: Realm) -> None:
    assert json.loads(realm("run", "small-world", "--turns", "2", "--json").out)["talks"] == []
    assert "Who talked" not in realm("run", "small-world", "--turns", "2").out
