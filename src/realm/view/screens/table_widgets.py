"""The widgets of the table, in the order in which Tab visits them."""

from realm.view.paint import objectives, role_card
from realm.view.picture.table import Price
from realm.view.screens import (
    actions,
    map_overlays,
    map_rival,
    map_sheet,
    map_stores,
    talks,
    talks_head,
    talks_history,
)
from realm.view.screens.table_desk import Desk
from realm.view.shape import Rect
from realm.view.widgets.base import Widget
from realm.view.widgets.button import Button, Hotspot
from realm.view.widgets.item import SlimItem
from realm.view.widgets.pointer import pointer
from realm.view.widgets.scroll import Scroll
from realm.view.widgets.tabs import Tabs

END_TURN = "end_turn"
PARTNER, PARTNER_LEAST = 38.0, 190.0
"""Height of someone with whom one can talk, and of the gap below; least width."""


def widgets(desk: Desk) -> list[Widget]:
    """Return all of them."""
    found = [*_top(desk), *_left(desk), *_map(desk), *_foot(desk)]
    if desk.question is not None:
        return [*found, *desk.question.widgets(desk.stage)]
    return [*found, *_tour(desk, found)]


def _top(desk: Desk) -> list[Widget]:
    places = desk.top_places
    button = Button(
        id=END_TURN,
        rect=places["button"],
        label=desk.messages.say("table.end_turn"),
        look="primary",
        refusal=desk.picture.end_turn_refusal,
    )
    menu = Button(
        id="menu", rect=places["menu"], label=desk.messages.say("table.menu"), look="quiet"
    )
    return [
        button,
        menu,
        *_hand(desk, places["hand"]),
        *(
            _price(desk, price, places[price.id])
            for price in desk.picture.top.prices
            if price.id in places
        ),
    ]


def _price(desk: Desk, price: Price, place: Rect) -> Widget:
    """Explain a price, and let its course be opened."""
    why = "\n".join(filter(None, (price.why, desk.messages.say("table.price_opens"))))
    return Hotspot(
        id=f"price:{price.id}", rect=place.inset(0, 8).inset(-8, 1), hint=why, lights=True
    )


def _hand(desk: Desk, place: Rect) -> list[Widget]:
    """Let another person at this machine go on, where there is one who has not ended the turn."""
    label = desk.picture.top.hand
    hint = desk.messages.say("table.hand_hint")
    return [Button(id="hand", rect=place, label=label, look="quiet", hint=hint)] if label else []


def _explained(name: str, rect: Rect, why: str, clip: Rect | None) -> Widget:
    """Return a place that says why, and where Tab stops if there is something to say."""
    return Hotspot(id=name, rect=rect.inset(-8, 1), hint=why, stops=bool(why), clip=clip)


def _left(desk: Desk) -> list[Widget]:
    role, wanted = desk.role_scroll, desk.objectives_scroll
    kpis, items = desk.role.kpis, desk.picture.objectives.items
    inside, under = desk.scrolled(role), desk.aims_under
    kpi_rows = role_card.kpi_rects(inside, desk.role, under=under)
    stance_rows = role_card.stance_rects(inside, desk.role, under=under)
    stances = [stance for group in desk.role.groups for stance in group]
    item_rows = objectives.rows(desk.scrolled(wanted), desk.picture.objectives)
    return [
        role,
        _explained("role_is", inside.top(role_card.BADGE), desk.role.why, role.rect),
        *(
            _explained(f"kpi:{kpi.id}", row, kpi.why, role.rect)
            for kpi, row in zip(kpis, kpi_rows, strict=True)
        ),
        *(
            _explained(f"stance:{stance.id}", row, stance.why, role.rect)
            for stance, row in zip(stances, stance_rows, strict=True)
        ),
        wanted,
        *(
            _explained(f"objective:{item.id}", row, item.why, wanted.rect)
            for item, row in zip(items, item_rows, strict=True)
        ),
        *_score(desk, wanted),
    ]


def _score(desk: Desk, wanted: Scroll) -> list[Widget]:
    """Explain the score, and let it be opened."""
    picture = desk.picture.objectives
    if not picture.score:
        return []
    foot = desk.scrolled(wanted).foot(objectives.FOOT - 8)
    why = "\n".join(filter(None, (picture.score_why, desk.messages.say("table.score_opens"))))
    return [_explained("score", foot, why, wanted.rect)]


def _map(desk: Desk) -> list[Widget]:
    world, texts = desk.picture.world, desk.stage.texts
    found = map_overlays.controls(
        desk.layout.map, world, desk.map, desk.messages, texts, desk.sheet_rect
    )
    found += map_rival.widgets(desk.rival_rect, desk.rival, desk.picture.world, desk.messages)
    found += map_stores.widgets(desk.stores_rect, desk.picture.stores)
    names = {place.id: place.name for place in world.places}
    for name, ((x, y), docked) in desk.map.spots.items():
        rect = Rect(x - 9, y - 9, 18, 18)
        found.append(Hotspot(id=f"place:{name}", rect=rect, hint=names[name] if docked else ""))
    if desk.sheet_rect is not None:
        found += map_sheet.widgets(desk.sheet_rect, desk.messages, desk.partner)
    return found


def _foot(desk: Desk) -> list[Widget]:
    hint = desk.messages.say("table.news_hint")
    ticker = desk.layout.ticker.inset(4, 2)
    found: list[Widget] = [Hotspot(id="news", rect=ticker, hint=hint, stops=True)]
    if desk.layout.tabs is not None:
        names = desk.layout.tab_names
        found.append(
            Tabs(
                id="tabs",
                rect=desk.layout.tabs.inset(8, 0),
                options=tuple(desk.messages.say(f"table.{name}") for name in names),
                chosen=names.index(desk.open_tab),
            )
        )
    panel = desk.panel("actions")
    if panel is not None:
        found += actions.widgets(
            panel, desk.picture.actions, desk.memory, desk.stage.texts, desk.orders
        )
    panel, talk = desk.panel("talks"), desk.picture.negotiation
    if panel is not None and talk is not None:
        found += talks.widgets(
            panel, talk, desk.messages, desk.stage.texts, desk.settings, desk.memory
        )
        found.append(_enlarge(desk, panel))
    elif panel is not None:
        found += _choose_talks(desk, panel)
    return found


def _choose_talks(desk: Desk, panel: Rect) -> list[Widget]:
    """Lay out with whom talks can begin, and the button to choose several."""
    refusal, partners = desk.picture.talks_refusal, desk.picture.partners
    label = desk.messages.say("table.choose_talks")
    wide = min(panel.width, desk.stage.texts.width(label, "strong") + 36)
    text = desk.stage.texts.wrap(
        talks_history.quiet_text(desk.picture.silent, desk.picture.callers, desk.messages),
        "note",
        panel.width,
    )
    top = panel.y + 26 + desk.stage.texts.height("note") * len(text) + 10
    button = Rect(panel.x, max(top, panel.bottom - 30), wide, 30)
    room = Rect(panel.x, top, panel.width, button.y - 8 - top)
    fitting = max(1, int((room.height + 6) // PARTNER))
    most = max(1, int(panel.width // PARTNER_LEAST))
    columns = min(most, max(1, -(-len(partners) // fitting)))
    rows = -(-len(partners) // columns)
    scroll = Scroll(
        id="partners", rect=room.inset(-4).top(min(room.height + 8, fitting * PARTNER + 2)),
        height=rows * PARTNER + 2 if rows > fitting else 0.0, step=PARTNER, stops=False,
    )  # fmt: skip
    inside = room.moved(down=-scroll.offset(desk.memory))
    found: list[Widget] = [
        scroll,
        *(
            SlimItem(
                id=f"partner:{partner.id}",
                clip=scroll.rect,
                rect=inside.moved(down=PARTNER * (i // columns))
                .top(PARTNER - 6)
                .columns(columns, 8.0)[i % columns],
                title=partner.name,
                note=partner.about,
                mark=desk.stage.theme.stance(partner.stance),
                refusal=refusal or partner.refusal,
                chosen=partner.asks,
            )
            for i, partner in enumerate(partners)
        ),
    ]
    return [*found, Button(id="talks:choose", rect=button, label=label, refusal=refusal)]


def _enlarge(desk: Desk, panel: Rect) -> Widget:
    """Lay out the button that shows the talks in full size."""
    label = desk.messages.say("table.enlarge")
    if desk.picture.talks_count > 1:
        label = f"{label} ({desk.picture.talks_count})"
    wide = talks_head.enlarge_width(desk.picture.talks_count, desk.messages, desk.stage.texts)
    rect = Rect(panel.right - wide, panel.y - 5, wide, 22)
    return Button(id="talks:enlarge", rect=rect, label=label, look="chip")


def _tour(desk: Desk, found: list[Widget]) -> list[Widget]:
    """Lay out the step of the tour that the picture is at, beside what it points at."""
    step = desk.picture.tour
    if step is None:
        return []
    target = getattr(desk.layout, step.target, None) or desk.layout.folded
    rects = {widget.id: widget.rect for widget in found}
    rect = rects.get(step.target, target)
    if rect is None:
        return []
    say = desk.messages.say
    last = step.step == step.steps
    answers = (("tour:skip", say("tour.skip")),
               ("tour:next", say("tour.done" if last else "tour.next")))  # fmt: skip
    return pointer(
        "tour", page=desk.stage.page, texts=desk.stage.texts, target=rect, title=step.title,
        text=step.text, note=say("tour.step", step=step.step, steps=step.steps), answers=answers,
    )  # fmt: skip
