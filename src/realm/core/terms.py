"""What binds the actors, as a scenario file gives it: measures, contracts, projects, trust."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le

from realm.core.actors import CONFIG
from realm.core.words import Id, Month, NotNegative, Positive, Share, Trust

Family = Literal[
    "prohibition",
    "quota",
    "licence",
    "export_tax",
    "minimum_export_price",
    "vat_rebate_withdrawal",
    "domestic_market_obligation",
    "import_tariff",
    "price_floor",
    "output_subsidy",
    "capital_subsidy",
    "production_quota",
]
"""Kinds of measure: the OECD's export restrictions, then the measures on the other side."""

SIZE_KEYS: dict[str, str] = {
    "prohibition": "share_let_through",
    "quota": "quota_t_per_year",
    "licence": "share_let_through",
    "export_tax": "duty_share",
    "minimum_export_price": "minimum_usd_per_kg",
    "vat_rebate_withdrawal": "duty_share",
    "domestic_market_obligation": "obliged_share",
    "import_tariff": "tariff_share",
    "price_floor": "floor_usd_per_kg",
    "output_subsidy": "subsidy_usd_per_kg",
    "capital_subsidy": "cost_share",
    "production_quota": "production_t_per_year",
}
"""The key that holds the size of a measure, by family."""


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """The numbers of a measure that may change while it is in force."""

    __pydantic_config__ = CONFIG
    share_let_through: Share | None = None
    """Prohibition (0 if not given), licence: part of the orders let through."""
    quota_t_per_year: NotNegative | None = None
    """Quota: tonnes a year, for all destinations together, spread over its periods."""
    duty_share: Share | None = None
    """Export tax, VAT rebate withdrawn: part of the ask."""
    levy_usd_per_kg: NotNegative | None = None
    """Export tax: fixed part per kg."""
    minimum_usd_per_kg: NotNegative | None = None
    """Minimum export price."""
    obliged_share: Share | None = None
    """Domestic market obligation: part of the output that home orders may claim first."""
    tariff_share: NotNegative | None = None
    """Import tariff: part of the price at the border."""
    floor_usd_per_kg: NotNegative | None = None
    """Price floor the treasury tops up to."""
    subsidy_usd_per_kg: NotNegative | None = None
    """Output subsidy per kg sold."""
    cost_share: Share | None = None
    """Capital subsidy: part of a project's cost."""
    production_t_per_year: NotNegative | None = None
    """Production quota: throughput a year allowed to licensed facilities together."""
    delay_working_days: Annotated[float, Ge(0), Le(126)] | None = None
    """Licence: time an approved order waits; 21 working days are a month, 126 at most."""
    severity: Share | None = None
    """How threatening the announcement sounds to buyers, 0 to 1."""
    enforcement: Share | None = None
    """How far smuggling is possible around it: 0 none, 1 wide open."""
    queue_release_share: Share | None = None
    """Part of the orders held in the queue that is released a month."""


@dataclass(frozen=True, kw_only=True)
class Measure(Sizes):
    """A restriction or support of one country, in force or ready to be."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    country: Id
    """Who takes it."""
    family: Family
    """Its kind."""
    commodities: tuple[Id, ...] = ()
    """What it covers; empty means every commodity. Export measures cover whole measure groups."""
    destinations: tuple[Id, ...] = ()
    """Countries or blocs it touches (origins for a tariff); empty means all abroad."""
    beneficiaries: tuple[Id, ...] = ()
    """Support only: countries, firms or facilities; empty means all at home."""
    announced: Month | None = None
    """From when buyers know of it (severity counts), in force or not; `in_force` if not given."""
    in_force: Month | None = None
    """From when it binds; never by itself if not given: a template for the seats."""
    until: Month | None = None
    """Month in which it ends."""
    period_months: Annotated[int, Ge(1)] = 12
    """Quota: length of a period; unused tonnes lapse."""
    counted_share: Annotated[float, Gt(0), Le(1)] = 1.0
    """Quota: part of the exports it counts."""
    refused_orders: Literal["lost", "held"] = "lost"
    """What is refused is ordered again, or waits in a queue at the border."""
    rent_ceiling_factor: Annotated[float, Gt(1)] | None = None
    """Multiple of the home price at which its permits stop gaining value; else the rules'."""
    permit_holder: Literal["treasury", "seller"] = "seller"
    """Who earns the rent of a scarce permit."""
    budget_musd: NotNegative | None = None
    """Support: most that is paid in all; no limit if not given."""
    official: bool = True
    """Whether a government takes it; of others nobody can complain at the WTO."""
    text: str = ""
    """For people."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Contract:
    """A long-term agreement: tonnes a month, its own price, an end."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    seller: Id
    """Firm or facility that sells."""
    buyers: tuple[Id, ...]
    """Firms, facilities or sectors that buy."""
    commodity: Id
    """What is sold."""
    volume_t_per_year: Positive
    """Tonnes called a year, spread over the links by base flow (evenly where there is none)."""
    price_rule: Literal["spot", "fixed", "index"] = "spot"
    """Seller's ask; a fixed price; or the inside price of the reference exporter."""
    price_usd_per_kg: Positive | None = None
    """Fixed: the price."""
    index_factor: Positive = 1.0
    """Index: the multiple of the inside price."""
    floor_usd_per_kg: NotNegative = 0.0
    """Least price paid."""
    ceiling_usd_per_kg: Positive | None = None
    """Highest price paid."""
    starts: Month | None = None
    """First month; in force at the start of the scenario if not given."""
    ends: Month | None = None
    """Month in which it no longer binds."""
    penalty_usd_per_kg: NotNegative = 0.0
    """What the seller pays per kg short."""
    notice_months: NotNegative = 0.0
    """Months that must pass between a directive to suspend it and a pause without breach."""
    text: str = ""
    """For people."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """A template that adds capacity to a facility: new plant or expansion."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    firm: Id
    """Who builds."""
    facility: Id
    """What grows."""
    capacity_t_per_year: Positive
    """Throughput added."""
    cost_musd: NotNegative
    """Capital cost, million US dollars."""
    lead_months: NotNegative
    """Months from start to first output."""
    ramp_months: NotNegative = 12.0
    """Months from first to full output."""
    status: Literal["proposed", "awaiting_approval", "approved", "under_way"] = "proposed"
    """Where it stands at the start; only `under_way` builds by itself."""
    opens: Month | None = None
    """Under way: month of first output; lead time from the start if not given."""
    text: str = ""
    """For people."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """What one actor thinks of another when nothing moves it."""

    __pydantic_config__ = CONFIG
    of: Id
    """Country or firm that trusts."""
    towards: Id
    """Country or firm that is trusted."""
    trust: Trust
    """Base value, -1 to 1."""
    reason: str = ""
    """For people."""
    source: str
    """Where the number comes from, or `assumption: why`."""
