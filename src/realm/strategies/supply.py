"""Where the actors' goods come from, and which further sellers they could turn to."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask, ratio
from realm.core.incidence import Incidence
from realm.core.network import Network
from realm.strategies.actors import countries_of, flows_at_start, seat_within
from realm.strategies.legal import Legal
from realm.strategies.looks import looked, of_actors, once
from realm.strategies.observation import Observation


@dataclass(frozen=True)
class Supply:
    """What the actors buy; a government answers for every plant and user in its borders.

    Its rows are the links to sellers on request that the actors may open; none is a table of no
    rows.
    """

    rows: Index
    """Number of each link."""
    buyer: Index
    """(row,): position among the actors of who buys."""
    pair: Index
    """(row,): pair of buyer and commodity."""
    share: Array
    """(row, world): part of a pair's goods that comes from the link's country of origin."""
    choices: Mask
    """(row, world): closed, and the seller is not being qualified."""
    dependence: Array
    """(actor, commodity, world): share of the foreign country that most of it comes from."""
    links: int
    """Number of links in the scenario."""

    @classmethod
    def of(cls, observation: Observation, legal: Legal) -> "Supply":
        """Add up by origin what the links carry, or carried at the quiet start and still could.

        What a link carries now is own data or, across a border, what customs say; what it carried
        at the start is everybody's. The larger counts, so that a supplier who stops still counts
        as one depended on.
        """
        return _supply(observation, legal)

    def by_row(self, needed: Mask) -> Mask:
        """Spread what is said of each actor's goods, shaped as `dependence`, to the rows."""
        return np.take(needed.reshape(-1, needed.shape[-1]), self.pair, axis=0)

    def open(self, wanted: Mask) -> Array:
        """Open what is wanted of the choices; the column `link_open`."""
        column = np.full((self.links, self.choices.shape[-1]), np.nan)
        column[self.rows] = np.where(wanted & self.choices, 1.0, np.nan)
        return column


@looked
def _supply(observation: Observation, legal: Legal) -> Supply:
    network, origins = observation.network, _origins(observation)
    actors, goods = len(observation.actors), len(network.commodities)
    flow = _flow(observation, origins.links)
    whole = np.take(origins.pairs @ flow, origins.pair_of_cell, axis=0)
    shares = ratio(origins.cells @ flow, whole, 0.0)
    dependence = np.zeros((actors * goods, observation.world_count))
    if len(origins.pair):
        foreign = np.where(origins.at_home[:, None], 0.0, shares)
        dependence[origins.pair] = np.maximum.reduceat(foreign, origins.first_cell, axis=0)
    opens = np.logical_or.reduce(legal.link_open, axis=-1)[origins.links]
    at = np.flatnonzero(opens & _on_request(network)[origins.links])
    rows = origins.links[at]
    ready = np.take(observation.link_ready, rows, axis=0)
    under_way = (ready > observation.month) & np.isfinite(ready)
    closed = np.take(observation.link_open, rows, axis=0) <= 0.0
    return Supply(
        rows=rows,
        buyer=origins.buyer[at],
        pair=origins.pair_of_link[at],
        share=np.take(shares, origins.cell_of_link[at], axis=0),
        choices=legal.link_open[rows] & closed & ~under_way,
        dependence=dependence.reshape(actors, goods, -1),
        links=len(network.links),
    )


def _flow(observation: Observation, links: Index) -> Array:
    """Read what links carry, or carried at the start if that is more, t a month."""
    network, abroad = observation.network, observation.network.abroad
    seen = np.take(observation.shipped, links, axis=0)
    seen[np.isnan(seen)] = 0.0
    first, last = np.searchsorted(links, (abroad.start, abroad.stop))
    lanes = links[first:last] - abroad.start
    seen[first:last] = np.maximum(seen[first:last], np.take(observation.customs, lanes, axis=0))
    may = np.take(observation.link_open, links, axis=0) > 0.0
    return np.maximum(seen, flows_at_start(network)[links] * may)


@dataclass(frozen=True)
class _Origins:
    """Through which links the actors buy, and how these add up by buyer, good and origin."""

    links: Index
    """Number of each link by which one of the actors buys; stores that release are none."""
    buyer: Index
    """(link,): position of who buys."""
    pair_of_link: Index
    """(link,): pair of buyer and commodity."""
    cell_of_link: Index
    """(link,): position of the cell: a pair, and a country of origin."""
    cells: Incidence
    """(cell, link)."""
    pairs: Incidence
    """(pair that buys, link)."""
    pair: Index
    """(pair that buys,): number of the pair."""
    pair_of_cell: Index
    """(cell,): position of its pair among those that buy."""
    first_cell: Index
    """(pair that buys,): where its cells begin."""
    at_home: Mask
    """(cell,): whether it is of the buyer's own country."""


@of_actors
def _origins(observation: Observation) -> _Origins:
    network = observation.network
    goods, countries = len(network.commodities), len(network.countries)
    everyone = seat_within(observation)[network.link_buyer]
    everyone[network.release] = -1
    links = np.flatnonzero(everyone >= 0)
    buyer, count = everyone[links], len(links)
    pair_of_link = buyer * goods + network.intake_commodity[network.link_intake[links]]
    cell = pair_of_link * countries + network.node_country[network.link_seller[links]]
    cells, cell_of_link = np.unique(cell, return_inverse=True)
    pair, first, pair_of_cell = np.unique(
        cells // countries, return_index=True, return_inverse=True
    )
    each = np.arange(count)
    return _Origins(
        links=links,
        buyer=buyer,
        pair_of_link=pair_of_link,
        cell_of_link=cell_of_link,
        cells=Incidence.of(cell_of_link, len(cells), each, count),
        pairs=Incidence.of(pair_of_cell[cell_of_link], len(pair), each, count),
        pair=pair,
        pair_of_cell=pair_of_cell,
        first_cell=first,
        at_home=cells % countries == countries_of(observation)[cells // countries // goods],
    )


@once
def _on_request(network: Network) -> Mask:
    """Mark the links that open when the buyer has qualified the seller."""
    links = network.scenario.links
    return np.array([n in links and links[n].opens == "on_request" for n in network.links])
