"""Answer everything that screens ask for: the one place where a window and a match meet."""

from realm.view.app import App
from realm.view.game.rooms import Rooms
from realm.view.game.sitting import Sitting
from realm.view.picture import of_menu
from realm.view.picture.page import Page
from realm.view.screens import asks
from realm.view.screens.base import Answer, Push

ROOMS: dict[type, str] = {
    asks.Queue: "actions", asks.ChooseTalks: "whom", asks.Enlarge: "talks", asks.Why: "score",
}  # fmt: skip
"""The page that an ask of the table opens."""


class Game(Rooms):
    """Whoever opened the window: hears the screens, and runs the match beside them."""

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
            case asks.Course(good=name) if self.sitting is not None:
                self._follow(self.sitting, name, app)
            case _ if self.sitting is not None:
                self._on_table(action, self.sitting, app)
        return None

    def _look_ahead(self, sitting: Sitting, app: App) -> None:
        """Look ahead where something is set: what was set last may be so only by now."""
        if sitting.chosen or self._queued:
            self._foresee(sitting, app)

    @property
    def _queued(self) -> bool:
        """Whether the table shows that something is queued."""
        return self._table is not None and bool(self._table.picture.actions.queue)

    def _pause(self) -> Page:
        sitting = self.sitting
        if sitting is None:
            return of_menu.pause_page(self.messages, where="")
        match = sitting.session.match
        seats = match.model.network.scenario.seats
        others = [(seat, seats[seat].title) for seat in sitting.waiting]
        return of_menu.pause_page(self.messages, where=sitting.title, others=others)

    def _hand_on(self, sitting: Sitting, app: App) -> None:
        """Hand over to the other person at this machine, or ask to whom of several."""
        if len(sitting.waiting) == 1:
            self._hand_to(sitting.waiting[0], app)
        else:
            app.show(Push(self._screen(self._pause())))

    def _on_table(self, ask: object, sitting: Sitting, app: App) -> None:
        thinks = self.messages.say("game.they_think")
        match ask:
            case asks.Adjust(id=control, value=value):
                self._do(app, lambda: sitting.adjust(control, round(value)))
            case asks.Draft(talks=table, settings=given, moved=issue):
                self._do(app, lambda: sitting.draft(table, given, issue))
            case asks.Counter(talks=table, settings=given):
                self._do(app, lambda: sitting.say(table, "counter", given), thinks)
            case asks.Accept(talks=table):
                self._do(app, lambda: sitting.say(table, "accept"), thinks)
            case asks.Leave(talks=table):
                self._do(app, lambda: sitting.say(table, "leave"), thinks)
            case asks.OpenTalks(place=place):
                self._open(app, "whom", lambda: sitting.pick_partner(place))
            case asks.Know(place=place):
                self._know(sitting, place, app)
            case asks.Queue() | asks.ChooseTalks() | asks.Enlarge() | asks.Why():
                orders = isinstance(ask, asks.Queue)
                before = sitting.review if orders else sitting.search_anew
                look = (lambda: self._look_ahead(sitting, app)) if orders else None
                self._open(app, ROOMS[type(ask)], before, look)
            case asks.Hand():
                self._hand_on(sitting, app)
            case asks.Recall():
                self._film(sitting, app)
            case asks.EndTurn():
                self._end_turn(sitting, app)
