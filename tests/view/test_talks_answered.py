"""What the other side answered when it was asked is held true until the next word."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.view.seated import at_all_tables, with_aland

from realm.core.arrays import Mask
from realm.model.place import Place
from realm.model.wishes import far_from
from realm.play.asked import asked
from realm.play.told import Answer, Seat
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture.negotiation import Negotiation
from realm.view.picture.of_odds import chance_of
from realm.view.picture.of_table import end_text
from realm.view.picture.words import amount

NOT_NOW = load_messages().texts["game.odds_not_now"]
NONE = load_messages().texts["game.want_none"]


@pytest.fixture(params=["india", "korea"])
def seated(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Sitting]:
    """Sit at every table of a seat."""
    sitting = at_all_tables(tmp_path, request.param)
    yield sitting
    sitting.close()


def chair_of(sitting: Sitting) -> Seat:
    chair = sitting.session.match.chair(sitting.seat)
    assert chair is not None
    return chair


def settings(place: Place, outcome: int) -> dict[str, int]:
    chosen = place.agenda.choices[outcome]
    return {one.name: int(at) for one, at in zip(place.agenda.issues, chosen, strict=True)}


def ask_for(sitting: Sitting, place: Place, outcome: int) -> dict[str, str]:
    """Set every issue by hand as in an outcome, and ask; say what was set."""
    for issue in place.agenda.issues:
        sitting.draft(place.table, settings(place, outcome), issue.name)
    set_by_hand = sitting.wish(place.table)
    sitting.say(place.table, "want")
    return set_by_hand


def keeping(place: Place, wish: dict[str, str]) -> Mask:
    far = far_from(place.agenda, wish, {})
    assert far is not None
    return np.asarray(far == 0)


def shown(sitting: Sitting, table: str) -> Negotiation:
    sitting.turn_to(table)
    talk = sitting.table().negotiation
    assert talk is not None
    return talk


def boldest(chair: Seat, place: Place) -> int:
    worth, _ = chair.worth(place.table)
    return int(np.nanargmax(np.where(chair.sayable(place.table), worth, np.nan)))


def test_no_form_that_keeps_what_they_gave_up_has_a_chance(seated: Sitting) -> None:
    """Neither in its odds nor by its marks; and the next word lifts that."""
    chair, gave = chair_of(seated), 0
    for place in [one for one in seated.sight().talks or () if one.mine]:
        table, outcome = place.table, boldest(chair, place)
        before = chair.odds(table)
        wish = ask_for(seated, place, outcome)
        chair = chair_of(seated)
        answer = chair.answer(table)
        assert answer is not None
        kept = keeping(place, wish)
        if not answer.terms or kept[place.agenda.outcome(**answer.terms)]:
            continue
        gave += 1
        named = chair.named(table)
        assert named[place.agenda.outcome(**answer.terms)]
        for one in np.flatnonzero(kept & ~named & chair.sayable(table)):
            chance = chance_of(chair, place, settings(place, int(one)), seated.messages)
            assert chance.text == NOT_NOW
            assert not chance.signs
        assert np.all(np.isnan(chair.odds(table)[kept & ~named]))
        assert np.all(chair.odds(table)[named] == 1.0)
        talk = shown(seated, table)
        assert talk.odds == NOT_NOW, "the form stands as it was asked for"
        seated.say(table, "counter", settings(place, outcome))
        if table in {one.table for one in seated.sight().talks or () if one.mine}:
            assert not chair_of(seated).denied(table).any()
        assert np.isfinite(before).any()
    assert gave


def test_where_they_would_sign_nothing_the_page_says_so_until_the_next_word(
    seated: Sitting,
) -> None:
    place = next(one for one in seated.sight().talks or () if one.mine)
    match, chair = seated.session.match, chair_of(seated)
    assert NONE not in str(seated.page("talks"))
    match.answers.setdefault(seated.seat, {})[place.table] = (Answer({}, {}, {}),)
    chair = chair_of(seated)
    named = chair.named(place.table)
    assert not np.isfinite(chair.odds(place.table)[~named]).any()
    talk = shown(seated, place.table)
    assert talk.odds == NOT_NOW
    assert all(issue.likely is None for issue in talk.issues)
    assert NONE in str(seated.page("talks"))
    said = load_messages().texts["game.want_none_said"]
    assert talk.history[0].text == said
    assert said in str(seated.page("talks"))


def test_the_end_of_the_turn_counts_talks_that_can_serve(seated: Sitting) -> None:
    match = seated.session.match
    chair = chair_of(seated)
    open_now = [one for one in seated.sight().talks or () if one.mine]
    worth_it = sum(chair.serves(one.table) for one in open_now)
    said = end_text(match, seated.sight(), seated.messages)
    told = seated.messages.say("game.end_talks", count=worth_it)
    assert (told in said) is (worth_it > 0)
    answers = match.answers.setdefault(seated.seat, {})
    for one in open_now:
        answers[one.table] = (Answer({}, {}, {}),)
    assert "still wait" not in end_text(match, seated.sight(), seated.messages)


def test_what_was_only_named_is_told_as_no_offer(tmp_path: Path) -> None:
    sitting = with_aland(tmp_path)
    place = sitting.place("aland_cland")
    assert place is not None
    assert place.mine
    assert not place.history
    assert not sitting.say("aland_cland", "want").bad
    sitting.end_turn()
    told = str(sitting.page("turn"))
    assert load_messages().texts["turn.you_refused_named"] in told
    assert load_messages().texts["turn.you_refused"] not in told
    sitting.close()


def test_a_reason_that_compares_prices_says_with_which_price(seated: Sitting) -> None:
    """The part that it names and the price beside it make the price that was refused."""
    match, compared, rng = seated.session.match, 0, np.random.default_rng(1)
    for place in [one for one in seated.sight().talks or () if one.mine]:
        names = [issue.name for issue in place.agenda.issues]
        while (now := seated.place(place.table)) is not None and now.mine:
            chair = chair_of(seated)
            can = np.flatnonzero(chair.sayable(now.table) & ~chair.unmoved(now.table))
            can = can[place.agenda.choices[can, names.index("volume")] > 0]
            if (
                not len(can)
                or seated.say(now.table, "counter", settings(place, int(rng.choice(can)))).bad
            ):
                break
            now = seated.place(place.table)
            assert now is not None
            reason, paid = match.refusal(now), match.alternative(now)
            assert np.isfinite(paid) == ("its alternative from" in reason)
            if np.isfinite(paid) and now.mine:
                compared += 1
                check_compared(seated, now, reason, paid)
    assert compared or seated.seat != "india"


def check_compared(sitting: Sitting, now: Place, reason: str, paid: float) -> None:
    """Whose books it is stands beside, and the part fits the price."""
    sitting.turn_to(now.table)
    assert f"${amount(paid)} a kg" in str(sitting.page("talks"))
    chair = chair_of(sitting)
    found = asked(sitting.session.match, sitting.sight(), chair, now.table)
    assert found is not None
    part = float(reason.split("the price is ")[1].split(" %", maxsplit=1)[0]) / 100.0
    over = 1.0 + (part if " % above " in reason else -part)
    issue = next(one for one in now.agenda.issues if one.name == "premium")
    premium = next(one.amount for one in issue.options if one.label == now.said["premium"])
    assert abs(over * paid / (found.asked * (1.0 + premium)) - 1.0) < 0.02, (over, paid, premium)
