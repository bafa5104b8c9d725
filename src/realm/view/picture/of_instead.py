"""Say when talks can lead nowhere now, and what else the seat can do."""

import numpy as np

from realm.core import actions as kinds
from realm.core.talks import Status
from realm.model.chair import Chair
from realm.model.place import Place
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_stances import home_of
from realm.view.picture.of_terms import name_of, other_side

WAYS = {
    "complain": kinds.Dispute, "open": kinds.Qualify, "store": kinds.Stockpile,
    "plant": kinds.Start, "permit": kinds.Approve, "together": kinds.JoinCoalition,
}  # fmt: skip
"""What a seat can do by itself where nobody signs, by the key of its words."""


def instead(
    chair: Chair, sight: Sight, place: Place, messages: Messages, others: str = ""
) -> list[p.Block]:
    """Say that no deal would serve both sides now, and what is left; nothing where one would.

    Args:
        chair: the seat's place at the tables.
        sight: what the seat sees.
        place: the table.
        messages: texts.
        others: with whom a deal would serve both, in a sentence.
    """
    if place.status is not Status.OPEN or not place.mine:
        return []
    if np.any(chair.mutual(place.table)):
        return []
    name = name_of(sight.observation.network.scenario, other_side(sight, place.table))
    told, ways = messages.say("game.no_gain", name=name), ways_open(sight)
    told = f"{told} {others}" if others else told
    if ways:
        said = ", ".join(messages.say(f"game.way_{way}") for way in ways)
        told = f"{told} {messages.say('game.ways', ways=said)}"
    return [p.Text(text=told, role="note", ink="ghost")]


def ways_open(sight: Sight) -> tuple[str, ...]:
    """Name what the seat can order now that needs nobody's signature."""
    open_now = {type(option.action) for option in sight.options if not option.refusal}
    return tuple(way for way, kind in WAYS.items() if kind in open_now)


def no_table(sight: Sight, messages: Messages) -> str:
    """Say with whom else the seat can talk, to who meets somebody with whom it cannot."""
    scenario, home = sight.observation.network.scenario, home_of(sight)
    others = [other_side(sight, table) for table in sight.tables]
    names = ", ".join(name_of(scenario, other) for other in others if other != home)
    return messages.say("game.no_table", names=names)
