"""What a seat holds: a firm its plants and their stocks, a government its stockpiles."""

from collections.abc import Iterator

import numpy as np

from realm.cli.terminal.phrases import subject
from realm.cli.terminal.standing import SLIGHT, stands
from realm.core.words import amount
from realm.play.match import Match
from realm.play.sight import Sight
from realm.rules.event import percent, short


def holdings(match: Match, sight: Sight) -> Iterator[str]:
    """List a seat's plants that can work and its stockpiles, a line each."""
    network = sight.observation.network
    for row in sight.observation.own("facility"):
        line = _plant(match, sight, int(row))
        if line:
            yield line
    for row in sight.observation.own("stockpile"):
        name = network.stockpiles[row]
        title = subject(network.scenario, "stockpile", name)
        yield f"{title[0].upper()}{title[1:]}: {stands(sight, 'stockpile', name)}"


def _plant(match: Match, sight: Sight, row: int) -> str:
    """Say what a plant makes and what lies there; empty where there is none yet."""
    network, months = sight.observation.network, match.pages[-1].ledger.months
    scenario, name = network.scenario, network.along("facility")[row]
    capacity = float(months[-1].capacity[row, 0]) if months else 0.0
    made = float(sight.observation.throughput[row, 0])
    if capacity < SLIGHT and made < SLIGHT:
        return ""
    unit = scenario.recipes[scenario.facilities[name].recipe].throughput
    text = f"{subject(scenario, 'facility', name)}: {amount(12.0 * made)} {unit} a year"
    if capacity >= SLIGHT:
        text += f", {percent(min(made / capacity, 1.0))} of capacity"
    stocks = list(_stocks(sight, row))
    return f"{text}; in store {', '.join(stocks)}" if stocks else text


def _stocks(sight: Sight, row: int) -> Iterator[str]:
    seen, network = sight.observation, sight.observation.network
    goods = list(network.scenario.commodities.values())
    lying: dict[int, float] = {}
    for nodes, commodity, held in (
        (network.intake_node, network.intake_commodity, seen.stock_in),
        (network.offer_node, network.offer_commodity, seen.stock_out),
    ):
        for slot in np.flatnonzero(nodes == row):
            good = int(commodity[slot])
            lying[good] = lying.get(good, 0.0) + float(held[slot, 0])
    for good, tonnes in lying.items():
        if tonnes >= SLIGHT:
            yield f"{amount(tonnes)} t of {short(goods[good].name)}"
