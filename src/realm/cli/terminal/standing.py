"""How things stand, in a few words: a measure, a project, a contract, a link, a store."""

import math

from realm.core.words import amount, month_after
from realm.play.plants import expected, last_month
from realm.play.sight import Sight
from realm.rules.event import money
from realm.rules.event_terms import size_text

SLIGHT = 0.01
"""Tonnes below which nothing was shipped."""


def stands(sight: Sight, axis: str, name: str) -> str:
    """Say how the subject of an action stands; empty where there is nothing to say."""
    reader = _READERS.get(axis)
    return reader(sight, name) if reader else ""


def at(sight: Sight, field: str, name: str, axis: str) -> float:
    """Look up one number of the one world that a match plays."""
    row = sight.observation.network.along(axis).index(name)
    return float(getattr(sight.observation, field)[row, 0])


def month(sight: Sight, count: float) -> str:
    """Name a month that is given in months since the start."""
    return month_after(sight.observation.network.scenario.starts, int(count))


def _measure(sight: Sight, name: str) -> str:
    measure = sight.observation.network.scenario.measures[name]
    size = size_text(measure, at(sight, "measure_size", name, "measure"))
    complaint = at(sight, "dispute_month", name, "measure")
    filed = f", complaint of {month(sight, complaint)}" if math.isfinite(complaint) else ""
    if at(sight, "measure_on", name, "measure") > 0.0:
        return f"in force: {size}{filed}"
    if at(sight, "measure_known", name, "measure") > 0.0:
        return f"announced{filed}"
    return f"not in force{filed}"


def _project(sight: Sight, name: str) -> str:
    scenario = sight.observation.network.scenario
    project = scenario.projects[name]
    unit = scenario.recipes[scenario.facilities[project.facility].recipe].throughput
    what = (
        f"{project.capacity_t_per_year:,.0f} {unit} a year for {money(project.cost_musd)} in "
        f"{project.lead_months:.0f} months"
    )
    opens, ends = at(sight, "project_opens", name, "project"), last_month(sight)
    if math.isfinite(opens):
        late = f", after the game ends ({ends})" if month(sight, opens) > ends else ""
        return f"{what}, opens {month(sight, opens)}{late}"
    approved = at(sight, "project_approved", name, "project") > 0.0
    found = expected(sight, name)
    late = "after" if found.too_late else "perhaps after" if found.maybe_late else ""
    return (
        f"{what}, {'approved' if approved else 'not approved'}; begun now it opens about "
        f"{found.about}, 8 in 10 between {found.earliest} and {found.latest}"
        + (f": {late} the game ends ({ends})" if late else "")
    )


def _contract(sight: Sight, name: str) -> str:
    volume = at(sight, "contract_volume", name, "contract")
    ends = at(sight, "contract_ends", name, "contract")
    called = f"{amount(12.0 * volume)} t a year" if math.isfinite(volume) else ""
    until = f"until {month(sight, ends)}" if math.isfinite(ends) else ""
    share = at(sight, "contract_deliver", name, "contract")
    kept = f"delivers {100 * share:.0f} %" if math.isfinite(share) and share < 1.0 else ""
    return ", ".join(part for part in (called, until, kept) if part)


def _directive(sight: Sight, name: str) -> str:
    if not at(sight, "directive", name, "directive") > 0.0:
        return ""
    since = month(sight, at(sight, "directive_month", name, "directive"))
    answer = int(at(sight, "directive_answer", name, "directive"))
    said = ("no answer yet", "the firm complies", "the firm delays", "the firm contests it")
    return f"ordered in {since}, {said[answer]}"


def _stockpile(sight: Sight, name: str) -> str:
    network = sight.observation.network
    row = network.stockpiles.index(name)
    held = float(
        sight.observation.stock_in[network.stockpile_intakes, 0][row]
        + sight.observation.stock_out[network.stockpile_offers, 0][row]
    )
    target, pace, out = (
        at(sight, field, name, "stockpile")
        for field in ("stock_target", "stock_purchase", "stock_release")
    )
    buys = f"buys up to {target:,.0f} t" if pace > 0.0 else "buys none"
    sells = f", sells {amount(out)} t a month until you stop it" if out > 0.0 else ""
    return f"holds {held:,.0f} t, {buys}{sells}"


def _link(sight: Sight, name: str) -> str:
    if at(sight, "link_open", name, "link") > 0.0:
        shipped = at(sight, "shipped", name, "link")
        return f"open, {amount(12.0 * shipped)} t a year" if shipped > SLIGHT else "open"
    terms = sight.observation.network.scenario.links.get(name)
    if terms is None:
        return "closed"
    ready = at(sight, "link_ready", name, "link")
    if sight.observation.month < ready < math.inf:
        return f"under test until {month(sight, ready)}"
    if terms.opens == "on_request" and math.isinf(ready):
        return f"closed, {terms.qualification_months:.0f} months to qualify"
    return "closed"


def _facility(sight: Sight, name: str) -> str:
    return "shut" if at(sight, "shut", name, "facility") > 0.0 else "runs"


def _firm(sight: Sight, name: str) -> str:
    hold, absorb = (at(sight, field, name, "firm") for field in ("hold", "absorb"))
    return f"holds {hold:g} times the usual stocks, keeps {100 * absorb:.0f} % of cost changes out"


_READERS = {
    "measure": _measure,
    "project": _project,
    "contract": _contract,
    "directive": _directive,
    "stockpile": _stockpile,
    "link": _link,
    "facility": _facility,
    "firm": _firm,
}
