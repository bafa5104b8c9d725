"""The menu: its groups first, then what is in one of them or answers to some words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from realm.cli.terminal.about import named
from realm.cli.terminal.phrases import GROUPS, Group, group_of, option, phrase, priced, subject
from realm.cli.terminal.standing import stands
from realm.core.scenario import Scenario
from realm.play.finding import finds, names_around
from realm.play.sight import Sight
from realm.strategies.menu import Choice
from realm.view.messages import also, load_messages

ROOM = 16
"""Subjects that one page shows."""
INDENT, GAP = 4, "   "


@dataclass(frozen=True)
class Line:
    """A choice with the number it keeps until the turn ends."""

    number: int
    choice: Choice


def lines(sight: Sight) -> list[Line]:
    """Number everything a seat may ask for now, from 1."""
    return [Line(number, choice) for number, choice in enumerate(sight.menu, start=1)]


def show_groups(console: Console, scenario: Scenario, sight: Sight) -> None:
    """Print the groups that have something in them, numbered."""
    counts = [(group, len(found)) for group, found in _grouped(scenario, lines(sight))]
    if not counts:
        console.print("There is nothing you can ask for now; `talks` and `end` are left.")
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=1)
    for place, (group, count) in enumerate(counts, start=1):
        about = Text.assemble(f"{group.title} ({count})", (f": {group.about}", "dim"))
        table.add_row(f"  {place}", group.word, about)
    console.print(table)
    console.print(
        "`menu 1` or `menu curbs` shows what is in a group, `menu oxide` all with that word.",
        style="dim",
    )


def show(console: Console, scenario: Scenario, sight: Sight, words: Sequence[str]) -> None:
    """Print the lines of a group, or those that hold all the words."""
    found = choose(scenario, sight, words)
    if not found:
        _nothing(console, scenario, words)
        return
    subjects: dict[tuple[str, str], list[Line]] = {}
    for line in found:
        action = line.choice.action
        subjects.setdefault((action.axis, action.name), []).append(line)
    for key in list(subjects)[:ROOM]:
        _subject(console, scenario, sight, key, subjects[key])
    more = len(subjects) - ROOM
    if more > 0:
        console.print(f"... and {more} more; add a word to find them.", style="dim")
    console.print("A number asks for that line, this turn; `about NAME` says more.", style="dim")


def _nothing(console: Console, scenario: Scenario, words: Sequence[str]) -> None:
    """Say that nothing was found, by which words it was sought, and where to look instead."""
    tried = [*words, *(one for word in words for one in _also(word.casefold()) if one != word)]
    said = ", ".join(dict.fromkeys(tried))
    console.print(f"Nothing you can do now answers to {said}; `menu` shows all.")
    empty = [group.title for group in GROUPS if finds(words, f"{group.word} {group.title}", _also)]
    if empty:
        console.print(f"You have nothing of that kind now: {', '.join(empty)}.")
    if named(scenario, [word.casefold() for word in words]):
        console.print(f"`about {' '.join(words)}` tells what is known of it.")


def choose(scenario: Scenario, sight: Sight, words: Sequence[str]) -> list[Line]:
    """Find the lines of a group, by number or word, or those that hold all the words."""
    grouped = list(_grouped(scenario, lines(sight)))
    if words and words[0].isdecimal() and len(words[0]) < 10:
        place = int(words[0])
        found = grouped[place - 1][1] if 1 <= place <= len(grouped) else []
        return _holding(sight, found, words[1:])
    for group, found in grouped:
        if words and group.word == words[0].casefold():
            return _holding(sight, found, words[1:])
    return _holding(sight, [line for _, found in grouped for line in found], words)


def _grouped(scenario: Scenario, found: Sequence[Line]) -> Iterator[tuple[Group, list[Line]]]:
    for group in GROUPS:
        inside = [one for one in found if group_of(scenario, one.choice.action) == group.word]
        if inside:
            yield group, inside


def _holding(sight: Sight, found: Sequence[Line], words: Sequence[str]) -> list[Line]:
    scenario = sight.observation.network.scenario
    groups = {group.word: f"{group.word} {group.title}" for group in GROUPS}

    def text(line: Line) -> str:
        action = line.choice.action
        around = names_around(scenario, action.axis, action.name)
        group = groups[group_of(scenario, action)]
        said = f"{action.word()} {action.name} {phrase(scenario, action)} {group} {around}"
        return f"{said} {stands(sight, action.axis, action.name)}"

    return [line for line in found if finds(words, text(line), _also)]


def _also(word: str) -> tuple[str, ...]:
    return also(load_messages(), word)


def _subject(
    console: Console, scenario: Scenario, sight: Sight, key: tuple[str, str], found: list[Line]
) -> None:
    """Print a subject, how it stands, and on the next lines what can be done about it."""
    head = Text(subject(scenario, *key), style="bold")
    head.append(f"  {key[1]}", style="dim")
    standing = stands(sight, *key)
    fits = len(head) + len(standing) + 2 <= console.width
    if standing and fits:
        head.append(f"  {standing}", style="cyan")
    console.print(head)
    if standing and not fits:
        console.print(Padding(standing, (0, 0, 0, INDENT)), style="cyan")
    prices = [priced(line.choice.action, line.choice.cost) for line in found]
    costs = set(prices)
    parts = []
    for line, price in zip(found, prices, strict=True):
        text = Text.assemble((f"{line.number}", "bold green"), " ")
        text.append(option(scenario, line.choice.action))
        if len(costs) > 1 and price:
            text.append(f" ({price})", style="dim")
        parts.append(text)
    if len(costs) == 1 and costs != {""}:
        parts.append(Text(f"({costs.pop()}{' each' if len(found) > 1 else ''})", style="dim"))
    for row in _packed(parts, console.width - INDENT):
        console.print(Padding(row, (0, 0, 0, INDENT)))


def _packed(parts: Sequence[Text], width: int) -> Iterator[Text]:
    """Lay texts side by side, none broken over two lines unless it is wider than one."""
    row = Text()
    for part in parts:
        if row and len(row) + len(GAP) + len(part) > width:
            yield row
            row = Text()
        row = row + (GAP if row else "") + part
    yield row
