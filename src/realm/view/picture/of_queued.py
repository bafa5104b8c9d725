"""Say what the seat has queued that would hold its exports back, or let them go."""

from collections.abc import Mapping, Sequence

import numpy as np

from realm.core import actions as kinds
from realm.core.action import Action
from realm.play.sight import Sight
from realm.rules.event import percent
from realm.rules.event_terms import SHARE_FAMILIES, size_text
from realm.strategies.borders import touched
from realm.view.messages import Messages
from realm.view.picture.of_curbs import size_said
from realm.view.picture.of_terms import name_of
from realm.view.picture.trade import ends_of


def queued_curbs(sight: Sight) -> dict[str, Action]:
    """List measures on exports that the seat has queued to set or lift; announcing does nothing."""
    network = sight.observation.network
    lanes = touched(network, "restricts")
    return {
        one.action.name: one.action
        for one in sight.pending
        if isinstance(one.action, kinds.Tighten | kinds.Lift)
        if lanes[network.measures.index(one.action.name)].any()
    }


def reach(sight: Sight, measure: str) -> frozenset[tuple[str, str, str]]:
    """Return which trade a measure bears upon, by seller, buyer and commodity."""
    network = sight.observation.network
    lanes = touched(network, "restricts")[network.measures.index(measure)]
    borne = lanes[network.lane_of]
    ends = zip(*ends_of(network), strict=True)
    return frozenset(key for key, on in zip(ends, np.asarray(borne), strict=True) if on)


def queued_tag(sight: Sight, action: Action, messages: Messages, *, whose: bool) -> str:
    """Say in a few words what is queued, on a flow that it bears upon; in fewer not whose it is."""
    scenario = sight.observation.network.scenario
    if isinstance(action, kinds.Lift):
        key = "game.curb_lifted" if whose else "game.tag_lifted"
        told = messages.say(key, who=name_of(scenario, scenario.measures[action.name].country))
    elif not whose and scenario.measures[action.name].family in SHARE_FAMILIES:
        told = percent(_size(sight, action))
    else:
        told = size_said(scenario, action.name, _size(sight, action), messages, whose=whose)
    return messages.say("game.tag_queued", tag=told)


def queued_line(sight: Sight, action: Action, messages: Messages) -> str:
    """Say the same in a sentence, with the name of the measure."""
    measure = sight.observation.network.scenario.measures[action.name]
    told = messages.say("game.tag_lifted")
    if not isinstance(action, kinds.Lift):
        told = size_text(measure, _size(sight, action))
    return messages.say("game.curb_queued_line", measure=measure.name, tag=told)


def queued_on(
    sight: Sight, ranked: Sequence[tuple[str, str, int]], kind_of: Mapping[str, int]
) -> dict[tuple[str, str, int], Action]:
    """Choose the flows on which it is written what is queued: of each measure the first.

    Args:
        sight: what the seat sees.
        ranked: flows by seller, buyer and kind, what matters most first.
        kind_of: the kind to which each commodity belongs.
    """
    found: dict[tuple[str, str, int], Action] = {}
    for measure, action in queued_curbs(sight).items():
        borne = {(seller, buyer, kind_of[good]) for seller, buyer, good in reach(sight, measure)}
        first = next((key for key in ranked if key in borne and key not in found), None)
        if first is not None:
            found[first] = action
    return found


def _size(sight: Sight, action: Action) -> float:
    """Return the size that a measure will have; as it stands where the order names none."""
    size = getattr(action, "size", None)
    if size is not None:
        return float(size)
    row = sight.observation.network.measures.index(action.name)
    return float(sight.observation.measure_size[row, 0])
