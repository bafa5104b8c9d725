"""Find what happened to plants and users: openings, idling, outages, shortages."""

import numpy as np

from realm.rules.event import MUSD, Event, Look, money, percent, short, total
from realm.rules.event_dates import facility_worth

SHORT = 0.9
"""Part of the wanted use below which a shortage is news."""
DOWN = 0.85
"""Capacity over that of the month before from which on a fall is an outage."""


def openings(look: Look) -> list[Event]:
    """Find projects that give their first output; importance: a year's output at full ramp."""
    network = look.network
    first, last = look.ledger.months[0].month, look.ledger.months[-1].month
    worth = facility_worth(look)
    opens = look.at(look.after.project_opens)
    found = []
    for row, name in enumerate(network.projects):
        if not first <= opens[row] < last + 1:
            continue
        project = network.scenario.projects[name]
        _, country = look.facility_actors(project.facility)
        yearly = float(look.at(look.params.project_capacity)[row]) * 12.0
        found.append(
            Event(
                month=int(opens[row]),
                kind="plant",
                actors=(project.firm, country),
                subject=project.facility,
                size=yearly,
                text=f"First output: {project.name} ({yearly:,.0f} t a year when ramped up)",
                driver="",
                importance=yearly * float(worth[int(network.project_node[row])]),
            )
        )
    return found


def idlings(look: Look) -> list[Event]:
    """Find plants that were mothballed; importance: a year's output of what stopped."""
    network = look.network
    worth = facility_worth(look)
    stopped = look.at(look.after.mothballed) - look.at(look.before.mothballed)
    lost = look.at(look.before.capacity) - look.at(look.after.capacity)
    found = []
    for row in np.flatnonzero((stopped > 1e-9) & (lost > 1e-9)):
        name = network.nodes[row]
        firm, country = look.facility_actors(name)
        noun = network.scenario.facilities[name]
        found.append(
            Event(
                month=look.ledger.months[-1].month,
                kind="plant",
                actors=(firm, country),
                subject=name,
                size=-12.0 * float(lost[row]),
                text=f"Mothballed: {noun.name} ({12.0 * float(lost[row]):,.0f} t a year)",
                driver="idle for too long",
                importance=12.0 * float(lost[row] * worth[row]),
            )
        )
    return found


def outages(look: Look) -> list[Event]:
    """Find plants that fell out by chance; importance: the output that the turn lost by it."""
    network = look.network
    pages = [look.at(month.capacity) for month in (*look.previous, *look.ledger.months)]
    months = [month.month for month in (*look.previous, *look.ledger.months)]
    told = _patched(look)
    worth = facility_worth(look)
    luck = look.at(look.after.outage) > 0.0
    found = []
    for row in range(network.facility_count):
        for step in range(1, len(pages)):
            old, new = float(pages[step - 1][row]), float(pages[step][row])
            if not (old > 0.0 and new < DOWN * old) or (row, months[step]) in told:
                continue
            back = [float(page[row]) > new / DOWN for page in pages[step + 1 :]]
            if not (luck[row] or any(back)):
                continue
            lost = total(np.maximum(old - np.array([float(p[row]) for p in pages[step:]]), 0.0))
            name = network.nodes[row]
            noun = network.scenario.facilities[name]
            found.append(
                Event(
                    month=months[step],
                    kind="outage",
                    actors=look.facility_actors(name),
                    subject=name,
                    size=1.0 - new / old,
                    text=f"Outage: {noun.name} loses {percent(1.0 - new / old)} of its capacity",
                    driver="chance",
                    importance=lost * float(worth[row]),
                )
            )
            break
    return found


def _patched(look: Look) -> set[tuple[int, int]]:
    """List (facility, month) whose capacity the scenario changed."""
    return {
        (int(row), month.month)
        for month in look.ledger.months
        for patch in look.network.calendar.get(month.month, ())
        if patch.field == "capacity_factor"
        for row in patch.rows
    }


def shortages(look: Look) -> list[Event]:
    """Find countries whose users of a commodity got less than `SHORT` of what they wanted.

    Importance: end products lost, as `indicators.lost_output` counts them, and the value of what is
    missing.
    """
    network, scenario = look.network, look.network.scenario
    slots = network.sector_intakes
    country = network.node_country[network.intake_node[slots]]
    commodity = network.intake_commodity[slots]
    count = len(network.commodities)
    pair = country * count + commodity
    size = len(network.countries) * count
    used, wanted = look.added("used")[slots], look.added("desired")
    missing = np.maximum(wanted - used, 0.0)
    unused = np.maximum(look.added("untouched") - used, 0.0)
    lost = unused * look.at(look.params.lost_output)
    whole = np.bincount(pair, wanted, minlength=size)
    lacking = np.bincount(pair, missing, minlength=size)
    losses = np.bincount(pair, lost, minlength=size)
    prices = [scenario.commodities[name].price_usd_per_kg for name in network.commodities]
    found = []
    for row in np.flatnonzero((whole > 0.0) & (lacking > (1.0 - SHORT) * whole)):
        place, goods = network.countries[row // count], network.commodities[row % count]
        part = float(lacking[row] / whole[row])
        name = short(scenario.commodities[goods].name)
        loss = f"; end products lost: {money(losses[row])}" if losses[row] >= 0.5 else ""
        found.append(
            Event(
                month=look.ledger.months[-1].month,
                kind="shortage",
                actors=(place,),
                subject=goods,
                size=part,
                text=f"{scenario.countries[place].name} goes short of {name}: "
                f"{percent(part)} of what its users want is missing{loss}",
                driver=_cause(look, int(row) // count, int(row) % count),
                importance=float(losses[row] + lacking[row] * prices[row % count] * MUSD),
            )
        )
    return found


def _cause(look: Look, country: int, commodity: int) -> str:
    """Say whether orders were refused at a border, and most by whom, or sellers had too little.

    A country's own store that is empty is no cause: it stands in for sellers.
    """
    network = look.network
    goods = network.offer_commodity[network.link_offer] == commodity
    mine = goods & (network.node_country[network.link_buyer] == country)
    orders = look.added("orders")
    refused = np.zeros_like(orders)
    refused[network.abroad] = np.broadcast_to(look.added("refused"), len(network.lane_of))
    stopped = total(refused * mine)
    stores = network.stockpile_offers
    sold = (network.link_offer < stores.start) | (network.link_offer >= stores.stop)
    short = total(np.maximum(orders - refused - look.added("shipped"), 0.0) * (mine & sold))
    if stopped > short and stopped > 0.0:
        seller = network.node_country[network.link_seller]
        by = np.bincount(seller, refused * mine, minlength=len(network.countries))
        most = look.title(network.countries[int(np.argmax(by))])
        part = percent(stopped / total(orders * (mine & sold)))
        return f"export controls refused {part} of all its orders, most by {most}"
    if short > 0.0:
        return "its sellers had too little to ship"
    return "stocks ran low while goods were under way"
