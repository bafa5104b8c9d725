"""What a player can type, and what becomes of it."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from realm.cli.terminal.asking import ASKING, ask_for, submit
from realm.cli.terminal.command import Command
from realm.cli.terminal.entry import read_action, usage
from realm.cli.terminal.game import Game
from realm.cli.terminal.glossary import GLOSSARY
from realm.cli.terminal.looking import LOOKING
from realm.core.action import ACTIONS
from realm.errors import UnknownNameError


def obey(game: Game, words: Sequence[str]) -> None:
    """Carry out a line; words split at blanks.

    Raises:
        RealmError: when it is not understood.
    """
    if not words:
        return
    word = words[0].casefold()
    if word.isdecimal():
        ask_for(game, words)
    elif word in _BY_WORD:
        _BY_WORD[word].do(game, words[1:])
    elif word in ACTIONS:
        submit(game, read_action(words, game.sight.actor, game.session.match.model.network))
    else:
        raise UnknownNameError("command", word, [*_BY_WORD, *ACTIONS])


def _seats(game: Game, _: Sequence[str]) -> None:
    match = game.session.match
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, seat in game.scenario.seats.items():
        player = match.players.get(name)
        who = player or f"strategy {match.head.strategies.get(name, seat.strategy)}"
        ready = "has ended the turn" if name in match.ready else ""
        mark = ">" if name == game.seat else " "
        table.add_row(f"{mark} {name}", seat.title, Text(who, "bold" if player else "dim"), ready)
    game.console.print(table)


def _seat(game: Game, words: Sequence[str]) -> None:
    players = game.session.match.players
    if not words:
        _seats(game, ())
        return
    name = words[0].casefold()
    if name not in players:
        raise UnknownNameError("seat at this keyboard", name, players)
    game.take_seat(name)


def _sit(game: Game, words: Sequence[str]) -> None:
    if not words:
        _seats(game, ())
        return
    name = words[0].casefold()
    player = " ".join(words[1:]) or name
    if not game.told(game.session.sit(name, player)):
        game.take_seat(name)


def _rise(game: Game, _: Sequence[str]) -> None:
    match = game.session.match
    if len(match.players) == 1:
        game.say("You are the last at the table; `quit` leaves, and you can go on later.")
        return
    turn, seat = match.turn, game.seat
    game.told(game.session.rise(seat))
    game.say(f"{game.scenario.seats[seat].title} is played by its strategy again.")
    game.seat = (match.waiting_for or tuple(match.players))[0]
    if match.turn > turn:
        game.begin_turn()
    else:
        game.take_seat(game.seat)


def _quit(game: Game, _: Sequence[str]) -> None:
    game.left = True


def _help(game: Game, words: Sequence[str]) -> None:
    word = words[0].casefold() if words else ""
    if word in _BY_WORD:
        one = _BY_WORD[word]
        game.say(f"{one.usage}\n  {one.about}.")
    elif word in ACTIONS:
        game.say(f"{usage(word)}\n  {(ACTIONS[word].__doc__ or '').splitlines()[0]}")
    elif word in ("words", "glossary"):
        _glossary(game, words[1:])
    elif word == "actions":
        for action in sorted(ACTIONS):
            game.say(f"  {usage(action)}")
    elif word:
        _glossary(game, words)
    else:
        _commands(game)


def _commands(game: Game) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=1)
    for one in COMMANDS:
        table.add_row(f"  {one.usage}", one.about + (f" ({one.short})" if one.short else ""))
    game.console.print(table)
    game.console.print(
        Padding(
            "A number asks for a line of the menu. Actions can be typed exactly, such as "
            "`tighten NAME 0.3`; `help actions` lists them, `help WORD` and `words` explain.",
            (1, 0, 0, 0),
        ),
        style="dim",
    )


def _glossary(game: Game, words: Sequence[str]) -> None:
    text = " ".join(words).casefold()
    found = {word: said for word, said in GLOSSARY.items() if text in word.casefold()}
    if not found:
        raise UnknownNameError("word of the glossary", text, GLOSSARY)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=1)
    for word, said in found.items():
        table.add_row(f"  {word}", said)
    game.console.print(table)


COMMANDS = (
    *LOOKING,
    *ASKING,
    Command("seats", _seats, "seats", "shows who plays which seat"),
    Command("seat", _seat, "seat NAME", "hands the keyboard to another player's seat"),
    Command("sit", _sit, "sit SEAT [PLAYER]", "takes a further seat from its strategy"),
    Command("rise", _rise, "rise", "leaves this seat to its strategy"),
    Command("words", _glossary, "words [WORD]", "explains the words of the game"),
    Command("help", _help, "help [WORD]", "lists commands, or explains one", "?"),
    Command("quit", _quit, "quit", "leaves; everything is kept, and you can go on later", "q"),
)

_BY_WORD = {name: one for one in COMMANDS for name in (one.word, one.short) if name}
