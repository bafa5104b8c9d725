"""Make the pages before a game: scenarios, seats with their briefing, saved games, help."""

from collections.abc import Sequence

from realm.core.scenario import Scenario
from realm.rules.event import short
from realm.rules.indicators import INDICATORS
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.kinds import grouped, hues
from realm.view.picture.of_goods import glossary
from realm.view.picture.of_title import Saved
from realm.view.picture.of_world import spots_of
from realm.view.picture.table import Bar, Flow, Place, World
from realm.view.picture.words import capital, quarter

PREVIEWED = 18
"""Flows on the map of a scenario before it is played."""


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
        p.Text(text=noun.title, role="h1", ink="high"),
        p.Text(text=noun.text),
        p.Heading(text=say("menu.seats"), note=str(len(noun.seats))),
        p.Text(text=" · ".join(short(seat.title) for seat in noun.seats.values()), role="note"),
        p.Text(text=say("credits.borders_short"), role="note", ink="low"),
        p.Ground(worlds=(preview(noun),), height=260.0),
    )
    return p.Page(
        name="scenarios",
        title=say("menu.new"),
        note=say("menu.scenarios_note"),
        columns=(p.Column(blocks=items, share=0.8), p.Column(blocks=about, share=1.4)),
        foot=(
            p.Press(id="back", label=say("menu.back")),
            p.Press(id="choose", label=say("menu.choose_seat"), primary=True),
        ),
        back="back",
    )


def _size(noun: Scenario, messages: Messages) -> str:
    return messages.say(
        "menu.size",
        turns=noun.turns,
        months=noun.months_per_turn,
        countries=len(noun.countries),
        first=quarter(noun.first_turn, noun.months_per_turn),
    )


def preview(noun: Scenario) -> World:
    """Show who takes part, and what usually flows between them."""
    spots = spots_of(noun)
    actors = {seat.actor for seat in noun.seats.values()}
    kinds, kind_of = grouped(noun)
    usual: dict[tuple[str, str, int], float] = {}
    for link in noun.links.values():
        seller = noun.facilities[link.seller].country
        node = noun.facilities.get(link.buyer) or noun.sectors.get(link.buyer)
        if node is not None and node.country != seller:
            key = seller, node.country, kind_of[link.commodity]
            usual[key] = usual.get(key, 0.0) + link.base_flow_t_per_year
    widest = sorted((key for key in usual if usual[key] > 0.0), key=lambda key: -usual[key])
    traded = {end for key in widest[:PREVIEWED] for end in key[:2]}
    homes = actors | {noun.firms[name].country for name in actors if name in noun.firms}
    places = tuple(
        Place(
            id=name, name=short(country.name), iso3=country.iso3, at=spots.get(name),
            plays=name in homes or name in traded,
            stance=2 if name in homes else 0,
        )
        for name, country in noun.countries.items()
    )  # fmt: skip
    flows = tuple(
        Flow(id=f"{seller}>{buyer}>{kind}", seller=seller, buyer=buyer, kind=kind,
             tonnes=usual[seller, buyer, kind])
        for seller, buyer, kind in widest[:PREVIEWED]
    )  # fmt: skip
    return World(places=places, flows=flows, kinds=kinds, hues=hues(noun))


def seats_page(messages: Messages, noun: Scenario, chosen: str, people: Sequence[str]) -> p.Page:
    """Show the seats of a scenario, and the briefing of one."""
    say = messages.say
    items = tuple(
        p.Item(
            id=f"seat:{key}", title=seat.title, chosen=key == chosen,
            lines=(_who(noun, seat.actor, messages),),
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
            p.Column(blocks=items, share=0.8),
            p.Column(blocks=briefing(messages, noun, chosen), share=1.4),
        ),
        foot=(
            p.Press(id="back", label=say("menu.back")),
            p.Press(
                id="join",
                label=say("menu.unjoin" if joined else "menu.join"),
                hint=say("menu.join_hint"),
            ),
            p.Press(id="begin", label=_begin_label(messages, people, seat.title),
                    primary=True),
        ),
        back="back",
    )  # fmt: skip


def _begin_label(messages: Messages, people: Sequence[str], title: str) -> str:
    if len(people) > 1:
        return messages.say("menu.begin_together", count=len(people))
    return messages.say("menu.begin_as", seat=short(title))


def _who(noun: Scenario, actor: str, messages: Messages) -> str:
    if actor in noun.countries:
        return messages.say("menu.government", name=noun.countries[actor].name)
    firm = noun.firms[actor]
    return messages.say("menu.firm", name=firm.name, country=noun.countries[firm.country].name)


def briefing(messages: Messages, noun: Scenario, seat: str) -> tuple[p.Block, ...]:
    """Say who one is, what one wants, and what one holds over whom."""
    say, role = messages.say, noun.seats[seat]
    weights = role.objectives
    most = max((abs(weight) for weight in weights.values()), default=1.0)
    bars = tuple(
        Bar(
            label=capital(INDICATORS[name].label),
            share=abs(weight) / most,
            text=say("menu.less" if weight < 0 else "menu.more"),
        )
        for name, weight in sorted(weights.items(), key=lambda item: -abs(item[1]))
    )
    tables = [table for table in noun.tables.values() if role.actor in table.sides]
    partners = [
        p.Told(title=_partner(noun, table.sides, role.actor), lines=(table.text,), ink="accent")
        for table in tables
    ]
    holds = [noun.measures[name].name for name in noun.measures
             if noun.measures[name].country == role.actor]  # fmt: skip
    found: list[p.Block] = [
        p.Text(text=role.title, role="h1", ink="high"),
        p.Text(text=role.text or noun.text, ink="high"),
        p.Heading(text=say("menu.scored_on")),
        p.Bars(bars=bars),
    ]
    if holds:
        found += [p.Heading(text=say("menu.you_hold")), p.Text(text=" · ".join(holds), role="note")]
    if partners:
        found += [p.Heading(text=say("menu.you_talk")), *partners]
    found.append(p.Text(text=say("credits.model"), role="note", ink="low"))
    return tuple(found)


def _partner(noun: Scenario, sides: tuple[str, ...], actor: str) -> str:
    other = next(side for side in sides if side != actor)
    owner = noun.countries.get(other) or noun.firms[other]
    return short(owner.name)


def load_page(messages: Messages, saved: Sequence[Saved]) -> p.Page:
    """Show the games that were saved; they save themselves."""
    say = messages.say
    items: tuple[p.Block, ...] = tuple(
        p.Item(
            id=f"load:{one.id}", title=one.title, right=one.when, refusal=one.refusal,
            lines=(say("menu.load_line", turn=one.turn, turns=one.turns, seats=one.seats),),
        )
        for one in saved
    )  # fmt: skip
    return p.Page(
        name="load",
        title=say("menu.load"),
        note=say("menu.load_note"),
        columns=(p.Column(blocks=items or (p.Text(text=say("menu.load_none")),)),),
        foot=(p.Press(id="back", label=say("menu.back")),),
        back="back",
        narrow=760.0,
    )


def settings_page(
    messages: Messages, *, text: int, texts: Sequence[str], full: bool, tour: bool,
    contrast: bool = False,
) -> p.Page:  # fmt: skip
    """Show what a person may set for themselves."""
    say = messages.say
    switch = (say("menu.off"), say("menu.on"))
    blocks: tuple[p.Block, ...] = (
        p.Pick(id="text", label=say("menu.text_size"), options=tuple(texts), chosen=text,
               note=say("menu.text_size_note")),
        p.Pick(id="contrast", label=say("menu.contrast"), options=switch, chosen=int(contrast),
               note=say("menu.contrast_note")),
        p.Pick(id="full", label=say("menu.full"), options=switch, chosen=int(full),
               note=say("menu.full_note")),
        p.Pick(id="tour", label=say("menu.tour"), options=switch, chosen=int(tour),
               note=say("menu.tour_note")),
        p.Heading(text=say("credits.title")),
        *(p.Text(text=say(f"credits.{name}"), role="note") for name in
          ("map", "borders", "fonts", "model")),
    )  # fmt: skip
    return p.Page(
        name="settings",
        title=say("menu.settings"),
        columns=(p.Column(blocks=blocks),),
        foot=(p.Press(id="back", label=say("menu.back")),),
        back="back",
        narrow=640.0,
    )


NAMED = ("capital", "score", "odds", "likely", "source")
"""Words of the game that are explained beside where they stand as well."""
TERMS = ("volume", "price", "years", "technology", "tolling", "plant", "easing", "loan")
"""What talks can be about."""


def help_page(messages: Messages, scenario: Scenario | None = None) -> p.Page:
    """Show how the game goes, the keys, and what words mean; those of a scenario where one is.

    Args:
        messages: texts.
        scenario: what is played, if anything.
    """
    say = messages.say
    steps = tuple(
        p.Told(title=say(f"help.step{i}"), lines=(say(f"help.step{i}_text"),), ink="accent")
        for i in range(1, 6)
    )
    keys = tuple(
        p.Told(title=say(f"help.key{i}"), lines=(say(f"help.key{i}_text"),)) for i in range(1, 7)
    )
    words: list[p.Block] = [
        p.Told(title=capital(one.label), lines=(f"{capital(one.meaning)}.",), right=_unit(one.unit))
        for one in INDICATORS.values()
    ]
    words += [
        p.Told(title=say(f"help.word{i}"), lines=(say(f"help.word{i}_text"),)) for i in range(1, 7)
    ]
    words += [_term(name, messages) for name in NAMED]
    words += [p.Heading(text=say("help.talked")), *(_term(name, messages) for name in TERMS)]
    goods = glossary(scenario, messages) if scenario is not None else []
    return p.Page(
        name="help",
        title=say("menu.help"),
        note=say("help.note"),
        columns=(
            p.Column(blocks=(p.Heading(text=say("help.turn")), *steps,
                             p.Heading(text=say("help.keys")), *keys)),
            p.Column(blocks=(p.Heading(text=say("help.words")), *words)),
            *([p.Column(blocks=tuple(goods))] if goods else ()),
        ),
        foot=(p.Press(id="back", label=say("menu.back")),),
        back="back",
    )  # fmt: skip


def _term(name: str, messages: Messages) -> p.Told:
    return p.Told(
        title=messages.say(f"help.term_{name}"), lines=(messages.say(f"help.term_{name}_text"),)
    )


def _unit(unit: str) -> str:
    return {"share": "%", "x world": "×", "-1..1": "−1 to 1", "M$": "$M"}.get(unit, unit)


def pause_page(messages: Messages, *, where: str, others: Sequence[tuple[str, str]] = ()) -> p.Page:
    """Show what can be done beside the game.

    Args:
        messages: texts.
        where: who sits here.
        others: other seats that people here play and who have not ended the turn: key and title.
    """
    say = messages.say
    names = ["resume", "known", "last", "help", "settings", "leave_match", "quit"]
    if others:
        names.insert(1, "promises")
    items = [
        p.Item(id=name, title=say(f"menu.{name}"), lines=(say(f"menu.{name}_text"),))
        for name in names
    ]
    items[1:1] = [
        p.Item(id=f"hand:{seat}", title=say("game.hand_to", seat=short(title)),
               lines=(say("menu.hand_text"),))
        for seat, title in others
    ]  # fmt: skip
    return p.Page(
        name="pause", title=say("menu.pause"), note=where,
        columns=(p.Column(blocks=tuple(items)),), back="resume", narrow=520.0,
    )  # fmt: skip


def curtain_page(messages: Messages, seat: str, *, waits: bool = False) -> p.Page:
    """Hide the table until the next person sits down.

    Args:
        messages: texts.
        seat: who shall sit down.
        waits: whether talks wait for their word.
    """
    say = messages.say
    told = (p.Text(text=say("game.curtain_waits"), ink="accent"),) if waits else ()
    return p.Page(
        name="curtain",
        title=say("menu.name"),
        columns=(
            p.Column(
                blocks=(
                    p.Text(text=say("game.curtain", seat=seat), role="display", ink="high"),
                    p.Text(text=say("game.curtain_text", seat=seat)),
                    *told,
                    p.Buttons(buttons=(p.Press(id="lift", label=say("game.lift"), primary=True),)),
                )
            ),
        ),
        narrow=560.0,
    )
