"""The window itself: open it, resize it, read what a person does in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pygame

from realm.errors import WindowError
from realm.view.input import Input, Key, Pointer, Typed, Wheel
from realm.view.messages import Messages
from realm.view.shape import Point

SMALLEST = (800, 600)
FIRST = (1280, 800)
_NAMES = {
    "keypad enter": "return",
    "enter": "return",
    "left shift": "",
    "right shift": "",
    "page up": "pageup",
    "page down": "pagedown",
    "keypad +": "+",
    "keypad -": "-",
}


@dataclass(frozen=True, slots=True)
class Closed:
    """The person closed the window."""


@dataclass(frozen=True, slots=True)
class Resized:
    """The window has another size, or must be drawn anew."""


News = Input | Closed | Resized


ONCE = frozenset(
    {pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE, pygame.K_ESCAPE, pygame.K_F11}
)
"""Keys that act once, however long they are held."""


class Window:
    """One window that can be resized; sound is left alone, so a machine without it is fine."""

    def __init__(self, messages: Messages, size: tuple[int, int] = FIRST) -> None:
        """Open it.

        Raises:
            WindowError: SDL finds no display.
        """
        self.messages = messages
        self._full = False
        self._before = size
        self._name = ""
        self._down: set[int] = set()
        try:
            pygame.display.init()
            pygame.font.init()
            self.surface = pygame.display.set_mode(_fitting(size), pygame.RESIZABLE)
        except pygame.error as error:
            raise WindowError(messages.say("window.no_display", reason=error)) from error
        pygame.display.set_caption(messages.say("window.title"))
        pygame.key.set_repeat(350, 40)
        pygame.key.start_text_input()

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height, pixels."""
        return self.surface.get_size()

    @property
    def full(self) -> bool:
        """Whether it fills the screen."""
        return self._full

    def news(self, factor: float, wait: float) -> list[News]:
        """Return what happened since the last call; wait so long, seconds, for the first of it."""
        first = pygame.event.wait(max(1, round(1000 * wait)))
        given = [first, *pygame.event.get()] if first.type != pygame.NOEVENT else []
        given = [event for event in given if not self._repeats(event)]
        return _merged([news for event in given for news in translate(event, factor)])

    def _repeats(self, event: pygame.event.Event) -> bool:
        """Tell whether a key that acts at once is only held down: a turn must not end by that."""
        if event.type == pygame.KEYUP:
            self._down.discard(event.key)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._down.clear()
        elif event.type == pygame.KEYDOWN and event.key in ONCE:
            if event.key in self._down:
                return True
            self._down.add(event.key)
        return False

    def resize(self) -> None:
        """Take the new size, and no less than the smallest."""
        self.surface = pygame.display.get_surface() or self.surface
        if not self._full:
            wanted = tuple(max(a, b) for a, b in zip(self.size, SMALLEST, strict=True))
            if wanted != self.size:
                self.surface = pygame.display.set_mode(wanted, pygame.RESIZABLE)

    def toggle_full(self) -> None:
        """Fill the whole screen, or come back from there."""
        self._full = not self._full
        if self._full:
            self._before = self.size
            self.surface = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        else:
            self.surface = pygame.display.set_mode(self._before, pygame.RESIZABLE)

    def name(self, title: str, *, busy: bool) -> None:
        """Say in the title of the window what it shows, and whether work is under way."""
        named = f"{self.messages.say('window.title')}: {title}{' …' if busy else ''}"
        if named != self._name:
            pygame.display.set_caption(named)
            self._name = named

    def show(self, picture: pygame.Surface) -> None:
        """Bring a picture of the window's size to the screen."""
        self.surface.blit(picture, (0, 0))
        pygame.display.flip()

    def close(self) -> None:
        """Close it."""
        pygame.display.quit()


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size, or what of it the screen has room for."""
    sizes = pygame.display.get_desktop_sizes()
    width, height = sizes[0] if sizes else size
    return max(640, min(size[0], width)), max(480, min(size[1], height))


def _merged(news: list[News]) -> list[News]:
    """Leave out all but the last of moves and resizes that follow one another."""
    kept: list[News] = []
    for one in news:
        last = kept[-1] if kept else None
        moves = isinstance(one, Pointer) and isinstance(last, Pointer)
        if moves and one.kind == last.kind == "move":  # type: ignore[union-attr]
            kept[-1] = one
        elif not (isinstance(one, Resized) and isinstance(last, Resized)):
            kept.append(one)
    return kept


def translate(event: pygame.event.Event, factor: float) -> Iterator[News]:
    """Say in our words what pygame tells; pixels become points."""

    def point(pixels: tuple[int, int]) -> Point:
        return pixels[0] / factor, pixels[1] / factor

    match event.type:
        case pygame.MOUSEMOTION:
            yield Pointer("move", point(event.pos))
        case pygame.MOUSEBUTTONDOWN if event.button <= 3:
            yield Pointer("down", point(event.pos), event.button)
        case pygame.MOUSEBUTTONUP if event.button <= 3:
            yield Pointer("up", point(event.pos), event.button)
        case pygame.MOUSEWHEEL:
            yield Wheel(point(pygame.mouse.get_pos()), -float(event.precise_y))
        case pygame.KEYDOWN:
            name = pygame.key.name(event.key)
            name = _NAMES.get(name, name)
            if name:
                shift, control = event.mod & pygame.KMOD_SHIFT, event.mod & pygame.KMOD_CTRL
                yield Key(name, bool(shift), bool(control))
        case pygame.TEXTINPUT:
            yield Typed(event.text)
        case pygame.WINDOWLEAVE:
            yield Pointer("leave", (-1.0, -1.0))
        case pygame.VIDEORESIZE | pygame.WINDOWRESIZED | pygame.WINDOWSIZECHANGED:
            yield Resized()
        case pygame.WINDOWEXPOSED | pygame.WINDOWRESTORED | pygame.WINDOWSHOWN:
            yield Resized()
        case pygame.QUIT:
            yield Closed()
