"""The table looks as it did; no text is cut or runs into another, in a longer language too.

After a change that is meant: `python -m tools.screenshots`, and look at what it wrote.
"""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest
from tests.view.pictures import TABLE
from tests.view.scenes import MENUS, PAGES, SCENES, Scene
from tests.view.stage import Played

from realm.view.canvas import Written
from realm.view.screens.table import TableScreen

KEPT = Path(__file__).parent / "screenshots"
MEAN = 1.5
"""Mean difference of a part of a pixel, of 255, that other versions of SDL may make."""
OFF = 0.01
"""Share of pixels that may differ plainly."""


@pytest.mark.parametrize("name", SCENES)
def test_a_screen_looks_as_it_was_kept(name: str) -> None:
    kept = pygame.surfarray.array3d(pygame.image.load(KEPT / f"{name}.png")).astype(int)

    taken = pygame.surfarray.array3d(SCENES[name].taken()).astype(int)

    assert taken.shape == kept.shape
    differences = np.abs(taken - kept)
    assert differences.mean() < MEAN
    assert (differences.max(axis=2) > 48).mean() < OFF


def test_the_comparison_finds_a_change() -> None:
    kept = pygame.surfarray.array3d(pygame.image.load(KEPT / "table-1440.png")).astype(int)
    other = pygame.surfarray.array3d(pygame.image.load(KEPT / "table-end-turn.png")).astype(int)

    differences = np.abs(other - kept)

    assert differences.mean() > MEAN
    assert (differences.max(axis=2) > 48).mean() > OFF


def test_kept_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in KEPT.glob("*.png")) < 5_000_000
    assert {file.stem for file in KEPT.glob("*.png")} == set(SCENES)


def test_the_same_moment_gives_the_same_picture() -> None:
    one, two = (pygame.image.tobytes(Scene().play().canvas.surface, "RGB") for _ in range(2))

    assert one == two


SIZES = [(1024, 768), (1280, 800), (1440, 900)]
LARGE = [
    pytest.param(s, marks=pytest.mark.slow) for s in ((1600, 1200), (1920, 1080), (2560, 1440))
]


ALL_PAGES = (
    *MENUS, *PAGES, "help-goods", "whom", "promises", "known-firm", "known-country", "film",
)  # fmt: skip


@pytest.mark.parametrize("size", [*SIZES, *LARGE])
@pytest.mark.parametrize("longer", [False, True])
@pytest.mark.parametrize("text", [1.0, 1.15, 1.5])
def test_no_text_is_cut(size: tuple[int, int], longer: bool, text: float) -> None:
    played = Scene(size, text, longer).play(ground=False)

    assert played.stage.texts.shortened == set()


def colliding(played: Played) -> list[tuple[str, str]]:
    """Pairs of texts in the panels that lie on one another, or that leave their clip sideways."""
    maps = (
        [played.screen.map]
        if isinstance(played.screen, TableScreen)
        else [film.panel for film in played.screen._films]
    )
    frames = [panel.camera.frame for panel in maps]
    seen = [w for w in played.canvas.written if w.rect.common(w.clip).height > 0]
    texts = [w for w in seen if not any(f.holds(w.rect) for f in frames)]
    pairs = [(a.text, b.text) for a, b in itertools.combinations(texts, 2) if overlap(a, b)]
    page = played.stage.page
    wide = page.inset(0, -1e4)
    return pairs + [(w.text, "the edge") for w in texts if not wide.holds(w.rect)]


def overlap(a: Written, b: Written) -> bool:
    one, other = a.rect.inset(0.5, 2).common(a.clip), b.rect.inset(0.5, 2).common(b.clip)
    return one.width > 0 and other.width > 0 and one.meets(other) and one.height > 0


@pytest.mark.parametrize("size", [*SIZES, *LARGE])
@pytest.mark.parametrize("longer", [False, True])
def test_no_text_runs_into_another(size: tuple[int, int], longer: bool) -> None:
    played = Scene(size, longer=longer).play(ground=False)

    assert colliding(played) == []


@pytest.mark.parametrize("text", [1.0, 1.5])
def test_no_text_of_a_tab_runs_into_another(text: float) -> None:
    scene = Scene((1024, 768), text, longer=True, clicks=("tabs",))

    assert colliding(scene.play(ground=False)) == []


@pytest.mark.parametrize("size", [(1024, 768), *LARGE])
@pytest.mark.parametrize("longer", [False, True])
@pytest.mark.parametrize("name", ALL_PAGES)
def test_no_text_of_a_page_is_cut_or_runs_into_another(
    name: str, longer: bool, size: tuple[int, int]
) -> None:
    played = replace(SCENES[name], size=size, longer=longer).play(ground=False)

    assert played.stage.texts.shortened == set()
    assert colliding(played) == []


@pytest.mark.parametrize("name", ALL_PAGES)
def test_pages_bear_text_of_twice_the_size(name: str) -> None:
    played = replace(SCENES[name], size=(1280, 800), text=2.0).play(ground=False)

    assert played.stage.texts.shortened == set()
    assert colliding(played) == []


@pytest.mark.parametrize("name", ["whom", "promises", "settings", "pause", "curtain"])
def test_a_narrow_page_is_no_taller_than_what_is_on_it(name: str) -> None:
    played = replace(SCENES[name], size=(1920, 1080)).play(ground=False)
    (card,), (scroll,) = played.screen._cards.cards, played.screen._cards.scrolls

    assert card.height == pytest.approx(scroll.height, abs=2.0)
    assert card.y > 70.0
    assert not scroll.room


def test_the_law_finds_texts_that_collide() -> None:
    played = Scene().play(ground=False)
    played.canvas.write((20.0, 30.0), TABLE.top.title, "h1")
    played.canvas.write((24.0, 30.0), "over it", "h1")

    assert (TABLE.top.title, "over it") in colliding(played)
