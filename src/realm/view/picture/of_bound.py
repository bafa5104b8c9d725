"""Show what somebody has signed and is building: deals in force, and plants to come."""

import math

from realm.core.words import month_after
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_terms import name_of, terms_text
from realm.view.picture.words import amount


def deals_told(sight: Sight, actor: str, messages: Messages) -> list[p.Block]:
    """List the deals in force that a country or firm signed, or has to deliver or take under."""
    network, seen, say = sight.observation.network, sight.observation, messages.say
    scenario, found = network.scenario, []
    for row, name in enumerate(network.tables):
        noun = scenario.tables[name]
        firms = {noun.seller or "", *noun.buyers}
        outcome = float(seen.deal[row, 0])
        if outcome < 0.0 or not (actor in noun.sides or _has(sight, actor, firms)):
            continue
        terms = network.bargains.agenda(row).describe(int(outcome))
        ends = float(seen.deal_ends[row, 0])
        until = month_after(scenario.starts, int(ends) - 1) if math.isfinite(ends) else ""
        found.append(
            p.Told(
                title=" – ".join(name_of(scenario, side) for side in noun.sides),
                lines=(f"{terms_text(scenario, name, terms, messages)}.",),
                right=say("known.until", month=until) if until else "",
                ink="good",
            )
        )
    return [p.Heading(text=say("known.deals")), *found] if found else []


def _has(sight: Sight, firm: str, nodes: set[str]) -> bool:
    """Say whether a firm, or a plant of it, is among who sells and buys."""
    scenario = sight.observation.network.scenario
    if firm not in scenario.firms:
        return False
    plants = [scenario.facilities[node] for node in nodes if node in scenario.facilities]
    return firm in nodes or any(plant.firm == firm for plant in plants)


def plants_told(sight: Sight, actor: str, messages: Messages) -> list[p.Block]:
    """List the plants that are begun and not open, or permitted; a firm's, or in a country."""
    network, seen, say = sight.observation.network, sight.observation, messages.say
    scenario, found = network.scenario, []
    for row, name in enumerate(network.projects):
        project = scenario.projects[name]
        where = scenario.facilities[project.facility].country
        if actor not in (project.firm, where):
            continue
        opens = float(seen.project_opens[row, 0])
        tonnes = amount(project.capacity_t_per_year)
        line = say("known.adds", tonnes=tonnes, firm=name_of(scenario, project.firm))
        if math.isfinite(opens) and opens >= seen.month:
            month = month_after(scenario.starts, int(opens))
            found.append(
                p.Told(title=project.name, lines=(line,), ink="good",
                       right=say("known.opens", month=month))
            )  # fmt: skip
        elif not math.isfinite(opens) and seen.project_approved[row, 0] > 0.0:
            found.append(
                p.Told(title=project.name, lines=(line,), ink="ghost", right=say("known.permitted"))
            )
    return [p.Heading(text=say("known.to_come")), *found] if found else []
