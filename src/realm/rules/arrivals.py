"""Step 1: goods come in; everything under way moves one month nearer."""

import numpy as np

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.state import State


def arrive(network: Network, state: State) -> tuple[Array, Array, Array]:
    """Land what is due.

    Returns:
        Stock of inputs (intake, world), what came in (intake, world), and the pipeline with
        its first slot a month nearer (lag, link, world).
    """
    landed = network.links_of_intake @ state.pipeline[0]
    pipeline = np.empty_like(state.pipeline)
    pipeline[:-1] = state.pipeline[1:]
    pipeline[-1] = 0.0
    return state.stock_in + landed, landed, pipeline
