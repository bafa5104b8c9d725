"""The arrays of one moment, all worlds."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, Index, array

PIPE_LAGS = 4
"""Most slots of goods under way: arriving 1 to 4 months ahead; a scenario has what it needs."""
DELAY_LAGS = 7
"""Slots of approved orders that wait at the border: 0 to 6 months."""
BUILD_STAGES = 3
"""Stages of capacity under construction (third-order delay)."""


@dataclass(frozen=True)
class State:
    """Everything that the next month depends on, at the end of the last one."""

    month: int
    """Months since the scenario's start."""

    stock_in: Array = array(
        "intake", unit="t", symbol="Sin", meaning="stock of inputs", seen="banded"
    )
    stock_out: Array = array(
        "offer", unit="t", symbol="Sout", meaning="stock of products", seen="banded"
    )
    pipeline: Array = array(
        "lag", "link", unit="t", symbol="pipe", meaning="goods arriving lag + 1 months ahead",
        seen="own",
    )  # fmt: skip
    waiting: Array = array(
        "lag", "abroad", unit="t", symbol="wait",
        meaning="approved orders whose licence is ready after lag months", seen="own",
    )  # fmt: skip
    queue: Array = array(
        "abroad", unit="t", symbol="hq", meaning="orders held at the border", seen="own"
    )
    ask: Array = array(
        "offer", unit="$/kg", symbol="ask", meaning="price asked at home", seen="public"
    )
    rent: Array = array(
        "lane", unit="$/kg", symbol="lam", meaning="value of a permit for one kg", seen="public"
    )
    smuggling: Array = array(
        "lane", unit="-", symbol="k", meaning="share of a lane's orders that is smuggled"
    )
    transshipment: Array = array(
        "lane", unit="-", symbol="t", meaning="share of a lane's orders through third countries"
    )
    price: Array = array(
        "intake", unit="$/kg", symbol="Pb", meaning="mean delivered price", seen="own"
    )
    price_smooth: Array = array(
        "intake", unit="$/kg", symbol="Ps", meaning="smoothed delivered price", seen="own"
    )
    price_trend: Array = array(
        "intake", unit="1/month", symbol="g", meaning="smoothed log growth of the price", seen="own"
    )
    risk: Array = array("intake", unit="-", symbol="R", meaning="perceived supply risk", seen="own")
    expected_use: Array = array(
        "intake", unit="t/month", symbol="Eu", meaning="use expected by the buyer", seen="own"
    )
    expected_sales: Array = array(
        "facility offer", unit="t/month", symbol="Es", meaning="sales expected by the seller",
        seen="own",
    )  # fmt: skip
    share: Array = array(
        "link", unit="-", symbol="w", meaning="share of the buyer's uncontracted orders", seen="own"
    )
    log_price_ref: Array = array(
        "link", unit="-", symbol="ln Peff_0", meaning="log delivered price that counts as base"
    )
    entered: Array = array(
        "link", unit="-", symbol="-", meaning="1 once orders could go through the link"
    )
    link_ready: Array = array(
        "link", unit="month", symbol="-", meaning="month from which its buyer has qualified its "
        "seller, inf while it does not try", seen="own",
    )  # fmt: skip
    fill: Array = array(
        "link", unit="-", symbol="rel", meaning="smoothed part of orders that was shipped",
        seen="own",
    )  # fmt: skip
    link_open: Array = array(
        "link", unit="-", symbol="-", meaning="1 where orders can go", seen="public"
    )
    shipped: Array = array(
        "link", unit="t", symbol="ship", meaning="shipped last month", seen="own"
    )
    declared: Array = array(
        "abroad", unit="t", symbol="-", meaning="shipped last month, less what was smuggled"
    )
    customs: Array = array(
        "abroad", unit="t", symbol="-", meaning="declared the month before: what customs publish",
        seen="public",
    )  # fmt: skip
    substitution: Array = array(
        "sector", unit="-", symbol="Z", meaning="log of lasting loss of demand", seen="own"
    )
    demand_factor: Array = array(
        "sector", unit="-", symbol="-", meaning="multiple of use set by events", seen="public"
    )
    capacity: Array = array(
        "facility", unit="t/month", symbol="cap", meaning="capacity besides projects", seen="banded"
    )
    building: Array = array(
        "stage", "facility", unit="t/month", symbol="-", meaning="capacity under construction",
        seen="own",
    )  # fmt: skip
    mothballed: Array = array(
        "facility", unit="t/month", symbol="-", meaning="idle capacity that can come back",
        seen="own",
    )  # fmt: skip
    idle: Array = array(
        "facility", unit="months", symbol="-", meaning="months under the idle utilisation",
        seen="own",
    )  # fmt: skip
    throughput: Array = array(
        "facility", unit="t/month", symbol="X", meaning="throughput of last month", seen="banded"
    )
    capacity_factor: Array = array(
        "facility", unit="-", symbol="capm", meaning="multiple of capacity set by events",
        seen="public",
    )  # fmt: skip
    cost_factor: Array = array(
        "facility", unit="-", symbol="-", meaning="multiple of own cost set by events", seen="own"
    )
    shut: Array = array(
        "facility", unit="-", symbol="-", meaning="1 where its owner has it stand still",
        seen="public",
    )  # fmt: skip
    hold: Array = array(
        "firm", unit="-", symbol="hold", meaning="multiple of the stocks its plants aim at",
        seen="own",
    )  # fmt: skip
    absorb: Array = array(
        "firm", unit="-", symbol="abs", meaning="part of cost changes it does not pass on",
        seen="own",
    )  # fmt: skip
    outage: Array = array(
        "facility", unit="months", symbol="-", meaning="months an outage still lasts", seen="own"
    )
    quota_left: Array = array(
        "pool", unit="t", symbol="Qr", meaning="quota left in the period", seen="public"
    )
    quota_yearly: Array = array(
        "pool", unit="t/year", symbol="Qy", meaning="tightest quota in force, inf without one",
        seen="public",
    )  # fmt: skip
    measure_on: Array = array(
        "measure", unit="-", symbol="-", meaning="1 where in force", seen="public"
    )
    measure_known: Array = array(
        "measure", unit="-", symbol="-", meaning="1 where announced", seen="public"
    )
    measure_size: Array = array(
        "measure", unit="see family", symbol="-", meaning="size of the measure", seen="public"
    )
    measure_levy: Array = array(
        "measure", unit="$/kg", symbol="-", meaning="fixed part of an export tax", seen="public"
    )
    measure_delay: Array = array(
        "measure", unit="working days", symbol="-", meaning="wait of an approved order",
        seen="public",
    )  # fmt: skip
    measure_severity: Array = array(
        "measure", unit="-", symbol="ann", meaning="announced severity", seen="public"
    )
    measure_enforcement: Array = array(
        "measure", unit="-", symbol="enf", meaning="how far smuggling is possible"
    )
    measure_release: Array = array(
        "measure", unit="1/month", symbol="rel_q", meaning="part of the queue released",
        seen="public",
    )  # fmt: skip
    measure_left: Array = array(
        "measure", unit="k$", symbol="-", meaning="budget left of a support", seen="own"
    )
    dispute_month: Array = array(
        "measure", unit="month", symbol="-", meaning="month of a complaint, inf if there is none",
        seen="public",
    )  # fmt: skip
    contract_volume: Array = array(
        "contract", unit="t/month", symbol="-", meaning="tonnes called a month", seen="own"
    )
    contract_fixed: Array = array(
        "contract", unit="-", symbol="-", meaning="1 for a fixed price", seen="own"
    )
    contract_index: Array = array(
        "contract", unit="-", symbol="-", meaning="multiple of the inside price, 0 for other rules",
        seen="own",
    )  # fmt: skip
    contract_price: Array = array(
        "contract", unit="$/kg", symbol="pc", meaning="price when signed; what a fixed price is",
        seen="own",
    )  # fmt: skip
    contract_floor: Array = array(
        "contract", unit="$/kg", symbol="-", meaning="least price", seen="own"
    )
    contract_ceiling: Array = array(
        "contract", unit="$/kg", symbol="-", meaning="highest price", seen="own"
    )
    contract_penalty: Array = array(
        "contract", unit="$/kg", symbol="-", meaning="paid by the seller per kg short", seen="own"
    )
    contract_ends: Array = array(
        "contract", unit="month", symbol="-", meaning="month in which it no longer binds, or inf",
        seen="own",
    )  # fmt: skip
    contract_deliver: Array = array(
        "contract", unit="-", symbol="dlv", meaning="part of the calls that the seller delivers",
        seen="own",
    )  # fmt: skip
    directive: Array = array(
        "directive", unit="-", symbol="-", meaning="1 where a government has given it", seen="own"
    )
    directive_month: Array = array(
        "directive", unit="month", symbol="-", meaning="month it was given in, inf if not",
        seen="own",
    )  # fmt: skip
    directive_answer: Array = array(
        "directive", unit="-", symbol="-",
        meaning="0 none yet, 1 complies, 2 delays, 3 contests", seen="own",
    )  # fmt: skip
    project_approved: Array = array(
        "project", unit="-", symbol="-", meaning="1 where it may be started", seen="public"
    )
    project_opens: Array = array(
        "project", unit="month", symbol="-", meaning="month of first output, inf if not started",
        seen="public",
    )  # fmt: skip
    project_paid: Array = array(
        "project", unit="-", symbol="-", meaning="1 once its cost is paid", seen="public"
    )
    project_partner: Array = array(
        "project", unit="-", symbol="-", meaning="account that pays a share of it, -1 for none",
        seen="public",
    )  # fmt: skip
    project_partner_share: Array = array(
        "project", unit="-", symbol="-", meaning="part of its cost that the partner pays",
        seen="public",
    )  # fmt: skip
    stock_target: Array = array(
        "stockpile", unit="t", symbol="-", meaning="tonnes a stockpile aims at", seen="own"
    )
    stock_purchase: Array = array(
        "stockpile", unit="t/month", symbol="-", meaning="most a stockpile buys", seen="own"
    )
    stock_release: Array = array(
        "stockpile", unit="t/month", symbol="-", meaning="what a stockpile offers", seen="own"
    )
    political_capital: Array = array(
        "country", unit="-", symbol="pol", meaning="what a government can still ask of its own",
        seen="own",
    )  # fmt: skip
    coalition: Array = array(
        "country", unit="-", symbol="-", meaning="1 for members of the buyers' coalition",
        seen="public",
    )  # fmt: skip
    trust: Array = array("relation", unit="-", symbol="-", meaning="trust now", seen="own")
    waiver: Array = array(
        "relation", unit="-", symbol="v",
        meaning="part of what one country's measures refuse that is let through to another",
        seen="public",
    )  # fmt: skip
    waiver_ends: Array = array(
        "relation", unit="month", symbol="-", meaning="month in which it ends, inf where none runs",
        seen="public",
    )  # fmt: skip
    know_how: Array = array(
        "country", unit="-", symbol="-", meaning="technology received, 0 to 1", seen="public"
    )
    deal: Array = array(
        "table", unit="-", symbol="-", meaning="outcome in force, -1 for none", seen="public"
    )
    deal_ends: Array = array(
        "table", unit="month", symbol="-", meaning="month in which it ends, inf where none runs",
        seen="public",
    )  # fmt: skip
    deal_let: Array = array(
        "table", unit="-", symbol="-",
        meaning="part of the contracted orders that the border let through when it was signed",
        seen="own",
    )  # fmt: skip
    loan_left: Array = array(
        "table", unit="k$", symbol="-", meaning="still to be paid back", seen="own"
    )
    breached: Array = array(
        "table", unit="-", symbol="-",
        meaning="who broke the last deal: 0 nobody, 1 the first side, 2 the second", seen="public",
    )  # fmt: skip
    talked: Array = array(
        "table", unit="month", symbol="-", meaning="month of the last talks, -inf before any",
        seen="own",
    )  # fmt: skip
    money: Array = array(
        "account", unit="k$", symbol="-", meaning="balance; firms, treasuries, carriers, "
        "smugglers, outside", seen="banded",
    )  # fmt: skip
    waste: Array = array(
        "facility offer", unit="t", symbol="-", meaning="co-products thrown away so far"
    )
    memory: Array = array(
        "memory slot", unit="-", symbol="-",
        meaning="what strategies remember; `model.desk` says which rows are whose",
    )  # fmt: skip
    fault: Array = array(
        unit="-", symbol="-", meaning="0 while sound, else the reason this world is frozen"
    )

    @property
    def world_count(self) -> int:
        """Number of worlds."""
        return int(self.fault.shape[-1])

    def replace(self, **changes: Any) -> "State":
        """Make a state that differs in these fields.

        Raises:
            TypeError: when there is no such field.
        """
        # What `dataclasses.replace` does, without writing all fields one by one.
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"no such field: {sorted(changes.keys() - self.__dict__.keys())}")
        fresh = object.__new__(State)
        fresh.__dict__.update(self.__dict__, **changes)
        return fresh

    def take(self, worlds: Index | Sequence[int] | int) -> "State":
        """Pick worlds by position, in the order given, or a single one; each keeps its luck."""
        rows = np.atleast_1d(np.asarray(worlds, dtype=np.intp))
        return self.replace(
            **{
                f.name: np.take(getattr(self, f.name), rows, axis=-1)
                for f in dataclasses.fields(self)
                if f.name != "month"
            }
        )
