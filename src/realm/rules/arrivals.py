"""Step 1: goods come in."""

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.state import State


def arrive(network: Network, state: State) -> tuple[Array, Array]:
    """Land what is due; what else is under way is a month nearer when goods are shipped.

    Returns:
        Stock of inputs and what came in, (intake, world).
    """
    landed = network.links_of_intake @ state.pipeline[0]
    return state.stock_in + landed, landed
