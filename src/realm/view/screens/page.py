"""A page: cards with blocks side by side, under one another where the window is narrow."""

from dataclasses import dataclass, field

from realm.view.canvas import Canvas
from realm.view.input import Input, Key
from realm.view.map.atlas import load_atlas
from realm.view.messages import Messages
from realm.view.paint import flows, parts
from realm.view.picture import page as p
from realm.view.picture.table import Negotiation
from realm.view.screens import asks, map_paint, page_blocks, talks
from realm.view.screens.base import Answer, Emit, Stage
from realm.view.screens.map_panel import MapPanel
from realm.view.shape import Rect
from realm.view.theme import Theme
from realm.view.widgets.base import Command, Pressed, Set, Widget
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.ui import Ui

TOP, FOOT, GAP = 64.0, 60.0, 16.0
NARROW = 300.0
"""Least width of a column; below it columns lie under one another."""
LEAST_MAP = 150.0
"""Height to which a map at the end of a column shrinks before the column scrolls."""
SLICE = 0.010
"""Seconds of a frame in which the ground of a map is painted."""
SHOWN = 1.5
"""Seconds that each of several worlds is shown."""


@dataclass(frozen=True)
class Laid:
    """A block and where it is."""

    block: p.Block
    rect: Rect
    clip: Rect


@dataclass
class Film:
    """A map on the page: its panel, and which of its worlds is shown."""

    panel: MapPanel
    block: p.Ground
    rect: Rect
    clip: Rect
    shown: int = 0
    since: float | None = None

    @property
    def last(self) -> bool:
        """Whether the last world is shown."""
        return self.shown + 1 >= len(self.block.worlds)


@dataclass(frozen=True)
class Cards:
    """Where the columns are, and what is in them."""

    cards: tuple[Rect, ...] = ()
    scrolls: tuple[Scroll, ...] = ()
    blocks: tuple[Laid, ...] = field(default=())


class PageScreen:
    """A page that shows a picture and answers with what was pressed.

    Attributes:
        page: what is shown; give it a new one with `show`.
        ui: the widgets; tests point at them by name.
    """

    most_text = 2.0

    def __init__(self, page: p.Page, messages: Messages, theme: Theme) -> None:
        """Show a page."""
        self.page = page
        self.messages = messages
        self.ui = Ui()
        self._theme = theme
        self._settings: dict[str, int] = {}
        self._typed: dict[str, str] = {}
        self._stage: Stage | None = None
        self._cards = Cards()
        self._films: list[Film] = []
        self._spoiled = True

    def show(self, page: p.Page) -> None:
        """Show another picture; what was typed or set and still differs stays."""
        before, now = self._talk, _talk_of(page)
        self._settings = talks.settle(before, now, self._settings)
        if page.name != self.page.name:
            self.ui.memory.notes.clear()
        texts = {b.id: b.text for b in _blocks(page) if isinstance(b, p.Field)}
        self._typed = {n: t for n, t in self._typed.items() if texts.get(n, t) != t}
        self.page = page
        if self._stage is not None:
            self.lay(self._stage)

    @property
    def title(self) -> str:
        """What the page shows."""
        return self.page.title

    @property
    def _talk(self) -> Negotiation | None:
        return _talk_of(self.page)

    # --- where things are -------------------------------------------------------------------------

    def lay(self, stage: Stage) -> None:
        """Find where everything goes."""
        self._stage = stage
        kit = self._kit(stage)
        body = Rect(GAP, TOP + 6, stage.page.width - 2 * GAP, stage.page.height - TOP - GAP - 6)
        if self.page.foot:
            body = body.top(body.height - FOOT + GAP)
        if self.page.narrow and body.width > self.page.narrow:
            body = Rect(
                body.middle[0] - self.page.narrow / 2, body.y, self.page.narrow, body.height
            )
        self._cards = _cards(self.page, body, kit)
        self._lay_maps(stage)
        found: list[Widget] = []
        seen: set[Rect] = set()
        for laid in self._cards.blocks:
            found += [s for s in self._cards.scrolls if s.rect == laid.clip and s.rect not in seen]
            seen.add(laid.clip)
            found += page_blocks.widgets(laid.block, laid.rect, laid.clip, kit)
        self.ui.lay([*found, *self._foot(stage)])
        self._spoiled = True

    def _kit(self, stage: Stage) -> page_blocks.Kit:
        return page_blocks.Kit(
            stage.texts, self.messages, self.ui.memory, self._settings, self._typed
        )

    def _foot(self, stage: Stage) -> list[Widget]:
        """Lay out the buttons of the foot: the last at the right, the others at the left."""
        bar = stage.page.foot(FOOT).inset(GAP + 4, 12)
        found: list[Widget] = []
        x = bar.x
        for number, press in enumerate(self.page.foot):
            wide = max(104.0, stage.texts.width(press.label, "h2") + 40)
            last = number + 1 == len(self.page.foot)
            rect = Rect(bar.right - wide if last else x, bar.y, wide, bar.height)
            found.append(page_blocks.button(press, rect))
            x += wide + 10
        return found

    def _lay_maps(self, stage: Stage) -> None:
        laid = [one for one in self._cards.blocks if isinstance(one.block, p.Ground)]
        films = []
        for number, one in enumerate(laid):
            assert isinstance(one.block, p.Ground)
            old = self._films[number] if number < len(self._films) else None
            film = Film(
                old.panel if old else MapPanel(load_atlas(), self._theme),
                one.block, one.rect, one.clip,
            )  # fmt: skip
            if old is not None and old.block.worlds == one.block.worlds:
                film.shown, film.since = old.shown, old.since
            film.panel.lay(one.rect, one.block.worlds[film.shown], stage.texts, [])
            films.append(film)
        self._films = films

    # --- what a person does -----------------------------------------------------------------------

    def update(self, given: Input, now: float) -> Answer | None:
        """Take one input."""
        if self._stage is None:
            return None
        before = self.ui.memory.snapshot()
        commands, took = self.ui.update(given)
        if not took and isinstance(given, Key):
            commands, took = self._key(given)
        answers = [answer for command in commands if (answer := self._obey(command))]
        if commands or self.ui.memory.snapshot() != before:
            self.lay(self._stage)
        return answers[-1] if answers else None

    def _key(self, given: Key) -> tuple[list[Command], bool]:
        """Answer keys that no widget took: Escape goes back, arrows move the focus."""
        if given.name == "escape" and self.page.back:
            return [Pressed(self.page.back)], True
        if given.name in self.page.keys and not given.control:
            return [Pressed(self.page.keys[given.name])], True
        if given.name in {"up", "down"}:
            self.ui.step(1 if given.name == "down" else -1)
            return [], True
        return [], False

    def _obey(self, command: Command) -> Answer | None:
        talk = self._talk
        match command:
            case Pressed(id=name) if name.startswith("talks:") and talk is not None:
                return Emit(self._said(talk, name.removeprefix("talks:")))
            case Pressed(id=name):
                return Emit(asks.Choose(self.page.name, name))
            case Set(id=name, value=value, done=done) if name.startswith("issue:"):
                self._settings = {**self._settings, name.removeprefix("issue:"): round(value)}
                settled = done and talk is not None
                return Emit(asks.Draft(talk.id, self._offer(talk))) if settled and talk else None
            case Set(id=name, value=value) if isinstance(value, str):
                self._typed = {**self._typed, name: value}
                return Emit(asks.Choose(self.page.name, name, value))
            case Set(id=name, value=value) if name == "slide":
                return Emit(asks.Choose(self.page.name, name, round(value)))
            case Set(id=name, value=value, done=True):
                return Emit(asks.Choose(self.page.name, name, value))
        return None

    def _offer(self, talk: Negotiation) -> dict[str, int]:
        """Return the setting of every issue, as the sliders stand."""
        return {issue.id: self._settings.get(issue.id, issue.yours) for issue in talk.issues}

    def _said(self, talk: Negotiation, what: str) -> asks.Ask:
        if what == "counter":
            return asks.Counter(talk.id, self._offer(talk))
        return asks.Accept(talk.id) if what == "accept" else asks.Leave(talk.id)

    # --- drawing ----------------------------------------------------------------------------------

    def moves(self, now: float) -> bool:
        """Tell whether a map is painted, or shows one month after the other, or dots run."""
        return any(
            not map_paint.ready(film.panel) or not film.last or bool(film.panel.moving())
            for film in self._films
        )

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the page, or where nothing else changed its maps."""
        if self._stage is None:
            return
        for film in self._films:
            map_paint.want(film.panel, canvas)
            map_paint.work(film.panel, SLICE)
            self._advance(film, now)
        if self._spoiled or self.ui.memory.hover:
            self._draw_page(canvas)
        for film in self._films:
            self._draw_map(canvas, film, now)
        if self._spoiled or self.ui.memory.hover:
            self.ui.draw_over(canvas, self._stage.page)
        self._spoiled = False

    def _advance(self, film: Film, now: float) -> None:
        """Show the next world when its time has come."""
        if film.since is None:
            film.since = now
        if not film.last and now - film.since > SHOWN and self._stage is not None:
            film.shown, film.since = film.shown + 1, now
            film.panel.lay(film.rect, film.block.worlds[film.shown], self._stage.texts, [])

    def _draw_page(self, canvas: Canvas) -> None:
        assert self._stage is not None
        page, kit = self._stage.page, self._kit(self._stage)
        canvas.written.clear()
        canvas.fill(page, "window")
        bar = page.top(TOP - 8)
        canvas.fill(bar, "panel")
        canvas.rule((bar.x, bar.bottom - 1), bar.width)
        for i in range(3):
            canvas.disc((GAP + 8 + 9.5 * i, bar.middle[1]), 3.4, canvas.theme.flow(i))
        x = GAP + 40
        x += canvas.write((x, bar.middle[1]), self.page.title, "h1", room=bar.width * 0.6) + 18
        room = bar.right - GAP - x
        if self.page.note:
            at = (x, bar.middle[1] + 0.5)
            canvas.write(at, self.page.note, "note", "middle", room=max(40.0, room))
        for card in self._cards.cards:
            parts.card(canvas, card)
        seen = [laid for laid in self._cards.blocks if laid.rect.meets(laid.clip)]
        for laid in seen:
            with canvas.clipped(laid.clip):
                page_blocks.draw(canvas, laid.block, laid.rect, kit)
        self.ui.draw(canvas)

    def _draw_map(self, canvas: Canvas, film: Film, now: float) -> None:
        with canvas.clipped(film.rect.common(film.clip)):
            map_paint.draw_under(canvas, film.panel)
            flows.particles(canvas, film.panel.moving(), now)
            map_paint.draw_over(canvas, film.panel)
            if film.block.names:
                name = film.block.names[film.shown]
                wide = canvas.texts.width(name, "h2") + 24
                badge = Rect(film.rect.x + 12, film.rect.y + 12, wide, 28)
                canvas.box(badge, "panel", "line_strong", radius=7, opacity=0.92)
                canvas.write(badge.middle, name, "h2", align="middle")
        with canvas.clipped(film.clip):
            canvas.frame(film.rect, "line", outside="panel", radius=10)


def _blocks(page: p.Page) -> list[p.Block]:
    return [block for column in page.columns for block in column.blocks]


def _talk_of(page: p.Page) -> Negotiation | None:
    return next((b.talk for b in _blocks(page) if isinstance(b, p.Bargain)), None)


def _cards(page: p.Page, body: Rect, kit: page_blocks.Kit) -> Cards:
    """Lay out the columns; all in one where there is no room for them side by side."""
    columns = page.columns
    shares = sum(column.share for column in columns) or 1.0
    room = body.width - GAP * (len(columns) - 1)
    least = min((room * column.share / shares for column in columns), default=room)
    if len(columns) > 1 and least < NARROW:
        blocks = tuple(block for column in columns for block in column.blocks)
        columns, shares, room = (p.Column(blocks=blocks),), 1.0, body.width
    cards, scrolls, laid, x = [], [], [], body.x
    for number, column in enumerate(columns):
        wide = room * column.share / shares
        card = Rect(x, body.y, wide, body.height)
        x += wide + GAP
        if not column.plain:
            cards.append(card)
        scroll, placed = _column(number, column, card, kit)
        scrolls.append(scroll)
        laid += placed
    return Cards(tuple(cards), tuple(scrolls), tuple(laid))


def _gap(above: p.Block, below: p.Block) -> float:
    """Return the distance of two blocks: a heading belongs to what is under it."""
    if isinstance(above, p.Heading):
        return 2.0
    return 2 * page_blocks.GAP if isinstance(below, p.Heading) else page_blocks.GAP


def _column(
    number: int, column: p.Column, card: Rect, kit: page_blocks.Kit
) -> tuple[Scroll, list[Laid]]:
    """Stack the blocks of a column; a map alone at its end takes what room is left."""
    pad = 2.0 if column.plain else parts.PADDING
    width = card.width - 2 * pad
    heights = [page_blocks.height(block, width, kit) for block in column.blocks]
    gaps = [_gap(one, other) for one, other in zip(column.blocks, column.blocks[1:], strict=False)]
    gaps += [0.0] * bool(column.blocks)
    tall = sum(heights) + sum(gaps) + 2 * pad
    last = column.blocks[-1] if column.blocks else None
    if isinstance(last, p.Ground) and tall < card.height:
        heights[-1] += card.height - tall
        tall = card.height
    elif isinstance(last, p.Ground):
        given = min(tall - card.height, max(0.0, heights[-1] - LEAST_MAP))
        heights[-1] -= given
        tall -= given
    clip = card.inset(1)
    ground = "window" if column.plain else "panel"
    scroll = Scroll(
        id=f"column:{number}", rect=clip, height=tall, stops=tall > clip.height, ground=ground
    )
    y, laid = card.y + pad - scroll.offset(kit.memory), []
    for block, high, gap in zip(column.blocks, heights, gaps, strict=True):
        laid.append(Laid(block, Rect(card.x + pad, y, width, high), clip))
        y += high + gap
    return scroll, laid
