"""What the measures of a lane come to this month: all that border, prices and supports see."""

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules.results import Instruments, Working

WORKING_DAYS = 21.0
"""Working days a month."""



def read(network: Network, params: Params, state: State, luck: Luck) -> Instruments:
    """Combine the measures in force; severity counts from the announcement."""
    on = state.measure_on > 0.0
    known = (state.measure_known > 0.0) | on
    lanes, offers = len(network.lanes), len(params.base_sales)
    size = state.measure_size
    paid = on & (state.measure_left > 0.0)

    def join(name: str, values: Array, how: np.ufunc, rows: int, neutral: float = 0.0) -> Array:
        entries = network.entries[name]
        if not len(entries.measures):
            return np.full((rows, 1), neutral)
        out = np.full((rows, values.shape[-1]), neutral)
        cells = np.take(values, entries.measures, axis=0)
        out[entries.targets] = how.reduceat(cells, entries.starts, axis=0)
        return out

    plain = np.where(on, size, 0.0)
    let = np.where(on, _with_luck(network, params, state, luck), 1.0)
    return Instruments(
        share=join("share", let, np.multiply, lanes, 1.0),
        duty=join("duty", plain, np.add, lanes),
        levy=join("duty", np.where(on, state.measure_levy, 0.0), np.add, lanes),
        minimum=join("minimum", plain, np.maximum, lanes),
        tariff=join("tariff", plain, np.add, lanes),
        severity=join("restricts", np.where(known, state.measure_severity, 0.0), np.maximum, lanes),
        enforcement=join(
            "restricts", np.where(on, state.measure_enforcement, 0.0), np.maximum, lanes
        ),
        hold=join("restricts", np.where(on, params.lane_hold, 0.0), np.maximum, lanes),
        release=_releases(network, params, state, join),
        delay=join("restricts", np.where(on, state.measure_delay, 0.0), np.maximum, lanes)
        / WORKING_DAYS,
        counted=join("covered", np.where(on, params.counted_share, 0.0), np.maximum, lanes),
        to_treasury=join(
            "restricts", np.where(on, params.permit_to_treasury, 0.0), np.maximum, lanes
        ),
        ceiling=join(
            "restricts", np.where(on, params.measure_ceiling, np.inf), np.minimum, lanes, np.inf
        ),
        obliged=join("obliged", plain, np.maximum, offers),
        floor=join("floor", np.where(paid, size, 0.0), np.maximum, offers),
        subsidy=join("subsidy", np.where(paid, size, 0.0), np.add, offers),
    )


def _with_luck(network: Network, params: Params, state: State, luck: Luck) -> Array:
    """Sizes of the measures with approval luck; 0 and 1 stay what they are."""
    if "share" not in network.uses or not np.any(params.luck.approval_noise):
        return state.measure_size
    noise = luck.normal("approval", state.month, network.measures)
    partly = (state.measure_size > 0.0) & (state.measure_size < 1.0)
    inner = np.where(partly, state.measure_size, 0.5)
    return np.where(partly, inner ** np.exp(params.luck.approval_noise * noise), state.measure_size)


def _releases(network: Network, params: Params, state: State, join: object) -> Array:
    """Part of each lane's queue that goes on; all of it where nothing holds it any more."""
    assert callable(join)
    lanes = len(network.lanes)
    holding = np.where(state.measure_on > 0.0, params.lane_hold, 0.0)
    held = join("restricts", holding, np.maximum, lanes)
    part = join("restricts", np.where(holding > 0.0, state.measure_release, 0.0), np.maximum, lanes)
    return np.where(held > 0.0, part, 1.0)
