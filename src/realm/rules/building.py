"""When a project that starts now gives its first output."""

import math

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State

EIGHT_IN_TEN = 1.2816
"""Standard deviations on either side within which 8 of 10 draws lie."""


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


def lead_months(scenario: Scenario, project: str, know_how: float) -> tuple[int, int, int]:
    """Say how long a project takes from its start to first output, months.

    Args:
        scenario: which.
        project: name of the project.
        know_how: what the country where it stands has received.

    Returns:
        The mean, and the bounds within which 8 of 10 lie, as `opening_months` draws them.
    """
    spread = scenario.luck.project_delay
    saved = scenario.coefficients.technology_lead_share * know_how
    lead = scenario.projects[project].lead_months * (1.0 - saved)
    early, late = (
        lead * math.exp(side * EIGHT_IN_TEN * spread - 0.5 * spread * spread)
        for side in (-1.0, 1.0)
    )
    return math.ceil(lead), math.ceil(early), math.ceil(late)
