"""What became of earlier orders is what later states say of them, for as long as it is open."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from realm.core.actions import Approve, Direct, Dispute, Qualify
from realm.play.match import Match
from realm.play.outcome import Became, outcome
from realm.play.session import Session
from realm.play.sight import look
from realm.play.since import Delivered, Fate, Since, _stands, deliveries, since
from realm.rules import directives

ORDERS = (
    Dispute(measure="china_licence_magnets", country="india"),
    Approve(project="irel_ndpr_900"),
    Approve(project="irel_new_mine_odisha"),
    Direct(directive="irel:home_first"),
    Qualify(link="au_sands_to_vizag_sep"),
)


Told = tuple[tuple[Since, ...], tuple[Delivered, ...]]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Match, list[Told]]]:
    """Play three turns with orders in the first; keep what is told after each."""
    folder: Path = tmp_path_factory.mktemp("since")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["india"])
    session.sit("india", "somebody")
    for action in ORDERS:
        session.submit("india", 0, action)
    session.begin_talks("india", 0, ["india_japan"])
    session.talk("india", 0, "india_japan", "want", {})
    session.talk("india", 0, "india_japan", "accept")
    kept = []
    for turn in range(3):
        session.end_turn("india", turn)
        kept.append((since(session.match, "india"), deliveries(session.match, "india")))
    yield session.match, kept
    session.close()


def test_orders_of_the_last_turn_are_not_yet_earlier_ones(
    played: tuple[Match, list[Told]],
) -> None:
    assert played[1][0] == ((), ())


def test_everything_that_waits_is_told_with_its_month(played: tuple[Match, list[Told]]) -> None:
    match, kept = played
    after = match.pages[2].after
    found = {type(one.action): one for one in kept[1][0] if one.action != ORDERS[2]}
    row = {
        Approve: match.model.network.projects.index("irel_ndpr_900"),
        Dispute: match.model.network.measures.index("china_licence_magnets"),
        Direct: match.model.network.directives.index("irel:home_first"),
        Qualify: match.model.network.along("link").index("au_sands_to_vizag_sep"),
    }

    assert {kind: one.fate for kind, one in found.items()} == {
        Dispute: Fate.PENDING, Approve: Fate.BUILDS, Direct: Fate.DELAYS, Qualify: Fate.TESTED,
    }  # fmt: skip
    assert all(one.turn == 1 for one in found.values())
    assert found[Approve].month == after.project_opens[row[Approve], 0]
    assert found[Dispute].month == 6 + match.model.params.rules.dispute_months
    assert found[Qualify].month == after.link_ready[row[Qualify], 0]
    assert after.directive_answer[row[Direct], 0] == directives.DELAY
    assert next(one for one in kept[1][0] if one.action == ORDERS[2]).fate is Fate.WAITS


def test_what_came_is_told_once_and_no_more(played: tuple[Match, list[Told]]) -> None:
    match, kept = played
    third = {one.action: one for one in kept[2][0]}

    assert third[ORDERS[4]].fate is Fate.OPEN
    link = match.model.network.along("link").index("au_sands_to_vizag_sep")
    assert match.pages[3].after.link_open[link, 0] == 1.0
    assert third[ORDERS[3]].fate in (Fate.COMPLIES, Fate.CARRIED_OUT)
    later = replace(match.pages[3], before=match.pages[3].after)
    assert _stands(match, later, ORDERS[4]) is None
    assert _stands(match, later, ORDERS[3]) is None


def test_what_was_taken_back_is_not_told(played: tuple[Match, list[Told]]) -> None:
    match, _ = played
    page = match.pages[2]
    gone = page.after.replace(directive=page.after.directive * 0.0)

    assert _stands(match, page, ORDERS[3]) is not None
    assert _stands(match, replace(page, after=gone), ORDERS[3]) is None


def test_a_deal_tells_what_came_of_what_it_promised(played: tuple[Match, list[Told]]) -> None:
    match, kept = played
    noun = match.model.network.scenario.tables["india_japan"]
    for _, deals in kept[1:]:
        (deal,) = deals
        assert deal.table == "india_japan"
        assert 0.0 <= deal.came <= deal.reached + 1e-9
        assert deal.reached <= deal.promised + 1e-9
        assert 0.0 < deal.promised <= noun.volume_t_per_year / 4.0


def test_a_link_under_test_is_not_asked_for_again_and_told_once(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    session.sit("korea", "korea")
    asked = Qualify(link="mp_sep_to_ochang_metal")
    session.submit("korea", 0, asked)
    for turn in range(2):
        session.end_turn("korea", turn)
        match = session.match
        assert "under way" in look(match, "korea").refusal(asked)
        found = outcome(match, 1, asked)
        assert found.became is Became.TESTED
        told = [one for one in since(match, "korea") if one.action == asked]
        assert len(told) == turn
        assert all(one.month == found.opens for one in told)
    session.end_turn("korea", 2)
    assert [one.fate for one in since(session.match, "korea")] == [Fate.OPEN]
    assert "already" in look(session.match, "korea").refusal(asked)
    session.close()
