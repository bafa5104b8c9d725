"""The window: opened on SDL's dummy driver, driven by posted events."""

import importlib.metadata
import itertools
import sys
import threading
from collections.abc import Iterator

import pygame
import pytest
from tests.view.pictures import TABLE
from tests.view.stage import Played

from realm.errors import RealmError, WindowError
from realm.view.app import App
from realm.view.input import Key, Pointer, Typed
from realm.view.jobs import Job, Jobs
from realm.view.messages import load_messages
from realm.view.opening import open_window
from realm.view.picture import page as p
from realm.view.ready import require_display, require_pygame
from realm.view.screens import asks, map_paint
from realm.view.screens.base import Answer, Pop, Push
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme
from realm.view.window import Closed, Resized, Window, translate

MESSAGES = load_messages()
PATIENCE = 100
"""Rounds in which a screen must be drawn."""


class Ear:
    """A host that remembers what it heard."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.answer: Answer | None = None

    def hear(self, action: object, app: App) -> Answer | None:
        self.heard.append(action)
        return self.answer


@pytest.fixture
def app() -> Iterator[App]:
    pygame.display.quit()
    app = App(Window(MESSAGES, (1280, 800)), load_theme(), MESSAGES, Ear())
    app._follow(Push(TableScreen(TABLE, MESSAGES, load_theme())))
    turn(app)
    while app._resized is not None:
        app.turn()
    turn(app)
    yield app
    app.jobs.close()
    app.window.close()


def turn(app: App) -> None:
    """Go round the loop until the whole screen is drawn."""
    app.turn()
    for _ in range(PATIENCE):
        if not app._stale or app._resized is not None:
            break
        app.turn()


def post(app: App, kind: int, **more: object) -> None:
    pygame.event.post(pygame.event.Event(kind, **more))
    turn(app)


def click(app: App, name: str) -> None:
    x, y = app.screens[-1].ui.rects[name].middle
    at = round(x * app._texts.factor), round(y * app._texts.factor)
    post(app, pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0))
    post(app, pygame.MOUSEBUTTONDOWN, pos=at, button=1)
    post(app, pygame.MOUSEBUTTONUP, pos=at, button=1)


def later(app: App) -> None:
    """Let time pass in which a screen is looked at."""
    app._doubles._since -= 10.0


def press(app: App, key: int, mod: int = 0) -> None:
    post(app, pygame.KEYDOWN, key=key, mod=mod, unicode="", scancode=0)
    post(app, pygame.KEYUP, key=key, mod=mod, unicode="", scancode=0)


def test_posted_clicks_reach_the_host(app: App) -> None:
    click(app, "end_turn")
    click(app, "ask:yes")

    assert app.host.heard == [asks.EndTurn()]


def test_posted_keys_reach_the_host(app: App) -> None:
    press(app, pygame.K_TAB)
    press(app, pygame.K_RETURN)
    press(app, pygame.K_RETURN)

    assert app.host.heard == [asks.EndTurn()]


def test_a_key_held_down_ends_no_turn(app: App) -> None:
    app.screens[-1].ui.focus("end_turn")
    for _ in range(5):
        post(app, pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="", scancode=0)
    assert app.host.heard == []  # type: ignore[attr-defined]

    post(app, pygame.KEYUP, key=pygame.K_RETURN, mod=0, unicode="", scancode=0)
    press(app, pygame.K_RETURN)
    assert app.host.heard == [asks.EndTurn()]  # type: ignore[attr-defined]


def test_typed_text_enters_a_size(app: App) -> None:
    click(app, "stockpile")
    app.host.heard.clear()
    for letter in "45":  # days
        post(app, pygame.TEXTINPUT, text=letter)
    press(app, pygame.K_KP_ENTER)

    assert app.host.heard == [asks.Adjust("stockpile", 9)]


def test_what_the_host_answers_is_done(app: App) -> None:
    app.host.answer = Push(TableScreen(TABLE, MESSAGES, load_theme()))
    click(app, "queue")
    assert len(app.screens) == 2

    app.host.answer = Pop()
    later(app)
    click(app, "queue")
    assert len(app.screens) == 1


def test_nothing_is_explained_where_the_mouse_was_before_another_screen(app: App) -> None:
    app.host.answer = Push(TableScreen(TABLE, MESSAGES, load_theme()))
    click(app, "queue")
    app.host.answer = Pop()
    click(app, "end_turn")
    click(app, "ask:yes")

    assert len(app.screens) == 1
    assert app.screens[-1].ui.memory.hover == ""


def test_the_window_closes_when_the_last_screen_goes(app: App) -> None:
    app._follow(Pop())

    assert not app.running


def test_what_is_shown_is_whole_however_little_is_drawn_a_round(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[pygame.Surface] = []
    monkeypatch.setattr("realm.view.app.DRAWS", 0.0)
    monkeypatch.setattr("realm.view.app.CATCHES", 0.0)
    monkeypatch.setattr(app.window, "show", lambda surface: shown.append(surface.copy()))
    app.set_text(1.15)
    rounds = 0
    while not shown:
        app.turn()
        rounds += 1
    size = app.window.size
    whole = Played(TableScreen(TABLE, MESSAGES, load_theme()), size, text=1.15)
    top = pygame.Rect(0, 0, size[0], 50)

    assert rounds > 5
    drawn, once = (
        pygame.image.tobytes(surface.subsurface(top), "RGB") for surface in (shown[0], whole.draw())
    )
    assert drawn == once


def test_the_window_closes_when_it_is_closed(app: App) -> None:
    post(app, pygame.QUIT)

    assert not app.running


def test_a_resized_window_is_laid_out_anew(app: App) -> None:
    before = app.screens[-1].ui.rects["end_turn"]
    app.window.surface = pygame.display.set_mode((1600, 900), pygame.RESIZABLE)

    post(app, pygame.WINDOWRESIZED, x=1600, y=900, window=None)
    assert app._stage.page.width != pytest.approx(1600.0)  # the old picture, stretched
    now = app._clock() + 1.0
    app._clock = lambda: now
    app.turn()

    assert app._canvas.surface.get_size() == (1600, 900)
    assert app.screens[-1].ui.rects["end_turn"] != before
    assert app._stage.page.width == pytest.approx(1600.0)


def test_a_window_too_small_grows_to_the_smallest(app: App) -> None:
    app.window.surface = pygame.display.set_mode((300, 200), pygame.RESIZABLE)

    post(app, pygame.WINDOWRESIZED, x=300, y=200, window=None)

    assert app.window.size == (800, 600)


def test_full_screen_and_back(app: App) -> None:
    app.window.surface = pygame.display.set_mode((1000, 700), pygame.RESIZABLE)
    press(app, pygame.K_F11)
    assert app._canvas.surface.get_size() == app.window.size
    press(app, pygame.K_F11)
    assert app.window.size == (1000, 700)


def test_a_window_that_was_lost_is_drawn_again(app: App) -> None:
    app.window.surface.fill((255, 0, 255))

    post(app, pygame.WINDOWRESTORED, window=None)

    assert tuple(app.window.surface.get_at((5, 300)))[:3] == load_theme().colour("window")


def test_text_grows_and_shrinks_again(app: App) -> None:
    wide = app._stage.page.width
    press(app, pygame.K_EQUALS, pygame.KMOD_CTRL)
    assert app._stage.page.width == pytest.approx(wide / 1.15)
    press(app, pygame.K_MINUS, pygame.KMOD_CTRL)
    assert app._stage.page.width == pytest.approx(wide)


def test_nothing_is_drawn_when_nothing_has_changed(app: App) -> None:
    screen = app.screens[-1]
    screen.map.filter = "none of them"
    while not map_paint.ready(screen.map):
        app.turn()
    drawn = app._drawn

    app._draw()

    assert app._drawn == drawn


def test_the_window_goes_on_while_work_is_done(app: App) -> None:
    gate = threading.Event()
    done: list[int] = []
    app.work(lambda: gate.wait(10) and 7, done.append)

    click(app, "end_turn")
    assert done == []
    assert "ask:yes" in app.screens[-1].ui.rects
    gate.set()
    while app.jobs.busy:
        app.turn()
    assert done == [7]


def test_work_that_fails_is_told_in_a_sentence(app: App) -> None:
    def fail() -> None:
        raise RealmError("the disk is full")

    app.work(fail, lambda _: None)
    while app.jobs.busy:
        app.turn()

    assert app._toast.text == "That went wrong: the disk is full"


def test_a_bug_in_a_job_is_not_hidden() -> None:
    jobs = Jobs()
    failed: list[Exception] = []
    jobs.start(lambda: 1 // 0, lambda _: None, failed.append)
    while jobs.busy:
        jobs.collect()
    jobs.close()

    assert isinstance(failed[0], ZeroDivisionError)


def test_an_answer_that_took_long_is_drawn_in_the_next_round(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr("realm.view.app.HEARS", -1.0)
    monkeypatch.setattr(app.window, "show", lambda _: shown.append(True))
    app._stale = True

    app.turn()
    assert not shown
    app.turn()
    assert shown, "one round is put off, and no more"


def test_no_round_waits_while_the_map_is_painted(app: App) -> None:
    while app.screens[-1].hurries():
        app.turn()
    assert app._patience(app._drawn) > 0.0, "dots run from frame to frame"
    app.screens[-1].map.ground._shown = None

    assert app._patience(app._drawn) == 0.0


def test_a_map_is_laid_out_in_a_round_of_its_own() -> None:
    world = p.Ground(worlds=(TABLE.world,))
    page = p.Page(name="maps", title="Maps", columns=(p.Column(blocks=(world,)),))
    played = Played(PageScreen(page, MESSAGES, load_theme()), (1280, 800))

    assert not played.screen.goes_on(), "not before the page around it is seen"
    played.screen.draw(played.canvas, 0.0)
    assert played.screen.hurries()
    assert played.screen.goes_on()
    assert not played.screen.goes_on()


def test_a_page_is_drawn_whole_only_where_a_tooltip_lies_over_it() -> None:
    buttons = (p.Press(id="on", label="Go on"), p.Press(id="why", label="Why", hint="Because."))
    page = p.Page(
        name="plain",
        title="Plain",
        columns=(p.Column(blocks=(p.Text(text="Words."),)),),
        foot=buttons,
    )
    played = Played(PageScreen(page, MESSAGES, load_theme()), (1280, 800))
    drawn = []
    for name in ("on", "why"):
        played.give(Pointer("move", played.at(name)))
        played.screen.draw(played.canvas, 0.0)
        played.canvas.written.clear()
        played.screen.draw(played.canvas, 0.1)
        drawn.append([one.text for one in played.canvas.written])

    assert drawn[0] == []
    assert {"Plain", "Because."} <= set(drawn[1])


def test_a_toast_is_drawn_and_goes(app: App) -> None:
    now = [100.0]
    app._clock = lambda: now[0]
    app.say("Saved.")
    app.turn()
    assert any(w.text == "Saved." for w in app._canvas.written)

    now[0] += 60.0
    app.turn()
    assert app._toast is None


@pytest.mark.parametrize(
    ("event", "news"),
    [
        (pygame.event.Event(pygame.MOUSEMOTION, pos=(100, 50)), [Pointer("move", (50.0, 25.0))]),
        (
            pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(8, 6), button=3),
            [Pointer("down", (4.0, 3.0), 3)],
        ),
        (pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(8, 6), button=4), []),
        (
            pygame.event.Event(pygame.KEYDOWN, key=pygame.K_LEFT, mod=pygame.KMOD_LSHIFT),
            [Key("left", shift=True)],
        ),
        (pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PAGEUP, mod=0), [Key("pageup")]),
        (pygame.event.Event(pygame.KEYDOWN, key=pygame.K_LSHIFT, mod=0), []),
        (pygame.event.Event(pygame.TEXTINPUT, text="é"), [Typed("é")]),
        (pygame.event.Event(pygame.WINDOWLEAVE), [Pointer("leave", (-1.0, -1.0))]),
        (pygame.event.Event(pygame.WINDOWEXPOSED), [Resized()]),
        (pygame.event.Event(pygame.QUIT), [Closed()]),
        (pygame.event.Event(pygame.JOYAXISMOTION), []),
    ],
)
def test_what_pygame_tells_is_said_in_our_words(
    event: pygame.event.Event, news: list[object]
) -> None:
    assert list(translate(event, 2.0)) == news


# --- where no window can be opened ----------------------------------------------------------------


def test_no_display_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    with pytest.raises(WindowError, match=r"^There is no display here .* not set\)\.$"):
        require_display(MESSAGES)
    monkeypatch.setenv("DISPLAY", ":0")
    require_display(MESSAGES)


def test_a_driver_that_fails_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.display.quit()
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")

    with pytest.raises(
        WindowError, match=r"^There is no display here to open a window on \(.+\)\.$"
    ):
        Window(MESSAGES)


@pytest.mark.parametrize(
    ("installed", "sentence"),
    [
        (set(), r"^The window needs pygame-ce, .* pip install"),
        ({"pygame"}, r"^The older pygame .* pip uninstall -y pygame, then"),
        ({"pygame", "pygame-ce"}, r"^The older pygame .* pip uninstall -y pygame, then"),
    ],
)
def test_what_is_missing_or_in_the_way_is_named(
    installed: set[str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def distribution(name: str) -> str:
        if name not in installed:
            raise importlib.metadata.PackageNotFoundError(name)
        return name

    monkeypatch.setattr(importlib.metadata, "distribution", distribution)
    with pytest.raises(WindowError, match=sentence) as caught:
        require_pygame(MESSAGES)
    assert "\n" not in str(caught.value)


def test_a_window_is_opened_in_one_call() -> None:
    pygame.display.quit()

    app = open_window(Ear(), text=1.15)

    assert app.window.size[0] >= 800
    assert app._stage.page.width < app.window.size[0] / 0.85
    app.window.close()


def test_here_pygame_is_ready() -> None:
    require_pygame(MESSAGES)


def test_what_is_being_done_is_said_at_once_and_until_it_is_done(app: App) -> None:
    gate = threading.Event()
    app.work(lambda: gate.wait(10), lambda _: None, "Counting…")
    app.jobs.part = 0.5
    turn(app)

    assert app._sign is not None
    assert app._sign.text == "Counting…"
    assert app._sign.part == 0.5
    app._clock = lambda: app._waiting.since + 30.0  # no sentence lives as long
    turn(app)
    assert app._sign is not None
    assert app._sign.text == "Counting… 30 s"

    gate.set()
    while app.jobs.busy:
        app.turn()
    turn(app)
    assert app._sign is None


def test_what_nobody_named_shows_once_it_takes_long(app: App) -> None:
    gate = threading.Event()
    app._clock = itertools.count(app._clock(), 0.001).__next__
    app.work(lambda: gate.wait(10), lambda _: None)
    turn(app)
    assert app._sign is None

    app._clock = lambda: app._waiting.since + 1.0
    turn(app)
    assert app._sign is not None
    gate.set()


def test_work_knows_when_other_work_waits_for_it() -> None:
    jobs, gate = Jobs(), threading.Event()
    jobs.start(lambda: gate.wait(10), lambda _: None, lambda _: None)
    assert not jobs.crowded

    jobs.start(lambda: None, lambda _: None, lambda _: None)
    assert jobs.crowded
    gate.set()
    jobs.close()


class Slow:
    """Work that is done between two looks at it."""

    def __init__(self) -> None:
        self.looks = 0

    def done(self) -> bool:
        self.looks += 1
        return self.looks > 1

    def exception(self) -> None:
        return None

    def result(self) -> int:
        return 7


def test_work_that_is_done_while_results_are_collected_is_not_lost() -> None:
    jobs = Jobs()
    heard: list[int] = []
    jobs._open.append(Job(Slow(), heard.append, lambda _: None, ""))  # type: ignore[arg-type]
    jobs.collect()
    jobs.collect()
    jobs.close()

    assert heard == [7]


def test_the_second_of_a_double_click_presses_nothing_on_the_next_screen(app: App) -> None:
    now = [100.0]
    app._clock = lambda: now[0]
    app.host.answer = Push(TableScreen(TABLE, MESSAGES, load_theme()))
    click(app, "queue")
    app.host.answer = None
    assert len(app.screens) == 2
    heard = len(app.host.heard)

    now[0] += 0.1  # the new screen is there, in the same place the same button
    click(app, "queue")
    assert len(app.host.heard) == heard

    now[0] += 1.0
    click(app, "queue")
    assert len(app.host.heard) == heard + 1


def test_a_fast_click_somewhere_else_counts(app: App) -> None:
    now = [100.0]
    app._clock = lambda: now[0]
    app.host.answer = Push(TableScreen(TABLE, MESSAGES, load_theme()))
    click(app, "queue")
    now[0] += 0.1

    click(app, "menu")
    assert app.host.heard[-1] == asks.Menu()
