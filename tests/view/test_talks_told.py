"""What a person reads of talks: who stays away, what can be offered, and their own draft."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.view.pictures import NEGOTIATION, QUIET, TABLE
from tests.view.scenes import _sitting
from tests.view.seated import sit_down, with_aland
from tests.view.stage import Played

from realm.core.talks import Status
from realm.model.chair import Chair
from realm.play.plants import last_month
from realm.play.session import Session
from realm.view.game.sitting import Sitting
from realm.view.messages import load_messages
from realm.view.picture.negotiation import Offer
from realm.view.picture.of_form import opening, settings
from realm.view.picture.of_terms import offer_text
from realm.view.picture.of_whom import whom_page
from realm.view.picture.page import Item
from realm.view.picture.table import TablePicture
from realm.view.screens import asks, talks_row
from realm.view.screens.base import Emit
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme

COLD = Offer(who="China", you=False, when="T1", text="Sees nothing to gain.")


def table(picture: TablePicture = TABLE) -> Played:
    return Played(TableScreen(picture, load_messages(), load_theme()))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    sitting = sit_down(tmp_path_factory.mktemp("talks"), "india")
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


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """Sit down a turn after a deal was signed that keeps the two from talking."""
    sitting = with_aland(tmp_path_factory.mktemp("bound"), turns=4)
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
    assert volume.most == 2
    assert volume.why.startswith("IREL can promise 75 t a year at most")
    for issue in talk.issues:
        assert bool(issue.why) == (issue.most is not None), issue.id
    years = next(issue for issue in talk.issues if issue.id == "years")
    last = {"2 years": "2027-06", "3 years": "2028-06", "5 years": "2030-06"}[
        years.settings[years.yours]
    ]
    assert last in talk.binds
    end = last_month(begun.sight())
    assert (end in talk.binds) == (last >= end), "who signs knows that it outlasts the game"
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


def test_what_promises_all_that_is_free_says_to_whom_nothing_is_left(begun: Sitting) -> None:
    if begun.sight().talks is None:
        begun.begin_talks()
    said = {}
    for volume in (1, 2):
        begun.draft("india_japan", {"volume": volume})
        talk = begun.table().negotiation
        assert talk is not None
        said[volume] = talk.hints["counter"]
    until = re.search(r"until (\S+) nothing of it is left to offer South Korea", said[2])
    assert until
    assert f"binds both until {until[1]}" in said[2]
    assert "nothing of it is left" not in said[1], "some is left"


def test_a_signature_is_told_with_its_end(tmp_path: Path) -> None:
    sitting = with_aland(tmp_path)
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
    assert slider.value == slider.most == 3
    assert len(issues[0].settings) > 4


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
    sitting = sit_down(tmp_path, "china", seed=3)
    session = sitting.session
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
    page = whom_page(sitting.session.match, sitting.sight(), sitting.messages, ())
    items = [block for block in page.columns[0].blocks if isinstance(block, Item)]
    marked = [item.id for item in items if item.chosen]
    assert marked == [f"pick:{table}" for table in sitting.sight().callers]
    session.close()


def test_every_offer_keeps_the_reason_for_which_it_was_refused(tmp_path: Path) -> None:
    sitting = sit_down(tmp_path, "india")
    session, sitting.picked = sitting.session, sitting.sight().tables[:1]
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
        told = sitting.say(table, "counter", given)
        assert not told.bad
        answered = sitting.place(table)
        assert answered is not None
        reasons.append(session.match.refusal(answered))
        if answered.mine:
            assert told.text.endswith(f"It said no to yours: {reasons[-1]}.")

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
    sitting = sit_down(tmp_path, "india")
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
    sitting.close()


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


def test_terms_that_differ_are_outlined_unless_most_do() -> None:
    terms = tuple(
        replace(NEGOTIATION.issues[0], id=str(i), theirs=1, yours=1, likely=None) for i in range(4)
    )

    assert talks_row.rims(terms, {}) == {}
    assert talks_row.rims(terms, {"2": 0}) == {"2": "low"}
    assert talks_row.rims(terms, dict.fromkeys("0123", 0)) == {}
    must = replace(terms[3], likely=(1, 2))
    assert talks_row.rims((*terms[:3], must), {"3": 0}) == {"3": "bad"}


def test_an_offer_tells_all_its_terms_in_a_short_line() -> None:
    scenario = _sitting("june-2025", "india").session.match.model.network.scenario
    terms = {
        "volume": "full", "premium": "+20%", "years": "5", "technology": "yes", "tolling": "no",
        "plant": "no", "easing": "none",
    }  # fmt: skip

    def told(asked: float = 50.0, **more: str) -> str:
        return offer_text(scenario, "india_japan", terms | more, load_messages(), asked)

    full = f"{scenario.tables['india_japan'].volume_t_per_year:,.0f} t"
    assert told() == f"{full} at $60.0, 5 years, technology"
    assert told(premium="+40%", plant="yes") == f"{full} at $70.0, 5 years, technology, joint plant"
    assert told(asked=math.nan, technology="no") == f"{full}, 5 years"
    assert told(volume="none", premium="market", years="2") == "2 years, technology"
    supply = {"volume": "half", "price": "fixed", "years": "1", "loan": "yes", "plant": "no"}
    line = offer_text(scenario, "irel_tsusho", supply, load_messages())
    assert line == "50 t, 1 year, price: Fixed, loan"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_an_offer_with_every_term_stands_whole_in_the_history(size: tuple[int, int]) -> None:
    said = "150 t at $98.2, 5 years, technology, toll processing, joint plant, easing: half"
    named = load_messages().say("game.end_named", terms=said)
    talk = replace(
        NEGOTIATION,
        history=tuple(
            Offer(who="Japan", you=False, when="offer 2", text=text) for text in (named, said)
        ),
    )
    screen = TableScreen(replace(TABLE, negotiation=talk), load_messages(), load_theme())
    played = Played(screen, size)
    if screen.ui.get("tabs") is not None:  # a narrow window shows either
        screen.ui.focus("tabs")
        played.press("right")
    written: list[str] = []
    write = played.canvas.write
    played.canvas.write = lambda at, text, *more, **how: (  # type: ignore[method-assign]
        written.append(text), write(at, text, *more, **how))[1]  # fmt: skip
    played.draw()
    drawn = " ".join(written)
    assert drawn.count("toll processing, joint plant") + drawn.count("joint plant, easing") >= 2
    assert not {one for one in played.canvas.texts.shortened if "toll" in one or "Named" in one}
