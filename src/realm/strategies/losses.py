"""Plants that stand nearly idle at a loss, and plants kept shut that would pay again."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask, ratio
from realm.core.network import Network
from realm.strategies.actors import flows_at_start, seat_of_node, still
from realm.strategies.borders import harm_to_buyers
from realm.strategies.legal import Legal
from realm.strategies.looks import looked, once
from realm.strategies.observation import Observation
from realm.strategies.plans import market, supported

SHUT_OUT = 0.9
"""Part of its exports from which a plant counts as shut out: a licence still lets some pass."""


@dataclass(frozen=True)
class Plants:
    """The plants that the actors may shut, and how they do; none is a table of no rows."""

    rows: Index
    """Number of each facility."""
    owner: Index
    """Position among the actors of the firm that runs it."""
    shut: Mask
    """(row, world): stands still by its owner's will."""
    idle: Array
    """(row, world): months for which it has hardly run."""
    bound: Mask
    """(row, world): a deal signed in talks calls on what it makes."""
    earns: Array
    """(row, world): log of revenue over cost at its own asks, supports in it; 0 breaks even."""
    could: Array
    """(row, world): the same at what others ask for its products, for its own ask says nothing
    while it sells nothing; -inf where its government lets none of it out to whom it sold."""
    count: int
    """Number of facilities in the scenario."""

    def column(self, stop: Mask, reopen: Mask) -> Array:
        """Shut some plants, reopen others; the column `shut`."""
        found = np.full((self.count, self.idle.shape[-1]), np.nan)
        changed = np.where(reopen & self.shut, 0.0, np.nan)
        found[self.rows] = np.where(stop & ~self.shut, 1.0, changed)
        return found


@looked
def plants(observation: Observation, legal: Legal) -> Plants:
    """Look at the actors' plants."""
    network, worlds = observation.network, observation.world_count
    rows = np.flatnonzero(np.logical_or.reduce(legal.shut, axis=-1)).astype(np.intp)
    made, fed = _recipes(network)
    feed = network.intakes_of_node @ (fed * observation.price_smooth[network.facility_intakes])
    cost = np.take(observation.own_cost * observation.cost_factor + feed, rows, axis=0)
    own = observation.ask[network.facility_offers] + supported(observation)
    elsewhere = network.offers_of_node @ (made * market(observation))
    signed = np.arange(len(network.contracts)) >= len(network.scenario.contracts)
    called = np.zeros((len(network.nodes), worlds), dtype=np.bool_)
    parts = network.parts_of_contract
    live = signed[parts, None] & (np.take(observation.contract_volume, parts, axis=0) > 0.0)
    np.logical_or.at(called, network.link_seller[network.part_link], live)
    return Plants(
        rows=rows,
        owner=seat_of_node(observation)[rows],
        shut=np.take(observation.shut, rows, axis=0) > 0.0,
        idle=np.take(observation.idle, rows, axis=0),
        bound=called[rows],
        earns=_log(np.take(network.offers_of_node @ (made * own), rows, axis=0), cost),
        could=np.where(
            _outlet(observation)[rows], _log(np.take(elsewhere, rows, axis=0), cost), -np.inf
        ),
        count=network.facility_count,
    )


def _outlet(observation: Observation) -> Mask:
    """Say which plants may still sell at home or to one of the countries they sold to.

    What never sold may sell to whom it will.

    Returns:
        (facility, world).
    """
    network = observation.network
    plant, buyer = _sold_to(network)
    held = harm_to_buyers(observation)[network.node_country[plant], buyer]
    found = np.ones((network.facility_count, observation.world_count), dtype=np.bool_)
    if len(plant):
        sells, first = np.unique(plant, return_index=True)
        found[sells] = np.logical_or.reduceat(held < SHUT_OUT, first, axis=0)
    return found


@once
def _sold_to(network: Network) -> tuple[Index, Index]:
    """Pair plants with the countries that they sold to at the quiet start, their own among them.

    Plant by plant, in order.
    """
    sold = np.flatnonzero(flows_at_start(network)[:, 0] > 0.0)
    sold = sold[network.link_seller[sold] < network.facility_count]
    pairs = np.unique(
        np.stack([network.link_seller[sold], network.node_country[network.link_buyer[sold]]]),
        axis=1,
    )
    return pairs[0], pairs[1]


def _log(revenue: Array, cost: Array) -> Array:
    """Log of revenue over cost; no loss where there is neither."""
    found = ratio(revenue, np.broadcast_to(cost, revenue.shape), 1.0)
    return np.asarray(np.log(np.where(found > 0.0, found, 1.0)))


@once
def _recipes(network: Network) -> tuple[Array, Array]:
    """Read t made of each offer and t used of each intake a t of throughput, (slot, 1)."""
    scenario = network.scenario
    recipes = [scenario.recipes[f.recipe] for f in scenario.facilities.values()]
    offers, fed = network.facility_offers, network.facility_intakes
    made = [
        recipes[node].outputs[network.commodities[good]]
        for node, good in zip(
            network.offer_node[offers], network.offer_commodity[offers], strict=True
        )
    ]
    used = [
        recipes[node].inputs[network.commodities[good]]
        for node, good in zip(network.intake_node[fed], network.intake_commodity[fed], strict=True)
    ]
    return still(np.array(made).reshape(-1, 1)), still(np.array(used).reshape(-1, 1))
