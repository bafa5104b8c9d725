"""The panels of a real game: every row says what it is of, what it costs, and fits."""

import itertools
from dataclasses import replace

import pytest
from tests.view.scenes import Scene, _sitting, live
from tests.view.test_screenshots import colliding

from realm.view.picture.of_actions import MOST_AIMS, groups, options_of, stands, undoes, word
from realm.view.picture.of_cards import cards
from realm.view.picture.of_standing import size_of

SEATS = ["india", "china", "japan", "irel", "toyota_tsusho"]


@pytest.mark.parametrize("seat", SEATS)
def test_a_control_offers_no_setting_that_stands_and_says_what_it_costs(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight = sitting.sight()
    known = {group.id: group for group in groups(sight)}
    asked = {one.action for one in sight.pending}

    for control in sitting.table().actions.controls:
        assert control.cost, control.id
        standing = sum(stands(o) and o.action not in asked for o in known[control.id].options)
        assert len(control.options) <= 1 + len(known[control.id].options) - standing


@pytest.mark.parametrize("seat", [*SEATS, "korea"])
def test_no_two_settings_of_one_thing_read_alike(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight, messages = sitting.sight(), sitting.messages
    scenario = sight.observation.network.scenario

    for card in cards(sight, messages):
        words = [word(option.action, scenario, messages) for option in card.options]
        assert len(set(words)) == len(words), (card.id, words)
    for control in sitting.table().actions.controls:
        words = control.options[1:]
        assert len(set(words)) == len(words), (control.id, words)


@pytest.mark.parametrize("seat", SEATS)
def test_settings_of_a_measure_lie_by_size_with_how_it_stands_among_them(seat: str) -> None:
    sitting = _sitting("june-2025", seat)
    sight = sitting.sight()
    network = sight.observation.network
    found = 0
    for control in sitting.table().actions.controls:
        axis, name = control.id.split(":", 1)
        if axis != "measure" or not control.order:
            continue
        found += 1
        assert control.unit
        assert sorted(control.order) == list(range(len(control.options)))
        row = network.measures.index(name)
        now = float(sight.observation.measure_size[row, 0])
        group = next(one for one in groups(sight) if one.id == control.id)
        words = {o: size_of(o.action) for o in group.options}
        sizes = sorted({size for size in words.values() if size is not None} | {now})
        shown = [control.options[i] for i in control.order]
        place = shown.index(control.options[0])
        assert place <= len(sizes)
        assert control.options[0] not in shown[place + 1 :]
    assert found or seat not in ("india", "china")


@pytest.mark.parametrize("seat", SEATS)
def test_what_an_order_costs_stands_beside_its_title_and_its_settings_under_it(seat: str) -> None:
    played = Scene((1440, 900), make=live("june-2025", seat)).play(ground=False)
    screen = played.screen
    controls = {c.id: c for c in screen.picture.actions.controls}
    found = 0
    for widget in screen.ui.widgets:
        control = controls.get(widget.id)
        if control is None or not widget.in_sight:
            continue
        titles = [w.rect for w in played.canvas.written if w.text == control.label]
        costs = [w.rect for w in played.canvas.written if w.text == control.cost]
        if titles and any(abs(cost.y - titles[0].y) < 2.0 for cost in costs):
            found += 1
            assert widget.rect.y > titles[0].bottom
    assert found >= 2


@pytest.mark.parametrize("seat", SEATS)
def test_a_store_shows_what_it_can_aim_at_and_let_out_and_what_was_asked(seat: str) -> None:
    sight = _sitting("june-2025", seat).sight()
    for group in groups(sight):
        if group.id.startswith("stockpile:"):
            few = options_of(group)
            assert 0 < len(few) <= MOST_AIMS + 1
            for option in group.options:
                if option.refusal or undoes(option.action):
                    continue
                shown = options_of(group, [option.action])
                assert option in shown
                assert len(shown) <= MOST_AIMS + 1


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_terms_stand_apart_and_show_only_what_is_open(size: tuple[int, int]) -> None:
    played = Scene(size, make=live("june-2025", "india", answered=True)).play(ground=False)
    screen = played.screen
    issues = {f"issue:{i.id}": i for i in screen.picture.negotiation.issues}
    shown = [w for w in screen.ui.widgets if w.id in issues]
    tops = [w.rect.y for w in shown]

    assert len(shown) >= 4
    assert all(b - a >= 28.0 for a, b in itertools.pairwise(tops))
    for widget in shown:
        issue = issues[widget.id]
        most = len(issue.settings) - 1 if issue.most is None else issue.most
        assert len(widget.options) == most + 1 > 1
        assert widget.ghost == issue.theirs
        # One kind of line at a time: where any term has what they would likely accept, no other
        # tells what comes closest.
        assert issue.closest is None or not any(one.likely for one in issues.values())
        assert widget.zone == (issue.likely or issue.closest)
        assert not (widget.closest and issue.likely)
    assert {i.id for i in issues.values() if i.most == 0}.isdisjoint(w.id[6:] for w in shown)


def test_terms_that_find_no_room_are_scrolled_to() -> None:
    scene = Scene((1440, 900), 1.5, make=live("june-2025", "india", answered=True))
    played = scene.play(ground=False)
    ui = played.screen.ui
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
