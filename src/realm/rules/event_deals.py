"""Find what was signed and broken, and where trust moved."""

import math

import numpy as np

from realm.core.ledger import TRUST_DRIVERS
from realm.core.table import Table
from realm.rules.event import MUSD, Event, Look, money, percent, short, total
from realm.rules.groups import nodes_of

LEAST_MOVE = 0.05
"""Change of trust in a turn below which nobody speaks of it."""

BECAUSE = {
    "revoked": "it was revoked",
    "loan": "the loan was not paid back",
    "delivery": "too little was shipped",
    "border": "the border lets too little through",
}
"""Why a deal was found broken."""

MOVED = {
    "return": "old feelings come back",
    "curbs": "orders refused at the border",
    "kept": "a deal that is kept",
    "gifts": "what was given",
    "breach": "a broken deal",
    "grey trade": "transshipment found out",
}
"""What moved trust most."""


def signatures(look: Look) -> list[Event]:
    """Find the deals that took effect; importance: a year's goods, projects, loan, eased orders."""
    accord = look.ledger.accord
    if accord is None:
        return []
    bargains = look.network.bargains
    signed = look.at(accord.signed)
    found = []
    for row in np.flatnonzero(signed >= 0.0):
        name = look.network.tables[row]
        table = look.network.scenario.tables[name]
        outcome = np.full((bargains.count, 1), -1.0)
        outcome[row] = signed[row]
        terms = {
            issue.name: float(bargains.amount(issue.name, outcome)[row, 0])
            for issue in bargains.agenda(int(row)).issues
        }
        words = bargains.agenda(int(row)).describe(int(signed[row]))
        found.append(
            Event(
                month=look.ledger.months[0].month,
                kind="deal",
                actors=table.sides,
                subject=name,
                size=terms["years"],
                text=f"{_names(look, table)} agree for {_years(words['years'])}: "
                + ", ".join(_given(look, table, terms, words)),
                driver="",
                importance=_stake(look, table, terms),
            )
        )
    return found


def breaches(look: Look) -> list[Event]:
    """Find the deals that were broken; importance: the turn's trade of the two."""
    accord = look.ledger.accord
    if accord is None:
        return []
    broken, why = look.at(accord.broken), look.at(accord.why)
    found = []
    for row in np.flatnonzero(broken > 0.0):
        name = look.network.tables[row]
        sides = look.network.scenario.tables[name].sides
        side = int(broken[row]) - 1
        breaker, other = sides[side], sides[1 - side]
        reason = list(BECAUSE)[int(why[row]) - 1]
        # A deal that its side revoked ended before the first month, the others after the last.
        page = look.ledger.months[0 if reason == "revoked" else -1]
        found.append(
            Event(
                month=page.month,
                kind="breach",
                actors=(breaker, other),
                subject=name,
                size=1.0,
                text=f"{look.title(breaker)} breaks its deal with {look.title(other)}",
                driver=BECAUSE[reason] + (_missing(look, int(row)) if reason == "delivery" else ""),
                importance=_trade(look, breaker, other),
            )
        )
    return found


def _missing(look: Look, table: int) -> str:
    """Say why a seller shipped too little: by its own doing, an accident, or for want of goods."""
    network = look.network
    slots = network.bargains.slots[:, table]
    kept = math.fsum(float(look.added("withheld")[slot]) for slot in slots if slot >= 0)
    if kept > 0.0:
        return f"; it kept back {kept:,.0f} t"
    parts = np.isin(network.parts_of_contract, slots[slots >= 0])
    plants = np.unique(network.link_seller[network.part_link[parts]])
    plants = plants[plants < network.facility_count]
    if look.at(look.before.shut)[plants].any():
        return "; its plant is shut"
    if look.at(look.after.outage)[plants].any():
        return "; an outage"
    return "; it had too little to sell"


def trust_moves(look: Look) -> list[Event]:
    """Find whose trust in whom moved; importance: that part of the turn's trade of the two."""
    accord = look.ledger.accord
    if accord is None:
        return []
    network = look.network
    actors = (*network.countries, *network.firms)
    terms = look.at(accord.trust)
    before, after = look.at(look.before.trust), look.at(look.after.trust)
    found = []
    for row in np.flatnonzero(np.abs(after - before) >= LEAST_MOVE):
        of, towards = (
            actors[network.relation_of[row]],
            actors[network.relation_towards[row]],
        )
        change = float(after[row] - before[row])
        top = int(np.argmax(np.sign(change) * terms[:, row]))
        verb = "more" if change > 0.0 else "less"
        was, now = (f"{v[row]:+.2f}".replace("-", "−") for v in (before, after))
        found.append(
            Event(
                month=look.ledger.months[-1].month,
                kind="trust",
                actors=(of, towards),
                subject=network.relations[row],
                size=change,
                text=f"{look.title(of)} trusts {look.title(towards)} {verb} ({was} to {now})",
                driver=MOVED.get(TRUST_DRIVERS[top], ""),
                importance=abs(change) * _trade(look, of, towards),
            )
        )
    return found


def _names(look: Look, table: Table) -> str:
    return " and ".join(look.title(side) for side in table.sides)


def _years(label: str) -> str:
    return "a year" if label == "1" else f"{label} years"


def _given(look: Look, table: Table, terms: dict[str, float], words: dict[str, str]) -> list[str]:
    """Say what a deal gives, one phrase an issue."""
    scenario, said = look.network.scenario, []
    if terms["volume"] > 0.0 and table.commodity:
        goods = short(scenario.commodities[table.commodity].name)
        said.append(f"{terms['volume'] * table.volume_t_per_year:,.0f} t a year of {goods}")
        rule = {"fixed": "at a fixed price", "floor": "with a least price"}
        said[-1] += f" {rule.get(words.get('price', ''), 'at an indexed price')}"
        if terms.get("premium", 0.0) > 0.0:
            said[-1] += f", {percent(terms['premium'])} above the price of the day"
    if terms["tolling"] > 0.0:
        said.append("tolling")
    if terms["plant"] > 0.0 and table.plant:
        said.append(f"a joint plant ({short(scenario.projects[table.plant].name)})")
    if terms.get("technology", 0.0) > 0.0 and table.technology:
        said.append(f"technology from {look.title(table.technology)}")
    if terms.get("loan", 0.0) > 0.0:
        said.append(f"a loan of {money(table.loan_musd)}")
    if terms.get("easing", 0.0) > 0.0:
        givers = " and ".join(look.title(side) for side in table.eases)
        said.append(f"measures of {givers} eased by {percent(terms['easing'])}")
    return said


def _stake(look: Look, table: Table, terms: dict[str, float]) -> float:
    """Value at stake in a deal, M$."""
    scenario, stake = look.network.scenario, 0.0
    if table.commodity:
        price = scenario.commodities[table.commodity].price_usd_per_kg
        stake += terms["volume"] * table.volume_t_per_year * price * MUSD
    for thing in ("tolling", "plant"):
        name = getattr(table, thing)
        if name:
            stake += terms[thing] * scenario.projects[name].cost_musd
    stake += terms.get("loan", 0.0) * table.loan_musd
    if terms.get("easing", 0.0) > 0.0:
        for side in table.eases:
            other = next(one for one in table.sides if one != side)
            stake += terms["easing"] * _trade(look, side, other)
    return stake


def _trade(look: Look, one: str, other: str) -> float:
    """Value of what two actors ordered from each other in the turn, M$."""
    network = look.network
    mine, theirs = nodes_of(network, one), nodes_of(network, other)
    seller, buyer = network.link_seller, network.link_buyer
    between = (mine[seller] & theirs[buyer]) | (theirs[seller] & mine[buyer])
    ask = look.at(look.ledger.months[-1].ask)[network.link_offer]
    return total(look.added("orders") * ask * between) * MUSD
