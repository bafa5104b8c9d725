"""Tell a recorded match in lines of text: how it was begun, and what each turn brought."""

import math
from collections.abc import Collection, Iterable, Mapping

from realm.core.bargains import AGENDAS
from realm.core.scenario import Scenario
from realm.core.words import month_after
from realm.play.match import Match, Page
from realm.play.merits import merits
from realm.play.news import news
from realm.play.record import Entry, Head
from realm.rules.event import money, percent, short
from realm.rules.indicators import INDICATORS

PRICES = {
    "index": "at the inside price",
    "fixed": "at a fixed price",
    "floor": "with a price floor",
}
BUILT = {"tolling": "tolling by {}", "plant": "a plant with {}"}
EASED = {"half": "half of the curbs eased", "full": "the curbs eased"}
VERBS = {
    "offer": "offered {}", "accept": "accepted what {} offered", "leave": "left the talks with {}",
    "want": "asked what {} would want",
}  # fmt: skip
"""What a seat said at a table, to whom."""


def begun_told(head: Head, scenario: Scenario, turns: int) -> list[str]:
    """Say what a match was begun with, and how many turns of it were played."""
    told = [f"{scenario.title}, seed {head.seed}, world {head.world}, begun {head.begun[:16]} UTC"]
    if head.parent:
        told.append(f"forked from match {head.parent[:8]} after turn {head.parent_turn}")
    return [*told, f"{turns} of {head.turns} turns played"]


def turn_told(
    match: Match,
    page: Page,
    entries: Iterable[Entry],
    *,
    players: Mapping[str, str],
    seats: Collection[str],
    differs: str = "",
    worth: Mapping[str, float] | None = None,
) -> list[str]:
    """Tell a turn: who sat where, what some seats did and wrote, and what everybody may read.

    Args:
        match: the match.
        page: the turn.
        entries: what was accepted before it, and its end.
        players: seat -> who sat there.
        seats: whose deeds and words are told, secrets too.
        differs: in what it is not what was recorded.
        worth: seat -> the points that the turn brought it, where that is told.
    """
    scenario = match.model.network.scenario
    told = [f"Turn {page.turn}, to {page.month}" + (f"  [differs: {differs}]" if differs else "")]
    if players:
        named = (f"{_seat(scenario, seat)} ({who})" for seat, who in players.items())
        told.append(f"  seated: {', '.join(named)}")
    for seat in seats:
        taken, title = page.taken.get(seat, ()), _seat(scenario, seat)
        if worth is not None and math.isfinite(worth.get(seat, math.nan)):
            told.append(f"  {title}: {worth[seat]:.1f} of 100 points{_parts(match, page, seat)}")
        told += [f"  {title}: {action.text(scenario)}" for action in taken]
    told += [
        f"  {_seat(scenario, entry.seat)} {_words(scenario, entry)}"
        for entry in entries
        if entry.seat in seats and entry.kind in ("note", "message")
    ]
    for event in news(match, page.turn):
        because = f" ({event.driver})" if event.driver else ""
        told.append(f"  {month_after(scenario.starts, event.month)}  {event.text}{because}")
    return told


def _name(scenario: Scenario, actor: str) -> str:
    """Name a country or firm in short; titles of seats may be alike."""
    noun = scenario.countries.get(actor) or scenario.firms[actor]
    return short(noun.name)


def _seat(scenario: Scenario, seat: str) -> str:
    return _name(scenario, scenario.seats[seat].actor)


def _parts(match: Match, page: Page, seat: str) -> str:
    """Say in brackets how many of a turn's points each objective brought."""
    found = sorted(merits(match, page.turn, seat), key=lambda one: -one.points)
    told = ", ".join(f"{INDICATORS[one.name].label} {one.points:.1f}" for one in found)
    return f" ({told})" if told else ""


def _other(scenario: Scenario, table: str, seat: str) -> str:
    """Name who sits at a table besides a seat."""
    actor = scenario.seats[seat].actor
    sides = scenario.tables[table].sides
    return " and ".join(_name(scenario, side) for side in sides if side != actor)


def _words(scenario: Scenario, entry: Entry) -> str:
    """Say what a player wrote for themselves, or said in talks."""
    body = entry.body
    if entry.kind == "note" and "to" in body:
        return f"promised {_seat(scenario, body['to'])} by word of mouth: {body['text']}"
    if entry.kind == "note":
        return f"wrote: {body['text']}"
    if body["say"] == "begin":
        asked = ", ".join(_other(scenario, table, entry.seat) for table in body["tables"])
        return f"asked for talks with {asked or 'nobody'}"
    terms = terms_text(scenario, body["table"], body["terms"])
    said = VERBS[body["say"]].format(_other(scenario, body["table"], entry.seat))
    return f"{said}: {terms}" if terms else said


def terms_text(scenario: Scenario, table: str, terms: dict[str, str]) -> str:
    """Say what an outcome settles, as people would."""
    described, said = scenario.tables[table], []
    agenda = AGENDAS[described.kind]
    part = agenda.amount(terms, "volume")
    if part:
        good = short(scenario.commodities[described.commodity or ""].name)
        said.append(f"{part * described.volume_t_per_year:,.0f} t of {good} a year")
        if "price" in terms:
            said.append(PRICES[terms["price"]])
        premium = agenda.amount(terms, "premium")
        if premium:
            said.append(f"{percent(premium)} above the price of the day")
    for issue, text in BUILT.items():
        project = getattr(described, issue)
        if terms.get(issue) == "yes" and project:
            firm = scenario.projects[project].firm
            said.append(text.format(short(scenario.firms[firm].name)))
    if terms.get("technology") == "yes":
        said.append("technology")
    if terms.get("easing") in EASED:
        said.append(EASED[terms["easing"]])
    if terms.get("loan") == "yes":
        said.append(f"a loan of {money(described.loan_musd)}")
    years = terms.get("years", "")
    if said and years:
        said.append(f"for {years} {'year' if years == '1' else 'years'}")
    return ", ".join(said)
