"""A firm's projects that wait to be started, and what they would earn at today's prices."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask, ratio
from realm.core.network import Network
from realm.strategies.actors import MARGIN, added, seat_of_firm, still
from realm.strategies.consents import leads, outputs
from realm.strategies.legal import Legal
from realm.strategies.looks import once, public
from realm.strategies.observation import Observation

Recipe = tuple[list[tuple[int, int, float]], list[tuple[int, float]]]
"""Outputs (own offer, -1 for none; commodity; tonnes) and inputs (commodity; tonnes)."""


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
    leads: Array
    """(row,): months from its start to its opening."""
    count: int
    """Number of projects in the scenario."""

    @classmethod
    def of(cls, observation: Observation, legal: Legal) -> "Plans":
        """Find the projects that are the actors' to start, and price them."""
        network = observation.network
        rows = np.flatnonzero(np.logical_or.reduce(legal.project_start, axis=-1)).astype(np.intp)
        laid = [network.scenario.projects[network.projects[row]] for row in rows]
        node = network.project_node[rows]
        capacity = np.array([p.capacity_t_per_year for p in laid]).reshape(-1, 1)
        firm = network.project_firm[rows]
        accounts = [network.accounts.index(network.firms[f]) for f in firm]
        return cls(
            rows=rows,
            owner=seat_of_firm(observation)[firm],
            ready=(np.take(observation.project_approved, rows, axis=0) > 0.0)
            & np.isinf(np.take(observation.project_opens, rows, axis=0)),
            cost=np.array([1000.0 * p.cost_musd for p in laid]).reshape(-1, 1)
            * np.maximum(1.0 - _support_to_build(observation)[rows], 0.0),
            cash=np.take(observation.money, np.array(accounts, dtype=np.intp), axis=0),
            profit=capacity * _margins(observation, node),
            outputs=outputs(network)[rows],
            leads=leads(network)[rows],
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
        """Start what is wanted while the part of the firm's cash lasts, what opens soonest first.

        Returns:
            The column `project_start`.
        """
        column = np.full((self.count, self.ready.shape[-1]), np.nan)
        spent = np.zeros((int(self.owner.max(initial=-1)) + 1, self.ready.shape[-1]))
        able, most = wanted & self.ready, cash_share * self.cash - MARGIN
        open_to = np.flatnonzero(np.logical_or.reduce(able, axis=1))
        for row in open_to[np.argsort(self.leads[open_to], kind="stable")]:
            before = spent[self.owner[row]]
            starts = able[row] & (before + self.cost[row] < most[row])
            spent[self.owner[row]] += np.where(starts, self.cost[row], 0.0)
            column[self.rows[row]] = np.where(starts, 1.0, np.nan)
        return column


@public
def _support_to_build(observation: Observation) -> Array:
    """Add up the capital subsidies in force, (project, world)."""
    return still(_supported(observation, "capital", len(observation.network.projects)))


def supported(observation: Observation) -> Array:
    """Add up the subsidies in force for what each plant sells, $/kg, (facility offer, world)."""
    asks = observation.ask[observation.network.facility_offers]
    return _supported(observation, "subsidy", len(asks))


def market(observation: Observation) -> Array:
    """Read the mean ask of all who sell what each plant sells, $/kg, (facility offer, world)."""
    network = observation.network
    mean, _ = _prices(observation)
    return np.take(mean, network.offer_commodity[network.facility_offers], axis=0)


def _supported(observation: Observation, instrument: str, count: int) -> Array:
    """Add up the supports in force for each target of an instrument, (target, world)."""
    entries = observation.network.entries[instrument]
    pays = np.where(observation.measure_on > 0.0, observation.measure_size, 0.0)
    cells = np.take(pays, entries.measures, axis=0)
    return added(cells, observation.network.entry_rows[instrument], count)


def _margins(observation: Observation, node: Index) -> Array:
    """Price a tonne of throughput of these facilities: asks less inputs and own cost, $/kg.

    Subsidies in force for what is sold count as earned.
    An input that a plant does not buy yet is priced at the mean ask of all who sell it.
    """
    found = np.zeros((len(node), observation.world_count))
    mean, paid = _prices(observation)
    for row, facility in enumerate(node):
        made, inputs = _recipes(observation.network)[facility]
        for offer, good, tonnes in made:
            found[row] += tonnes * (paid[offer] if offer >= 0 else mean[good])
        for good, tonnes in inputs:
            found[row] -= tonnes * mean[good]
        found[row] -= observation.own_cost[facility]
    return found


@public
def _prices(observation: Observation) -> tuple[Array, Array]:
    """Read the mean ask for each commodity, and what each plant gets with subsidies, $/kg."""
    network = observation.network
    goods, asks = len(network.commodities), observation.ask[network.facility_offers]
    sold = network.offer_commodity[network.facility_offers]
    sellers = added(np.ones((len(sold), 1)), sold, goods)
    mean = ratio(added(asks, sold, goods), np.broadcast_to(sellers, (goods, asks.shape[-1])), 0.0)
    return still(mean), still(asks + supported(observation))


@once
def _recipes(network: Network) -> list[Recipe]:
    """Look up what each facility makes of what."""
    scenario, goods = network.scenario, network.commodities
    sold = network.offer_commodity[network.facility_offers]
    found: list[Recipe] = []
    for number, facility in enumerate(scenario.facilities.values()):
        recipe = scenario.recipes[facility.recipe]
        mine = network.offer_node[network.facility_offers] == number
        made = []
        for name, tonnes in recipe.outputs.items():
            offer = np.flatnonzero(mine & (sold == goods.index(name)))
            made.append((int(offer[0]) if len(offer) else -1, goods.index(name), tonnes))
        inputs = [(goods.index(name), tonnes) for name, tonnes in recipe.inputs.items()]
        found.append((made, inputs))
    return found
