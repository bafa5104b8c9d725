"""What of the table is no widget: bars, panels, and what lies over the map."""

from realm.view.canvas import Canvas
from realm.view.paint import objectives, parts, role_card, ticker, top_bar
from realm.view.screens import (
    actions,
    map_keys,
    map_overlays,
    map_paint,
    map_sheet,
    map_stores,
    talks,
    talks_head,
    talks_history,
)
from realm.view.screens.table_desk import Desk
from realm.view.screens.table_surface import Surfaces
from realm.view.shape import Rect
from realm.view.widgets.tooltip import draw_card
from realm.view.widgets.ui import Ui


def draw_anew(canvas: Canvas, desk: Desk, ui: Ui, surfaces: Surfaces) -> bool:
    """Draw and keep what has changed; tell whether that is everything or the map only."""
    frame = desk.layout.map
    whole = surfaces.begin(canvas, frame)
    if whole:
        draw_panels(canvas, desk)
    with canvas.clipped(frame):
        map_paint.draw_under(canvas, desk.map)
    canvas.frame(frame, "line", outside="window", radius=10)
    surfaces.keep_under(canvas, frame)
    over = surfaces.over(canvas)
    with over.clipped(desk.stage.page if whole else frame):
        draw_over(over, desk, ui)
    return whole


def draw_panels(canvas: Canvas, desk: Desk) -> None:
    """Draw everything but the map."""
    canvas.fill(desk.stage.page, "window")
    top_bar.draw(canvas, desk.layout.top, desk.top_places, desk.picture.top, desk.messages)
    ticker.draw(canvas, desk.layout.ticker, desk.picture.news, desk.messages)
    _draw_left(canvas, desk)
    _draw_cards(canvas, desk)
    panel = desk.panel("actions")
    if panel is not None:
        actions.draw(canvas, panel, desk.picture.actions, desk.messages, desk.memory, desk.orders)
    _draw_talks(canvas, desk)


def _draw_left(canvas: Canvas, desk: Desk) -> None:
    role, wanted = desk.role_scroll, desk.objectives_scroll
    parts.card(canvas, desk.layout.role)
    with canvas.clipped(role.rect):
        inside, under = desk.scrolled(role), desk.aims_under
        role_card.draw(canvas, inside, desk.role, desk.messages, under=under)
    parts.card(canvas, desk.layout.objectives)
    with canvas.clipped(wanted.rect):
        place = desk.scrolled(wanted)
        scrolls = wanted.room > 0.0
        objectives.draw(canvas, place, desk.picture.objectives, desk.messages, scrolls=scrolls)


def _draw_cards(canvas: Canvas, desk: Desk) -> None:
    """Draw the cards of the foot; talks and history share one."""
    layout = desk.layout
    for rect in (layout.folded, layout.actions):
        if rect is not None:
            parts.card(canvas, rect)
    if layout.talks is not None and layout.history is not None:
        talk, past = layout.talks, layout.history
        parts.card(canvas, Rect(talk.x, talk.y, past.right - talk.x, talk.height))
        top = (past.x, past.y + parts.PADDING)
        canvas.rule(top, past.height - 2 * parts.PADDING, upright=True)


def _draw_talks(canvas: Canvas, desk: Desk) -> None:
    panel, past, talk = desk.panel("talks"), desk.panel("history"), desk.picture.negotiation
    if panel is not None and talk is None:
        parts.heading(canvas, panel, desk.messages.say("table.negotiation"))
        text = talks_history.quiet_text(desk.picture.silent, desk.picture.callers, desk.messages)
        canvas.paragraph(panel.below(26), text, "note", "low")
    if panel is not None and talk is not None:
        kept = 8 + talks_head.enlarge_width(
            desk.picture.talks_count, desk.messages, desk.stage.texts
        )
        talks.draw(canvas, panel, talk, desk.messages, desk.memory, desk.settings, kept=kept)
    if past is not None:
        silent = desk.picture.silent
        if talk is not None:
            offers = (*silent, *talk.history)
            deals = desk.picture.deals
            talks_history.draw_history(
                canvas, past, offers, deals, desk.messages, signed=talk.signed
            )
        else:
            talks_history.draw_deals(canvas, past, desk.picture.deals, desk.messages)


def draw_over(canvas: Canvas, desk: Desk, ui: Ui) -> None:
    """Draw what lies over the map and over everything else, the widgets included."""
    map_paint.draw_over(canvas, desk.map)
    map_overlays.draw_backing(canvas, ui.widgets)
    if desk.legend_rect is not None:
        map_overlays.draw_legend(canvas, desk.legend_rect, desk.messages)
    stores, place = desk.picture.stores, desk.stores_rect
    if stores is not None and place is not None:
        map_stores.draw(canvas, place, stores, desk.messages)
    rival, place = desk.rival, desk.rival_rect
    if rival is not None and place is not None:
        map_sheet.draw(canvas, place, rival)
    if desk.sheet is not None and desk.sheet_rect is not None:
        map_sheet.draw(canvas, desk.sheet_rect, desk.sheet)
    ui.draw(canvas, layer=0)
    _draw_pointed(canvas, desk)
    ui.draw(canvas, layer=1)
    ui.draw_over(canvas, desk.stage.page)


def _draw_pointed(canvas: Canvas, desk: Desk) -> None:
    """Draw what is known of what the mouse is on."""
    kind, name = desk.map.over
    if (
        desk.question is not None
        or not kind
        or (desk.sheet is not None and name == desk.map.selected)
    ):
        return
    title = name
    lines: tuple[str, ...] = (desk.messages.say("table.not_playing"),)
    places = {place.id: place for place in desk.picture.world.places}
    if kind == "flow":
        flow = next(flow for flow in desk.picture.world.flows if flow.id == name)
        title = f"{places[flow.seller].name} – {places[flow.buyer].name}"
        lines = flow.lines
    elif kind == "place":
        title, lines = places[name].name, places[name].lines
        if desk.map.spots.get(name, (None, False))[1]:
            title = desk.messages.say("table.off_view", name=title)
    if lines:
        page, sheet = desk.layout.map, desk.sheet_rect
        if sheet is not None:
            page = page.after(sheet.right - page.x) if desk.aside else page.left(sheet.x - page.x)
        draw_card(canvas, page, map_keys.spot(desk.map, desk.memory), title, lines)
