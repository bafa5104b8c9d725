"""A firm's projects that wait to be started, and what they would earn at today's prices."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask, ratio
from realm.strategies.actors import MARGIN, added, seat_of_firm
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


@dataclass(frozen=True)
class Plans:
    """The projects that the actors may start; none is a table of no rows."""

    rows: Index
    """Number of each project."""
    owner: Index
    """Position among the actors of the firm that builds."""
    ready: Mask
    """(row, world): approved, and not started yet."""
    cost: Array
    """(row, world): k$, as announced, less the capital subsidies in force."""
    cash: Array
    """(row, world): what its firm holds, k$."""
    profit: Array
    """(row, world): k$ a year at full use and today's prices, inputs and own cost off."""
    outputs: Mask
    """(row, commodity): what it makes."""
    count: int
    """Number of projects in the scenario."""

    @classmethod
    def of(cls, observation: Observation, legal: Legal) -> "Plans":
        """Find the projects that are the actors' to start, and price them."""
        network, scenario = observation.network, observation.network.scenario
        rows = np.flatnonzero(np.logical_or.reduce(legal.project_start, axis=-1)).astype(np.intp)
        laid = [scenario.projects[network.projects[row]] for row in rows]
        node = network.project_node[rows]
        capacity = np.array([p.capacity_t_per_year for p in laid]).reshape(-1, 1)
        firm = network.project_firm[rows]
        accounts = [network.accounts.index(network.firms[f]) for f in firm]
        outputs = np.zeros((len(rows), len(network.commodities)), dtype=np.bool_)
        for row, facility in enumerate(node):
            made = network.offer_commodity[network.offer_node == facility]
            outputs[row, made] = True
        margin = _margins(observation, node)
        return cls(
            rows=rows,
            owner=seat_of_firm(observation)[firm],
            ready=(np.take(observation.project_approved, rows, axis=0) > 0.0)
            & np.isinf(np.take(observation.project_opens, rows, axis=0)),
            cost=np.array([1000.0 * p.cost_musd for p in laid]).reshape(-1, 1)
            * np.maximum(
                1.0 - _supported(observation, "capital", len(network.projects))[rows], 0.0
            ),
            cash=np.take(observation.money, np.array(accounts, dtype=np.intp), axis=0),
            profit=capacity * margin,
            outputs=outputs,
            count=len(network.projects),
        )

    def makes(self, needed: Mask) -> Mask:
        """Say which projects make something that their firm needs, (row, world).

        Args:
            needed: (actor, commodity, world).
        """
        found = np.zeros(self.ready.shape, dtype=np.bool_)
        for row, made in enumerate(self.outputs):
            found[row] = np.logical_or.reduce(needed[self.owner[row], made], axis=0)
        return found

    def pays(self, years: float) -> Mask:
        """Say which earn their cost back within so many years, (row, world)."""
        return np.asarray(self.payback() < years - MARGIN)

    def payback(self) -> Array:
        """Years in which each earns its cost back, inf where it never does, (row, world)."""
        return ratio(np.broadcast_to(self.cost, self.profit.shape), self.profit, np.inf)

    def start(self, wanted: Mask, *, cash_share: float) -> Array:
        """Start what is wanted while the part of the firm's cash lasts, in the scenario's order.

        Returns:
            The column `project_start`.
        """
        column = np.full((self.count, self.ready.shape[-1]), np.nan)
        spent = np.zeros((len(self.rows), self.ready.shape[-1]))
        for row, number in enumerate(self.rows):
            before = added(spent, self.owner, int(self.owner.max()) + 1)[self.owner[row]]
            afford = before + self.cost[row] < cash_share * self.cash[row] - MARGIN
            starts = wanted[row] & self.ready[row] & afford
            spent[row] = np.where(starts, self.cost[row], 0.0)
            column[number] = np.where(starts, 1.0, np.nan)
        return column


def _supported(observation: Observation, instrument: str, count: int) -> Array:
    """Add up the supports in force for each target of an instrument, (target, world)."""
    entries = observation.network.entries[instrument]
    found = np.zeros((count, observation.world_count))
    pays = np.where(observation.measure_on > 0.0, observation.measure_size, 0.0)
    cells = np.take(pays, entries.measures, axis=0)
    np.add.at(found, observation.network.entry_rows[instrument], cells)
    return found


def _margins(observation: Observation, node: Index) -> Array:
    """Price a tonne of throughput of these facilities: asks less inputs and own cost, $/kg.

    Subsidies in force for what is sold count as earned.
    An input that a plant does not buy yet is priced at the mean ask of all who sell it.
    """
    network, scenario = observation.network, observation.network.scenario
    goods = len(network.commodities)
    asks = observation.ask[network.facility_offers]
    paid = asks + _supported(observation, "subsidy", len(asks))
    sold = network.offer_commodity[network.facility_offers]
    mean = ratio(
        added(asks, sold, goods),
        np.broadcast_to(added(np.ones((len(sold), 1)), sold, goods), (goods, asks.shape[-1])),
        0.0,
    )
    found = np.zeros((len(node), asks.shape[-1]))
    names = list(scenario.facilities)
    for row, facility in enumerate(node):
        recipe = scenario.recipes[scenario.facilities[names[facility]].recipe]
        mine = network.offer_node[network.facility_offers] == facility
        for good, tonnes in recipe.outputs.items():
            number = network.commodities.index(good)
            offer = np.flatnonzero(mine & (sold == number))
            found[row] += tonnes * (paid[offer[0]] if len(offer) else mean[number])
        for good, tonnes in recipe.inputs.items():
            found[row] -= tonnes * mean[network.commodities.index(good)]
        found[row] -= observation.own_cost[facility]
    return found
