"""One world: everything by name, laid out from a scenario (README sections 2 and 7.0)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tests.oracle.luck import Dice
from tests.oracle.nouns import Facility, Intake, Link, Offer, Sector, Store
from tests.oracle.reach import bind_measures
from tests.oracle.seats import Directive, Firm
from tests.oracle.terms import (
    Account,
    Contract,
    Country,
    Lane,
    Measure,
    Part,
    Pool,
    Project,
    Relation,
    Table,
)

from realm.core.actors import Link as Terms
from realm.core.coefficients import Chances, Coefficients
from realm.core.scenario import Scenario
from realm.core.table import Table as Agreement
from realm.core.terms import Contract as Contracted

Node = Facility | Sector | Store


@dataclass(frozen=True)
class Route:
    """What goods cost and take on their way, and what pulls a new customer."""

    weight: float = 0.0
    transit: float = 1.0
    freight: float = 0.0


@dataclass(eq=False)
class World:
    """A scenario as objects; the neighbours of each are known to it."""

    scenario: Scenario
    rules: Coefficients
    chances: Chances
    dice: Dice
    month: int = 0
    accounts: dict[str, Account] = field(default_factory=dict)
    facilities: dict[str, Facility] = field(default_factory=dict)
    sectors: dict[str, Sector] = field(default_factory=dict)
    stores: dict[str, Store] = field(default_factory=dict)
    intakes: dict[str, Intake] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    routes: dict[str, Route] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    pools: dict[str, Pool] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    firms: dict[str, Firm] = field(default_factory=dict)
    directives: dict[str, Directive] = field(default_factory=dict)
    events_on: dict[str, float] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    liking: dict[str, float] = field(default_factory=dict)
    """Multiple of the preference of links abroad, by trust; of the month."""
    sold: list[Offer] = field(default_factory=list)
    """Offers of facilities."""
    abroad: list[Link] = field(default_factory=list)
    domestic: list[Link] = field(default_factory=list)
    """Links at home, without releases."""
    requested: set[str] = field(default_factory=set)
    """Links whose sellers must be qualified."""
    bound: list[Link] = field(default_factory=list)
    """Links under contract."""
    reference: dict[str, list[Offer]] = field(default_factory=dict)
    """Offers whose asks make the inside price, by commodity."""
    largest: dict[str, float] = field(default_factory=dict)
    """Largest number of each quantity so far, for who compares."""

    def opening(self, project: str) -> float:
        """Say in which month a project opens that starts now."""
        made = self.projects[project]
        known = self.countries[made.facility.country].know_how
        lead = made.project_lead * (1.0 - self.rules.technology_lead_share * known)
        return self.dice.opening(project, self.month, lead, self.chances.project_delay)

    @property
    def nodes(self) -> dict[str, Node]:
        """Everything that takes or gives."""
        return {**self.facilities, **self.sectors, **self.stores}


def lay_out(scenario: Scenario, seed: int = 0, index: int = 0) -> World:
    """Build the network of a scenario, without numbers."""
    world = World(scenario, scenario.coefficients, scenario.luck, Dice(seed, index))
    names = (*scenario.firms, *scenario.countries, "carriers", "smugglers", "outside")
    world.accounts = {name: Account(name) for name in names}
    _nodes(world)
    _links(world)
    _markets(world)
    _contracts(world)
    for name, project in scenario.projects.items():
        made = Project(name, world.accounts[project.firm], world.facilities[project.facility])
        made.facility.projects.append(made)
        world.projects[name] = made
    bind_measures(world)
    _diplomacy(world)
    _seats(world)
    links = scenario.links.items()
    world.requested = {name for name, terms in links if terms.opens == "on_request"}
    return world


def _seats(world: World) -> None:
    """Set up who decides, and what state firms can be told."""
    accounts = world.accounts
    for name, terms in world.scenario.firms.items():
        world.firms[name] = firm = Firm(name, accounts[name], terms.country)
        firm.plants = [p for p in world.facilities.values() if p.account is firm.account]
        if terms.kind != "state":
            continue
        told: list[Contract | None] = [None]
        told += [c for c in world.contracts.values() if _seller(world, c) == name]
        for contract in told:
            title = f"{contract.name}:suspend" if contract else f"{name}:home_first"
            world.directives[title] = Directive(title, firm, contract)


def _seller(world: World, contract: Contract) -> str:
    """Name the firm that sells under a contract."""
    seller = world.scenario.all_contracts[contract.name].seller
    plant = world.facilities.get(seller)
    return plant.account.name if plant else seller


def _nodes(world: World) -> None:
    scenario, accounts = world.scenario, world.accounts
    for name, terms in scenario.facilities.items():
        recipe = scenario.recipes[terms.recipe]
        licensed = scenario.firms[terms.firm].licensed
        made = Facility(name, terms.country, accounts[terms.firm], licensed)
        world.facilities[name] = made
        _slots(world, made, recipe.inputs, recipe.outputs)
    for name, use in scenario.sectors.items():
        world.sectors[name] = Sector(name, use.country, accounts["outside"])
        _slots(world, world.sectors[name], (use.commodity,), ())
    for name, pile in scenario.stockpiles.items():
        world.stores[name] = Store(name, pile.country, accounts[pile.country])
        _slots(world, world.stores[name], (pile.commodity,), (pile.commodity,))
    for plant in world.facilities.values():
        wanted = scenario.facilities[plant.name].capacity_follows
        if wanted is not None:
            near = [p for p in world.facilities.values() if p.country == plant.country]
            plant.followed = [(p, o) for p in near for o in p.offers if o.commodity == wanted]


def _slots(world: World, node: Node, takes: Iterable[str], gives: Iterable[str]) -> None:
    for good in takes:
        intake = Intake(f"{node.name}:{good}", node, good)
        node.intakes.append(intake)
        world.intakes[intake.name] = intake
    if isinstance(node, Sector):
        return
    for good in gives:
        offer = Offer(f"{node.name}:{good}", node, good)
        offer.from_stockpile = isinstance(node, Store)
        node.offers.append(offer)
        world.offers[offer.name] = offer
        if isinstance(node, Facility):
            world.sold.append(offer)


def _links(world: World) -> None:
    for name, link in world.scenario.links.items():
        _link(world, name, link.seller, link.buyer, link.commodity)
        freight = link.freight_usd_per_kg
        world.routes[name] = Route(link.weight_when_open, link.transit_months, freight)
    for store in world.stores.values():
        good = store.intakes[0].commodity
        for seller, route in purchases(world, store).items():
            _link(world, f"{seller}>{store.name}", seller, store.name, good)
            world.routes[f"{seller}>{store.name}"] = route
        users: tuple[Node, ...] = (*world.facilities.values(), *world.sectors.values())
        for node in users:
            if node.country == store.country and f"{node.name}:{good}" in world.intakes:
                _link(world, f"{store.name}>{node.name}", store.name, node.name, good)
                world.routes[f"{store.name}>{node.name}"] = Route()


def purchases(world: World, store: Store) -> dict[str, Route]:
    """Find whom a stockpile buys from: the largest sellers to its country, or to the world."""
    good = store.intakes[0].commodity
    nodes = world.nodes
    running = [
        link
        for link in world.scenario.links.values()
        if link.commodity == good and link.opens == "now" and link.base_flow_t_per_year > 0
    ]
    near = [link for link in running if nodes[link.buyer].country == store.country]
    flows: dict[str, float] = {}
    routes: dict[str, Route] = {}
    for link in sorted(near or running, key=_largest_first):
        flows[link.seller] = flows.get(link.seller, 0.0) + link.base_flow_t_per_year
        routes.setdefault(link.seller, Route(0.0, link.transit_months, link.freight_usd_per_kg))
    best = sorted(flows, key=lambda seller: (-flows[seller], seller))[:3]
    whole = sum(flows[seller] for seller in best)
    return {seller: replace(routes[seller], weight=flows[seller] / whole) for seller in best}


def _largest_first(link: Terms) -> tuple[float, float, float]:
    """Sort links by flow; of equals the quicker, then the cheaper comes first."""
    return -link.base_flow_t_per_year, link.transit_months, link.freight_usd_per_kg


def _link(world: World, name: str, seller: str, buyer: str, good: str) -> None:
    offer, intake = world.offers[f"{seller}:{good}"], world.intakes[f"{buyer}:{good}"]
    made = Link(name, offer, intake, is_release=offer.from_stockpile)
    world.links[name] = made
    offer.links.append(made)
    intake.links.append(made)
    (intake.releases if made.is_release else intake.bought).append(made)
    here, there = offer.node.country, intake.node.country
    if here == there:
        offer.home.append(made)
        if not made.is_release:
            world.domestic.append(made)
        return
    offer.abroad.append(made)
    world.abroad.append(made)
    group = world.scenario.commodities[good].measure_group
    pool = world.pools.setdefault(f"{here}:{group}", Pool(f"{here}:{group}"))
    title = f"{here}>{there}:{group}"
    if title not in world.lanes:
        lane = Lane(title, pool, world.accounts[here], world.accounts[there])
        world.lanes[title] = lane
        pool.lanes.append(lane)
    made.lane = world.lanes[title]
    made.lane.links.append(made)


def _markets(world: World) -> None:
    for store in world.stores.values():
        rivals = [o for o in world.sold if o.commodity == store.offers[0].commodity]
        store.market = [o for o in rivals if o.node.country == store.country] or rivals
    for good in world.scenario.commodities:
        makers = [o for o in world.sold if o.commodity == good]
        at_home = [o for o in makers if o.node.country == world.scenario.reference_exporter]
        if makers:
            world.reference[good] = at_home or makers


def _contracts(world: World) -> None:
    owner = {name: f.firm for name, f in world.scenario.facilities.items()}
    agreed: dict[str, Contracted | Agreement] = {**world.scenario.contracts}
    for name, table in world.scenario.tables.items():
        if table.volume_t_per_year > 0.0:
            agreed |= {f"{name}#1": table, f"{name}#2": table}
    for name, terms in agreed.items():
        made = Contract(name, terms.commodity or "", terms.volume_t_per_year)
        world.contracts[name] = made
        for link in world.links.values():
            if link.is_release or link.offer.commodity != terms.commodity:
                continue
            seller, buyer = link.offer.node.name, link.intake.node.name
            sells = terms.seller in {seller, owner[seller]}
            if sells and (buyer in terms.buyers or owner.get(buyer) in terms.buyers):
                part = Part(made, link)
                made.parts.append(part)
                link.parts.append(part)
    for name, table in world.scenario.tables.items():
        slots = [c for title, c in world.contracts.items() if title.startswith(f"{name}#")]
        world.tables[name] = Table(name, table, slots)
    world.bound = [link for link in world.links.values() if link.parts]


def _diplomacy(world: World) -> None:
    """Lay out who thinks what of whom: what the file gives, countries, seats, sides of tables."""
    scenario = world.scenario
    world.countries = {name: Country(name) for name in scenario.countries}
    for name, given in scenario.relations.items():
        world.relations[name] = Relation(name, given.of, given.towards)
    known = {(r.of, r.towards) for r in world.relations.values()}
    groups = [list(scenario.countries), [seat.actor for seat in scenario.seats.values()]]
    groups += [list(table.sides) for table in scenario.tables.values()]
    pairs = [(of, towards) for group in groups for of in group for towards in group]
    for table in scenario.tables.values():
        plant = scenario.facilities.get(table.seller or "")
        firm = plant.firm if plant else table.seller
        if firm in table.sides and firm in scenario.firms:
            first, second = table.sides
            buyer = second if firm == first else first
            pairs.append((buyer, scenario.firms[firm].country))
    for of, towards in pairs:
        if of != towards and (of, towards) not in known:
            known.add((of, towards))
            name = f"{of}>{towards}"
            world.relations[name] = Relation(name, of, towards)


def members(world: World) -> set[str]:
    """Name the countries that buy together; one alone is no coalition."""
    joined = {name for name, country in world.countries.items() if country.coalition > 0.0}
    return joined if len(joined) > 1 else set()
