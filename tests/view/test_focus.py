"""Whatever the keyboard reaches is seen: the whole of it, with its label, at any size of text."""

from dataclasses import replace

import pytest
from tests.view.scenes import SCENES
from tests.view.stage import Played

from realm.view.scale import Scale
from realm.view.shape import Rect
from realm.view.widgets.base import Widget
from realm.view.widgets.scroll import Scroll

SIZE = (1280, 800)
MOST = 400
"""More places than Tab visits on any screen."""


def visited(played: Played, *, back: bool = False) -> list[Widget]:
    """Return all that Tab visits, each as it lies when it has the focus."""
    ui, found = played.screen.ui, {}
    for _ in range(MOST):
        played.press("tab", shift=back)
        widget = ui.get(ui.memory.focus)
        if widget is None or widget.id in found:
            return list(found.values())
        found[widget.id] = widget
    raise AssertionError("Tab does not come round")


def hidden(widget: Widget, window: Rect) -> bool:
    """Tell whether some of a widget, or of what belongs to it, is not seen."""
    frame = window if widget.clip is None else widget.clip.common(window)
    if isinstance(widget, Scroll):
        return not window.holds(widget.rect)
    if widget.whole.height > frame.height:  # then its top, and as much as there is room for
        top = widget.rect.top(min(widget.rect.height, frame.height / 2))
        return not frame.holds(top)
    return not frame.holds(widget.whole)


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("text", [1.0, 1.5])
@pytest.mark.parametrize("name", SCENES)
def test_what_has_the_focus_is_wholly_seen(name: str, text: float, back: bool) -> None:
    played = replace(SCENES[name], size=SIZE, text=text).play(ground=False)
    window = Scale(SIZE, text).page

    reached = visited(played, back=back)

    assert reached
    assert [widget.id for widget in reached if hidden(widget, window)] == []
