"""What binds and counts the trade, as plain objects: measures, lanes, pools, contracts, projects.

Attributes bear the names of `rules/README.md` section 10 where it has one. What only lives for a
month stands below the line `the month` of each class.
"""

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from realm.core.table import Table as Agreement
from realm.core.terms import Measure as Terms

if TYPE_CHECKING:
    from tests.oracle.nouns import Facility, Link


@dataclass(eq=False, slots=True)
class Account:
    """Whose money it is: a firm's, a treasury's, the carriers', the smugglers', or outside."""

    name: str
    money: float = 0.0
    paid: float = 0.0


@dataclass(eq=False, slots=True)
class Measure:
    """A restriction or support; `rows` are the lanes, offers, facilities or projects it touches."""

    name: str
    terms: Terms
    treasury: Account
    lane_hold: float = 0.0
    counted_share: float = 0.0
    measure_ceiling: float = inf
    permit_to_treasury: float = 0.0
    measure_on: float = 0.0
    measure_known: float = 0.0
    measure_size: float = 0.0
    measure_levy: float = 0.0
    measure_delay: float = 0.0
    measure_severity: float = 0.0
    measure_enforcement: float = 0.0
    measure_release: float = 0.0
    measure_left: float = inf
    dispute_month: float = inf
    facilities: list["Facility"] = field(default_factory=list)
    """Facilities that a production quota binds."""
    # the month
    share: float = 1.0
    """What a prohibition or licence lets through, with luck."""

    @property
    def pays(self) -> bool:
        """A support pays while it is on and has money left: its own, else its treasury's."""
        free = self.measure_left == inf
        has = self.treasury.money >= 0.0 if free else self.measure_left > 0.0
        return self.measure_on > 0.0 and has


@dataclass(eq=False, slots=True)
class Pool:
    """What one country exports of one group, which a quota counts together."""

    name: str
    lanes: list["Lane"] = field(default_factory=list)
    quotas: list[Measure] = field(default_factory=list)
    period: int = 12
    quota_left: float = inf
    quota_yearly: float = inf
    # the month
    pace: float = inf
    fill: float = 1.0
    demand: float = 0.0


@dataclass(eq=False, slots=True)
class Lane:
    """One country's exports of one group to one destination."""

    name: str
    pool: Pool
    exporter: Account
    importer: Account
    links: list["Link"] = field(default_factory=list)
    restrictions: list[Measure] = field(default_factory=list)
    tariffs: list[Measure] = field(default_factory=list)
    rent: float = 0.0
    smuggling: float = 0.0
    transshipment: float = 0.0
    # the month
    share: float = 1.0
    duty: float = 0.0
    levy: float = 0.0
    minimum: float = 0.0
    tariff: float = 0.0
    severity: float = 0.0
    enforcement: float = 0.0
    delay: float = 0.0
    hold: float = 0.0
    to_treasury: float = 0.0
    ceiling: float = inf
    release: float = 1.0
    counted: float = 0.0
    charged: float = 0.0
    is_open: bool = True
    mean_ask: float = 1.0
    demanded: float = 0.0
    needed: float = 0.0
    anchor: float = 1.0
    let: float = 0.0
    """Licensed orders that are due, before a quota."""
    licensed: float = inf
    room: float = inf
    rent_after: float = 0.0
    found: float = 0.0


@dataclass(eq=False, slots=True)
class Part:
    """The part of a contract that runs over one link."""

    contract: "Contract"
    link: "Link"
    part_share: float = 0.0
    # the month
    volume: float = 0.0
    back: float = 0.0


@dataclass(eq=False, slots=True)
class Contract:
    """A long-term agreement."""

    name: str
    commodity: str
    volume_t_per_year: float
    parts: list[Part] = field(default_factory=list)
    contract_called: float = 0.0
    contract_price: float = 0.0
    contract_index: float = 0.0
    contract_fixed: float = 0.0
    contract_floor: float = 0.0
    contract_ceiling: float = inf
    contract_penalty: float = 0.0
    contract_volume: float = 0.0
    contract_ends: float = inf
    contract_deliver: float = 1.0
    contract_notice: float = 0.0
    # the month
    halted: bool = False
    """Whether its seller has suspended it on orders."""
    paused: bool = False
    """Whether that is after due notice."""
    withheld: float = 0.0


@dataclass(eq=False, slots=True)
class Project:
    """Capacity that can be built."""

    name: str
    account: Account
    facility: "Facility"
    subsidies: list[Measure] = field(default_factory=list)
    project_capacity: float = 0.0
    project_cost: float = 0.0
    project_lead: float = 0.0
    project_ramp: float = 1.0
    project_approved: float = 0.0
    project_opens: float = inf
    project_paid: float = 0.0
    project_partner: float = -1.0
    project_partner_share: float = 0.0


@dataclass(eq=False, slots=True)
class Country:
    """A country, as far as it has numbers of its own besides money."""

    name: str
    know_how: float = 0.0
    political_capital: float = 0.0
    coalition: float = 0.0


@dataclass(eq=False, slots=True)
class Relation:
    """What one country or firm thinks of another, and lets through to it."""

    name: str
    of: str
    towards: str
    base_trust: float = 0.0
    trust: float = 0.0
    waiver: float = 0.0
    waiver_ends: float = inf


@dataclass(eq=False, slots=True)
class Table:
    """Two who can come to terms."""

    name: str
    terms: Agreement
    slots: list[Contract] = field(default_factory=list)
    deal: float = -1.0
    deal_ends: float = inf
    deal_let: float = 1.0
    loan_left: float = 0.0
    breached: float = 0.0
    talked: float = -inf
