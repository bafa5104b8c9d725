"""Talks typed: whom to talk with, what is on the table, what to say there."""

import math
from collections.abc import Sequence

import numpy as np
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from realm.cli.terminal.phrases import who
from realm.cli.terminal.situation import heading
from realm.cli.terminal.standing import at
from realm.core.talks import Agenda, Status
from realm.errors import RealmError, UnknownNameError
from realm.model.chair import Chair, Place
from realm.model.limits import Limit
from realm.play.match import Match
from realm.play.seats import No
from realm.play.session import Say, Session
from realm.play.sight import Sight
from realm.play.telling import terms_text
from realm.rules.event import money, short

HOW = """`offer NAME volume=half years=5` offers; issues left out stay as they were said last.
`weigh NAME volume=half` says what that would be worth to you, without saying a word.
`want NAME years=5` asks what they would sign; `accept NAME`; `leave NAME`."""

NO_MORE = "There is no more to give here: contracts and deals take the rest."


def show_tables(console: Console, match: Match, sight: Sight) -> None:
    """Print whom one can talk with, or how it stands at every open table."""
    scenario = match.model.network.scenario
    if not sight.tables:
        console.print("There is nobody you can talk with.")
        return
    if sight.talks is None or sight.may_ask:
        for sentence in _unopened(match, sight):
            console.print(sentence)
        if sight.talks is not None:
            console.print("Nobody talks with you so far; you may still ask.")
        heading(console, "Whom you can talk with", "once a turn")
        for name in sight.tables:
            line = Text.assemble((_other(match, sight, name), "bold"), (f"  {name}  ", "dim"))
            line.append(scenario.tables[name].text)
            if name in sight.callers:
                line.append(" They ask to talk with you.", "bold")
            until = sight.bound_until(name)
            if until:
                line.append(f" What you signed holds until {until}.", "dim")
            console.print(Padding(line, (0, 0, 0, 2)))
        if sight.talks is None and sight.seat in match.asked:
            console.print(f"Talks begin when {', '.join(match.undecided)} said with whom to talk.")
        else:
            console.print(
                "`talk NAME NAME` asks for talks; `talk` alone hears who asks for you.", style="dim"
            )
        return
    for place in sight.talks:
        _table(console, match, sight, place)
    for sentence in _unopened(match, sight):
        console.print(sentence)
    if waiting(sight):
        console.print(HOW, style="dim")


def begin(console: Console, session: Session, sight: Sight, words: Sequence[str]) -> None:
    """Ask for tables, and show what is said there once talks begin."""
    tables = [_named(session.match, sight, sight.tables, word) for word in words]
    bound = {table: sight.bound_until(table) for table in tables}
    if not all(bound.values()):
        tables = [table for table in tables if not bound[table]]
        for table in filter(bound.get, bound):
            name = _other(session.match, sight, table)
            console.print(f"What you signed with {name} holds until {bound[table]}.")
    no = session.begin_talks(sight.seat, sight.turn, tables)
    if no is not None:
        console.print(no.reason)
        return
    show_tables(console, session.match, session.observe(sight.seat))


def speak(console: Console, session: Session, sight: Sight, say: Say, words: Sequence[str]) -> None:
    """Say something at a table and show what came back."""
    place, wish = _place(session.match, sight, words)
    terms = _whole(place, wish) if say == "offer" else wish
    found = session.talk(sight.seat, sight.turn, place.table, say, terms)
    if isinstance(found, No):
        console.print(found.reason)
        return
    other = _other(session.match, sight, place.table)
    if say == "want":
        _answer(console, session, sight, place, other, wish, found or {})
        return
    now = session.observe(sight.seat)
    for one in now.talks or ():
        if one.table == place.table:
            _table(console, session.match, now, one)
    others = [one.table for one in waiting(now) if one.table != place.table]
    if others:
        console.print(f"You have the word at {', '.join(others)}, too.", style="dim")


def weigh(console: Console, match: Match, sight: Sight, words: Sequence[str]) -> None:
    """Say what an offer would be worth, and how likely it would be signed."""
    place, wish = _place(match, sight, words)
    terms = _whole(place, wish)
    console.print(terms_text(match.model.network.scenario, place.table, terms) or "Nothing.")
    console.print(_worth(match, sight, place, terms, odds=place.mine))


def waiting(sight: Sight) -> list[Place]:
    """List the tables where the seat has the word."""
    return [place for place in sight.talks or () if place.mine]


def _answer(
    console: Console,
    session: Session,
    sight: Sight,
    place: Place,
    other: str,
    wish: dict[str, str],
    found: dict[str, str],
) -> None:
    if not found:
        console.print(f"{other} would sign nothing now.")
        return
    scenario = session.match.model.network.scenario
    lost = [f"{name} {label}" for name, label in wish.items() if found[name] != label]
    if lost:
        console.print(f"Nothing that holds all of this; nearest, without {', '.join(lost)}:")
    console.print(f"{other} would sign: {terms_text(scenario, place.table, found)}.")
    console.print(_worth(session.match, sight, place, found, odds=False))
    until = sight.binds_until(place, found)
    console.print(f"`accept {place.table}` signs it; it binds both until {until}.", style="dim")


def _table(console: Console, match: Match, sight: Sight, place: Place) -> None:
    """Print a table: what was said, what there is to say."""
    scenario, other = match.model.network.scenario, _other(match, sight, place.table)
    console.print()
    head = Text.assemble((other, "bold"), (f"  {place.table}", "dim"))
    if place.status is Status.OPEN:
        head.append(f"  round {place.round + 1} of {place.rounds}", "dim")
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
        console.print(Padding(_worth(match, sight, place, place.heard, odds=False), (0, 0, 0, 2)))
    if place.status is not Status.OPEN:
        ended = "Somebody left." if place.status is Status.LEFT else "The rounds are over."
        console.print(f"  No deal. {ended}")
    elif place.mine:
        console.print(Padding(f"You have the word: {_issues(match, sight, place)}", (0, 0, 0, 2)))
        if Limit.NOT_FREE in _chair(match, sight).limits(place.table).values():
            console.print(Padding(NO_MORE, (0, 0, 0, 2)))
    else:
        console.print(Padding(f"{other} has the word; a person speaks for it.", (0, 0, 0, 2)))


def _said(match: Match, place: Place, terms: dict[str, str]) -> str:
    return terms_text(match.model.network.scenario, place.table, terms) or "nothing"


def _issues(match: Match, sight: Sight, place: Place) -> str:
    """List what can be settled at a table now, and how."""
    network = match.model.network
    row = network.tables.index(place.table)
    things = network.bargains.things(row)
    how = {"price", "years"} if "volume" in things else {"years"}
    sayable = place.agenda.choices[_chair(match, sight).sayable(place.table)]
    found = []
    for number, issue in enumerate(place.agenda.issues):
        labels = [issue.options[option].label for option in np.unique(sayable[:, number])]
        if issue.name in things | how and labels:
            found.append(f"{issue.name} {' | '.join(labels)}")
    return "; ".join(found)


def _chair(match: Match, sight: Sight) -> Chair:
    chair = match.chair(sight.seat)
    assert chair is not None
    return chair


def _worth(match: Match, sight: Sight, place: Place, terms: dict[str, str], *, odds: bool) -> Text:
    """Say what an outcome is worth to the seat against no deal, by its own estimate."""
    chair = _chair(match, sight)
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
        if chair.named(place.table)[outcome]:
            return text.append("; it said that it would sign this: to offer it is to sign it.")
        if refused >= 0:
            text.append(f"; it refused this, or better for it, in round {refused + 1}")
        if math.isfinite(chance):
            text.append(f"; likely signed in {100 * chance:.0f} of 100 cases")
        else:
            text.append("; it cannot be offered now")
    return text.append(", as far as you can tell.")


def _unopened(match: Match, sight: Sight) -> list[str]:
    """Tell of tables that were asked for and where the other side saw nothing to gain."""
    parley = match.model.parley
    asked = match.asked.get(sight.seat, ())
    if parley is None:
        return []
    there = {place.table for place in sight.talks or ()}
    reasons = {talk.table: talk.reason for talk in parley.record().of(match.model.network)}
    return [
        f"{_other(match, sight, table)} does not talk now: "
        f"{reasons.get(table) or _silence(sight, table)}."
        for table in asked
        if table not in there
    ]


def _silence(sight: Sight, table: str) -> str:
    if at(sight, "deal", table, "table") >= 0.0:
        return "what you signed with it still runs"
    return "it keeps to itself whatever it is offered"


def _place(match: Match, sight: Sight, words: Sequence[str]) -> tuple[Place, dict[str, str]]:
    """Find the table that is meant and read the terms.

    Raises:
        RealmError: when no talks run, or it is not clear which are meant.
        UnknownNameError: when no such table is open, or an issue or option is not there.
    """
    open_now = {place.table: place for place in sight.talks or ()}
    if not open_now:
        raise RealmError("no talks run; `talk NAME` asks for them once a turn")
    named = [word for word in words if "=" not in word]
    if named:
        place = open_now[_named(match, sight, tuple(open_now), named[0])]
    else:
        mine = waiting(sight)
        if len(mine) != 1:
            raise RealmError(f"say at which table: {', '.join(open_now)}")
        place = mine[0]
    return place, _terms(place.agenda, [word for word in words if "=" in word])


def _terms(agenda: Agenda, words: Sequence[str]) -> dict[str, str]:
    """Read `issue=option` pairs."""
    issues = {issue.name: [one.label for one in issue.options] for issue in agenda.issues}
    found = {}
    for word in words:
        name, _, label = word.casefold().partition("=")
        if name not in issues:
            raise UnknownNameError("issue", name, issues)
        if label not in issues[name]:
            raise UnknownNameError(f"option of {name}", label, issues[name])
        found[name] = label
    return found


def _whole(place: Place, wish: dict[str, str]) -> dict[str, str]:
    """Complete terms by what was said last, one's own first, else by the first options."""
    first = {issue.name: issue.options[0].label for issue in place.agenda.issues}
    return first | (place.said or place.heard) | wish


def _named(match: Match, sight: Sight, tables: Sequence[str], text: str) -> str:
    """Find a table by its name or by who sits on the other side."""
    folded = text.casefold()
    if folded in tables:
        return folded
    scenario = match.model.network.scenario
    found = [
        table
        for table in tables
        if any(
            folded in f"{side} {who(scenario, side)}".casefold()
            for side in scenario.tables[table].sides
            if side != sight.actor
        )
    ]
    if len(found) == 1:
        return found[0]
    raise UnknownNameError("table", text, tables)


def _other(match: Match, sight: Sight, table: str) -> str:
    scenario = match.model.network.scenario
    sides = scenario.tables[table].sides
    return short(who(scenario, next(side for side in sides if side != sight.actor)))
