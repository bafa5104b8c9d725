"""Who holds back whose trade, as everybody can read it in the measures in force."""

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.network import Network
from realm.core.terms import Measure
from realm.strategies.actors import countries_of, flows_at_start, prices_at_start, still, worst
from realm.strategies.looks import once, public
from realm.strategies.observation import Observation

EXPORT = frozenset({
    "prohibition", "quota", "licence", "export_tax", "minimum_export_price",
    "vat_rebate_withdrawal", "domestic_market_obligation",
})  # fmt: skip
"""Families that hold exports back."""
HEAVY_DUTY = 0.5
"""Export duty as heavy as a ban here: the highest ones of the OECD's inventory are about that."""


@once
def scales(network: Network) -> tuple[Array, Array]:
    """Say what size each measure has when lifted, and how the size moves as it tightens.

    A size is `open + slope * tightness`, with tightness from 0 (nothing is held back) to 1
    (nothing passes, or as good as that).

    Returns:
        `open` and `slope`, each (measure, 1).
    """
    prices, exports = prices_at_start(network), flows_at_start(network)
    pairs = [
        _scale(network, m, prices=prices, exports=exports)
        for m in network.scenario.measures.values()
    ]
    both = np.array(pairs, dtype=np.float64).reshape(len(pairs), 2)
    return still(both[:, :1]), still(both[:, 1:])


@public
def tightness(observation: Observation) -> Array:
    """Read how tight every measure is now, 0..1 (a tariff: its share), (measure, world)."""
    opened, slope = scales(observation.network)
    found = np.clip((observation.measure_size - opened) / slope, 0.0, 1.0)
    return still(np.where(observation.measure_on > 0.0, found, 0.0))


def touched(network: Network, instrument: str) -> Mask:
    """Say which measures touch which lanes by an instrument, (measure, lane)."""
    found = np.zeros((len(network.measures), network.regime_count), dtype=np.bool_)
    found[network.entries[instrument].measures, network.entry_rows[instrument]] = True
    return found[:, network.lane_regime]


@once
def reach(network: Network) -> Mask:
    """Say which countries each measure bears upon: buyers, or for a tariff sellers.

    Returns:
        (measure, country).
    """
    found = np.zeros((len(network.measures), len(network.countries)), dtype=np.bool_)
    for instrument, other in _SIDES.items():
        measures, lanes = np.nonzero(touched(network, instrument))
        found[measures, getattr(network, other)[lanes]] = True
    found.flags.writeable = False
    return found


@public
def harm(observation: Observation) -> Array:
    """Read how hard each country holds back trade of each other one at its worst, 0..1.

    Measures on one lane add up as licences do: what passes one may still be stopped by another.

    Returns:
        (country that holds back, country that suffers, world).
    """
    return still(np.maximum(harm_to_buyers(observation), _harm(observation, "tariff")))


@public
def harm_to_buyers(observation: Observation) -> Array:
    """Read the same of exports alone, without tariffs."""
    return still(_harm(observation, "restricts"))


@public
def passing(observation: Observation) -> Array:
    """Read what measures that hold exports back let through on each lane, 0..1, (lane, world).

    What an importer was eased is not counted.
    """
    return still(_passing(observation, "restricts"))


def _passing(observation: Observation, instrument: str) -> Array:
    network, tight = observation.network, tightness(observation)
    entries = network.entries[instrument]
    found = np.ones((network.regime_count, observation.world_count))
    if len(entries.measures):
        cells = 1.0 - np.take(tight, entries.measures, axis=0)
        found[entries.targets] = np.multiply.reduceat(cells, entries.starts, axis=0)
    return np.take(found, network.lane_regime, axis=0)


def _harm(observation: Observation, instrument: str) -> Array:
    network = observation.network
    countries = len(network.countries)
    shape = (countries, countries, observation.world_count)
    if not len(network.entries[instrument].measures):
        return np.zeros(shape)
    by, to = network.lane_exporter, network.lane_destination
    if instrument == "tariff":
        by, to = to, by
    stopped = 1.0 - _passing(observation, instrument)
    return worst(stopped, by * countries + to, countries * countries).reshape(shape)


def offenders(observation: Observation, done: Array, threshold: float) -> dict[str, Array]:
    """Say how far beyond a threshold each country holds back the actors' trade, as drivers.

    Args:
        observation: who they are.
        done: what countries do to each other, (by, to, world).
        threshold: tightness from which it counts.

    Returns:
        By country that does it in some world, (actor, world); firms suffer as their country does.
    """
    home = countries_of(observation)
    found: dict[str, Array] = {}
    for country, theirs in zip(observation.network.scenario.countries.values(), done, strict=True):
        beyond = np.take(theirs, home, axis=0) - threshold
        if (beyond > 0.0).any():
            found[f"{country.name} holds back its trade"] = beyond
    return found


@public
def threat(observation: Observation) -> Array:
    """Read how threatening the measures announced towards each country sound, (country, world)."""
    network = observation.network
    known = (observation.measure_known > 0.0) | (observation.measure_on > 0.0)
    severity = np.where(known, observation.measure_severity, 0.0)
    measures, destinations = _aimed(network)
    loud = np.take(severity, measures, axis=0)
    return still(worst(loud, destinations, len(network.countries)))


@once
def _aimed(network: Network) -> tuple[Index, Index]:
    """Pair measures that hold exports back with the countries they are aimed at."""
    aimed = np.zeros((len(network.measures), len(network.countries)), dtype=np.bool_)
    measures, lanes = np.nonzero(touched(network, "restricts"))
    aimed[measures, network.lane_destination[lanes]] = True
    rows, countries = np.nonzero(aimed)
    return rows, countries


_SIDES = {"restricts": "lane_destination", "tariff": "lane_exporter"}


def _scale(
    network: Network, measure: Measure, *, prices: Array, exports: Array
) -> tuple[float, float]:
    """Give the size of a measure when lifted, and its change up to the tightest."""
    if measure.family in ("prohibition", "licence"):
        return 1.0, -1.0
    if measure.family in ("export_tax", "vat_rebate_withdrawal"):
        return 0.0, HEAVY_DUTY
    covered = [network.commodities.index(c) for c in measure.commodities or network.commodities]
    if measure.family == "minimum_export_price":
        price = float(prices[covered].min())
        return price, price
    if measure.family == "quota":
        here = network.countries.index(measure.country)
        home = network.node_country[network.link_seller[network.abroad]] == here
        goods = network.offer_commodity[network.link_offer[network.abroad]]
        flows = exports[network.abroad, 0][home & np.isin(goods, covered)]
        yearly = 12.0 * float(np.add.reduce(flows)) or measure.quota_t_per_year or 1.0
        return yearly, -yearly
    return 0.0, 1.0
