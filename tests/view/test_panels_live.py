"""The panels of a real game: every row says what it is of, what it costs."""

import pytest
from tests.view.scenes import _sitting

from realm.view.picture.of_actions import groups, stands
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
