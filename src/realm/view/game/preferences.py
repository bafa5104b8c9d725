"""What a person has set, the page of it, and the page beside a game that is shown now."""

from dataclasses import replace
from pathlib import Path

from realm.view.app import TEXT_SIZES, App
from realm.view.game import settings
from realm.view.messages import Messages
from realm.view.picture import of_menu
from realm.view.picture.page import Page
from realm.view.screens.page import PageScreen
from realm.view.theme import Theme, load_theme


class Preferences:
    """The page of settings.

    Attributes:
        messages: texts.
        settings: what the person has set.
    """

    def __init__(self, messages: Messages, theme: Theme, kept: Path) -> None:
        """Read what was set before.

        Args:
            messages: texts.
            theme: the look.
            kept: where settings lie.
        """
        self.messages, self._theme, self._kept = messages, theme, kept
        self.settings = settings.read(kept)
        self._screen: PageScreen | None = None

    def screen(self, page: Page) -> PageScreen:
        """Make a screen of a page, and remember it as the one that is changed."""
        self._screen = PageScreen(page, self.messages, self._theme)
        return self._screen

    def _show(self, page: Page) -> None:
        if self._screen is not None and self._screen.page.name == page.name:
            self._screen.show(page)

    def open_settings(self) -> PageScreen:
        """Show what can be set."""
        return self.screen(self._settings_page())

    def _settings_page(self) -> Page:
        now = self.settings
        nearest = min(range(len(TEXT_SIZES)), key=lambda i: abs(TEXT_SIZES[i] - now.text))
        return of_menu.settings_page(
            self.messages, text=nearest, texts=[f"{100 * size:.0f} %" for size in TEXT_SIZES],
            full=now.full, tour=now.tour, contrast=now.contrast,
        )  # fmt: skip

    def _on_settings(self, pressed: str, value: object, app: App) -> None:
        option = value if isinstance(value, int) else 0
        match pressed:
            case "text":
                self.change(text=TEXT_SIZES[option])
                app.set_text(self.settings.text)
            case "contrast":
                self.change(contrast=bool(option))
                self._theme = load_theme(contrast=self.settings.contrast)
                app.set_contrast(self._theme)
            case "full":
                self.change(full=bool(option))
                app.set_full(full=self.settings.full)
            case "tour":
                self.change(tour=bool(option))
        self._show(self._settings_page())

    def change(self, **changes: object) -> None:
        """Set something, and keep it."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        settings.write(self._kept, self.settings)
