"""Whole games are played through the screens, by a bot that posts events."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest
from tests.view.bot import Bot
from tests.view.scenes import _sitting

from realm.play.journal import read
from realm.view.game.menus import Terms
from realm.view.picture.of_cards import cards
from realm.view.picture.page import Facts, Field, Figures, Ground, Item
from realm.view.picture.words import amount
from realm.view.screens import asks
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen

Make = Callable[..., Bot]
LICENCE = "order:measure:aland_licence|"
"""The card of a measure."""
GAMES = int(os.environ.get("REALM_SOAK_GAMES", "20"))
"""Games through which a bot clicks at random; `tools/soak.py` plays more."""
CLICKS = 80 if "REALM_SOAK_GAMES" in os.environ else 40
"""Clicks in each."""


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Make]:
    made: list[Bot] = []

    def make(**given: object) -> Bot:
        made.append(Bot(tmp_path, **given))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()
    pygame.event.clear()


def test_a_whole_game_is_played_to_its_end(bot: Make) -> None:
    played = bot(terms=Terms(turns=4)).start("small-world", "aland")

    for turn in range(1, 5):
        assert played.where == "table"
        played.end_turn()
        assert played.where == "turn"
        assert f"Turn {turn} of 4" in played.screen.page.title  # type: ignore[union-attr]
        played.click("go_on")

    assert played.where == "over"
    played.click("again")
    assert played.where == "seats"


def test_an_order_is_queued_undone_and_carried_out(bot: Make) -> None:
    played = bot(terms=Terms(seed=1)).start("small-world", "aland")
    assert played.game.sitting is not None
    match = played.game.sitting.session.match

    played.click("queue").choose(LICENCE, 2)
    assert len(match.pending["aland"]) == 1
    number = match.pending["aland"][0].number
    played.click(f"undo:{number}")
    assert not match.pending["aland"]
    played.choose(LICENCE, 3).choose(LICENCE, 0)
    assert not match.pending["aland"]
    played.choose(LICENCE, 2).click("close").end_turn()

    taken = match.pages[-1].taken["aland"]
    assert [action.name for action in taken] == ["aland_licence"]


@pytest.mark.slow
def test_talks_are_opened_countered_and_kept_in_the_journal(bot: Make) -> None:
    played = bot(terms=Terms(seed=1)).start("june-2025", "india")

    played.click("talks:choose").click("pick:india_japan").click("begin")
    assert isinstance(played.screen, TableScreen)
    assert played.screen.picture.negotiation is not None
    played.click("talks:enlarge").click("talks:counter")
    played.click("close").end_turn()

    assert played.game.sitting is not None
    record = read(played.game.sitting.path)
    said = [entry.body["say"] for entry in record.entries if entry.kind == "message"]
    assert said[:2] == ["begin", "offer"]
    assert record.turns_played == 1


@pytest.mark.slow
def test_each_table_answers_at_once_though_another_waits(bot: Make) -> None:
    played = bot(terms=Terms(seed=1)).start("june-2025", "india")
    played.click("talks:choose").click("pick:india_japan").click("pick:india_korea").click("begin")

    for table in ("india_japan", "india_korea"):
        played.click("talks:enlarge").click(f"talk:{table}").click("close")
        assert isinstance(played.screen, TableScreen)
        talk = played.screen.picture.negotiation
        assert talk is not None
        assert (talk.id, talk.history) == (table, ())
        played.click("talks:counter")

        answered = played.screen.picture.negotiation
        assert answered is not None
        assert [offer.you for offer in answered.history] == [False, True]
        assert any(issue.theirs is not None for issue in answered.issues)
        yours = {issue.id: issue.yours for issue in answered.issues}
        assert yours == {issue.id: issue.yours for issue in talk.issues}, "sliders stay"


def test_a_seat_on_the_page_of_scenarios_opens_its_briefing(bot: Make) -> None:
    played = bot().open().click("new").click("scenario:small-world").click("seat:cland")

    assert played.where == "seats"
    played.click("begin")
    assert played.game.sitting is not None
    assert played.game.sitting.seat == "cland"


def test_who_goes_back_while_a_game_is_set_up_sits_nowhere(bot: Make) -> None:
    played = bot().open().click("new").click("scenario:small-world").click("seat:aland")
    app, menus = played.app, played.game.menus
    for pressed in ("begin", "begin", "back"):
        app._follow(menus.hear("seats", pressed, None, app))

    played.settle()

    assert played.where == "scenarios"
    assert played.game.sitting is None
    assert list((played.folder / "matches").glob("*")) == []
    played.click("choose").click("begin")
    assert played.where == "table"


def test_looking_ahead_gives_way_and_begins_anew(
    bot: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = bot(terms=Terms(turns=4)).start("small-world", "aland").click("queue")
    sitting, app = played.game.sitting, played.app
    assert sitting is not None
    tries: list[bool] = []
    monkeypatch.setattr(type(app.jobs), "crowded", property(lambda _: len(tries) < 3))
    look = sitting.foresee

    def counted(watch: Callable[[float], None]) -> None:
        tries.append(True)
        look(watch)

    monkeypatch.setattr(sitting, "foresee", counted)
    played.choose(LICENCE, 1)

    assert len(tries) == 3
    assert sitting._foreseen


def test_what_was_set_is_looked_at_however_soon_all_orders_are_opened(bot: Make) -> None:
    played = bot(terms=Terms(turns=4)).start("small-world", "aland")
    sitting, app = played.game.sitting, played.app
    assert sitting is not None
    control = sitting.table().actions.controls[0].id

    played.game.hear(asks.Adjust(control, 1.0), app)
    played.game.hear(asks.Queue(), app)  # before the table knows of what was set
    played.settle()

    assert played.where == "actions"
    assert sitting._expected(sitting.sight()) is not None


def test_each_page_keeps_its_own_search(bot: Make) -> None:
    sitting = bot().start("small-world", "aland").game.sitting
    assert sitting is not None

    sitting.seek("cland")
    sitting.look_for("licence")

    def searched(page: str) -> list[str]:
        blocks = [b for c in sitting.page(page).columns for b in c.blocks]
        return [block.text for block in blocks if isinstance(block, Field)]

    assert searched("known") == ["cland"]
    assert searched("actions") == ["licence"]


@pytest.mark.slow
def test_three_turns_of_june_2025(bot: Make) -> None:
    played = bot().start("june-2025", "irel")

    for _ in range(3):
        played.end_turn().click("go_on")

    assert played.game.sitting is not None
    assert played.game.sitting.session.match.turn == 3


def test_a_saved_game_goes_on(bot: Make) -> None:
    first = bot().start("small-world", "cland").end_turn().click("go_on")
    first.click("menu").click("leave_match")
    assert first.where == "title"

    first.click("continue")

    assert first.where == "table"
    assert first.game.sitting is not None
    assert first.game.sitting.session.match.turn == 1


def facts(played: Bot) -> list[str]:
    blocks = [block for column in played.screen.page.columns for block in column.blocks]  # type: ignore[union-attr]
    return [
        f"{fact.label} {fact.value}" for b in blocks if isinstance(b, Facts) for fact in b.facts
    ]


def test_a_saved_game_shows_how_it_stands_before_one_goes_on(bot: Make) -> None:
    played = bot().start("small-world", "cland").end_turn().click("go_on")
    prices = {price.label: price.value for price in played.screen.picture.top.prices}  # type: ignore[union-attr]
    path = played.game.sitting.path  # type: ignore[union-attr]
    played.click("menu").click("leave_match").click("load")

    assert facts(played) == [f"{label} {value}" for label, value in prices.items()]
    assert any(isinstance(b, Figures) for c in played.screen.page.columns for b in c.blocks)  # type: ignore[union-attr]
    played.click(f"load:{path}").click("go_on")

    assert played.where == "table"
    assert played.game.sitting is not None
    assert played.game.sitting.session.match.turn == 1


def test_a_game_of_other_rules_is_listed_and_not_offered(
    bot: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = bot().start("small-world", "cland").end_turn().click("go_on")
    path = played.game.sitting.path  # type: ignore[union-attr]
    monkeypatch.setattr("realm.play.following.RULES_VERSION", 99)
    played.click("menu").click("leave_match")
    assert "continue" not in played.screen.ui.rects

    played.click("load")
    listed = played.screen.ui.get(f"load:{path}")
    assert listed is not None
    assert "older rules" in listed.refusal
    assert not played.screen.ui.get("go_on").enabled  # type: ignore[union-attr]


def test_a_saved_game_is_deleted_once_that_was_confirmed(bot: Make) -> None:
    played = bot().start("small-world", "cland")
    path = played.game.sitting.path  # type: ignore[union-attr]
    played.click("menu").click("leave_match").click("load")

    played.click("delete").click("ask:no")
    assert path.exists()
    played.click("delete").click("ask:yes")

    assert not path.exists()
    assert played.where == "load"
    assert f"load:{path}" not in played.screen.ui.rects
    played.click("back")
    assert "continue" not in played.screen.ui.rects


def test_a_saved_game_of_two_shows_only_what_both_know(bot: Make) -> None:
    played = bot().open().click("new").click("scenario:small-world").click("choose")
    played.click("join").click("seat:cland").click("join").click("begin").click("lift")
    played.click("menu").click("leave_match").click("load")

    blocks = [b for c in played.screen.page.columns for b in c.blocks]  # type: ignore[union-attr]
    assert facts(played)
    assert not any(isinstance(block, Figures) for block in blocks)
    places = next(block for block in blocks if isinstance(block, Ground)).worlds[0].places
    assert not any(place.you or place.stance or place.sheet for place in places)


def test_two_at_one_machine_take_turns_behind_a_curtain(bot: Make) -> None:
    played = bot().open().click("new").click("scenario:small-world").click("choose")
    played.click("join").click("seat:cland").click("join").click("begin")

    assert played.where == "curtain"
    played.click("lift").end_turn()
    assert played.where == "curtain"
    assert "Cland" in str(played.screen.page.columns)  # type: ignore[union-attr]
    played.click("lift").end_turn()

    assert played.where == "turn"


def test_the_table_itself_can_be_handed_over(bot: Make) -> None:
    played = bot().open().click("new").click("scenario:small-world").click("choose")
    played.click("join").click("seat:cland").click("join").click("begin").click("lift")
    sitting = played.game.sitting
    assert sitting is not None
    first = sitting.seat

    played.click("hand")
    assert played.where == "curtain"
    assert sitting.seat != first
    played.click("lift").end_turn()
    played.click("lift")

    assert sitting.seat == first
    assert "hand" not in played.screen.ui.rects  # the other one has ended the turn


def two_at_one_machine(bot: Make) -> Bot:
    played = bot().open().click("new").click("scenario:small-world").click("choose")
    played.click("join").click("seat:cland").click("join").click("begin").click("lift")
    return played.click("talks:choose").click("pick:aland_cland").click("begin")


def test_one_fills_the_treaty_in_and_the_other_signs_behind_the_curtain(bot: Make) -> None:
    played = two_at_one_machine(bot)
    sitting = played.game.sitting
    assert sitting is not None
    assert played.where == "curtain"  # talks begin when both have said with whom
    played.click("lift").click("talks:choose").click("begin").click("talks:enlarge")

    signed = False
    for _ in range(4):
        place = sitting.place("aland_cland")
        assert place is not None
        if place.mine and place.heard:
            assert not sitting._drafts, "the other's settings are in sight"
            same = bool(played.screen.ui.get("talks:accept").refusal)
            played.click("talks:counter" if same else "talks:accept").click("ask:yes")
            signed = True
            break
        if place.mine:
            played.click("talks:counter")
        played.click("hand")
        assert played.where == "curtain"
        played.click("lift").click("talks:enlarge")

    assert signed
    last = [e for e in read(sitting.path).entries if e.kind == "message"][-1]
    assert last.body["say"] == ("offer" if same else "accept"), "to send theirs is to sign it"
    played.click("close").end_turn()
    played.click("lift").end_turn()
    (talk,) = sitting.session.match.model.talks.of(sitting.session.match.model.network)
    assert talk.signed


def test_what_is_said_and_not_signed_is_read_by_both(bot: Make) -> None:
    played = bot().open().click("new").click("scenario:small-world").click("choose")
    played.click("join").click("seat:cland").click("join").click("begin").click("lift")
    played.click("menu").click("promises").click("promise")
    for letter in "no quota":
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
    played.settle().click("give")
    assert "“no quota”" in str(played.screen.page)  # type: ignore[union-attr]

    played.click("close").click("menu").click("hand:cland").click("lift")
    played.click("menu").click("promises")
    told = str(played.screen.page)  # type: ignore[union-attr]
    assert "“no quota”" in told
    assert "Said, not signed." in told


def test_all_that_is_known_is_a_click_away_and_no_more(bot: Make) -> None:
    played = bot(terms=Terms(seed=1)).start("small-world", "aland").click("place:cland")
    played.click("sheet:know")
    assert played.where == "known"
    assert "Cland" in str(played.screen.page.columns[1])  # type: ignore[union-attr]

    sitting = played.game.sitting
    assert sitting is not None
    rival = next(f for f, noun in sitting.session.match.model.network.scenario.firms.items()
                 if noun.country == "cland")  # fmt: skip
    played.click(f"know:{rival}")
    plants = str(played.screen.page.columns[1])  # type: ignore[union-attr]
    state, network = sitting.session.match.model.state, sitting.session.match.model.network
    row = next(i for i, name in enumerate(network.along("facility"))
               if network.scenario.facilities[name].firm == rival)  # fmt: skip
    assert "–" in plants  # within bounds
    assert f"Runs at {amount(12.0 * float(state.throughput[row, 0]))} of" not in plants
    played.press(pygame.K_ESCAPE)
    assert played.where == "table"


@pytest.mark.slow
def test_a_price_is_followed_from_the_table_and_back(bot: Make) -> None:
    played = bot(terms=Terms(seed=1)).start("small-world", "aland")
    goods = list(played.game.sitting.session.match.model.network.commodities)
    for _ in range(2):  # before the first turn, and after it
        played.click(f"price:{goods[0]}")
        assert played.where == "price"
        played.click(f"good:{goods[-1]}")
        chosen = [b.id for c in played.screen.page.columns for b in c.blocks
                  if isinstance(b, Item) and b.chosen]  # fmt: skip
        assert chosen == [f"good:{goods[-1]}"]
        played.click("close")
        assert played.where == "table"
        played.end_turn().click("go_on")


def test_everybody_can_be_looked_up(bot: Make) -> None:
    played = bot(terms=Terms(seed=1)).start("june-2025", "india").click("menu").click("known")
    names = [w.id for w in played.screen.ui.widgets if w.id.startswith("know:")]
    assert len(names) > 40

    for name in names:
        if "~" not in name:
            played.click(name)
            assert played.where == "known"


def test_turns_are_seen_again_as_they_were(bot: Make) -> None:
    played = bot(terms=Terms(seed=1)).start("small-world", "aland")
    shown = []
    for _ in range(3):
        played.end_turn()
        shown.append(played.screen.page)  # type: ignore[union-attr]
        played.click("go_on")

    played.click("menu").click("last")
    assert played.where == "film"
    for turn in (2, 1, 0):
        page = played.screen.page  # type: ignore[union-attr]
        assert page.title == shown[turn].title
        assert page.columns[1:] == shown[turn].columns[1:]
        played.click("before")
    assert "Before the first turn" in played.screen.page.title  # type: ignore[union-attr]
    played.screen.ui.focus("slide")
    played.press(pygame.K_END)
    assert played.screen.page.title == shown[2].title  # type: ignore[union-attr]
    played.press(pygame.K_ESCAPE)
    assert played.where == "table"
    played.click("news")
    assert played.where == "film"
    assert played.screen.page.title == shown[2].title  # type: ignore[union-attr]


def test_the_words_of_a_scenario_are_explained_from_its_briefing(bot: Make) -> None:
    played = bot().open().click("new").click("scenario:june-2025")
    if played.where == "scenarios":
        played.click("choose")
    assert "Rare earths" in str(played.screen.page)  # type: ignore[union-attr]
    played.click("words")
    assert played.where == "help"
    assert "NdFeB" in str(played.screen.page)  # type: ignore[union-attr]
    played.press(pygame.K_ESCAPE)
    assert played.where == "seats"


def test_the_tour_points_and_can_be_skipped(bot: Make) -> None:
    played = bot(tour=True).start("small-world", "aland")
    assert isinstance(played.screen, TableScreen)
    assert played.screen.picture.tour is not None

    played.click("tour:next").click("tour:skip")

    assert isinstance(played.screen, TableScreen)
    assert played.screen.picture.tour is None
    assert not played.game.menus.settings.tour


def test_the_keyboard_alone_is_enough(bot: Make) -> None:
    played = bot().open()

    def go_to(name: str) -> None:
        for _ in range(200):
            if played.screen.ui.memory.focus == name:
                played.press(pygame.K_RETURN)
                return
            played.press(pygame.K_TAB)
        raise AssertionError(f"Tab does not come to {name!r} on {played.where}")

    for name in ("new", "scenario:small-world", "choose", "begin", "queue", LICENCE):
        go_to(name)
    played.press(pygame.K_RIGHT).press(pygame.K_RIGHT).press(pygame.K_ESCAPE)
    assert played.where == "table"
    go_to("end_turn")
    played.press(pygame.K_RETURN)
    assert played.where == "turn"
    go_to("go_on")

    assert played.game.sitting is not None
    assert played.game.sitting.session.match.pages[-1].taken


def stroll(bot: Make, seed: int, steps: int) -> int:
    """Click at random through a game."""
    luck = random.Random(seed)
    scenario, seat = luck.choice(
        [("small-world", "aland"), ("small-world", "cland"), ("june-2025", "india"),
         ("june-2025", "toyota_tsusho")]
    )  # fmt: skip
    size = luck.choice([(1024, 768), (1280, 800), (1440, 900)])
    played = bot(size=size, terms=Terms(seed=seed)).start(scenario, seat)
    return played.wander(luck, steps, lambda: None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(GAMES))
def test_random_clicks_find_no_dead_end_in_many_games(bot: Make, seed: int) -> None:
    stroll(bot, seed, CLICKS)


def test_a_search_lists_firms_that_can_be_looked_up(bot: Make) -> None:
    played = bot().start("june-2025", "korea")
    sitting = played.game.sitting
    assert sitting is not None

    played.click("queue")
    assert isinstance(played.screen, PageScreen)
    sitting.look_for("star group")
    played.screen.show(sitting.page("actions"))
    played.click("know:star_group")

    assert played.where == "known"
    assert sitting.looked_up == "star_group"
    card = next(card for card in cards(sitting.sight(), sitting.messages) if "Star" in card.title)
    played.click("close").choose(f"order:{card.id}", 1)
    assert played.where == "actions"
    assert isinstance(played.screen, PageScreen)
    assert any(widget.id.startswith("undo:") for widget in played.screen.ui.widgets), (
        "the page beneath goes on"
    )
    played.click("close").click("queue")
    assert sitting.find == "", "a search is forgotten on the next visit"


def test_a_firm_that_takes_no_orders_is_found() -> None:
    sitting = _sitting("june-2025", "korea")
    sitting.look_for("posco")
    blocks = [block for column in sitting.page("actions").columns for block in column.blocks]
    sitting.look_for("")

    assert "know:posco_international" in {b.id for b in blocks if isinstance(b, Item)}
