"""Show the title while the game is still being loaded: that takes longer than a person waits."""

from collections.abc import Callable

from realm.view import pace
from realm.view.app import App, Host
from realm.view.messages import Messages
from realm.view.picture.of_title import title_page
from realm.view.screens import asks
from realm.view.screens.base import Answer, Emit
from realm.view.screens.cover import CoverScreen
from realm.view.theme import Theme


class Lobby:
    """Whoever opened the window, until the game is there; it keeps what is pressed meanwhile."""

    def __init__(self, messages: Messages, theme: Theme) -> None:
        """Begin with the title."""
        self.title = CoverScreen(title_page(messages, None), messages, theme)
        self._pressed: object = None

    def hear(self, action: object, app: App) -> Answer | None:
        """Keep what was pressed last; only leaving needs no game."""
        if action == asks.Choose("title", "quit"):
            app.running = False
        self._pressed = action
        app.jobs.call(app.messages.say("window.loading"))
        return None

    def load(self, app: App, make: Callable[[], Host], begin: Callable[[Host], None]) -> None:
        """Load the game beside the window, hand it the window, and do what was pressed.

        Args:
            app: the window.
            make: makes the game; it may take a while.
            begin: what the game does first.
        """

        def made(game: Host) -> Answer | None:
            app.host = game
            begin(game)
            return Emit(self._pressed) if self._pressed is not None else None

        app.work(lambda: pace.to_stay(make), made)
