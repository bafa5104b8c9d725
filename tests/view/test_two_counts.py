"""Tonnes of one good that are counted in two ways say what each counts."""

import pytest
from tests.view.scenes import _sitting

from realm.view.messages import load_messages
from realm.view.picture.of_cards import cards
from realm.view.picture.of_effects import name_of_card, usual_told, usual_trade
from realm.view.picture.of_row import row_of
from realm.view.picture.words import amount


@pytest.mark.parametrize("seat", ["india", "china", "japan"])
def test_what_a_curb_lets_pass_says_of_which_tonnes(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight, messages = sitting.sight(), load_messages()
    told = 0
    for card in cards(sight, messages):
        said = usual_told(sight, card, messages)
        if said:
            row = row_of(sight, card, messages)
            assert any(" of " in effect and effect.endswith("/yr") for effect in row.effects)
            ((good, tonnes),) = usual_trade(sight, name_of_card(card)[1]).items()
            assert good in sight.observation.network.commodities
            assert said[0] in row.hint
            assert said[0].startswith(f"{amount(tonnes)} t a year of ")
            assert "when the game began" in said[0]
            told += 1
    assert told or seat == "japan"


def test_what_a_country_trades_says_that_it_is_last_turns() -> None:
    sitting = _sitting("june-2025", "india")
    sitting.messages = load_messages()
    world = sitting.table().world
    lines = [line for place in world.places for line in place.lines
             if line.startswith(("Buys ", "Sells "))]  # fmt: skip
    assert lines
    assert all(", as last turn: " in line for line in lines)
