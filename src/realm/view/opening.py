"""Open the window, or say in one sentence why that cannot be."""

from typing import TYPE_CHECKING

from realm.view.messages import Messages, load_messages
from realm.view.ready import require_display, require_pygame
from realm.view.theme import Theme, load_theme

if TYPE_CHECKING:
    from realm.view.app import App, Host


def make_ready(messages: Messages) -> None:
    """Make sure that a window can be opened, before anything of it is loaded.

    Raises:
        WindowError: pygame-ce is missing or covered by the older pygame, or there is no display.
    """
    require_pygame(messages)
    require_display(messages)


def open_window(
    host: "Host", *, language: str = "en", text: float = 1.0, theme: Theme | None = None
) -> "App":
    """Return an app with an open window; give it a first screen with `app.run(screen)`.

    Raises:
        WindowError: pygame-ce is missing or covered by the older pygame, or there is no display.
    """
    messages = load_messages(language)
    make_ready(messages)
    from realm.view.app import App
    from realm.view.window import Window

    return App(Window(messages), theme or load_theme(), messages, host, text=text)
