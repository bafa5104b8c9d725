"""When a project that starts now gives its first output."""

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.chance import Luck
from realm.core.params import Params


def opening_months(
    params: Params, month: int, projects: Index, names: list[str], luck: Luck
) -> Array:
    """Draw the month of first output of projects that start now.

    The lead time is log-normal around the template's, with mean equal to it.
    """
    spread = params.luck.project_delay
    noise = np.exp(spread * luck.normal("project", 0, names) - 0.5 * spread * spread)
    return month + np.ceil(params.project_lead[projects] * noise)
