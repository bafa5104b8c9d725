"""What a person takes from a game: nothing missing, nothing of others, and provable."""

import csv
import dataclasses
from pathlib import Path

import pytest

from realm.content.load import load
from realm.model.names import known
from realm.paths import shipped_scenarios
from realm.play.handout import hand_out, sources
from realm.play.journal import read
from realm.play.session import Session


def _sources(noun: object) -> list[str]:
    """Find every source that a scenario names, however deep."""
    if dataclasses.is_dataclass(noun):
        found: list[str] = []
        for field in dataclasses.fields(noun):
            value = getattr(noun, field.name)
            named = field.name.endswith("source") and isinstance(value, str) and value
            found += [value] if named else _sources(value)
        return found
    if isinstance(noun, dict):
        return [text for one in noun.values() for text in _sources(one)]
    return []


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_source_of_a_scenario_is_missing(name: str) -> None:
    scenario = load(name, known())

    rows = list(csv.DictReader(sources(scenario).splitlines()))

    assert sorted(row["source"] for row in rows) == sorted(_sources(scenario))
    assert all(row["section"] for row in rows)


def test_a_report_tells_what_its_seat_did_and_wrote_alone(session: Session) -> None:
    for seat in ("aland", "cland"):
        session.sit(seat, seat)
        session.note(seat, f"secret of {seat}")
        session.submit(seat, 0, session.observe(seat).menu[0].action)
    for seat in ("aland", "cland"):
        session.end_turn(seat, 0)

    report = (hand_out(session, "aland") / "report.txt").read_text(encoding="utf-8")

    taken = session.match.pages[1].taken["aland"][0]
    assert "aland wrote: secret of aland" in report
    assert f"aland: {taken.text(session.match.model.network.scenario)}" in report
    assert "secret of cland" not in report
    assert "cland:" not in report


def test_the_journal_is_whole_while_the_game_goes_on(session: Session, tmp_path: Path) -> None:
    session.sit("aland", "Ana")
    session.note("aland", "not on the main file of the journal yet")

    copy = hand_out(session, "aland") / "game.realm"

    assert list(read(copy).entries) == session.journal.entries
    session.note("aland", "later")
    assert len(read(copy).entries) == 2
