"""Find price moves and say what drove them."""

import numpy as np

from realm.core.arrays import Array
from realm.core.words import month_after
from realm.rules import explain
from realm.rules.event import MUSD, Event, Look, dollars, percent, short
from realm.rules.event_permits import permits_behind

LEAST_MOVE = 0.10
"""Relative change of a price over a turn that is news."""

WORDS = {
    "orders": (
        "users ordered more than sellers had reckoned with",
        "users ordered less than sellers had reckoned with",
    ),
    "supply": (
        "sellers had less to offer than was ordered",
        "sellers had more to offer than was ordered",
    ),
    "cost": ("it cost more to make", "it had been far above what it costs to make"),
    "outlet": ("buyers abroad paid more for it", "buyers abroad paid less for it"),
    "competition": ("other sellers became dearer", "other sellers asked less"),
    "limits": ("a guaranteed price held it up", "a price can only move so far in a month"),
    "duty": ("duties and contract prices rose", "duties and contract prices fell"),
    "rent": ("export permits became scarce", "more export permits were granted"),
    "bids": ("buyers outbid each other for permits", "buyers outbid each other less for permits"),
    "sources": ("buyers had to turn to dearer sellers", "buyers turned to cheaper sellers"),
}
"""Drivers in words: where they raise a price, where they lower it.

`bids` is `rent` where it falls although no permit more was granted.
"""


def top_driver(terms: dict[str, float]) -> tuple[str, float]:
    """Name the term that did most in the direction of the whole change."""
    change = 0.0
    for term in terms.values():
        change += term
    sign = 1.0 if change >= 0.0 else -1.0
    name = max(terms, key=lambda key: sign * terms[key])
    return name, terms[name]


def price_moves(look: Look) -> list[Event]:
    """Find prices that moved by more than `LEAST_MOVE` over the turn, inside and outside.

    Importance: change of the price times the tonnes of the turn that it was for: sold by the
    reference exporter, or bought by users elsewhere.
    """
    months = (*look.previous, *look.ledger.months)
    found: list[Event] = []
    for quantity, tonnes in _tonnes(look).items():
        why = explain.explain(look.network, look.params, months, quantity)
        start, end = look.at(why.start), look.at(why.end)
        terms = {name: look.at(values) for name, values in why.terms.items()}
        for row, name in enumerate(look.network.commodities):
            if not (start[row] > 0.0 and end[row] > 0.0):
                continue
            change = float(end[row] / start[row] - 1.0)
            if not abs(change) > LEAST_MOVE:
                continue
            driver, part = top_driver({key: float(term[row]) for key, term in terms.items()})
            inner = quantity == "inside"
            found.append(
                Event(
                    month=months[-1].month,
                    kind="price",
                    actors=(look.network.scenario.reference_exporter,) if inner else (),
                    subject=name if inner else f"{name} abroad",
                    size=change,
                    text=_text(look, name, inner, float(start[row]), float(end[row]))
                    + f" since {month_after(look.network.scenario.starts, months[0].month)}",
                    driver=_driver(look, row, driver, part, inner),
                    importance=float(abs(end[row] - start[row]) * tonnes[row]) * MUSD,
                )
            )
    return found


def _tonnes(look: Look) -> "dict[explain.Quantity, Array]":
    """Tonnes of the turn that each price was for, (commodity,)."""
    network = look.network
    home = network.countries.index(network.scenario.reference_exporter)
    shipped = look.added("shipped")
    commodity = network.offer_commodity[network.link_offer]
    sold = network.node_country[network.link_seller] == home
    away = network.node_country[network.link_buyer] != home
    count = len(network.commodities)
    return {
        "inside": np.bincount(commodity, shipped * sold, minlength=count).astype(np.float64),
        "outside": np.bincount(commodity, shipped * away, minlength=count).astype(np.float64),
    }


def _text(look: Look, commodity: str, inner: bool, start: float, end: float) -> str:
    scenario = look.network.scenario
    name = short(scenario.commodities[commodity].name)
    home = scenario.countries[scenario.reference_exporter].name
    where = f"in {home}" if inner else f"outside {home}"
    verb = "rises" if end > start else "falls"
    return (
        f"{name} {where} {verb} {percent(abs(end / start - 1.0))}, "
        f"from {dollars(start)} to {dollars(end)} a kg"
    )


def _driver(look: Look, commodity: int, driver: str, part: float, inner: bool) -> str:
    """Put the top driver in words, with the measure behind a scarce permit."""
    if driver == "rent":
        permits = permits_behind(look, commodity, rises=part >= 0.0)
        words = WORDS[permits.driver][0 if part >= 0.0 else 1]
        return f"{words} ({permits.by})" if permits.by and not inner else words
    return WORDS[driver][0 if part >= 0.0 else 1]
