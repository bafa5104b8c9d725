"""Find what changed in measures and contracts."""

import math

import numpy as np

from realm.core.terms import Measure
from realm.rules.event import MUSD, Event, Look, dollars, percent, short, total

BY_LANE = {
    "prohibition": "restricts",
    "quota": "restricts",
    "licence": "restricts",
    "export_tax": "restricts",
    "minimum_export_price": "restricts",
    "vat_rebate_withdrawal": "restricts",
    "domestic_market_obligation": "restricts",
    "import_tariff": "tariff",
}
"""Families that act on lanes, and the table that lists the regimes they belong to."""

SHARE_FAMILIES = frozenset({"prohibition", "licence"})
TAX_FAMILIES = frozenset(
    {"export_tax", "vat_rebate_withdrawal", "domestic_market_obligation", "import_tariff"}
)

RULED = "the WTO ruled against it"


def measure_changes(look: Look) -> list[Event]:
    """Find measures that came into force, were lifted, tightened or eased, month by month.

    Importance: change of the measure's bite (part refused, duty as a part of the price, part
    that a quota cuts) times the value of the turn's orders, or output, that it touches.
    """
    found = []
    for row, name in enumerate(look.network.measures):
        measure = look.network.scenario.measures[name]
        taker = short(look.network.scenario.countries[measure.country].name)
        steps = _steps(look, row)
        if len(steps) < 2:
            continue
        value, volume = _touched(look, row, measure)
        months = len(look.ledger.months)
        bites = [
            _bite(measure, size, value, volume, months) if on else 0.0 for _, on, size in steps
        ]
        for (_, was, _), (month, now, size), old, new in zip(
            steps, steps[1:], bites, bites[1:], strict=False
        ):
            struck = _ruled(look, row) if was and not now else -1
            found.append(
                Event(
                    month=struck if struck >= 0 else month,
                    kind="measure",
                    actors=(measure.country,),
                    subject=name,
                    size=new - old,
                    text=_measure_text(measure, taker, was, now, size, new - old),
                    driver=RULED if struck >= 0 else "",
                    importance=abs(new - old) * value,
                )
            )
    return found


def _ruled(look: Look, row: int) -> int:
    """Return the month of the turn from which the WTO ruled against a measure; -1 for none."""
    filed = float(look.at(look.after.dispute_month)[row])
    if not math.isfinite(filed):
        return -1
    due = math.ceil(filed + float(look.at(np.atleast_1d(look.params.rules.dispute_months))))
    return due if due in {month.month for month in look.ledger.months} else -1


def _steps(look: Look, row: int) -> list[tuple[int, bool, float]]:
    """Follow a measure through the turn: (month, in force, size), one entry a change.

    What the calendar sets has its month; what is left was a seat's order before the first.
    """
    first = look.ledger.months[0].month
    now = {f: float(look.at(getattr(look.before, f))[row]) for f in ("measure_on", "measure_size")}
    end = {f: float(look.at(getattr(look.after, f))[row]) for f in now}
    steps = [(first, now["measure_on"] > 0.0, now["measure_size"])]
    dated = {
        (month.month, patch.field): float(patch.values[list(patch.rows).index(row)])
        for month in look.ledger.months
        for patch in look.network.calendar.get(month.month, ())
        if patch.field in now
        and row in patch.rows
        and (patch.event < 0 or look.at(look.params.event_on)[patch.event] > 0.0)
    }
    for field in now:
        if field not in {name for _, name in dated}:
            dated[first, field] = end[field]
    for month in sorted({month for month, _ in dated}):
        now = {field: dated.get((month, field), value) for field, value in now.items()}
        on, size = now["measure_on"] > 0.0, now["measure_size"]
        _, was, old = steps[-1]
        if on != was or (on and not math.isclose(size, old, rel_tol=1e-9, abs_tol=1e-12)):
            steps.append((month, on, size))
    return steps


def _touched(look: Look, row: int, measure: Measure) -> tuple[float, float]:
    """Value (M$) and tonnes of the turn's orders or output that a measure touches."""
    network = look.network
    ask = look.at(look.ledger.months[-1].ask)
    if measure.family in BY_LANE:
        table = BY_LANE[measure.family]
        entries, rows = network.entries[table], network.entry_rows[table]
        regimes = rows[entries.measures == row]
        links = np.flatnonzero(np.isin(network.lane_regime[network.lane_of], regimes))
        orders = look.added("orders")[network.abroad][links]
        value = orders * ask[network.link_offer[network.abroad][links]]
        return total(value) * MUSD, total(orders)
    home = network.countries.index(measure.country)
    offers = network.offer_node[network.facility_offers]
    mine = network.node_country[offers] == home
    if measure.commodities:
        covered = [network.commodities.index(name) for name in measure.commodities]
        commodity = network.offer_commodity[network.facility_offers]
        mine = mine & np.isin(commodity, covered)
    made = look.added("produced") * mine
    return total(made * ask[network.facility_offers]) * MUSD, total(made)


def _bite(measure: Measure, size: float, value: float, volume: float, months: int) -> float:
    """How hard a measure bites, as a part of what it touches, 0 to about 1."""
    family = measure.family
    if family in SHARE_FAMILIES:
        return 1.0 - size
    if family == "capital_subsidy":
        return size
    if volume <= 0.0:
        return size if family in TAX_FAMILIES else 0.0
    if family in ("quota", "production_quota"):
        return max(0.0, 1.0 - size * months / 12.0 / volume)
    price = value / MUSD / volume
    if family in TAX_FAMILIES:
        return size + (measure.levy_usd_per_kg or 0.0) / price
    if family == "output_subsidy":
        return size / price
    return max(0.0, 1.0 - price / size) if size > 0.0 else 0.0


def _measure_text(
    measure: Measure, taker: str, was: bool, now: bool, size: float, change: float
) -> str:
    """Say what a country does with a measure, by its name or as its own."""
    own = f"{taker}'s "
    its = measure.name.startswith(own)
    name = f"its {measure.name.removeprefix(own)}" if its else f"“{measure.name}”"
    if was and not now:
        return f"{taker} lifts {name}"
    told = size_text(measure, size)
    if not was:
        return f"{taker} puts {name} into force: {told}"
    return f"{taker} {'tightens' if change > 0.0 else 'eases'} {name}: {told}"


def size_text(measure: Measure, size: float) -> str:
    """Write the size of a measure as people say it."""
    family = measure.family
    if family in SHARE_FAMILIES:
        return f"{percent(size)} of orders pass" if size > 0.0 else "nothing passes"
    if family in ("quota", "production_quota"):
        return f"{size:,.0f} t a year"
    if family in ("minimum_export_price", "price_floor", "output_subsidy"):
        return f"{dollars(size)} a kg"
    if measure.levy_usd_per_kg:
        levy = f"{dollars(measure.levy_usd_per_kg)} a kg"
        return f"{percent(size)} and {levy}" if size > 0.0 else levy
    return percent(size)


def contract_changes(look: Look) -> list[Event]:
    """Find contracts that begin or end; importance: a year's volume at the ask of the day."""
    network, scenario = look.network, look.network.scenario
    volumes = [look.at(state.contract_volume) for state in (look.before, look.after)]
    found = []
    for row, name in enumerate(network.contracts):
        old, new = float(volumes[0][row]), float(volumes[1][row])
        if (old > 0.0) == (new > 0.0):
            continue
        contract = scenario.all_contracts[name]
        price = scenario.commodities[contract.commodity].price_usd_per_kg
        firm = network.firms[int(network.contract_firm[row])]
        month, event = look.month_of("contract_volume", row)
        if event >= 0:
            continue
        begins = new > 0.0
        goods = short(scenario.commodities[contract.commodity].name)
        found.append(
            Event(
                month=month,
                kind="contract",
                actors=(firm,),
                subject=name,
                size=12.0 * (new - old),
                text=f"Contract {'begins' if begins else 'ends'}: {contract.name} "
                f"({12.0 * max(new, old):,.0f} t a year of {goods})",
                driver="",
                importance=12.0 * max(new, old) * price * MUSD,
            )
        )
    return found
