"""Games replay as they were stored: to the bit on the stored platform, else to 1e-6."""

from pathlib import Path

import pytest
from tools import record_playthroughs
from tools.playthrough import TALES, Tale, first_difference, same_bits_expected, tell

from realm.paths import shipped_scenarios

STORED = """\
# title
scenario x
sources 00
rules 1
state aa
platform linux

turn 0: 2025-01 to 2025-03
hash 11
ask $/kg ore 1.0

turn 1: 2025-04 to 2025-06
hash 22
ask $/kg ore 2.0
""".splitlines()


def moved(**changes: str) -> list[str]:
    """The stored lines with some of them changed, by their first word (a `_` counts its turns)."""
    lines = list(STORED)
    for name, value in changes.items():
        word, _, count = name.partition("_")
        at = [i for i, line in enumerate(lines) if line.startswith(word)][int(count or 0)]
        lines[at] = value
    return lines


def test_every_shipped_scenario_has_a_play_through() -> None:
    assert {*shipped_scenarios()} <= {tale.scenario for tale in TALES}


@pytest.mark.parametrize("tale", TALES, ids=lambda tale: tale.name)
def test_a_stored_game_plays_as_it_did(tale: Tale) -> None:
    stored = tale.file.read_text(encoding="utf-8").splitlines()
    fresh = tell(tale)

    found = first_difference(stored, fresh, bits=same_bits_expected(stored, fresh))

    assert found is None, f"{tale.name}, {found}\n(python -m tools.record_playthroughs rewrites it)"
    assert tale.file.stat().st_size < 200_000


@pytest.mark.parametrize(
    ("fresh", "bits", "elsewhere"),
    [
        (moved(), None, None),
        (moved(ask_1="ask $/kg ore 2.0000001"), "turn 1", None),
        (moved(ask_1="ask $/kg ore 2.00001"), "turn 1", "turn 1"),
        (moved(ask_1="ask $/kg tin 2.0"), "turn 1", "turn 1"),
        (moved(hash="hash 12"), "turn 0", None),
        (moved(sources="sources 01"), "header", "header"),
        (STORED[:-1], "turn 1", "turn 1"),
        ([*STORED, "fault 1.0"], "turn 1", "turn 1"),
    ],
)
def test_the_first_difference_is_named(
    fresh: list[str], bits: str | None, elsewhere: str | None
) -> None:
    exact = first_difference(STORED, fresh, bits=True)
    near = first_difference(STORED, fresh, bits=False)

    assert (exact and exact.where) == bits
    assert (near and near.where) == elsewhere


def test_a_difference_shows_both_lines() -> None:
    found = first_difference(STORED, moved(ask_1="ask $/kg ore 3.0"), bits=True)

    assert str(found) == "turn 1:\n  stored: ask $/kg ore 2.0\n  now:    ask $/kg ore 3.0"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, False),
        ({"ask_1": "ask $/kg ore 3.0"}, True),
        ({"ask_1": "ask $/kg ore 3.0", "rules": "rules 0"}, False),
        ({"ask_1": "ask $/kg ore 3.0", "sources": "sources 07"}, False),
        ({"hash": "hash 07"}, True),
        ({"hash": "hash 07", "state": "state 07"}, False),
        ({"hash": "hash 07", "platform": "platform other"}, False),
        ({"ask_1": "ask $/kg ore 3.0", "platform": "platform other"}, True),
    ],
    ids=str,
)
def test_recording_wants_a_new_version_of_the_rules_when_results_move(
    change: dict[str, str],
    refused: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("tools.playthrough.FOLDER", tmp_path)
    monkeypatch.setattr(record_playthroughs, "tell", lambda tale: with_seed(STORED))
    tale = TALES[0]
    tale.file.write_text("\n".join(with_seed(moved(**change))) + "\n")

    code = record_playthroughs.main([tale.name])

    told = capsys.readouterr()
    assert code == int(refused)
    assert told.err.count("\n") == int(refused)
    rewritten = tale.file.read_text().splitlines() == with_seed(STORED)
    assert rewritten is (not refused)
    assert record_playthroughs.main([tale.name, "--first"]) == 0
    assert tale.file.read_text().splitlines() == with_seed(STORED)


def test_a_frozen_world_is_not_recorded(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("tools.playthrough.FOLDER", tmp_path)
    monkeypatch.setattr(record_playthroughs, "tell", lambda tale: [*STORED, "fault 1.0"])

    assert record_playthroughs.main([TALES[0].name, "--first"]) == 1
    assert "frozen" in capsys.readouterr().err
    assert not TALES[0].file.exists()


def with_seed(lines: list[str]) -> list[str]:
    return [*lines[:3], "seed 1", "world 0", "turns 1", *lines[3:]]


def test_an_unknown_play_through_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert record_playthroughs.main(["nowhere"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
