"""Answer what is pressed on the pages beside a game: title, scenarios, seats, saved, settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from realm.core.scenario import Scenario
from realm.errors import UnknownNameError
from realm.play.places import discard, new_path, settings_path
from realm.play.session import Session
from realm.view.app import App
from realm.view.game import shelf
from realm.view.game.preferences import Preferences
from realm.view.game.saves import Saves
from realm.view.game.sitting import Sitting
from realm.view.messages import Messages
from realm.view.picture import of_briefing, of_help, of_scenarios, of_title
from realm.view.picture.page import Page
from realm.view.picture.world import World
from realm.view.screens.base import Answer, Pop, Push, Reset
from realm.view.screens.cover import CoverScreen
from realm.view.screens.page import PageScreen
from realm.view.theme import Theme

Started = Callable[[Sitting, App], None]
"""What to do with people who have sat down."""


@dataclass(frozen=True)
class Terms:
    """On what terms new games are begun."""

    seed: int = 0
    world: int = 0
    turns: int | None = None
    """The scenario's if not given."""
    strategies: Mapping[str, str] = field(default_factory=dict)
    """Seat -> strategy, where nobody sits and it differs from the scenario's."""
    journal: Path | None = None
    """Where the first game is written; else a new name in the folder of matches."""


@dataclass
class Chosen:
    """What the person has chosen so far."""

    scenario: str = ""
    seat: str = ""
    people: tuple[str, ...] = ()


class Menus(Preferences):
    """The pages beside a game."""

    def __init__(
        self, messages: Messages, theme: Theme, started: Started, *,
        folder: Path | None = None, kept: Path | None = None, terms: Terms = Terms(),
    ) -> None:  # fmt: skip
        """Begin at the title.

        Args:
            messages: texts.
            theme: the look.
            started: what to do with people who have sat down.
            folder: where saved games lie.
            kept: where settings lie.
            terms: on what terms new games are begun.
        """
        super().__init__(messages, theme, kept or settings_path())
        self._started, self._folder = started, folder
        self.terms = terms
        self.chosen = Chosen()
        self._saves = Saves(messages, self._show)
        self._nouns: list[tuple[str, Scenario]] = []
        self._awaited: object = None

    def title(self, app: App | None = None) -> PageScreen:
        """Show the title at once, and the newest game when it has been found."""
        made = CoverScreen(of_title.title_page(self.messages, None), self.messages, self._theme)
        self._screen = made
        if app is not None:
            self.look(app, made)
        return made

    def look(self, app: App, title: PageScreen) -> None:
        """Look for the newest game, and load the scenarios meanwhile; the title then shows them."""

        def both() -> tuple[of_title.Saved | None, World]:
            newest = shelf.latest(self.messages, self._folder)
            largest = max(shelf.scenarios(), key=lambda pair: len(pair[1].links))
            return newest, of_scenarios.preview(largest[1])

        def show(newest: of_title.Saved | None, world: World) -> None:
            title.show(of_title.title_page(self.messages, newest, world))

        app.work(
            lambda: shelf.latest(self.messages, self._folder),
            lambda newest: title.show(of_title.title_page(self.messages, newest)),
        )
        app.work(both, lambda found: show(*found))

    def choose(self, name: str, seats: tuple[str, ...] = ()) -> None:
        """Choose a scenario, and seats, before the window opens.

        Raises:
            ScenarioError: when the scenario cannot be used.
            UnknownNameError: when it has no such seat.
        """
        noun = shelf.scenario(name)
        for seat in seats:
            if seat not in noun.seats:
                raise UnknownNameError("seat", seat, noun.seats)
        people = seats if len(seats) > 1 else ()
        self._nouns = shelf.scenarios(name)
        self.chosen = Chosen(name, seats[0] if seats else next(iter(noun.seats)), people)

    def seats(self) -> PageScreen:
        """Show the seats of the scenario that was chosen."""
        return self.screen(self._seats_page())

    # --- what is pressed --------------------------------------------------------------------------

    def hear(self, page: str, pressed: str, value: object, app: App) -> Answer | None:
        """Do what was pressed on one of the pages."""
        match page:
            case "title":
                return self._on_title(pressed, app)
            case "scenarios":
                return self._on_scenarios(pressed)
            case "seats":
                return self._on_seats(pressed, app)
            case "load" if pressed.startswith("load:"):
                self._saves.choose(pressed.removeprefix("load:"), app)
                return None
            case "load" if pressed == "go_on" and self._saves.chosen:
                self.resume(Path(self._saves.chosen), app)
                return None
            case "load" if pressed == "delete" and self._saves.chosen:
                self._delete(Path(self._saves.chosen), app)
                return None
            case "settings" if pressed != "back":
                self._on_settings(pressed, value, app)
                return None
        return Pop()

    def _on_title(self, pressed: str, app: App) -> Answer | None:
        match pressed:
            case "continue":
                app.work(
                    lambda: shelf.latest(self.messages, self._folder),
                    lambda found: self._go_on(found, app),
                    self.messages.say("menu.finding_saved"),
                )
            case "new":
                reading = self.messages.say("menu.reading_scenarios")
                app.work(shelf.scenarios, self._show_scenarios, reading)
            case "load":
                app.work(
                    lambda: shelf.saved(self.messages, self._folder),
                    lambda found: self._show_saved(found, app),
                    self.messages.say("menu.finding_saved"),
                )
            case "settings":
                return Push(self.open_settings())
            case "help":
                return Push(self.help())
            case "quit":
                app.running = False
        return None

    def _go_on(self, found: of_title.Saved | None, app: App) -> None:
        if found is not None:
            self.resume(Path(found.id), app)

    def _show_scenarios(self, nouns: list[tuple[str, Scenario]]) -> Answer:
        self._nouns = nouns
        self.chosen = Chosen(self.chosen.scenario or nouns[0][0])
        return Push(self.screen(self._scenarios_page()))

    def _show_saved(self, found: list[of_title.Saved], app: App) -> Answer:
        page = self._saves.open(found, app)
        return Push(self.screen(page))

    def _delete(self, path: Path, app: App) -> None:
        """Delete a saved game, then show those that are left, and a title that knows of it."""

        def delete() -> list[of_title.Saved]:
            discard(path)
            return shelf.saved(self.messages, self._folder)

        def deleted(found: list[of_title.Saved]) -> Answer:
            app.show(Reset(self.title(app)))
            return self._show_saved(found, app)

        app.work(delete, deleted)

    def help(self, scenario: Scenario | None = None) -> PageScreen:
        """Show how the game goes, and what the words of a scenario mean."""
        page = of_help.help_page(self.messages, scenario)
        return PageScreen(page, self.messages, self._theme)

    def _scenarios_page(self) -> Page:
        return of_scenarios.scenarios_page(self.messages, self._nouns, self.chosen.scenario)

    def _seats_page(self) -> Page:
        noun = dict(self._nouns)[self.chosen.scenario]
        return of_briefing.seats_page(self.messages, noun, self.chosen.seat, self.chosen.people)

    def _on_scenarios(self, pressed: str) -> Answer | None:
        kind, _, name = pressed.partition(":")
        if kind == "back":
            return Pop()
        if kind == "scenario" and name != self.chosen.scenario:
            self.chosen = Chosen(name)
            self._show(self._scenarios_page())
            return None
        noun = dict(self._nouns)[self.chosen.scenario]
        seat = name if kind == "seat" else next(iter(noun.seats))
        self.chosen = replace(self.chosen, seat=seat, people=())
        return Push(self.screen(self._seats_page()))

    def _on_seats(self, pressed: str, app: App) -> Answer | None:
        kind, _, name = pressed.partition(":")
        chosen = self.chosen
        match kind:
            case "back":
                self._awaited = None
                return Pop()
            case "seat":
                self.chosen = replace(chosen, seat=name)
            case "join":
                others = tuple(seat for seat in chosen.people if seat != chosen.seat)
                left = others if chosen.seat in chosen.people else (*others, chosen.seat)
                self.chosen = replace(chosen, people=left)
            case "words":
                return Push(self.help(dict(self._nouns)[chosen.scenario]))
            case "begin":
                self._begin(app)
                return None
        self._show(self._seats_page())
        return None

    # --- beginning --------------------------------------------------------------------------------

    def _begin(self, app: App) -> None:
        """Set up a match and sit down; whoever goes back meanwhile has thought better of it."""
        if self._awaited is not None:  # pressed twice
            return
        self._awaited = mine = object()
        chosen = self.chosen
        noun = dict(self._nouns)[chosen.scenario]
        seats = tuple(seat for seat in noun.seats if seat in chosen.people) or (chosen.seat,)
        terms, self.terms = self.terms, replace(self.terms, journal=None)

        def begin() -> Sitting:
            try:
                path = terms.journal or new_path(noun.name, self._folder)
                session = Session.begin(
                    chosen.scenario, path, seed=terms.seed, world=terms.world, turns=terms.turns,
                    strategies=terms.strategies, people=seats,
                )  # fmt: skip
                return Sitting(session, seats, self.messages)
            except Exception:
                self._awaited = None
                raise

        def begun(sitting: Sitting) -> None:
            if self._awaited is mine:
                self._awaited = None
                self._started(sitting, app)
            else:
                app.work(lambda: _unsaid(sitting), lambda _: None)

        app.work(begin, begun, self.messages.say("game.setting_up"))

    def resume(self, path: Path, app: App, seats: tuple[str, ...] = ()) -> None:
        """Go on with a saved game; seats that nobody holds yet can be taken."""

        def resume() -> Sitting:
            held = seats or shelf.seats_of(path)
            return Sitting(Session.resume(path), held, self.messages)

        says = self.messages.say("game.playing_again")
        app.work(resume, lambda sitting: self._started(sitting, app), says)


def _unsaid(sitting: Sitting) -> None:
    """Let go of a match in which nobody wants to sit, and of its journal."""
    sitting.close()
    discard(sitting.path)
