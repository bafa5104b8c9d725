"""The main numbers of a moment: what a journal keeps of a turn, and a replay compares."""

import math
from collections.abc import Iterator, Mapping

from realm.core.ledger import Ledger, Month
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.model.model import RealmModel
from realm.rules import market, turn
from realm.rules.groups import Groups, group
from realm.rules.indicators import measure
from realm.rules.reading import Turn

CLOSE = 1e-6
"""Largest relative difference between machines of different platform tags."""


def main_numbers(model: RealmModel) -> dict[str, float]:
    """Read prices by commodity, indicators by seat; those that are numbers, of the first world."""
    return numbers_of(model.network, model.params, model.ledger, model.state)


def early_numbers(model: RealmModel) -> list[dict[str, float]]:
    """Read the main numbers month by month before the first turn, as at the end of each.

    An indicator of a whole turn looks back over so many months; those before the start were like
    the first, since a scenario starts at rest.
    """
    network, params, groups = model.network, model.params, group(model.network)
    months: list[Month] = []
    found: list[dict[str, float]] = []
    for state, ledger in early_months(model):
        months += ledger.months
        quiet = [months[0]] * (network.months_per_turn - len(months))
        lately = Ledger((*quiet, *months))
        found.append(numbers_of(network, params, lately, state, groups))
    return found


def early_months(model: RealmModel) -> Iterator[tuple[State, Ledger]]:
    """Play the months before the first turn again: the state after each, and what it did."""
    state = model.start
    for _ in range(model.network.first_turn_month):
        state, ledger = turn.play(model.network, model.params, state, model.luck, 1)
        yield state, ledger


def numbers_of(
    network: Network,
    params: Params,
    ledger: Ledger,
    state: State,
    groups: Groups | None = None,
) -> dict[str, float]:
    """Read the main numbers of a turn's last months and the state they led to.

    Args:
        network: the scenario's.
        params: numbers of the rules.
        ledger: what was played; months of one turn count.
        state: what they led to.
        groups: `groups(network)`, where many are read.
    """
    if not ledger.months:
        return {}
    last = ledger.months[-1]
    strand = market.strands(network)
    found: dict[str, float] = {}
    for label, values in (
        ("inside", market.inside(network, params, last)),
        ("outside", market.outside(network, strand, last)),
        ("output", market.output(network, last)),
    ):
        for row, commodity in enumerate(network.commodities):
            found[f"{label} {commodity}"] = float(values[row, 0])
    read = Turn.of(network, params, ledger.last(network.months_per_turn), state, groups)
    readings = measure(read)
    for seat, noun in network.scenario.seats.items():
        row = read.groups.actors.index(noun.actor)
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
