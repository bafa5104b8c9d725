"""What the phases of a month hand to each other."""

from dataclasses import dataclass

from realm.core.arrays import Array, Mask
from realm.core.lanes import SomeLanes


@dataclass(frozen=True)
class Instruments:
    """Several measures on a row: shares multiply, duties add, the tighter of the rest holds."""

    share: Array
    """Part of legal orders let through, (lane, world)."""
    duty: Array
    """Part of the ask, (lane, world)."""
    levy: Array
    """$/kg, (lane, world)."""
    minimum: Array
    """Minimum export price, $/kg, (lane, world)."""
    tariff: Array
    """Part of the price at the border, (lane, world)."""
    severity: Array
    """Announced severity, 0..1, (lane, world)."""
    enforcement: Array
    """How far smuggling is possible, 0..1, (lane, world)."""
    hold: Array
    """1 where refused orders wait, (lane, world)."""
    release: Array
    """Part of the queue released, (lane, world)."""
    delay: Array
    """Months an approved order waits, (lane, world)."""
    counted: Array
    """Part of exports that a quota counts, 0 where none does, (lane, world)."""
    to_treasury: Array
    """1 where the treasury earns the permit's rent, (lane, world)."""
    ceiling: Array
    """Multiple of the home price where permits stop gaining value, inf for the rules' own,
    (lane, world)."""
    obliged: Array
    """Part of the output home orders may claim first, (facility offer, world)."""
    floor: Array
    """Price floor topped up by a treasury, $/kg, (facility offer, world)."""
    subsidy: Array
    """Output subsidy, $/kg, (facility offer, world)."""
    liking: Array | None
    """Multiple of the preference for the seller, (abroad, world); None for 1 everywhere."""
    touched: Mask
    """Where a measure but the share it lets through is at work in some world, (lane,)."""
    tariffed: SomeLanes
    """Lanes on which a tariff is taken in some world."""


@dataclass(frozen=True)
class Working:
    """Capacity in working order this month, and the stocks aimed at."""

    capacity: Array
    """t a month, (facility, world)."""
    open: Array
    """What events, outages and owners leave of what stands, a multiple, (facility, world)."""
    relative: Array
    """Over the reference capacity, (node, world); 1 for sectors and stockpiles."""
    cover_in: Array
    """Months of inputs that are aimed at, (intake, world)."""
    cover_out: Array
    """Months of products that are aimed at, (facility offer, world)."""


@dataclass(frozen=True)
class Terms:
    """Contracts seen from the links."""

    volume: Array
    """Tonnes a month that each contract part calls, (contract part, world)."""
    back: Array
    """What its seller keeps back of that, (contract part, world)."""
    called: Array
    """Tonnes a month under contract, (bound link, world)."""
    kept: Array
    """Part of what is called that the seller keeps back, (bound link, world)."""
    stopped: Mask
    """Where a seller who suspends a contract sells nothing besides, (bound link, world)."""
    premium: Array
    """Contract price over the ask, $/kg, (bound link, world)."""
    met: Array
    """Part of the calls that expected use wants at all, (intake, world)."""
    free: Array
    """What expected use leaves to order freely, t, (intake, world)."""
    plain: Array
    """The seller's ask, $/kg, (link, world)."""
    ask: Array
    """Mean price paid to the seller, $/kg, (link, world)."""


@dataclass(frozen=True)
class Seen:
    """Prices at the door and the shares they lead to."""

    quote: Array
    """Quoted price at the border, $/kg, (abroad, world)."""
    plain: Array
    """The same but for minimum prices, $/kg, (curbed link, world)."""
    leak: Array
    """Part of the orders that goes around the measures, (curbed link, world)."""
    delivered: Array
    """$/kg, (link, world)."""
    log_delivered: Array
    """Its logarithm."""
    open: Mask
    """Whether orders can go, (link, world) of bool."""
    share: Array
    """Share of uncontracted orders, (link, world)."""
    promised: Array
    """What the weights of newcomers would bring them in the end, t/month, (offer, world)."""
    log_price_ref: Array
    """Log price each link is measured by, (link, world)."""
    entered: Array
    """1 once orders could go through the link, (link, world)."""
    price: Array
    """Mean delivered price, $/kg, (intake, world)."""
    smooth: Array
    trend: Array


@dataclass(frozen=True)
class Use:
    """What was wanted, used and made."""

    desired: Array
    """Use wanted at this price, t, (sector, world)."""
    untouched: Array
    """Use wanted at base prices, t, (sector, world)."""
    log_price: Array
    """l: log price with the convexity of demand, (sector, world)."""
    plan: Array
    """Use planned, t/month, (intake, world)."""
    wanted: Array
    """Use wanted whether it comes or not, t, (intake, world); 0 for stockpiles."""
    used: Array
    """t, (intake, world)."""
    throughput: Array
    """t, (facility, world)."""
    margin: Array
    """Log of revenue over cost, (facility, world)."""
    unit_cost: Array
    """$/kg of throughput, (facility, world)."""
    produced: Array
    """t, (facility offer, world)."""
    wasted: Array
    """t, (facility offer, world)."""
    released: Array
    """t, (stockpile, world)."""
    stock_in: Array
    stock_out: Array


@dataclass(frozen=True)
class Placed:
    """Orders of the month."""

    expected_use: Array
    """t/month, (intake, world)."""
    wanted: Array
    """All orders of an intake, t, (intake, world)."""
    orders: Array
    """t, (link, world)."""
    under_way: Array
    """Goods on the way or held for an intake, t, (intake, world)."""


@dataclass(frozen=True)
class Border:
    """Orders after the border."""

    offered: Array
    """Orders that reach the seller, t, (abroad, world)."""
    leaking: Array
    """Part of them that is smuggled or transshipped, (curbed link, world)."""
    charged: Array
    """Part of them that uses up the quota, (curbed link, world); 0 without one in the scenario."""
    refused: Array
    """Legal orders that licences, bans or quotas did not let through, t, (abroad, world)."""
    pending: Array
    """Let into the queue or the licence line, still to come, t, (abroad, world)."""
    demanded: Array
    """Legal orders, t, (lane, world); 0 on lanes that are not curbed."""
    needed: Array
    """Legal orders that expected use alone would make, t, (lane, world); 0 likewise."""
    licensed: Array
    """Legal orders that licences allow, t, inf where none is needed, (lane, world)."""
    room: Array
    """Legal orders that quotas allow, t, inf where there is none, (lane, world)."""
    open: Mask
    """Whether the lane takes further legal orders, (lane, world) of bool."""
    queue: Array
    waiting: Array


@dataclass(frozen=True)
class Shipped:
    """Shipments of the month."""

    offered: Array
    """Orders that reached the seller, re-routed ones included, t, (link, world)."""
    shipped: Array
    """t, (link, world)."""
    leaked: Array
    """Smuggled or transshipped part of it, t, (abroad, world)."""
    charged: Array
    """Part of it that quotas count, t, (abroad, world), 0 where nothing is curbed; one 0 without a
    quota in the scenario."""
    withheld: Array
    """Orders under contract that the seller kept back, t, (bound link, world)."""
    filled: Array
    """t, (intake, world)."""
    received: Array
    """Orders at each seller, t, (offer, world)."""
    stock_out: Array
    pipeline: Array


@dataclass(frozen=True)
class Asks:
    """New asks and the named terms of their change."""

    ask: Array
    """$/kg, (offer, world)."""
    drivers: Array
    """(driver, facility offer, world): as `core.ledger.DRIVERS`, adding up to the change."""
    expected_sales: Array
    """t/month, (facility offer, world)."""


@dataclass(frozen=True)
class Leak:
    """Shares of a lane's orders that go around its measures."""

    smuggling: Array
    """(lane, world)."""
    transshipment: Array
    """(lane, world)."""
    found: Array
    """1 where transshipment was found, (lane, world)."""


@dataclass(frozen=True)
class Memory:
    """Smoothed experience."""

    fill: Array
    """(link, world)."""
    risk: Array
    """(intake, world)."""
    substitution: Array
    """(sector, world)."""
