"""Who is who: every actor's number, and which rows of the arrays are its own."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Index
from realm.core.network import Network
from realm.errors import UnknownNameError

Mask = NDArray[np.bool_]


class Roster:
    """The actors of a network in one order: countries, firms, sectors.

    Attributes:
        names: name of each actor.
        node_actor: actor that each node belongs to: its firm, itself, or its country.
    """

    def __init__(self, network: Network) -> None:
        """Number the actors and find what is whose."""
        scenario = network.scenario
        sectors = tuple(scenario.sectors)
        self.network = network
        self.names: tuple[str, ...] = (*network.countries, *network.firms, *sectors)
        self.countries = slice(0, len(network.countries))
        self.firms = slice(self.countries.stop, self.countries.stop + len(network.firms))
        self.sectors = slice(self.firms.stop, len(self.names))
        # Where a sector bears a country's or a firm's name, the name means that one.
        self._number = {name: row for row, name in reversed(list(enumerate(self.names)))}
        facilities, stores = network.facility_count, len(network.stockpiles)
        self.node_actor: Index = np.concatenate([
            network.node_firm[:facilities] + self.firms.start,
            np.arange(self.sectors.start, self.sectors.stop),
            network.node_country[len(network.nodes) - stores :],
        ]).astype(np.intp)  # fmt: skip
        self._own = self._by_axis()

    def number(self, name: str, kind: str = "actor") -> int:
        """Return the number of a country, firm or sector.

        Raises:
            UnknownNameError: when nobody bears that name.
        """
        if name not in self._number:
            raise UnknownNameError(kind, name, self._number)
        return self._number[name]

    def own(self, axis: str, actors: Index) -> Mask:
        """Say which rows of an axis belong to one of these actors, shape (row,)."""
        mask: Mask = np.logical_or.reduce(self._own[axis][:, actors], axis=1)
        return mask

    def nodes_of(self, actor: int) -> Mask:
        """Say which nodes an actor holds: a country all that stand in it, shape (node,)."""
        if actor < self.countries.stop:
            return np.isin(self.network.node_country, [actor])
        return np.isin(self.node_actor, [actor])

    def links_between(self, first: int, second: int) -> Index:
        """Find the links that carry trade between two actors, in both directions."""
        one, other = self.nodes_of(first), self.nodes_of(second)
        seller, buyer = self.network.link_seller, self.network.link_buyer
        return np.flatnonzero((one[seller] & other[buyer]) | (other[seller] & one[buyer]))

    def _by_axis(self) -> dict[str, Mask]:
        """Lay out who owns what: axis -> (row, actor)."""
        net, scenario = self.network, self.network.scenario
        node, first_firm = self.node_actor, self.firms.start
        facilities, sectors = net.facility_count, net.sector_count
        ends = [node[net.link_seller], node[net.link_buyer]]
        firms, countries = len(net.firms), len(net.countries)
        account = np.full(len(net.accounts), -1)
        account[:firms] = np.arange(firms) + first_firm
        account[firms : firms + countries] = np.arange(countries)
        measures = self._numbers(m.country for m in scenario.measures.values())
        projects = np.asarray(net.project_firm) + first_firm
        return {
            "intake": self._mask(node[net.intake_node]),
            "offer": self._mask(node[net.offer_node]),
            "facility offer": self._mask(node[net.offer_node[net.facility_offers]]),
            "facility": self._mask(node[:facilities]),
            "sector": self._mask(node[facilities : facilities + sectors]),
            "stockpile": self._mask(node[facilities + sectors :]),
            "link": self._mask(*ends),
            "abroad": self._mask(*(end[net.abroad] for end in ends)),
            "lane": self._mask(net.lane_exporter),
            "pool": self._mask(net.pool_country),
            "measure": self._mask(measures),
            "contract": self._contracts(),
            "project": self._mask(projects),
            "relation": self._mask(net.relation_of),
            "account": self._mask(account),
        }

    def _mask(self, *owners: NDArray[np.integer]) -> Mask:
        """Mark the owners of each row; -1 is nobody."""
        mask = np.zeros((len(owners[0]), len(self.names)), dtype=bool)
        for column in owners:
            rows = np.flatnonzero(column >= 0)
            mask[rows, column[rows]] = True
        return mask

    def _numbers(self, names: Iterable[str]) -> Index:
        return np.array([self._number[name] for name in names], dtype=np.intp)

    def _contracts(self) -> Mask:
        """Mark seller and buyers of each contract."""
        scenario = self.network.scenario
        holder = dict(zip(self.network.nodes, self.node_actor, strict=True))
        mask = np.zeros((len(scenario.contracts), len(self.names)), dtype=bool)
        for row, contract in enumerate(scenario.contracts.values()):
            parties: Sequence[str] = (contract.seller, *contract.buyers)
            for name in parties:
                actor = self._number[name] if name in scenario.firms else holder[name]
                mask[row, actor] = True
        return mask
