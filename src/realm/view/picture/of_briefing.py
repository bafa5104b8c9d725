"""Make the page on which a seat is chosen: who one is, what one wants, and who holds whom."""

from collections.abc import Sequence

from realm.core.scenario import Scenario
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_cards import about
from realm.view.picture.of_causes import label_of
from realm.view.picture.of_goods import words_in
from realm.view.picture.of_scenarios import preview, who
from realm.view.picture.of_terms import name_of
from realm.view.picture.usual import Hold, holds
from realm.view.picture.words import figure, good
from realm.view.picture.world import Bar

HELD = 5
"""Goods and countries that are told of each side."""
WORDS = 2
"""Words of the field that are explained in a briefing; Help has them all."""
LEAST_HELD = 0.02
"""Part below which nobody holds anything over anybody."""


def seats_page(messages: Messages, noun: Scenario, chosen: str, people: Sequence[str]) -> p.Page:
    """Show the seats of a scenario, and the briefing of one."""
    say = messages.say
    items = tuple(
        p.Item(
            id=f"seat:{key}", title=seat.title, chosen=key == chosen,
            lines=(who(noun, seat.actor, messages),),
            right=say("menu.joins") if key in people else "",
        )
        for key, seat in noun.seats.items()
    )  # fmt: skip
    seat = noun.seats[chosen]
    joined = chosen in people
    return p.Page(
        name="seats",
        title=noun.title,
        note=say("menu.seats_note"),
        columns=(
            p.Column(blocks=(*items, *_map(messages, noun, seat.actor)), share=0.9),
            p.Column(blocks=briefing(messages, noun, chosen), share=1.1),
            p.Column(blocks=_others(messages, noun, seat.actor), share=0.9),
        ),
        foot=(
            p.Press(id="back", label=say("menu.back")),
            p.Press(id="words", label=say("menu.words")),
            p.Press(
                id="join",
                label=say("menu.unjoin" if joined else "menu.join"),
                hint=say("menu.join_hint"),
            ),
            p.Press(id="begin", label=_begin_label(messages, people, seat.title),
                    primary=True),
        ),
        back="back",
        goes_on=True,
    )  # fmt: skip


def _begin_label(messages: Messages, people: Sequence[str], title: str) -> str:
    if len(people) > 1:
        return messages.say("menu.begin_together", count=len(people))
    return messages.say("menu.begin_as", seat=short(title))


def briefing(messages: Messages, noun: Scenario, seat: str) -> tuple[p.Block, ...]:
    """Say who one is, what one wants, and what one holds over whom."""
    say, role = messages.say, noun.seats[seat]
    weights = role.objectives
    most = max((abs(weight) for weight in weights.values()), default=1.0)
    whole = sum(abs(weight) for weight in weights.values())
    bars = tuple(
        Bar(
            label=label_of(name, messages),
            share=abs(weight) / most,
            text=say("menu.points_less" if weight < 0 else "menu.points_more",
                     points=f"{100.0 * abs(weight) / whole:.0f}"),
        )
        for name, weight in sorted(weights.items(), key=lambda item: -abs(item[1]))
    )  # fmt: skip
    found: list[p.Block] = [
        p.Text(text=role.title, role="h1", ink="high"),
        p.Text(text=role.text or noun.text, ink="high"),
        *words_in((noun.title, noun.text), messages)[:WORDS],
        p.Heading(text=say("menu.scored_on"), note=say("menu.weighs")),
        p.Bars(bars=bars),
    ]
    measures = {key: one for key, one in noun.measures.items() if one.country == role.actor}
    if measures:
        told = [
            p.Told(title=one.name, lines=about(noun, "measure", key, messages)[-1:])
            for key, one in measures.items()
        ]
        found += [p.Heading(text=say("menu.you_order"), note=str(len(measures))), *told]
    return tuple(found)


def _map(messages: Messages, noun: Scenario, actor: str) -> tuple[p.Block, ...]:
    """Show what usually flows to and from a seat."""
    world = preview(noun, actor)
    if not world.flows:
        return ()
    used = sorted({flow.kind for flow in world.flows})
    return (
        p.Heading(text=messages.say("menu.usual")),
        p.Keys(
            names=tuple(world.kinds[kind] for kind in used),
            hues=tuple(world.hue(kind) for kind in used),
        ),
        p.Ground(worlds=(world,), height=200.0),
    )


def _others(messages: Messages, noun: Scenario, actor: str) -> tuple[p.Block, ...]:
    """Say what a seat holds over whom, who holds what over it, and with whom it can talk."""
    say = messages.say
    over, under = holds(noun, actor)
    found: list[p.Block] = []
    for title, note, told, key in (
        ("menu.you_hold", "menu.of_their_needs", over, "menu.good_to"),
        ("menu.they_hold", "menu.of_your_needs", under, "menu.good_from"),
    ):
        bars = tuple(_held(noun, one, key, messages) for one in told if one.share >= LEAST_HELD)
        if bars:
            found += [
                p.Heading(text=say(title), note=say(note)),
                p.Bars(bars=bars[:HELD], names=0.54),
            ]
    partners = [
        p.Told(title=_partner(noun, table.sides, actor), lines=(table.text,), ink="accent")
        for table in noun.tables.values()
        if actor in table.sides
    ]
    if partners:
        found += [p.Heading(text=say("menu.you_talk")), *partners]
    return (*found, p.Text(text=say("credits.model"), role="note", ink="low"))


def _held(noun: Scenario, one: Hold, key: str, messages: Messages) -> Bar:
    what, other = good(noun.commodities[one.good].name), short(noun.countries[one.other].name)
    part = " ".join(figure(one.share, "share"))
    return Bar(label=messages.say(key, good=what, country=other), share=one.share, text=part)


def _partner(noun: Scenario, sides: tuple[str, ...], actor: str) -> str:
    return name_of(noun, next(side for side in sides if side != actor))
