"""What a player can type, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from realm.cli.terminal import about, menu, talks
from realm.cli.terminal.entry import read_action, usage
from realm.cli.terminal.foresight import show_foresight
from realm.cli.terminal.game import Do, Game
from realm.cli.terminal.glossary import GLOSSARY
from realm.cli.terminal.phrases import phrase
from realm.cli.terminal.resolution import resolution
from realm.cli.terminal.situation import briefing, events, heading, prices, purse, situation
from realm.cli.terminal.trade import trade
from realm.cli.terminal.why import why
from realm.core.action import ACTIONS, Action
from realm.errors import RealmError, UnknownNameError
from realm.play.foresight import foresee
from realm.play.news import MOST, news
from realm.play.session import No


@dataclass(frozen=True)
class Command:
    """One word a player can type."""

    word: str
    do: Do
    usage: str
    about: str
    """What it does, in one line."""
    short: str = ""
    """One letter that does the same."""


def obey(game: Game, words: Sequence[str]) -> None:
    """Carry out a line; words split at blanks.

    Raises:
        RealmError: when it is not understood.
    """
    if not words:
        return
    word = words[0].casefold()
    if word.isdecimal():
        _ask_for(game, words)
    elif word in _BY_WORD:
        _BY_WORD[word].do(game, words[1:])
    elif word in ACTIONS:
        _submit(game, read_action(words, game.sight.actor, game.session.match.model.network))
    else:
        raise UnknownNameError("command", word, [*_BY_WORD, *ACTIONS])


def _look(game: Game, _: Sequence[str]) -> None:
    situation(game.console, game.session.match, game.sight, game.readings)


def _brief(game: Game, _: Sequence[str]) -> None:
    briefing(game.console, game.session.match, game.sight)


def _news(game: Game, words: Sequence[str]) -> None:
    match = game.session.match
    turn = _number(words[0], match.turn) if words else match.turn
    told = news(match, turn, most=2 * MOST)
    heading(game.console, "Before the first turn" if turn == 0 else f"Turn {turn}")
    if told:
        events(game.console, game.scenario.starts, told)
    else:
        game.say("Nothing that a newspaper would tell.")


def _last(game: Game, _: Sequence[str]) -> None:
    match = game.session.match
    if not match.turn:
        game.say("No turn was played yet; `news` tells what happened before the first.")
        return
    resolution(game.console, match, match.pages[-1], game.sight, game.readings)


def _prices(game: Game, _: Sequence[str]) -> None:
    prices(game.console, game.session.match, game.readings)


def _trade(game: Game, _: Sequence[str]) -> None:
    trade(game.console, game.session.match, game.sight)


def _why(game: Game, words: Sequence[str]) -> None:
    why(game.console, game.session.match, words)


def _about(game: Game, words: Sequence[str]) -> None:
    about.about(game.console, game.session.match, game.sight, words)


def _menu(game: Game, words: Sequence[str]) -> None:
    if words:
        menu.show(game.console, game.scenario, game.sight, words)
    else:
        menu.show_groups(game.console, game.scenario, game.sight)


def _ask_for(game: Game, words: Sequence[str]) -> None:
    """Ask for lines of the menu by their numbers."""
    choices = game.sight.menu
    numbers = [_number(word, len(choices), least=1) for word in words]
    for number in numbers:
        _submit(game, choices[number - 1].action)


def _submit(game: Game, action: Action) -> None:
    found = game.session.submit(game.seat, game.turn, action)
    if isinstance(found, No):
        game.say(found.reason)
        return
    game.say(f"Queued: {phrase(game.scenario, action)}.")
    game.console.print(purse(game.sight), style="dim")


def _foresee(game: Game, words: Sequence[str]) -> None:
    """Say what is expected of lines of the menu, or of an action typed exactly."""
    if not words:
        raise RealmError("say what to think through: numbers of the menu, or an action")
    sight = game.sight
    if words[0].isdecimal():
        choices = sight.menu
        numbers = [_number(word, len(choices), least=1) for word in words]
        actions = [choices[number - 1].action for number in numbers]
    else:
        actions = [read_action(words, sight.actor, game.session.match.model.network)]
    for action in actions:
        refused = sight.refusal(action)
        if refused:
            game.say(refused)
            return
    show_foresight(game.console, sight, foresee(game.session.match, game.seat, actions))


def _pending(game: Game, _: Sequence[str]) -> None:
    sight = game.sight
    for place, one in enumerate(sight.pending, start=1):
        game.say(f"{place:>3}  {phrase(game.scenario, one.action)}")
    game.console.print(purse(sight), style="dim")


def _undo(game: Game, words: Sequence[str]) -> None:
    pending = game.sight.pending
    if not pending:
        game.say("Nothing is queued.")
        return
    place = _number(words[0], len(pending), least=1) if words else len(pending)
    one = pending[place - 1]
    if not game.told(game.session.withdraw(game.seat, game.turn, one.number)):
        game.say(f"Taken back: {phrase(game.scenario, one.action)}.")


def _talks(game: Game, _: Sequence[str]) -> None:
    talks.show_tables(game.console, game.session.match, game.sight)


def _talk(game: Game, words: Sequence[str]) -> None:
    talks.begin(game.console, game.session, game.sight, words)


def _offer(game: Game, words: Sequence[str]) -> None:
    talks.speak(game.console, game.session, game.sight, "offer", words)


def _accept(game: Game, words: Sequence[str]) -> None:
    talks.speak(game.console, game.session, game.sight, "accept", words)


def _want(game: Game, words: Sequence[str]) -> None:
    talks.speak(game.console, game.session, game.sight, "want", words)


def _leave(game: Game, words: Sequence[str]) -> None:
    talks.speak(game.console, game.session, game.sight, "leave", words)


def _weigh(game: Game, words: Sequence[str]) -> None:
    talks.weigh(game.console, game.session.match, game.sight, words)


def _note(game: Game, words: Sequence[str]) -> None:
    if words:
        if not game.told(game.session.note(game.seat, " ".join(words))):
            game.say("Noted; only you read it.")
        return
    own = [(turn, text) for turn, seat, text in game.session.match.notes if seat == game.seat]
    for turn, text in own:
        game.say(f"Turn {turn + 1}: {text}")
    if not own:
        game.say("You have no notes; `note WORDS` keeps some.")


def _end(game: Game, _: Sequence[str]) -> None:
    """Say what will be done; a person is asked, a script meant it."""
    if game.reader.live and _called(game):
        return
    sight = game.sight
    _pending(game, ())
    for place in talks.waiting(sight):
        game.say(f"You have the word at {place.table}; to end the turn is to leave that table.")
    if game.reader.live:
        answer = game.reader.line("End the turn? [y/n] ")
        if answer is None or not answer.casefold().startswith("y"):
            game.say("The turn goes on.")
            return
    game.end_turn()


def _called(game: Game) -> bool:
    """Hear who asks for talks, where that was not done; say whether somebody does."""
    sight = game.sight
    if sight.talks is not None or not sight.tables or game.seat in game.session.match.asked:
        return False
    if game.session.begin_talks(game.seat, game.turn) is not None:
        return False
    sight = game.sight
    if not talks.waiting(sight):
        return False
    talks.show_tables(game.console, game.session.match, sight)
    game.say("Others asked to talk with you; answer them, or `end` again.")
    return True


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


def _number(word: str, most: int, *, least: int = 0) -> int:
    """Read a number within limits.

    Raises:
        RealmError: when it is none.
    """
    if not word.isdecimal() or not least <= int(word) <= most:
        raise RealmError(f"expected a number from {least} to {most}, found {word!r}")
    return int(word)


COMMANDS = (
    Command("look", _look, "look", "shows how things stand for you", "l"),
    Command("brief", _brief, "brief", "says who you are, what you want, what you hold", "b"),
    Command("last", _last, "last", "shows again what the last turn came to"),
    Command("news", _news, "news [TURN]", "tells what happened in a turn, and why"),
    Command("prices", _prices, "prices", "shows what goods cost"),
    Command("trade", _trade, "trade", "shows what you buy and sell, and with whom"),
    Command("why", _why, "why NAME", "says why a price moved, or what a number means", "w"),
    Command("about", _about, "about WORDS", "tells about a measure, project, firm, country, good"),
    Command("menu", _menu, "menu [GROUP|WORDS]", "shows what you can do, and what it takes", "m"),
    Command("foresee", _foresee, "foresee N|ACTION", "imagines what would come of it", "f"),
    Command("pending", _pending, "pending", "shows what is queued for the end of the turn", "p"),
    Command("undo", _undo, "undo [N]", "takes back what was queued last, or as number N", "u"),
    Command("talks", _talks, "talks", "shows whom you can talk with, or what was said", "t"),
    Command("talk", _talk, "talk [NAME ...]", "asks for talks, once a turn; alone hears who asks"),
    Command("offer", _offer, "offer NAME ISSUE=OPTION ...", "offers a deal"),
    Command("weigh", _weigh, "weigh NAME ISSUE=OPTION ...", "says what a deal is worth to you"),
    Command("want", _want, "want NAME [ISSUE=OPTION ...]", "asks what they would sign"),
    Command("accept", _accept, "accept NAME", "signs their last offer"),
    Command("leave", _leave, "leave NAME", "leaves the table"),
    Command("note", _note, "note [WORDS]", "keeps your own words, such as why you did this"),
    Command("end", _end, "end", "ends the turn", "e"),
    Command("seats", _seats, "seats", "shows who plays which seat"),
    Command("seat", _seat, "seat NAME", "hands the keyboard to another player's seat"),
    Command("sit", _sit, "sit SEAT [PLAYER]", "takes a further seat from its strategy"),
    Command("rise", _rise, "rise", "leaves this seat to its strategy"),
    Command("words", _glossary, "words [WORD]", "explains the words of the game"),
    Command("help", _help, "help [WORD]", "lists commands, or explains one", "?"),
    Command("quit", _quit, "quit", "leaves; everything is kept, and you can go on later", "q"),
)

_BY_WORD = {name: one for one in COMMANDS for name in (one.word, one.short) if name}
