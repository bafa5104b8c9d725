"""Talks typed: whom to talk with, what is on the table, what to say there."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from realm.cli.terminal.phrases import who
from realm.cli.terminal.situation import heading
from realm.cli.terminal.standing import at
from realm.cli.terminal.table import other_of, show_table, worth_told
from realm.core.agenda import Agenda
from realm.core.bargains import PRICED
from realm.errors import RealmError, UnknownNameError
from realm.model.place import Place
from realm.play.match import Match
from realm.play.seats import No
from realm.play.session import Say, Session
from realm.play.sight import Sight
from realm.play.telling import terms_text
from realm.view.messages import load_messages
from realm.view.picture.of_cold import would_gain
from realm.view.picture.of_signing import takes_text

HOW = """`offer NAME volume=half years=5` offers; issues left out stay as they were said last.
`weigh NAME volume=half` says what that would be worth to you, without saying a word.
`want NAME years=5` asks what they would sign; `sign NAME`; `leave NAME`."""


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
            line = Text.assemble((other_of(match, sight, name), "bold"), (f"  {name}  ", "dim"))
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
        show_table(console, match, sight, place)
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
            name = other_of(session.match, sight, table)
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
    other = other_of(session.match, sight, place.table)
    if say == "want":
        _answer(console, session, sight, place, other, wish, found or {})
        return
    now = session.observe(sight.seat)
    for one in now.talks or ():
        if one.table == place.table:
            show_table(console, session.match, now, one, whole=False)
    others = [one.table for one in waiting(now) if one.table != place.table]
    if others:
        console.print(f"You have the word at {', '.join(others)}, too.", style="dim")


def weigh(console: Console, match: Match, sight: Sight, words: Sequence[str]) -> None:
    """Say what an offer would be worth, and how likely it would be signed."""
    place, wish = _place(match, sight, words)
    terms = _whole(place, wish)
    console.print(terms_text(match.model.network.scenario, place.table, terms) or "Nothing.")
    console.print(worth_told(match, sight, place, terms, odds=place.mine))
    _taken(console, match, sight, place, terms)


def _taken(
    console: Console, match: Match, sight: Sight, place: Place, terms: Mapping[str, str]
) -> None:
    """Print from whom the goods of some terms go away."""
    told = takes_text(match, sight, place, terms, load_messages())
    if told:
        console.print(f"Careful: {told}")


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
    lost = [f"{name} {wish[name]}" for name in wish if found[name] != wish[name]]
    if lost:
        console.print(f"Nothing that holds all of this; nearest, without {', '.join(lost)}:")
    console.print(f"{other} would sign: {terms_text(scenario, place.table, found)}.")
    console.print(worth_told(session.match, sight, place, found, odds=False))
    until = sight.binds_until(place, found)
    _taken(console, session.match, sight, place, found)
    console.print(f"`sign {place.table}` signs it; it binds both until {until}.", style="dim")


def _unopened(match: Match, sight: Sight) -> list[str]:
    """Tell of tables that were asked for and where the other side saw nothing to gain."""
    parley = match.model.parley
    asked = match.asked.get(sight.seat, ())
    if parley is None:
        return []
    there = {place.table for place in sight.talks or ()}
    reasons = {talk.table: talk.reason for talk in parley.record().of(match.model.network)}
    told = []
    for table in asked:
        if table in there:
            continue
        why = f"{reasons.get(table) or _silence(sight, table)}."
        helps = would_gain(match, sight, table, load_messages()) if table in reasons else ""
        told.append(f"{other_of(match, sight, table)} does not talk now: {why} {helps}".rstrip())
    return told


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
    """Complete terms by what was said last, one's own first, else by the first options.

    Where the wish leaves no goods, their price is not kept either.
    """
    first = {issue.name: issue.options[0].label for issue in place.agenda.issues}
    whole = first | (place.said or place.heard) | wish
    if place.agenda.amount(whole, "volume") > 0.0:
        return whole
    return whole | {name: first[name] for name in first.keys() & set(PRICED) - wish.keys()}


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
