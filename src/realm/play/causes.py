"""What moved the prices of a turn, and who or what stood behind each of it."""

import math
from dataclasses import dataclass, replace

import numpy as np

from realm.core.arrays import Array, Index, total
from realm.core.network import Network
from realm.play.kept import of_match
from realm.play.match import Match
from realm.play.shortages import shortage
from realm.rules import explain
from realm.rules.event import Look, short
from realm.rules.event_permits import Permits, permits_behind
from realm.rules.movers import AT_BUYERS, Strands, strands

CAUSES = 3
"""Most causes that are told of one change."""
MOST_OF_IT, MOST_NAMES = 0.5, 3
"""Part of a cause that those who are named for it made together, and most who are named."""
AT_SELLERS = frozenset({"orders", "competition", "cost", "outlet", "limits"})
"""Causes that sellers did not make themselves: who is named is at whose door they happened."""
OPPOSED = ("orders", "supply")
"""Drivers that are two sides of one thing."""
LEAST_CAUSE = 0.1
"""Part of a change below which a cause is not worth telling."""


REST = "rest"
"""What is told as all else that moved a price."""
LEAST_REST = 0.005
"""Change of a log price below which all else is not told."""


@dataclass(frozen=True)
class Cause:
    """One driver of a change of a price."""

    driver: str
    """One of `rules.event_prices.WORDS`, or `REST`."""
    part: float
    """Change of the log price that it made."""
    who: str = ""
    """Who made most of it: countries or firms."""
    by: str = ""
    """Measure or deal behind it, where permits are meant."""
    lacked: str = ""
    """Good that those who had less to sell ran short of themselves; empty for none."""
    refuser: str = ""
    """Country that refused most of that to them; empty for none."""
    fell: bool = False
    """Whether those who had less to sell have less in working order than a turn ago."""


@of_match(4)
def causes(match: Match, turn: int) -> dict[str, tuple[Cause, ...]]:
    """Say for each commodity what moved its price in a turn, the strongest first, all else last.

    The price is that outside the reference exporter, or inside where nothing is traded. The parts
    add up to the change of its log. Turn 0 is as many months before the first turn.
    """
    model = match.model
    length = model.network.months_per_turn
    before = match.pages[turn - 1].ledger.months[-1:] if turn else ()
    months = (*before, *match.pages[turn].ledger.months)[-length - 1 :]
    if len(months) <= length:
        return {}
    found: dict[str, tuple[Cause, ...]] = {}
    for quantity in ("inside", "outside"):
        why = explain.explain(model.network, model.params, months, quantity)
        laid = strands(model.network, model.params, months, quantity)
        for row, name in enumerate(model.network.commodities):
            parts = {driver: float(terms[row, 0]) for driver, terms in why.terms.items()}
            known = {driver: part for driver, part in parts.items() if math.isfinite(part)}
            known = _net(match, laid, row, known)
            largest = max((abs(part) for part in known.values()), default=0.0)
            told = sorted(known, key=lambda driver: -abs(known[driver]))[:CAUSES]
            told = [driver for driver in told if abs(known[driver]) > LEAST_CAUSE * largest]
            if known:
                rest = float(why.change[row, 0]) - math.fsum(known[driver] for driver in told)
                all_else = (Cause(REST, rest),) if abs(rest) >= LEAST_REST else ()
                found[name] = (
                    *(_cause(match, turn, laid, row, driver, known[driver]) for driver in told),
                    *all_else,
                )
    return found


def _net(match: Match, laid: Strands, row: int, parts: dict[str, float]) -> dict[str, float]:
    """Tell what orders and offers did at the same sellers as one, where each undid the other.

    That users ordered less there and that there was less to offer is one thing seen from two sides.
    """
    orders, supply = (parts.get(driver, 0.0) for driver in OPPOSED)
    if not orders * supply < 0.0:
        return parts
    names = [_who(match, laid, row, driver) for driver in OPPOSED]
    if not names[0] or names[0] != names[1]:
        return parts
    kept, other = OPPOSED if abs(orders) > abs(supply) else OPPOSED[::-1]
    left = {driver: part for driver, part in parts.items() if driver != other}
    return left | {kept: orders + supply}


def _cause(match: Match, turn: int, laid: Strands, row: int, driver: str, part: float) -> Cause:
    """Name what did a part of a change, and who; of permits, what let more or fewer pass."""
    who = _who(match, laid, row, driver)
    if driver == "supply" and part > 0.0 and turn:
        return _short(match, turn, Cause(driver, part, who), _makers(laid, row, driver))
    if driver != "rent":
        return Cause(driver, part, who)
    found = permits(match, turn, row, rises=part >= 0.0)
    return Cause(found.driver, part, "" if found.deal or ", " in who else who, found.by)


def _short(match: Match, turn: int, cause: Cause, plants: Index) -> Cause:
    """Say why some plants had less to sell."""
    found, scenario = shortage(match, turn, plants), match.model.network.scenario
    return replace(
        cause,
        lacked=short(scenario.commodities[found.good].name) if found.good else "",
        refuser=short(scenario.countries[found.by].name) if found.by else "",
        fell=found.fell,
    )


def _makers(laid: Strands, row: int, driver: str) -> Index:
    """Return the fewest sellers that made most of a term, the strongest first."""
    mine = laid.commodity == row
    terms, node = laid.terms[driver][mine, 0], laid.seller[mine]
    by_node = np.zeros(int(node.max(initial=0)) + 1)
    np.add.at(by_node, node, np.where(np.isfinite(terms), terms, 0.0))
    whole = math.fsum(by_node)
    sizes = np.sign(whole) * by_node
    first = np.argsort(-sizes, kind="stable")
    enough = np.cumsum(sizes[first]) >= MOST_OF_IT * abs(whole)
    return np.asarray(first[: int(np.argmax(enough)) + 1], dtype=np.intp)


def permits(match: Match, turn: int, row: int, *, rises: bool) -> Permits:
    """Say what moved the value of export permits for a commodity in a turn."""
    return permits_behind(_look(match, turn), row, rises=rises)


def _who(match: Match, laid: Strands, row: int, driver: str) -> str:
    """Name the countries that made most of a term, their firms where one did; empty for many."""
    network = match.model.network
    mine = laid.commodity == row
    terms = np.where(mine, laid.terms[driver][:, 0], 0.0)
    node = laid.buyer if driver in AT_BUYERS else laid.seller
    terms, node = terms[(node >= 0) & np.isfinite(terms)], node[(node >= 0) & np.isfinite(terms)]
    by_country = np.bincount(network.node_country[node], terms, minlength=len(network.countries))
    whole = float(total(np.ascontiguousarray(by_country)))
    sizes = np.sign(whole) * by_country
    first = np.argsort(-sizes, kind="stable")[:MOST_NAMES]
    for count in range(1, len(first) + 1):
        named = [int(country) for country in first[:count]]
        if math.fsum(float(sizes[country]) for country in named) >= MOST_OF_IT * abs(whole) > 0.0:
            firms = driver not in AT_BUYERS
            names = [_named(network, terms, node, one, firms=firms) for one in named]
            return ", ".join(dict.fromkeys(names))
    return ""


def _named(network: Network, terms: Array, node: Index, country: int, *, firms: bool) -> str:
    """Name a country that made a part of a term, or its firm that made most of that."""
    scenario = network.scenario
    there = network.node_country[node] == country
    whole = math.fsum(float(one) for one in terms[there])
    owned = there & (network.node_firm[node] >= 0)
    by_firm = np.bincount(network.node_firm[node[owned]], terms[owned], minlength=1)
    first = int(np.argmax(np.sign(whole) * by_firm))
    if firms and abs(by_firm[first]) >= MOST_OF_IT * abs(whole):
        return short(scenario.firms[network.firms[first]].name)
    return short(scenario.countries[network.countries[country]].name)


def _look(match: Match, turn: int) -> Look:
    """Look at a turn that was played."""
    model, page = match.model, match.pages[turn]
    return Look(model.network, model.params, page.before, page.ledger, page.after, (), 0)
