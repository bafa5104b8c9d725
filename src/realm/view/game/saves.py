"""Saved games: which there are, which one is chosen, and how it stands."""

from collections.abc import Callable
from pathlib import Path

from realm.view.app import App
from realm.view.game import shelf
from realm.view.messages import Messages
from realm.view.picture import of_saved
from realm.view.picture.of_title import Saved
from realm.view.picture.page import Block, Page


class Saves:
    """The page of saved games.

    Attributes:
        chosen: the path of the game that is looked at; empty where there is none.
    """

    def __init__(self, messages: Messages, show: Callable[[Page], None]) -> None:
        """Know no games yet; `show` shows the page anew when it changed."""
        self.chosen = ""
        self._messages, self._show = messages, show
        self._games: list[Saved] = []
        self._states: dict[str, tuple[Block, ...]] = {}

    def open(self, found: list[Saved], app: App) -> Page:
        """Show games, and look at the first of them that can be gone on with."""
        self._games, self._states = found, {}
        self.chosen = next((one.id for one in found if not one.refusal), "")
        self._look(app)
        return self._page()

    def choose(self, chosen: str, app: App) -> None:
        """Look at one of them."""
        self.chosen = chosen
        self._look(app)
        self._show(self._page())

    def _look(self, app: App) -> None:
        """Find out how the game stands that is chosen, unless another is by then."""
        games, chosen = self._games, self.chosen
        if not chosen or chosen in self._states:
            return

        def state() -> tuple[Block, ...]:
            return shelf.state(Path(chosen), self._messages) if self.chosen == chosen else ()

        def show(found: tuple[Block, ...]) -> None:
            if games is self._games and found:
                self._states[chosen] = found
                self._show(self._page())

        app.work(state, show)

    def _page(self) -> Page:
        state = self._states.get(self.chosen, ())
        return of_saved.load_page(self._messages, self._games, self.chosen, state)
