"""Prices, shares and contract calls of the quiet start."""

from dataclasses import dataclass

import numpy as np

from realm.content.parts import Parts
from realm.content.quiet import Quiet
from realm.content.routes import contract_parts
from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.price import customs, quoted
from realm.core.state_goods import PIPE_LAGS
from realm.core.words import months_between

NOTHING = 1e-9
"""Tonnes that make a mean plain where nothing is sold."""
MOST_UNDER_CONTRACT = 0.99
"""A contract binds no more of a link's base flow; the rest keeps the link known when it ends."""


@dataclass(frozen=True)
class Base:
    """What the quiet start comes to: flows, prices, contract calls."""

    quiet: Quiet
    weight: Array
    """(link,) tonnes a month at the start, or what the weight when opened comes to."""
    called: Array
    """(contract part,) tonnes a month called at the start."""
    delivered: Array
    """(link,)."""
    price: Array
    """(intake,)."""
    transit: Array
    """(lag, link)."""


def asks_at_start(network: Network) -> Array:
    """Asks at the start: the facility's own for its first product, else the commodity's.

    Stockpiles ask the mean of their market.
    """
    scenario = network.scenario
    asks = []
    for offer in network.offers:
        node, commodity = offer.split(":")
        price: float | None = None
        if node in scenario.facilities:
            facility = scenario.facilities[node]
            first = next(iter(scenario.recipes[facility.recipe].outputs))
            price = facility.price_usd_per_kg if commodity == first else None
        asks.append(price or scenario.commodities[commodity].price_usd_per_kg)
    found = np.array(asks)
    if len(network.stockpiles):
        market = network.market_offers @ found[network.facility_offers]
        found[network.stockpile_offers] = market / network.market_counts[:, 0]
    return found


def find_base(network: Network, parts: Parts, quiet: Quiet, ask: Array) -> Base:
    """Find shares, contract calls and delivered prices of the quiet start."""
    scenario = network.scenario
    names = [relay.name for relay in parts.relays]
    pairs = contract_parts(scenario, parts)
    covered = np.array([quiet.flow[names.index(link)] for _, link in pairs])
    whole = {
        c: sum(f for (k, _), f in zip(pairs, covered, strict=True) if k == c) for c, _ in pairs
    }
    called = np.zeros(len(pairs))
    for i, (name, _) in enumerate(pairs):
        contract = scenario.all_contracts[name]
        empty = name not in scenario.contracts
        late = contract.starts and months_between(scenario.starts, contract.starts) > 0
        over = contract.ends and months_between(scenario.starts, contract.ends) <= 0
        if whole[name] > 0 and not empty and not late and not over:
            volume = min(contract.volume_t_per_year / 12.0, whole[name])
            called[i] = volume * covered[i] / whole[name]
    on_link = _on_links(network, called)
    most = MOST_UNDER_CONTRACT * quiet.flow
    crowded = np.divide(most, on_link, out=np.ones_like(on_link), where=on_link > 0)
    called = called * np.minimum(1.0, crowded)[network.part_link]
    slot_flow = (network.links_of_intake @ quiet.flow)[network.link_intake]
    weights = np.array([relay.weight for relay in parts.relays])
    weight = np.where(quiet.flow > 0, quiet.flow, weights * np.where(slot_flow > 0, slot_flow, 1.0))
    duty, levy, tariff, minimum = _duties(network, parts)
    freight = np.array([relay.freight_usd_per_kg for relay in parts.relays])
    paid = _paid(network, ask, called, quiet)
    quote = np.maximum(quoted(paid, duty, levy), minimum)
    door = quote + customs(quote, tariff, freight) + freight
    pull = np.where(slot_flow > 0, quiet.flow, weight)
    pull[network.release] = 0.0
    slot_pull = network.links_of_intake @ pull
    mean = network.links_of_intake @ (pull * door)
    plain = np.array([scenario.commodities[network.commodities[c]].price_usd_per_kg
                      for c in network.intake_commodity])  # fmt: skip
    price = np.divide(mean, slot_pull, out=plain, where=slot_pull > 0)
    return Base(quiet, weight, called, door, price, _transit(parts))


def _paid(network: Network, ask: Array, called: Array, quiet: Quiet) -> Array:
    """Mean price paid to the seller on each link: contract price on its part, ask on the rest."""
    scenario = network.scenario
    plain = ask[network.link_offer]
    if not called.any():
        return plain
    inside = inside_prices(network, ask, quiet.sales)
    extra = np.zeros(len(called))
    for i, (c, link) in enumerate(zip(network.parts_of_contract, network.part_link, strict=True)):
        contract = scenario.all_contracts[network.contracts[c]]
        price = plain[link]
        if contract.price_rule == "fixed":
            price = contract.price_usd_per_kg or price
        elif contract.price_rule == "index":
            commodity = network.commodities.index(contract.commodity)
            price = contract.index_factor * inside[commodity]
        price = min(max(price, contract.floor_usd_per_kg), contract.ceiling_usd_per_kg or np.inf)
        extra[i] = called[i] * (price - plain[link])
    gap = _on_links(network, extra)
    flow = quiet.flow
    return plain + np.divide(gap, flow, out=np.zeros_like(flow), where=flow > 0)


def _on_links(network: Network, by_part: Array) -> Array:
    """Add what contract parts come to on each link, (link,)."""
    added = np.zeros(len(network.links))
    np.add.at(added, network.part_link, by_part)
    return added


def inside_prices(network: Network, ask: Array, sales: Array) -> Array:
    """Mean asks of the reference exporter weighted by base sales, (commodity,)."""
    sales = sales + NOTHING
    weight = network.reference_offers @ sales
    mean = network.reference_offers @ (sales * ask[network.facility_offers])
    plain = np.array([c.price_usd_per_kg for c in network.scenario.commodities.values()])
    prices: Array = np.divide(mean, weight, out=plain, where=weight > 0)
    return prices


def _duties(network: Network, parts: Parts) -> tuple[Array, Array, Array, Array]:
    """Duty, levy, tariff and minimum price of each link at the start; all but the last add up."""
    found = np.zeros((4, len(parts.relays)))
    keys = (
        ("duty", "duty_share", np.add),
        ("duty", "levy_usd_per_kg", np.add),
        ("tariff", "tariff_share", np.add),
        ("minimum", "minimum_usd_per_kg", np.maximum),
    )
    for row, (instrument, key, join) in enumerate(keys):
        by_regime = _sizes_at_start(network, instrument, key, network.regime_count, join)
        found[row, network.abroad] = by_regime[network.lane_regime[network.lane_of]]
    return found[0], found[1], found[2], found[3]


def supports_at_start(network: Network) -> tuple[Array, Array]:
    """Price floor and subsidy of each facility offer at the start, $/kg."""
    offers = network.facility_offers.stop
    return (
        _sizes_at_start(network, "floor", "floor_usd_per_kg", offers, np.maximum),
        _sizes_at_start(network, "subsidy", "subsidy_usd_per_kg", offers, np.add),
    )


def _sizes_at_start(
    network: Network, instrument: str, key: str, rows: int, join: np.ufunc
) -> Array:
    """Join the sizes of the measures in force at the start, by row of an instrument."""
    found = np.zeros(rows)
    measures = network.entries[instrument].measures
    for row, measure in zip(network.entry_rows[instrument], measures, strict=True):
        noun = network.scenario.measures[network.measures[measure]]
        if in_force_at_start(network, measure) and noun.budget_musd != 0.0:
            found[row] = join(found[row], getattr(noun, key) or 0.0)
    return found


def in_force_at_start(network: Network, measure: int) -> bool:
    """Say whether a measure binds in the first month."""
    scenario = network.scenario
    noun = scenario.measures[network.measures[measure]]
    if noun.in_force is None or months_between(scenario.starts, noun.in_force) > 0:
        return False
    return noun.until is None or months_between(scenario.starts, noun.until) > 0


def _transit(parts: Parts) -> Array:
    """Part of a shipment that arrives after each lag, (lag, link); at least one month."""
    months = np.array([max(1.0, relay.transit_months) for relay in parts.relays])
    whole = np.minimum(np.floor(months), PIPE_LAGS - 1).astype(np.intp)
    late = np.clip(months - whole, 0.0, 1.0)
    lags = np.zeros((PIPE_LAGS, len(months)))
    links = np.arange(len(months))
    lags[whole - 1, links] = 1.0 - late
    lags[whole, links] += late
    return lags[: int(np.flatnonzero(lags.any(axis=1)).max(initial=0)) + 1]
