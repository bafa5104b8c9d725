"""Step 9b: what buyers and sellers remember: fill rates, fear, lasting substitution."""

import numpy as np

from realm.core.arrays import Array, ratio, smooth
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Instruments, Memory, Placed, Seen, Shipped, Use

MONTHS = 12.0
NOTHING = 1e-9
"""Tonnes that make the fill rate of a link without orders 1."""


def remember(
    network: Network,
    params: Params,
    state: State,
    inst: Instruments,
    seen: Seen,
    use: Use,
    placed: Placed,
    sent: Shipped,
) -> Memory:
    """Let experience sink in (model.md step 9)."""
    rules = params.rules
    got = sent.shipped + NOTHING
    got /= placed.orders + NOTHING
    np.minimum(got, 1.0, out=got)
    heard: Array = np.zeros((1, 1))
    if inst.severity.any():
        threat = inst.severity.take(network.lane_of, axis=0)
        heard = network.abroad_of_intake @ (seen.share[network.abroad] * threat)
    unfilled = 1.0 - ratio(sent.filled, placed.wanted, 1.0)
    scare = (unfilled + heard).clip(0.0, 1.0)
    pace = np.where(scare > state.risk, rules.risk_rise_months, rules.risk_fade_months)
    return Memory(
        fill=smooth(state.fill, got, rules.fill_memory_months),
        risk=smooth(state.risk, scare, pace),
        substitution=_substitute(params, state, use.log_price),
    )


def _substitute(params: Params, state: State, log_price: Array) -> Array:
    """Lose demand for good while prices are high, at most the limit a year; win it back slowly.

    The limit of 10 % a year is Sprecher et al. 2017, https://doi.org/10.1021/acs.est.6b05751.
    """
    rules = params.rules
    lasting = rules.elasticity_long - rules.elasticity_short
    target = -lasting * params.use_multiplier * log_price
    gap = target - state.substitution
    most = np.log(1.0 - rules.substitution_limit_per_year) / MONTHS
    falling = np.maximum(
        gap / rules.substitution_months, most * np.maximum(params.use_multiplier, 1.0)
    )
    return state.substitution + np.where(gap < 0.0, falling, gap / rules.return_months)
