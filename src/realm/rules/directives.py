"""What state firms carry out of what their governments told them."""

import numpy as np

from realm.core.arrays import Array, Mask
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State

COMPLY, DELAY, CONTEST = 1.0, 2.0, 3.0
"""Answers; 0 is none yet."""


def carried_out(network: Network, params: Params, state: State) -> Mask | None:
    """Say which directives are carried out this month, (directive, world); None where none is."""
    if not state.directive.any():
        return None
    done: Mask = (state.directive > 0.0) & (state.month >= due(network, params, state))
    return done if done.any() else None


def due(network: Network, params: Params, state: State) -> Array:
    """Say from which month each directive is carried out, (directive, world); inf where none is.

    Who complies does so at once, who delays some months after it was told, who contests when the
    notice of the contract has passed or its objection is dealt with. Who has not answered after a
    turn complies.
    """
    rules, answer = params.rules, state.directive_answer
    months = np.where(answer == COMPLY, 0.0, network.months_per_turn)
    months = np.where(answer == DELAY, rules.directive_delay_months, months)
    contested = np.maximum(_notice(network, params), rules.directive_contest_months)
    months = np.where(answer == CONTEST, contested, months)
    return np.asarray(state.directive_month + months)


def suspended(network: Network, params: Params, state: State) -> tuple[Mask, Mask] | None:
    """Say which contracts the seller has stopped on orders, and of which the notice has passed.

    Returns:
        Stopped, and of these paused without breach, each (contract, world); None where none is.
    """
    done = carried_out(network, params, state)
    rows = np.flatnonzero(network.directive_contract >= 0)
    if done is None or not done[rows].any():
        return None
    stopped = np.zeros(state.contract_volume.shape, dtype=np.bool_)
    paused = np.zeros_like(stopped)
    contract = network.directive_contract[rows]
    over = state.month >= (state.directive_month + _notice(network, params))[rows]
    stopped[contract] = done[rows]
    paused[contract] = done[rows] & over
    return stopped, paused


def home_first(network: Network, params: Params, state: State) -> Mask | None:
    """Say which offers go to home orders first because their firm was told so.

    Returns:
        (facility offer, world); None where none does.
    """
    done = carried_out(network, params, state)
    rows = np.flatnonzero(network.directive_contract < 0)
    if done is None or not done[rows].any():
        return None
    firms = np.zeros((len(network.firms) + 1, state.world_count), dtype=np.bool_)
    firms[network.directive_firm[rows]] = done[rows]
    makers = network.node_firm[network.offer_node[network.facility_offers]]
    return np.take(firms, makers, axis=0)


def _notice(network: Network, params: Params) -> Array:
    """Months of notice that the contract of each directive gives, 0 without one."""
    contract = network.directive_contract
    if not len(params.contract_notice):
        return np.zeros((len(contract), 1))
    return np.where((contract >= 0)[:, None], params.contract_notice.take(contract, axis=0), 0.0)
