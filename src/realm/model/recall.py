"""What a seat gathers from all that it saw: worlds that would have looked the same to it so far."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from realm.core.arrays import Array, ratio
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.orders import WRITES, Orders
from realm.core.params import Params
from realm.core.state import State
from realm.model.desk import Desk
from realm.model.players import players
from realm.rules import turn
from realm.rules.start import first_state
from realm.strategies import registry
from realm.strategies.observation import Observation
from realm.strategies.roster import Roster

LEVERS = (
    *({WRITES.get(f.name, f.name) for f in dataclasses.fields(Orders)} - {"signed", "revoke"}),
    "measure_levy", "measure_severity", "measure_release", "waiver", "waiver_ends", "know_how",
    "project_partner", "project_partner_share",
)  # fmt: skip
"""Fields that decisions set, which then hold through the months of a turn."""


def recall(
    roster: Roster, params: Params, seen: Sequence[Observation], luck: Luck, copies: int
) -> State:
    """Play worlds along with what was seen of the true ones, turn by turn.

    Who looks only once knows little of stocks, orders and expectations of others. Who has looked
    since the first turn knows under which measures and prices they came about: turns are played
    again with other luck, others decide as the scenario says, what was decided for all to see is
    put in force, and after each turn what was seen takes the place of what came of it.

    Args:
        roster: Numbers of the actors.
        params: Numbers of the scenario, as many worlds wide as the copies together.
        seen: What one actor saw before each turn so far, oldest first.
        luck: Luck of the copies.
        copies: How many of each world.

    Returns:
        A state of `copies` of each world, a world's copies side by side, with what the strategies
        of others remember.
    """
    network, now = roster.network, seen[-1]
    named, defaults = players(network.scenario, "")
    named[now.names[0]] = registry.find("status_quo")
    worlds = now.world_count * copies
    desk = Desk(roster, params, named=named, defaults=defaults, worlds=worlds)
    state = first_state(network, params, worlds)
    state, _ = turn.play(network, params, state, luck, seen[0].month)
    state = _corrected(network, state.replace(memory=desk.blank()), seen[0], copies)
    for now in seen[1:]:
        state = _corrected(network, _played(desk, params, state, now, luck, copies), now, copies)
    return state


def _played(
    desk: Desk, params: Params, state: State, now: Observation, luck: Luck, copies: int
) -> State:
    """Play a turn again of which it is known what was decided for all to see."""
    network = now.network
    for actor in range(len(network.countries) + len(network.firms)):
        desk.defer(actor)
    decided = desk.gather(state, luck)
    told = np.repeat(now.deal, copies, axis=-1)
    signed = np.where((told >= 0.0) & (told != state.deal), told, -1.0)
    orders = dataclasses.replace(decided.orders, signed=signed)
    opening = turn.begin(network, params, state.replace(memory=decided.memory), orders, luck)
    levers = {name: _shown(opening.state, now, name, copies) for name in LEVERS}
    opening = dataclasses.replace(opening, state=opening.state.replace(**levers))
    after, ledger = turn.play(network, params, opening.state, luck, now.month - state.month)
    return turn.end(network, params, opening, after, ledger)[0]


def _corrected(network: Network, state: State, seen: Observation, copies: int) -> State:
    """Let what is seen take the place of what was made up; a band bounds it."""
    changes: dict[str, Array] = {}
    for field in dataclasses.fields(State):
        how = field.metadata.get("seen", "hidden")
        if how == "hidden" or not field.metadata["axes"]:
            continue
        values = _shown(state, seen, field.name, copies)
        if how == "banded":
            low, high = (np.repeat(side, copies, axis=-1) for side in seen.band(field.name))
            values = np.clip(values, low, high)
            if field.name != "money":
                values = np.maximum(values, 0.0)
        changes[field.name] = values
    changes["pipeline"] = _under_way(network, state, changes["pipeline"], seen, copies)
    changes["contract_volume"] = _running(network, changes["contract_volume"], changes["deal"])
    return state.replace(**changes, fault=np.zeros_like(state.fault))


def _shown(state: State, seen: Observation, name: str, copies: int) -> Array:
    """Return a field as it is seen, and as it was made up where it is not."""
    shown = np.repeat(getattr(seen, name), copies, axis=-1)
    return np.where(np.isnan(shown), getattr(state, name), shown)


def _under_way(
    network: Network, state: State, pipeline: Array, seen: Observation, copies: int
) -> Array:
    """Let goods of others under way be as much more or less as customs saw."""
    crossed = np.repeat(seen.customs, copies, axis=-1)
    others = np.isnan(seen.pipeline[0, network.abroad, :1])
    factor = np.where(others, np.clip(ratio(crossed, state.customs, 1.0), 0.0, FACTOR), 1.0)
    found = pipeline.copy()
    found[:, network.abroad] *= factor
    return found


def _running(network: Network, volume: Array, deal: Array) -> Array:
    """Let nothing be called under deals that are over."""
    found = volume.copy()
    for slots in network.bargains.slots:
        tables = np.flatnonzero(slots >= 0)
        rows = slots[tables]
        found[rows] = np.where(deal[tables] >= 0.0, found[rows], 0.0)
    return found


FACTOR = 4.0
"""Most by which customs scale what is made up to be under way."""
