"""Indicators: what a turn came to for each country and firm. Pure readers of a ledger.

Each function of `provision` and `standing` takes a `Turn` and returns (actor, world), actors being
countries, then firms; NaN stands where an actor has no such thing (a country without end users has
no fill rate), and is shown as "-". Several commodities are weighed by tonnes at the scenario's own
prices, which do not move, so that an indicator changes with quantities only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from realm.core.arrays import Array
from realm.rules.provision import (
    days_of_cover,
    fill_rate,
    import_reliance,
    lost_output,
    price_gap,
    supply_hhi,
)
from realm.rules.reading import Turn
from realm.rules.standing import (
    cash,
    export_income,
    industrial_base,
    industry_approval,
    market_share,
    profit,
    reserve_days,
    supply_security,
    treasury,
    trust,
    utilisation,
)


@dataclass(frozen=True)
class Indicator:
    """One row of the table of indicators."""

    function: Callable[[Turn], Array]
    unit: str
    """`-` for a plain number, `share` for 0..1."""
    better: Literal["higher", "lower"]
    """Which way is good for most; a seat's weights may say otherwise."""
    actors: frozenset[str]
    """`country`, `firm` or both."""
    scale: Literal["share", "trust", "size", "balance", "loss"]
    """How `score` brings it to 0..1."""
    label: str
    """Two or three words for a table."""
    meaning: str
    """One line for people."""


_BOTH = frozenset({"country", "firm"})

INDICATORS: dict[str, Indicator] = {
    "supply_hhi": Indicator(
        supply_hhi,
        "share",
        "lower",
        _BOTH,
        "share",
        "supply concentration",
        "how far supply hangs on few sellers abroad: sum of their squared shares (a firm: of all)",
    ),
    "import_reliance": Indicator(
        import_reliance,
        "share",
        "lower",
        frozenset({"country"}),
        "share",
        "net import reliance",
        "part of what users want, what is missing or too dear included, that home does not make",
    ),
    "days_of_cover": Indicator(
        days_of_cover,
        "days",
        "higher",
        _BOTH,
        "size",
        "cover",
        "days that stocks at home last at today's use",
    ),
    "fill_rate": Indicator(
        fill_rate,
        "share",
        "higher",
        _BOTH,
        "share",
        "demand met",
        "part of what its users want that they get (a firm: of the orders to it that it ships)",
    ),
    "lost_output": Indicator(
        lost_output,
        "M$",
        "lower",
        _BOTH,
        "loss",
        "output lost a turn",
        "end products not made, material being missing or dear, in a turn (a firm: in its country)",
    ),
    "price_gap": Indicator(
        price_gap,
        "x world",
        "lower",
        _BOTH,
        "size",
        "price paid, world = 1",
        "what it pays over what the world pays on average",
    ),
    "profit": Indicator(
        profit,
        "M$",
        "higher",
        frozenset({"firm"}),
        "balance",
        "profit a turn",
        "what its account grew by, loans left out; plants begun count at once, stocks do not",
    ),
    "utilisation": Indicator(
        utilisation,
        "share",
        "higher",
        _BOTH,
        "share",
        "capacity used",
        "what its plants make, of what they could",
    ),
    "treasury": Indicator(
        treasury,
        "M$",
        "higher",
        frozenset({"country"}),
        "balance",
        "treasury",
        "money that the government has for this",
    ),
    "cash": Indicator(
        cash,
        "M$",
        "higher",
        frozenset({"firm"}),
        "balance",
        "cash",
        "what is in its account",
    ),
    "industrial_base": Indicator(
        industrial_base,
        "t/year",
        "higher",
        _BOTH,
        "size",
        "industrial base",
        "what plants at home, mines apart, could make in a year (a firm: its own plants)",
    ),
    "reserve_days": Indicator(
        reserve_days,
        "days",
        "higher",
        frozenset({"country"}),
        "size",
        "reserve",
        "days that the government's stores last for what is wanted at home, missing or dear or not",
    ),
    "export_income": Indicator(
        export_income,
        "M$",
        "higher",
        frozenset({"country"}),
        "size",
        "exports a turn",
        "worth of a turn's exports at the border, with duties and permits",
    ),
    "market_share": Indicator(
        market_share,
        "share",
        "higher",
        frozenset({"country"}),
        "size",
        "share abroad",
        "part of what other countries take in that comes from it",
    ),
    "supply_security": Indicator(
        supply_security,
        "share",
        "higher",
        _BOTH,
        "share",
        "supply security",
        "part of a year's needs met if the largest foreign supplier stopped",
    ),
    "industry_approval": Indicator(
        industry_approval,
        "share",
        "higher",
        frozenset({"country"}),
        "share",
        "industry approval",
        "how far users are served at the first prices and plants as busy as at first, by value",
    ),
    "trust": Indicator(
        trust,
        "-1..1",
        "higher",
        _BOTH,
        "trust",
        "others' trust",
        "mean trust that the seats put in it, from -1 to 1",
    ),
}
"""Every indicator by name: what seats may weigh and tables show."""


def measure(turn: Turn) -> dict[str, Array]:
    """Work out every indicator, (actor, world) each."""
    return {name: one.function(turn) for name, one in INDICATORS.items()}
