"""Answer everything that screens ask for: the one place where a window and a match meet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from realm.core.scenario import Scenario
from realm.view.app import App
from realm.view.game import tour
from realm.view.game.menus import Menus, Terms
from realm.view.game.seated import Said
from realm.view.game.sitting import Sitting
from realm.view.messages import Messages
from realm.view.picture import of_menu
from realm.view.picture.page import Page
from realm.view.picture.table import TablePicture
from realm.view.screens import asks
from realm.view.screens.base import Answer, Pop, Push, Reset
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.theme import Theme


@dataclass(frozen=True)
class Change:
    """What came of an ask: a sentence, the table as it is now, and the page that lies over it."""

    said: Said
    table: TablePicture
    page: Page | None = None


class Game:
    """Whoever opened the window: hears the screens, and runs the match beside them.

    The match is touched by jobs alone, one after the other, so that the window never waits.
    """

    def __init__(
        self, messages: Messages, theme: Theme, *,
        folder: Path | None = None, kept: Path | None = None, terms: Terms = Terms(),  # noqa: B008
    ) -> None:  # fmt: skip
        """Begin without a match.

        Args:
            messages: texts.
            theme: the look.
            folder: where saved games lie; a person's own folder if not given.
            kept: where settings lie; a person's own file if not given.
            terms: on what terms new games are begun.
        """
        self.messages, self.theme = messages, theme
        self.menus = Menus(messages, theme, self._started, folder=folder, kept=kept, terms=terms)
        self.sitting: Sitting | None = None
        self._table: TableScreen | None = None
        self._page: PageScreen | None = None
        self._tour = -1
        self._orders = 0

    def hear(self, action: object, app: App) -> Answer | None:
        """Do what was asked; long work goes to jobs, refusals to `app.say`."""
        match action:
            case asks.Choose(page="title" | "scenarios" | "seats" | "load" | "settings" | "help"):
                return self.menus.hear(action.page, action.id, action.value, app)
            case asks.Choose(page=page, id=pressed, value=value):
                return self._on_page(page, pressed, value, app)
            case asks.Menu():
                return Push(self._screen(self._pause()))
            case asks.Coach(on=on):
                self._step_tour(on=on)
            case _ if self.sitting is not None:
                self._on_table(action, self.sitting, app)
        return None

    def _pause(self) -> Page:
        sitting = self.sitting
        if sitting is None:
            return of_menu.pause_page(self.messages, where="")
        match = sitting.session.match
        seats, waiting = match.model.network.scenario.seats, match.waiting_for
        others = [(seat, seats[seat].title) for seat in sitting.others if seat in waiting]
        return of_menu.pause_page(self.messages, where=sitting.title, others=others)

    # --- the table --------------------------------------------------------------------------------

    def _started(self, sitting: Sitting, app: App) -> None:
        """Show the table to people who have sat down."""
        self.sitting = sitting
        self._tour = 0 if self.menus.settings.tour and not sitting.session.match.turn else -1
        self._open_table(app)

    def _open_table(self, app: App) -> None:
        """Show the table, or what comes before it: the end, or a curtain."""
        sitting = self.sitting
        assert sitting is not None
        if sitting.over:
            app.work(lambda: sitting.page("over"), lambda page: Reset(self._screen(page)))
        elif len(sitting.seats) > 1:
            waits = sitting.waits
            page = of_menu.curtain_page(self.messages, sitting.title, waits=waits)
            app.show(Reset(self._screen(page)))
        else:
            self._lift(app)

    def _know(self, sitting: Sitting, name: str, app: App) -> None:
        """Show all that is known of somebody."""
        sitting.sought = ""
        self._open(app, "known", lambda: (sitting.look_up(name), None)[1])

    def _film(self, sitting: Sitting, app: App) -> None:
        """Show what happened so far, the last turn first."""
        newest = sitting.session.match.turn - 1
        self._open(app, "film", lambda: (sitting.see_again(newest), None)[1])

    def _hand_to(self, seat: str, app: App) -> None:
        """Let a curtain fall, behind which another person goes on."""
        sitting = self.sitting
        assert sitting is not None
        app.work(lambda: sitting.hand_to(seat), lambda _: self._open_table(app))

    def _lift(self, app: App) -> None:
        sitting = self.sitting
        assert sitting is not None
        app.work(sitting.table, lambda picture: self._show_table(picture, app))

    def _show_table(self, picture: TablePicture, app: App) -> Answer:
        app.hush()
        shown = tour.with_step(picture, self._tour, self.messages)
        self._table, self._page = TableScreen(shown, self.messages, app.theme), None
        return Reset(self._table)

    def _on_table(self, ask: object, sitting: Sitting, app: App) -> None:
        match ask:
            case asks.Adjust(id=control, value=value):
                self._do(app, lambda: sitting.adjust(control, round(value)))
            case asks.Queue():
                self._open(app, "actions")
            case asks.Draft(talks=table, settings=given):
                self._do(app, lambda: sitting.draft(table, given))
            case asks.Counter(talks=table, settings=given):
                self._do(app, lambda: sitting.say(table, "counter", given))
            case asks.Accept(talks=table):
                self._do(app, lambda: sitting.say(table, "accept"))
            case asks.Leave(talks=table):
                self._do(app, lambda: sitting.say(table, "leave"))
            case asks.OpenTalks(place=place):
                self._open(app, "whom", lambda: sitting.pick_partner(place))
            case asks.Know(place=place):
                self._know(sitting, place, app)
            case asks.ChooseTalks():
                self._open(app, "whom")
            case asks.Enlarge():
                self._open(app, "talks")
            case asks.EndTurn():
                self._end_turn(sitting, app)

    def _do(self, app: App, work: Callable[[], Said]) -> None:
        """Do something with the match, then show what changed."""
        sitting = self.sitting
        assert sitting is not None
        over = self._page.page.name if self._page is not None else ""

        def both() -> Change:
            said = work()
            page = sitting.page(over) if over in sitting.pages else None
            return Change(said, sitting.table(), page)

        app.work(both, lambda change: self._changed(change, app))

    def _changed(self, change: Change, app: App) -> None:
        if change.said.text:
            app.say(change.said.text, bad=change.said.bad)
        if self._table is not None:
            self._table.show(tour.with_step(change.table, self._tour, self.messages))
        if change.page is not None and self._page is not None:
            self._page.show(change.page)

    def _open(self, app: App, name: str, before: Callable[[], None] | None = None) -> None:
        """Show a page over the table."""
        sitting = self.sitting
        assert sitting is not None

        def make() -> Page:
            if before is not None:
                before()
            return sitting.page(name)

        def opened(page: Page) -> Answer | None:
            top = app.screens[-1] if app.screens else None
            if isinstance(top, PageScreen) and top.page.name == page.name:  # pressed twice
                top.show(page)
                return None
            return Push(self._screen(page))

        app.work(make, opened)

    def _screen(self, page: Page) -> PageScreen:
        self._page = PageScreen(page, self.messages, self.theme)
        return self._page

    def _end_turn(self, sitting: Sitting, app: App) -> None:
        app.say(self.messages.say("game.months_pass"))

        def end() -> Page | None:
            return sitting.page("turn") if sitting.end_turn() else None

        def ended(page: Page | None) -> Answer | None:
            self._tour = -1
            if page is None:
                self._open_table(app)
                return None
            app.hush()
            return Reset(self._screen(page))

        app.work(end, ended)

    def _step_tour(self, *, on: bool) -> None:
        """Go on with the tour, or end it for good."""
        self._tour = self._tour + 1 if on else -1
        if self._table is None:
            return
        picture = tour.with_step(self._table.picture, self._tour, self.messages)
        if picture.tour is None:
            self._tour = -1
            self.menus.change(tour=False)
        self._table.show(picture)

    # --- pages over the table ---------------------------------------------------------------------

    def _on_page(self, page: str, pressed: str, value: object, app: App) -> Answer | None:
        sitting = self.sitting
        if sitting is None:
            return None
        match page, pressed:
            case "curtain", _:
                self._lift(app)
            case "turn", "go_on":
                self._open_table(app)
            case "turn", "help":
                return Push(self.menus.help(_played(sitting)))
            case "over", "film":
                self._film(sitting, app)
            case "over", _:
                return self._leave(app, again=pressed == "again")
            case "pause", _:
                return self._on_pause(pressed, sitting, app)
            case _, "close":
                self._page = None
                return Pop()
            case _:
                return self._on_room(page, pressed, value, sitting, app)
        return None

    def _on_room(
        self, page: str, pressed: str, value: object, sitting: Sitting, app: App
    ) -> Answer | None:
        """Do what was pressed on a page that shows a part of the match."""
        match page, pressed:
            case "actions", _:
                self._on_orders(pressed, value, sitting, app)
            case "whom", _:
                return self._on_whom(pressed, sitting, app)
            case "talks", _:
                self._on_talks(pressed, sitting, app)
            case "promises", _:
                self._on_promises(pressed, value, sitting, app)
            case "film", "slide" if isinstance(value, int):
                self._do(app, lambda: sitting.see_again(value - 1))
            case "film", "before" | "after":
                by = 1 if pressed == "after" else -1
                self._do(app, lambda: sitting.see_again(sitting.seen_again + by))
            case "known", "find" if isinstance(value, str):
                self._do(app, lambda: sitting.seek(value))
            case "known", _:
                name = pressed.partition(":")[2].partition("~")[0]
                self._do(app, lambda: sitting.look_up(name))
        return None

    def _on_pause(self, pressed: str, sitting: Sitting, app: App) -> Answer | None:
        if pressed.startswith("hand:"):
            self._hand_to(pressed.removeprefix("hand:"), app)
            return None
        match pressed:
            case "promises" | "known":
                self._open(app, pressed)
                return Pop()
            case "last":
                self._film(sitting, app)
                return Pop()
            case "help":
                return Push(self.menus.help(_played(sitting)))
            case "settings":
                return Push(self.menus.open_settings())
            case "leave_match":
                return self._leave(app)
            case "quit":
                app.running = False
                return None
        return Pop()

    def _leave(self, app: App, *, again: bool = False) -> Answer:
        """Let go of the match, which is saved, and go to the title or to the choice of a seat."""
        sitting, self.sitting, self._table = self.sitting, None, None
        if sitting is not None:
            app.work(sitting.close, lambda _: None)
        if again and self.menus.chosen.scenario:
            app.show(Reset(self.menus.title(app)))
            return Push(self.menus.seats())
        return Reset(self.menus.title(app))

    def _on_orders(self, pressed: str, value: object, sitting: Sitting, app: App) -> None:
        kind, _, number = pressed.partition(":")
        match kind:
            case "find" if isinstance(value, str):
                self._do(app, lambda: sitting.look_for(value))
            case "order" if isinstance(value, int | float):
                self._do(app, lambda: sitting.set_card(number, round(value)))
                self._foresee(sitting, app)
            case "undo":
                self._do(app, lambda: sitting.undo(int(number)))
                self._foresee(sitting, app)

    def _foresee(self, sitting: Sitting, app: App) -> None:
        """Look ahead, unless more has been ordered by the time it is this one's turn."""
        self._orders += 1
        mine = self._orders
        self._do(app, lambda: sitting.foresee() if mine == self._orders else Said())

    def _on_whom(self, pressed: str, sitting: Sitting, app: App) -> Answer | None:
        kind, _, table = pressed.partition(":")
        if kind == "pick":
            self._do(app, lambda: sitting.pick(table))
            return None
        self._page = None
        self._do(app, sitting.begin_talks)
        app.work(lambda: sitting.next_seat, lambda seat: self._pass_on(seat, app))
        return Pop()

    def _pass_on(self, seat: str, app: App) -> None:
        """Hand over by itself while talks cannot begin without another person here."""
        sitting = self.sitting
        if seat and sitting is not None and sitting.session.match.model.parley is None:
            self._hand_to(seat, app)

    def _on_talks(self, pressed: str, sitting: Sitting, app: App) -> None:
        kind, _, table = pressed.partition(":")
        if kind == "talk":
            self._do(app, lambda: sitting.turn_to(table))
        elif kind == "hand":
            self._hand_to(sitting.next_seat or sitting.seat, app)
        elif kind == "promises":
            self._open(app, "promises")
        elif kind == "know":
            self._know(sitting, table, app)
        elif kind == "want":
            self._do(app, lambda: sitting.say(sitting.current_talk, "want"))

    def _on_promises(self, pressed: str, value: object, sitting: Sitting, app: App) -> None:
        match pressed:
            case "promise" if isinstance(value, str):
                self._do(app, lambda: sitting.word(text=value))
            case "to" if isinstance(value, int):
                self._do(app, lambda: sitting.word(to=sitting.others[value]))
            case "give":
                self._do(app, sitting.give_word)


def _played(sitting: Sitting) -> Scenario:
    return sitting.session.match.model.network.scenario
