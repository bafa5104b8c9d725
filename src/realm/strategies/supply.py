"""Where the actors' goods come from, and which further sellers they could turn to."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask, ratio
from realm.core.network import Network
from realm.strategies.actors import added, countries_of, flows_at_start, once, seat_within
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


@dataclass(frozen=True)
class Supply:
    """What the actors buy; a government answers for every plant and user in its borders."""

    buyer: Index
    """(link,): position among the actors of who buys, -1 where it is none of them."""
    pair: Index
    """(link,): pair of buyer and commodity."""
    share: Array
    """(link, world): part of a pair's goods that comes from the link's country of origin."""
    dependence: Array
    """(pair, world): share of the foreign country that most of it comes from."""
    choices: Mask
    """(link, world): closed links to sellers on request that the buyer may open."""
    goods: int
    """Number of commodities."""

    @classmethod
    def of(cls, observation: Observation, legal: Legal) -> "Supply":
        """Add up by origin what the links carry, or carried at the quiet start and still could.

        What a link carries now is own data or, across a border, what customs say; what it carried
        at the start is everybody's. The larger counts, so that a supplier who stops still counts
        as one depended on.
        """
        network = observation.network
        actors, goods = len(observation.actors), len(network.commodities)
        countries = len(network.countries)
        buyer = seat_within(observation)[network.link_buyer]
        origin = network.node_country[network.link_seller]
        good = network.intake_commodity[network.link_intake]
        pair = np.where(buyer >= 0, buyer * goods + good, -1)
        cell = np.where(pair >= 0, pair * countries + origin, -1)
        seen = np.nan_to_num(observation.shipped)
        seen[network.abroad] = np.maximum(seen[network.abroad], observation.customs)
        flow = np.maximum(seen, flows_at_start(network) * (observation.link_open > 0.0))
        flow[network.release] = 0.0
        by_cell = added(flow, cell, actors * goods * countries)
        whole = added(flow, pair, actors * goods)
        shares = ratio(by_cell, np.repeat(whole, countries, axis=0), 0.0)
        home = np.repeat(countries_of(observation), goods)
        foreign = shares.reshape(actors * goods, countries, -1).copy()
        foreign[np.arange(len(home)), home] = 0.0
        may = legal.link_open & (_on_request(network) & (buyer >= 0))[:, None]
        return cls(
            buyer=buyer,
            pair=pair,
            share=np.take(shares, cell, axis=0),
            dependence=np.max(foreign, axis=1),
            choices=may & (observation.link_open <= 0.0) & ~_under_way(observation),
            goods=goods,
        )

    def by_link(self, of_actor: Mask) -> Mask:
        """Spread what is said of each actor to the links it buys through, (link, world)."""
        return np.take(of_actor, self.buyer, axis=0)


def _under_way(observation: Observation) -> Mask:
    """Say which sellers are being qualified, (link, world)."""
    ready = observation.link_ready
    return np.asarray((ready > observation.month) & np.isfinite(ready))


@once
def _on_request(network: Network) -> Mask:
    """Mark the links that open when the buyer has qualified the seller."""
    links = network.scenario.links
    return np.array([n in links and links[n].opens == "on_request" for n in network.links])
