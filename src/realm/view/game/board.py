"""Show a match in a window: the table, the pages over it, the curtain; every step is a job."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from realm.view.app import App
from realm.view.game import tour
from realm.view.game.menus import Menus, Terms
from realm.view.game.seated import Said
from realm.view.game.sitting import Sitting
from realm.view.messages import Messages
from realm.view.picture import of_menu
from realm.view.picture.page import Page
from realm.view.picture.table import TablePicture
from realm.view.screens.base import Answer, Push, Reset
from realm.view.screens.page import PageScreen
from realm.view.screens.table import TableScreen
from realm.view.theme import Theme


@dataclass(frozen=True)
class Change:
    """What came of an ask: a sentence, the table as it is now, and the page that lies over it."""

    said: Said
    table: TablePicture
    page: Page | None = None


class Board:
    """A match and the screens that show it.

    The match is touched by jobs alone, one after the other, so that the window never waits.

    Attributes:
        menus: the pages beside the match.
        sitting: the match, once there is one.
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

    def _follow(self, sitting: Sitting, good: str, app: App) -> None:
        """Show the course of a price, and who pays what."""
        self._open(app, "price", lambda: (sitting.follow_price(good), None)[1])

    def _film(self, sitting: Sitting, app: App) -> None:
        """Show what happened so far, the last turn first."""
        newest = sitting.session.match.turn
        self._open(app, "film", lambda: (sitting.see_again(newest), None)[1])

    def _hand_to(self, seat: str, app: App) -> None:
        """Let a curtain fall, behind which another person goes on."""
        sitting = self.sitting
        assert sitting is not None
        app.work(lambda: sitting.hand_to(seat), lambda _: self._open_table(app))

    def _lift(self, app: App) -> None:
        sitting = self.sitting
        assert sitting is not None
        drawing = self.messages.say("game.drawing_table")
        app.work(sitting.table, lambda picture: self._show_table(picture, app), drawing)

    def _show_table(self, picture: TablePicture, app: App) -> Answer:
        app.hush()
        shown = tour.with_step(picture, self._tour, self.messages)
        self._table, self._page = TableScreen(shown, self.messages, app.theme), None
        return Reset(self._table)

    def _leave(self, app: App, *, again: bool = False) -> Answer:
        """Let go of the match, which is saved, and go to the title or to the choice of a seat."""
        sitting, self.sitting, self._table = self.sitting, None, None
        if sitting is not None:
            app.work(sitting.close, lambda _: None)
        if again and self.menus.chosen.scenario:
            app.show(Reset(self.menus.title(app)))
            return Push(self.menus.seats())
        return Reset(self.menus.title(app))

    def _do(
        self,
        app: App,
        work: Callable[[], Said],
        says: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        """Do something with the match, then show what changed.

        Args:
            app: the window.
            work: what is done.
            says: what that is, where it takes long.
            then: what follows once it is shown.
        """
        sitting = self.sitting
        assert sitting is not None
        over = self._page.page.name if self._page is not None else ""

        def both() -> Change:
            said = work()
            page = sitting.page(over) if over in sitting.pages else None
            return Change(said, sitting.table(), page)

        def done(change: Change) -> None:
            self._changed(change, app)
            if then is not None:
                then()

        app.work(both, done, says)

    def _changed(self, change: Change, app: App) -> None:
        if change.said.text:
            app.say(change.said.text, bad=change.said.bad)
        settled = not app.jobs.busy  # else this picture knows nothing of what was set last
        if self._table is not None:
            shown = tour.with_step(change.table, self._tour, self.messages)
            self._table.show(shown, settled=settled)
        if change.page is not None and self._page is not None:
            self._page.show(change.page, settled=settled)

    def _open(
        self,
        app: App,
        name: str,
        before: Callable[[], None] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Show a page over the table.

        Args:
            app: the window.
            name: which page.
            before: what is done with the match before it is made.
            then: what follows once it is made, and all that was asked before it is done.
        """
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
            pushed = Push(self._screen(page))
            if then is not None:
                then()
            return pushed

        app.work(make, opened)

    def _screen(self, page: Page) -> PageScreen:
        self._page = PageScreen(page, self.messages, self.theme)
        return self._page

    def _end_turn(self, sitting: Sitting, app: App) -> None:
        def end() -> Page | None:
            return sitting.page("turn") if sitting.end_turn() else None

        def ended(page: Page | None) -> Answer | None:
            self._tour = -1
            if page is None:
                self._open_table(app)
                return None
            app.hush()
            return Reset(self._screen(page))

        app.work(end, ended, self.messages.say("game.months_pass"))

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
