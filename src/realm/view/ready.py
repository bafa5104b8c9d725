"""Say in one sentence why no window can be opened here, before anything is tried."""

import importlib.metadata
import os
import sys

from realm.errors import WindowError
from realm.view.messages import Messages


def require_pygame(messages: Messages) -> None:
    """Make sure that pygame-ce is there, alone.

    Raises:
        WindowError: it is not, or the older pygame lies over it; says what to type.
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    if _installed("pygame"):
        raise WindowError(messages.say("window.old_pygame"))
    if not _installed("pygame-ce"):
        raise WindowError(messages.say("window.no_pygame"))


def _installed(distribution: str) -> bool:
    try:
        importlib.metadata.distribution(distribution)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def require_display(messages: Messages) -> None:
    """Make sure that there is something to open a window on.

    SDL would open none on a Linux without a display and pretend that it had.

    Raises:
        WindowError: there is none.
    """
    chosen = os.environ.get("SDL_VIDEODRIVER", "")
    if chosen or sys.platform in {"win32", "darwin", "cygwin"}:
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        reason = "DISPLAY and WAYLAND_DISPLAY are not set"
        raise WindowError(messages.say("window.no_display", reason=reason))
