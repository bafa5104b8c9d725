"""The table: the whole game at a glance. It draws a `TablePicture` and answers with asks."""

from dataclasses import replace

from realm.view.canvas import Canvas
from realm.view.input import Input
from realm.view.map.baked import load_atlas
from realm.view.messages import Messages
from realm.view.paint import flows, objectives
from realm.view.picture.table import TablePicture
from realm.view.screens import (
    actions,
    asks,
    map_focus,
    map_keys,
    map_overlays,
    map_paint,
    map_rival,
    map_stores,
    question,
    table_map,
    table_paint,
    table_widgets,
    talks,
    talks_agreed,
)
from realm.view.screens.base import Answer, Emit, Stage
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.map_views import NEAR
from realm.view.screens.question import Question
from realm.view.screens.table_desk import Desk
from realm.view.screens.table_layout import lay_out
from realm.view.screens.table_surface import Surfaces
from realm.view.shape import Rect
from realm.view.theme import Theme
from realm.view.widgets.base import Command, Pressed, Set
from realm.view.widgets.modal import escapes
from realm.view.widgets.ui import Ui

SLICE, BESIDE = 0.010, 0.002
"""Seconds of a frame in which the map is painted: usually, and where everything else is drawn."""

PLAIN: dict[str, asks.Ask] = {
    "hand": asks.Hand(), "menu": asks.Menu(), "news": asks.Recall(), "queue": asks.Queue(),
    "score": asks.Why(),
}  # fmt: skip
"""What buttons ask that ask no more than that."""


class TableScreen:
    """The table of one seat.

    Attributes:
        picture: what is shown; give it a new one with `show`.
        ui: the widgets; tests point at them by name.
        map: the map, and where it is seen from.
    """

    most_text = 1.5

    def __init__(self, picture: TablePicture, messages: Messages, theme: Theme) -> None:
        """Show a picture."""
        self.picture = picture
        self.messages = messages
        self.ui = Ui()
        self.map = MapPanel(load_atlas(), theme, home=NEAR)
        self._tab = "talks"
        self._question: Question | None = None
        self._set: dict[str, int] = {}
        self._settings: talks.Draft = {}
        self._stage: Stage | None = None
        self._desk: Desk | None = None
        self._surfaces = Surfaces()
        self._side = "", False

    @property
    def title(self) -> str:
        """Which table it is, and which turn."""
        return f"{self.picture.top.title}, {self.picture.top.date}"

    def show(self, picture: TablePicture, *, settled: bool = True) -> None:
        """Show another picture; offers that still differ stay.

        Args:
            picture: the picture.
            settled: whether it knows of all that was set; what was set meanwhile stays else.
        """
        before, now = self.picture.negotiation, picture.negotiation
        self._settings = talks.settle(before, now, self._settings, settled=settled)
        if settled:
            self._set = {}
        self.picture = picture
        if now is None and self._question is not None and self._question.about != "end_turn":
            self._question = None
        if self._stage is not None:
            self.lay(self._stage)

    def lay(self, stage: Stage) -> None:
        """Find where everything goes; what has the focus stays in sight."""
        self._lay(stage)
        if self.ui.follow():
            self._lay(stage)

    def _lay(self, stage: Stage, *, only_map: bool = False, glides: bool = False) -> None:
        """Find where everything goes.

        Args:
            stage: the window.
            only_map: whether nothing changed but what the map shows.
            glides: whether the map is moving: then what stands on it only comes along.
        """
        self._stage = stage
        desk = Desk(
            picture=self.picture,
            messages=self.messages,
            stage=stage,
            layout=lay_out(stage.page, *objectives.room(self.picture.objectives)),
            map=self.map,
            memory=self.ui.memory,
            tab=self._tab,
            orders=self._set,
            settings=self._settings,
            question=self._question,
        )
        if self._side[0] != self.map.selected:
            self._side = self.map.selected, desk.hides
        self._desk = desk = replace(desk, aside=self._side[1])
        if glides:
            self.map.glide()
        else:
            table_map.lay(desk)
        self.ui.lay(table_widgets.widgets(desk))
        self._surfaces.spoil(only_map=only_map)

    # --- what a person does -----------------------------------------------------------------------

    def update(self, given: Input, now: float) -> Answer | None:
        """Take one input."""
        if self._stage is None:
            return None
        before, camera = self.ui.memory.snapshot(), self.map.camera
        focus = self.ui.memory.focus
        commands, took = self.ui.update(given)
        if not took:
            commands = self._escape(given)
        answers = [answer for command in commands if (answer := self._obey(command))]
        panels = bool(commands) or self.ui.memory.snapshot() != before
        panels |= map_keys.point(self.map, self.ui.memory, focus)
        chosen = self.map.selected
        moved = (
            not took and self._question is None and table_map.on(self.map, self.ui.memory, given)
        )
        if panels or moved:
            only_map = not panels and chosen == self.map.selected
            self._lay(self._stage, only_map=only_map, glides=self.map.camera != camera)
        return answers[-1] if answers else None

    def _escape(self, given: Input) -> list[Command]:
        """Say what Escape means: not yet, no tour, or where nothing is open the menu."""
        if self._question is not None:
            return self._question.escape(given)
        if self.picture.tour is not None:
            return escapes(given, "tour:skip")
        return [] if self.map.selected else escapes(given, "menu")

    def _obey(self, command: Command) -> Answer | None:
        match command:
            case Pressed(id=pressed):
                return self._press(pressed)
            case Set(id="tabs", value=value) if self._desk is not None:
                self._tab = self._desk.layout.tab_names[value]
            case Set(id=map_overlays.FILTERS, value=value):
                world = self.picture.world
                self.map.filter = map_overlays.filter_names(world, self.map, self.messages)[value]
            case Set(id=name, value=value, done=done) if name.startswith("issue:"):
                return self._draft(name.removeprefix("issue:"), round(value), done=done)
            case Set(id=name, value=value, done=done):
                option = actions.option_at(self.picture.actions, name, value)
                self._set = {**self._set, name: option}
                return Emit(asks.Adjust(name, option)) if done else None
        return None

    def _draft(self, issue: str, setting: int, *, done: bool) -> Answer | None:
        self._settings = {**self._settings, issue: setting}
        talk = self.picture.negotiation if done else None
        if talk is None:
            return None
        return Emit(asks.Draft(talk.id, talks.offered(talk, self._settings), issue))

    def _press(self, pressed: str) -> Answer | None:
        kind, _, name = pressed.partition(":")
        match kind:
            case "end_turn":
                asked = question.ending(self.picture.end_turn_text, self.messages)
                self._question = asked.begin(self.ui.memory, at=question.YES)
            case "ask":
                return self._answered(yes=name == "yes")
            case "hand" | "menu" | "news" | "queue" | "score":
                return Emit(PLAIN[kind])
            case "price":
                return Emit(asks.Course(name))
            case "tour":
                return Emit(asks.Coach(name == "next"))
            case "partner" | "store":
                table = map_stores.table_at(self.picture.stores, name) if kind == "store" else name
                return Emit(asks.OpenTalks(table)) if table else None
            case "place" | map_rival.RIVAL:
                map_keys.open_sheet(self.map, self.ui.memory, name)
            case "sheet" if name == "close":
                map_keys.close_sheet(self.map, self.ui.memory)
            case "sheet" if name == "know":
                return Emit(asks.Know(self.map.selected))
            case "sheet":
                return Emit(asks.OpenTalks(self.map.selected))
            case "map":
                map_keys.steer(self.map, name)
            case "talks":
                return self._talk(name)
        return None

    def _answered(self, *, yes: bool) -> Answer | None:
        """Do what was asked about, or let it be."""
        asked, self._question = self._question, None
        if asked is None:
            return None
        asked.end(self.ui.memory)
        if not yes:
            return None
        if asked.about == "end_turn":
            return Emit(asks.EndTurn())
        talk = self.picture.negotiation
        if talk is None:
            return None
        return Emit(question.meant(asked, talk, self._settings))

    def _talk(self, name: str) -> Answer | None:
        if name in ("choose", "enlarge"):
            return Emit(asks.ChooseTalks() if name == "choose" else asks.Enlarge())
        if (talk := self.picture.negotiation) is None:
            return None
        if name == talks_agreed.TERMS:
            self.ui.memory.notes[talks_agreed.OPENED] = talk.id
            return None
        asked = question.about(name, talk, self.messages)
        if asked is None:
            return Emit(asks.Counter(talk.id, talks.offered(talk, self._settings)))
        self._question = asked.begin(self.ui.memory)
        return None

    # --- drawing ----------------------------------------------------------------------------------

    def moves(self, now: float) -> bool:
        """Tell whether dots run, or the ground is still being painted."""
        runs = bool(map_focus.moving(self.map)) or not map_paint.ready(self.map)
        runs |= self.map.travel is not None
        return self._question is None and runs

    def hurries(self) -> bool:
        """Tell whether the map is still being painted, and nobody moves it."""
        return map_paint.hurries(self.map)

    def goes_on(self) -> bool:
        """Lay out more of the map, where something is left; a round that laid it out is enough."""
        fresh, self.map.fresh = self.map.fresh, False
        return fresh or self._go_on()

    def _go_on(self) -> bool:
        if self._stage is None or not self.map.rests:
            return False
        self._lay(self._stage, only_map=not self.map.waits or self.map.named)
        self.map.fresh = False
        return True

    def free(self, page: Rect) -> Rect:
        """Let sentences lie over the foot of the map, beside what lies there."""
        return page if self._desk is None else self._desk.free

    def spoil(self) -> None:
        """Draw the whole of it next time."""
        self._surfaces.spoil()

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw everything where something changed, else only the map."""
        if self._desk is None or self._stage is None:
            return
        self._go_on()
        frame = self._desk.layout.map
        self.map.still += 1
        moved = self.map.look(now)
        map_paint.want(self.map, canvas, ahead=True)
        if map_paint.work(self.map, BESIDE if self._surfaces.whole else SLICE) or moved:
            self._surfaces.spoil(only_map=True)
        whole = False
        if self._surfaces.spoiled:
            whole = table_paint.draw_anew(canvas, self._desk, self.ui, self._surfaces)
        self._surfaces.put_under(canvas, frame)
        with canvas.clipped(frame):
            flows.particles(canvas, map_focus.moving(self.map), now)
        self._surfaces.put_over(canvas, frame, whole=whole)
