"""When a project that starts now gives its first output."""

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State


def opening_months(
    network: Network, params: Params, state: State, projects: Index, luck: Luck
) -> Array:
    """Draw the month of first output of projects that start now, (project, world).

    The lead time is log-normal around the template's, with mean equal to it; know-how that the
    country has received makes it shorter.
    """
    spread = params.luck.project_delay
    names = [network.projects[row] for row in projects]
    noise = np.exp(spread * luck.normal("project", 0, names) - 0.5 * spread * spread)
    country = network.node_country[network.project_node[projects]]
    known = np.take(state.know_how, country, axis=0)
    lead = params.project_lead[projects] * (1.0 - params.rules.technology_lead_share * known)
    return state.month + np.ceil(lead * noise)
