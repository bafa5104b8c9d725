"""Commands that ask for something: actions, talks, notes, the end of the turn."""

from collections.abc import Sequence

from realm.cli.terminal import talks
from realm.cli.terminal.command import Command, number
from realm.cli.terminal.entry import read_action
from realm.cli.terminal.foresight import show_foresight
from realm.cli.terminal.game import Game
from realm.cli.terminal.phrases import phrase
from realm.cli.terminal.situation import purse
from realm.cli.terminal.waiting import watched
from realm.core.action import Action
from realm.errors import RealmError
from realm.play.foresight import foresee
from realm.play.seats import No


def ask_for(game: Game, words: Sequence[str]) -> None:
    """Ask for lines of the menu by their numbers."""
    choices = game.sight.menu
    numbers = [number(word, len(choices), least=1) for word in words]
    for place in numbers:
        submit(game, choices[place - 1].action)


def submit(game: Game, action: Action) -> None:
    """Queue an action, or say why not."""
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
        numbers = [number(word, len(choices), least=1) for word in words]
        actions = [choices[place - 1].action for place in numbers]
    else:
        actions = [read_action(words, sight.actor, game.session.match.model.network)]
    for action in actions:
        refused = sight.refusal(action)
        if refused:
            game.say(refused)
            return
    with watched("Looking ahead") as watch:
        found = foresee(game.session.match, game.seat, actions, watch)
    show_foresight(game.console, sight, found)


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
    place = number(words[0], len(pending), least=1) if words else len(pending)
    one = pending[place - 1]
    if not game.told(game.session.withdraw(game.seat, game.turn, one.number)):
        game.say(f"Taken back: {phrase(game.scenario, one.action)}.")


def _talks(game: Game, _: Sequence[str]) -> None:
    talks.show_tables(game.console, game.session.match, game.sight)


def _talk(game: Game, words: Sequence[str]) -> None:
    talks.begin(game.console, game.session, game.sight, words)


def _offer(game: Game, words: Sequence[str]) -> None:
    talks.speak(game.console, game.session, game.sight, "offer", words)


def _sign(game: Game, words: Sequence[str]) -> None:
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


def _promise(game: Game, words: Sequence[str]) -> None:
    if words:
        to, *text = words
        if not game.told(game.session.promise(game.seat, to.casefold(), " ".join(text))):
            game.say("Noted as said, not signed; both of you read it.")
        return
    own = [word for word in game.session.match.words if game.seat in (word.seat, word.to)]
    for word in own:
        who = "You" if word.seat == game.seat else game.scenario.seats[word.seat].title
        whom = "you" if word.to == game.seat else game.scenario.seats[word.to].title
        game.say(f"Turn {word.turn + 1}, {who} to {whom}: {word.text} (said, not signed)")
    if not own:
        game.say("Nobody promised anything; `promise SEAT WORDS` notes what was said.")


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


ASKING = (
    Command("foresee", _foresee, "foresee N|ACTION", "imagines what would come of it", "f"),
    Command("pending", _pending, "pending", "shows what is queued for the end of the turn", "p"),
    Command("undo", _undo, "undo [N]", "takes back what was queued last, or as number N", "u"),
    Command("talks", _talks, "talks", "shows whom you can talk with, or what was said", "t"),
    Command("talk", _talk, "talk [NAME ...]", "asks for talks, once a turn; alone hears who asks"),
    Command("offer", _offer, "offer NAME ISSUE=OPTION ...", "offers a deal"),
    Command("weigh", _weigh, "weigh NAME ISSUE=OPTION ...", "says what a deal is worth to you"),
    Command("want", _want, "want NAME [ISSUE=OPTION ...]", "asks what they would sign"),
    Command("sign", _sign, "sign NAME", "signs their last offer", "accept"),
    Command("leave", _leave, "leave NAME", "leaves the table"),
    Command(
        "promise",
        _promise,
        "promise [SEAT WORDS]",
        "notes a promise by word of mouth to another player: said, not signed",
    ),
    Command("note", _note, "note [WORDS]", "keeps your own words, such as why you did this"),
    Command("end", _end, "end", "ends the turn", "e"),
)
"""The commands, in the order of `help`."""
