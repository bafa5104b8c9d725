"""An order that breaks a deal says so before it is queued."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.play.test_endangered import CURB, signed

from realm.view.messages import load_messages
from realm.view.picture.of_cards import cards
from realm.view.picture.of_promised import breaks, promised_note
from realm.view.picture.of_row import row_of, settings_of


def test_settings_that_break_a_deal_say_whose_and_the_hint_says_from_where_on(
    tmp_path: Path,
) -> None:
    session, messages = signed(tmp_path), load_messages()
    sight = session.observe("india")
    card = next(one for one in cards(sight, messages) if one.id.startswith(f"measure:{CURB}|"))
    row = row_of(sight, card, messages)
    told = messages.say("game.effect_breaks", name="Japan")
    shares = [getattr(one.action, "size", None) for one in settings_of(sight, card)]

    assert any(share is not None and breaks(sight, CURB, share) for share in shares)
    assert any(share is not None and not breaks(sight, CURB, share) for share in shares)
    for share, effect in zip(shares, row.effects[1:], strict=True):
        if share is not None:
            assert (effect == told) is bool(breaks(sight, CURB, share))
    (note,) = promised_note(sight, CURB, messages)
    assert "Japan" in note
    assert note in row.hint
    session.close()


def test_a_firms_promise_is_not_called_the_governments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, messages = signed(tmp_path), load_messages()
    sight = session.observe("india")
    whole = promised_note(sight, CURB, messages)
    found = breaks(sight, CURB, 0.0)
    monkeypatch.setattr(
        "realm.view.picture.of_promised.endangered",
        lambda *_: tuple(replace(one, seller="irel") for one in found),
    )
    (told,) = promised_note(sight, CURB, messages)
    assert "IREL" in told
    assert told not in whole
    session.close()
