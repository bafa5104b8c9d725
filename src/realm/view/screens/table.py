"""The table: the whole game at a glance. It draws a `TablePicture` and answers with asks."""

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer
from realm.view.map.atlas import load_atlas
from realm.view.messages import Messages
from realm.view.paint import flows as paint_flows
from realm.view.paint import objectives, parts, role_card, ticker, top_bar
from realm.view.picture.table import Sheet, TablePicture
from realm.view.screens import actions, asks, map_overlays, talks
from realm.view.screens.base import Answer, Emit, Stage
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.table_layout import TABS, TableLayout, lay_out
from realm.view.screens.table_surface import Surfaces
from realm.view.shape import Rect
from realm.view.theme import Theme
from realm.view.widgets.base import Command, Pressed, Set, Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.modal import escapes, modal
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.tabs import Tabs
from realm.view.widgets.tooltip import draw_card
from realm.view.widgets.ui import Ui

END_TURN = "end_turn"
ROLE_SCROLL, OBJECTIVES_SCROLL = "role", "objectives"


class TableScreen:
    """The table of one seat.

    Attributes:
        picture: what is shown; give it a new one with `show`.
        ui: the widgets; tests point at them by name.
    """

    def __init__(self, picture: TablePicture, messages: Messages, theme: Theme) -> None:
        """Show a picture."""
        self.picture = picture
        self.messages = messages
        self.ui = Ui()
        self.map = MapPanel(load_atlas(), theme)
        self.asking = False
        self._tab = "talks"
        self._amounts: dict[str, float] = {}
        self._settings: talks.Draft = {}
        self._stage: Stage | None = None
        self._layout: TableLayout | None = None
        self._surfaces = Surfaces()

    def show(self, picture: TablePicture) -> None:
        """Show another picture; drafts of amounts and offers that still differ stay."""
        before = self.picture.negotiation
        if picture.negotiation is None or before is None or picture.negotiation.id != before.id:
            self._settings = {}
        self._amounts = actions.settle(picture.actions, self._amounts)
        self.picture = picture
        if self._stage is not None:
            self.lay(self._stage)

    # --- layout -----------------------------------------------------------------------------------

    def lay(self, stage: Stage) -> None:
        """Find where everything goes."""
        self._stage = stage
        picture = self.picture
        self._layout = layout = lay_out(
            stage.page,
            objectives_height=objectives.height(picture.objectives) + 2 * parts.PADDING,
        )
        legend = map_overlays.legend_rect(layout.map, picture.world, self.messages, stage.texts)
        over = map_overlays.controls(
            layout.map, picture.world, self.map, self.messages, stage.texts
        )
        taken = [widget.rect for widget in over]
        if not map_overlays.compact(layout.map):
            taken.append(legend)
        sheet = self._open_sheet()
        if sheet is not None:
            taken.append(map_overlays.sheet_rect(layout.map, sheet, stage.texts))
        self.map.lay(layout.map, picture.world, stage.texts, taken)
        self.ui.lay(self._widgets(stage, layout, over))
        self._surfaces.spoil()

    def _widgets(self, stage: Stage, layout: TableLayout, over: list[Widget]) -> list[Widget]:
        """Return all widgets, in the order in which Tab visits them."""
        found = [*self._top_widgets(stage, layout), *self._left_widgets(layout), *over]
        found += [
            Hotspot(id=f"place:{name}", rect=Rect(x - 9, y - 9, 18, 18))
            for name, ((x, y), _) in self.map.spots.items()
        ]
        sheet = self._open_sheet()
        if sheet is not None:
            rect = map_overlays.sheet_rect(layout.map, sheet, stage.texts)
            found += map_overlays.sheet_widgets(rect, self.messages, "")
        found += self._foot_widgets(stage, layout)
        if self.asking:
            found += modal(
                "ask",
                page=stage.page,
                texts=stage.texts,
                title=self.messages.say("table.end_turn_title"),
                text=self.messages.say("table.end_turn_text"),
                answers=(
                    ("ask:no", self.messages.say("table.end_turn_no")),
                    ("ask:yes", self.messages.say("table.end_turn")),
                ),
            )
        return found

    def _top_places(self, stage: Stage, layout: TableLayout) -> dict[str, Rect]:
        label = self.messages.say("table.end_turn")
        width = max(120.0, stage.texts.width(label, "h2") + 44)
        return top_bar.split(layout.top, self.picture.top, width)

    def _top_widgets(self, stage: Stage, layout: TableLayout) -> list[Widget]:
        places = self._top_places(stage, layout)
        label = self.messages.say("table.end_turn")
        refusal = self.picture.end_turn_refusal
        button = Button(
            id=END_TURN, rect=places["button"], label=label, look="primary", refusal=refusal
        )
        prices = [
            Hotspot(
                id=f"price:{p.id}", rect=places[p.id].inset(0, 8), hint=p.why, stops=bool(p.why)
            )
            for p in self.picture.top.prices
            if p.id in places
        ]
        return [button, *prices]

    def _role_scroll(self, layout: TableLayout) -> Scroll:
        rect, tall = layout.role.inset(1), role_card.height(self.picture.role) + 2 * parts.PADDING
        return Scroll(id=ROLE_SCROLL, rect=rect, height=tall, stops=tall > rect.height)

    def _objectives_scroll(self, layout: TableLayout) -> Scroll:
        rect = layout.objectives.inset(1)
        tall = objectives.height(self.picture.objectives) + 2 * parts.PADDING
        return Scroll(id=OBJECTIVES_SCROLL, rect=rect, height=tall, stops=tall > rect.height)

    def _scrolled(self, scroll: Scroll) -> Rect:
        """Return the place of a scroll area's content, inside its padding."""
        down = scroll.offset(self.ui.memory)
        tall = max(scroll.rect.height, scroll.height)
        rect = Rect(scroll.rect.x - 1, scroll.rect.y - 1 - down, scroll.rect.width + 2, tall + 2)
        return rect.inset(parts.PADDING)

    def _left_widgets(self, layout: TableLayout) -> list[Widget]:
        role, wanted = self._role_scroll(layout), self._objectives_scroll(layout)
        rows = role_card.kpi_rects(self._scrolled(role), self.picture.role)
        found: list[Widget] = [role]
        for row, kpi in zip(rows, self.picture.role.kpis, strict=True):
            spot = Hotspot(
                id=f"kpi:{kpi.id}", rect=row, clip=role.rect, hint=kpi.why, stops=bool(kpi.why)
            )
            found.append(spot)
        found.append(wanted)
        places = objectives.rows(self._scrolled(wanted), self.picture.objectives)
        for row, item in zip(places, self.picture.objectives.items, strict=True):
            spot = Hotspot(
                id=f"objective:{item.id}",
                rect=row,
                clip=wanted.rect,
                hint=item.why,
                stops=bool(item.why),
            )
            found.append(spot)
        return found

    def _foot_widgets(self, stage: Stage, layout: TableLayout) -> list[Widget]:
        found: list[Widget] = []
        if layout.tabs is not None:
            titles = tuple(self.messages.say(f"table.{name}") for name in layout.tab_names)
            chosen = layout.tab_names.index(self._open_tab(layout))
            rect = layout.tabs.inset(8, 0)
            found.append(Tabs(id="tabs", rect=rect, options=titles, chosen=chosen))
        panel = self._panel(layout, "actions")
        if panel is not None:
            found += actions.widgets(panel, self.picture.actions, self.ui.memory, self._amounts)
        panel, talk = self._panel(layout, "talks"), self.picture.negotiation
        if panel is not None and talk is not None:
            found += talks.widgets(panel, talk, self.messages, stage.texts, self._settings)
        return found

    def _open_tab(self, layout: TableLayout) -> str:
        return self._tab if self._tab in layout.tab_names else layout.tab_names[0]

    def _panel(self, layout: TableLayout, name: str) -> Rect | None:
        """Return the inside of a panel, or None where a tab hides it."""
        own: Rect | None = getattr(layout, name)
        if own is not None:
            return own.inset(parts.PADDING)
        if layout.folded is not None and self._open_tab(layout) == name:
            return layout.folded.below(TABS).inset(parts.PADDING, 12.0)
        return None

    def _open_sheet(self) -> Sheet | None:
        places = self.picture.world.places
        return next((p.sheet for p in places if p.id == self.map.selected and p.sheet), None)

    # --- what a person does -----------------------------------------------------------------------

    def update(self, given: Input, now: float) -> Answer | None:
        """Take one input."""
        layout, stage = self._layout, self._stage
        if layout is None or stage is None:
            return None
        before = self._remembered()
        commands, took = self.ui.update(given)
        if self.asking and not took:
            commands = escapes(given, "ask:no")
        answer = None
        for command in commands:
            answer = self._obey(command) or answer
        changed = bool(commands)
        if not took and not self.asking:
            changed |= self._rest(given)
        if changed or self._remembered() != before:
            self.lay(stage)
        return answer

    def _remembered(self) -> object:
        memory = self.ui.memory
        return memory.hover, memory.focus, memory.held, memory.ring, dict(memory.notes)

    def _rest(self, given: Input) -> bool:
        """Give to the map what no widget took."""
        if isinstance(given, Key) and given.name == "escape" and self.map.selected:
            self.map.selected = ""
            return True
        hovered = self.ui.memory.hover
        if isinstance(given, Pointer) and hovered and not hovered.startswith("place:"):
            return self.map.leave()
        pressed = isinstance(given, Pointer) and given.kind == "up" and given.button == 1
        if pressed and self.map.over[0] == "place" and not self.map.dragged:
            self.map.selected = self.map.over[1]
            self.map.on(given)
            return True
        return self.map.on(given)

    def _obey(self, command: Command) -> Answer | None:
        match command:
            case Set(id="tabs", value=value):
                assert self._layout is not None
                self._tab = self._layout.tab_names[value]
            case Set(id=id, value=value, done=done) if id.startswith("issue:"):
                return self._draft(id.removeprefix("issue:"), round(value), done=done)
            case Set(id=id, value=value, done=done):
                self._amounts[id] = value
                return Emit(asks.Adjust(id, value)) if done else None
            case Pressed(id=id):
                return self._press(id)
        return None

    def _draft(self, issue: str, setting: int, *, done: bool) -> Answer | None:
        self._settings = {**self._settings, issue: setting}
        talk = self.picture.negotiation
        if not done or talk is None:
            return None
        return Emit(asks.Draft(talk.id, self._offer()))

    def _offer(self) -> dict[str, int]:
        talk = self.picture.negotiation
        issues = talk.issues if talk is not None else ()
        return {issue.id: self._settings.get(issue.id, issue.yours) for issue in issues}

    def _press(self, pressed: str) -> Answer | None:
        kind, _, name = pressed.partition(":")
        match kind:
            case "end_turn":
                self.asking = True
                self.ui.memory.focus = "ask:yes"
            case "ask":
                self.asking = False
                return Emit(asks.EndTurn()) if name == "yes" else None
            case "queue":
                return Emit(asks.Queue())
            case "place":
                self.map.selected = name
            case "sheet" if name == "close":
                self.map.selected = ""
            case "sheet":
                return Emit(asks.OpenTalks(self.map.selected))
            case "map":
                self._steer(name)
            case "talks":
                return self._talk(name)
        return None

    def _steer(self, name: str) -> None:
        what, _, which = name.partition(":")
        if what == "zoom":
            self.map.zoom(1.0 if which == "+" else -1.0)
        elif what == "view":
            self.map.show(which)
        else:
            self.map.filter = which

    def _talk(self, name: str) -> Answer | None:
        talk = self.picture.negotiation
        if talk is None:
            return None
        if name == "counter":
            return Emit(asks.Counter(talk.id, self._offer()))
        return Emit(asks.Accept(talk.id) if name == "accept" else asks.Leave(talk.id))

    # --- drawing ----------------------------------------------------------------------------------

    def moves(self, now: float) -> bool:
        """Tell whether dots run, or the ground is still being painted."""
        return not self.asking and (bool(self.map.moving()) or not self.map.ground.ready)

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw everything where something changed, else only the map."""
        assert self._layout is not None
        whole = self._surfaces.spoiled or not self.map.ground.ready
        if whole:
            self._surfaces.begin(canvas)
            self._draw_still(canvas)
            with canvas.clipped(self._layout.map):
                self.map.draw_under(canvas)
            canvas.frame(self._layout.map, "line", outside="window", radius=10)
            self._surfaces.keep_under(canvas, self._layout.map)
            self._draw_over(self._surfaces.over(canvas), self._layout)
        self._surfaces.put_under(canvas, self._layout.map)
        with canvas.clipped(self._layout.map):
            paint_flows.particles(canvas, self.map.moving(), now)
        self._surfaces.put_over(canvas, self._layout.map, whole=whole)

    def _draw_still(self, canvas: Canvas) -> None:
        """Draw what nothing moves over: bars and panels with their widgets."""
        stage, layout, picture = self._stage, self._layout, self.picture
        assert stage is not None
        assert layout is not None
        canvas.fill(stage.page, "window")
        places = self._top_places(stage, layout)
        top_bar.draw(canvas, layout.top, places, picture.top, self.messages)
        ticker.draw(canvas, layout.ticker, picture.news, self.messages)
        self._draw_left(canvas, layout)
        self._draw_foot(canvas, layout)

    def _draw_left(self, canvas: Canvas, layout: TableLayout) -> None:
        role, wanted = self._role_scroll(layout), self._objectives_scroll(layout)
        parts.card(canvas, layout.role)
        with canvas.clipped(role.rect):
            role_card.draw(canvas, self._scrolled(role), self.picture.role, self.messages)
        parts.card(canvas, layout.objectives)
        with canvas.clipped(wanted.rect):
            place = self._scrolled(wanted)
            objectives.draw(canvas, place, self.picture.objectives, self.messages)

    def _draw_foot(self, canvas: Canvas, layout: TableLayout) -> None:
        picture, memory = self.picture, self.ui.memory
        if layout.folded is not None:
            parts.card(canvas, layout.folded)
        if layout.actions is not None:
            parts.card(canvas, layout.actions)
        if layout.talks is not None and layout.history is not None:
            whole = Rect(
                layout.talks.x,
                layout.talks.y,
                layout.history.right - layout.talks.x,
                layout.talks.height,
            )
            parts.card(canvas, whole)
            at = (layout.history.x, layout.history.y + parts.PADDING)
            canvas.rule(at, layout.history.height - 2 * parts.PADDING, upright=True)
        panel = self._panel(layout, "actions")
        if panel is not None:
            actions.draw(canvas, panel, picture.actions, self.messages, memory, self._amounts)
        talk = picture.negotiation
        panel, past = self._panel(layout, "talks"), self._panel(layout, "history")
        if talk is None:
            for place in (panel,):
                if place is not None:
                    canvas.paragraph(place, self.messages.say("table.no_talks"), "body", "middle")
            return
        if panel is not None:
            talks.draw(canvas, panel, talk, self.messages, memory, self._settings)
        if past is not None:
            talks.draw_history(canvas, past, talk, self.messages)

    def _draw_over(self, canvas: Canvas, layout: TableLayout) -> None:
        """Draw what lies over the map and over everything else."""
        stage, world = self._stage, self.picture.world
        assert stage is not None
        self.map.draw_over(canvas)
        legend = map_overlays.legend_rect(layout.map, world, self.messages, stage.texts)
        if not map_overlays.compact(layout.map):
            map_overlays.draw_legend(canvas, legend, world, self.messages)
        sheet = self._open_sheet()
        if sheet is not None:
            rect = map_overlays.sheet_rect(layout.map, sheet, stage.texts)
            map_overlays.draw_sheet(canvas, rect, sheet)
        self.ui.draw(canvas, layer=0)
        kind, name = self.map.over
        if kind == "flow":
            flow = next(f for f in world.flows if f.id == name)
            names = {p.id: p.name for p in world.places}
            title = f"{names[flow.seller]} → {names[flow.buyer]}"
            draw_card(canvas, layout.map, self.ui.memory.at, title, flow.lines)
        elif kind == "land":
            note = (self.messages.say("table.not_playing"),)
            draw_card(canvas, layout.map, self.ui.memory.at, name, note)
        self.ui.draw(canvas, layer=1)
        self.ui.draw_over(canvas, stage.page)
