"""The cover: the first screen, a map from edge to edge and beside it what can be done."""

from dataclasses import dataclass

from realm.view.canvas import Canvas
from realm.view.map.baked import load_atlas
from realm.view.messages import Messages
from realm.view.paint import flows
from realm.view.picture import page as p
from realm.view.screens import map_focus, map_paint
from realm.view.screens.base import Stage
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.page import PageScreen
from realm.view.screens.page_film import BESIDE, SLICE, Film
from realm.view.screens.table_surface import Surfaces
from realm.view.shape import Rect
from realm.view.text import Texts
from realm.view.theme import Theme
from realm.view.widgets.base import Widget
from realm.view.widgets.menu_row import MenuRow, row_height
from realm.view.widgets.scroll import Scroll

COLUMN = 400.0
EDGE = 56.0
NOTE, NOTE_FOOT = "note", 22.0
"""The role of texts that stand at the foot, and how far above it they end."""
LOGO = 34.0
BETWEEN = 8.0
"""Distance of two rows."""
GAP = 10.0
SOLID, BEYOND = 0.86, 1.32
"""Where the shade under the column begins to end, and ends, as parts of the column's right edge."""
SHADE = 0.94
ASIDE, CLEAR = 0.42, 40.0
"""How much of the column's width the map moves aside; how far from it marks are shown, points."""


@dataclass(frozen=True)
class Line:
    """A text of the column and where it stands."""

    text: p.Text
    rect: Rect


class CoverScreen(PageScreen):
    """A page whose map fills the window, its texts and items in a column over it.

    Attributes:
        page: what is shown: texts and items in any order, and one map.
        ui: the widgets; tests point at them by name.
    """

    def __init__(self, page: p.Page, messages: Messages, theme: Theme) -> None:
        """Show a page."""
        super().__init__(page, messages, theme)
        self._surfaces = Surfaces()
        self._scroll: Scroll | None = None
        self._lines: tuple[Line, ...] = ()

    # --- where things are -------------------------------------------------------------------------

    def _lay(self, stage: Stage) -> None:
        self._stage = stage
        page, blocks = stage.page, [b for column in self.page.columns for b in column.blocks]
        edge = min(EDGE, page.width * 0.05)
        wide = min(COLUMN, page.width - 2 * edge)
        texts = [block for block in blocks if isinstance(block, p.Text) and block.role != NOTE]
        notes = [block for block in blocks if isinstance(block, p.Text) and block.role == NOTE]
        items = [block for block in blocks if isinstance(block, p.Item)]
        tall = LOGO + sum(_text_height(text, wide, stage.texts) + GAP for text in texts) + GAP
        tall += sum(row_height(item.title, item.lines, wide, stage.texts) + BETWEEN
                    for i, item in enumerate(items))  # fmt: skip
        clip = Rect(edge - 8, 12, wide + 16, page.height - 24)
        tall += sum(_text_height(text, wide, stage.texts) + GAP for text in notes)
        tall_enough = max(tall + 16, clip.height)
        self._scroll = Scroll(
            id="column:0", rect=clip, height=tall_enough, stops=tall + 16 > clip.height,
            ground="window",
        )  # fmt: skip
        offset = self._scroll.offset(self.ui.memory)
        y = clip.y + max(8.0, (clip.height - tall) * 0.42) - offset
        self._logo = edge, y + 8
        y += LOGO
        lines, found = [], list[Widget]([self._scroll])
        for text in texts:
            high = _text_height(text, wide, stage.texts)
            lines.append(Line(text, Rect(edge, y, wide, high)))
            y += high + GAP
        y += GAP
        for i, item in enumerate(items):
            high = row_height(item.title, item.lines, wide, stage.texts)
            found.append(
                MenuRow(
                    id=item.id, rect=Rect(edge, y, wide, high), clip=clip, title=item.title,
                    lines=item.lines, primary=i == 0, refusal=item.refusal,
                )
            )  # fmt: skip
            y += high + BETWEEN
        for text in notes:
            high = _text_height(text, wide, stage.texts)
            foot = max(y + GAP, clip.bottom - NOTE_FOOT - high)
            lines.append(Line(text, Rect(edge, foot, wide, high)))
            y = foot + high
        self._lines = tuple(lines)
        self._lay_ground(stage, blocks, edge + wide)
        self.ui.lay(found)
        self._surfaces.spoil()

    def _lay_ground(self, stage: Stage, blocks: list[p.Block], right: float) -> None:
        ground = next((b for b in blocks if isinstance(b, p.Ground)), None)
        if ground is None or not ground.worlds:
            self._films = []
            return
        old = self._films[0].panel if self._films else MapPanel(load_atlas(), self._theme)
        page = stage.page
        column = Rect(page.x, page.y, right + CLEAR, page.height)
        old.lay(page, ground.worlds[0], stage.texts, [column], beside=ASIDE * right)
        old.spots = {name: spot for name, spot in old.spots.items() if spot[0][0] > right + CLEAR}
        self._films = [Film(old, ground, page, page, laid=True, begun=True)]

    # --- drawing ----------------------------------------------------------------------------------

    def goes_on(self) -> bool:
        """Lay out what is left: flows that have chosen to which side they bend."""
        if self._stage is None or not any(film.panel.rests for film in self._films):
            return False
        self._lay(self._stage)
        return True

    def free(self, page: Rect) -> Rect:
        """Let sentences lie between the buttons of the foot."""
        return page

    def spoil(self) -> None:
        """Draw the whole of it next time."""
        self._surfaces.spoil()

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw everything where something changed, else only the dots that run."""
        if self._stage is None:
            return
        self.goes_on()
        page = self._stage.page
        panel = self._films[0].panel if self._films else None
        if panel is not None:
            map_paint.want(panel, canvas)
            if map_paint.work(panel, BESIDE if self._surfaces.whole else SLICE):
                self._surfaces.spoil()
        whole = False
        if self._surfaces.spoiled:
            whole = self._surfaces.begin(canvas, page)
            canvas.fill(page, "window")
            over = self._surfaces.over(canvas)
            if panel is not None:
                map_paint.draw_under(canvas, panel)
                map_paint.draw_over(over, panel)
            self._surfaces.keep_under(canvas, page)
            self._draw_column(over)
        self._surfaces.put_under(canvas, page)
        if panel is not None:
            flows.particles(canvas, map_focus.moving(panel), now)
        self._surfaces.put_over(canvas, page, whole=whole)

    def _draw_column(self, canvas: Canvas) -> None:
        assert self._stage is not None
        assert self._scroll is not None
        page, clip = self._stage.page, self._scroll.rect
        reach = min(page.width, clip.right * BEYOND)
        start = clip.right * SOLID
        canvas.box(page.left(start), "window", radius=0.0, opacity=SHADE)
        shade = Rect(start, page.y, reach - start, page.height)
        canvas.fade(shade, "window", towards="left", opacity=SHADE)
        with canvas.clipped(clip):
            x, y = self._logo
            for i in range(3):
                canvas.disc((x + 6 + 15.0 * i, y), 5.4, canvas.theme.flow(i))
            for line in self._lines:
                _write(canvas, line)
            self.ui.draw(canvas)
        self.ui.draw_over(canvas, page)


def _text_height(text: p.Text, width: float, texts: Texts) -> float:
    return texts.height(text.role) * len(texts.wrap(text.text, text.role, width))


def _write(canvas: Canvas, line: Line) -> None:
    canvas.paragraph(line.rect, line.text.text, line.text.role, line.text.ink)
