"""The actors as Mesa agents: countries, firms and sectors that read their own arrays."""

import weakref
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from realm.core.arrays import Array, Index, total
from realm.model.host import Cell, FixedAgent

if TYPE_CHECKING:
    from realm.model.model import RealmModel

Where = Array | bool
"""Worlds in which something is ordered: True for all, or truth values (world,)."""


class _Ids(weakref.WeakKeyDictionary[Any, Any]):
    """Counters of agents by model that let go of models: Mesa 3.3 keeps every model for ever."""

    def __getitem__(self, model: Any) -> Any:
        return self.setdefault(model, count(1))


class Actor(FixedAgent):
    """A country, firm or sector. Numbers are arrays (world,), also for one world.

    Override `decide` to play it yourself; what you order is read when all have decided, so that
    nobody sees another's orders:

        class Squeeze(CountryAgent):
            def decide(self):
                self.enforce("export_licence", where=self.price_usd_per_kg < 20.0)

        RealmModel("small-world", agents={"aland": Squeeze})
    """

    _ids = _Ids()
    kind = "actor"
    """country, firm or sector."""

    def __init__(self, model: "RealmModel", number: int, cell: Cell) -> None:
        """Stand on a cell; the number is the actor's in the roster."""
        super().__init__(model)
        self.number = number
        self.name: str = model.roster.names[number]
        self.cell = cell

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    def decide(self) -> None:
        """Order what shall change this turn; here: leave it to the actor's strategy."""
        self.model.desk.defer(self.number)

    # What it knows of itself

    @property
    def partners(self) -> list["Actor"]:
        """Actors it trades with in at least one world: those on neighbouring cells."""
        # Not through `cell.neighborhood`, whose cache keeps every model for ever.
        return [agent for cell in self.cell.connections.values() for agent in cell.agents]

    @property
    def stock_t(self) -> Array:
        """Tonnes in its stores, inputs and products together."""
        state, net = self.model.state, self.model.network
        into, out = (
            state.stock_in[self._at(net.intake_node)],
            state.stock_out[self._at(net.offer_node)],
        )
        return total(into) + total(out)

    @property
    def price_usd_per_kg(self) -> Array:
        """Price of its main good: what a firm asks, what users pay; NaN where there is none."""
        raise NotImplementedError

    @property
    def money_kusd(self) -> Array:
        """Balance of its account, NaN for sectors, whose money is outside the model."""
        accounts = self.model.network.accounts
        if self.kind == "sector":
            return self._nothing()
        return np.array(self.model.state.money[accounts.index(self.name)])

    @property
    def capacity_t_per_month(self) -> Array:
        """Throughput its facilities can have, besides projects; 0 for who has none."""
        return total(self.model.state.capacity[self._facilities])

    @property
    def throughput_t(self) -> Array:
        """Throughput of its facilities last month."""
        return total(self.model.state.throughput[self._facilities])

    @property
    def sold_t(self) -> Array:
        """Tonnes shipped to others last month."""
        return self._shipped(self.model.network.link_seller, self.model.network.link_buyer)

    @property
    def bought_t(self) -> Array:
        """Tonnes that others shipped to it last month."""
        return self._shipped(self.model.network.link_buyer, self.model.network.link_seller)

    # What it can order

    def order(self, column: str, name: str, value: Array | float, *, where: Where = True) -> None:
        """Set one row of a column of `core.orders.Orders`, by the name of the row.

        Raises:
            RealmError: when there is no such row, or it is not the actor's to set.
        """
        self.model.desk.sheet.write(self.number, column, name, value, where)

    def close(self, partner: "str | Actor", *, where: Where = True) -> None:
        """Close every link between itself and a partner from this turn on."""
        self._trade(partner, 0.0, where)

    def open(self, partner: "str | Actor", *, where: Where = True) -> None:
        """Open every link there can be between itself and a partner from this turn on."""
        self._trade(partner, 1.0, where)

    def _trade(self, partner: "str | Actor", flag: float, where: Where) -> None:
        name = partner.name if isinstance(partner, Actor) else partner
        links = self.model.roster.links_between(self.number, self.model.roster.number(name))
        for row in links:
            self.order("link_open", self.model.network.links[row], flag, where=where)

    def _at(self, nodes: Index) -> Index:
        """Find the rows, given the node of each, that stand on nodes it holds."""
        return np.flatnonzero(self.model.roster.holds(self.number)[nodes])

    @property
    def _facilities(self) -> Index:
        nodes = self.model.roster.nodes_of(self.number)
        return np.flatnonzero(nodes[: self.model.network.facility_count])

    def _shipped(self, mine: Index, others: Index) -> Array:
        nodes = self.model.roster.nodes_of(self.number)
        return total(self.model.state.shipped[np.flatnonzero(nodes[mine] & ~nodes[others])])

    def _nothing(self) -> Array:
        return np.full(self.model.state.world_count, np.nan)


class CountryAgent(Actor):
    """A government: its stockpiles, treasury and measures, and the plants in its borders."""

    kind = "country"

    @property
    def price_usd_per_kg(self) -> Array:
        """What users at home pay for what they spend most on, by their use at the start."""
        net, base = self.model.network, self.model.params
        nodes = self.model.roster.nodes_of(self.number)
        used = np.flatnonzero(nodes[net.intake_node] & (base.base_use[:, 0] > 0.0))
        if not len(used):
            return self._nothing()
        spent = (base.base_use * base.base_price)[used, 0]
        goods = net.intake_commodity[used]
        main = np.argmax(np.bincount(goods, weights=spent))
        rows = used[goods == main]
        weight = base.base_use[rows, :1]
        return total(self.model.state.price[rows] * weight) / total(weight)

    @property
    def measures_on(self) -> tuple[str, ...]:
        """Names of its measures that are in force in at least one world."""
        on = (self.model.state.measure_on > 0.0).any(axis=-1)
        measures = self.model.network.scenario.measures.items()
        return tuple(n for row, (n, m) in enumerate(measures) if m.country == self.name and on[row])

    def enforce(
        self, measure: str, size: Array | float | None = None, *, where: Where = True
    ) -> None:
        """Put one of its measures in force, of a new size where given, in the family's unit."""
        self.order("measure_on", measure, 1.0, where=where)
        if size is not None:
            self.order("measure_size", measure, size, where=where)

    def lift(self, measure: str, *, where: Where = True) -> None:
        """Take one of its measures out of force and withdraw its announcement."""
        self.order("measure_on", measure, 0.0, where=where)
        self.order("measure_known", measure, 0.0, where=where)


class FirmAgent(Actor):
    """A firm: its facilities, stocks and account."""

    kind = "firm"

    @property
    def price_usd_per_kg(self) -> Array:
        """What it asks for the product that earned most at the start."""
        net, base = self.model.network, self.model.params
        rows = self._at(net.offer_node)
        if not len(rows):
            return self._nothing()
        earned = (base.base_sales * base.base_ask[net.facility_offers])[rows, 0]
        return np.array(self.model.state.ask[rows[np.argmax(earned)]])


class SectorAgent(Actor):
    """An end use: it consumes, and has no strategy; override `decide` to give it one."""

    kind = "sector"

    def decide(self) -> None:
        """Order nothing: what it uses follows from prices by the rules."""

    @property
    def price_usd_per_kg(self) -> Array:
        """What it pays on average."""
        return np.array(self.model.state.price[self._at(self.model.network.intake_node)[0]])


KINDS: tuple[type[Actor], ...] = (CountryAgent, FirmAgent, SectorAgent)
"""Classes of actors in the order of the roster, in which they are asked."""
