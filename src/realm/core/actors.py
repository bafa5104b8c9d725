"""Who and what stands on the network, as a scenario file gives it: countries to links."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le

from realm.core.words import Growth, Id, NotNegative, Positive, Share

CONFIG = {"extra": "forbid", "allow_inf_nan": False}
"""How a reader that knows it should take these classes: no further keys, finite numbers."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country, or a group of countries that acts as one."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    iso3: str = ""
    """ISO 3166 code, for maps and trade tables."""
    bloc: Id | None = None
    """A group of countries that measures may name as one destination."""
    treasury_musd: float = 0.0
    """What the treasury holds at the start, million US dollars."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Commodity:
    """What flows."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    unit: str = "t"
    """What a tonne of it counts, e.g. `t REO`."""
    price_usd_per_kg: Positive
    """Ask at the quiet start where a facility gives none."""
    measure_group: Id
    """Commodities that one export measure counts together carry the same group."""
    demand_multiplier: Positive = 1.0
    """How much stronger than usual its users react to its price."""
    price_ceiling_factor: Annotated[float, Gt(1)] = 30.0
    """Multiple of the cost-plus price at which order pressure stops raising the ask."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What one tonne of throughput takes and gives."""

    __pydantic_config__ = CONFIG
    throughput: str = "t"
    """What is counted as throughput."""
    inputs: dict[Id, Positive] = field(default_factory=dict)
    """Tonnes of each commodity taken per tonne of throughput."""
    outputs: dict[Id, Positive]
    """Tonnes of each commodity given per tonne of throughput."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Firm:
    """Owner of facilities."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    country: Id
    """Where it is at home."""
    kind: Literal["state", "private", "aggregate"] = "private"
    """A state firm takes directives; an aggregate stands for many small firms."""
    licensed: bool = True
    """Whether production quotas bind it."""
    cash_musd: float = 0.0
    """What it holds at the start, million US dollars."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Facility:
    """A mine, plant or trading desk."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    firm: Id
    """Its owner."""
    country: Id
    """Where it stands."""
    place: str = ""
    """Town or district, for people."""
    latitude: Annotated[float, Ge(-90), Le(90)] | None = None
    """Degrees north."""
    longitude: Annotated[float, Ge(-180), Le(180)] | None = None
    """Degrees east."""
    recipe: Id
    """What it takes and gives."""
    capacity_t_per_year: NotNegative
    """Most throughput at the start; 0 for a plant that a project will build."""
    price_usd_per_kg: Positive | None = None
    """Ask for the main (first) product at the quiet start; the commodity's price if not given."""
    cost_usd_per_kg: Positive
    """Own cost per kg of throughput, without inputs."""
    cover_in_months: Annotated[float, Ge(0.5)] = 1.5
    """Stock of inputs it aims at, in months of use."""
    cover_out_months: NotNegative = 1.0
    """Stock of products it aims at, in months of sales."""
    margin_slope: Positive = 6.0
    """How sharply it shuts down as revenue falls below cost."""
    growth_per_year: Growth = 0.0
    """Expansion already planned, as a share of capacity a year."""
    expansion_per_year: NotNegative = 0.3
    """Most capacity it orders a year when margins are high, as a share of what it has."""
    expansion_months: Annotated[float, Ge(3)] = 24.0
    """Months from order to use of new capacity."""
    capacity_follows: Id | None = None
    """For recyclers: the commodity whose output in the same country sets the capacity."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Sector:
    """End use of one commodity in a country."""

    __pydantic_config__ = CONFIG
    name: str
    """What a person calls it."""
    country: Id
    """Where it is."""
    use: Id = "use"
    """Kind of use, the same word in every country."""
    commodity: Id
    """What it consumes."""
    demand_t_per_year: Positive
    """Use at the quiet start."""
    growth_per_year: Growth = 0.0
    """Growth of use at constant prices."""
    cover_months: Annotated[float, Ge(0.5)] = 2.0
    """Stock it aims at, in months of use."""
    lost_output_musd_per_t: NotNegative = 0.0
    """Value of end products lost per missing tonne, million US dollars."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Stockpile:
    """A government's store of one commodity."""

    __pydantic_config__ = CONFIG
    country: Id
    """Whose it is."""
    commodity: Id
    """What it holds."""
    stock_t: NotNegative = 0.0
    """Tonnes at the start."""
    target_t: NotNegative | None = None
    """Tonnes it aims at; what it holds if not given."""
    purchase_t_per_month: NotNegative = 0.0
    """Most it buys a month while below its target."""
    release_t_per_month: NotNegative = 0.0
    """What it offers to home users a month."""
    source: str
    """Where the numbers come from, or `assumption: why`."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """A trade relation from one facility to a facility or sector, in one commodity."""

    __pydantic_config__ = CONFIG
    seller: Id
    """Facility that sells."""
    buyer: Id
    """Facility or sector that buys."""
    commodity: Id
    """What is sold."""
    base_flow_t_per_year: NotNegative = 0.0
    """Tonnes a year at the quiet start; sets the buyer's base shares."""
    transit_months: Annotated[float, Ge(0), Le(4)] = 1.0
    """Door to door; goods arrive next month at the earliest."""
    freight_usd_per_kg: NotNegative = 0.0
    """Freight and insurance."""
    contract_share: Share = 0.0
    """Part of the base flow served first when goods are short (long-term partners)."""
    opens: Literal["now", "with_plant", "on_request"] = "now"
    """Open from the start, when both plants run, or when the buyer has qualified the seller."""
    weight_when_open: NotNegative = 0.0
    """Preference on opening, where the shares open at the start add up to 1."""
    qualification_months: NotNegative = 12.0
    """Time a buyer needs to qualify this seller on request."""
    source: str
    """Where the numbers come from, or the named rule that made it."""
