"""What a game that is over offers makes sense when it is over."""

from pathlib import Path

import pytest

from realm.core.percentiles import Percentiles, shipped_path
from realm.play.past import remember
from realm.play.session import Session
from realm.view.game import shelf
from realm.view.game.shelf import state
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture import page as p
from realm.view.picture.of_end import _called, over_page
from realm.view.picture.of_film import film_page
from realm.view.picture.of_menu import pause_page
from realm.view.picture.of_saved import load_page
from realm.view.picture.of_terms import seat_name
from realm.view.picture.of_title import Saved


def saved(turn: int) -> Saved:
    return Saved("a.realm", "A game", "Somebody", turn, 4, "today")


def labels(page: p.Page) -> dict[str, str]:
    return {press.id: press.label for press in page.foot}


def test_a_finished_game_is_looked_at_and_not_gone_on_with(tmp_path: Path) -> None:
    messages = load_messages()
    assert labels(load_page(messages, [saved(3)], "a.realm"))["go_on"] == "Go on with it"
    assert labels(load_page(messages, [saved(4)], "a.realm"))["go_on"] == "See how it ended"

    path = tmp_path / "game.realm"
    session = Session.begin("small-world", path, seed=1, turns=1, people=["aland"])
    sitting = Sitting(session, ("aland",), messages)
    sitting.end_turn()
    last = session.match.pages[-1].month
    film = sitting.page("film")
    sitting.close()
    heads = [b.note for b in state(path, messages) if isinstance(b, p.Heading)]

    assert any(note.endswith(f"ended {last}") for note in heads)
    assert labels(film)["close"] == "Back to how it ended"
    assert labels(film_page({}, 0, messages))["close"] == "Back to the table"


def test_the_menu_says_where_a_game_is_saved() -> None:
    assert "saves itself" in str(pause_page(load_messages(), where="here"))


@pytest.mark.parametrize(("at", "told"), [(2.0, "Better than all"), (-1.0, "Worse than all")])
def test_who_is_beyond_all_simulated_players_is_told_so_and_how_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: float, told: str
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["china"])
    sitting = Sitting(session, ("china",), load_messages())
    sitting.end_turn()
    match, sight = session.match, sitting.sight()
    known = Percentiles.read(shipped_path("june-2025"))
    row = known.so_far["china"][0]
    monkeypatch.setattr("realm.play.beaten.RULES_VERSION", int(known.rules))
    beyond = row[-1] + 1.0 if at > 0 else row[0] - 1.0
    monkeypatch.setattr("realm.play.past.Past.points", beyond)
    text = str(over_page(match, sight, remember(match, "china"), sitting.messages).columns[0])
    sitting.close()

    assert f"{told} 1,000 simulated players" in text
    assert f"{row[0]:.1f} to {row[-1]:.1f}" in text
    assert "100 %" not in text


def test_no_note_is_about_a_number_that_the_page_does_not_list(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["china"])
    sitting = Sitting(session, ("china",), load_messages())
    sitting.end_turn()
    middle = sitting.page("turn").columns[1]
    sitting.close()

    assert "Net import reliance" not in str(middle)


def test_a_search_is_forgotten_on_the_next_visit(tmp_path: Path) -> None:
    session = Session.begin("small-world", tmp_path / "game.realm", seed=1, people=["aland"])
    sitting = Sitting(session, ("aland",), load_messages())
    sitting.look_for("nothing of that name")
    whole = len(sitting.page("actions").columns[0].blocks)
    sitting.search_anew()

    assert len(sitting.page("actions").columns[0].blocks) > whole
    sitting.close()


@pytest.mark.parametrize("name", ["june-2025", "june-2025-full", "small-world"])
def test_no_two_seats_are_called_the_same(name: str) -> None:
    noun = shelf.scenario(name)
    called = [seat_name(noun, seat) for seat in noun.seats]
    actors = [_called(noun, seat) for seat in noun.seats]

    assert len(set(called)) == len(set(actors)) == len(noun.seats)
