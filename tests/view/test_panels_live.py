"""The panels of a real game: every row says what it is of, what it costs, and fits."""

import itertools
import re
from dataclasses import replace

import pytest
from tests.view.scenes import DRAFT, Scene, _sitting, live
from tests.view.test_screenshots import colliding

from realm.rules.event_terms import SHARE_FAMILIES
from realm.view.messages import load_messages
from realm.view.picture.kinds import grouped, hues
from realm.view.picture.of_cards import cards
from realm.view.picture.of_effects import BESIDE, name_of_card, usual_trade
from realm.view.picture.of_need import SOON, served
from realm.view.picture.of_panel import FEW, KINDS
from realm.view.picture.of_row import row_of, settings_of
from realm.view.picture.of_standing import setting_word, size_of
from realm.view.picture.of_stores import lacking
from realm.view.picture.words import good
from realm.view.screens import actions, talks_row
from realm.view.widgets.slider import Slider

SEATS = ["india", "china", "japan", "irel", "toyota_tsusho"]


@pytest.mark.parametrize("seat", [*SEATS, "korea"])
def test_the_table_shows_a_few_orders_of_different_kinds_and_counts_the_rest(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight, messages = sitting.sight(), sitting.messages
    known = {card.id: card for card in cards(sight, messages)}
    shown = [known[control.id] for control in sitting.table().actions.controls]
    open_ones = [
        card for card in known.values()
        if card.section != "link" and (not card.refusal or card.asked(sight) >= 0)
    ]  # fmt: skip

    assert len(shown) == min(FEW, len(open_ones))
    assert len({card.section for card in shown}) == len(shown)
    short = lacking(sight)
    relief = [card for card in shown if served(sight, card, short)[0] >= SOON]
    for sections in KINDS:  # one of each kind where there is any, or what brings relief soon
        if relief and not any(card.section in sections for card in shown):
            continue
        offered = any(card.section in sections for card in open_ones)
        assert offered == any(card.section in sections for card in shown)
    told = messages.say("game.all_hint", count=len(open_ones))
    assert sitting.table().actions.everything_hint == told


@pytest.mark.parametrize("seat", [*SEATS, "korea"])
def test_each_setting_of_a_row_says_what_it_costs_and_is_queued_and_taken_back(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    messages = sitting.messages
    before = [one.action for one in sitting.sight().pending]
    for control in sitting.table().actions.controls:
        assert len(control.costs) == len(control.effects) == len(control.options)
        assert all(control.costs)
        if control.queued:
            continue
        for number in range(1, len(control.options)):
            if control.refusals[number]:
                continue
            sight = sitting.sight()
            card = next(one for one in cards(sight, messages) if one.id == control.id)
            action = settings_of(sight, card)[number - 1].action
            sitting.adjust(control.id, number)
            found = next(c for c in sitting.table().actions.controls if c.id == control.id)
            assert found.queued
            word = messages.say("game.queued_cost", cost="|").partition("|")[0]
            assert found.costs[found.chosen].startswith(word), "a word beside the colour"
            assert action in [one.action for one in sitting.sight().pending]
            sitting.adjust(control.id, 0)
            assert [one.action for one in sitting.sight().pending] == before


@pytest.mark.parametrize("seat", [*SEATS, "korea"])
def test_what_is_queued_has_its_row_whichever_of_its_kind_it_is(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    messages, looked_at = sitting.messages, sitting.chosen
    for card in cards(sitting.sight(), messages):
        free = [i for i, one in enumerate(card.options, 1) if not one.refusal]
        if not free or not any(card.section in sections for sections in KINDS):
            continue
        kind = next(sections for sections in KINDS if card.section in sections)
        before = sitting.sight().pending
        if (
            any(
                c.asked(sitting.sight()) >= 0
                for c in cards(sitting.sight(), messages)
                if c.section in kind
            )
            or sitting.set_card(card.id, free[-1]).bad
        ):
            continue  # one of its kind is queued already, or the turn cannot bear it
        shown = {one.id: one for one in sitting.table().actions.controls}
        assert card.id in shown
        assert shown[card.id].queued
        assert shown[card.id].chosen > 0, "its slider stands where it was set"
        sitting.set_card(card.id, 0)
        assert sitting.sight().pending == before
    sitting.chosen = looked_at  # other tests look at the same sitting


@pytest.mark.parametrize("seat", [*SEATS, "korea"])
def test_no_two_settings_of_one_thing_read_alike(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight, messages = sitting.sight(), sitting.messages

    for card in cards(sight, messages):
        words = [setting_word(option.action, sight, messages) for option in card.options]
        assert len(set(words)) == len(words), (card.id, words)
        free = [w for w, o in zip(words, card.options, strict=True) if not o.refusal]
        assert card.standing not in free, (card.id, card.standing, words)
    for control in sitting.table().actions.controls:
        assert len(set(control.options)) == len(control.options), control.id


@pytest.mark.parametrize("seat", [*SEATS, "korea"])
def test_settings_lie_by_size_with_how_it_stands_among_them(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight = sitting.sight()
    known = {card.id: card for card in cards(sight, sitting.messages)}
    for control in sitting.table().actions.controls:
        assert sorted(control.shown) == list(range(len(control.options)))
        options = settings_of(sight, known[control.id])
        sizes = [size_of(options[i - 1].action) for i in control.shown if i]
        told = [size for size in sizes if size is not None]
        assert told in (sorted(told), sorted(told, reverse=True)), control.id
        for place, option in enumerate(control.shown):
            if control.slides:
                assert actions.option_at(sitting.table().actions, control.id, place) == option


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900)])
@pytest.mark.parametrize("seat", [*SEATS, "korea"])
def test_rows_fit_without_a_scroll_bar_title_and_cost_over_the_settings(
    seat: str, size: tuple[int, int]
) -> None:
    played = Scene(size, make=live("june-2025", seat)).play(ground=False)
    screen = played.screen
    scroll = screen.ui.get(actions.SCROLL)
    assert scroll.height <= scroll.rect.height + 1.0
    for control in screen.picture.actions.controls:
        widget = screen.ui.get(control.id)
        written = [w for w in played.canvas.written if widget.row.holds(w.rect)]
        titles = [w.rect for w in written if w.text in (control.label, *control.names)]
        costs = [w.rect for w in written if w.text == control.costs[control.chosen]]
        assert scroll.rect.holds(widget.rect)
        assert len(titles) == 1
        assert abs(costs[0].y - titles[0].y) < 2.0
        assert widget.rect.y > titles[0].bottom - 1.0
        if isinstance(widget, Slider):  # what is set is told beside it
            assert control.effects[control.chosen] in [w.text for w in written]


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_terms_stand_apart_and_show_only_what_is_open(size: tuple[int, int]) -> None:
    scene = Scene(size, make=live("june-2025", "india", answered=True))
    played, messages = scene.play(ground=False), load_messages()
    screen = played.screen
    played.click("talks:terms")
    issues = {f"issue:{i.id}": i for i in screen.picture.negotiation.issues}
    shown = [w for w in screen.ui.widgets if w.id in issues]
    tops = [w.rect.y for w in shown]

    assert len(shown) >= 4
    assert all(b - a >= 27.0 for a, b in itertools.pairwise(tops))
    for widget in shown:
        issue = issues[widget.id]
        most = len(issue.settings) - 1 if issue.most is None else issue.most
        if isinstance(widget, Slider):
            assert issue.amount
            assert widget.most == most, "it ends where nothing more can be offered"
        else:
            assert len(widget.options) == most + 1 > 1
        assert widget.ghost == issue.theirs
        assert issue.closest is None or issue.likely is None, "one kind of line under a term"
        marked = issue.likely or issue.closest
        everything = marked == (0, most)
        alike = issue.theirs in (None, issue.yours)
        any_of = None if alike else (issue.yours, issue.yours)
        assert widget.zone == (any_of if everything else marked), "under all it tells nothing"
        anything = everything and issue.likely is not None
        told = messages.say("table.likely_any") in screen.ui.get(f"term:{issue.id}").hint
        assert told == anything
        assert not (widget.closest and issue.likely)
    shut = {i.id for i in issues.values() if i.shut}
    assert shut == {i.id for i in issues.values() if i.most == 0}
    assert shut.isdisjoint(w.id[6:] for w in shown)
    played.draw()
    told = " ".join(written.text for written in played.canvas.written)
    assert not any(issues[f"issue:{name}"].label in told for name in shut), "it has no row"


def test_terms_that_both_sides_agree_on_are_told_in_a_line_until_they_are_opened() -> None:
    scene = Scene((1440, 900), make=live("june-2025", "india", answered=True))
    played = scene.play(ground=False)
    screen = played.screen
    talk = screen.picture.negotiation
    agreed = {i.id: i for i in talk.issues if i.agreed and i.yours == i.theirs and not i.shut}
    written = {one.text for one in played.canvas.written}

    told = [i.in_words[i.theirs] for i in agreed.values() if f"issue:{i.id}" not in screen.ui.rects]
    assert len(told) >= 2
    assert any(one.startswith(" · ".join(told)) for one in written)
    apart = {i.id for i in talk.issues if i.theirs is not None and i.theirs != i.yours}
    assert apart <= {name.removeprefix("issue:") for name in screen.ui.rects}

    played.click("talks:terms")
    assert all(f"issue:{name}" in screen.ui.rects for name in agreed)
    assert "talks:terms" not in screen.ui.rects


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
def test_a_term_that_keeps_them_from_signing_says_that_it_must_change(
    size: tuple[int, int],
) -> None:
    make = live("june-2025", "india", answered=True, draft=DRAFT | {"tolling": 1})
    played, say = Scene(size, make=make).play(ground=False), load_messages().say
    issues = {issue.id: issue for issue in played.screen.picture.negotiation.issues}
    assert [name for name, one in issues.items() if talks_row.outside(one, one.yours)] == [
        "tolling"
    ]
    assert [one.text for one in played.canvas.written].count(say("table.has_to")) == 1
    met = Scene(size, make=live("june-2025", "india", answered=True)).play(ground=False)
    assert say("table.has_to") not in [one.text for one in met.canvas.written]


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_the_odds_say_of_what_they_are_where_there_is_room(size: tuple[int, int]) -> None:
    played = Scene(size, make=live("june-2025", "india", answered=True)).play(ground=False)
    say = load_messages().say
    whole, short = say("table.odds_of"), say("table.odds")
    told = [one for one in played.canvas.written if one.text in (whole, short)]
    assert len(told) == 1
    send = played.screen.ui.get("talks:counter").rect
    assert abs(told[0].rect.middle[1] - send.middle[1]) < 4.0, "beside the buttons"
    assert told[0].rect.right < send.x


def test_a_term_that_is_being_set_keeps_its_row() -> None:
    make = live("june-2025", "india", answered=True, draft=DRAFT | {"plant": 1})
    played = Scene((1440, 900), make=make).play(ground=False)
    issue = next(i for i in played.screen.picture.negotiation.issues if i.id == "plant")
    assert issue.theirs is not None
    assert issue.theirs != issue.yours

    place = played.screen.ui.rects["issue:plant"]
    cells = place.columns(len(issue.settings))
    played.click_at(cells[issue.theirs].middle)

    assert played.screen._settings["plant"] == issue.theirs
    assert "issue:plant" in played.screen.ui.rects


def test_terms_that_find_no_room_are_scrolled_to() -> None:
    scene = Scene((1440, 900), 1.5, make=live("june-2025", "india", answered=True))
    played = scene.play(ground=False)
    ui = played.screen.ui
    ui.focus("talks:terms")
    played.press("return")
    last = [w for w in ui.widgets if w.id.startswith("issue:")][-1]

    assert last.seen.height == 0
    while ui.memory.focus != last.id:
        played.press("tab")
    assert ui.get(last.id).seen.height > 0


CASES = [
    ((1280, 800), 1.0, True),
    ((1024, 768), 1.0, False),
    *(pytest.param(size, text, longer, marks=pytest.mark.slow)
      for size in ((1440, 900), (1024, 768)) for text, longer in ((1.0, True), (1.5, True))),
]  # fmt: skip


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize(("size", "text", "longer"), CASES)
def test_no_text_of_a_real_table_is_cut_or_runs_into_another(
    size: tuple[int, int], seat: str, text: float, longer: bool
) -> None:
    scene = Scene(size, text, longer, make=live("june-2025", seat))
    for tab in ((), ("tabs",)) if size == (1024, 768) or text > 1.0 else ((),):
        played = replace(scene, clicks=tab).play(ground=False)

        assert played.stage.texts.shortened == set()
        assert colliding(played) == []


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_a_bar_marks_the_rows_of_what_is_queued_and_no_others(size: tuple[int, int]) -> None:
    played = Scene(size, make=live("june-2025", "india", answered=True)).play()
    screen, factor = played.screen, played.stage.texts.factor
    rows = {one.id: screen.ui.get(one.id).row for one in screen.picture.actions.controls}

    def marked(name: str) -> bool:
        x, y = actions._mark(rows[name]).middle
        at = round(x * factor), round(y * factor)
        return played.canvas.surface.get_at(at)[:3] == played.canvas.theme.colour("accent")[:3]

    queued = {one.id for one in screen.picture.actions.controls if one.queued}
    assert queued
    assert {name for name in rows if marked(name)} == queued
    assert len(queued) < len(rows)


def test_a_row_that_stands_as_it_is_says_so_or_what_the_change_would_cost() -> None:
    for seat in SEATS:
        for control in _sitting("june-2025", seat).table().actions.controls:
            told = control.costs[0]
            assert told in ("no change", "free") or told.startswith("costs "), (seat, control.id)


def test_a_complaint_says_about_whom_however_little_room_there_is() -> None:
    sitting = _sitting("june-2025", "japan")
    sight, messages = sitting.sight(), sitting.messages
    scenario = sight.observation.network.scenario
    found = [card for card in cards(sight, messages) if card.section == "dispute"]
    assert found
    for card in found:
        measure = scenario.measures[card.id.partition("|")[0].partition(":")[2]]
        who = scenario.countries[measure.country].name
        details = row_of(sight, card, messages).details
        assert details[-1] == who
        assert all(one.startswith(who) for one in details)


def test_goods_of_a_curb_are_named_and_plants_alike_are_counted() -> None:
    sitting = _sitting("june-2025", "india")
    controls = sitting.table().actions.controls
    plant = next(one for one in controls if one.id.startswith("project:"))
    assert plant.details
    assert not any(re.search(r"\d of 5", one) for one in plant.details)
    assert "One of 5 of its kind" in plant.hint

    scenario = sitting.sight().observation.network.scenario
    curb = next(one for one in controls if one.queued)
    measure = scenario.measures[curb.id.partition("|")[0].partition(":")[2]]
    named = [good(scenario.commodities[one].name) for one in measure.commodities]
    assert len(named) > 1
    whom = sitting.messages.say("game.places_to", places="Japan, Vietnam")
    assert curb.details.index(whom) < len(curb.details) - 1
    for detail in curb.details[:-1]:
        assert detail == whom or any(one in detail for one in named), detail


def test_a_curb_bears_the_colour_of_the_one_good_whose_tonnes_it_counts() -> None:
    keyed = 0
    for scenario, seat in (("june-2025", "india"), ("june-2025", "japan")):
        sitting = _sitting(scenario, seat)
        sight = sitting.sight()
        noun = sight.observation.network.scenario
        for card in cards(sight, sitting.messages):
            if card.section not in BESIDE:
                continue
            row = row_of(sight, card, sitting.messages)
            goods = usual_trade(sight, name_of_card(card)[1])
            told = [hues(noun)[grouped(noun)[1][one]] for one in goods]
            family = noun.measures[name_of_card(card)[1]].family
            assert row.hue == (told[0] if len(told) == 1 and family in SHARE_FAMILIES else None)
            keyed += row.hue is not None
    assert keyed
