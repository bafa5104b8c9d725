"""Make the page of who is who: what a seat may know of every country and firm."""

import math

import numpy as np

from realm.core.words import month_after
from realm.play.match import Match
from realm.play.past import Past, causes
from realm.play.sight import Sight
from realm.rules.event import short
from realm.rules.politics import SUPPORTS
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_bound import deals_told, plants_told
from realm.view.picture.of_causes import parts_text
from realm.view.picture.of_curbs import measures_told
from realm.view.picture.of_goods import Sourced, source_of
from realm.view.picture.of_links import trades
from realm.view.picture.of_sheets import lines_of
from realm.view.picture.of_stances import trust_in
from realm.view.picture.table import Kpi
from realm.view.picture.trade import by_pair
from realm.view.picture.words import amount, dollars, figure, moved_part

SLIGHT = 0.2
"""Tonnes below which nothing is there, as bounds have it."""


def known_page(
    match: Match, sight: Sight, past: Past, messages: Messages, find: str, chosen: str
) -> p.Page:
    """Show everybody at the left, and what is known of one of them.

    Args:
        match: the match.
        sight: what the seat sees.
        past: what it may remember.
        messages: texts.
        find: what is searched.
        chosen: country or firm that is looked at; the seat's own if empty.
    """
    say, scenario = messages.say, sight.observation.network.scenario
    known = scenario.countries.keys() | scenario.firms.keys()
    name = chosen if chosen in known else sight.actor
    middle, right = (
        _firm(match, sight, past, name, messages)
        if name in scenario.firms
        else _country(sight, name, messages)
    )
    return p.Page(
        name="known",
        title=say("known.title"),
        note=say("known.note"),
        columns=(
            p.Column(blocks=tuple(_everybody(sight, name, find, messages)), share=0.75),
            p.Column(blocks=tuple(middle), share=1.1),
            p.Column(blocks=tuple(right), share=1.1),
        ),
        foot=(p.Press(id="close", label=say("game.close"), primary=True),),
        back="close",
    )


def _everybody(sight: Sight, chosen: str, find: str, messages: Messages) -> list[p.Block]:
    """List countries, players first, and their firms."""
    scenario = sight.observation.network.scenario
    players = {seat.actor for seat in scenario.seats.values()}
    words = find.casefold().split()
    found: list[p.Block] = [p.Field(id="find", text=find, blank=messages.say("known.find"))]
    sections = (
        ("known.players", sorted(players & scenario.countries.keys())),
        ("known.countries", [n for n in scenario.countries if n not in players]),
        ("known.firms", list(scenario.firms)),
    )
    for key, names in sections:
        items = []
        for name in names:
            noun = scenario.countries.get(name) or scenario.firms[name]
            home = ""
            if name in scenario.firms:
                home = short(scenario.countries[scenario.firms[name].country].name)
            if all(word in f"{noun.name} {home}".casefold() for word in words):
                items.append(
                    p.Item(id=f"know:{name}", title=short(noun.name), right=home,
                           chosen=name == chosen)
                )  # fmt: skip
        if items:
            found += [p.Heading(text=messages.say(key)), *items]
    return found


def _trust(sight: Sight, name: str, messages: Messages) -> list[p.Block]:
    trust = trust_in(sight, name)
    if not math.isfinite(trust) or name == sight.actor:
        return []
    return [p.Text(text=messages.say("known.trust", trust=figure(trust, "-1..1")[0]), role="note")]


# --- a country ------------------------------------------------------------------------------------


def _country(sight: Sight, name: str, messages: Messages) -> tuple[list[p.Block], list[p.Block]]:
    say, network = messages.say, sight.observation.network
    scenario = network.scenario
    pairs = by_pair(network, sight.observation.customs[:, 0])
    on = [
        measure for row, measure in enumerate(network.measures)
        if scenario.measures[measure].country == name
        and sight.observation.measure_on[row, 0] > 0.0
    ]  # fmt: skip
    left: list[p.Block] = [
        p.Text(text=scenario.countries[name].name, role="h1", ink="high"),
        *_trust(sight, name, messages),
        p.Heading(text=say("known.trade"), note=say("known.customs")),
        *(p.Text(text=line, role="note") for line in lines_of(sight, name, pairs, messages)),
        *_output(sight, name, messages),
        p.Heading(text=say("known.measures")),
    ]
    right: list[p.Block] = []
    left += [_measure(sight, measure, messages) for measure in on] or [
        p.Text(text=say("known.no_measures"), role="note")
    ]
    right += deals_told(sight, name, messages)
    right += plants_told(sight, name, messages)
    firms = [firm for firm, noun in scenario.firms.items() if noun.country == name]
    right.append(p.Heading(text=say("known.firms_here")))
    right += [p.Item(id=f"know:{f}~here", title=scenario.firms[f].name) for f in firms]
    if not firms:
        right.append(p.Text(text=say("known.no_firms"), role="note"))
    right.append(_source(scenario.countries[name], messages))
    return left, right


def _source(noun: Sourced, messages: Messages) -> p.Text:
    return p.Text(text=source_of(noun, messages), role="micro", ink="low")


def _measure(sight: Sight, name: str, messages: Messages) -> p.Told:
    """Tell a measure: its size, what it is, its source; red only what holds trade back."""
    noun = sight.observation.network.scenario.measures[name]
    (title,) = measures_told(sight, (name,))
    lines = (noun.text, source_of(noun, messages))
    ink = "good" if noun.family in SUPPORTS else "curbed"
    return p.Told(title=title, lines=tuple(line for line in lines if line), ink=ink)


def _output(sight: Sight, country: str, messages: Messages) -> list[p.Block]:
    """Show what is made in a country, t a year, in bounds."""
    network = sight.observation.network
    low, high = sight.observation.band("throughput")
    made: dict[str, tuple[float, float]] = {}
    for row, key in enumerate(network.along("facility")):
        facility = network.scenario.facilities[key]
        if facility.country != country or not 12.0 * float(high[row, 0]) >= SLIGHT:
            continue
        for good, part in network.scenario.recipes[facility.recipe].outputs.items():
            least, most = made.get(good, (0.0, 0.0))
            by = 12.0 * part
            made[good] = least + by * float(low[row, 0]), most + by * float(high[row, 0])
    if not made:
        return []
    kpis = tuple(
        Kpi(id=f"made:{good}", label=short(network.scenario.commodities[good].name),
            value=_range(*made[good]), unit="t/yr")
        for good in made
    )  # fmt: skip
    head = p.Heading(text=messages.say("known.output"), note=messages.say("known.as_known"))
    return [head, p.Figures(kpis=kpis, slim=True)]


# --- a firm ---------------------------------------------------------------------------------------


def _firm(
    match: Match, sight: Sight, past: Past, name: str, messages: Messages
) -> tuple[list[p.Block], list[p.Block]]:
    say, scenario = messages.say, sight.observation.network.scenario
    firm = scenario.firms[name]
    home = scenario.countries[firm.country].name
    left: list[p.Block] = [
        p.Text(text=firm.name, role="h1", ink="high"),
        p.Text(text=say(f"known.kind_{firm.kind}", country=home), role="note"),
        *_trust(sight, name, messages),
        p.Heading(text=say("known.plants"), note=say("known.as_known")),
        *_plants(sight, name, messages),
        *plants_told(sight, name, messages),
        *_contracts(sight, name, messages),
        *deals_told(sight, name, messages),
    ]
    right = [
        *trades(sight, name, messages),
        *_prices(match, sight, past, name, messages),
        _source(firm, messages),
    ]
    return left, right


def _plants(sight: Sight, firm: str, messages: Messages) -> list[p.Block]:
    """Tell of a firm's plants; those that are not built yet in a line."""
    network = sight.observation.network
    rows = [
        (row, network.scenario.facilities[key])
        for row, key in enumerate(network.along("facility"))
        if network.scenario.facilities[key].firm == firm
    ]
    built = [row for row, _ in rows if _bounds(sight, "capacity", row, 12.0)]
    later = [noun.place or noun.name for row, noun in rows if row not in built]
    found: list[p.Block] = [_plant(sight, row, messages) for row in built]
    if later:
        told = messages.say("known.not_built", where="; ".join(later))
        found.append(p.Text(text=told, role="note", ink="low"))
    return found


def _plant(sight: Sight, row: int, messages: Messages) -> p.Told:
    """Say what a plant makes of what, how much it runs, and what lies there, in bounds."""
    say, network = messages.say, sight.observation.network
    scenario = network.scenario
    facility = scenario.facilities[network.along("facility")[row]]
    recipe = scenario.recipes[facility.recipe]
    made = ", ".join(short(scenario.commodities[good].name) for good in recipe.outputs)
    taken = ", ".join(short(scenario.commodities[good].name) for good in recipe.inputs)
    lines = [say("known.makes_of" if taken else "known.makes", made=made, taken=taken)]
    run, most = _bounds(sight, "throughput", row, 12.0), _bounds(sight, "capacity", row, 12.0)
    lines.append(say("known.runs", run=run or "0", most=most, unit=recipe.throughput))
    store = _store(sight, row)
    if store:
        lines.append(say("known.store", what=store))
    return p.Told(title=facility.place or short(facility.name), lines=tuple(lines), ink="ghost")


def _bounds(sight: Sight, field: str, row: int, factor: float = 1.0) -> str:
    """Write a number as well as the seat may know it; empty where it is nothing."""
    low, high = sight.observation.band(field)
    least, most = factor * float(low[row, 0]), factor * float(high[row, 0])
    if not math.isfinite(most) or most < SLIGHT:
        return ""
    return _range(least, most)


def _range(least: float, most: float) -> str:
    close = math.isclose(least, most, rel_tol=1e-6)
    return amount(most) if close else f"{amount(max(0.0, least))}–{amount(most)}"


def _store(sight: Sight, row: int) -> str:
    network = sight.observation.network
    goods, found = list(network.scenario.commodities.values()), []
    for nodes, commodity, field in (
        (network.intake_node, network.intake_commodity, "stock_in"),
        (network.offer_node, network.offer_commodity, "stock_out"),
    ):
        for slot in np.flatnonzero(nodes == row):
            tonnes = _bounds(sight, field, int(slot))
            if tonnes:
                found.append(f"{tonnes} t {short(goods[commodity[slot]].name)}")
    return ", ".join(found)


def _contracts(sight: Sight, firm: str, messages: Messages) -> list[p.Block]:
    """List the contracts that a firm sells or buys under."""
    say, scenario = messages.say, sight.observation.network.scenario

    def mine(node: str) -> bool:
        plant = scenario.facilities.get(node)
        return node == firm or (plant is not None and plant.firm == firm)

    found: list[p.Block] = []
    for noun in scenario.contracts.values():
        sells = mine(noun.seller)
        if not (sells or any(mine(buyer) for buyer in noun.buyers)):
            continue
        good = short(scenario.commodities[noun.commodity].name)
        terms = say("known.sells_under" if sells else "known.buys_under",
                    tonnes=amount(noun.volume_t_per_year), good=good)  # fmt: skip
        until = say("known.until", month=month_after(noun.ends, -1)) if noun.ends else ""
        found.append(p.Told(title=noun.name, lines=(terms,), right=until, ink="accent"))
    return [p.Heading(text=say("known.contracts")), *found] if found else []


def _prices(match: Match, sight: Sight, past: Past, firm: str, messages: Messages) -> list[p.Block]:
    """Tell the prices of what a firm makes and takes, and what moved them last turn."""
    say, scenario = messages.say, sight.observation.network.scenario
    recipes = [scenario.recipes[f.recipe] for f in scenario.facilities.values() if f.firm == firm]
    goods = dict.fromkeys(good for r in recipes for good in (*r.outputs, *r.inputs))
    why = causes(match, match.turn)
    found: list[p.Block] = []
    for name in goods:
        series = past.prices[name]
        change = moved_part(series[-2], series[-1]) if len(series) > 1 else None
        sign = "" if change is None else f"{'+' if change.rises else '−'}{change.text}"
        found.append(
            p.Told(
                title=f"{short(scenario.commodities[name].name)}  ${amount(series[-1])}/kg",
                lines=parts_text(why.get(name, ()), messages) if change is not None else (),
                right=sign,
                ink="ghost",
            )
        )
    cash = _cash(sight, firm)
    told = [p.Text(text=say("known.cash", cash=cash), role="note")] if cash else []
    return [p.Heading(text=say("known.prices"), note=say("known.last_turn")), *found, *told]


def _cash(sight: Sight, firm: str) -> str:
    """Write what a firm has in its account, where the seat may know it."""
    row = sight.observation.network.accounts.index(firm)
    money = float(sight.observation.money[row, 0])
    return dollars(money) if math.isfinite(money) else ""
