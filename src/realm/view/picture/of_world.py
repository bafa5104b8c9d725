"""Make the map's picture from what a seat may know: customs, measures in force, its own trust."""

import math
from dataclasses import replace

import numpy as np

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.scenario import Scenario
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.rules.event_terms import SHARE_FAMILIES, size_text
from realm.view.messages import Messages
from realm.view.picture.kinds import grouped
from realm.view.picture.table import Bar, Flow, Place, Sheet, World
from realm.view.picture.words import amount

Pairs = dict[tuple[str, str, str], float]
"""Tonnes a month by seller, buyer and commodity."""
LEAST_PART = 0.01
"""Part of the world's trade in a kind, by value, below which a flow is left out of the map."""
MOST_FLOWS = 36
"""Flows on the map; the largest by value, and all of the seat's own first."""
PARTNERS = 3
"""Most partners that a line names."""
OPEN_SEA = ((18.5, 35.0), (-150.0, -5.0), (72.0, -22.0), (-120.0, -38.0))
"""Longitude and latitude of spots without land, for groups that act as one."""
RING = (165.0, 8.0, 34.0, 24.0)
"""Middle of the spots of an invented world, and how far they lie from it; degrees."""
FRIENDLY, WARM = 0.5, 0.15
"""Trust from which someone counts as cooperative, and as leaning to it."""


def world_of(
    sight: Sight, messages: Messages, *, customs: Array | None = None, talks_refusal: str = ""
) -> World:
    """Show places and flows as a seat may know them.

    Args:
        sight: what the seat sees.
        messages: texts.
        customs: tonnes across each link abroad in a month, (abroad,); what customs published last
            if not given.
        talks_refusal: why no talks can be opened at all.
    """
    network = sight.observation.network
    published = sight.observation.customs[:, 0] if customs is None else customs
    pairs = _by_pair(network, published)
    kinds, kind_of = grouped(network.scenario)
    flows = _flows(sight, pairs, kind_of, messages)
    home = _home(sight)
    spots = spots_of(network.scenario)
    refusals = dict.fromkeys(partners(sight), talks_refusal)
    places = tuple(
        Place(
            id=name,
            name=short(country.name),
            iso3=country.iso3,
            stance=stance_of(sight, name),
            you=name == home,
            lines=_lines(sight, name, pairs, messages),
            sheet=_sheet(sight, name, pairs, messages),
            talks_refusal=refusals.get(name, messages.say("game.no_table")),
            at=spots.get(name),
        )
        for name, country in network.scenario.countries.items()
    )
    shown = {end for flow in flows for end in (flow.seller, flow.buyer)} | {home}
    shown |= {seat.actor for seat in network.scenario.seats.values()}
    places = tuple(replace(place, plays=place.id in shown) for place in places)
    return World(places=places, flows=flows, kinds=kinds)


def spots_of(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Find spots for who has no land on the map: groups of countries, and invented ones."""
    lost = [name for name, country in scenario.countries.items() if not country.iso3]
    if len(lost) == len(scenario.countries):
        x, y, wide, tall = RING
        turn = 2.0 * math.pi / len(lost)
        return {
            name: (
                (x + wide * math.sin(i * turn) + 180.0) % 360.0 - 180.0,
                y + tall * math.cos(i * turn),
            )
            for i, name in enumerate(lost)
        }
    return {name: OPEN_SEA[i % len(OPEN_SEA)] for i, name in enumerate(lost)}


def _home(sight: Sight) -> str:
    """Name the country of the seat: its own, or where its firm is at home."""
    scenario = sight.observation.network.scenario
    if sight.actor in scenario.countries:
        return sight.actor
    return scenario.firms[sight.actor].country


# --- who stands how -------------------------------------------------------------------------------


def trust_in(sight: Sight, other: str) -> float:
    """How far the seat trusts another by what that one has done, -1 to 1; NaN where unknown."""
    network = sight.observation.network
    actors = (*network.countries, *network.firms)
    if other not in actors:
        return math.nan
    mine = network.relation_of == actors.index(sight.actor)
    rows = np.flatnonzero(mine & (network.relation_towards == actors.index(other)))
    return float(sight.observation.trust[rows[0], 0]) if len(rows) else math.nan


def curbs_of(sight: Sight, country: str) -> list[str]:
    """Name the measures in force with which a country holds its exports back from the seat."""
    network, home = sight.observation.network, _home(sight)
    column = network.countries.index(home)
    on = sight.observation.measure_on[:, 0] > 0.0
    borne = network.borne[:, column]
    return [
        name
        for row, (name, measure) in enumerate(network.scenario.measures.items())
        if on[row] and borne[row] and measure.country == country != home
    ]


def stance_of(sight: Sight, country: str) -> int:
    """Say how a country stands to the seat, -2 coercive to 2 cooperative, by deeds alone."""
    trust = trust_in(sight, country)
    trust = 0.0 if math.isnan(trust) else trust
    step = 2 if trust >= FRIENDLY else 1 if trust >= WARM else 0
    if trust <= -FRIENDLY:
        step = -2
    elif trust <= -WARM:
        step = -1
    return max(-2, step - 1) if curbs_of(sight, country) else step


def partners(sight: Sight) -> dict[str, str]:
    """Find with which country each of the seat's tables is: country -> table."""
    scenario = sight.observation.network.scenario
    found: dict[str, str] = {}
    for table in sight.tables:
        for side in scenario.tables[table].sides:
            if side != sight.actor:
                where = side if side in scenario.countries else scenario.firms[side].country
                found.setdefault(where, table)
    return found


# --- flows ----------------------------------------------------------------------------------------


def _ends(network: Network) -> tuple[list[str], list[str], list[str]]:
    """Name seller's country, buyer's country and commodity of every link abroad."""
    rows = np.arange(len(network.links))[network.abroad]
    countries, goods = network.countries, network.commodities
    return (
        [countries[c] for c in network.node_country[network.link_seller[rows]]],
        [countries[c] for c in network.node_country[network.link_buyer[rows]]],
        [goods[c] for c in network.offer_commodity[network.link_offer[rows]]],
    )


def _by_pair(network: Network, published: Array) -> Pairs:
    """Add up tonnes a month by seller, buyer and commodity."""
    found: Pairs = {}
    for *key, tonnes in zip(*_ends(network), published, strict=True):
        if tonnes > 0.0:
            seller, buyer, good = key
            found[seller, buyer, good] = found.get((seller, buyer, good), 0.0) + float(tonnes)
    return found


def _flows(
    sight: Sight, pairs: Pairs, kind_of: dict[str, int], messages: Messages
) -> tuple[Flow, ...]:
    network, scenario = sight.observation.network, sight.observation.network.scenario
    months = network.months_per_turn
    price = {name: noun.price_usd_per_kg for name, noun in scenario.commodities.items()}
    joined: dict[tuple[str, str, int], dict[str, float]] = {}
    for (seller, buyer, good), tonnes in pairs.items():
        joined.setdefault((seller, buyer, kind_of[good]), {})[good] = tonnes
    worth = {key: sum(t * price[g] for g, t in parts.items()) for key, parts in joined.items()}
    whole: dict[int, float] = {}
    for key, value in worth.items():
        whole[key[2]] = whole.get(key[2], 0.0) + value
    home = _home(sight)
    own = {key for key in joined if home in key[:2]}
    large = {key for key, value in worth.items() if value >= LEAST_PART * whole[key[2]]}
    chosen = sorted(own | large, key=lambda key: (key not in own, -worth[key]))[:MOST_FLOWS]
    curbs = _curbs(sight)
    found = []
    for seller, buyer, kind in chosen:
        parts = joined[seller, buyer, kind]
        held = [m for good in parts for m in curbs.get((seller, buyer, good), ())]
        told = _measures_told(sight, tuple(dict.fromkeys(held)))
        lines = tuple(
            messages.say(
                "game.flow_line", good=short(scenario.commodities[good].name),
                tonnes=amount(months * tonnes),
            )
            for good, tonnes in sorted(parts.items())
        ) + told  # fmt: skip
        names = [short(scenario.countries[end].name) for end in (seller, buyer)]
        name = f"{seller}>{buyer}>{kind}"
        found.append(
            Flow(
                id=name, seller=seller, buyer=buyer, kind=kind,
                tonnes=months * sum(parts.values()), curbed=bool(held),
                tag=_tag(sight, held) if home in (seller, buyer) else "", lines=lines,
                sheet=Sheet(id=name, name=" – ".join(names), lines=lines),
            )
        )  # fmt: skip
    return tuple(found)


def _curbs(sight: Sight) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Name the measures that hold back exports, by seller, buyer and commodity."""
    network = sight.observation.network
    on = sight.observation.measure_on[:, 0] > 0.0
    entries, rows = network.entries["restricts"], network.entry_rows["restricts"]
    by_regime: dict[int, list[str]] = {}
    for measure, regime in zip(entries.measures, rows, strict=True):
        if on[measure] and _bites(sight, int(measure)):
            by_regime.setdefault(int(regime), []).append(network.measures[measure])
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    regimes = network.lane_regime[network.lane_of]
    for *key, regime in zip(*_ends(network), regimes, strict=True):
        if int(regime) in by_regime:
            seller, buyer, good = key
            found[seller, buyer, good] = tuple(by_regime[int(regime)])
    return found


def _bites(sight: Sight, measure: int) -> bool:
    """Say whether a measure holds anything back: one that lets all through is a formality."""
    size = float(sight.observation.measure_size[measure, 0])
    family = list(sight.observation.network.scenario.measures.values())[measure].family
    if family in SHARE_FAMILIES:
        return size < 1.0
    return size > 0.0 or family == "quota"


def _measures_told(sight: Sight, held: tuple[str, ...]) -> tuple[str, ...]:
    """Say which measures are in force and how large they are."""
    network = sight.observation.network
    found = []
    for name in held:
        measure = network.scenario.measures[name]
        size = float(sight.observation.measure_size[network.measures.index(name), 0])
        found.append(f"{measure.name}: {size_text(measure, size)}")
    return tuple(found)


def _tag(sight: Sight, held: list[str]) -> str:
    """Say in few words what holds a flow: the size of the tightest measure."""
    network = sight.observation.network
    sizes = {
        name: float(sight.observation.measure_size[network.measures.index(name), 0])
        for name in held
    }
    measures = network.scenario.measures
    shares = {name: size for name, size in sizes.items() if measures[name].family in SHARE_FAMILIES}
    if not sizes:
        return ""
    first = min(shares, key=shares.__getitem__) if shares else next(iter(sizes))
    return size_text(measures[first], sizes[first])


# --- what is known of a country -------------------------------------------------------------------


def _trade(pairs: Pairs, country: str, *, buys: bool) -> dict[str, dict[str, float]]:
    """Tonnes a month that a country buys or sells across borders: commodity -> partner -> t."""
    found: dict[str, dict[str, float]] = {}
    for (seller, buyer, good), tonnes in pairs.items():
        if country == (buyer if buys else seller):
            other = seller if buys else buyer
            goods = found.setdefault(good, {})
            goods[other] = goods.get(other, 0.0) + tonnes
    return found


def _trade_lines(sight: Sight, country: str, pairs: Pairs, messages: Messages) -> list[str]:
    network, scenario = sight.observation.network, sight.observation.network.scenario
    price = {name: noun.price_usd_per_kg for name, noun in scenario.commodities.items()}
    lines = []
    for key, buys in (("game.buys", True), ("game.sells", False)):
        trade = _trade(pairs, country, buys=buys)
        ranked = sorted(trade, key=lambda good: -price[good] * sum(trade[good].values()))
        for good in ranked[:2]:
            parts = trade[good]
            whole = sum(parts.values())
            top = sorted(parts, key=lambda name: -parts[name])[:PARTNERS]
            told = ", ".join(
                f"{short(scenario.countries[name].name)} {percent(parts[name] / whole)}"
                for name in top
            )
            lines.append(
                messages.say(
                    key, tonnes=amount(network.months_per_turn * whole),
                    good=short(scenario.commodities[good].name), partners=told,
                )
            )  # fmt: skip
    return lines


def _lines(sight: Sight, country: str, pairs: Pairs, messages: Messages) -> tuple[str, ...]:
    """Say what hovering over a country tells."""
    curbs = _measures_told(sight, tuple(curbs_of(sight, country)))
    lines = _trade_lines(sight, country, pairs, messages)
    return (*lines, *curbs) or (messages.say("game.no_trade"),)


def _sheet(sight: Sight, country: str, pairs: Pairs, messages: Messages) -> Sheet:
    """Show what is known of a country: its part of the world's exports, trade, and its curbs."""
    scenario = sight.observation.network.scenario
    kinds, kind_of = grouped(scenario)
    sold = [0.0] * len(kinds)
    whole = [0.0] * len(kinds)
    for (seller, _, good), tonnes in pairs.items():
        whole[kind_of[good]] += tonnes
        sold[kind_of[good]] += tonnes if seller == country else 0.0
    bars = tuple(
        Bar(label=kinds[i], share=sold[i] / whole[i], text=percent(sold[i] / whole[i]))
        for i in range(len(kinds))
        if sold[i] > 0.0
    )
    stance = stance_of(sight, country)
    you = country == _home(sight)
    lines = _trade_lines(sight, country, pairs, messages)
    if bars:
        lines.insert(0, messages.say("game.bars_are"))
    return Sheet(
        id=country,
        name=short(scenario.countries[country].name),
        badge=messages.say("game.you" if you else f"game.stance{stance}"),
        stance=0 if you else stance,
        bars=bars,
        lines=tuple(lines),
        alarm="\n".join(_measures_told(sight, tuple(curbs_of(sight, country)))),
    )
