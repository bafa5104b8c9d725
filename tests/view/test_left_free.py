"""What is explained while one sets a term hides neither that term's row nor the chance."""

import pytest
from tests.view.scenes import Scene, _answered, live, page

from realm.view.input import Pointer
from realm.view.shape import Rect
from realm.view.widgets import ui as kit
from realm.view.widgets.tooltip import draw_tooltip


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Rect]:
    found: list[Rect] = []

    def watched(*given: object) -> Rect:
        found.append(draw_tooltip(*given))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(kit, "draw_tooltip", watched)
    return found


SCENES = {
    "table": live("june-2025", "india", answered=True),
    "page": page("talks", answered=True),
}


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("name", SCENES)
def test_no_explanation_hides_the_chance_or_the_row_that_is_set(
    name: str, size: tuple[int, int], drawn: list[Rect]
) -> None:
    assert _answered().table().negotiation.odds
    played = Scene(size, make=SCENES[name]).play(ground=False)
    ui = played.screen.ui
    chance = ui.get("term:odds")
    assert chance.read
    issues = [w for w in ui.widgets if w.id.startswith("issue:")]
    talk = [w.id for w in ui.widgets if w.id.startswith(("term:", "talks:", "issue:"))]
    seen = 0
    for issue in issues:
        for pointed in talk:
            ui.focus(issue.id)
            before = len(drawn)
            hovered = Rect(*vars_of(ui.rects[pointed]))
            if not hovered.width or not hovered.height:
                continue
            played.give(Pointer("move", hovered.middle))
            ui.memory.focus = issue.id
            ui.draw_over(played.canvas, played.stage.page)
            for rect in drawn[before:]:
                seen += 1
                if pointed != "term:odds":
                    assert not rect.meets(chance.seen.inset(1)), (issue.id, pointed)
                if pointed != issue.id:
                    assert not rect.meets(issue.whole.inset(1)), (issue.id, pointed)
    assert seen > len(issues)


def vars_of(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x, rect.y, rect.width, rect.height
