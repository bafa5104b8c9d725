"""Make the page of who is who: what a seat may know of every country and firm."""

from realm.play.match import Match
from realm.play.past import Past
from realm.play.sight import Sight
from realm.rules.event import short
from realm.rules.politics import SUPPORTS
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_bound import deals_told, plants_told
from realm.view.picture.of_curbs import measures_told
from realm.view.picture.of_firm import SLIGHT, between, firm_told, source_told, trust_told
from realm.view.picture.of_goods import source_of
from realm.view.picture.of_sheets import lines_of
from realm.view.picture.table import Kpi
from realm.view.picture.trade import by_pair, lately


def known_page(
    match: Match, sight: Sight, past: Past, messages: Messages, find: str, chosen: str
) -> p.Page:
    """Show everybody at the left, and what is known of one of them.

    Args:
        match: the match.
        sight: what the seat sees.
        past: what it may remember.
        messages: texts.
        find: what is searched.
        chosen: country or firm that is looked at; the seat's own if empty.
    """
    say, scenario = messages.say, sight.observation.network.scenario
    known = scenario.countries.keys() | scenario.firms.keys()
    name = chosen if chosen in known else sight.actor
    middle, right = (
        firm_told(match, sight, past, name, messages)
        if name in scenario.firms
        else _country(match, sight, name, messages)
    )
    return p.Page(
        name="known",
        title=say("known.title"),
        note=say("known.note"),
        columns=(
            p.Column(blocks=tuple(_everybody(sight, name, find, messages)), share=0.75),
            p.Column(blocks=tuple(middle), share=1.1),
            p.Column(blocks=tuple(right), share=1.1),
        ),
        foot=(p.Press(id="close", label=say("game.close"), primary=True),),
        back="close",
    )


def _everybody(sight: Sight, chosen: str, find: str, messages: Messages) -> list[p.Block]:
    """List countries, players first, and their firms."""
    scenario = sight.observation.network.scenario
    players = {seat.actor for seat in scenario.seats.values()}
    words = find.casefold().split()
    found: list[p.Block] = [p.Field(id="find", text=find, blank=messages.say("known.find"))]
    sections = (
        ("known.players", sorted(players & scenario.countries.keys())),
        ("known.countries", [n for n in scenario.countries if n not in players]),
        ("known.firms", list(scenario.firms)),
    )
    for key, names in sections:
        items = []
        for name in names:
            noun = scenario.countries.get(name) or scenario.firms[name]
            home = ""
            if name in scenario.firms:
                home = short(scenario.countries[scenario.firms[name].country].name)
            if all(word in f"{noun.name} {home}".casefold() for word in words):
                items.append(
                    p.Item(id=f"know:{name}", title=short(noun.name), right=home,
                           chosen=name == chosen)
                )  # fmt: skip
        if items:
            found += [p.Heading(text=messages.say(key)), *items]
    return found


def _country(
    match: Match, sight: Sight, name: str, messages: Messages
) -> tuple[list[p.Block], list[p.Block]]:
    say, network = messages.say, sight.observation.network
    scenario = network.scenario
    pairs = by_pair(network, lately(match))
    on = [
        measure for row, measure in enumerate(network.measures)
        if scenario.measures[measure].country == name
        and sight.observation.measure_on[row, 0] > 0.0
    ]  # fmt: skip
    left: list[p.Block] = [
        p.Text(text=scenario.countries[name].name, role="h1", ink="high"),
        *trust_told(match, sight, name, messages),
        p.Heading(text=say("known.trade"), note=say("known.customs")),
        *(p.Text(text=line, role="note") for line in lines_of(sight, name, pairs, messages)),
        *_output(sight, name, messages),
        p.Heading(text=say("known.measures")),
    ]
    right: list[p.Block] = []
    left += [_measure(sight, measure, messages) for measure in on] or [
        p.Text(text=say("known.no_measures"), role="note")
    ]
    right += deals_told(sight, name, messages)
    right += plants_told(sight, name, messages)
    firms = [firm for firm, noun in scenario.firms.items() if noun.country == name]
    right.append(p.Heading(text=say("known.firms_here")))
    right += [p.Item(id=f"know:{f}~here", title=scenario.firms[f].name) for f in firms]
    if not firms:
        right.append(p.Text(text=say("known.no_firms"), role="note"))
    right.append(source_told(scenario.countries[name], messages))
    return left, right


def _measure(sight: Sight, name: str, messages: Messages) -> p.Told:
    """Tell a measure: its size, what it is, its source; red only what holds trade back."""
    noun = sight.observation.network.scenario.measures[name]
    (title,) = measures_told(sight, (name,), messages)
    lines = (noun.text, source_of(noun, messages))
    ink = "good" if noun.family in SUPPORTS else "curbed"
    return p.Told(title=title, lines=tuple(line for line in lines if line), ink=ink)


def _output(sight: Sight, country: str, messages: Messages) -> list[p.Block]:
    """Show what is made in a country, t a year, in bounds."""
    network = sight.observation.network
    low, high = sight.observation.band("throughput")
    made: dict[str, tuple[float, float]] = {}
    for row, key in enumerate(network.along("facility")):
        facility = network.scenario.facilities[key]
        if facility.country != country or not 12.0 * float(high[row, 0]) >= SLIGHT:
            continue
        for good, part in network.scenario.recipes[facility.recipe].outputs.items():
            least, most = made.get(good, (0.0, 0.0))
            by = 12.0 * part
            made[good] = least + by * float(low[row, 0]), most + by * float(high[row, 0])
    if not made:
        return []
    kpis = tuple(
        Kpi(id=f"made:{good}", label=short(network.scenario.commodities[good].name),
            value=between(*made[good]), unit="t/yr")
        for good in made
    )  # fmt: skip
    head = p.Heading(text=messages.say("known.output"), note=messages.say("known.as_known"))
    return [head, p.Figures(kpis=kpis, slim=True)]


# --- a firm ---------------------------------------------------------------------------------------
