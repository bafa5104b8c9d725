"""`realm batch`: what it says, and how it ends."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Realm

from realm.lab import executors
from realm.paths import scenario_dir, shipped_experiments, shipped_scenarios

FEW = ("small-world", "--worlds", "3", "--turns", "1", "--workers", "1")


def test_it_says_what_it_did(realm: Realm, tmp_path: Path) -> None:
    answer = realm("batch", *FEW, "--out", str(tmp_path / "out"))

    assert answer.code == 0
    assert answer.out.startswith("3 games at one point in ")
    assert answer.err == ""
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["seed"] == 0
    assert manifest["games"] == 3
    assert manifest["command"][0] == "realm"
    assert "small-world.yaml" in manifest["scenario_files"]
    assert manifest["packages"]["numpy"]


def test_json_is_one_object(realm: Realm, tmp_path: Path) -> None:
    answer = realm("batch", *FEW, "--out", str(tmp_path), "--json", "--seed", "4")
    told = json.loads(answer.out)

    assert told["games"] == 3
    assert told["failures"] == []
    assert Path(told["folder"]) == tmp_path


def test_wrong_usage_is_a_sentence(
    realm: Realm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "SECONDS", 0.2)
    (tmp_path / "mine.txt").write_text("mine")
    foreign = realm("batch", *FEW, "--out", str(tmp_path))
    unknown = realm("batch", "small-wrld")
    strategy = realm("batch", *FEW, "--strategy", "cland=stockpil")
    nobody = realm("batch", "small-world", "--scheduler", "tcp://127.0.0.1:9", "--worlds", "1",
                   "--out", str(tmp_path / "out"))  # fmt: skip

    assert foreign.code == unknown.code == nobody.code == 2
    assert "is not empty and holds no batch" in foreign.err
    assert "did you mean 'small-world'?" in unknown.err
    assert "did you mean 'stockpile'?" in strategy.err
    assert strategy.code in {1, 2}
    assert "no scheduler answers at 'tcp://127.0.0.1:9'" in nobody.err
    assert all(one.out == "" for one in (foreign, unknown, strategy, nobody))


@pytest.mark.parametrize("line", [("--help",), ("batch", "--help")])
def test_help_tells_scenarios_from_experiments(
    realm: Realm, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    told = " ".join(realm(*line).out.casefold().replace("│", " ").split())
    last = max(told.index(name) for name in shipped_scenarios())
    first = min(told.index(name) for name in shipped_experiments())

    assert "a scenario" in told[:last]
    assert "an experiment" in told[last:first]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("batch", "india-hlt"), "did you mean 'india-halt'?"),
        (("run", "india-halt"), "expected a scenario, found an experiment, which `realm batch`"),
        (("run", "scenarios/experiments/india-halt.yaml"), "found an experiment"),
        (("tournament", "india-halt", "--seats", "india", "--strategies", "profit,conserve"),
         "expected a scenario, got the experiment 'india-halt'; it is played on 'june-2025'"),
    ],
)  # fmt: skip
def test_a_name_of_the_wrong_kind_is_a_sentence(
    realm: Realm, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(scenario_dir().parent)
    answer = realm(*line)

    assert answer.code == 2
    assert words in answer.err
    assert len(answer.err.splitlines()) <= 2


def test_check_looks_over_experiments_too(realm: Realm, tmp_path: Path) -> None:
    file = tmp_path / "test.yaml"
    file.write_text("experiment: test\nscenario: small-world\nfactors:\n  a: {event: floood}\n")
    wrong, fine = realm("check", str(file)), realm("check", "india-halt")

    assert wrong.code == 1
    assert f"{file}:4:14: factors.a.event: expected an event" in wrong.out
    assert (fine.code, fine.err) == (0, "")
    assert "18 points (factorial of halt, licences, response), 100 worlds a point" in fine.out


def test_an_experiment_with_problems_names_their_lines(realm: Realm, tmp_path: Path) -> None:
    file = tmp_path / "test.yaml"
    file.write_text("experiment: test\nscenario: small-world\nfactors:\n  a: {event: floood}\n")
    answer = realm("batch", str(file))

    assert answer.code == 1
    assert f"{file}:4:14: factors.a.event: expected an event" in answer.err


def test_a_tournament_shows_payoffs_and_equilibria(realm: Realm, tmp_path: Path) -> None:
    line = ("tournament", "small-world", "--seats", "aland,cland", "--strategies",
            "status_quo,leverage", "--worlds", "3", "--turns", "2", "--workers", "1")  # fmt: skip
    shown = realm(*line)
    told = json.loads(realm(*line, "--json", "--strategies", "cland=status_quo,diversify").out)

    assert shown.code == 0
    assert "mean over 3 worlds" in shown.out
    assert sum(row.startswith(("status_quo", "leverage")) for row in shown.out.splitlines()) == 4
    assert len(told["profiles"]) == 4
    assert {one["cland"]["strategy"] for one in told["profiles"]} == {"status_quo", "diversify"}
    assert realm(*line, "--seats", "aland,aland").code == 2
    assert realm(*line[:4], "--strategies", "status_quo").code == 2
