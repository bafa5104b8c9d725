"""A table: rows of texts under headings, one of which may be chosen."""

from dataclasses import dataclass

from realm.view.canvas import Align, Canvas
from realm.view.input import Input, Key, Pointer, Wheel
from realm.view.shape import Rect
from realm.view.widgets.base import Command, Memory, Pressed, Set, Widget, is_press

HEAD = 24.0
ROW = 26.0


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table."""

    title: str
    share: float
    """How much of the width it takes, against the other columns."""
    align: Align = "left"


@dataclass(frozen=True, kw_only=True)
class Table(Widget):
    """A list with columns; arrows choose a row, Enter opens it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    chosen: int = -1

    @property
    def page(self) -> int:
        """How many rows are seen at once."""
        return max(1, int((self.rect.height - HEAD) // ROW))

    def first(self, memory: Memory) -> int:
        """Return the first row that is seen."""
        return int(max(0, min(len(self.rows) - self.page, memory.note(self.id, 0))))

    def row_rects(self, memory: Memory) -> dict[int, Rect]:
        """Return the place of each row that is seen."""
        first = self.first(memory)
        seen = range(first, min(len(self.rows), first + self.page))
        rects = self.rect.below(HEAD).rows(ROW, len(seen))
        return dict(zip(seen, rects, strict=True))

    def on(self, given: Input, memory: Memory) -> list[Command] | None:
        """Answer clicks, the wheel, arrows and Enter."""
        if isinstance(given, Wheel):
            memory.notes[self.id] = max(0, self.first(memory) + round(given.down))
            return []
        if isinstance(given, Pointer):
            if given.kind == "down" and given.button == 1:
                hit = [i for i, r in self.row_rects(memory).items() if r.has(given.at)]
                return [Set(self.id, hit[0])] if hit else []
            return []
        if is_press(given) and self.chosen >= 0:
            return [Pressed(self.id)]
        moves = {"up": -1, "down": 1, "pageup": -self.page, "pagedown": self.page}
        if isinstance(given, Key) and given.name in moves and self.rows:
            row = max(0, min(len(self.rows) - 1, self.chosen + moves[given.name]))
            first = self.first(memory)
            memory.notes[self.id] = min(row, max(first, row - self.page + 1))
            return [Set(self.id, row)]
        return None

    def cells(self, row: Rect) -> list[Rect]:
        """Return the place of each cell of a row."""
        whole = sum(column.share for column in self.columns)
        cells, x = [], row.x
        for column in self.columns:
            width = row.width * column.share / whole
            cells.append(Rect(x + 10, row.y, width - 20, row.height))
            x += width
        return cells

    def draw(self, canvas: Canvas, memory: Memory) -> None:
        """Draw headings and the rows that are seen."""
        head = self.rect.top(HEAD)
        for column, cell in zip(self.columns, self.cells(head), strict=True):
            self._cell(canvas, cell, column, column.title, "caps", "low")
        canvas.rule((self.rect.x, head.bottom), self.rect.width)
        for i, row in self.row_rects(memory).items():
            if i == self.chosen:
                canvas.box(row.inset(0, 1), "pressed", "accent", radius=5)
            elif row.has(memory.at) and memory.hover == self.id:
                canvas.box(row.inset(0, 1), "raised", radius=5)
            for column, cell, text in zip(self.columns, self.cells(row), self.rows[i], strict=True):
                first = column is self.columns[0]
                self._cell(canvas, cell, column, text, "body", "high" if first else "middle")
        if memory.ring and memory.focus == self.id:
            canvas.ring(self.rect)

    def _cell(
        self, canvas: Canvas, cell: Rect, column: Column, text: str, role: str, ink: str
    ) -> None:
        x = {"left": cell.x, "middle": cell.middle[0], "right": cell.right}[column.align]
        canvas.write((x, cell.middle[1]), text, role, ink, align=column.align, room=cell.width)
