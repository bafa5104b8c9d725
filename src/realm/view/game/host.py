"""Answer everything that screens ask for: the one place where a window and a match meet."""

from realm.view.app import App
from realm.view.game.rooms import Rooms
from realm.view.game.sitting import Sitting
from realm.view.picture import of_menu
from realm.view.picture.page import Page
from realm.view.screens import asks
from realm.view.screens.base import Answer, Push


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
