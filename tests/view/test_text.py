"""Text is drawn in every script, evenly, and fits the room that it has."""

import itertools

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.view.stage import Played  # noqa: F401 (chooses SDL's driver)

from realm.view.scripts import coverage, runs
from realm.view.text import FEW, SQUEEZE, Texts
from realm.view.theme import load_theme

TEXTS = Texts(load_theme(), 1.0)


def test_a_text_is_cut_into_scripts() -> None:
    assert runs("Delhi दिल्ली 北京 서울 ok") == [
        ("latin", "Delhi "),
        ("deva", "दिल्ली "),
        ("han", "北京 "),
        ("hangul", "서울 "),
        ("latin", "ok"),
    ]


@given(st.text(st.sampled_from("aZ9 −·≥ é\u00a0→ दिल北서\n"), max_size=12))
def test_runs_are_the_text_and_each_is_drawn_by_its_script(text: str) -> None:
    parts = runs(text)

    assert "".join(part for _, part in parts) == text
    assert all(a != b for (a, _), (b, _) in itertools.pairwise(parts))
    for script, part in parts:
        known = [letter for letter in part if any(letter in has for has in coverage().values())]
        assert all(letter in coverage()[script] or letter == " " for letter in known)


def test_a_text_in_one_script_is_one_run_whatever_its_signs() -> None:
    assert runs("−5 · ≥ 3 €") == [("latin", "−5 · ≥ 3 €")]


@pytest.mark.parametrize(
    "sample", ["Žluťoučký kůň – €5 × 3 ≥ 2", "भारत", "日本とインド", "대한민국", "中华人民共和国"]
)
def test_every_letter_of_a_name_has_a_font(sample: str) -> None:
    drawn = coverage()

    assert all(any(letter in has for has in drawn.values()) for letter in sample if letter != " ")


def test_devanagari_joins_its_letters() -> None:
    """A conjunct is narrower than its letters side by side: the script was set."""
    joined = TEXTS.width("क्ष", "h1")
    apart = sum(TEXTS.width(letter, "h1") for letter in "कष") + TEXTS.width("क", "h1") * 0.2

    assert 0.0 < joined < apart


def test_digits_are_of_one_width() -> None:
    assert len({round(TEXTS.width(str(digit) * 4, "number"), 1) for digit in range(10)}) == 1


def test_what_fits_stays_and_what_nearly_fits_is_squeezed() -> None:
    wide = TEXTS.width("Stockpile cover", "body")

    assert TEXTS.fit("Stockpile cover", "body", wide + 1) == ("Stockpile cover", 1.0)
    text, squeeze = TEXTS.fit("Stockpile cover", "body", wide * 0.9)
    assert text == "Stockpile cover"
    assert squeeze == pytest.approx(0.9)


def test_what_does_not_fit_loses_letters_and_is_noted() -> None:
    texts = Texts(load_theme(), 1.0)

    text, squeeze = texts.fit("Stockpile cover", "body", 50.0)

    assert text.endswith("…")
    assert texts.width(text, "body") * squeeze <= 50.0
    assert squeeze == SQUEEZE
    assert texts.shortened == {"Stockpile cover"}


def test_lines_are_wrapped_at_spaces_and_kept_whole() -> None:
    told = "China let out less; buyers filled their stores.\nThe queue grew."

    lines = TEXTS.wrap(told, "body", 120.0)

    assert " ".join(lines) == told.replace("\n", " ")
    assert "The queue grew." in lines
    assert all(TEXTS.width(line, "body") <= 120.0 for line in lines)


def test_no_line_begins_with_the_sign_of_percent() -> None:
    text = "of all that was ordered 45 % passes and 100 % of the rest waits"

    for room in range(40, 400, 7):
        lines = TEXTS.wrap(text, "note", float(room))
        assert not any(line.startswith("%") for line in lines)


@pytest.mark.parametrize("factor", [0.85, 1.0, 4 / 3, 16 / 9])
def test_widths_grow_with_the_factor(factor: float) -> None:
    scaled = Texts(load_theme(), factor)

    assert scaled.width("Supply security", "h2") == pytest.approx(
        TEXTS.width("Supply security", "h2"), rel=0.02
    )


def test_small_text_is_raised_in_a_small_window() -> None:
    small = Texts(load_theme(), 0.85)

    assert small.role("micro").size == TEXTS.role("micro").size + 1.0
    assert small.role("body").size == TEXTS.role("body").size


def test_a_line_is_drawn_once_and_has_no_dark_rim() -> None:
    line = TEXTS.line("Japan", "body", (255, 255, 255))

    assert TEXTS.line("Japan", "body", (255, 255, 255)) is line
    colours = {
        tuple(line.surface.get_at((x, y)))[:3]
        for x in range(line.surface.get_width())
        for y in range(line.surface.get_height())
    }
    assert colours == {(255, 255, 255)}
    assert pygame.surfarray.array_alpha(line.surface).max() > 150


def test_a_line_there_is_no_time_for_is_drawn_later() -> None:
    texts = Texts(load_theme(), 1.0)
    white = (255, 255, 255)
    words = [f"word {number}" for number in range(3 * FEW)]

    texts.allow(0.0)
    drawn = [texts.line(word, "body", white) for word in words]

    assert not texts.whole
    assert [line.surface.get_width() > 0 for line in drawn] == [True] * FEW + [False] * 2 * FEW
    assert texts.catch_up(0.0), "one a round at least"
    assert not texts.whole
    assert texts.catch_up(60.0)
    assert texts.whole
    assert not texts.catch_up(60.0), "there is no more"
    texts.allow(0.0)
    again = [texts.line(word, "body", white) for word in words]
    assert texts.whole
    assert again[:FEW] == drawn[:FEW]
    assert all(line.surface.get_width() > 0 for line in again)
