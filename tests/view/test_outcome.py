"""What came of an order is what the turn's state says of it."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from realm.core.actions import Approve, Start, Tighten
from realm.play.foresight import Foresight, foresee
from realm.play.outcome import Became, outcome
from realm.play.session import Session
from realm.play.sight import Sight
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_bound import deals_told, plants_told
from realm.view.picture.of_orders import orders_page


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    folder: Path = tmp_path_factory.mktemp("outcome")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["india", "irel"])
    sitting = Sitting(session, ("india", "irel"), load_messages())
    for seat in ("india", "irel"):
        for action in wanted(session.observe(seat)):
            session.submit(seat, 0, action)
        session.end_turn(seat, 0)
    yield sitting
    sitting.close()


def wanted(sight: Sight) -> list[object]:
    """Take the first open order of each of three kinds."""
    found: dict[type, object] = {}
    for option in sight.options:
        kind = type(option.action)
        undone = getattr(option.action, "undo", False)
        if kind in (Approve, Start, Tighten) and not option.refusal and not undone:
            found.setdefault(kind, option.action)
    return list(found.values())


def test_every_order_is_told_with_what_came_of_it(played: Sitting) -> None:
    match = played.session.match
    taken = [action for actions in match.pages[1].taken.values() for action in actions]
    found = {type(action): outcome(match, 1, action) for action in taken}

    assert found[Tighten].became is Became.HOLDS
    assert found[Approve].became is Became.PERMITTED
    assert found[Start].became is Became.BEGUN
    assert found[Start].opens > match.model.state.month
    text = str(played.page("turn").columns[1])
    assert "It is in force from" in text
    assert "It is permitted from" in text


def test_a_plant_that_is_begun_is_on_the_sheet_of_its_firm(played: Sitting) -> None:
    match = played.session.match
    begun = next(a for a in match.pages[1].taken["irel"] if isinstance(a, Start))
    name = match.model.network.scenario.projects[begun.project].name

    told = plants_told(played.session.observe("irel"), "irel", played.messages)
    mine = next(b for b in told if isinstance(b, p.Told) and b.title == name)

    assert "opens" in mine.right
    assert not math.isnan(outcome(match, 1, begun).opens)


def test_what_political_capital_does_not_cover_is_told_as_not_carried_out(
    played: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    match = played.session.match
    action = next(a for a in match.pages[1].taken["india"] if isinstance(a, Tighten))
    poor = match.pages[1].before.replace(
        political_capital=match.pages[1].before.political_capital * 0.0
    )
    monkeypatch.setattr("realm.play.outcome._kept", lambda m, t: bound(m, t, poor))

    assert outcome(match, 1, action).became is Became.UNPAID


def bound(match: object, turn: int, before: object) -> object:
    from realm.rules import politics

    model = match.model  # type: ignore[attr-defined]
    return politics.bound(model.network, model.params, before, match.pages[turn].orders)[0]  # type: ignore[attr-defined,arg-type]


def test_a_deal_in_force_is_on_the_sheets_of_both_sides_and_of_who_delivers(
    tmp_path: Path,
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    sitting.picked = ("india_korea",)
    sitting.begin_talks()
    sitting.say("india_korea", "want")
    assert "Signed" in sitting.say("india_korea", "accept").text
    signed = sitting.table().negotiation
    assert signed is not None
    assert all(issue.theirs is None for issue in signed.issues), "nobody offers what is signed"
    sitting.end_turn()

    seller = session.match.model.network.scenario.tables["india_korea"].seller
    assert seller
    for actor in ("india", "korea", seller):
        told = deals_told(sitting.sight(), actor, sitting.messages)
        assert any(isinstance(b, p.Told) and b.title == "India – South Korea" for b in told), actor
    assert "South Korea" not in str(deals_told(sitting.sight(), "japan", sitting.messages))

    assert "holds until" in str(sitting.page("whom"))
    sitting.picked = ("india_korea",)
    sitting.begin_talks()
    assert not sitting.table().silent, "nobody who is bound is asked"
    sitting.close()


def test_a_plant_that_opens_after_what_is_shown_says_so_and_who_pays(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    scenario = session.match.model.network.scenario
    sitting.set_card("project:irel_ndpr_900|", 1)
    seen = Foresight(score=None, indicators={})

    told = str(orders_page(sitting.sight(), sitting.messages, "", sitting.chosen, seen).columns[1])

    assert "Nothing by then: the plant opens about 2029-10" in told
    assert "It costs $120 M, to be paid by IREL when it begins" in told
    assert f"{scenario.measures['india_ncmm'].name} pays 25 % of it" in told
    assert "It opens about 2029-10" in told
    assert "after the end of the game (2029-06)" in told
    assert "450 t NdPr oxide" in told
    assert "1,900 t Light concentrate" in told
    sitting.close()


def test_a_government_reads_how_much_of_its_capital_comes_back(played: Sitting) -> None:
    played.hand_to("india")
    rules = played.session.match.model.network.scenario.coefficients
    why = played.table().actions.budget_why

    assert f"{rules.political_regrowth:g} come back at the end of each turn" in why
    assert f"up to {rules.political_capital:g}" in why


def test_what_one_foresaw_is_not_told_to_another_at_the_same_machine(played: Sitting) -> None:
    played.hand_to("india")
    action = next(one.action for one in played.sight().options if not one.refusal)
    played._foreseen["irel", played.sight().turn, action, ()] = Foresight(
        score=(1.0, 2.0), indicators={}
    )
    played.search_anew()
    assert played._seen_so_far(played.sight()) == {}

    played.hand_to("irel")
    played.search_anew()
    assert list(played._seen_so_far(played.sight())) == [action]
    played.hand_to("india")
    assert played._seen_so_far(played.sight()) == {}
    played._foreseen.clear()


def test_what_is_queued_together_is_told_beside_what_one_order_does(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    sitting.set_card("project:tsusho_india_magnets|", 1)
    sitting.foresee()
    assert "All of it together" not in str(sitting.page("actions"))

    sitting.set_card("project:repm_1|", 1)
    sitting.foresee()
    told = str(sitting.page("actions").columns[1])
    assert "what else you have queued (1)" in told
    found = foresee(session.match, "india", [one.action for one in sitting.sight().pending]).later
    assert found is not None
    assert found.score is not None
    assert f"All of it together: +{found.score[1] - found.score[0]:.1f} points" in told
    sitting.close()


def test_joining_a_coalition_of_one_says_that_it_takes_two(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), load_messages())
    sitting.set_card("country:korea|", 1)
    seen = Foresight(score=None, indicators={})

    told = str(orders_page(sitting.sight(), sitting.messages, "", sitting.chosen, seen).columns[1])

    assert "Nothing while nobody else is in it" in told
    sitting.close()


def test_a_forecast_that_moves_the_score_says_which_objectives_do(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), load_messages())
    sitting.set_card("country:korea|", 1)
    soon = Foresight(
        score=(50.0, 48.0), indicators={}, turns=1,
        points={"treasury": (10.0, 8.05), "reserve_days": (5.0, 4.96)},
    )  # fmt: skip
    slight = Foresight(score=(5.0, 4.96), indicators={}, points={"treasury": (10.0, 9.96)})
    seen = Foresight(score=(50.0, 50.0), indicators={}, soon=soon, later=slight)

    told = str(orders_page(sitting.sight(), sitting.messages, "", sitting.chosen, seen).columns[1])

    assert "Of the score: Treasury −1.95." in told, "what hardly counts is left out"
    assert "Of the score: Treasury −0.04." in told, "but not where there is nothing else"
    assert told.count("Of the score") == 2
    sitting.close()


def test_reasons_of_a_forecast_name_the_time_that_they_are_of(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["korea"])
    sitting = Sitting(session, ("korea",), load_messages())
    sitting.set_card("measure:korea_tariff_magnets|", 5)
    sitting.foresee()

    heads = [b for b in sitting.page("actions").columns[1].blocks if isinstance(b, p.Heading)]

    assert "prices and flows of 2029 Q2" in [head.note for head in heads]
    assert sitting.table().objectives.over == "as things stand"
    for _ in range(2):
        sitting.end_turn()
    assert sitting.table().objectives.over.startswith("typical player ")
    sitting.close()
