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
from realm.play.past import scores
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
    scenario = session.match.model.network.scenario
    own, other = (scenario.countries[seat].name for seat in ("aland", "cland"))
    assert f"{own} wrote: secret of aland" in report
    assert f"{own}: {taken.text(scenario)}" in report
    assert "secret of cland" not in report
    assert f"{other}:" not in report


def test_a_report_names_people_and_not_ids_and_gives_the_points_of_each_turn(
    session: Session,
) -> None:
    for seat in ("aland", "cland"):
        session.sit(seat, seat)
    table = session.observe("aland").tables[0]
    session.begin_talks("aland", 0, [table])
    session.begin_talks("cland", 0, [])
    for seat in ("aland", "cland"):
        session.end_turn(seat, 0)
    match, scenario = session.match, session.match.model.network.scenario
    folder = hand_out(session, "aland")
    report = (folder / "report.txt").read_text(encoding="utf-8")
    rows = list(csv.DictReader((folder / "numbers.csv").read_text(encoding="utf-8").splitlines()))

    title, points = scenario.countries["aland"].name, scores(match, "aland")[1]
    assert f"{title} asked for talks with {scenario.countries['cland'].name}" in report
    assert table not in report
    assert f"{title}: {points:.1f} of 100 points (" in report
    parts = report.partition(f"{points:.1f} of 100 points (")[2].partition(")")[0]
    told = [float(part.rpartition(" ")[2]) for part in parts.split(", ")]
    assert sum(told) == pytest.approx(points, abs=0.1 * len(told))
    assert [row["aland score"] for row in rows][1] == repr(points)
    assert not match.over
    assert "cland score" not in rows[0]


def test_the_journal_is_whole_while_the_game_goes_on(session: Session, tmp_path: Path) -> None:
    session.sit("aland", "Ana")
    session.note("aland", "not on the main file of the journal yet")

    copy = hand_out(session, "aland") / "game.realm"

    assert list(read(copy).entries) == session.journal.entries
    session.note("aland", "later")
    assert len(read(copy).entries) == 2
