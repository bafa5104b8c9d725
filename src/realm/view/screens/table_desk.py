"""What the table looks like at one moment: picture, layout, and what the person has set so far."""

from dataclasses import dataclass
from functools import cached_property

from realm.view.messages import Messages
from realm.view.paint import objectives, parts, role_card, top_bar
from realm.view.picture.table import RoleCard, TablePicture
from realm.view.picture.world import Flow, Place, Sheet
from realm.view.screens import map_overlays, map_rival, map_sheet, map_stores
from realm.view.screens.base import Stage
from realm.view.screens.map_panel import MapPanel
from realm.view.screens.question import Question
from realm.view.screens.table_layout import TABS, TableLayout
from realm.view.screens.talks import Draft
from realm.view.shape import Rect
from realm.view.widgets.base import Memory, Widget
from realm.view.widgets.scroll import Scroll

HIDDEN = 12.0
"""How near a sheet may lie to the mark of what it is about, points."""
FREE, SENTENCE = 8.0, 300.0
"""Room around a sentence that is said over the map, and its least width."""
ROLE, OBJECTIVES = "role", "objectives"


@dataclass(frozen=True)
class Desk:
    """One moment of the table; widgets and paint read from it where things are."""

    picture: TablePicture
    messages: Messages
    stage: Stage
    layout: TableLayout
    map: MapPanel
    memory: Memory
    tab: str
    orders: dict[str, int]
    """Settings of the actions that the person has chosen and nobody has confirmed yet."""
    settings: Draft
    """The same for the issues of the talks."""
    question: Question | None
    """What the person is being asked."""
    aside: bool = False
    """Whether the sheet that is open lies at the left, since it would hide what it is about."""

    @cached_property
    def sheet(self) -> Sheet | None:
        """The sheet that is open, as far as there is room for it."""
        return self._sheet(aside=self.aside)

    def _sheet(self, *, aside: bool) -> Sheet | None:
        """Return the sheet that is open, as far as there is room for it on a side."""
        world, chosen = self.picture.world, self.map.selected
        shown: list[Place | Flow] = [*world.places, *world.flows]
        found = next((one.sheet for one in shown if one.id == chosen), None)
        if found is None:
            return None
        room = self._sheet_foot(aside=aside) - self.filters_foot - 8.0
        return map_sheet.fitted(found, room, self.stage.texts)

    def _sheet_foot(self, *, aside: bool) -> float:
        under = [one for one in (self.legend_rect, self.stores_rect) if one is not None]
        return map_sheet.foot_of(self.layout.map, under, aside=aside)

    @cached_property
    def filters_foot(self) -> float:
        """How far down the filters reach that stand there before any is pressed."""
        world, frame = self.picture.world, self.layout.map
        return map_overlays.filters_foot(frame, world, self.map, self.messages, self.stage.texts)

    @property
    def partner(self) -> Place | None:
        """The place whose sheet is open; nothing where it is that of a flow."""
        places = self.picture.world.places
        return next((place for place in places if place.id == self.map.selected), None)

    @cached_property
    def sheet_rect(self) -> Rect | None:
        """Where it lies."""
        return self._sheet_rect(aside=self.aside)

    def _sheet_rect(self, *, aside: bool) -> Rect | None:
        sheet = self._sheet(aside=aside)
        if sheet is None:
            return None
        tall, foot = map_sheet.height(sheet, self.stage.texts), self._sheet_foot(aside=aside)
        return map_sheet.rect_of(self.layout.map, tall, foot, aside=aside)

    @property
    def hides(self) -> bool:
        """Whether the sheet that is open hides what it is about, and would not at the left."""
        right, left = (self._sheet_rect(aside=aside) for aside in (False, True))
        if right is None or left is None:
            return False
        spots = self.map.chosen_at()
        hidden = any(map(right.inset(-HIDDEN).has, spots))
        return hidden and not any(map(left.inset(-HIDDEN).has, spots))

    @property
    def free(self) -> Rect:
        """The part of the map at whose foot nothing lies, or over what lies at the left of it."""
        frame = self.layout.map.inset(FREE)
        lying = (self.legend_rect, self.stores_rect, self.rival_rect, self.sheet_rect)
        low = [one for one in lying if one is not None and one.bottom > frame.middle[1]]
        if map_overlays.compact(self.layout.map):
            low += [w.rect for w in self._controls if w.rect.y > frame.middle[1]]
        left = [one for one in low if one.middle[0] < frame.middle[0]]
        end = min([one.x - FREE for one in low if one not in left], default=frame.right)
        start = max([one.right + FREE for one in left], default=frame.x)
        if end - start >= SENTENCE:
            return Rect(start, frame.y, end - start, frame.height)
        foot = min([one.y - FREE for one in left], default=frame.bottom)
        return Rect(frame.x, frame.y, end - frame.x, foot - frame.y)

    @property
    def _controls(self) -> list[Widget]:
        world, frame = self.picture.world, self.layout.map
        known = frame, world, self.map, self.messages, self.stage.texts
        return map_overlays.controls(*known, self.sheet_rect)

    @cached_property
    def legend_rect(self) -> Rect | None:
        """Where the legend lies, if the map has room for it."""
        frame, texts = self.layout.map, self.stage.texts
        known = frame, self.picture.world, self.map, self.messages, texts
        if map_overlays.compact(frame) and not map_overlays.folds(*known):
            return None
        place = map_overlays.legend_rect(frame, self.messages, texts)
        over = map_overlays.controls(*known)
        return None if any(widget.rect.meets(place) for widget in over) else place

    @cached_property
    def stores_rect(self) -> Rect | None:
        """Where it says what is in store, if the map has room for that."""
        frame = self.layout.map
        marked = self.map.marked(frame, self.picture.world, above=self.filters_foot - frame.y)
        if marked is None:
            return None
        return map_stores.place(
            frame, self.legend_rect, self.picture.stores, self.messages, self.stage.texts,
            marked=marked,
        )  # fmt: skip

    @cached_property
    def rival(self) -> Sheet | None:
        """What is told unasked of who holds most over the seat, in the view that comes first."""
        if self.sheet is not None or self.map.preset != self.map.home:
            return None
        return map_rival.card(self.picture.world, self.messages)

    @cached_property
    def rival_rect(self) -> Rect | None:
        """Where that lies, if the map has room for it."""
        frame, texts, legend = self.layout.map, self.stage.texts, self.legend_rect
        if legend is None or map_overlays.compact(frame):
            return None
        known = frame, self.picture.world, self.map, self.messages, texts
        controls = map_overlays.controls(*known)
        marked = self.map.marked(frame, self.picture.world, above=self.filters_foot - frame.y)
        if marked is None:
            return None
        return map_rival.place(
            frame, self.rival, [legend, *(widget.rect for widget in controls)], texts,
            marked=marked, stores=self.stores_rect,
        )  # fmt: skip

    @property
    def top_places(self) -> dict[str, Rect]:
        """What stands where in the top bar."""
        wide = self.stage.texts.width(self.messages.say("table.end_turn"), "h2")
        menu = self.stage.texts.width(self.messages.say("table.menu"), "strong") + 24
        told = self.picture.top.hand
        hand = self.stage.texts.width(told, "strong") + 24 if told else 0.0
        return top_bar.split(
            self.layout.top, self.picture.top, self.stage.texts,
            button=max(120.0, wide + 44), menu=menu, hand=hand,
        )  # fmt: skip

    @property
    def open_tab(self) -> str:
        """The tab that is open, where there are any."""
        names = self.layout.tab_names
        return self.tab if self.tab in names or not names else names[0]

    def panel(self, name: str) -> Rect | None:
        """Return the inside of a panel of the foot, or None where a tab hides it."""
        own: Rect | None = getattr(self.layout, name)
        if own is not None:
            return own.inset(parts.PADDING)
        if self.layout.folded is not None and self.open_tab == name:
            return self.layout.folded.below(TABS).inset(parts.PADDING, 12.0)
        return None

    @property
    def role_scroll(self) -> Scroll:
        """The scroll area of the role card."""
        tall = role_card.height(self.role, under=self.aims_under)
        return _scroll(ROLE, self.layout.role, tall)

    @property
    def aims_under(self) -> bool:
        """Whether aims stand under the numbers of the role card, and not beside their names."""
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[RoleCard, bool]:
        wide = self.layout.role.width - 2 * parts.PADDING
        return role_card.told(self.picture.role, self.stage.texts, wide)

    @cached_property
    def role(self) -> RoleCard:
        """The role card, with as many stances as there is room for."""
        room = self.layout.role.height - 2 * parts.PADDING
        return role_card.fitted(self._told[0], room, under=self.aims_under)

    @property
    def objectives_scroll(self) -> Scroll:
        """The scroll area of the objectives."""
        tall = objectives.height(self.picture.objectives)
        return _scroll(OBJECTIVES, self.layout.objectives, tall)

    def scrolled(self, scroll: Scroll) -> Rect:
        """Return the place of a scroll area's content, inside its padding."""
        card = scroll.rect.inset(-1)
        tall = max(card.height, scroll.height)
        return Rect(card.x, card.y - scroll.offset(self.memory), card.width, tall).inset(
            parts.PADDING
        )


def _scroll(name: str, card: Rect, content: float) -> Scroll:
    tall = content + 2 * parts.PADDING - 2
    return Scroll(id=name, rect=card.inset(1), height=tall, stops=tall > card.height - 1)
