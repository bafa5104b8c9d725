"""What a person takes out of the window: written, shown where, and refused in a sentence."""

import csv
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest
from tests.view.bot import Bot

from realm.play.handout import FILES
from realm.play.replay import verify
from realm.view.game import rooms
from realm.view.game.menus import Terms

Make = Callable[..., Bot]


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Make]:
    made: list[Bot] = []

    def make(**given: Any) -> Bot:
        made.append(Bot(tmp_path, **given))
        return made[-1]

    yield make
    for one in made:
        one.close()
    pygame.event.clear()


def _written(tmp_path: Path) -> list[Path]:
    place = tmp_path / "exports"
    return sorted(place.iterdir()) if place.is_dir() else []


def _columns(folder: Path) -> list[str]:
    with (folder / "numbers.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_a_game_that_is_over_can_be_taken_along(
    bot: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(rooms, "show_folder", lambda folder: shown.append(folder) or True)
    played = bot(terms=Terms(turns=1)).start("small-world", "aland")
    played.end_turn().click("go_on")
    assert played.where == "over"

    played.click("keep")

    assert played.where == "kept"
    (folder,) = _written(tmp_path)
    assert sorted(file.name for file in folder.iterdir()) == sorted(FILES)
    assert "Turn 1, to" in (folder / "report.txt").read_text(encoding="utf-8")
    assert verify(folder / "game.realm").turns == 1
    assert any(name.startswith("cland ") for name in _columns(folder))
    played.click("show")
    assert shown == [folder]
    played.click("close")
    assert played.where == "over"
    played.click("keep")
    assert len(_written(tmp_path)) == 2


def test_a_game_under_way_keeps_the_secrets_of_others(bot: Make, tmp_path: Path) -> None:
    played = bot(terms=Terms(turns=2)).start("small-world", "aland")
    played.end_turn().click("go_on").press(pygame.K_ESCAPE)

    played.click("keep")

    assert played.where == "kept"
    (folder,) = _written(tmp_path)
    names = _columns(folder)
    assert any(name.startswith("aland ") for name in names)
    assert not any(name.startswith("cland ") for name in names)
    played.click("close")
    assert played.where == "pause"


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    bot: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = bot(terms=Terms(turns=1)).start("small-world", "aland")
    played.end_turn().click("go_on")

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    played.click("keep")

    assert played.where == "over"
    toast = played.app._toast
    assert toast is not None
    assert toast.bad
    assert "no space left on device" in toast.text
    assert _written(tmp_path) == []


def test_where_there_is_no_file_manager_it_says_so(
    bot: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "show_folder", lambda _: False)
    played = bot(terms=Terms(turns=1)).start("small-world", "aland")
    played.end_turn().click("go_on").click("keep").click("show")

    assert played.where == "kept"
    toast = played.app._toast
    assert toast is not None
    assert toast.bad
