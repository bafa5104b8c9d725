"""The numbers of the rules themselves, each with its start value and where that comes from."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, Le, Lt

from realm.core.actors import CONFIG
from realm.core.words import NotNegative, Positive, Share


@dataclass(frozen=True, kw_only=True)
class Coefficients:
    """Coefficients of the month, from the prototype's fit to 2009-2014 and 2025-2026.

    Precaution, speculation and the rise of risk were fitted again with the rules as they are, to
    spring 2025 and to how far trade overshoots after a licence (rules/README.md, section 8).
    """

    __pydantic_config__ = CONFIG
    price_pressure_per_month: NotNegative = 0.58
    """kappa: rise of a log ask per unit of order pressure."""
    price_fall_limit: NotNegative = 0.215
    """xd: most negative pressure that counts."""
    price_rise_limit: NotNegative = 1.2
    """xu: most positive pressure that counts."""
    price_dead_band: NotNegative = 0.02
    """Pressure too small to react to."""
    cost_pull_per_month: NotNegative = 0.05
    """theta: pull of a log ask back to cost-plus."""
    stock_adjust_months: Positive = 9.5
    """taus: time in which buyers and plants close a gap of stocks."""
    price_stock_months: Positive = 18.0
    """tauF: time in which sellers mean to work off surplus stock."""
    precaution: NotNegative = 1.6
    """eta: growth of the log target cover with perceived risk."""
    speculation_months: NotNegative = 2.4
    """mu: growth of the log target cover with the monthly price trend."""
    risk_fade_months: Positive = 6.5
    """tauR: time in which a scare fades."""
    risk_rise_months: Positive = 3.4
    """Time in which a scare builds up."""
    elasticity_short: NotNegative = 0.09
    """es: short-run elasticity of use (positive number)."""
    elasticity_long: NotNegative = 0.163
    """el: long-run elasticity of use (positive number)."""
    demand_convexity: NotNegative = 0.25
    """Growth of the elasticity with the log price."""
    substitution_months: Positive = 18.0
    """Time of lasting substitution while prices are high."""
    substitution_limit_per_year: Annotated[float, Ge(0), Lt(1)] = 0.10
    """Most demand substituted a year."""
    return_months: Positive = 60.0
    """Time in which substituted demand comes back."""
    smuggling_share: NotNegative = 1.28
    """leak: reach of smuggling."""
    smuggling_months: Positive = 18.0
    """tauk: time in which smuggling builds up and fades."""
    smuggling_cost_ratio: Positive = 1.25
    """Price ratio across the border below which smuggling does not pay."""
    smuggling_most: Share = 0.75
    """Highest share of a lane's orders that can leak."""
    smuggling_pull_per_month: NotNegative = 0.375
    """omega: pull of the smugglers' outlet on the home ask."""
    rent_pressure_per_month: NotNegative = 0.605
    """klam: rise of the log border price per unit of excess orders."""
    rent_rise_limit: NotNegative = 3.5
    """Most excess that counts."""
    rent_dead_band: NotNegative = 0.05
    """Shortage of licences (log) too small to give them a price."""
    rent_ceiling: Annotated[float, Gt(1)] = 7.6
    """M: multiple of the home price at which the border rent stops rising."""
    rent_arbitrage: Share = 0.3
    """Part of the differences of rents between destinations that goes in a month."""
    sourcing_elasticity: NotNegative = 3.0
    """sig: reaction of order shares to delivered prices."""
    sourcing_per_month: Share = 0.06
    """nu: part of a wanted shift of suppliers made in a month."""
    competition_per_month: NotNegative = 0.25
    """psi: pull of rivals' delivered prices on an ask."""
    small_seller_share: Annotated[float, Gt(0), Le(1)] = 0.10
    """Share of a buyer's orders below which a seller cannot raise its ask for its own shortage."""
    price_memory_months: Annotated[float, Ge(1)] = 3.0
    """Smoothing of prices, trends, expected use and expected sales."""
    fill_memory_months: Positive = 4.0
    """Smoothing of the fill rate of a link."""
    line_stop_months: Positive = 1.5
    """Months of stock below which an average user's lines begin to stop."""
    capacity_order_margin: NotNegative = 0.25
    """Rise of the log margin above the start at which firms order capacity."""
    idle_share: Share = 0.2
    """Utilisation under which capacity counts as idle."""
    idle_months: Positive = 24.0
    """Idle months after which capacity is mothballed."""
    reopening_months: Positive = 6.0
    """Time in which half of the mothballed capacity can come back."""
    transshipment_share: NotNegative = 0.4
    """Reach of transshipment through third countries where another lane is open."""
    transshipment_found_per_month: Share = 0.05
    """Chance a month that the exporter finds transshipment on a lane."""
    band_factor: Annotated[float, Gt(1)] = 2.0
    """Upper over lower bound of the band in which rivals know stocks, plants and accounts."""
    quota_pace: Positive = 1.3
    """Multiple of the even pace at which a quota may be used in a month."""
    political_capital: NotNegative = 12.0
    """pol: what a government starts with and at most has to ask of its own; an act costs 1 to 3."""
    political_regrowth: NotNegative = 6.0
    """Political capital that comes back a turn."""
    political_announce: NotNegative = 1.0
    """Cost of announcing a measure or withdrawing an announcement."""
    political_measure: NotNegative = 2.0
    """Cost of putting a measure in force or changing it."""
    political_lift: NotNegative = 1.0
    """Cost of lifting a measure."""
    political_stockpile: NotNegative = 0.5
    """Cost of new orders to a stockpile."""
    political_approve: NotNegative = 1.0
    """Cost of approving a project or taking its approval back."""
    political_direct: NotNegative = 2.0
    """Cost of a directive to a state firm."""
    political_dispute: NotNegative = 3.0
    """Cost of a complaint at the WTO."""
    coalition_qualification: Annotated[float, Gt(0), Le(1)] = 0.5
    """Part of the usual time in which members qualify a supplier: they share the tests."""
    coalition_calm: Share = 0.5
    """Part of their precaution that members of a coalition drop: they share what comes."""
    directive_delay_months: NotNegative = 6.0
    """From a directive to its execution by a state firm that delays it."""
    directive_contest_months: NotNegative = 12.0
    """The same where the firm contests it; longer where a contract gives longer notice."""
    dispute_months: NotNegative = 34.0
    """From a complaint at the WTO to the end of the measure (DS431: March 2012 to January 2015)."""
    political_coalition: NotNegative = 1.0
    """Cost of joining or leaving the buyers' coalition."""
    deal_floor_share: Share = 0.9
    """Least price of a deal with a floor, as a part of the ask when it is signed."""
    deal_penalty_share: NotNegative = 0.25
    """What a seller under a deal pays per kg short, as a part of the ask when it is signed."""
    deal_kept_share: Share = 0.5
    """Part of what was promised that must come, else the deal is broken."""
    deal_fine_years: NotNegative = 0.25
    """What breaking a deal costs, in years of its volume at the price when it was signed."""
    loan_interest_per_year: NotNegative = 0.025
    """Interest on what is left of a loan."""
    partner_share: Share = 0.5
    """Part of a tolling line's or joint plant's cost that the partner pays."""
    technology_gain: Share = 0.5
    """Part of the know-how still lacking that a transfer of technology brings."""
    technology_lead_share: Share = 0.3
    """Part of a project's lead time that full know-how saves."""
    trust_return_months: Annotated[float, Ge(1)] = 36.0
    """Time in which trust goes back to its base."""
    trust_curb_per_year: NotNegative = 0.5
    """Fall of trust while everything that is ordered from a country is refused at its border."""
    trust_kept_per_year: NotNegative = 0.1
    """Rise of trust while a deal is kept."""
    trust_gift: NotNegative = 0.1
    """Rise of trust for a measure eased in full, technology or a loan."""
    trust_breach: NotNegative = 0.6
    """Fall of trust in who breaks a deal."""
    trust_found: NotNegative = 0.1
    """Fall of the exporter's trust for each lane on which transshipment is found."""
    trust_pull: NotNegative = 0.5
    """Growth of the log preference for a country's sellers with the trust gained in it."""


@dataclass(frozen=True, kw_only=True)
class Chances:
    """How luck strikes; all zero makes a world without luck."""

    __pydantic_config__ = CONFIG
    demand_noise: Annotated[float, Ge(0), Le(1)] = 0.02
    """Standard deviation of the monthly log noise of use."""
    demand_noise_common: Share = 0.5
    """Part of that variance which a country's sectors share."""
    outages_per_year: Annotated[float, Ge(0), Le(12)] = 0.05
    """Outages a facility has a year."""
    outage_months: Annotated[float, Gt(0), Le(60)] = 2.0
    """Mean length of an outage."""
    outage_depth: Share = 0.5
    """Part of the capacity an outage takes."""
    project_delay: Annotated[float, Ge(0), Le(2)] = 0.25
    """Standard deviation of the log of a project's lead time."""
    approval_noise: Annotated[float, Ge(0), Le(2)] = 0.15
    """Standard deviation of the log of the share a licence lets through."""
    source: str = "assumption: model.md section 9 (noise 2 to 5 %, rare outages)"
    """Where the numbers come from."""
