"""A page: cards with blocks side by side, under one another where the window is narrow."""

from realm.view.canvas import Canvas
from realm.view.input import Input, Key
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.negotiation import Negotiation
from realm.view.screens import (
    asks,
    page_blocks,
    page_holds,
    page_paint,
    page_widgets,
    question,
    talks,
)
from realm.view.screens.base import Answer, Emit, Stage
from realm.view.screens.page_film import Film, films
from realm.view.screens.page_layout import FOOT, GAP, Cards, lay_out
from realm.view.screens.question import Question
from realm.view.shape import Rect
from realm.view.theme import Theme
from realm.view.widgets.base import Command, Pressed, Set, Widget, is_press
from realm.view.widgets.item import ListItem
from realm.view.widgets.ui import Ui


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
        self.ui = Ui(enters=True)
        self._theme = theme
        self._settings: dict[str, int] = {}
        self._typed: dict[str, str] = {}
        self._picks: dict[str, int] = {}
        self._stage: Stage | None = None
        self._cards = Cards()
        self._films: list[Film] = []
        self._spoiled = True
        self._question: Question | None = None
        self._next: tuple[p.Page, bool] | None = None
        self._seeks = ""

    def show(self, page: p.Page, *, settled: bool = True) -> None:
        """Show another picture; what was typed or set and still differs stays.

        Args:
            page: the picture.
            settled: whether it knows of all that was set; what was set meanwhile stays else.
        """
        self._next = None
        if page.name == self.page.name and self.ui.clicking:
            self._next = page, settled  # a click means what it began on: the list may jump
            return
        before, now = self._talk, page_holds.talk_of(page)
        if settled or page.name != self.page.name:
            self._picks = {}
        if page.name != self.page.name or (now is None and before is not None):
            self._question = None
        self._settings = talks.settle(before, now, self._settings, settled=settled)
        if page.name != self.page.name:
            self.ui.memory.notes.clear()
        elif page_holds.chosen(page) != page_holds.chosen(self.page) or page_holds.reset(
            self.page, page
        ):
            told = range(1, len(page.columns))  # what is told of it is read from its top
            for number in (
                set(told)
                - {number for number, _ in page_holds.chosen(page)}
                - page_holds.picked(page)
            ):
                self.ui.memory.notes.pop(f"column:{number}", None)
        texts = {b.id: b.text for b in page_holds.blocks(page) if isinstance(b, p.Field)}
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
        return page_holds.talk_of(self.page)

    # --- where things are -------------------------------------------------------------------------

    def lay(self, stage: Stage) -> None:
        """Find where everything goes; what has the focus stays in sight."""
        self._lay(stage)
        if self.ui.follow() or self._found():
            self._lay(stage)

    def _found(self) -> bool:
        """Turn to what is sought once it is there; tell whether that moved something."""
        if not self._seeks or self.ui.get(self._seeks) is None:
            return False
        self.ui.turn_to(self._seeks)
        self._seeks = ""
        return True

    def _lay(self, stage: Stage) -> None:
        self._stage = stage
        kit = self._kit(stage)
        self._cards = lay_out(self.page, stage.page, kit)
        self._films = films(self._cards.blocks, self._films, self._theme, stage.texts)
        found: list[Widget] = []
        seen: set[Rect] = set()
        for laid in self._cards.blocks:
            found += [s for s in self._cards.scrolls if s.rect == laid.clip and s.rect not in seen]
            seen.add(laid.clip)
            found += page_widgets.widgets(laid.block, laid.rect, laid.clip, kit)
        asked = self._question.widgets(stage) if self._question is not None else []
        self.ui.lay([*found, *self._foot(stage), *asked])
        self._spoiled = True

    def _kit(self, stage: Stage) -> page_blocks.Kit:
        return page_blocks.Kit(
            stage.texts, self.messages, self.ui.memory, self._settings, self._typed, self._picks
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
            found.append(page_widgets.button(press, rect))
            x += wide + 10
        return found

    # --- what a person does -----------------------------------------------------------------------

    def update(self, given: Input, now: float) -> Answer | None:
        """Take one input."""
        if self._stage is None:
            return None
        before = self.ui.memory.snapshot()
        commands, took = self._goes_on(given) or self.ui.update(given)
        if not took and isinstance(given, Key):
            commands, took = self._key(given)
        answers = [answer for command in commands if (answer := self._obey(command))]
        if self._next is not None and not self.ui.clicking:
            page, settled = self._next
            self.show(page, settled=settled)
        elif commands or self.ui.memory.snapshot() != before:
            self._lay(self._stage)
            if self._found():
                self._lay(self._stage)
        return answers[-1] if answers else None

    def _goes_on(self, given: Input) -> tuple[list[Command], bool] | None:
        """Answer Enter on an item that is chosen already, where that means to go on."""
        if not (self.page.goes_on and is_press(given) and self.page.foot):
            return None
        focused, last = self.ui.get(self.ui.memory.focus), self.page.foot[-1]
        if not isinstance(focused, ListItem) or not focused.chosen or last.refusal:
            return None
        return [Pressed(last.id)], True

    def _key(self, given: Key) -> tuple[list[Command], bool]:
        """Answer keys that no widget took: Escape goes back, arrows move the focus."""
        if self._question is not None:
            return self._question.escape(given), True
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
        if isinstance(command, Set) and isinstance(command.value, int | float):
            self._picks = {**self._picks, command.id: round(command.value)}
        match command:
            case Pressed(id=name) if name in (question.NO, question.YES):
                return self._answered(yes=name == question.YES)
            case Pressed(id=name) if (asked := self._sure(name)) is not None:
                self._question = asked.begin(self.ui.memory)
            case Pressed(id=name):
                rows = (
                    b for b in page_holds.blocks(self.page) if isinstance(b, p.Told) and b.opens
                )
                self._seeks = next((row.opens for row in rows if row.id == name), "")
                self._typed = {} if self._seeks else self._typed  # a search would hide it
                return Emit(self._pressed(name))
            case Set(id=name, value=value, done=done) if name.startswith("issue:"):
                issue = name.removeprefix("issue:")
                self._settings = {**self._settings, issue: round(value)}
                if talk is None or not done:
                    return None
                return Emit(asks.Draft(talk.id, talks.offered(talk, self._settings), issue))
            case Set(id=name, value=value) if isinstance(value, str):
                self._typed = {**self._typed, name: value}
                return Emit(asks.Choose(self.page.name, name, value))
            case Set(id=name, value=value) if name == "slide":
                return Emit(asks.Choose(self.page.name, name, round(value)))
            case Set(id=name, value=value, done=True):
                return Emit(asks.Choose(self.page.name, name, value))
        return None

    def _sure(self, pressed: str) -> Question | None:
        """Return what is asked before something is done that was pressed."""
        talk = self._talk
        if pressed.startswith("talks:") and talk is not None:
            return question.about(pressed.removeprefix("talks:"), talk, self.messages)
        sure = next((one.sure for one in page_holds.presses(self.page) if one.id == pressed), None)
        return Question(pressed, sure) if sure is not None else None

    def _answered(self, *, yes: bool) -> Answer | None:
        """Do what was asked about, or let it be."""
        asked, self._question = self._question, None
        if asked is None:
            return None
        asked.end(self.ui.memory)
        return Emit(self._pressed(asked.about)) if yes else None

    def _pressed(self, name: str) -> asks.Ask:
        talk = self._talk
        if name.startswith("talks:") and talk is not None:
            return self._said(talk, name.removeprefix("talks:"))
        return asks.Choose(self.page.name, name)

    def _said(self, talk: Negotiation, what: str) -> asks.Ask:
        if what == "counter":
            return asks.Counter(talk.id, talks.offered(talk, self._settings))
        return asks.Accept(talk.id) if what == "accept" else asks.Leave(talk.id)

    # --- drawing ----------------------------------------------------------------------------------

    def moves(self, now: float) -> bool:
        """Tell whether a map is painted, or shows one month after the other, or dots run."""
        return self._question is None and any(film.moves for film in self._films)

    def hurries(self) -> bool:
        """Tell whether a map is still to be painted."""
        return any(film.hurries for film in self._films)

    def goes_on(self) -> bool:
        """Lay out what is left of its maps, one in a round."""
        texts = self._stage.texts if self._stage is not None else None
        return texts is not None and any(film.goes_on(texts) for film in self._films)

    def free(self, page: Rect) -> Rect:
        """Let sentences lie between the buttons of the foot."""
        return page

    def spoil(self) -> None:
        """Draw the whole of it next time."""
        self._spoiled = True

    def draw(self, canvas: Canvas, now: float) -> None:
        """Draw the page, or where nothing else changed its maps."""
        if self._stage is None:
            return
        self.goes_on()
        whole = self._spoiled or self.ui.explains or self._question is not None
        for film in self._films:
            film.advance(canvas, self._stage.texts, now, beside=self._spoiled)
        if whole:
            page_paint.draw_page(
                canvas, self._stage.page, self.page, self._cards, self._kit(self._stage)
            )
            self.ui.draw(canvas, layer=0)
        for film in self._films:
            film.draw(canvas, now)
        if self._question is not None:
            self.ui.draw(canvas, layer=1)
        if whole:
            self.ui.draw_over(canvas, self._stage.page)
        self._spoiled = False
