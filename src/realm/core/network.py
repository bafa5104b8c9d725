"""The trade network as index arrays and incidence matrices: who can trade what with whom.

Everything that can ever exist has its row from the start. Order along the axes:

    node    facilities | sectors | stockpiles
    intake  of facilities | of sectors | of stockpiles
    offer   of facilities | of stockpiles
    link    home | release (from a stockpile to users at home) | abroad
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Array, Index, Mask
from realm.core.bargains import Bargains
from realm.core.incidence import Incidence
from realm.core.lanes import SomeLanes
from realm.core.scenario import Scenario

Names = tuple[str, ...]

MOST_PICKS = 64
"""Choices of lanes that a network keeps at most."""


@dataclass(frozen=True)
class Patch:
    """A dated change of one state array: from this month on these rows hold these values."""

    field: str
    """Attribute of the state."""
    rows: Index
    values: Array
    """One value a row, (row,); or (row, 1 or world) where an experiment varies them."""
    event: int
    """Row of the event it belongs to, -1 for what the calendar brings by itself."""


@dataclass(frozen=True)
class Entries:
    """Which measures of some families touch which rows of a target axis, sorted by target."""

    measures: Index
    """Measure of each entry."""
    targets: Index
    """Rows that have entries, in order."""
    starts: Index
    """First entry of each of those rows."""


@dataclass(frozen=True)
class Network:
    """Topology of one scenario: names, index arrays, 0/1 matrices. No world axis."""

    scenario: Scenario

    countries: Names
    firms: Names
    commodities: Names
    groups: Names
    nodes: Names
    intakes: Names
    offers: Names
    links: Names
    lanes: Names
    pools: Names
    measures: Names
    contracts: Names
    """Those of the scenario, then `table#1`, `table#2` that deals can fill."""
    projects: Names
    directives: Names
    """What a government can tell a state firm: `FIRM:home_first`, `CONTRACT:suspend`."""
    relations: Names
    """Those of the scenario, then `of>towards` for other pairs that can move."""
    tables: Names
    sides: Names
    """`table:actor`, first and second side of each table."""
    events: Names
    stockpiles: Names
    accounts: Names

    facility_count: int
    sector_count: int
    facility_intakes: slice
    sector_intakes: slice
    stockpile_intakes: slice
    facility_offers: slice
    stockpile_offers: slice
    home: slice
    """Links that cross no border, releases included."""
    release: slice
    """Links from a stockpile to users at home."""
    abroad: slice
    """Links that cross a border; their position within is that of `lane_of`."""

    node_country: Index
    node_firm: Index
    """-1 for sectors and stockpiles."""
    intake_node: Index
    intake_commodity: Index
    offer_node: Index
    offer_commodity: Index
    link_offer: Index
    link_intake: Index
    link_seller: Index
    """Node that sells."""
    link_buyer: Index
    """Node that buys."""
    lane_of: Index
    """Lane of each link abroad, shape (abroad,)."""
    lane_exporter: Index
    lane_group: Index
    lane_destination: Index
    lane_pool: Index
    lane_regime: Index
    """Set of measures that touch a lane; lanes under the same set share their instruments."""
    regime_count: int
    pool_country: Index
    pool_group: Index
    offer_pool: Index
    """Pool an offer's goods would be exported under, -1 if nothing of it is exported."""
    fed_nodes: Index
    """Facilities that take inputs."""
    fed_starts: Index
    """First intake of each of them."""
    project_node: Index
    project_firm: Index
    project_country: Index
    """Country where its facility stands."""
    contract_commodity: Index
    contract_firm: Index
    """Seller."""
    directive_firm: Index
    """State firm that a directive is for."""
    directive_country: Index
    """Country whose government can give it."""
    directive_contract: Index
    """Contract to suspend, -1 for serving home orders first."""
    measure_country: Index
    """Country that takes a measure."""
    borne: NDArray[np.bool_]
    """(measure, country): whom a restriction of exports bears upon."""
    stockpile_country: Index
    requested: Index
    """Links that open when their buyer has qualified their seller."""
    relation_of: Index
    """Actor that trusts: countries, then firms."""
    relation_towards: Index
    lane_relation: Index
    """Relation of the exporter towards the destination of each lane."""
    lane_return: Index
    """Relation of the destination towards the exporter."""
    lanes_of_relation: Incidence
    """(relation, lane): towards its destination."""
    links_of_buyer: Incidence
    """(actor, link): the country where it is bought, and the firm where another sells to it."""
    abroad_of_relation: Incidence
    """(relation, link abroad): of those buyers towards the country it comes from."""
    bargains: Bargains
    """What can be agreed on at the tables."""
    newcomers: Index
    """Links without a base flow that orders may go through some day."""
    newcomers_of_offer: Incidence
    """(offer, newcomer)."""
    release_intake: Index
    """Intake a release link fills."""
    release_store: Index
    """Stockpile it comes from."""

    links_of_intake: Incidence
    links_of_offer: Incidence
    home_of_offer: Incidence
    links_of_lane: Incidence
    """(lane, abroad)."""
    lanes_of_pool: Incidence
    intakes_of_node: Incidence
    """(facility, facility intake)."""
    offers_of_node: Incidence
    """(facility, facility offer)."""
    projects_of_node: Incidence
    """(facility, project)."""
    parts_of_contract: Index
    """Contract of each contract part (a contract spreads over links)."""
    part_link: Index
    """Link of each contract part."""
    bound_links: Index
    """Links that some contract covers."""
    parts_of_term: Incidence
    """(contract, contract part)."""
    parts_of_bound: Incidence
    """(bound link, contract part)."""
    bound_of_intake: Incidence
    """(intake, bound link)."""
    abroad_of_intake: Incidence
    """(intake, abroad)."""
    followed_offers: Incidence
    """(follower, facility offer): whose output sets a recycler's capacity."""
    followers: Index
    """Facilities whose capacity follows an output."""
    reference_offers: Incidence
    """(commodity, facility offer): offers whose asks make the inside price."""
    sellers: Incidence
    """(account, link): who is paid for the goods."""
    buyers: Incidence
    """(account, link): who pays."""
    firm_facilities: Incidence
    """(account, facility): whose production costs they are."""
    exporter_lanes: Incidence
    """(account, lane): treasury of the exporter."""
    project_accounts: Incidence
    """(account, project): who builds."""
    measure_accounts: Incidence
    """(account, measure): treasury behind it."""

    abroad_of_offer: Incidence
    """(offer, abroad)."""
    market_offers: Incidence
    """(stockpile, facility offer): whose asks a stockpile takes; home sellers, else all."""
    market_counts: Array
    """(stockpile, 1): how many there are."""
    measure_facilities: Incidence
    """(measure, facility): what a production quota counts."""
    lanes_by_pool: Index
    """Lanes sorted by pool."""
    pool_starts: Index
    """First of each pool's lanes in that order."""
    by_product: NDArray[np.bool_]
    """(facility offer,): facilities that make more than one product."""

    uses: frozenset[str]
    """What this scenario can make happen at all; phases skip what it cannot."""
    entry_rows: dict[str, Index]
    """Target row of each entry."""
    entries: dict[str, Entries]
    """By instrument: measures on regimes, pools, offers, facilities or projects."""
    calendar: dict[int, tuple[Patch, ...]]
    """Month since the start -> what changes before it is played."""
    first_turn_month: int
    """Months from the start to the first turn."""
    quota_months: NDArray[np.int64]
    """Length of the quota period of each pool."""

    @cached_property
    def fed_intakes(self) -> Index:
        """Intakes of each fed facility, (intake, fed facility); its last again where it has few."""
        count = np.diff(self.fed_starts, append=self.facility_intakes.stop)
        rank = np.arange(count.max())[:, None]
        return np.asarray(self.fed_starts + np.minimum(rank, count - 1), dtype=np.intp)

    @cached_property
    def lane_pairs(self) -> tuple[Index, Index]:
        """Relations towards an exporter, once each, and the place of each lane's among them."""
        pairs, place = np.unique(self.lane_return, return_inverse=True)
        return pairs, place

    @cached_property
    def trading_relations(self) -> Index:
        """Relations between the two countries of some lane, either way."""
        return np.union1d(self.lane_relation, self.lane_return)

    def some_lanes(self, some: Mask) -> SomeLanes:
        """Pick lanes (lane,) and their links; which are picked seldom changes, so it is kept."""
        kept = self._picked
        key = some.tobytes()
        if key not in kept:
            if len(kept) >= MOST_PICKS:
                kept.clear()
            kept[key] = SomeLanes.of(some, self.lane_of, self.abroad)
        return kept[key]

    @cached_property
    def _picked(self) -> dict[bytes, SomeLanes]:
        return {}

    @property
    def uses_lines(self) -> bool:
        """Say whether orders can wait at the border at all."""
        return bool(self.uses & {"queue", "delay"})

    @cached_property
    def licences(self) -> Index:
        """Measures that let part of the orders through."""
        return np.unique(self.entries["share"].measures)

    def along(self, axis: str) -> Names:
        """Name the rows of an axis of entities."""
        if axis == "facility":
            return self.nodes[: self.facility_count]
        found: Names = getattr(self, "countries" if axis == "country" else f"{axis}s")
        return found

    @property
    def months_per_turn(self) -> int:
        """Months that follow one round of decisions."""
        return self.scenario.months_per_turn
