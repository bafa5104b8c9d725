"""Who buys from whom: a firm's own links last month, a country's customs the month before."""

import math
from collections.abc import Iterator

import numpy as np
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from realm.cli.tables import number
from realm.cli.terminal.phrases import subject, who
from realm.cli.terminal.situation import heading
from realm.cli.terminal.standing import SLIGHT
from realm.core.scenario import Scenario
from realm.play.match import Match
from realm.play.paid import Paid, Rule, paid
from realm.play.sight import Sight
from realm.rules.event import dollars, short

ROOM = 12
"""Most lines of each part."""


def trade(console: Console, match: Match, sight: Sight) -> None:
    """Print a seat's trade."""
    if sight.actor in sight.observation.network.countries:
        _customs(console, sight)
    else:
        _links(console, match, sight)


def _customs(console: Console, sight: Sight) -> None:
    """Print a country's imports and exports, t a year, by good and partner."""
    network, seen = sight.observation.network, sight.observation
    scenario = network.scenario
    me = network.countries.index(sight.actor)
    seller = network.node_country[network.link_seller[network.abroad]]
    buyer = network.node_country[network.link_buyer[network.abroad]]
    goods = network.offer_commodity[network.link_offer[network.abroad]]
    for title, mine, other in (
        ("Imports", buyer == me, seller),
        ("Exports", seller == me, buyer),
    ):
        found: dict[tuple[int, int], float] = {}
        for row in np.flatnonzero(mine):
            key = int(goods[row]), int(other[row])
            found[key] = found.get(key, 0.0) + 12.0 * float(seen.customs[row, 0])
        rows = {key: tonnes for key, tonnes in found.items() if tonnes >= SLIGHT}
        heading(console, title, "t a year, at the pace of the last month that customs published")
        table = _table()
        for good, partner in sorted(rows, key=lambda key: (key[0], -rows[key])):
            table.add_row(
                _indented(short(list(scenario.commodities.values())[good].name)),
                short(who(scenario, network.countries[partner])),
                number(rows[good, partner], "t"),
            )
        console.print(table if rows else "  None.")


def _links(console: Console, match: Match, sight: Sight) -> None:
    """Print what a firm's links carry at last month's pace, at which price at the buyer's door."""
    months = match.pages[-1].ledger.months
    network, seen = sight.observation.network, sight.observation
    own = [int(row) for row in seen.own("link") if seen.shipped[row, 0] >= SLIGHT]
    firm = network.firms.index(sight.actor)
    sells = [row for row in own if _firm(sight, network.link_seller[row]) == firm]
    buys = [row for row in own if row not in sells]
    for title, rows in (("You sell", sells), ("You buy", buys)):
        heading(console, title, "t a year at last month's pace, and the price at the buyer's door")
        table = _table()
        for row in sorted(rows, key=lambda row: -float(seen.shipped[row, 0]))[:ROOM]:
            price = dollars(float(months[-1].delivered[row, 0])) if months else ""
            name = subject(network.scenario, "link", network.links[row])
            table.add_row(_indented(name), number(12.0 * float(seen.shipped[row, 0]), "t"), price)
            one = paid(match, match.turn).get(network.links[row])
            if one is not None and one.told:
                told = Text("; ".join(made_of(network.scenario, one)), style="dim")
                table.add_row(Padding(told, (0, 0, 0, 4)))
        console.print(table if rows else "  Nothing.")
    console.print(
        "  Sellers, your plants too, ask what costs and orders make of it; nobody sets prices.",
        style="dim",
    )


def made_of(scenario: Scenario, one: Paid) -> Iterator[str]:
    """Say what a price is made of, and how contracts set theirs."""
    words = {
        "asked": "asked by the seller", "contracts": "by contract", "duties": "duties",
        "permits": "for scarce export permits", "freight": "freight",
    }  # fmt: skip
    told = [
        f"{'-' if value < 0.0 else '+'} {dollars(abs(value))} {words[name]}"
        for name, value in one.parts.items()
    ]
    yield f"= {' '.join(told).removeprefix('+ ')}"
    for rule in one.rules:
        yield f"{_rule(scenario, rule)} ({scenario.all_contracts[rule.contract].name})"


def _rule(scenario: Scenario, rule: Rule) -> str:
    """Say how a contract sets its price."""
    tonnes = f"{number(12.0 * rule.tonnes, 't')} t a year"
    if math.isfinite(rule.fixed):
        return f"{tonnes} fixed at {dollars(rule.fixed)}"
    home = short(scenario.countries[scenario.reference_exporter].name)
    base = "at what the seller asks"
    if math.isfinite(rule.index):
        base = f"at {rule.index:.2f} times the price in {home}"
    least = f", at least {dollars(rule.least)}" if rule.least > 0.0 else ""
    most = f", at most {dollars(rule.most)}" if math.isfinite(rule.most) else ""
    return f"{tonnes} {base}{least}{most}"


def _firm(sight: Sight, node: int) -> int:
    network = sight.observation.network
    return int(network.node_firm[node]) if node < len(network.node_firm) else -1


def _indented(text: str) -> Padding:
    return Padding(text, (0, 0, 0, 2))


def _table() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        table.add_column()
    return table
