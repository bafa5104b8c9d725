"""What orders did over a turn, what others did to a seat's trade, and what moved its numbers."""

import math
from collections.abc import Iterator, Sequence

from realm.cli.terminal.phrases import subject
from realm.core.scenario import Scenario
from realm.core.words import amount
from realm.play.account import LOANS, Deed, moved
from realm.play.against import REFUSED, TARIFF, TAXED, against
from realm.play.lacks import LEAST_LOST, losses, supplies, wants
from realm.play.match import Match
from realm.play.merits import LEAST, merits
from realm.play.worked import ASKED, CAME, HELD, MADE, WENT, Worked
from realm.rules.books import Line
from realm.rules.event import money, percent, short
from realm.rules.indicators import INDICATORS

MOST = 5
"""Causes that are told of a change of an account."""
GOODS = 2
"""Goods that are told behind a number."""
LEAST_SECURE = 0.005
"""Change of supply security below which no good is told."""


def did(deed: Deed) -> Iterator[str]:
    """Say what a measure or store did over a turn; nothing where it did nothing."""
    if not math.isnan(deed.left):
        paid = f"paid out {_kusd(-deed.kusd)}" if deed.kusd < 0.0 else "nothing was claimed of it"
        yield paid + (f"; {_kusd(deed.left)} are left" if math.isfinite(deed.left) else "")
    elif not math.isnan(deed.kusd):
        told = (
            f"your own users paid {_kusd(deed.kusd)} into the general budget on "
            if deed.at_home
            else f"brought in {_kusd(deed.kusd)} on "
        ) + _tonnes(deed.passed, deed.before)
        if deed.base > 0.0 and deed.kusd > 0.0:
            each = amount(deed.kusd / deed.passed)
            told += f": ${each} a kg, at ${amount(deed.base)} a kg at the border"
        yield told
    if deed.ordered > 0.0:
        yield (
            f"{amount(deed.refused)} of {amount(deed.ordered)} t ordered were refused; "
            f"{_tonnes(deed.passed, deed.before)} passed"
        )
    if deed.bought > 0.0 or deed.pace > 0.0:
        coming = f", {amount(deed.coming)} t on the way" if deed.coming > 0.0 else ""
        refused = f"; {amount(deed.held_back)} t refused at borders" if deed.held_back else ""
        yield (
            f"bought {amount(deed.bought)} t for {_kusd(deed.paid)}"
            f"{_each(deed.paid, deed.bought)}: {amount(deed.stock)} t of "
            f"{amount(deed.aim)} t in store{coming}{refused}"
        )
    if deed.sold > 0.0 or deed.release > 0.0:
        yield (
            f"users at home took {amount(deed.sold)} t for {_kusd(deed.earned)}"
            f"{_each(deed.earned, deed.sold)}; "
            f"{amount(deed.stock)} t are left"
            + ("; it goes on selling until you stop it" if deed.release > 0.0 else "")
        )


def did_of_firm(scenario: Scenario, found: Sequence[Worked]) -> Iterator[str]:
    """Say what an order of a firm is about came to over a turn, good by good."""
    words = {
        MADE: "{now} t made ({before} before)",
        HELD: "{now} t in stock to be used ({before} before)",
        ASKED: "your own price ${now} a kg (${before} before)",
        CAME: "{now} t delivered of {before} t ordered under it",
        WENT: "{now} t went this way ({before} before)",
    }
    for one in found:
        told = words[one.what].format(now=amount(one.now), before=amount(one.before))
        yield f"{short(scenario.commodities[one.good].name)}: {told}"


def account(match: Match, seat: str) -> Iterator[str]:
    """Say what came into a seat's account over the last turn and what went out of it."""
    lines = moved(match, match.turn, seat)
    scenario = match.model.network.scenario
    for line in lines[:MOST]:
        yield f"{_signed(float(line.kusd[0]))} {_cause(scenario, line)}"
    if lines[MOST:]:
        yield f"{_signed(math.fsum(float(line.kusd[0]) for line in lines[MOST:]))} all else"


def earned(match: Match, seat: str) -> Iterator[str]:
    """Set out line by line what a firm earned over the last turn, and what its account did."""
    lines = moved(match, match.turn, seat)
    scenario = match.model.network.scenario
    loans = math.fsum(float(line.kusd[0]) for line in lines if line.cause == LOANS)
    whole = math.fsum(float(line.kusd[0]) for line in lines)
    for line in lines:
        if line.cause != LOANS:
            yield f"{_signed(float(line.kusd[0]))} {_cause(scenario, line)}"
    if lines:
        with_loans = f"; with loans ({_signed(loans)}) {_signed(whole)} on the account"
        yield f"= {_signed(whole - loans)}{with_loans if loans else ' on the account'}"


def supply(match: Match, seat: str) -> Iterator[str]:
    """Say in which goods supply became more or less secure, and what that is made of."""
    scenario = match.model.network.scenario
    for now, before, by in supplies(match, match.turn, seat)[:GOODS]:
        if abs(by) >= LEAST_SECURE:
            largest = scenario.countries.get(now.largest or before.largest)
            than = f"others than {short(largest.name)}" if largest else "abroad"
            yield (
                f"{short(scenario.commodities[now.good].name)}: {percent(before.secure)} to "
                f"{percent(now.secure)}; from {than} came {_tonnes(now.rest, before.rest)}, in "
                f"stock lay {_tonnes(now.held, before.held)}, ordered were "
                f"{_tonnes(now.ordered, before.ordered)}"
            )


def lost(match: Match, seat: str) -> Iterator[str]:
    """Say of which goods users at home went short, and who refused them."""
    scenario = match.model.network.scenario
    found = losses(match, match.turn, seat)
    if found:
        parts = ", ".join(
            f"{short(scenario.commodities[one.good].name)} {money(one.lost)}" for one in found
        )
        yield f"{money(math.fsum(one.lost for one in found))} in all, for want of {parts}"
    for now, before, by in wants(match, match.turn, seat)[:GOODS]:
        if abs(by) >= LEAST_LOST:
            who = f", most by {short(scenario.countries[now.by].name)}" if now.by else ""
            yield (
                f"{short(scenario.commodities[now.good].name)}: not used "
                f"{_tonnes(now.missing, before.missing)} of {_tonnes(now.wanted, before.wanted)} "
                f"that users would use at the first prices; refused at borders "
                f"{_tonnes(now.refused, before.refused)}{who}"
            )


def went_without(match: Match, turn: int, seat: str, most: int) -> Iterator[str]:
    """Say for want of which goods users at home lost output in a turn, the costliest first."""
    scenario = match.model.network.scenario
    for one in losses(match, turn, seat)[:most]:
        who = f", most by {short(scenario.countries[one.by].name)}" if one.by else ""
        yield (
            f"Users at home went without {amount(one.missing)} t of the {amount(one.wanted)} t of "
            f"{short(scenario.commodities[one.good].name)} they would use: "
            f"{money(one.lost)} of output lost; {amount(max(one.asked - one.met, 0.0))} t that "
            f"they wanted at its price did not come, the rest was too dear; "
            f"{amount(one.refused)} t of all orders refused at borders{who}"
        )


def held(match: Match, turn: int, seat: str, most: int) -> Iterator[str]:
    """Say what others' measures did to a seat's trade, and how much of it that touches."""
    scenario = match.model.network.scenario
    for one in against(match, turn, seat)[:most]:
        who, good = short(scenario.countries[one.country].name), scenario.commodities[one.good].name
        verb, whole = {
            REFUSED: ("refused", "you ordered there, {} of all you order of it"),
            TAXED: ("took a tax of", "you ordered there, {} of all you order of it"),
            TARIFF: (
                "took a duty of",
                "you sold there; {} of all orders for yours come from there",
            ),
        }[one.what]
        hit = f"{amount(one.hit)} t of" if one.what == REFUSED else f"{_kusd(one.hit)} on"
        by = f" ({scenario.measures[one.measures[0]].name})" if one.measures else ""
        yield (
            f"{'new: ' if one.fresh else ''}{who} {verb} {hit} the {amount(one.tonnes)} t of "
            f"{short(good)} {whole.format(percent(one.share))}{by}"
        )


def worth(match: Match, turn: int, seat: str, most: int) -> str:
    """Say which objectives moved what a turn was worth; empty where none did."""
    found = merits(match, turn, seat)
    shown = [(INDICATORS[one.name].label, one.by) for one in found[:most] if abs(one.by) >= LEAST]
    rest = sum(one.by for one in found) - sum(by for _, by in shown)
    if shown and abs(rest) >= LEAST:
        shown.append(("all else", rest))
    told = [f"{name} {'+' if by > 0.0 else '-'}{abs(by):.1f}" for name, by in shown]
    return f"points on the turn before: {', '.join(told)}" if told else ""


def met(match: Match, seat: str) -> Iterator[str]:
    """Say how much of each good end users at home got of what they wanted at its price."""
    scenario = match.model.network.scenario
    if scenario.seats[seat].actor not in scenario.countries:
        return
    for now, _, _ in wants(match, match.turn, seat):
        if now.asked > 0.0:
            yield (
                f"{short(scenario.commodities[now.good].name)}: {percent(now.met / now.asked)} of "
                f"the {amount(now.asked)} t that users want at its price"
            )


WHYS = {
    "treasury": account, "cash": account, "profit": earned,
    "supply_security": supply, "lost_output": lost, "fill_rate": met,
}  # fmt: skip
"""Numbers of which the ledger tells causes, and who tells them."""


def _cause(scenario: Scenario, line: Line) -> str:
    """Name one cause for which money came or went."""
    tonnes = f"{amount(float(line.tonnes[0]))} t"
    match line.cause:
        case "duty":
            return f"{scenario.measures[line.name].name}, on {tonnes}"
        case "support":
            return scenario.measures[line.name].name if line.name else "your supports"
        case "bought" | "sold":
            verb = "bought for" if line.cause == "bought" else "let out of"
            return f"{tonnes} {verb} the {subject(scenario, 'stockpile', line.name)}"
        case "sales" | "purchases":
            verb = "sold" if line.cause == "sales" else "bought"
            told = f"{tonnes} of {short(scenario.commodities[line.name].name)} {verb}"
            return told + _each(abs(float(line.kusd[0])), float(line.tonnes[0]))
        case "project":
            return subject(scenario, "project", line.name)
    return {
        "permits": "what buyers bid for export permits",
        "production": "what it costs to run your plants",
        "freight": "freight of what you bought",
        "duties": "duties on what you bought",
        "rents": "scarce export permits for what you bought",
        "loans": "lent, and paid back",
        "deals": "interest, fines and lost loans of deals",
    }.get(line.cause, "supports, penalties and all else")


def _tonnes(now: float, before: float) -> str:
    """Write tonnes, and what they were the turn before."""
    return f"{amount(now)} t" + (f" ({amount(before)} before)" if math.isfinite(before) else "")


def _each(kusd: float, tonnes: float) -> str:
    """Write what that is a kg; empty where nothing was traded."""
    return f" (${amount(kusd / tonnes)} a kg)" if tonnes > 0.0 else ""


def _kusd(value: float) -> str:
    return money(value / 1000.0)


def _signed(value: float) -> str:
    return f"{'+' if value > 0.0 else '-'}{_kusd(abs(value))}"
