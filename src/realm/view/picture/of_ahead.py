"""Say what an order leads to, by what it is: when it tells, what for, and why it does not yet."""

import math

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.actors import Facility, Sector
from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.play.foresight import Foresight
from realm.play.inputs import inputs
from realm.play.plants import Opening, expected
from realm.play.sight import Sight
from realm.rules.event import percent, short
from realm.view.messages import Messages
from realm.view.picture.of_standing import SLIGHT, in_store
from realm.view.picture.of_supports import helpers, support_told, unused
from realm.view.picture.words import amount, dollars

LEAST_SHORT = 0.05
"""Part of what a plant needs of a good from which it counts as short of it."""
TIMES = 2.0
"""From so many times what is usually taken in on a plant's output is told as a multiple."""


def ahead(sight: Sight, action: Action, messages: Messages) -> list[str]:
    """Say when an order tells, and what for, where rules or the scenario say so."""
    scenario = sight.observation.network.scenario
    match action:
        case kinds.Approve(project=name, undo=False) | kinds.Start(project=name):
            return _plant(sight, name, isinstance(action, kinds.Start), messages)
        case kinds.Dispute():
            months = math.ceil(scenario.coefficients.dispute_months)
            month = month_after(sight.month, months)
            return [messages.say("game.ahead_dispute", months=months, month=month)]
        case kinds.Direct(undo=False):
            return [messages.say("game.ahead_direct")]
        case kinds.Support(measure=name):
            return support_told(sight, name, messages)
        case kinds.JoinCoalition(country=name, undo=False):
            return _coalition(sight, name, messages)
        case kinds.Stockpile(stockpile=name, release_t_per_month=out) if out:
            return _sale(sight, name, out, messages)
    return []


def _sale(sight: Sight, store: str, out: float, messages: Messages) -> list[str]:
    """Say that a store sells until it is stopped, for how long, and whether it buys meanwhile."""
    held, scenario = in_store(sight, store), sight.observation.network.scenario
    row = sight.observation.network.stockpiles.index(store)
    told = [
        messages.say(
            "game.ahead_sale", turn=amount(out * scenario.months_per_turn), held=amount(held),
            months=amount(held / out),
        )
    ]  # fmt: skip
    if sight.observation.stock_purchase[row, 0] > 0.0:
        aim = float(sight.observation.stock_target[row, 0])
        told.append(messages.say("game.ahead_sale_buys", aim=amount(aim)))
    return told


def nothing(sight: Sight, action: Action, found: Foresight, messages: Messages) -> str:
    """Say why an order makes no difference by then, and when it will; empty where nobody can tell.

    A plant that is not open yet makes none, nor a complaint without a ruling, nor a coalition of
    one.
    """
    say, scenario = messages.say, sight.observation.network.scenario
    end = month_after(sight.month, found.turns * scenario.months_per_turn)
    match action:
        case kinds.Approve(project=name, undo=False) | kinds.Start(project=name):
            starts = isinstance(action, kinds.Start)
            opens = opens_about(sight, name, starts)
            if opens >= end:
                return say("game.nothing_plant", month=opens)
            return "" if starts else _permit_alone(sight, name, messages)
        case kinds.Dispute():
            months = math.ceil(scenario.coefficients.dispute_months)
            falls = month_after(sight.month, months)
            return say("game.nothing_dispute", month=falls) if falls >= end else ""
        case kinds.Stockpile(stockpile=name, release_t_per_month=out) if out:
            return say("game.nothing_in_store") if in_store(sight, name) < SLIGHT else ""
        case kinds.JoinCoalition(country=name, undo=False) if not _members(sight, name):
            return say("game.nothing_coalition")
    return ""


def _permit_alone(sight: Sight, project: str, messages: Messages) -> str:
    """Say why a permit makes no difference, and which supports beside it would help the firm."""
    scenario = sight.observation.network.scenario
    firm = short(scenario.firms[scenario.projects[project].firm].name)
    told = messages.say("game.nothing_permit", firm=firm)
    return f"{told} {messages.say('game.permit_beside')}" if unused(sight, project) else told


def opens_about(sight: Sight, project: str, starts: bool) -> str:
    """Name the month in which a plant would give its first output, ordered this turn.

    Args:
        sight: what the seat sees.
        project: which plant.
        starts: whether its builder orders it; after a permit it takes them a turn to begin.
    """
    return _opening(sight, project, starts).about


def _opening(sight: Sight, project: str, starts: bool) -> Opening:
    wait = 0 if starts else sight.observation.network.scenario.months_per_turn
    return expected(sight, project, wait)


def _members(sight: Sight, country: str) -> list[str]:
    """Name the members of the buyers' coalition besides a country."""
    seen, scenario = sight.observation, sight.observation.network.scenario
    return [
        short(scenario.countries[name].name)
        for row, name in enumerate(sight.observation.network.countries)
        if seen.coalition[row, 0] > 0.0 and name != country
    ]


def _coalition(sight: Sight, country: str, messages: Messages) -> list[str]:
    """Say who is in the buyers' coalition, and what it is good for."""
    rules, others = sight.observation.network.scenario.coefficients, _members(sight, country)
    told = messages.say(
        "game.ahead_coalition", tested=percent(rules.coalition_qualification),
        calm=percent(rules.coalition_calm),
    )  # fmt: skip
    if not others:
        return [told, messages.say("game.coalition_alone")]
    return [told, messages.say("game.coalition_with", names=", ".join(others))]


def _plant(sight: Sight, name: str, starts: bool, messages: Messages) -> list[str]:
    """Say who pays for a plant, when it opens, what it gives and needs."""
    say, scenario = messages.say, sight.observation.network.scenario
    project = scenario.projects[name]
    facility = scenario.facilities[project.facility]
    recipe = scenario.recipes[facility.recipe]
    opens = _opening(sight, name, starts)
    late = "late" if opens.too_late else "maybe_late" if opens.maybe_late else ""
    firm = short(scenario.firms[project.firm].name)
    gives = [
        _gives(scenario, facility.country, good, part * project.capacity_t_per_year, messages)
        for good, part in recipe.outputs.items()
    ]
    told = [
        say("game.plant_pays", firm=firm, cost=dollars(1000.0 * project.cost_musd)),
        *helpers(sight, name, messages),
        say("game.plant_opens" if starts else "game.plant_opens_if", firm=firm, month=opens.about)
        + say("game.plant_spread", first=opens.earliest, last=opens.latest)
        + (say(f"game.plant_{late}", end=opens.ends) if late else ""),
        say("game.plant_gives", what="; ".join(gives)),
    ]
    needs = ", ".join(
        f"{amount(part * project.capacity_t_per_year)} t {short(scenario.commodities[good].name)}"
        for good, part in recipe.inputs.items()
    )
    return [*told, say("game.plant_needs", what=needs)] if needs else told


def short_told(sight: Sight, project: str, messages: Messages) -> tuple[str, ...]:
    """Say what a plant would lack where it shall stand; nothing where it would lack nothing."""
    scenario = sight.observation.network.scenario
    lacks = [one for one in inputs(sight, project) if one.short >= LEAST_SHORT * one.needs]
    if not lacks:
        return ()
    what = ", ".join(
        messages.say("game.plant_lack", part=percent(one.short / one.needs),
                     good=short(scenario.commodities[one.good].name))
        for one in lacks
    )  # fmt: skip
    country = scenario.facilities[scenario.projects[project].facility].country
    where = short(scenario.countries[country].name)
    return (messages.say("game.plant_short", what=what, where=where),)


def _gives(scenario: Scenario, country: str, good: str, tonnes: float, messages: Messages) -> str:
    """Say how much a plant gives, and what part that is of what is usually taken in there."""
    nodes: dict[str, Facility | Sector] = {**scenario.facilities, **scenario.sectors}
    usual = math.fsum(
        link.base_flow_t_per_year
        for link in scenario.links.values()
        if link.commodity == good and link.buyer in nodes and nodes[link.buyer].country == country
    )
    told = f"{amount(tonnes)} t {short(scenario.commodities[good].name)}"
    if not usual:
        return told
    where = short(scenario.countries[country].name)
    if tonnes >= TIMES * usual:
        times = amount(tonnes / usual)
        return messages.say("game.plant_times", what=told, times=times, where=where)
    return messages.say("game.plant_part", what=told, part=percent(tonnes / usual), where=where)
