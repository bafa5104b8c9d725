"""One turn of the loop: what everybody decided takes effect, and the months pass."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.model.desk import Desk
from realm.model.parley import Parley
from realm.model.reasons import Reason
from realm.rules import turn


@dataclass(frozen=True)
class Turned:
    """What a turn came to."""

    state: State
    ledger: Ledger
    orders: Orders
    reasons: tuple[Reason, ...]


def play_turn(
    desk: Desk,
    network: Network,
    params: Params,
    state: State,
    luck: Luck,
    parley: Parley | None = None,
    signed: Array | None = None,
) -> Turned:
    """Gather what was decided, sign what was agreed, and let the months of a turn pass.

    Args:
        desk: where the actors wrote their orders or left them to their strategies.
        network: topology.
        params: numbers of the scenario.
        state: where it stands.
        luck: chance.
        parley: talks that are over; None where nobody talks.
        signed: outcomes that were signed where nobody talks, -1 for none, (table, world).
    """
    decided = desk.gather(state, luck)
    orders, talked = decided.orders, state.talked
    if signed is not None:
        orders = dataclasses.replace(orders, signed=signed)
    if parley is not None:
        orders = dataclasses.replace(orders, signed=parley.signed())
        talked = np.where(parley.held(), state.month, talked)
    before = state.replace(memory=decided.memory, talked=talked)
    after, ledger = turn.step(network, params, before, orders, luck)
    return Turned(after, ledger, orders, decided.reasons)
