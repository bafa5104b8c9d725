"""How the tables look to those who sit there: what they lack, what goods cost, whom they trust."""

import math
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask, ratio
from realm.core.network import Network
from realm.strategies.actors import flows_at_start
from realm.strategies.borders import passing, threat, tightness
from realm.strategies.looks import looked, once, public
from realm.strategies.observation import Observation
from realm.strategies.stakes import LEAST_FLOW, Stakes, stakes

ASSURED = 0.83
"""Premium on goods that are sure to come, for who wants them badly: the US floor of 110 $/kg for
oxide of July 2025 over a price of 60."""
USUAL_IDLE = 0.15
"""Idle part of a plant's capacity that others guess: about a seventh stood idle at the start."""

DOUBT = 0.5
"""Part of what is promised that is believed of a seller who broke the last deal at a table.
assumption: that word has been kept once in two."""


@dataclass(frozen=True)
class Situation:
    """Of every table, (table, world), or of every side of it, (side, table, world).

    Of a side whose own numbers the observer may not know, it is what public numbers suggest.
    """

    stakes: Stakes
    short: Array
    """Part missing of the stocks that a side's plants or users aim at, 0 to 1."""
    fear: Array
    """Supply risk that they perceive, 0 to 1."""
    trust: Array
    """Trust in the other side, -1 to 1."""
    idle: Array
    """Part of the seller's capacity that stands idle, 0 to 1."""
    inside: Array
    """Price of the good in the reference exporter's country, $/kg."""
    spot: Array
    """What the seller asks, $/kg."""
    elsewhere: Array
    """What the good costs the buyers from others, with freight and permits, $/kg; at most what
    buyers were seen to pay."""
    eased: Array
    """Trade of the other side that this side's measures hold back, k$ a year."""
    comes: Array
    """Part of what is signed that can be expected to come, 0 to 1, (table, world)."""

    @property
    def want(self) -> Array:
        """How much a side needs what is sure to come, 0 to 1."""
        return 0.5 * (self.short + self.fear)


@looked
def situation(observation: Observation) -> Situation:
    """Look at all tables of a network."""
    network = observation.network
    held, worlds = stakes(network), observation.world_count
    sides = (2, held.count, worlds)
    inside, spot, elsewhere = _prices(observation)
    short, fear = _needs(observation, held)
    if np.logical_or.reduce(np.isnan(short), axis=None):
        guess = _guess(observation)
        short, fear = _known(short, 0.5 * guess), _known(fear, guess)
    return Situation(
        stakes=held,
        short=np.clip(short, 0.0, 1.0),
        fear=np.clip(fear, 0.0, 1.0),
        trust=trusted(observation),
        idle=_known(_idle(observation, held), np.full(sides, USUAL_IDLE)),
        inside=inside,
        spot=spot,
        elsewhere=elsewhere,
        eased=_eased(observation),
        comes=_comes(observation),
    )


def trusted(observation: Observation) -> Array:
    """Read each side's trust in the other, (side, table, world); 0 where it is not known."""
    rows = observation.network.bargains.trust
    known = np.nan_to_num(np.take(observation.trust, np.maximum(rows, 0), axis=0))
    return np.where(rows[:, :, None] >= 0, known, 0.0)


def _known(values: Array, guess: Array) -> Array:
    """Take what is known, else what is guessed."""
    return np.clip(np.where(np.isnan(values), guess, values), 0.0, 1.0)


@public
def _guess(observation: Observation) -> Array:
    """Guess from public numbers how much a side fears, (side, table, world).

    Who pays more than the reference country's users, or is threatened, has much to fear.
    """
    network = observation.network
    inside, _, elsewhere = _prices(observation)
    dear = np.clip(ratio(elsewhere, inside, 1.0) - 1.0, 0.0, 1.0)
    home = network.countries.index(network.scenario.reference_exporter)
    away: Mask = np.not_equal(network.bargains.home, home)
    threatened = np.take(threat(observation), network.bargains.home, axis=0)
    return np.where(away[:, :, None], np.maximum(dear, threatened), 0.0)


@public
def _prices(observation: Observation) -> tuple[Array, Array, Array]:
    """Read the prices of each table's good: inside, asked by the seller, from others."""
    network, ask = observation.network, observation.ask
    held = stakes(network)
    sales = _sales(network)
    mean = network.reference_offers @ (sales * ask[network.facility_offers])
    inside = (mean / np.maximum(network.reference_offers @ sales, LEAST_FLOW))[held.good]
    asked = (held.offers @ ask) / held.offer_count
    sold = np.logical_or(*(held.sells != 0.0))[:, None]
    spot = np.where(sold & (asked > 0.0), asked, inside)
    door = np.take(ask, network.link_offer, axis=0) + held.freight
    door[network.abroad] += np.take(observation.rent, network.lane_of, axis=0)
    paid = held.links @ (held.link_weight * door)
    elsewhere = ratio(paid, np.broadcast_to(held.links @ held.link_weight, paid.shape), spot)
    elsewhere = np.minimum(elsewhere, (1.0 + ASSURED) * spot)
    return inside, spot, elsewhere


def _needs(observation: Observation, held: Stakes) -> tuple[Array, Array]:
    """Read what is missing and what is feared, (side, table, world); NaN where it is not known."""
    shape = (2, held.count, observation.world_count)
    whole = np.broadcast_to(held.needs @ held.need_value, (2 * held.count, shape[2]))
    aim = held.need_months * np.maximum(observation.expected_use, LEAST_FLOW)
    stocked = np.minimum(observation.stock_in / aim, 1.0)
    cover = ratio(held.needs @ (held.need_value * stocked), whole, 1.0)
    fear = ratio(held.needs @ (held.need_value * observation.risk), whole, 0.0)
    return (1.0 - cover).reshape(shape), fear.reshape(shape)


def _idle(observation: Observation, held: Stakes) -> Array:
    """Read which part of the seller's plants stands idle; NaN where it is not known."""
    shape = (2, held.count, observation.world_count)
    whole = held.plants @ observation.capacity
    used = held.plants @ observation.throughput
    none = held.sells.reshape(-1, 1) <= 0.0
    part = np.where(whole > 0.0, 1.0 - used / np.where(whole > 0.0, whole, 1.0), 0.0)
    part = np.where(np.isnan(whole) | np.isnan(used), np.nan, part)
    firms = np.asarray(held.government).reshape(-1, 1)
    return np.where(none, 0.0, np.where(firms, np.nan, part)).reshape(shape)


@public
def _eased(observation: Observation) -> Array:
    """Add up the other's trade that the measures on the table hold back now, k$ a year."""
    held, tight = stakes(observation.network), tightness(observation)
    found = np.zeros((2 * held.count, observation.world_count))
    for row, (measures, touched) in enumerate(held.eased):
        if len(measures):
            cells = np.take(tight, measures, axis=0) * touched[:, None]
            found[row] = np.add.reduceat(cells, [0], axis=0)[0]
    return found.reshape(2, held.count, observation.world_count)


@public
def _comes(observation: Observation) -> Array:
    """Read what the seller's border lets through of each table's goods now; less after a breach."""
    network = observation.network
    bargains, (table, link, weight) = network.bargains, _ways(network)
    lane = network.lane_of[link - network.abroad.start]
    let = np.take(passing(observation), lane, axis=0)
    waiver = np.take(observation.waiver, network.lane_relation[lane], axis=0)
    found = np.ones((bargains.count, observation.world_count))
    np.subtract.at(found, table, weight[:, None] * (1.0 - waiver) * (1.0 - let))
    broke = observation.breached == 1.0 + bargains.seller[:, None]
    return found * np.where(broke & (bargains.seller >= 0)[:, None], DOUBT, 1.0)


@once
def _ways(network: Network) -> tuple[Index, Index, Array]:
    """List links on which a deal's goods cross the seller's border: table, link, part of it."""
    bargains, flow = network.bargains, flows_at_start(network)[:, 0]
    first, found = network.abroad.start, []
    for table in np.flatnonzero(bargains.slots[0] >= 0):
        part = np.flatnonzero(network.parts_of_contract == bargains.slots[0, table])
        links = network.part_link[part]
        weight = flow[links] + LEAST_FLOW
        home = bargains.home[max(int(bargains.seller[table]), 0), table]
        leaves = (links >= first) & (network.node_country[network.link_seller[links]] == home)
        found += [
            (int(table), int(link), float(share))
            for link, share in zip(links[leaves], (weight / math.fsum(weight))[leaves], strict=True)
        ]
    tables, links, shares = (np.array([one[i] for one in found]) for i in range(3))
    return tables.astype(np.intp), links.astype(np.intp), shares.astype(np.float64)


@once
def _sales(network: Network) -> Array:
    """Read what each plant's offer sold at the quiet start, t a month, (facility offer, 1)."""
    sold = np.full((len(network.offers), 1), LEAST_FLOW)
    np.add.at(sold, network.link_offer, flows_at_start(network))
    return sold[network.facility_offers]
