"""Commands that show a page and change nothing."""

from collections.abc import Sequence

from realm.cli.terminal import about, menu
from realm.cli.terminal.command import Command, number
from realm.cli.terminal.earlier import earlier
from realm.cli.terminal.game import Game
from realm.cli.terminal.resolution import resolution
from realm.cli.terminal.situation import briefing, events, heading, prices, situation
from realm.cli.terminal.trade import trade
from realm.cli.terminal.why import why
from realm.play.news import MOST, news


def _look(game: Game, _: Sequence[str]) -> None:
    situation(game.console, game.session.match, game.sight, game.readings)


def _brief(game: Game, _: Sequence[str]) -> None:
    briefing(game.console, game.session.match, game.sight)


def _last(game: Game, _: Sequence[str]) -> None:
    match = game.session.match
    if not match.turn:
        game.say("No turn was played yet; `news` tells what happened before the first.")
        return
    resolution(game.console, match, match.pages[-1], game.sight, game.readings)


def _earlier(game: Game, _: Sequence[str]) -> None:
    earlier(game.console, game.session.match, game.seat)


def _news(game: Game, words: Sequence[str]) -> None:
    match = game.session.match
    turn = number(words[0], match.turn) if words else match.turn
    told = news(match, turn, most=2 * MOST)
    heading(game.console, "Before the first turn" if turn == 0 else f"Turn {turn}")
    if told:
        events(game.console, game.scenario.starts, told)
    else:
        game.say("Nothing that a newspaper would tell.")


def _prices(game: Game, _: Sequence[str]) -> None:
    prices(game.console, game.session.match, game.readings)


def _trade(game: Game, _: Sequence[str]) -> None:
    trade(game.console, game.session.match, game.sight)


def _why(game: Game, words: Sequence[str]) -> None:
    why(game.console, game.session.match, words, game.sight.seat)


def _about(game: Game, words: Sequence[str]) -> None:
    about.about(game.console, game.session.match, game.sight, words)


def _menu(game: Game, words: Sequence[str]) -> None:
    if words:
        menu.show(game.console, game.scenario, game.sight, words)
    else:
        menu.show_groups(game.console, game.scenario, game.sight)


LOOKING = (
    Command("look", _look, "look", "shows how things stand for you", "l"),
    Command("brief", _brief, "brief", "says who you are, what you want, what you hold", "b"),
    Command("last", _last, "last", "shows again what the last turn came to"),
    Command("earlier", _earlier, "earlier", "shows what you ordered so far, and what came of it"),
    Command("news", _news, "news [TURN]", "tells what happened in a turn, and why"),
    Command("prices", _prices, "prices", "shows what goods cost"),
    Command("trade", _trade, "trade", "shows what you buy and sell, and with whom"),
    Command("why", _why, "why NAME", "says why a price moved, or what a number means", "w"),
    Command("about", _about, "about WORDS", "tells about a measure, project, firm, country, good"),
    Command("menu", _menu, "menu [GROUP|WORDS]", "shows what you can do, and what it takes", "m"),
)
"""The commands, in the order of `help`."""
