"""What the measures of a lane come to this month: all that border, prices and supports see."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Array, Mask, anywhere, ratio
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State
from realm.rules import directives
from realm.rules.results import Instruments
from realm.rules.supports import paying

WORKING_DAYS = 21.0
"""Working days a month."""


def read(
    network: Network, params: Params, state: State, standing: Instruments, luck: Luck
) -> Instruments:
    """Combine the measures in force: what stands, with this month's luck and budgets."""
    offers = len(params.base_sales)
    paid = np.where(paying(network, state), state.measure_size, 0.0)
    obliged = standing.obliged
    at_home = directives.home_first(network, params, state)
    if at_home is not None:
        obliged = np.where(at_home, 1.0, obliged)
    return replace(
        standing,
        share=let_through(network, state, _with_luck(network, params, state, luck)),
        obliged=obliged,
        floor=_join(network, "floor", paid, np.maximum, offers),
        subsidy=_join(network, "subsidy", paid, np.add, offers),
    )


def stand(network: Network, params: Params, state: State) -> Instruments:
    """Combine what changes only when a measure does; severity counts from the announcement.

    Share, floor and subsidy are those without luck and with budgets that last.
    """
    on = state.measure_on > 0.0
    known = (state.measure_known > 0.0) | on
    plain = np.where(on, state.measure_size, 0.0)

    def lanes(name: str, values: Array, how: np.ufunc, neutral: float = 0.0) -> Array:
        rows = network.regime_count
        return np.take(_join(network, name, values, how, rows, neutral), network.lane_regime, 0)

    offers = len(params.base_sales)
    strictest = np.zeros((network.regime_count, 6))
    if "restricts" in network.uses:
        restraints = _restraints(params, state, on, known)
        strictest = _join(network, "restricts", restraints, np.maximum, network.regime_count)
    severity, enforcement, hold, release, delay, to_treasury = (
        part.take(network.lane_regime, axis=0) for part in np.split(strictest, 6, axis=-1)
    )
    nowhere = np.zeros(len(network.lanes), dtype=np.bool_)
    combined = Instruments(
        share=let_through(network, state, state.measure_size),
        duty=lanes("duty", plain, np.add),
        levy=lanes("duty", np.where(on, state.measure_levy, 0.0), np.add),
        minimum=lanes("minimum", plain, np.maximum),
        tariff=lanes("tariff", plain, np.add),
        severity=severity,
        enforcement=enforcement,
        hold=hold,
        release=np.where(hold > 0.0, release, 1.0),
        delay=delay / WORKING_DAYS,
        counted=lanes("covered", np.where(on, params.counted_share, 0.0), np.maximum),
        to_treasury=to_treasury,
        ceiling=lanes(
            "restricts", np.where(on, params.measure_ceiling, np.inf), np.minimum, np.inf
        ),
        obliged=_join(network, "obliged", plain, np.maximum, offers),
        floor=_join(network, "floor", plain, np.maximum, offers),
        subsidy=_join(network, "subsidy", plain, np.add, offers),
        liking=_liking(network, params, state),
        touched=nowhere,
        tariffed=network.some_lanes(nowhere),
    )
    if _eases(network, state):
        combined = _waived(network, state, combined)
    return replace(
        combined,
        touched=_touched(combined),
        tariffed=network.some_lanes(anywhere(combined.tariff)),
    )


def _touched(inst: Instruments) -> Mask:
    """Say on which lanes anything but the share let through is at work, (lane,)."""
    found = anywhere(inst.duty)
    for values in (inst.levy, inst.minimum, inst.enforcement, inst.delay, inst.counted):
        found |= anywhere(values)
    return found


def _eases(network: Network, state: State) -> bool:
    """Say whether anything is eased for anybody; nothing is taken off exactly where it is not."""
    if "waiver" not in network.uses:
        return False
    return bool(state.waiver.take(network.trading_relations, axis=0).any())


def let_through(network: Network, state: State, sizes: Array) -> Array:
    """Part of legal orders that each lane lets through at these sizes of measures, (lane, world).

    What an importer was eased counts.
    """
    let = np.where(state.measure_on > 0.0, sizes, 1.0)
    share = _join(network, "share", let, np.multiply, network.regime_count, 1.0)
    share = share.take(network.lane_regime, axis=0)
    if _eases(network, state):
        share = _let_more(share, state.waiver.take(network.lane_relation, axis=0))
    return share


def within_quota(network: Network, params: Params, state: State, yearly: Array) -> Array:
    """Part of each lane's trade at the quiet start for which there is a quota, (lane, world).

    What an importer was eased counts neither against the quota nor as bound by it.

    Args:
        network: Topology.
        params: Numbers of the scenario.
        state: State.
        yearly: Tightest quota in force of each pool, t a year (pool, world).
    """
    if "quota" not in network.uses:
        return np.ones((len(network.lanes), 1))
    on = np.where(state.measure_on > 0.0, params.counted_share, 0.0)
    rows = _join(network, "covered", on, np.maximum, network.regime_count, 0.0)
    counted = rows.take(network.lane_regime, axis=0)
    if _eases(network, state):
        counted = counted * (1.0 - state.waiver.take(network.lane_relation, axis=0))
    usual = network.lanes_of_pool @ (
        counted * (network.links_of_lane @ params.base_flow[network.abroad])
    )
    part = np.minimum(1.0, ratio(yearly / 12.0, usual, np.inf))
    return 1.0 - counted * (1.0 - part.take(network.lane_pool, axis=0))


def _waived(network: Network, state: State, inst: Instruments) -> Instruments:
    """Take off what the exporter eases for the importer, and of tariffs the other way round."""
    eased = np.take(state.waiver, network.lane_relation, axis=0)
    bound = 1.0 - eased
    return replace(
        inst,
        duty=inst.duty * bound,
        levy=inst.levy * bound,
        minimum=inst.minimum * bound,
        severity=inst.severity * bound,
        delay=inst.delay * bound,
        counted=inst.counted * bound,
        tariff=inst.tariff * (1.0 - np.take(state.waiver, network.lane_return, axis=0)),
    )


def _let_more(share: Array, eased: Array) -> Array:
    """Let that part of what is refused through; all of it is exactly all."""
    return np.where(eased >= 1.0, 1.0, np.minimum(share + eased * (1.0 - share), 1.0))


def _liking(network: Network, params: Params, state: State) -> Array | None:
    """Preference of each link abroad by how trust in the seller's country has moved.

    1 at the base; None where no trust moved that a lane hangs on, which is the same to the bit.
    """
    pairs, pair = network.lane_pairs
    moved = state.trust.take(pairs, axis=0) - params.base_trust.take(pairs, axis=0)
    if not np.any(moved):
        return None
    liking = np.exp(params.rules.trust_pull * moved)
    return np.asarray(liking.take(pair[network.lane_of], axis=0))


def _restraints(
    params: Params, state: State, on: NDArray[np.bool_], known: NDArray[np.bool_]
) -> Array:
    """Side by side, what the strictest measure of a lane decides: (measure, 6 worlds).

    Severity, enforcement, hold, release, delay in working days, permits to the treasury.
    """
    binding = on.astype(np.float64)
    return np.concatenate(
        [
            np.where(known, state.measure_severity, 0.0),
            binding * state.measure_enforcement,
            binding * params.lane_hold,
            binding * state.measure_release * params.lane_hold,
            binding * state.measure_delay,
            binding * params.permit_to_treasury,
        ],
        axis=-1,
    )


def _join(
    network: Network,
    name: str,
    values: Array,
    how: np.ufunc,
    rows: int,
    neutral: float = 0.0,
) -> Array:
    """Join what each row's measures say; rows without any, and the whole without any, are neutral.

    Args:
        network: Topology.
        name: Instrument.
        values: One a measure, (measure, world).
        how: Ufunc that joins two.
        rows: Number of rows.
        neutral: Value without a measure.

    Returns:
        (row, world), or (row, 1) where no measure can touch any row.
    """
    entries = network.entries[name]
    if not len(entries.measures):
        return np.full((rows, 1), neutral)
    out = np.full((rows, values.shape[-1]), neutral)
    cells = values.take(entries.measures, axis=0)
    out[entries.targets] = how.reduceat(cells, entries.starts, axis=0)
    return out


def _with_luck(network: Network, params: Params, state: State, luck: Luck) -> Array:
    """Sizes of the measures with approval luck; 0 and 1 stay what they are."""
    if "share" not in network.uses or not np.any(params.luck.approval_noise):
        return state.measure_size
    size = state.measure_size
    partly = (size > 0.0) & (size < 1.0)
    drawn = network.licences[partly[network.licences].any(axis=1)]
    noise = luck.normal("approval", state.month, [network.measures[row] for row in drawn])
    inner = np.where(partly[drawn], size[drawn], 0.5)
    lucky = size.copy()
    lucky[drawn] = np.where(
        partly[drawn], inner ** np.exp(params.luck.approval_noise * noise), size[drawn]
    )
    return lucky
