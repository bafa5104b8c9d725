"""Make the page of saved games, with the last state of the one that is chosen."""

import math
from collections.abc import Sequence
from dataclasses import replace

from realm.play.match import Match
from realm.play.news import news
from realm.play.past import Past, remember
from realm.play.sight import look
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_news import told_all
from realm.view.picture.of_seat import kpis, top_bar
from realm.view.picture.of_terms import seat_name
from realm.view.picture.of_title import Saved
from realm.view.picture.of_turn import prices_head, without_words
from realm.view.picture.of_world import world_of
from realm.view.picture.table import Price
from realm.view.picture.trade import lately
from realm.view.picture.world import Place

PRICES, EVENTS = 6, 2
"""Prices and events that are told of a saved game."""


def load_page(
    messages: Messages, saved: Sequence[Saved], chosen: str = "", state: Sequence[p.Block] = ()
) -> p.Page:
    """Show the games that were saved; they save themselves.

    Args:
        messages: texts.
        saved: the games.
        chosen: the id of one of them.
        state: how that one stands, where somebody has looked by now.
    """
    say = messages.say
    items: tuple[p.Block, ...] = tuple(
        p.Item(
            id=f"load:{one.id}", title=one.title, right=one.when, refusal=one.refusal,
            chosen=one.id == chosen,
            lines=(say("menu.load_line", turn=one.turn, turns=one.turns, seats=one.seats),),
        )
        for one in saved
    )  # fmt: skip
    found = next((one for one in saved if one.id == chosen and not one.refusal), None)
    columns = [p.Column(blocks=items or (p.Text(text=say("menu.load_none")),))]
    if found is not None:
        rest = state or (p.Text(text=say("menu.load_looks"), role="note"),)
        columns.append(p.Column(blocks=(*_head(found, messages), *rest), share=1.6))
    return p.Page(
        name="load",
        title=say("menu.load"),
        note=say("menu.load_note"),
        columns=tuple(columns),
        foot=(
            p.Press(id="back", label=say("menu.back")),
            *_delete(found, messages),
            p.Press(id="go_on", label=say(_go_on(found)), primary=True,
                    refusal="" if found is not None else say("menu.load_none_chosen")),
        ),
        back="back",
        goes_on=True,
        narrow=0.0 if found is not None else 760.0,
    )  # fmt: skip


def _go_on(one: Saved | None) -> str:
    """Choose what the button says: a game that is over cannot be gone on with."""
    return "menu.load_over" if one is not None and one.turn >= one.turns else "menu.load_on"


def _delete(one: Saved | None, messages: Messages) -> tuple[p.Press, ...]:
    """Offer to delete the game that is chosen, which is asked about first."""
    if one is None:
        return ()
    say = messages.say
    line = say("menu.load_line", turn=one.turn, turns=one.turns, seats=one.seats)
    sure = p.Sure(
        title=say("menu.delete_title"), text=say("menu.delete_text", title=one.title, line=line),
        yes=say("menu.delete_yes"), no=say("menu.delete_no"),
    )  # fmt: skip
    return (p.Press(id="delete", label=say("menu.delete"), sure=sure),)


def _head(one: Saved, messages: Messages) -> tuple[p.Block, ...]:
    line = messages.say("menu.load_line", turn=one.turn, turns=one.turns, seats=one.seats)
    return (
        p.Text(text=one.title, role="h1", ink="high"),
        p.Text(text=f"{line} · {one.when}", role="note"),
    )


def state_of(match: Match, seats: Sequence[str], messages: Messages) -> tuple[p.Block, ...]:
    """Show how a game stands: to one person as to their seat, to several only what all know."""
    say, seat = messages.say, seats[0]
    sight, past = look(match, seat), remember(match, seat)
    world = without_words(world_of(sight, messages, customs=lately(match)))
    shared = len(seats) > 1
    if shared:
        world = replace(world, places=tuple(_public(place) for place in world.places))
    bar = top_bar(match, sight, past, messages)
    date = say("menu.load_ended", month=match.pages[-1].month) if match.over else bar.date
    found: list[p.Block] = [
        prices_head(match.model.network.scenario, messages),
        p.Facts(facts=tuple(_price(price) for price in bar.prices if price.rank < PRICES)),
    ]
    if not shared:
        told_of = kpis(match, sight, past, messages)
        title = seat_name(match.model.network.scenario, seat)
        found += [
            p.Heading(text=title.upper(), note=_score(past, date, messages)),
            p.Figures(kpis=told_of, slim=True),
        ]
    if match.turn:
        events = told_all(match, news(match, match.turn, most=EVENTS), messages)
        found += [p.Heading(text=say("turn.happened")), *events]
    return (*found, p.Ground(worlds=(world,), height=220.0))


def _score(past: Past, date: str, messages: Messages) -> str:
    """Say which quarter it is, and what the seat has come to by now."""
    if not math.isfinite(past.points):
        return date
    rank = messages.say("game.of_100")
    return f"{messages.say('table.score_now', score=f'{past.points:.1f}', rank=rank)} · {date}"


def _price(price: Price) -> p.Fact:
    return p.Fact(value=price.value, label=price.label)


def _public(place: Place) -> Place:
    """Return a place as everybody sees it, whoever sits where."""
    return replace(place, stance=0, you=False, sheet=None, lines=())
