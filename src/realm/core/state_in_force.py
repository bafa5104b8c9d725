"""What is in force at one moment, all worlds: what was ordered, signed and begun, and holds."""

from dataclasses import dataclass

from realm.core.arrays import Array, array


@dataclass(frozen=True)
class InForce:
    """Quotas and measures, contracts, directives, projects, stockpiles' aims, trust and deals."""

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
