"""Opening and closing links: a seller on request must be qualified first."""

import numpy as np

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import coalition


def ask(network: Network, params: Params, state: State, wanted: Array) -> dict[str, Array]:
    """Open (1) and close (0) links; one whose seller is not qualified begins with that.

    Members of the buyers' coalition share the tests. What was open once stays qualified; closing a
    link under qualification breaks that off.

    Returns:
        The fields of the state that change.
    """
    links = np.flatnonzero(~np.isnan(wanted).all(axis=1))  # few of many
    opened, tested = state.link_open.copy(), state.link_ready.copy()
    was, before = opened[links], tested[links]
    asked, closed = wanted[links] > 0.0, wanted[links] <= 0.0
    ready = np.where(was > 0.0, np.minimum(before, state.month - 1.0), before)
    begins = asked & np.isinf(ready)
    months = params.qualification[links]
    together = coalition.members(state)
    if together is not None:
        buys = together.take(network.node_country[network.link_buyer[links]], axis=0)
        months = np.where(buys, months * params.rules.coalition_qualification, months)
    ready = np.where(begins, state.month + np.ceil(months), ready)
    ready = np.where(closed & (ready >= state.month), np.inf, ready)
    now = np.where(asked & (ready <= state.month), 1.0, was)
    opened[links] = np.where(closed, 0.0, now)
    tested[links] = np.where(asked | closed, ready, before)
    return {"link_open": opened, "link_ready": tested}
