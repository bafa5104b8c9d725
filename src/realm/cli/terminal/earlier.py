"""What a seat ordered in earlier turns, what came of it then, and how it stands by now."""

import math
from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding

from realm.cli.terminal.phrases import phrase
from realm.cli.terminal.situation import heading, span
from realm.core.action import Action
from realm.core.words import month_after
from realm.play.match import Match
from realm.play.outcome import outcome
from realm.play.since import Since, since
from realm.play.together import together
from realm.rules.event import short
from realm.view.messages import load_messages
from realm.view.picture.of_since import complaint, together_lines


def earlier(console: Console, match: Match, seat: str) -> None:
    """Print all that a seat ordered so far, turn by turn, the newest first."""
    heading(console, "What you ordered so far", "and what came of it")
    scenario = match.model.network.scenario
    now = {(one.turn, one.action): line for one, line in fates(match, seat)}
    pages = [page for page in reversed(match.pages) if page.taken.get(seat)]
    for page in pages:
        console.print(f"  Turn {page.turn}, {span(match, page.turn)}", style="dim")
        for action in page.taken[seat]:
            console.print(Padding(phrase(scenario, action), (0, 0, 0, 4)))
            told = now.get((page.turn, action)) or became(match, page.turn, action)
            console.print(Padding(f"→ {told}", (0, 0, 0, 6)), style="dim")
    if not pages:
        console.print("  Nothing: you let things run.")


def stands_now(console: Console, match: Match, seat: str) -> None:
    """Print how orders of earlier turns stand, where there is something to tell."""
    found = list(fates(match, seat))
    if found:
        heading(console, "What came of earlier orders", "`earlier` shows all")
    for one, line in found:
        text = f"{phrase(match.model.network.scenario, one.action)} (turn {one.turn})"
        console.print(Padding(text, (0, 0, 0, 2)))
        console.print(Padding(f"→ {line}", (0, 0, 0, 4)), style="dim")


def bought_together(console: Console, match: Match, seat: str) -> None:
    """Print what the seat's buyers' coalition changed in the last turn; nothing for no member."""
    found = together(match, match.turn, seat)
    if found is None:
        return
    heading(console, "Your buyers' coalition")
    for line in together_lines(match, found, load_messages()):
        console.print(Padding(line, (0, 0, 0, 2)))


def became(match: Match, turn: int, action: Action) -> str:
    """Say what came of an order in its own turn."""
    starts, found = match.model.network.scenario.starts, outcome(match, turn, action)
    first = month_after(starts, match.pages[turn].ledger.months[0].month)
    opens = month_after(starts, int(found.opens)) if math.isfinite(found.opens) else ""
    return load_messages().say(f"turn.became_{found.became.value}", month=first, opens=opens)


def fates(match: Match, seat: str) -> Iterator[tuple[Since, str]]:
    """Say what has become of orders of earlier turns, each with its sentence."""
    network = match.model.network
    for one in since(match, seat):
        month = ""
        if math.isfinite(one.month):
            month = month_after(network.scenario.starts, int(one.month))
        who = short(network.scenario.firms[firm].name) if (firm := _firm(match, one.action)) else ""
        messages = load_messages()
        told = messages.say(f"turn.since_{one.fate.value}", month=month, who=who)
        yield one, " ".join((told, *complaint(one, messages)))


def _firm(match: Match, action: Action) -> str:
    """Name the firm that carries an order out; empty where none does."""
    network = match.model.network
    if action.axis == "directive":
        row = network.directives.index(action.name)
        return str(network.firms[network.directive_firm[row]])
    return network.scenario.projects[action.name].firm if action.axis == "project" else ""
