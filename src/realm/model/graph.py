"""The trade graph: who trades with whom in at least one world, as a Mesa network."""

import inspect
from random import Random
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Array, Index
from realm.model.host import Cell, Network
from realm.strategies.roster import Roster


class TradeGraph:
    """A cell for each actor; a connection where a link between two of them is open.

    Firms, sectors and the owners of stockpiles are joined by the links they trade through,
    countries also by the links that cross their common border. Cells bear the numbers of the
    roster, as Mesa draws nodes only by number; names are attributes of the nodes.

    Attributes:
        space: the Mesa network; `space.G` is the networkx graph.
    """

    def __init__(self, roster: Roster, link_open: Array, random: Random) -> None:
        """Lay out a cell for each actor and connect those that trade."""
        self._roster = roster
        self._ends, self._pair_of_link, self._links = _pairs(roster)
        self._joined = self._open_pairs(link_open)
        graph = nx.Graph()
        kinds = ("country", roster.countries), ("firm", roster.firms), ("sector", roster.sectors)
        for kind, rows in kinds:
            for number in range(rows.start, rows.stop):
                graph.add_node(number, name=roster.names[number], kind=kind)
        graph.add_edges_from(self._ends[self._joined].tolist())
        self.space: Any = Network(graph, random=random, **_layout(graph))

    def cell(self, number: int) -> Cell:
        """Return the cell of an actor."""
        return self.space[number]

    def update(self, link_open: Array) -> None:
        """Connect actors that began to trade in some world, disconnect those that stopped in all.

        Goes through Mesa's network: an edge taken from the graph alone leaves the cells joined.
        """
        joined = self._open_pairs(link_open)
        for pair in np.flatnonzero(joined ^ self._joined):
            first, second = (self.space[int(number)] for number in self._ends[pair])
            if joined[pair]:
                self.space.add_connection(first, second)
            else:
                self.space.remove_connection(first, second)
        self._joined = joined

    def _open_pairs(self, link_open: Array) -> NDArray[np.bool_]:
        """Say which pairs have an open link in at least one world."""
        somewhere = np.logical_or.reduce(link_open > 0.0, axis=-1)[self._links]
        joined = np.zeros(len(self._ends), dtype=bool)
        joined[self._pair_of_link[somewhere]] = True
        return joined


def _pairs(roster: Roster) -> tuple[Index, Index, Index]:
    """Find the pairs that links join: ends (pair, 2), and pair and link of each membership."""
    network = roster.network
    links = np.arange(len(network.links))
    seller, buyer = network.link_seller, network.link_buyer
    traders = np.stack([roster.node_actor[seller], roster.node_actor[buyer]], axis=1)
    countries = np.stack([network.node_country[seller], network.node_country[buyer]], axis=1)
    both = np.sort(np.concatenate([traders, countries[network.abroad]]), axis=1)
    link = np.concatenate([links, links[network.abroad]])
    apart = both[:, 0] != both[:, 1]
    ends, pair = np.unique(both[apart], axis=0, return_inverse=True)
    return ends, pair.reshape(-1), link[apart]


def _layout(graph: nx.Graph) -> dict[str, Any]:
    """Place the cells where this Mesa wants places: 3.5 would draw lots for them."""
    wanted = "layout" in inspect.signature(Network).parameters
    return {"layout": nx.circular_layout(graph)} if wanted else {}
