"""What a person asks the other side, and what an offer that was refused is worth saying again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.view.pictures import NEGOTIATION
from tests.view.scenes import DRAFT, _answered, think_of
from tests.view.seated import with_aland

from realm.play.foresight import foresee
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture.of_foresight import offer_told, points_text
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_scales import LEAST, gain_text
from realm.view.picture.of_terms import terms_text
from realm.view.picture.of_wish import offered
from realm.view.picture.page import Press, Told
from realm.view.screens import asks, question
from realm.view.screens.page_holds import presses


@pytest.fixture
def open_talk(tmp_path: Path) -> Iterator[Sitting]:
    """Sit at one table where the other side answers."""
    sitting = with_aland(tmp_path)
    yield sitting
    sitting.close()


def form(sitting: Sitting) -> dict[str, int]:
    talk = sitting.table().negotiation
    assert talk is not None
    return {issue.id: issue.yours for issue in talk.issues}


def move(sitting: Sitting, **moved: int) -> None:
    """Set issues by hand, one after the other."""
    for name, setting in moved.items():
        sitting.draft("aland_cland", {**form(sitting), name: setting}, name)


def test_what_an_offer_does_to_the_score_is_what_is_expected_once_it_is_signed(
    open_talk: Sitting,
) -> None:
    match = open_talk.session.match
    assert not open_talk.say("aland_cland", "want").bad
    open_talk.take_wish()
    open_talk.foresee_offer()
    ((outcome, found),) = open_talk.foreseen_offers("aland_cland").items()
    place = open_talk.place("aland_cland")
    assert place is not None
    assert place.agenda.describe(outcome) == open_talk.form(place)
    told = offer_told(found, open_talk.messages)
    assert told
    assert all(line in str(open_talk.page("talks")) for line in told)
    check_measures(open_talk, points_text(found, open_talk.messages))

    assert not open_talk.say("aland_cland", "counter").bad
    assert open_talk.foreseen_offers("aland_cland") == {}, "it was about talks without a deal"
    signed = foresee(match, "cland", ())
    assert found.score is not None
    assert signed.score is not None
    assert signed.score[0] == found.score[1]


def check_measures(sitting: Sitting, points: str) -> None:
    """Wherever money is told of the form, points of the score stand beside it once they are known.

    That is at the table, on the page, and in the question before a signature.
    """
    texts, talk = load_messages().texts, sitting.table().negotiation
    assert talk is not None
    assert talk.worth
    assert talk.points == points
    told = texts["game.gain_points"].format(points=points)
    assert told in question.signing(talk, sitting.messages, "counter").sure.text
    assert talk.signs
    blocks = [b for column in sitting.page("talks").columns for b in column.blocks]
    (block,) = [b for b in blocks if isinstance(b, Told) and b.press and b.press.id == "why"]
    assert block.title.startswith("In money")
    assert texts["game.measures_differ"] in block.lines
    assert "users and treasury" in block.lines[0], "it says whose money"
    before = form(sitting)
    sitting.draft("aland_cland", before | {"years": (before["years"] + 1) % 3})
    other = sitting.table().negotiation
    assert other is not None
    assert other.points == "", "what was asked of one offer is said of no other"
    sitting.draft("aland_cland", before)


def bold_offer(sitting: Sitting) -> None:
    """Send the offer that they are least likely to sign."""
    chair, place = sitting.session.match.chair("cland"), sitting.place("aland_cland")
    assert chair is not None
    assert place is not None
    chosen = place.agenda.choices[int(np.nanargmin(chair.odds("aland_cland")))]
    names = [issue.name for issue in place.agenda.issues]
    given = dict(zip(names, (int(option) for option in chosen), strict=True))
    assert not sitting.say("aland_cland", "counter", given).bad


def test_an_answer_keeps_the_form_and_what_was_set_by_hand_first(open_talk: Sitting) -> None:
    """No offer they would sign keeps more of what was set by hand, or as much and more else."""
    assert open_talk.wish("aland_cland") == {}
    for _ in range(3):  # they ask for all at first, and give way
        bold_offer(open_talk)
    place, chair = open_talk.place("aland_cland"), open_talk.session.match.chair("cland")
    assert place is not None
    assert chair is not None
    move(open_talk, volume=len(place.agenda.issues[0].options) - 1)
    shown, wish = open_talk.form(place), open_talk.wish("aland_cland")
    assert wish == {"volume": shown["volume"]}
    volume = f"{load_messages().texts['game.issue_volume']}: "
    assert f"What you set yourself comes first: {volume}" in str(open_talk.page("talks").columns[1])

    assert not open_talk.say("aland_cland", "want").bad
    open_talk.take_wish()
    answered = open_talk.place("aland_cland")
    assert answered is not None
    for number, issue in enumerate(place.agenda.issues):  # what else they name keeps no more
        other = chair.want("aland_cland", **{issue.name: issue.options[-1].label})
        assert isinstance(other, dict)
        assert kept(other, wish, shown) <= kept(answered.heard, wish, shown), number
    talk = open_talk.table().negotiation
    assert talk is not None
    assert talk.odds == "sure", "they said that they would sign it"
    assert talk.odds_why in talk.hints["counter"]

    assert "Signed with" in open_talk.say("aland_cland", "counter", form(open_talk)).text


def kept(offer: dict[str, str], *wishes: dict[str, str]) -> tuple[int, ...]:
    """Count what an offer keeps of each of some wishes."""
    return tuple(sum(offer[name] == label for name, label in wish.items()) for wish in wishes)


def differing(sitting: Sitting, shown: dict[str, str]) -> set[str]:
    """Name the terms of the form that are not as they were."""
    place = sitting.place("aland_cland")
    assert place is not None
    return {name for name, label in sitting.form(place).items() if shown[name] != label}


@pytest.mark.parametrize("rounds", [0, 1, 3])
@pytest.mark.parametrize("moved", [{}, {"volume": 0}, {"volume": 2, "price": 0}, {"years": 2}])
def test_what_is_said_to_have_changed_is_just_what_did(
    open_talk: Sitting, rounds: int, moved: dict[str, int]
) -> None:
    for _ in range(rounds):
        bold_offer(open_talk)
    place, texts = open_talk.place("aland_cland"), load_messages().texts
    assert place is not None
    move(open_talk, **moved)
    shown, wish = open_talk.form(place), open_talk.wish("aland_cland")

    told = open_talk.say("aland_cland", "want")

    assert open_talk.form(place) == shown, "nothing that was set moves"
    assert open_talk.wish("aland_cland") == wish
    if told.bad:
        return
    open_talk.take_wish()
    changed = differing(open_talk, shown)
    said = {name for name in shown if f"{texts[f'game.issue_{name}']}: " in told.text}
    assert said == changed
    answer = open_talk.place("aland_cland")
    assert answer is not None
    assert open_talk.form(answer) == answer.heard, "what they would sign stands in the form"
    left = {name: label for name, label in wish.items() if name not in changed}
    assert open_talk.wish("aland_cland") == left, "what was given up is no wish any more"


@pytest.mark.parametrize("rounds", [0, 2])
def test_a_wish_stands_beside_what_was_set_and_what_they_offered(
    open_talk: Sitting, rounds: int
) -> None:
    """It has a mark of its own, a line, and a button that sets the form to it once."""
    for _ in range(rounds):
        bold_offer(open_talk)
    before = open_talk.table().negotiation
    assert before is not None
    assert not before.wished
    assert not open_talk.say("aland_cland", "want").bad
    place = open_talk.place("aland_cland")
    assert place is not None
    talk = open_talk.table().negotiation
    assert talk is not None

    assert [issue.yours for issue in talk.issues] == [issue.yours for issue in before.issues]
    assert [issue.theirs for issue in talk.issues] == [issue.theirs for issue in before.issues]
    named = place.heard != offered(place)
    assert talk.wished is named
    labels = [[one.label for one in issue.options] for issue in place.agenda.issues]
    for issue, options in zip(talk.issues, labels, strict=True):
        assert issue.wish == (options.index(place.heard[issue.id]) if named else None)

    press = _take(open_talk)
    assert bool(press.refusal) is (open_talk.form(place) == place.heard)
    open_talk.take_wish()
    assert open_talk.form(place) == place.heard
    assert _take(open_talk).refusal
    assert open_talk.session.journal.entries[-1].body["say"] == "want", "to set it says nothing"


def _take(sitting: Sitting) -> Press:
    """Find the button that sets the form to what they would want."""
    return next(one for one in presses(sitting.page("talks")) if one.id == "take")


def test_an_offer_that_was_refused_gets_the_same_answer_until_they_move(
    open_talk: Sitting,
) -> None:
    bold_offer(open_talk)
    first, place = form(open_talk), open_talk.place("aland_cland")
    assert place is not None
    heard, entries = place.heard, len(open_talk.session.journal.entries)

    talk = open_talk.table().negotiation
    assert talk is not None
    assert talk.odds == "0 %"
    assert "offer 1" in talk.odds_why == talk.refusals["counter"]
    assert open_talk.say("aland_cland", "counter", first).bad
    assert len(open_talk.session.journal.entries) == entries, "nothing was said"

    while place.mine and place.heard == heard:
        bold_offer(open_talk)
        place = open_talk.place("aland_cland")
        assert place is not None
    open_talk.draft("aland_cland", first)
    talk = open_talk.table().negotiation
    assert talk is not None
    assert "counter" not in talk.refusals, "they have moved: they may be asked again"
    assert not open_talk.say("aland_cland", "counter", first).bad


def test_what_they_refused_is_told_as_refused(open_talk: Sitting) -> None:
    bold_offer(open_talk)
    talk = open_talk.table().negotiation
    assert talk is not None
    assert "in answer to offer 1" in talk.odds_why
    assert talk.odds != "sure"


def test_what_costs_more_than_it_brings_is_asked_about_before_it_is_sent() -> None:
    messages = load_messages()
    losing = replace(NEGOTIATION, loses="This is worth −$48.7 M to you against no deal.")

    assert question.about("counter", NEGOTIATION, messages) is None
    asked = question.about("counter", losing, messages)
    assert asked is not None
    assert asked.sure.text == losing.loses
    assert question.meant(asked, losing, {}) == asks.Counter(
        losing.id, {issue.id: issue.yours for issue in losing.issues}
    )


def test_an_offer_is_said_to_lose_where_no_deal_is_worth_more(open_talk: Sitting) -> None:
    place, chair = open_talk.place("aland_cland"), open_talk.session.match.chair("cland")
    assert place is not None
    assert chair is not None
    worth, nothing = chair.worth("aland_cland")
    gain = np.where(chair.sayable("aland_cland"), worth - nothing, np.nan)
    for outcome in (int(np.nanargmin(gain)), int(np.nanargmax(gain))):
        at = place.agenda.choices[outcome].tolist()
        names = [issue.name for issue in place.agenda.issues]
        open_talk.draft("aland_cland", dict(zip(names, at, strict=True)), names[0])
        talk = open_talk.table().negotiation
        assert talk is not None
        assert bool(talk.loses) is bool(gain[outcome] < -LEAST)


def test_what_they_offered_after_they_refused_it_is_told_as_theirs() -> None:
    """A person who comes back to an earlier offer of theirs is not told that they said no to it."""
    sitting = _answered()
    (place,) = sitting.sight().talks or ()
    theirs = {n: terms for n, (mine, terms) in enumerate(place.history, 1) if not mine}
    last = max(theirs)
    before = {n: terms for n, terms in theirs.items() if terms != theirs[last]}
    assert before
    try:
        for number, terms in before.items():
            labels = {i.name: [one.label for one in i.options] for i in place.agenda.issues}
            think_of(sitting, {name: labels[name].index(label) for name, label in terms.items()})
            talk = sitting.table().negotiation
            assert talk is not None
            newest = max(n for n, other in before.items() if other == terms)
            assert talk.odds_why == f"They offered this themselves as offer {newest}.", number
    finally:
        think_of(sitting, DRAFT)


def test_what_they_offer_is_signed_by_one_button_alone(open_talk: Sitting) -> None:
    bold_offer(open_talk)
    assert not open_talk.say("aland_cland", "want").bad
    open_talk.take_wish()
    talk, texts = open_talk.table().negotiation, load_messages().texts
    assert talk is not None
    assert talk.signs
    assert talk.refusals == {"accept": texts["game.same_as_theirs"]}
    named = talk.history[0].text.startswith(texts["game.end_named"].partition("{")[0])
    place = open_talk.place("aland_cland")
    assert place is not None
    assert named is not (place.heard in [said for mine, said in place.history if not mine][-1:])


@pytest.mark.parametrize("rounds", [0, 1])
def test_a_signature_is_told_with_the_offers_that_led_to_it(
    open_talk: Sitting, rounds: int
) -> None:
    for _ in range(rounds):
        bold_offer(open_talk)
    place = open_talk.place("aland_cland")
    assert place is not None
    offers = len(place.history)
    assert not open_talk.say("aland_cland", "want").bad
    open_talk.take_wish()
    assert "Signed with" in open_talk.say("aland_cland", "counter", form(open_talk)).text

    texts, table = load_messages().texts, open_talk.table()
    assert table.negotiation is not None
    assert table.negotiation.signed
    told = [one.text for one in table.negotiation.history]
    assert told[0] == texts["game.end_you_signed"]
    named = told[1].startswith(texts["game.end_named"].partition("{")[0])
    assert named or offers
    assert len(told) == offers + 1 + named
    page = str(open_talk.page("talks").columns[2])
    assert texts["game.end_you_signed"] in page
    assert texts["table.no_history"] not in page
    assert table.deals[0].text.startswith("With ")
    assert "in force when the turn ends" in table.deals[0].text


def test_what_is_given_up_of_what_was_set_is_said_to_be(open_talk: Sitting) -> None:
    """What was set by hand is kept, or no offer that they would sign holds all of it."""
    place, texts = open_talk.place("aland_cland"), load_messages().texts
    assert place is not None
    for issue in place.agenda.issues:  # all that one can want
        move(open_talk, **{issue.name: len(issue.options) - 1})
    wish = open_talk.wish("aland_cland")
    told = open_talk.say("aland_cland", "want")
    assert not told.bad
    assert open_talk.wish("aland_cland") == wish
    open_talk.take_wish()
    lost = wish.keys() - open_talk.wish("aland_cland").keys()
    assert (texts["game.want_gave"].partition("{")[0] in told.text) == bool(lost)
    again = open_talk.say("aland_cland", "want")
    assert not again.bad
    assert open_talk.wish("aland_cland").keys() == wish.keys() - lost, "what they name they keep"


def test_who_signs_is_told_what_at_which_price() -> None:
    """The dialog, by either button, restates the terms; the price of goods is told in dollars."""
    sitting = _answered()
    (place,) = sitting.sight().talks or ()
    labels = {i.name: [one.label for one in i.options] for i in place.agenda.issues}
    try:
        think_of(sitting, {name: labels[name].index(label) for name, label in place.heard.items()})
        talk = sitting.table().negotiation
        assert talk is not None
        assert talk.signs
        terms = terms_text(
            sitting.session.match.model.network.scenario, place.table, place.heard,
            sitting.messages, asked_now(sitting.session.match, sitting.sight(), place),
        )  # fmt: skip
        assert "$" in terms
        assert terms in talk.hints["accept"]
        assert terms in talk.hints["counter"]
    finally:
        think_of(sitting, DRAFT)


@pytest.mark.parametrize("worth", [0.0, 49.0, -49.0, 900.0, -900.0])
def test_what_an_offer_is_worth_is_a_sum_or_as_much_as_no_deal(worth: float) -> None:
    told = gain_text(worth, load_messages())
    assert ("as no deal" in told) is (abs(worth) < LEAST)
    assert ("$" in told) is (abs(worth) >= LEAST)
