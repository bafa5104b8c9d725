"""What stands on the network, as plain objects that know their neighbours.

Attributes bear the names of `rules/README.md` section 10 where it has one. What only lives for a
month stands below the line `the month` of each class.
"""

from dataclasses import dataclass, field

from tests.oracle.terms import Account, Lane, Measure, Part, Project


@dataclass(eq=False, slots=True)
class Facility:
    """A mine or plant."""

    name: str
    country: str
    account: Account
    licensed: bool
    intakes: list["Intake"] = field(default_factory=list)
    offers: list["Offer"] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    quotas: list[Measure] = field(default_factory=list)
    followed: list[tuple["Facility", "Offer"]] | None = None
    """Whose output sets a recycler's capacity."""
    base_capacity: float = 0.0
    reference_capacity: float = 1.0
    base_throughput: float = 0.0
    own_cost: float = 0.0
    base_unit_cost: float = 0.0
    base_margin: float = 0.0
    margin_slope: float = 0.0
    planned_growth: float = 0.0
    expansion_rate: float = 0.0
    expansion_months: float = 24.0
    base_followed: float = 0.0
    capacity: float = 0.0
    building: list[float] = field(default_factory=list)
    mothballed: float = 0.0
    idle: float = 0.0
    throughput: float = 0.0
    capacity_factor: float = 1.0
    cost_factor: float = 1.0
    outage: float = 0.0
    shut: float = 0.0
    # the month
    works: float = 0.0
    """Working capacity C."""
    open: float = 1.0
    """What neither event, outage nor owner stops."""
    part_working: float = 1.0
    unit_cost: float = 0.0
    cost_passed: float = 1.0
    """Change of the unit cost as far as its asks follow it."""
    margin: float = 0.0
    made: float = 0.0
    """This month's throughput X."""


@dataclass(eq=False, slots=True)
class Sector:
    """An end use."""

    name: str
    country: str
    account: Account
    intakes: list["Intake"] = field(default_factory=list)
    use_multiplier: float = 1.0
    use_growth: float = 0.0
    lost_output: float = 0.0
    substitution: float = 0.0
    demand_factor: float = 1.0
    # the month
    part_working: float = 1.0
    desired: float = 0.0
    untouched: float = 0.0
    pull: float = 0.0
    """Convex log price l."""


@dataclass(eq=False, slots=True)
class Store:
    """A government's stockpile."""

    name: str
    country: str
    account: Account
    intakes: list["Intake"] = field(default_factory=list)
    offers: list["Offer"] = field(default_factory=list)
    market: list["Offer"] = field(default_factory=list)
    """Whose asks it takes."""
    stock_target: float = 0.0
    stock_purchase: float = 0.0
    stock_release: float = 0.0
    # the month
    part_working: float = 1.0
    released: float = 0.0


@dataclass(eq=False, slots=True)
class Intake:
    """What one node takes of one commodity."""

    name: str
    node: Facility | Sector | Store
    commodity: str
    links: list["Link"] = field(default_factory=list)
    releases: list["Link"] = field(default_factory=list)
    bought: list["Link"] = field(default_factory=list)
    """All links but the releases."""
    input_ratio: float = 0.0
    cover_in: float = 0.0
    cover: float = 0.0
    """The month's: times what its firm wants to hold."""
    base_use: float = 0.0
    base_price: float = 0.0
    lead: float = 0.0
    base_risk: float = 0.0
    stock_in: float = 0.0
    price: float = 0.0
    price_smooth: float = 0.0
    price_trend: float = 0.0
    risk: float = 0.0
    expected_use: float = 0.0
    # the month
    called: float = 0.0
    price_after: float = 0.0
    arrived: float = 0.0
    plan: float = 0.0
    wanted: float = 0.0
    used: float = 0.0
    orders: float = 0.0
    coming: float = 0.0
    """What is under way, at the border or licensed: `way`."""
    short: float = 0.0
    """Orders that nobody has filled yet."""
    met_pressure: float = 0.0


@dataclass(eq=False, slots=True)
class Offer:
    """What one node gives of one commodity."""

    name: str
    node: Facility | Store
    commodity: str
    links: list["Link"] = field(default_factory=list)
    home: list["Link"] = field(default_factory=list)
    abroad: list["Link"] = field(default_factory=list)
    obligations: list[Measure] = field(default_factory=list)
    floors: list[Measure] = field(default_factory=list)
    subsidies: list[Measure] = field(default_factory=list)
    output_ratio: float = 1.0
    sold_share: float = 1.0
    cover_out: float = 0.0
    cover: float = 0.0
    """The month's: times what its firm wants to hold."""
    base_sales: float = 0.0
    base_ask: float = 0.0
    price_ceiling: float = 30.0
    stock_out: float = 0.0
    dust: float = 0.0
    """Of what there was to ship, less than this is rounding."""
    ask: float = 0.0
    expected_sales: float = 0.0
    waste: float = 0.0
    # the month
    from_stockpile: bool = False
    obliged: float = 0.0
    floor: float = 0.0
    subsidy: float = 0.0
    promised: float = 0.0
    stock_before: float = 0.0
    produced: float = 0.0
    wasted: float = 0.0
    sold: float = 0.0
    wanted: float = 0.0
    """Orders that reached it, with those sent on: Ok."""
    usual: float = 0.0
    alive: bool = False
    """Whether anything is made, sold or asked for: else its ask stays."""
    pressure: float = 0.0
    """Log of orders over what it means to sell: x."""
    ask_after: float = 0.0
    drivers: list[float] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Link:
    """A trade relation: one offer to one intake."""

    name: str
    offer: Offer
    intake: Intake
    lane: Lane | None = None
    is_release: bool = False
    parts: list[Part] = field(default_factory=list)
    base_flow: float = 0.0
    base_weight: float = 0.0
    base_log_price: float = 0.0
    base_relative: float = 0.0
    transit: list[float] = field(default_factory=list)
    freight: float = 0.0
    partner_share: float = 0.0
    pipeline: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)
    queue: float = 0.0
    share: float = 0.0
    log_price_ref: float = 0.0
    entered: float = 0.0
    fill: float = 1.0
    link_open: float = 1.0
    link_ready: float = 0.0
    qualification: float = 0.0
    shipped: float = 0.0
    # the month
    is_open: bool = False
    called: float = 0.0
    kept: float = 0.0
    stopped: bool = False
    withheld: float = 0.0
    premium: float = 0.0
    pay: float = 0.0
    quote: float = 0.0
    delivered: float = 0.0
    orders: float = 0.0
    sneaked: float = 0.0
    due: float = 0.0
    passed: float = 0.0
    """Orders abroad that reach the seller: `offered` of the border."""
    refused: float = 0.0
    pending: float = 0.0
    asked: float = 0.0
    """Orders that reach the seller, later with what is sent on to it."""
    sent_on: float = 0.0
    """What its buyer sends on to it in one round, having been refused elsewhere."""
    again: float = 0.0
    leaked: float = 0.0
    declared: float = 0.0
    customs: float = 0.0
    charged: float = 0.0
