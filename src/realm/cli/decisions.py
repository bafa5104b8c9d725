"""What strategies decided in a game and why, as data and in words."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.model.reasons import Change, Told, told
from realm.rules.event import short
from realm.rules.event_terms import size_text
from realm.strategies.roster import Roster

if TYPE_CHECKING:
    from realm.model.run import Played

NAMED = 2
"""Most things of a kind that one sentence names."""

FLAGS = {
    "measure_on": ("puts in force", "lifts"),
    "measure_known": ("announces", "withdraws"),
    "link_open": ("opens", "closes"),
    "project_approve": ("approves", "takes back its approval of"),
    "project_start": ("starts", "stops"),
    "directive": ("orders to", "withdraws the order to"),
    "shut": ("shuts", "runs again"),
    "coalition": ("joins the buyers' coalition as", "leaves the buyers' coalition as"),
    "revoke": ("breaks the deal of", "keeps the deal of"),
}
"""Columns of 0 and 1: what to set them is called."""
AMOUNTS = {
    "measure_delay": ("makes wait", " working days"),
    "stock_target": ("aims to store", " t"),
    "stock_purchase": ("buys for its store", " t a month"),
    "stock_release": ("releases from its store", " t a month"),
    "contract_volume": ("orders under", " t a month"),
    "contract_deliver": ("delivers under", " of what is ordered"),
    "hold": ("holds stocks at", " times the usual"),
    "absorb": ("absorbs at", " of cost changes"),
}
"""Columns of amounts: the verb, and the unit after the number."""
ENDED = {"stock_purchase": "stops storing", "stock_release": "stops releasing"}
"""What an amount of nothing is called."""
ANSWERS = ("complies with the order to", "delays the order to", "contests the order to")
"""Answers to a directive, in their order."""


@dataclass(frozen=True)
class Decision:
    """What one seat decided at the beginning of a turn."""

    month: str
    """First month of the turn."""
    seat: str
    told: Told
    text: str
    """What it does, one sentence without its subject."""

    @property
    def driver(self) -> str:
        """Say what drove it most; empty where the strategy gives no reason."""
        return self.told.drivers[0][0] if self.told.drivers else ""

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "month": self.month,
            "seat": self.seat,
            "actor": self.told.actor,
            "strategy": self.told.strategy,
            "text": self.text,
            "changes": [_plain(change) for change in self.told.changes],
            "drivers": [{"driver": name, "beyond": size} for name, size in self.told.drivers],
        }


def _plain(change: Change) -> dict[str, Any]:
    """Return a change as plain data: JSON knows no infinite number."""
    before = change.before
    known = before is not None and math.isfinite(before)
    return vars(change) | {"before": before if known else None}


def decisions(played: "Played") -> tuple[Decision, ...]:
    """List what the seats decided, turn by turn, in the first world."""
    scenario, roster = played.network.scenario, Roster(played.network)
    seats = {seat.actor: name for name, seat in scenario.seats.items()}
    found = []
    count = len(played.ledgers) - 1
    turns = zip(played.states, played.orders[:count], played.reasons[:count], strict=False)
    for before, orders, reasons in turns:
        month = month_after(scenario.starts, before.month)
        seated = [reason for reason in reasons if not seats.keys().isdisjoint(reason.actors)]
        for one in told(roster, played.params, before, orders, seated):
            if one.actor in seats:
                text = sentence(scenario, one.changes)
                found.append(Decision(month, seats[one.actor], one, text))
    return tuple(found)


def sentence(scenario: Scenario, asked: tuple[Change, ...]) -> str:
    """Say what changes, kind by kind, and what the seat could not afford."""
    changes = tuple(change for change in asked if change.happens)
    rest = {change.row for change in asked} - {change.row for change in changes}
    short_of = f"lacks the political capital or money for {len(rest)} more" if rest else ""
    return "; ".join(filter(None, (_what(scenario, changes), short_of)))


def _what(scenario: Scenario, changes: tuple[Change, ...]) -> str:
    """Say what happens, kind by kind."""
    set_on = {change.row for change in changes if change.column == "measure_on" and change.after}
    kinds: dict[str, list[str]] = {}
    sizes = {c.row: c.after for c in changes if c.column == "measure_size"}
    for change in changes:
        if change.column == "measure_size" and change.row in set_on:
            continue  # told with its coming into force
        if change.column == "measure_known" and any(
            c.column == "measure_on" and c.row == change.row for c in changes
        ):
            continue
        name = call(scenario, change.row)
        if change.column in FLAGS:
            verb = FLAGS[change.column][0 if change.after else 1]
            if change.column == "measure_on" and change.row in sizes and change.after:
                name = f"{name} ({size_text(scenario.measures[change.row], sizes[change.row])})"
        elif change.column == "measure_size":
            size = size_text(scenario.measures[change.row], change.after)
            verb, name = "sets", f"{name} ({size})"
        elif change.column in AMOUNTS:
            verb, unit = AMOUNTS[change.column]
            if change.column in ENDED and change.after == 0.0:
                verb = ENDED[change.column]
            else:
                name = f"{name} ({change.after:,.4g}{unit})"
        elif change.column == "directive_answer":
            verb = ANSWERS[int(change.after) - 1]
        elif change.column == "dispute":
            verb = "complains about"
        else:
            verb, name = f"sets {change.column} of", f"{name} ({change.after:,.4g})"
        kinds.setdefault(verb, []).append(name)
    return "; ".join(f"{verb} {_list(names)}" for verb, names in kinds.items())


def call(scenario: Scenario, row: str) -> str:
    """Call a row by the name that people know; a link by where it leads."""
    for section in ("measures", "projects", "contracts", "countries", "firms"):
        noun = getattr(scenario, section).get(row)
        if noun is not None:
            return str(noun.name).partition(" (")[0]
    pile = scenario.stockpiles.get(row)
    if pile is not None:
        return scenario.commodities[pile.commodity].name
    firm, colon, kind = row.partition(":")
    if colon and kind == "home_first":
        return f"serve home first ({short(scenario.firms[firm].name)})"
    if colon and kind == "suspend":
        return f"suspend {scenario.contracts[firm].name.partition(' (')[0]}"
    link = scenario.links.get(row)
    if link is not None:
        return f"{_node(scenario, link.seller)} for {_node(scenario, link.buyer)}"
    return row


def _node(scenario: Scenario, name: str) -> str:
    node = scenario.facilities.get(name) or scenario.sectors.get(name)
    return short(node.name) if node is not None else name


def _list(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:NAMED])} and {more} more"
