"""The goods of one moment, all worlds: stocks, prices and orders, and the plants that make them."""

from dataclasses import dataclass

from realm.core.arrays import Array, array

PIPE_LAGS = 4
"""Most slots of goods under way: arriving 1 to 4 months ahead; a scenario has what it needs."""
DELAY_LAGS = 7
"""Slots of approved orders that wait at the border: 0 to 6 months."""
BUILD_STAGES = 3
"""Stages of capacity under construction (third-order delay)."""


@dataclass(frozen=True)
class Goods:
    """Where the goods are, what they cost, and what makes and uses them."""

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
