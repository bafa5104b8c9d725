"""What everybody may know of a thing: a measure, project, contract, firm, country, good."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from realm.cli.terminal.phrases import subject, who
from realm.cli.terminal.standing import stands
from realm.core.scenario import Scenario
from realm.core.words import amount, ends
from realm.errors import UnknownNameError
from realm.play.match import Match
from realm.play.sight import Sight
from realm.rules.event import dollars, short
from realm.strategies.judge import SUPPORT
from realm.view.messages import load_messages
from realm.view.picture.of_agreed import agreed_text

SECTIONS = ("countries", "commodities", "firms", "facilities", "measures", "projects", "contracts",
            "sectors", "tables")  # fmt: skip
BY_NAME = ("links", "stockpiles")
"""Sections so large, or so much of others, that only a whole name finds what is in them."""
ROOM = 6
"""Most things that one page tells of."""
SLIGHT = 0.1
"""Tonnes a year below which a plant makes nothing."""
_AXES = {"measures": "measure", "projects": "project", "contracts": "contract", "links": "link",
         "stockpiles": "stockpile"}  # fmt: skip


def about(console: Console, match: Match, sight: Sight, words: Sequence[str]) -> None:
    """Tell of what bears a name, or has all the words in it.

    Raises:
        UnknownNameError: when nothing does.
    """
    scenario = match.model.network.scenario
    found = named(scenario, [word.casefold() for word in words])
    if not words or not found:
        known = [name for section in SECTIONS for name in getattr(scenario, section)]
        raise UnknownNameError("thing", " ".join(words), known if words else ())
    for section, name in found[:ROOM]:
        _one(console, sight, section, name)
    if len(found) > ROOM:
        rest = ", ".join(name for _, name in found[ROOM : 4 * ROOM])
        console.print(f"... and {len(found) - ROOM} more: {rest}", style="dim")


def named(scenario: Scenario, words: Sequence[str]) -> list[tuple[str, str]]:
    """Find things by name, else by words in their names."""
    every = [(section, name) for section in SECTIONS for name in getattr(scenario, section)]
    owned = [(section, name) for section in BY_NAME for name in getattr(scenario, section)]
    exact = [one for one in (*every, *owned) if len(words) == 1 and one[1] == words[0]]
    return exact or [
        (section, name)
        for section, name in every
        if all(word in f"{name} {_title(scenario, section, name)}".casefold() for word in words)
    ]


def _title(scenario: Scenario, section: str, name: str) -> str:
    if section == "tables":
        return " and ".join(short(who(scenario, side)) for side in scenario.tables[name].sides)
    if section in BY_NAME:
        title = subject(scenario, _AXES[section], name)
        return title[0].upper() + title[1:]
    return str(getattr(scenario, section)[name].name)


def _one(console: Console, sight: Sight, section: str, name: str) -> None:
    """Print a thing: its name, how it stands, what the scenario says, what touches it."""
    scenario = sight.observation.network.scenario
    head = Text(_title(scenario, section, name), style="bold")
    head.append(f"  {name}", style="dim")
    console.print(head)
    noun = getattr(scenario, section)[name]
    lines = list(_lines(sight, section, name))
    text = getattr(noun, "text", "")
    agreed = agreed_text(sight, name, load_messages()) if section == "projects" else ()
    for line in (*lines, *([text] if text else []), *agreed):
        console.print(Padding(line, (0, 0, 0, 2)))


def _lines(sight: Sight, section: str, name: str) -> list[str]:
    scenario = sight.observation.network.scenario
    found: list[str] = []
    if section in _AXES:
        standing = stands(sight, _AXES[section], name)
        found += [standing] if standing else []
    match section:
        case "measures":
            measure = scenario.measures[name]
            goods = ", ".join(short(scenario.commodities[c].name) for c in measure.commodities)
            helped = measure.family in SUPPORT
            named = measure.beneficiaries if helped else measure.destinations
            whom = _names(scenario, named) or ("all at home" if helped else "all abroad")
            taker = short(who(scenario, measure.country))
            family = measure.family.replace("_", " ")
            way = "for" if helped else "towards"
            found.append(f"{taker}'s {family} on {goods or 'everything'}, {way} {whom}")
        case "projects":
            project = scenario.projects[name]
            found.append(f"built by {scenario.firms[project.firm].name}")
        case "contracts":
            terms = scenario.contracts[name]
            good = short(scenario.commodities[terms.commodity].name)
            found.append(f"{terms.volume_t_per_year:,.0f} t of {good} a year on paper")
            if terms.notice_months:
                found.append(f"{terms.notice_months:.0f} months' notice to suspend it unbroken")
        case "links":
            link = scenario.links[name]
            found.append(f"{amount(link.base_flow_t_per_year)} t a year at the start")
        case "commodities":
            price = scenario.commodities[name].price_usd_per_kg
            found.append(f"{dollars(price)} a kg asked at most plants' doors at the start")
        case "firms":
            firm = scenario.firms[name]
            found.append(f"{firm.kind} firm of {scenario.countries[firm.country].name}")
            found += _plants(sight, [n for n, f in scenario.facilities.items() if f.firm == name])
        case "facilities":
            found += _plants(sight, [name])
        case "countries":
            taken = [m for m, one in scenario.measures.items() if one.country == name]
            on = [m for m in taken if stands(sight, "measure", m).startswith("in force")]
            found += [f"{scenario.measures[m].name}: {stands(sight, 'measure', m)}" for m in on]
            seats = [one.title for one in scenario.seats.values() if one.actor == name]
            found += [f"seat: {title}" for title in seats]
        case "sectors":
            sector = scenario.sectors[name]
            good = short(scenario.commodities[sector.commodity].name)
            found.append(f"used {sector.demand_t_per_year:,.0f} t of {good} a year at the start")
    return found


def _names(scenario: Scenario, names: Sequence[str]) -> str:
    """Name countries, firms and plants; a bloc by its own word."""
    found = []
    for name in names:
        nouns = (scenario.countries, scenario.firms, scenario.facilities)
        noun = next((one[name] for one in nouns if name in one), None)
        found.append(short(noun.name) if noun else name)
    return ", ".join(found)


def _plants(sight: Sight, names: Sequence[str]) -> list[str]:
    """Say what plants made last month, as well as the seat may know it."""
    network = sight.observation.network
    low, high = sight.observation.band("throughput")
    found, idle = [], []
    for name in names:
        facility, row = network.scenario.facilities[name], network.along("facility").index(name)
        least, most = 12.0 * float(low[row, 0]), 12.0 * float(high[row, 0])
        unit = network.scenario.recipes[facility.recipe].throughput
        if most < SLIGHT:
            idle.append(facility.name)
            continue
        made = " to ".join(dict.fromkeys(ends(least, most)))
        found.append(f"{facility.name}: runs at {made} {unit} a year")
    return found + ([f"nothing is made yet at {'; '.join(idle)}"] if idle else [])
