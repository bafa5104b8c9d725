"""Make the page of scenarios, and the map of one before it is played."""

from collections.abc import Sequence

from realm.content.sides import home_of
from realm.core.scenario import Scenario
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.kinds import grouped, hues
from realm.view.picture.of_world import spots_of
from realm.view.picture.usual import usual
from realm.view.picture.words import quarter
from realm.view.picture.world import Flow, Place, World

PREVIEWED = 18
"""Flows on the map of a scenario before it is played."""
OF_ONE = 12
"""The same where only those of one country are shown."""


def scenarios_page(
    messages: Messages, scenarios: Sequence[tuple[str, Scenario]], chosen: str
) -> p.Page:
    """Show the scenarios that there are, and what one of them is about."""
    say = messages.say
    items = tuple(
        p.Item(
            id=f"scenario:{name}", title=noun.title, chosen=name == chosen,
            lines=(_size(noun, messages),),
        )
        for name, noun in scenarios
    )  # fmt: skip
    noun = dict(scenarios)[chosen]
    about: tuple[p.Block, ...] = (
        p.Heading(text=say("menu.about")),
        p.Text(text=noun.text, ink="high"),
        p.Heading(text=say("menu.seats"), note=str(len(noun.seats))),
        *(p.Item(id=f"seat:{name}", title=seat.title, lines=(who(noun, seat.actor, messages),))
          for name, seat in noun.seats.items()),
    )  # fmt: skip
    world = preview(noun)
    note = f"{say('menu.map_note')} {say('credits.borders_short')}"
    shown: tuple[p.Block, ...] = (
        p.Facts(facts=_facts(noun, messages)),
        p.Keys(names=world.kinds, hues=world.hues),
        p.Text(text=note, role="note", ink="low"),
        p.Ground(worlds=(world,), height=260.0),
    )
    return p.Page(
        name="scenarios",
        title=say("menu.new"),
        note=say("menu.scenarios_note"),
        columns=(p.Column(blocks=(*items, *about), share=0.8), p.Column(blocks=shown, share=1.6)),
        foot=(
            p.Press(id="back", label=say("menu.back")),
            p.Press(id="choose", label=say("menu.choose_seat"), primary=True),
        ),
        back="back",
    )


def _facts(noun: Scenario, messages: Messages) -> tuple[p.Fact, ...]:
    """Count what a scenario is made of."""
    counted = {
        "goods": len(noun.commodities), "firms": len(noun.firms), "plants": len(noun.facilities),
        "measures": len(noun.measures), "projects": len(noun.projects), "tables": len(noun.tables),
    }  # fmt: skip
    return tuple(
        p.Fact(value=str(count), label=messages.say(f"menu.count_{name}"))
        for name, count in counted.items()
        if count
    )


def who(noun: Scenario, actor: str, messages: Messages) -> str:
    """Say whether a seat is a government or a firm, and whose."""
    if actor in noun.countries:
        return messages.say("menu.government", name=noun.countries[actor].name)
    firm = noun.firms[actor]
    return messages.say("menu.firm", name=firm.name, country=noun.countries[firm.country].name)


def _size(noun: Scenario, messages: Messages) -> str:
    return messages.say(
        "menu.size",
        turns=noun.turns,
        months=noun.months_per_turn,
        countries=len(noun.countries),
        first=quarter(noun.first_turn, noun.months_per_turn),
    )


def preview(noun: Scenario, actor: str = "") -> World:
    """Show who takes part, and what usually flows between them: all, or to and from one of them."""
    spots = spots_of(noun)
    kinds, kind_of = grouped(noun)
    flowing: dict[tuple[str, str, int], float] = {}
    for (seller, buyer, good), tonnes in usual(noun, actor).items():
        if seller != buyer:
            key = seller, buyer, kind_of[good]
            flowing[key] = flowing.get(key, 0.0) + tonnes
    widest = sorted((key for key in flowing if flowing[key] > 0.0), key=lambda key: -flowing[key])
    widest = widest[: OF_ONE if actor else PREVIEWED]
    traded = {end for key in widest for end in key[:2]}
    own = home_of(noun, actor) if actor else ""
    homes = {own} if actor else {home_of(noun, seat.actor) for seat in noun.seats.values()}
    places = tuple(
        Place(
            id=name, name=short(country.name), iso3=country.iso3, at=spots.get(name),
            plays=name in homes or name in traded, you=name == own,
            stance=2 if name in homes else 0,
        )
        for name, country in noun.countries.items()
    )  # fmt: skip
    flows = tuple(
        Flow(id=f"{seller}>{buyer}>{kind}", seller=seller, buyer=buyer, kind=kind,
             tonnes=flowing[seller, buyer, kind])
        for seller, buyer, kind in widest
    )  # fmt: skip
    return World(places=places, flows=flows, kinds=kinds, hues=hues(noun))
