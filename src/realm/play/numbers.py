"""The main numbers of a moment: what a journal keeps of a turn, and a replay compares."""

import math
from collections.abc import Mapping

from realm.core.ledger import Ledger
from realm.model.model import RealmModel
from realm.rules import market
from realm.rules.indicators import measure
from realm.rules.reading import Turn

CLOSE = 1e-6
"""Largest relative difference between machines of different platform tags."""


def main_numbers(model: RealmModel) -> dict[str, float]:
    """Read prices by commodity, indicators by seat; those that are numbers, of the first world."""
    network, params = model.network, model.params
    if not model.ledger.months:
        return {}
    last = model.ledger.months[-1]
    strand = market.strands(network)
    found: dict[str, float] = {}
    for label, values in (
        ("inside", market.inside(network, params, last)),
        ("outside", market.outside(network, strand, last)),
        ("output", market.output(network, last)),
    ):
        for row, commodity in enumerate(network.commodities):
            found[f"{label} {commodity}"] = float(values[row, 0])
    months = Ledger(model.ledger.months[-network.months_per_turn :])
    turn = Turn.of(network, params, months, model.state)
    readings = measure(turn)
    for seat, noun in network.scenario.seats.items():
        row = turn.groups.actors.index(noun.actor)
        for name, values in readings.items():
            found[f"{seat} {name}"] = float(values[row, 0])
    return {name: value for name, value in found.items() if math.isfinite(value)}


def differing(one: Mapping[str, float], other: Mapping[str, float]) -> str:
    """Name the first number that differs by more than machines do; empty where none does."""
    for name in sorted(one.keys() | other.keys()):
        if name not in one or name not in other:
            return name
        scale = max(abs(one[name]), abs(other[name]))
        if abs(one[name] - other[name]) > CLOSE * scale + 1e-12:
            return name
    return ""
