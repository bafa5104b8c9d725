"""A table of talks in lines of text: what was said, what it costs, and what there is to say."""

import math

import numpy as np
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from realm.cli.terminal.phrases import who
from realm.cli.terminal.standing import month
from realm.core.talks import Status
from realm.model.limits import Limit
from realm.model.place import Place
from realm.play.asked import Course, asked
from realm.play.causes import REST, Cause
from realm.play.match import Match
from realm.play.sight import Sight
from realm.play.telling import terms_text
from realm.play.told import Seat
from realm.play.trusts import trust_in, trust_towards
from realm.rules.event import dollars, money, percent, short
from realm.rules.event_prices import WORDS
from realm.strategies.worth import HOW
from realm.view.messages import load_messages
from realm.view.picture.of_closer import closer
from realm.view.picture.of_form import settings
from realm.view.picture.of_signing import takes_text

NO_MORE = "There is no more to give here: contracts and deals take the rest."
NEITHER = "As far as you know, nothing that you can offer now would serve you both."


def show_table(
    console: Console, match: Match, sight: Sight, place: Place, *, whole: bool = True
) -> None:
    """Print a table: what was said, what there is to say; the whole tells what goods cost, too."""
    scenario, other = match.model.network.scenario, other_of(match, sight, place.table)
    console.print()
    head = Text.assemble((other, "bold"), (f"  {place.table}", "dim"))
    if place.status is Status.OPEN:
        head.append(f"  offer {place.round + 1} of {place.rounds}", "dim")
    console.print(head)
    reason = match.refusal(place)
    if place.status is Status.AGREED:
        until = sight.binds_until(place, place.agreed)
        told = f"Signed, until {until}: {terms_text(scenario, place.table, place.agreed)}."
        console.print(Padding(Text(told, "green"), (0, 0, 0, 2)))
        return
    if place.said:
        console.print(Padding(f"You: {_said(match, place, place.said)}", (0, 0, 0, 2)))
        if reason and (place.mine or place.status is not Status.OPEN):
            console.print(Padding(f"{other} said no: {reason}.", (0, 0, 0, 2)))
    if place.heard:
        console.print(Padding(f"{other}: {_said(match, place, place.heard)}", (0, 0, 0, 2)))
        console.print(
            Padding(worth_told(match, sight, place, place.heard, odds=False), (0, 0, 0, 2))
        )
        taken = takes_text(match, sight, place, place.heard, load_messages())
        if taken:
            console.print(Padding(f"Careful: {taken}", (0, 0, 0, 2)))
    if place.status is not Status.OPEN:
        ended = "Somebody left." if place.status is Status.LEFT else "There are no offers left."
        console.print(f"  No deal. {ended}")
    elif place.mine:
        beside = (*_cost(match, sight, place), _trust(match, sight, place)) if whole else ()
        for line in beside:
            console.print(Padding(line, (0, 0, 0, 2)), style="dim")
        for told in _hopes(match, sight, place):
            console.print(Padding(told, (0, 0, 0, 2)))
        console.print(Padding(f"You have the word: {_issues(match, sight, place)}", (0, 0, 0, 2)))
        if Limit.NOT_FREE in chair_of(match, sight).limits(place.table).values():
            console.print(Padding(NO_MORE, (0, 0, 0, 2)))
    else:
        console.print(Padding(f"{other} has the word; a person speaks for it.", (0, 0, 0, 2)))


def _hopes(match: Match, sight: Sight, place: Place) -> list[str]:
    """Say whether any deal would serve both, and which term brings the other side nearest."""
    told = [] if np.any(chair_of(match, sight).mutual(place.table)) else [NEITHER]
    if place.said:
        told.append(closer(match, sight, place, settings(place, {}), load_messages()))
    return [text for text in told if text]


def _trust(match: Match, sight: Sight, place: Place) -> str:
    """Say how far the two trust each other, by what they have done."""
    network = match.model.network
    other = (*network.countries, *network.firms)[place.other]
    name = other_of(match, sight, place.table)
    both = trust_in(sight, other), trust_towards(match, sight.seat, other)
    said = [f"{trust:+.2f}" if math.isfinite(trust) else "not known" for trust in both]
    return f"Trust, from -1 to 1: you in {name} {said[0]}; {name} in you {said[1]}."


def _since(sight: Sight, now: float, course: Course) -> str:
    """Say what the seller asked at first, and what moved that."""
    part = now / course.before - 1.0
    moved = f"{'+' if part >= 0.0 else '-'}{percent(abs(part))} since"
    head = f"It asked {dollars(course.before)} in {month(sight, course.month)}; {moved}"
    causes = "; ".join(
        f"{_words(cause)} ({100.0 * math.expm1(cause.part):+.0f} %)" for cause in course.causes
    )
    return f"{head}: {causes}." if causes else f"{head}."


def _words(cause: Cause) -> str:
    """Say what a cause of a price is."""
    return (
        WORDS[cause.driver][0 if cause.part >= 0.0 else 1] if cause.driver != REST else "all else"
    )


def _cost(match: Match, sight: Sight, place: Place) -> list[str]:
    """Say at which price goods change hands under a deal, what moved it, and what others pay."""
    found = asked(match, sight, chair_of(match, sight), place.table)
    if found is None:
        return []
    scenario = match.model.network.scenario
    home = short(scenario.countries[scenario.reference_exporter].name)
    names = [issue.name for issue in place.agenda.issues]
    later = f"and the premium agreed on, then up and down with prices in {home}"
    if "price" in names:
        later = "then as the price rule says"
    begins = f"{dollars(found.asked)} a kg, what {found.seller} asks at its door now"
    told = [f"{found.good} under a deal: {begins}, {later}."]
    if found.course is not None:
        told.append(_since(sight, found.asked, found.course))
    beside = []
    if math.isfinite(found.elsewhere):
        source = f", at the start most from {found.source}" if found.source else ""
        beside.append(f"from others {dollars(found.elsewhere)} with freight and permits{source}")
    if math.isfinite(found.mean):
        beside.append(f"quoted outside {home} for all orders {dollars(found.mean)}")
    return [*told, f"Beside it: {'; '.join(beside)}."] if beside else told


def _said(match: Match, place: Place, terms: dict[str, str]) -> str:
    return terms_text(match.model.network.scenario, place.table, terms) or "nothing"


def _issues(match: Match, sight: Sight, place: Place) -> str:
    """List what can be settled at a table now, and how."""
    network = match.model.network
    row = network.tables.index(place.table)
    things = network.bargains.things(row)
    how = set(HOW) if "volume" in things else {"years"}
    sayable = place.agenda.choices[chair_of(match, sight).sayable(place.table)]
    found = []
    for number, issue in enumerate(place.agenda.issues):
        labels = [issue.options[option].label for option in np.unique(sayable[:, number])]
        if issue.name in things | how and len(labels) > 1:
            found.append(f"{issue.name} {' | '.join(labels)}")
    return "; ".join(found)


def chair_of(match: Match, sight: Sight) -> Seat:
    """Return the seat's place at the tables."""
    chair = match.chair(sight.seat)
    assert chair is not None
    return chair


def worth_told(
    match: Match, sight: Sight, place: Place, terms: dict[str, str], *, odds: bool
) -> Text:
    """Say what an outcome is worth to the seat against no deal, by its own estimate."""
    chair = chair_of(match, sight)
    worth, none = chair.worth(place.table)
    outcome = place.agenda.outcome(**terms)
    gain = (float(worth[outcome]) - none) / 1000.0
    if not math.isfinite(gain):
        return Text("These two cannot agree on that.", style="dim")
    better = "more" if gain >= 0.0 else "less"
    text = Text(f"Worth {money(abs(gain))} {better} to you than no deal", style="dim")
    if odds:
        chance = float(np.asarray(chair.odds(place.table))[outcome])
        refused = int(chair.refused(place.table)[outcome])
        if chair.unmoved(place.table)[outcome]:
            told = f"; it said no to this in answer to offer {refused + 1} and has not moved since"
            return text.append(f"{told}, so the answer would be the same.")
        if chair.named(place.table)[outcome]:
            return text.append("; it said that it would sign this: to offer it is to sign it.")
        if chair.denied(place.table)[outcome]:
            return text.append("; by what it answered when you asked, it would not sign this now.")
        if refused >= 0:
            text.append(f"; it refused this, or better for it, in answer to offer {refused + 1}")
        if math.isfinite(chance):
            text.append(f"; likely signed in {100 * chance:.0f} of 100 cases")
        else:
            text.append("; it cannot be offered now")
    return text.append(", as far as you can tell.")


def other_of(match: Match, sight: Sight, table: str) -> str:
    """Name who sits on the other side of a table, in few words."""
    scenario = match.model.network.scenario
    sides = scenario.tables[table].sides
    return short(who(scenario, next(side for side in sides if side != sight.actor)))
