"""Answer what is pressed on the pages over the table."""

from pathlib import Path

from realm.core.scenario import Scenario
from realm.play.foresight import GivenUpError
from realm.view.app import App
from realm.view.folder import show_folder
from realm.view.game.board import Board
from realm.view.game.seated import Said
from realm.view.game.sitting import Sitting
from realm.view.picture.of_kept import kept_page
from realm.view.screens.base import Answer, Pop, Push
from realm.view.screens.page import PageScreen


class Rooms(Board):
    """What can be done on each page of a match."""

    _orders = 0
    """How often something was ordered: who looks ahead stops where more was ordered since."""

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
            case "over" | "pause", "keep":
                self._keep(sitting, app)
            case "kept", _:
                return self._on_kept(pressed, sitting, app)
            case "over", _:
                return self._leave(app, again=pressed == "again")
            case "pause", _:
                return self._on_pause(pressed, sitting, app)
            case _, "close":
                self._orders += 1
                below = app.screens[-2] if len(app.screens) > 1 else None
                self._page = below if isinstance(below, PageScreen) else None
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
                self._do(app, lambda: sitting.see_again(value))
            case "film", "before" | "after":
                by = 1 if pressed == "after" else -1
                self._do(app, lambda: sitting.see_again(sitting.seen_again + by))
            case "price", _:
                name = pressed.partition(":")[2]
                self._do(app, lambda: sitting.follow_price(name))
            case "known", "find" if isinstance(value, str):
                self._do(app, lambda: sitting.seek(value))
            case "known", _:
                name = pressed.partition(":")[2].partition("~")[0]
                self._do(app, lambda: sitting.look_up(name))
        return None

    def _keep(self, sitting: Sitting, app: App) -> None:
        """Write out what a person may take from the game, and say where it lies."""

        def kept(folder: Path) -> Answer:
            return Push(PageScreen(kept_page(folder, self.messages), self.messages, self.theme))

        app.work(sitting.hand_out, kept)

    def _on_kept(self, pressed: str, sitting: Sitting, app: App) -> Answer | None:
        folder = sitting.kept
        if pressed != "show" or folder is None:
            return Pop()

        def shown(there: bool) -> None:
            if not there:
                app.say(self.messages.say("over.kept_no_manager"), bad=True)

        app.work(lambda: show_folder(folder), shown)
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

    def _on_orders(self, pressed: str, value: object, sitting: Sitting, app: App) -> None:
        kind, _, number = pressed.partition(":")
        match kind:
            case "find" if isinstance(value, str):
                self._do(app, lambda: sitting.look_for(value))
            case "exact" if isinstance(value, str):
                sitting.exact[number] = value
            case "exact":
                self._do(app, lambda: sitting.set_exact(number))
                self._foresee(sitting, app)
            case "order" if isinstance(value, int | float):
                self._do(app, lambda: sitting.set_card(number, round(value)))
                self._foresee(sitting, app)
            case "know":
                self._know(sitting, number, app)
            case "show":
                self._do(app, lambda: sitting.turn_to_order(int(number)))
                self._foresee(sitting, app)
            case "beside":  # a search would hide what is turned to
                self._do(app, lambda: sitting.look_for(""))
            case "undo":
                self._do(app, lambda: sitting.undo(int(number)))
                self._foresee(sitting, app)

    def _foresee(self, sitting: Sitting, app: App, *, offer: bool = False) -> None:
        """Look ahead until more is ordered or the page is left; give way to what else is asked.

        What gave way begins anew afterwards. It is about what is ordered, or an offer in talks.
        """
        find_out = sitting.foresee_offer if offer else sitting.foresee
        self._orders += 1
        mine, gave_way = self._orders, False

        def watch(part: float) -> None:
            app.jobs.part = part
            if mine != self._orders or app.jobs.crowded or not app.running:
                raise GivenUpError

        def look() -> Said:
            nonlocal gave_way
            if mine == self._orders:
                try:
                    find_out(watch)
                except GivenUpError:
                    gave_way = True
            return Said()

        def again() -> None:
            if gave_way and mine == self._orders:
                self._foresee(sitting, app, offer=offer)

        self._do(app, look, self.messages.say("game.foreseeing"), again)

    def _on_whom(self, pressed: str, sitting: Sitting, app: App) -> Answer | None:
        kind, _, table = pressed.partition(":")
        if kind == "pick":
            self._do(app, lambda: sitting.pick(table))
            return None
        self._page = None
        self._do(app, sitting.begin_talks, self.messages.say("game.opening_talks"))
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
        elif kind == "points":
            self._foresee(sitting, app, offer=True)
        elif kind == "why":
            self._open(app, "score")
        elif kind == "take":
            self._do(app, sitting.take_wish)
        elif kind == "want":
            asking = self.messages.say("game.they_think")
            self._do(app, lambda: sitting.say(sitting.current_talk, "want"), asking)

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
