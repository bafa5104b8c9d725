"""What actions and their subjects are called on a line of 80 columns."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from realm.cli.decisions import call
from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.scenario import Scenario
from realm.core.words import amount
from realm.rules.event import money, percent, short
from realm.rules.event_terms import size_text
from realm.strategies.judge import Cost


@dataclass(frozen=True)
class Group:
    """Actions that a menu shows together."""

    word: str
    title: str
    about: str
    """What they do, in one line."""


GROUPS = (
    Group("curbs", "Curbs on what you sell", "hold goods back; buyers pay more, trust you less"),
    Group("duties", "Duties on what you buy", "make goods from abroad dearer at home"),
    Group("support", "Support at home", "pay makers at home, from a budget"),
    Group("wto", "Complaints at the WTO", "end another's curb, in about three years"),
    Group("store", "Stockpile", "buy for bad days, or release to users at home"),
    Group("projects", "Mines and plants", "permit what firms may build, or start it"),
    Group("directives", "State firms", "tell your firm whom to serve; it may delay or contest"),
    Group("suppliers", "Suppliers and buyers", "open or close who buys from whom"),
    Group("contracts", "Contracts", "how much to order or deliver; less than agreed breaks them"),
    Group("plants", "Plants and prices", "stocks you hold, plants you shut, prices you keep"),
    Group("deals", "Deals", "break what you signed in talks"),
    Group("coalition", "Buyers' coalition", "qualify suppliers and buy together"),
)
"""Groups of a menu, in their order."""

_GROUP: dict[type[Action], str] = {
    kinds.Dispute: "wto",
    kinds.Stockpile: "store",
    kinds.Approve: "projects",
    kinds.Start: "projects",
    kinds.Direct: "directives",
    kinds.Answer: "directives",
    kinds.Qualify: "suppliers",
    kinds.StopTrade: "suppliers",
    kinds.CallContract: "contracts",
    kinds.Deliver: "contracts",
    kinds.Revoke: "deals",
    kinds.JoinCoalition: "coalition",
}
_OPTIONS: dict[type[Action], tuple[str, ...] | Callable[[Any], str]] = {
    kinds.Announce: ("announce it",),
    kinds.Lift: ("lift it",),
    kinds.SetTariff: lambda a: percent(a.share),
    kinds.Dispute: ("complain",),
    kinds.Approve: ("approve it", "take the permit back"),
    kinds.Start: ("start it",),
    kinds.Direct: ("order it", "withdraw the order"),
    kinds.Answer: lambda a: str(a.reply),
    kinds.Qualify: ("open",),
    kinds.StopTrade: ("close",),
    kinds.CallContract: lambda a: f"order {amount(12.0 * a.t_per_month)} t a year",
    kinds.Deliver: lambda a: f"deliver {percent(a.share) if a.share else 'nothing'}",
    kinds.Shut: ("shut", "reopen"),
    kinds.Hold: lambda a: f"hold {a.factor:g} times the usual stocks",
    kinds.Absorb: lambda a: f"keep {percent(a.share)} of cost changes out of prices",
    kinds.Revoke: ("break it",),
    kinds.JoinCoalition: ("join", "leave"),
}
"""What is done about a subject, and what it is called where it is undone."""
_MEASURES = {
    "import_tariff": "duties", "price_floor": "support", "output_subsidy": "support",
    "capital_subsidy": "support", "production_quota": "support",
}  # fmt: skip


def group_of(scenario: Scenario, action: Action) -> str:
    """Return the word of the group that an action belongs to."""
    if action.axis == "measure" and not isinstance(action, kinds.Dispute):
        return _MEASURES.get(scenario.measures[action.name].family, "curbs")
    return _GROUP.get(type(action), "plants")


def subject(scenario: Scenario, axis: str, name: str) -> str:
    """Name what an action is about."""
    if axis == "side":
        return f"the deal of {_two(scenario, scenario.tables[name.partition(':')[0]].sides)}"
    if axis == "contract" and "#" in name:
        return f"the deal of {_two(scenario, scenario.tables[name.partition('#')[0]].sides)}"
    if axis == "stockpile":
        return (
            f"stockpile of {short(scenario.commodities[scenario.stockpiles[name].commodity].name)}"
        )
    if axis in ("facility", "project"):
        noun = scenario.facilities[name] if axis == "facility" else scenario.projects[name]
        alike = axis == "project" and _alike(scenario, noun.name)
        return re.sub(r" \([^()]*\)", "", noun.name) + (f" ({name})" if alike else "")
    if axis == "country":
        return "the buyers' coalition"
    if axis == "directive":
        return _order(scenario, name)
    if axis == "link" and name in scenario.links:
        terms = scenario.links[name]
        good = short(scenario.commodities[terms.commodity].name)
        return f"{good}: {_place(scenario, terms.seller)} for {_place(scenario, terms.buyer)}"
    return call(scenario, name)


def option(scenario: Scenario, action: Action) -> str:
    """Say what to do about the subject, in a few words."""
    if isinstance(action, kinds.Tighten):
        return _sized(scenario, action)
    if isinstance(action, kinds.Stockpile):
        out = action.release_t_per_month
        if out is None:
            return action.text(scenario).partition(": ")[2]
        return f"sell {amount(out)} t a month until you stop it" if out else "sell none"
    said = _OPTIONS.get(type(action))
    if said is None:
        return action.text(scenario)
    return said(action) if callable(said) else said[getattr(action, "undo", False)]


def phrase(scenario: Scenario, action: Action) -> str:
    """Say an action in one line."""
    return f"{subject(scenario, action.axis, action.name)}: {option(scenario, action)}"


def price_of(cost: Cost) -> str:
    """Say what something takes; empty where it is free."""
    parts = []
    if cost.political_capital > 0.0:
        parts.append(f"{cost.political_capital:.3g} capital")
    if cost.money_kusd > 0.0:
        parts.append(money(cost.money_kusd / 1000.0))
    return ", ".join(parts)


def priced(action: Action, cost: Cost) -> str:
    """Say what an action takes, and whether money is paid each turn, in all, or to build."""
    told = price_of(cost)
    if cost.money_kusd <= 0.0:
        return told
    often = {kinds.Stockpile: " a turn", kinds.Support: " in all", kinds.Start: " to build"}
    return told + often.get(type(action), "")


def _sized(scenario: Scenario, action: kinds.Tighten) -> str:
    verb = {kinds.Ease: "ease to ", kinds.Support: "pay "}.get(type(action), "")
    measure = scenario.measures[action.measure]
    size = "put in force" if action.size is None else verb + size_text(measure, action.size)
    wait = action.delay_working_days
    return size if wait is None else f"{size}, {wait:g} working days' wait"


def _order(scenario: Scenario, name: str) -> str:
    named, _, what = name.partition(":")
    if what == "home_first":
        return f"{short(scenario.firms[named].name)} serves home orders first"
    seller = scenario.all_contracts[named].seller
    firm = scenario.facilities[seller].firm if seller in scenario.facilities else seller
    what = subject(scenario, "contract", named)
    return f"{short(scenario.firms[firm].name)} suspends {what[0].lower()}{what[1:]}"


def _place(scenario: Scenario, node: str) -> str:
    """Name a plant or user by its owner and town."""
    noun = scenario.facilities.get(node) or scenario.sectors.get(node)
    name = re.sub(r" \([^()]*\)", "", noun.name) if noun else node
    return ",".join(name.split(",")[:2])


def _alike(scenario: Scenario, name: str) -> bool:
    """Say whether several projects bear a name."""
    return sum(project.name == name for project in scenario.projects.values()) > 1


def _two(scenario: Scenario, sides: tuple[str, ...]) -> str:
    return " and ".join(short(who(scenario, side)) for side in sides)


def who(scenario: Scenario, actor: str) -> str:
    """Name a country or firm."""
    noun = scenario.countries.get(actor) or scenario.firms[actor]
    return noun.name
