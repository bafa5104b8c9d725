"""What a state firm says to the directives of its government."""

import numpy as np

from realm.core.arrays import Array
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

COMPLY, DELAY, CONTEST = 1.0, 2.0, 3.0
"""Answers to a directive."""


def answers(
    observation: Observation, legal: Legal, *, about_contracts: float, others: float
) -> Array:
    """Answer every directive that stands, those about contracts in one way, others in another.

    Returns:
        The column `directive_answer`.
    """
    bound = (observation.network.directive_contract >= 0)[:, None]
    answer = np.where(bound, about_contracts, others)
    asked = legal.directive_answer & (observation.directive > 0.0)
    return np.where(asked & (answer != observation.directive_answer), answer, np.nan)
