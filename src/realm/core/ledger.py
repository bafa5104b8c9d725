"""What a month did, kept as the arrays the phases computed anyway."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, array
from realm.errors import UnknownNameError


@dataclass(frozen=True)
class Month:
    """The ledger of one month; axes as named, world last."""

    month: int
    """Months since the scenario's start."""
    ask: Array = array("offer", unit="$/kg", meaning="ask during the month (before its change)")
    ask_after: Array = array("offer", unit="$/kg", meaning="ask after the month")
    quote: Array = array("abroad", unit="$/kg", meaning="quoted price at the border")
    delivered: Array = array("link", unit="$/kg", meaning="delivered price")
    rent: Array = array("lane", unit="$/kg", meaning="border rent during the month")
    orders: Array = array("link", unit="t", meaning="orders placed")
    offered: Array = array("link", unit="t", meaning="orders that reached the seller")
    refused: Array = array("abroad", unit="t", meaning="orders refused at the border")
    shipped: Array = array("link", unit="t", meaning="shipments")
    withheld: Array = array(
        "contract", unit="t", meaning="ordered under a contract and kept back by its seller"
    )
    leaked: Array = array(
        "abroad", unit="t", meaning="shipments that were smuggled or transshipped"
    )
    arrived: Array = array("intake", unit="t", meaning="goods that came in")
    used: Array = array("intake", unit="t", meaning="inputs used")
    wanted: Array = array(
        "intake", unit="t", meaning="use wanted whether it came or not; 0 for stockpiles"
    )
    desired: Array = array("sector", unit="t", meaning="use wanted at this price")
    untouched: Array = array("sector", unit="t", meaning="use wanted at base prices")
    throughput: Array = array("facility", unit="t", meaning="throughput")
    capacity: Array = array("facility", unit="t/month", meaning="capacity in working order")
    produced: Array = array("facility offer", unit="t", meaning="output")
    wasted: Array = array("facility offer", unit="t", meaning="co-products thrown away")
    released: Array = array("stockpile", unit="t", meaning="stock put on offer")
    drivers: Array = array(
        "driver", "facility offer", unit="-", meaning="named terms of the change of each log ask"
    )
    paid: Array = array("account", unit="k$", meaning="change of each account")
    found: Array = array("lane", unit="-", meaning="1 where transshipment was found")


DRIVERS = ("orders", "supply", "cost", "outlet", "competition", "limits")
"""Terms of the change of a log ask; they add up to it.

orders: more or fewer orders than expected sales; supply: less or more to sell than expected;
cost: pull to cost-plus; outlet: smugglers' and export price; competition: rivals' delivered
prices; limits: the most a price moves in a month, and its floors.
"""


TRUST_DRIVERS = ("return", "curbs", "kept", "gifts", "breach", "grey trade", "limits")
"""Terms of the change of trust in a turn; they add up to it.

return: back to its base; curbs: orders refused at the other's border; kept: a deal that was kept;
gifts: easing, technology, a loan; breach: a broken deal; grey trade: transshipment found out;
limits: trust ends at -1 and 1.
"""


BREACHES = ("revoked", "loan", "delivery", "border")
"""Why a deal was found broken: its side revoked it, did not pay the loan back, shipped too little,
or let too little through its border."""


@dataclass(frozen=True)
class Accord:
    """What a turn did besides its months: deals and trust."""

    signed: Array = array("table", unit="-", meaning="outcome that took effect, -1 for none")
    broken: Array = array(
        "table", unit="-", meaning="who broke the deal: 0 nobody, 1 the first side, 2 the second"
    )
    why: Array = array("table", unit="-", meaning="why it was found: 0, or a place in BREACHES + 1")
    transfers: Array = array(
        "account", unit="k$", meaning="loans, instalments and fines, which no month counts"
    )
    owed: Array = array(
        "account", unit="k$",
        meaning="change of what others owe it under loans, less that of what it owes",
    )  # fmt: skip
    trust: Array = array(
        "trust driver", "relation", unit="-", meaning="named terms of the change of trust"
    )


@dataclass(frozen=True)
class Ledger:
    """The months of one turn."""

    months: tuple[Month, ...]
    accord: Accord | None = None
    """None where months passed without decisions."""

    def last(self, count: int) -> "Ledger":
        """Keep the last months alone, and what the turn did besides its months."""
        return Ledger(self.months[-count:], self.accord)

    def series(self, name: str) -> Array:
        """Stack one quantity over the months: shape (..., month, world).

        Raises:
            UnknownNameError: when a month has no such quantity.
        """
        known = [f.name for f in dataclasses.fields(Month) if f.name != "month"]
        if name not in known:
            raise UnknownNameError("quantity of a month", name, known)
        return np.stack([getattr(month, name) for month in self.months], axis=-2)
