"""Bring input to widgets: which one is meant, what has the focus, what they answer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from realm.view.canvas import Canvas
from realm.view.input import Input, Key, Pointer, Typed, Wheel
from realm.view.shape import Rect
from realm.view.widgets.base import Command, Memory, Widget, is_press
from realm.view.widgets.scroll import PAGES, Scroll
from realm.view.widgets.slider import Slider
from realm.view.widgets.tooltip import draw_tooltip

AROUND = 12.0
"""How far beyond its place a widget may draw (rings, knobs), points."""


class Ui:
    """The widgets of one screen.

    Attributes:
        memory: what outlives a layout.
        widgets: those of the last layout, in the order in which Tab visits them.
        rects: where each one is, by its id; tests point by name.
    """

    def __init__(self, *, enters: bool = False) -> None:
        """Begin with nothing on the screen.

        Args:
            enters: whether Enter presses what is bright while nothing has the focus; it always
                does so in what lies over a screen.
        """
        self.memory = Memory()
        self._enters = enters
        self.widgets: Sequence[Widget] = ()
        self._kept = False

    @property
    def rects(self) -> dict[str, Rect]:
        """Where each widget can be pointed at."""
        return {widget.id: widget.seen for widget in self.widgets}

    @property
    def clicking(self) -> bool:
        """Whether a click has begun and not ended; what is dragged is no click."""
        held = self.get(self.memory.held)
        return held is not None and not isinstance(held, Slider | Scroll)

    def lay(self, widgets: Iterable[Widget]) -> None:
        """Take the widgets of a new layout; Tab goes into areas where something inside stops it.

        Raises:
            ValueError: two bear one id.
        """
        focused = self.get(self.memory.focus)
        self._kept = focused is not None and focused.in_sight
        laid = tuple(widgets)
        inner = {widget.clip for widget in laid if widget.stops and widget.clip is not None}
        self.widgets = tuple(
            replace(widget, stops=False) if isinstance(widget, Scroll) and widget.rect in inner
            else widget
            for widget in laid
        )  # fmt: skip
        ids = [widget.id for widget in self.widgets]
        if len(set(ids)) < len(ids):
            twice = sorted({name for name in ids if ids.count(name) > 1})
            raise ValueError(f"two widgets bear the id {twice[0]!r}")
        if self.memory.focus not in ids:
            self.memory.focus = ""
        if self.memory.hover and not self.memory.held:  # things may have moved under the mouse
            under = self._under(Pointer("move", self.memory.at))
            self.memory.hover = under.id if under is not None else ""

    def get(self, name: str) -> Widget | None:
        """Return a widget by its id."""
        return next((widget for widget in self.widgets if widget.id == name), None)

    def update(self, given: Input) -> tuple[list[Command], bool]:
        """Bring one input to who it is meant for.

        Returns:
            What the widgets answer, and whether one took the input.
        """
        match given:
            case Pointer():
                return self._point(given)
            case Wheel():
                return self._roll(given)
            case Key():
                return self._press(given)
            case Typed():
                return self._tell(self.get(self.memory.focus), given)

    def draw(self, canvas: Canvas, *, layer: int | None = None) -> None:
        """Draw the widgets of a layer, or all of them."""
        room = canvas.clip.inset(-AROUND)
        drawn = [w for w in self.widgets if layer is None or w.layer == layer]
        for widget in drawn:
            seen = widget.seen
            if seen.width <= 0 or seen.height <= 0 or not seen.meets(room):
                continue
            with canvas.clipped(widget.clip or Rect(-1e4, -1e4, 1e5, 1e5)):
                widget.draw(canvas, self.memory)
        if layer is not None and layer < self._top:
            for widget in drawn:
                widget.draw_over(canvas, self.memory)

    def draw_over(self, canvas: Canvas, page: Rect) -> None:
        """Draw what unfolds over everything, and the tooltip."""
        for widget in self._active():
            widget.draw_over(canvas, self.memory)
        pointed = self._explained
        if pointed is not None:
            target, told = pointed.explained(self.memory)
            others, first = self._left_free(pointed, target)
            draw_tooltip(canvas, page, target, told, others, first)

    @property
    def explains(self) -> bool:
        """Whether a tooltip lies over the screen."""
        return self._explained is not None

    @property
    def _explained(self) -> Widget | None:
        """What the mouse or the focus is on, where a tooltip tells more of it."""
        memory = self.memory
        pointed = self.get(memory.hover)
        if pointed is None and memory.keys:
            pointed = self.get(memory.focus)
        if pointed is None or memory.held:
            return None
        if pointed.enabled and pointed.id == memory.pressed and not memory.keys:
            return None
        return pointed if pointed.explained(memory)[1] else None

    def _left_free(self, pointed: Widget, target: Rect) -> tuple[list[Rect], list[Rect]]:
        """List what an explanation leaves free where it can: controls, and what matters more.

        That is the row of what is explained, the row that has the focus, and numbers to be read.
        """
        beside = [
            one for one in self._active()
            if one is not pointed and not one.seen.has(target.middle)
        ]  # fmt: skip
        first = [one.seen for one in beside if one.read]
        first += [one.whole for one in beside if one.id == self.memory.focus]
        if pointed.row is not None:
            first.append(pointed.row)
        return [one.seen for one in beside if one.stops], first

    def focus(self, name: str) -> None:
        """Move the focus, and show it."""
        self.memory.focus, self.memory.ring, self.memory.keys = name, True, True

    def turn_to(self, name: str) -> None:
        """Move the focus to a widget, and bring it into sight."""
        self.focus(name)
        self._reveal(name)

    # --- who is meant -----------------------------------------------------------------------------

    def _active(self) -> list[Widget]:
        top = self._top
        return [widget for widget in self.widgets if widget.layer == top]

    @property
    def _bright(self) -> Widget | None:
        """What looks as if Enter pressed it: the last one, at the foot."""
        return next((w for w in reversed(self._active()) if w.bright and w.stops), None)

    @property
    def _top(self) -> int:
        return max((widget.layer for widget in self.widgets), default=0)

    def _under(self, given: Pointer | Wheel) -> Widget | None:
        """Return the widget that a point means: what unfolded first, then the last drawn."""
        active = self._active()
        unfolded = [w for w in active if w.covers(given.at, self.memory)]
        outside = [w for w in unfolded if not w.seen.has(given.at)]
        found = outside or unfolded
        return found[-1] if found else None

    def _roll(self, given: Wheel) -> tuple[list[Command], bool]:
        """Bring the wheel to what lies uppermost of all that turn with it."""
        self.memory.keys = False
        under = self._under(given)
        seen = [w for w in self._active() if w.seen.has(given.at) and w is not under]
        for widget in [under, *reversed(seen)]:
            answer, took = self._tell(widget, given)
            if took:
                return answer, True
        return [], False

    def _tell(self, widget: Widget | None, given: Input) -> tuple[list[Command], bool]:
        if widget is None or not widget.enabled:
            return [], False
        answer = widget.on(given, self.memory)
        return answer or [], answer is not None

    def _point(self, given: Pointer) -> tuple[list[Command], bool]:
        memory = self.memory
        memory.at, memory.keys = given.at, False
        under = self._under(given) if given.kind != "leave" else None
        memory.hover = under.id if under is not None else ""
        if given.kind == "down" or memory.hover != memory.pressed:
            memory.pressed = memory.hover if given.kind == "down" else ""
        if given.kind == "down":
            memory.ring = False
            for widget in self._active():
                if widget is not under and memory.note(widget.id) == "open":
                    memory.notes.pop(widget.id)
            memory.held = under.id if under is not None else ""
            if under is not None and under.stops:
                memory.focus = under.id
            elif under is None:
                memory.focus = ""
        target = self.get(memory.held) if memory.held else under
        answer, _ = self._tell(target, given)
        took = target is not None and (given.kind != "move" or bool(memory.held))
        if given.kind == "up":
            memory.held = ""
        return answer, took

    def _press(self, given: Key) -> tuple[list[Command], bool]:
        answer, took = self._tell(self.get(self.memory.focus), given)
        if took:
            self.memory.ring = self.memory.keys = True
            return answer, True
        if given.name == "tab":
            if self.memory.note(self.memory.focus) == "open":
                self.memory.notes.pop(self.memory.focus)
            self.step(-1 if given.shift else 1)
            return [], True
        idle = not self.memory.focus or isinstance(self.get(self.memory.focus), Scroll)
        if is_press(given) and idle and (self._enters or self._top):
            return self._tell(self._bright, given)
        area = self._area() if given.name in PAGES else None
        return self._tell(area, given)

    def step(self, by: int) -> None:
        """Move the focus to the next widget, or the one before; what is refused says why there."""
        stops = [widget.id for widget in self._active() if widget.stops]
        if not stops:
            return
        if self.memory.focus in stops:
            here = stops.index(self.memory.focus) + by
        else:
            bright = self._bright if self._top else None
            first = stops.index(bright.id) if bright is not None else 0
            here = first if by > 0 else -1
        self.turn_to(stops[here % len(stops)])

    def _reveal(self, name: str) -> None:
        """Scroll to a widget that an area hides."""
        widget = self.get(name)
        area = self._around(widget)
        if widget is not None and area is not None:
            fits = widget.whole.height <= area.rect.height
            area.reveal(widget.whole if fits else widget.rect, self.memory)

    def _around(self, widget: Widget | None) -> Scroll | None:
        """Return the area in which a widget is scrolled."""
        areas = [one for one in self.widgets if isinstance(one, Scroll)]
        return next((a for a in areas if widget is not None and a.rect == widget.clip), None)

    def _area(self) -> Scroll | None:
        """Return the area that keys turn: that of the focus, else that under the mouse, or any."""
        areas = [one for one in self._active() if isinstance(one, Scroll) and one.room]
        around = self._around(self.get(self.memory.focus))
        if around in areas:
            return around
        pointed = [area for area in areas if area.rect.has(self.memory.at)]
        return next(iter([*pointed, *areas]), None)

    def follow(self) -> bool:
        """Scroll to the focus where a new layout has moved it out of sight.

        Returns:
            Whether things must be laid out again, since something was scrolled.
        """
        before, focused = self.memory.snapshot(), self.get(self.memory.focus)
        if self._kept and self.memory.keys and focused is not None and not focused.in_sight:
            self._reveal(focused.id)
        return self.memory.snapshot() != before
