"""Offers so far and deals that are known, and what stands there while nobody talks."""

from realm.view.canvas import Canvas
from realm.view.messages import Messages
from realm.view.paint import parts
from realm.view.picture.negotiation import Offer
from realm.view.shape import Rect

ENTRY = 44.0
"""Height of an offer whose terms take one line."""
HEAD, BETWEEN = 26.0, 12.0
"""Height of a heading, and what stands between offers and the heading under them."""
LINES = 4
"""Most lines of the terms of an offer or a deal: all that there is to settle fits them."""


def quiet_text(silent: tuple[Offer, ...], callers: str, messages: Messages) -> str:
    """Say who asks for talks, how they begin, or why nobody talks this turn."""
    if callers:
        return messages.say("table.callers", names=callers)
    if not silent:
        return messages.say("table.no_talks")
    return " ".join(f"{one.who}: {one.text}" for one in silent)


def draw_history(
    canvas: Canvas,
    inside: Rect,
    history: tuple[Offer, ...],
    deals: tuple[Offer, ...],
    messages: Messages,
    *,
    signed: bool = False,
) -> None:
    """Draw the offers so far, the newest first, and under them the deals that are known.

    The first of these has its room kept where it was `signed` just now.
    """
    parts.heading(canvas, inside, messages.say("table.history"))
    body = inside.below(26)
    if deals and signed:
        kept = BETWEEN + HEAD + _height(canvas, deals[0], inside.width)
        body = body.top(body.height - kept)
    y = _draw_offers(canvas, body, history, messages.say("game.first_offer"), LINES)
    if deals and inside.bottom - y >= BETWEEN + HEAD + _height(canvas, deals[0], inside.width):
        canvas.rule((inside.x, y), inside.width)
        draw_deals(canvas, Rect(inside.x, y + BETWEEN, inside.width, inside.bottom - y - BETWEEN),
                   deals, messages)  # fmt: skip


def _height(canvas: Canvas, offer: Offer, wide: float) -> float:
    """Return the height in which a deal is told whole: a heading with none under it says none."""
    told = canvas.texts.wrap(offer.text, "note", wide - 14, LINES)
    return ENTRY + canvas.texts.height("note") * (len(told) - 1) - 8


def draw_deals(canvas: Canvas, inside: Rect, deals: tuple[Offer, ...], messages: Messages) -> None:
    """Draw the deals that are known, the newest first."""
    parts.heading(canvas, inside, messages.say("table.deals"))
    _draw_offers(canvas, inside.below(26), deals, messages.say("table.no_deals"), LINES)


def _draw_offers(
    canvas: Canvas, body: Rect, offers: tuple[Offer, ...], nothing: str, lines: int
) -> float:
    """Draw as many as fit whole, each with its terms in so many lines at most; return the end."""
    if not offers:
        return body.y + canvas.paragraph(body, nothing, "note", "low") + 10
    step, room, y = canvas.texts.height("note"), body.width - 14, body.y
    for offer in offers:
        told = canvas.texts.wrap(offer.text, "note", room, lines)
        tall = ENTRY + step * (len(told) - 1)
        if y + tall - 8 > body.bottom:
            break
        ink = "accent" if offer.you else "ghost"
        canvas.box(Rect(body.x, y + 3, 3, tall - 10), ink, radius=1.5)
        at = (body.right, y + 11)
        wide = canvas.write(at, offer.when, "note", "low", align="right", room=room * 0.3)
        canvas.write((body.x + 14, y + 11), offer.who, "note_strong", ink, room=room - wide - 8)
        for i, line in enumerate(told):
            canvas.write((body.x + 14, y + 28 + step * i), line, "note", "middle", room=room)
        y += tall
    return y + 2
