"""Scenario numbers as arrays; the last axis is 1, or `world` where an experiment varies them."""

from dataclasses import dataclass

from realm.core.arrays import Array, array
from realm.core.coefficients import Chances, Coefficients


@dataclass(frozen=True)
class Params:
    """What the rules need to know of a scenario; base means the quiet fixed point."""

    rules: Coefficients
    """Coefficients; each may be a number or an array over worlds."""
    luck: Chances
    """Chances; each may be a number or an array over worlds."""

    base_capacity: Array = array(
        "facility", unit="t/month", symbol="cap_0", meaning="throughput capacity at the start"
    )
    reference_capacity: Array = array(
        "facility", unit="t/month", symbol="cap_r",
        meaning="capacity that counts as full when buyers choose sellers",
    )  # fmt: skip
    base_throughput: Array = array(
        "facility", unit="t/month", symbol="X_0", meaning="throughput at the start"
    )
    own_cost: Array = array(
        "facility", unit="$/kg", symbol="cost", meaning="own cost per kg of throughput", seen="own"
    )
    base_unit_cost: Array = array(
        "facility",
        unit="$/kg",
        symbol="net_0",
        meaning="own cost and inputs at base prices, less subsidies",
    )
    base_margin: Array = array(
        "facility", unit="-", symbol="ln(rev/c)_0", meaning="log of revenue over cost at the start"
    )
    margin_slope: Array = array(
        "facility", unit="-", symbol="slope", meaning="sharpness of shutting down at a loss"
    )
    planned_growth: Array = array(
        "facility", unit="1/month", symbol="gr",
        meaning="growth of capacity already planned, factor minus 1 a month",
    )  # fmt: skip
    expansion_rate: Array = array(
        "facility", unit="1/year", symbol="grow", meaning="most capacity ordered a year"
    )
    expansion_months: Array = array(
        "facility", unit="months", symbol="build", meaning="mean time from order to capacity"
    )
    input_ratio: Array = array(
        "facility intake", unit="t/t", symbol="a", meaning="input per throughput"
    )
    output_ratio: Array = array(
        "facility offer", unit="t/t", symbol="b", meaning="output per throughput"
    )
    sold_share: Array = array(
        "facility offer", unit="-", symbol="y",
        meaning="part of the output that finds buyers at the start; the rest is waste",
    )  # fmt: skip
    cover_in: Array = array("intake", unit="months", symbol="cov", meaning="target stock of inputs")
    cover_out: Array = array(
        "facility offer", unit="months", symbol="covo", meaning="target stock of products"
    )
    base_use: Array = array("intake", unit="t/month", symbol="D_0", meaning="use at the start")
    base_sales: Array = array(
        "facility offer", unit="t/month", symbol="S_0", meaning="sales at the start"
    )
    base_price: Array = array(
        "intake", unit="$/kg", symbol="Pref", meaning="delivered price at the start"
    )
    base_ask: Array = array("offer", unit="$/kg", symbol="P_0", meaning="ask at the start")
    price_ceiling: Array = array(
        "offer", unit="-", symbol="Mp", meaning="multiple of cost-plus where pressure is spent"
    )
    lead: Array = array(
        "intake", unit="months", symbol="lead", meaning="base-weighted transit beyond one month"
    )
    base_risk: Array = array(
        "intake", unit="-", symbol="R_0", meaning="perceived supply risk at the start"
    )
    use_multiplier: Array = array(
        "sector", unit="-", symbol="m", meaning="strength of the reaction of use to price"
    )
    use_growth: Array = array(
        "sector", unit="1/year", symbol="gd", meaning="growth of use at constant prices"
    )
    lost_output: Array = array(
        "sector", unit="M$/t", symbol="-", meaning="end products lost per missing tonne"
    )
    base_flow: Array = array("link", unit="t/month", symbol="f_0", meaning="flow at the start")
    base_weight: Array = array(
        "link", unit="t/month", symbol="pref",
        meaning="flow at the start, or what the weight of an entrant comes to",
    )  # fmt: skip
    base_relative: Array = array(
        "link", unit="-", symbol="ln(Pb/Peff)_0",
        meaning="log of the buyer's mean price over this link's price at the start",
    )  # fmt: skip
    base_log_price: Array = array(
        "link", unit="-", symbol="ln Peff_0", meaning="log delivered price at the start"
    )
    transit: Array = array(
        "lag", "link", unit="-", symbol="tr", meaning="part of a shipment that arrives after a lag"
    )
    freight: Array = array("link", unit="$/kg", symbol="frt", meaning="freight and insurance")
    partner_share: Array = array(
        "link", unit="-", symbol="con", meaning="part of the base flow served first"
    )
    qualification: Array = array(
        "link", unit="months", symbol="-", meaning="time its buyer needs to qualify its seller"
    )
    lane_hold: Array = array(
        "measure", unit="-", symbol="hold", meaning="1 where refused orders wait in a queue"
    )
    counted_share: Array = array(
        "measure", unit="-", symbol="cs", meaning="part of exports that a quota counts"
    )
    measure_ceiling: Array = array(
        "measure", unit="-", symbol="M",
        meaning="its own multiple of the home price where permits stop gaining value, or inf",
    )  # fmt: skip
    permit_to_treasury: Array = array(
        "measure", unit="-", symbol="-", meaning="1 where the treasury earns the permit's rent"
    )
    contract_called: Array = array(
        "contract", unit="t/month", symbol="-",
        meaning="called at the start: no more than its links carried then",
    )  # fmt: skip
    contract_notice: Array = array(
        "contract", unit="months", symbol="-",
        meaning="from a directive to suspend it to a pause without breach",
    )  # fmt: skip
    part_share: Array = array(
        "contract part", unit="-", symbol="-", meaning="part of a contract on a link"
    )
    project_capacity: Array = array(
        "project", unit="t/month", symbol="-", meaning="throughput added when fully ramped"
    )
    project_cost: Array = array("project", unit="k$", symbol="-", meaning="capital cost")
    project_lead: Array = array(
        "project", unit="months", symbol="-", meaning="time from start to first output"
    )
    project_ramp: Array = array(
        "project", unit="months", symbol="-", meaning="time from first to full output"
    )
    base_followed: Array = array(
        "follower", unit="t/month", symbol="-", meaning="output a recycler follows, at the start"
    )
    base_trust: Array = array(
        "relation", unit="-", symbol="-", meaning="trust when nothing moves it"
    )
    event_on: Array = array("event", unit="-", symbol="-", meaning="1 where the event happens")
