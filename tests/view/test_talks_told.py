"""What a person reads of talks: who stays away, what can be offered, and their own draft."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.view.pictures import NEGOTIATION, QUIET, TABLE
from tests.view.stage import Played

from realm.core.talks import Status
from realm.model.chair import Chair
from realm.model.place import Place
from realm.play.asked import asked
from realm.play.match import Match
from realm.play.session import Session
from realm.play.sight import Sight
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture.negotiation import Negotiation, Offer
from realm.view.picture.of_form import opening, settings
from realm.view.picture.of_rooms import whom_page
from realm.view.picture.of_zones import LIKELY
from realm.view.picture.page import Bargain, Item
from realm.view.picture.table import TablePicture
from realm.view.picture.words import amount
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


def check_price(match: Match, sight: Sight, chair: Chair, talk: Negotiation, page: str) -> None:
    """Where goods change hands the form says at which price, and the page what that is made of."""
    found = asked(match, sight, chair, talk.id)
    noted = [issue for issue in talk.issues if issue.note]
    assert bool(noted) is (found is not None)
    assert ("WHAT THE GOODS COST" in page) is (found is not None)
    if found is None:
        return
    assert f"${amount(found.asked)}" in noted[0].note
    assert all(f"${amount(price)} a kg" in page for price in (found.asked, found.elsewhere))
    assert f"${amount(found.mean)} a kg: the mean" in page
    if found.course is not None:
        change = math.fsum(cause.part for cause in found.course.causes)
        moved = math.log(found.asked / found.course.before)
        assert abs(change - moved) < 0.02, "the parts make up the whole but for what is not told"


def check_rows(chair: Chair, place: Place, talk: Negotiation, page: str) -> None:
    """A term has a row where it can be settled in more than one way; the others are named."""
    open_now = place.agenda.choices[chair.sayable(place.table)]
    for number, issue in enumerate(talk.issues):
        choice = len(np.unique(open_now[:, number])) > 1
        assert issue.shut is not (choice or issue.yours > 0 or bool(issue.theirs)), issue.id
        assert (issue.label in talk.closed) is issue.shut
    assert talk.closed in page


def check_marks(chair: Chair, place: Place, talk: Negotiation) -> None:
    """A whole line marks what is likely signed, dashes what is best for them, by the same guess."""
    odds, gain, sayable = (
        chair.odds(talk.id),
        chair.reckon(place.table).their_gain(place.agenda),
        chair.sayable(talk.id),
    )
    at = [issue.yours for issue in talk.issues]
    for number, issue in enumerate(talk.issues):
        assert not (issue.likely and issue.closest)
        around = {}
        for setting in range(len(issue.settings)):
            choice = [*at[:number], setting, *at[number + 1 :]]
            around[setting] = int(np.flatnonzero((place.agenda.choices == choice).all(axis=1))[0])
        likely = {setting for setting, outcome in around.items() if odds[outcome] >= LIKELY}
        if likely and place.mine:
            assert issue.likely == (min(likely), max(likely))
        if issue.closest:
            best = max(gain[outcome] for outcome in around.values() if sayable[outcome])
            ends = [gain[around[setting]] for setting in issue.closest]
            assert all(math.isclose(one, best, rel_tol=1e-3) for one in ends)


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
        page = sitting.page("talks")
        talk = next(b.talk for c in page.columns for b in c.blocks if isinstance(b, Bargain))
        chair = session.match.chair(seat)
        assert chair is not None
        check_price(session.match, sitting.sight(), chair, talk, str(page))
        check_rows(chair, place, talk, str(page))
        check_marks(chair, place, talk)
        worth, least = chair.worth(place.table)
        theirs = chair.reckon(place.table).their_gain(place.agenda)
        gains = (worth > least) & (theirs > 0.0) & chair.sayable(place.table)
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


def test_a_question_keeps_the_form_and_what_was_set_by_hand_first(open_talk: Sitting) -> None:
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

    if told.bad:
        assert open_talk.form(place) == shown
        return
    changed = differing(open_talk, shown)
    said = {name for name in shown if f"{texts[f'game.issue_{name}']}: " in told.text}
    assert said == changed
    answer = open_talk.place("aland_cland")
    assert answer is not None
    assert open_talk.form(answer) == answer.heard, "what they would sign stands in the form"
    left = {name: label for name, label in wish.items() if name not in changed}
    assert open_talk.wish("aland_cland") == left, "what was given up is no wish any more"


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
    assert "round 1" in talk.odds_why == talk.refusals["counter"]
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

    slider = played.screen.ui.get(f"issue:{issues[0].id}")
    assert slider.value == 3
    assert slider.most == len(issues[0].settings) - 1, "the scale goes on"


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
    for number in range(3):
        place = sitting.place(table)
        assert place is not None
        if place.status is not Status.OPEN:
            break
        given = settings(place, opening(session.match, sitting.sight(), place))
        given |= [{}, {"technology": 0}, {"technology": 1, "years": 0}][number]
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


def test_a_table_without_goods_is_about_what_its_sides_could_settle(begun: Sitting) -> None:
    said = load_messages().say
    network = begun.session.match.model.network

    for partner in begun.table().partners:
        if not network.scenario.tables[partner.id].commodity:
            told = partner.about.lower()
            things = network.bargains.things(network.tables.index(partner.id))
            for issue in ("technology", "plant", "easing", "tolling"):
                names = said(f"game.issue_{issue}").lower() in told
                assert names == (issue in things)
