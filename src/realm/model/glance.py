"""What a side sees of a table where it does not sit, by what it may know."""

import numpy as np

from realm.core.arrays import Array
from realm.core.bargains import AGENDAS
from realm.core.network import Network
from realm.core.state import State
from realm.core.talks import NONE
from realm.model.possible import possible_here
from realm.model.purse import needs, purses
from realm.model.sitting import Cells
from realm.model.wishes import Glance
from realm.rules.talks_signing import legal
from realm.strategies.situation import Situation
from realm.strategies.worth import worth


def glance(
    network: Network, state: State, seen: Situation, free: Array, actor: int, table: str,
    world: int = 0,
) -> Glance:  # fmt: skip
    """Estimate what could be gained at a table of an actor's where nobody talks.

    Args:
        network: names and topology.
        state: what can be agreed on now is read in it.
        seen: how the tables look to the actor.
        free: what the actor takes to be free to sign away, (resource, purse, world).
        actor: its number.
        table: the table.
        world: position of the world.

    Raises:
        KeyError: when the actor has no such table.
    """
    bargains, names = network.bargains, network.tables
    row = names.index(table) if table in names else NONE
    if row == NONE or actor not in bargains.sides[:, row]:
        raise KeyError(table)
    kind = next(kind for kind in AGENDAS if row in bargains.of_kind(kind))
    agenda, nobody = AGENDAS[kind], np.full(1, NONE, np.intp)
    cells = Cells(np.array([row]), np.array([world]), np.zeros((2, 1), np.bool_), nobody)
    value = worth(seen, network, agenda, cells.table, cells.world)
    there = legal(
        possible_here(network, state, seen, kind, cells)[..., None],
        needs(network, agenda, cells.table),
        free[..., [world]],
        purses(network).of[:, cells.table],
    )[..., 0]
    side = int(bargains.sides[1, row] == actor)

    def gain(whose: int) -> Array:
        over = value.utility(agenda, whose) - value.reservation[whose]
        return np.asarray(np.where(there, over, np.nan)[:, 0])

    return Glance(
        agenda=agenda,
        yours=gain(side),
        theirs=gain(1 - side),
        their_least=float(value.reservation[1 - side, 0]),
        their_causes=tuple(float(one) for one in value.causes[:, 1 - side, 0]),
        holds_back=bool(seen.eased[side, row, world] > 0.0),
    )
