"""Laws of the look: what is read can be read, and flows stand out from every ground."""

import itertools

import pytest

from realm.view.colour import contrast, readable_on
from realm.view.theme import Theme, load_theme

THEME = load_theme()
TEXT_ON = [
    *itertools.product(("high", "middle", "low"), ("window", "ocean", "panel")),
    *itertools.product(("high", "middle", "low"), ("raised",)),
    *itertools.product(("accent", "good", "bad", "curbed", "ghost"), ("panel", "window")),
    *itertools.product(("on_accent",), ("accent", "accent_bright")),
    ("high", "pressed"),
]
MORE = load_theme(contrast=True)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(THEME.colour(text), THEME.colour(ground)) >= 4.5


@pytest.mark.parametrize("stance", range(-2, 3))
def test_text_on_a_stance_can_be_read(stance: int) -> None:
    fill = THEME.stance(stance)

    best = readable_on(fill, THEME.colour("white"), THEME.colour("on_accent"))
    assert contrast(best, fill) >= 4.5


def test_flows_and_marks_stand_out_from_their_casing() -> None:
    casing = THEME.colour("casing")
    marks = [*THEME.flows, *(THEME.colour(name) for name in ("curbed", "accent", "white"))]

    assert min(contrast(mark, casing) for mark in marks) >= 3.0


@pytest.mark.parametrize("theme", [THEME, MORE])
def test_marks_and_zones_of_a_scale_stand_out_from_its_track(theme: Theme) -> None:
    track = theme.colour("line")
    inks = ("good", "white")

    assert min(contrast(theme.colour(ink), track) for ink in inks) >= 3.0


GROUNDS = {
    "ocean": THEME.colour("ocean"),
    "land": THEME.colour("land"),
    **{f"stance {i}": THEME.stance(i) for i in range(-2, 3)},
}


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_flow_or_its_casing_stands_out_from_every_ground(ground: str) -> None:
    """On a light fill the dark casing draws the flow's edge; on a dark one the flow itself does."""
    fill, casing = GROUNDS[ground], THEME.colour("casing")
    flows = [*THEME.flows, THEME.colour("curbed")]

    assert contrast(casing, fill) >= 3.0 or min(contrast(f, fill) for f in flows) >= 3.0


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_more_contrast_is_more_and_enough(ink: str, ground: str) -> None:
    more = contrast(MORE.colour(ink), MORE.colour(ground))
    assert more >= 7.0
    assert more > contrast(THEME.colour(ink), THEME.colour(ground))
