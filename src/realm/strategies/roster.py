"""Who is who: every actor's number, and which rows of the arrays are its own."""

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Index
from realm.core.network import Network
from realm.errors import UnknownNameError
from realm.rules.observe import own_rows

Mask = NDArray[np.bool_]


class Roster:
    """The actors of a network in one order: countries, firms, sectors.

    Attributes:
        names: name of each actor.
        node_actor: actor that holds each node: its firm, itself, or (a stockpile) its country.
    """

    def __init__(self, network: Network) -> None:
        """Number the actors and find what is whose."""
        sectors = tuple(network.scenario.sectors)
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
        self._asked: dict[tuple[str, bytes], Mask] = {}

    def number(self, name: str, kind: str = "actor") -> int:
        """Return the number of a country, firm or sector.

        Raises:
            UnknownNameError: when nobody bears that name.
        """
        if name not in self._number:
            raise UnknownNameError(kind, name, self._number)
        return self._number[name]

    def own(self, axis: str, actors: Index) -> Mask:
        """Say which rows of an axis are own to one of these actors, shape (row,)."""
        key = axis, actors.tobytes()
        if key not in self._asked:
            mask: Mask = np.logical_or.reduce(self._own[axis][:, actors], axis=1)
            mask.flags.writeable = False
            self._asked[key] = mask
        return self._asked[key]

    def buys(self, actors: Index) -> Mask:
        """Say under which contracts one of these actors buys, shape (contract,)."""
        network = self.network
        mine = self.own("intake", actors)[network.link_intake[network.part_link]]
        mask = np.zeros(len(network.contracts), dtype=np.bool_)
        mask[network.parts_of_contract[mine]] = True
        return mask

    def holds(self, actor: int) -> Mask:
        """Say which nodes an actor holds: plants, itself, stockpiles; shape (node,)."""
        return np.isin(self.node_actor, [actor])

    def nodes_of(self, actor: int) -> Mask:
        """Say where an actor trades: what it holds, a country all within its borders; (node,)."""
        if actor < self.countries.stop:
            return np.isin(self.network.node_country, [actor])
        return self.holds(actor)

    def links_between(self, first: int, second: int) -> Index:
        """Find the links that carry trade between two actors, in both directions."""
        one, other = self.nodes_of(first), self.nodes_of(second)
        seller, buyer = self.network.link_seller, self.network.link_buyer
        return np.flatnonzero((one[seller] & other[buyer]) | (other[seller] & one[buyer]))

    def _by_axis(self) -> dict[str, Mask]:
        """Lay out who owns what: axis -> (row, actor)."""
        apart = [own_rows(self.network, name) for name in self.names[: self.firms.stop]]
        own = {axis: np.stack([rows[axis] for rows in apart], axis=1) for axis in apart[0]}
        network = self.network
        mine = np.equal.outer(self.node_actor, np.arange(self.sectors.start, self.sectors.stop))
        links = mine[network.link_seller] | mine[network.link_buyer]
        sectors = slice(network.facility_count, network.facility_count + network.sector_count)
        of_sectors = {
            "sector": mine[sectors],
            "intake": mine[network.intake_node],
            "link": links,
            "abroad": links[network.abroad],
        }
        none = {axis: np.zeros((len(mask), mine.shape[1]), bool) for axis, mask in own.items()}
        return {
            axis: np.concatenate([mask, (none | of_sectors)[axis]], axis=1)
            for axis, mask in own.items()
        }
