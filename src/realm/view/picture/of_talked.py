"""Tell on a turn's page what became of talks, and to whom goods went that were asked for there."""

from realm.play.match import Match
from realm.play.rivals import went_to_others
from realm.play.sight import Sight
from realm.rules.event import short
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_terms import name_of, terms_text
from realm.view.picture.words import amount, good


def talked(match: Match, sight: Sight, messages: Messages) -> list[p.Block]:
    """Tell what became of the seat's own talks, and which deals others signed."""
    network = match.model.network
    scenario = network.scenario
    found: list[p.Block] = []
    lines: tuple[str, ...]
    for talk in match.model.talks.of(network):
        sides = scenario.tables[talk.table].sides
        mine = sight.actor in sides
        if not (mine or talk.signed):
            continue
        names = " – ".join(name_of(scenario, side) for side in sides)
        if talk.signed:
            lines = (messages.say("turn.signed", terms=terms_text(
                scenario, talk.table, talk.terms, messages)),)  # fmt: skip
        elif mine and name_of(scenario, sight.actor) == short(talk.refuser):
            # What was refused last is the other side's; without terms it had offered nothing, and
            # where no offer was made it had named that when it was asked.
            key = "gone" if talk.gone else "you_refused" if talk.terms else "you_left"
            if talk.terms and not talk.rounds:
                key = "gone_named" if talk.gone else "you_refused_named"
            lines = (messages.say(f"turn.{key}"),)
        else:
            lines = (messages.say("turn.refused", who=short(talk.refuser),
                                  why=talk.reason or messages.say("turn.no_reason")),)  # fmt: skip
        if mine and not talk.signed:
            lines += _went(match, sight, talk.table, messages)
        found.append(p.Told(title=names, lines=lines, ink="good" if talk.signed else "ghost"))
    return [p.Heading(text=messages.say("turn.talks")), *found] if found else []


def _went(match: Match, sight: Sight, table: str, messages: Messages) -> tuple[str, ...]:
    """Say to whom the seller of a table sold the same good this turn, to who wanted to buy it."""
    scenario = match.model.network.scenario
    return tuple(
        messages.say(
            "turn.went", seller=name_of(scenario, one.seller), tonnes=amount(one.tonnes),
            good=good(scenario.commodities[one.good].name), buyer=name_of(scenario, one.buyer),
        )
        for one in went_to_others(match, table, sight.actor)
    )  # fmt: skip
