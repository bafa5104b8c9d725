"""What a person reads of talks: who stays away, what can be offered, and their own draft."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.view.pictures import NEGOTIATION, QUIET, TABLE
from tests.view.stage import Played

from realm.core.talks import Status
from realm.model.chair import Chair
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture.negotiation import Offer
from realm.view.picture.of_rooms import whom_page
from realm.view.picture.of_talks import opening, settings, their_gain
from realm.view.picture.page import Bargain, Item
from realm.view.picture.table import TablePicture
from realm.view.screens import asks
from realm.view.screens.base import Emit
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme

COLD = Offer(who="China", you=False, when="T1", text="Sees nothing to gain.")


def table(picture: TablePicture = TABLE) -> Played:
    return Played(TableScreen(picture, load_messages(), load_theme()))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    folder: Path = tmp_path_factory.mktemp("talks")
    session = Session.begin("june-2025", folder / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    sitting.picked = sitting.sight().tables
    yield sitting
    sitting.close()


def test_who_stays_away_is_named_at_once_and_all_turn(begun: Sitting) -> None:
    asked = begun.picked
    said = begun.begin_talks().text
    open_tables = {place.table for place in begun.sight().talks or ()}
    away = [one.who for one in begun.table().silent]

    assert open_tables
    assert len(away) == len(set(asked) - open_tables) > 0
    assert all(name in said for name in away)
    told = str(begun.page("talks").columns[0])
    assert all(name in told for name in away)


@pytest.mark.parametrize("seat", ["china", "india", "japan", "korea", "toyota_tsusho", "irel"])
def test_every_table_of_every_seat_can_be_shown(tmp_path: Path, seat: str) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=[seat])
    sitting = Sitting(session, (seat,), load_messages())
    sitting.picked = sitting.sight().tables
    sitting.begin_talks()
    places = sitting.sight().talks or ()

    assert places
    for place in places:
        sitting.turn_to(place.table)
        page, noun = sitting.page("talks"), session.match.model.network.scenario.tables[place.table]
        talk = next(b.talk for c in page.columns for b in c.blocks if isinstance(b, Bargain))
        ids = [issue.id for issue in talk.issues]
        assert ("price" in ids) is (noun.kind == "supply" or noun.commodity is not None)
        chair = session.match.chair(seat)
        assert chair is not None
        worth, least = chair.worth(place.table)
        gains = (worth > least) & (their_gain(chair, place) > 0.0) & chair.sayable(place.table)
        said = "would serve you both" in str(page)
        assert said is (place.mine and not gains.any())
    sitting.close()


def test_a_draft_survives_a_wish_that_nobody_would_grant(
    begun: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    if begun.sight().talks is None:
        begun.begin_talks()
    place = (begun.sight().talks or ())[0]
    given = {issue.name: len(issue.options) - 1 for issue in place.agenda.issues}
    begun.draft(place.table, given)
    monkeypatch.setattr(begun.session, "talk", lambda *_: {})

    assert begun.say(place.table, "want").bad
    talk = begun.table().negotiation
    assert talk is not None
    assert {issue.id: issue.yours for issue in talk.issues} == given


@pytest.fixture
def open_talk(tmp_path: Path) -> Iterator[Sitting]:
    """Sit at one table where the other side answers."""
    strategies = {"aland": "diversify"}
    session = Session.begin("small-world", tmp_path / "game.realm", strategies=strategies)
    sitting = Sitting(session, ("cland",), load_messages())
    sitting.pick("aland_cland")
    sitting.begin_talks()
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


def bold_offer(sitting: Sitting) -> None:
    """Send the offer that they are least likely to sign."""
    chair, place = sitting.session.match.chair("cland"), sitting.place("aland_cland")
    assert chair is not None
    assert place is not None
    chosen = place.agenda.choices[int(np.nanargmin(chair.odds("aland_cland")))]
    names = [issue.name for issue in place.agenda.issues]
    given = dict(zip(names, (int(option) for option in chosen), strict=True))
    assert not sitting.say("aland_cland", "counter", given).bad


def test_a_question_keeps_what_was_set_by_hand_and_no_more(open_talk: Sitting) -> None:
    assert open_talk.wish("aland_cland") == {}
    assert "suits you best" in str(open_talk.page("talks").columns[1])
    chair = open_talk.session.match.chair("cland")
    assert chair is not None
    for _ in range(4):  # they ask for all at first, and give way
        bold_offer(open_talk)
    place, free = open_talk.place("aland_cland"), chair.want("aland_cland")
    assert place is not None
    assert isinstance(free, dict)
    name, label, setting = next(
        (issue.name, option.label, number)
        for issue in place.agenda.issues
        for number, option in enumerate(issue.options)
        if free[issue.name] != option.label
        and dict(chair.want("aland_cland", **{issue.name: option.label}))[issue.name]
        == option.label
    )
    move(open_talk, **{name: setting})
    assert open_talk.wish("aland_cland") == {name: label}
    told = f"{load_messages().texts[f'game.issue_{name}']}: "
    assert f"Keeps what you have set ({told}" in str(open_talk.page("talks").columns[1])

    assert not open_talk.say("aland_cland", "want").bad
    place = open_talk.place("aland_cland")
    assert place is not None
    assert place.heard[name] == label
    assert form(open_talk) == {
        issue.name: [option.label for option in issue.options].index(place.heard[issue.name])
        for issue in place.agenda.issues
    }
    talk = open_talk.table().negotiation
    assert talk is not None
    assert talk.odds == "sure", "they said that they would sign it"
    assert talk.odds_why in talk.hints["counter"]
    assert open_talk.wish("aland_cland") == {name: label}, "what they set is not set by hand"

    assert "Signed with" in open_talk.say("aland_cland", "counter", form(open_talk)).text


def test_a_question_that_asks_too_much_says_what_was_given_up(open_talk: Sitting) -> None:
    place = open_talk.place("aland_cland")
    assert place is not None
    chair = open_talk.session.match.chair("cland")
    assert chair is not None
    worst = chair.reckon("aland_cland").theirs
    at, wish = 0, {}
    for issue in place.agenda.issues:
        options = worst[at : at + len(issue.options)]
        at += len(issue.options)
        wish[issue.name] = int(np.argmin(options))
    move(open_talk, **wish)
    asked = open_talk.wish("aland_cland")

    told = open_talk.say("aland_cland", "want").text

    answer = open_talk.place("aland_cland")
    assert answer is not None
    lost = [name for name, label in asked.items() if answer.heard[name] != label]
    assert lost
    assert told.startswith("They would sign nothing that keeps all you set")
    texts = load_messages().texts
    for name in asked:
        assert (f"{texts[f'game.issue_{name}']}: " in told) == (name in lost)
    kept = {name: label for name, label in asked.items() if name not in lost}
    assert open_talk.wish("aland_cland") == kept, "what was given up is no wish any more"


def test_what_they_refused_is_told_as_refused(open_talk: Sitting) -> None:
    bold_offer(open_talk)
    talk = open_talk.table().negotiation
    assert talk is not None
    assert "in round 1" in talk.odds_why
    assert talk.odds != "sure"


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """Sit down a turn after a deal was signed that keeps the two from talking."""
    folder: Path = tmp_path_factory.mktemp("bound")
    strategies = {"aland": "diversify"}
    session = Session.begin("small-world", folder / "game.realm", turns=4, strategies=strategies)
    sitting = Sitting(session, ("cland",), load_messages())
    sitting.pick("aland_cland")
    sitting.begin_talks()
    sitting.say("aland_cland", "want")
    assert "Signed" in sitting.say("aland_cland", "accept").text
    sitting.end_turn()
    yield sitting
    sitting.close()


def test_who_is_bound_cannot_be_chosen_and_beginning_with_nobody_costs_nothing(
    bound: Sitting,
) -> None:
    bound.pick("aland_cland")
    (item,) = [b for b in bound.page("whom").columns[0].blocks if isinstance(b, Item)]
    assert (item.chosen, item.right) == (False, "")
    assert "holds until" in item.refusal
    bound.picked = ()
    bound.pick_partner("aland")
    assert bound.picked == ()

    assert "you may still ask" in bound.begin_talks().text
    table = bound.table()
    assert table.talks_refusal == ""
    (partner,) = table.partners
    assert "holds until" in partner.refusal
    aland = next(place for place in table.world.places if place.id == "aland")
    assert aland.sheet is not None
    assert aland.sheet.no_talks == aland.talks_refusal == item.refusal


def test_what_is_limited_says_why_and_buttons_say_what_signing_binds_to(begun: Sitting) -> None:
    if begun.sight().talks is None:
        begun.begin_talks()
    begun.draft("india_japan", {})
    talk = begun.table().negotiation
    assert talk is not None
    volume = next(issue for issue in talk.issues if issue.id == "volume")
    assert volume.most == 1
    assert volume.why.startswith("IREL can promise 75 t a year at most")
    for issue in talk.issues:
        assert bool(issue.why) == (issue.most is not None), issue.id
    years = next(issue for issue in talk.issues if issue.id == "years")
    last = {"2 years": "2027-06", "5 years": "2030-06"}[years.settings[years.yours]]
    assert last in talk.binds
    assert talk.binds in talk.hints["counter"]
    assert "accept" not in talk.hints
    told = str(begun.page("talks").columns[1])
    assert volume.why in told
    assert talk.binds in told

    given = {issue.id: issue.yours for issue in talk.issues}
    assert begun.say("india_japan", "counter", given).text.startswith("Japan answers: ")
    answered = begun.table().negotiation
    assert answered is not None
    assert answered.hints["accept"].startswith("Signs their last offer (75 t/yr, ")
    assert "Once signed" in answered.hints["accept"]
    assert begun.say("india_japan", "leave").text.startswith("You have left the table with Japan")


def test_a_signature_is_told_with_its_end(tmp_path: Path) -> None:
    strategies = {"aland": "diversify"}
    session = Session.begin("small-world", tmp_path / "game.realm", strategies=strategies)
    sitting = Sitting(session, ("cland",), load_messages())
    sitting.pick("aland_cland")
    sitting.begin_talks()
    sitting.say("aland_cland", "want")
    told = sitting.say("aland_cland", "accept").text
    table = sitting.table()
    signed = table.negotiation
    sitting.end_turn()
    until = sitting.sight().bound_until("aland_cland")
    sitting.close()

    assert until
    assert f"until {until}" in told
    assert signed is not None
    assert signed.binds == "", "what is signed is signed"
    assert signed.subject.endswith(f"until {until}")
    assert [deal.you for deal in table.deals] == [True], "it is among the deals at once"
    assert "Aland" in table.deals[0].text
    assert "You have signed with Aland" in table.end_turn_text


def test_a_slider_stops_at_the_most_that_can_be_offered() -> None:
    issues = (replace(NEGOTIATION.issues[0], most=3), *NEGOTIATION.issues[1:])
    played = table(replace(TABLE, negotiation=replace(NEGOTIATION, issues=issues)))

    played.click(f"issue:{issues[0].id}")
    played.press("end")

    assert played.screen.ui.get(f"issue:{issues[0].id}").value == 3


@pytest.mark.parametrize("signs", [True, False])
def test_who_sends_what_they_offer_is_asked_before_that_signs_it(signs: bool) -> None:
    talk = replace(NEGOTIATION, signs=signs, hints={"counter": "To send it is to sign it."})
    played = table(replace(TABLE, negotiation=talk))
    sent = Emit(asks.Counter(talk.id, {issue.id: issue.yours for issue in talk.issues}))

    if signs:
        assert played.click("talks:counter") is None
        assert played.click("ask:yes") == sent
    else:
        assert played.click("talks:counter") == sent


def test_sliders_follow_a_picture_that_knows_better() -> None:
    played = table()
    played.click("issue:price")
    played.press("home")
    issues = tuple(replace(i, yours=2) if i.id == "price" else i for i in NEGOTIATION.issues)

    played.screen.show(replace(TABLE, negotiation=replace(NEGOTIATION, issues=issues)))

    assert played.screen.ui.get("issue:price").value == 2


def test_a_first_offer_is_no_counter() -> None:
    issues = tuple(replace(issue, theirs=None) for issue in NEGOTIATION.issues)
    played = table(replace(TABLE, negotiation=replace(NEGOTIATION, issues=issues)))
    assert played.screen.ui.get("talks:counter").label == load_messages().say("table.offer")


def test_the_panel_says_who_stays_away_where_nobody_talks() -> None:
    played = table(replace(QUIET, silent=(COLD,)))
    played.draw()

    told = " ".join(written.text for written in played.canvas.written)
    assert "China" in told
    assert "No talks are open" not in told


def test_who_asks_to_talk_is_named_first_and_before_the_turn_ends(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=3, people=["china"])
    sitting = Sitting(session, ("china",), load_messages())
    session.sit("china", "ana")
    while not sitting.sight().callers:
        session.end_turn("china", session.match.turn)
    shown = sitting.table()

    first = shown.partners[0]
    assert first.id in sitting.sight().callers
    assert first.name in shown.callers
    assert first.name in shown.end_turn_text
    played = table(replace(QUIET, callers=shown.callers, partners=shown.partners))
    played.draw()
    told = " ".join(written.text for written in played.canvas.written)
    assert load_messages().say("table.callers", names=shown.callers) in told
    page = whom_page(sitting.sight(), sitting.messages, ())
    items = [block for block in page.columns[0].blocks if isinstance(block, Item)]
    marked = [item.id for item in items if item.chosen]
    assert marked == [f"pick:{table}" for table in sitting.sight().callers]
    session.close()


def test_every_offer_keeps_the_reason_for_which_it_was_refused(tmp_path: Path) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    sitting.picked = sitting.sight().tables[:1]
    sitting.begin_talks()
    table = (sitting.sight().talks or ())[0].table
    reasons = []
    for _ in range(3):
        place = sitting.place(table)
        assert place is not None
        if place.status is not Status.OPEN:
            break
        given = settings(place, opening(session.match, sitting.sight(), place))
        assert not sitting.say(table, "counter", given).bad
        answered = sitting.place(table)
        assert answered is not None
        reasons.append(session.match.refusal(answered))

    told = str(sitting.page("talks").columns[-1])
    assert sum(1 for reason in reasons if reason) > 1
    assert len(session.match.noes[sitting.seat, table]) == sum(1 for reason in reasons if reason)
    assert all(
        told.count(reason.rstrip(".")[1:]) >= reasons.count(reason) for reason in reasons if reason
    )
    session.close()
    again = Sitting(Session.resume(sitting.path), ("india",), load_messages())
    again.turn_to(table)
    assert str(again.page("talks").columns[-1]) == told, "what is resumed knows the reasons, too"
    again.close()


def test_the_same_answer_to_the_same_offer_is_greyed_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.begin("june-2025", tmp_path / "game.realm", seed=1, people=["india"])
    sitting = Sitting(session, ("india",), load_messages())
    sitting.picked = sitting.sight().tables[:1]
    sitting.begin_talks()
    fresh = sitting.table().negotiation
    assert fresh is not None
    sitting.draft(fresh.id, {issue.id: issue.yours for issue in fresh.issues})
    plain = Chair.odds
    monkeypatch.setattr(Chair, "odds", lambda chair, table: np.nan * plain(chair, table))
    stale = sitting.table().negotiation

    assert stale is not None
    assert "counter" not in fresh.refusals
    assert "same offer before" in stale.refusals["counter"]
    session.close()
