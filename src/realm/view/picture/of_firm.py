"""Say what a seat may know of a firm: plants, stores, contracts, trade, prices, cash."""

import math

import numpy as np

from realm.core.words import ends, month_after
from realm.play.causes import causes
from realm.play.match import Match
from realm.play.past import Past
from realm.play.sight import Sight
from realm.play.trusts import shifts_towards, trust_in, trust_towards
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_bound import deals_told, plants_told
from realm.view.picture.of_causes import parts_text, shifts_text
from realm.view.picture.of_goods import Sourced, source_of
from realm.view.picture.of_links import trades
from realm.view.picture.words import amount, dollars, figure, moved_part

SLIGHT = 0.2
"""Tonnes below which nothing is there, as bounds have it."""


def firm_told(
    match: Match, sight: Sight, past: Past, name: str, messages: Messages
) -> tuple[list[p.Block], list[p.Block]]:
    """Tell all that may be known of a firm, in two columns."""
    say, scenario = messages.say, sight.observation.network.scenario
    firm = scenario.firms[name]
    home = scenario.countries[firm.country].name
    left: list[p.Block] = [
        p.Text(text=firm.name, role="h1", ink="high"),
        p.Text(text=say(f"known.kind_{firm.kind}", country=home), role="note"),
        *trust_told(match, sight, name, messages),
        p.Heading(text=say("known.plants"), note=say("known.as_known")),
        *_plants(sight, name, messages),
        *plants_told(sight, name, messages),
        *_contracts(sight, name, messages),
        *deals_told(sight, name, messages),
    ]
    right = [
        *trades(match, sight, name, messages),
        *_prices(match, sight, past, name, messages),
        source_told(firm, messages),
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
    return between(least, most)


def between(least: float, most: float) -> str:
    """Write two bounds of a number, or the number where they agree."""
    first, last = ends(max(0.0, least), most)
    return last if first == last else f"{first}–{last}"


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
    if any(len(one.lines) > 1 for one in found if isinstance(one, p.Told)):
        told.insert(0, p.Text(text=say("turn.multiply"), role="note", ink="low"))
    return [p.Heading(text=say("known.prices"), note=say("known.last_turn")), *found, *told]


def _cash(sight: Sight, firm: str) -> str:
    """Write what a firm has in its account, where the seat may know it."""
    row = sight.observation.network.accounts.index(firm)
    money = float(sight.observation.money[row, 0])
    return dollars(money) if math.isfinite(money) else ""


def trust_told(match: Match, sight: Sight, name: str, messages: Messages) -> list[p.Block]:
    """Say how far the seat trusts somebody and they the seat; nothing where it does not know."""
    if name == sight.actor:
        return []
    trust = trust_in(sight, name)
    mine = messages.say("known.trust", trust=figure(trust, "-1..1")[0])
    told = [p.Text(text=mine, role="note")] if math.isfinite(trust) else []
    return [*told, *trusted_told(match, sight, name, messages)]


def trusted_told(match: Match, sight: Sight, name: str, messages: Messages) -> list[p.Block]:
    """Say how far somebody trusts the seat, and what moved that last turn."""
    trust = trust_towards(match, sight.seat, name)
    if not math.isfinite(trust):
        return []
    shifts = shifts_text(shifts_towards(match, match.turn, sight.seat, name), messages)
    found = messages.say("known.trusted", trust=figure(trust, "-1..1")[0])
    return [p.Text(text="\n".join((found, *shifts)), role="note")]


# --- a country ------------------------------------------------------------------------------------


def source_told(noun: Sourced, messages: Messages) -> p.Text:
    """Name where what a file says of somebody comes from."""
    return p.Text(text=source_of(noun, messages), role="micro", ink="low")
