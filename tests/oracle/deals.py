"""What was signed, kept and broken, and what it does to trust (README 7.22 to 7.24)."""

from dataclasses import dataclass, field
from math import inf

from tests.oracle.contracts import inside_prices
from tests.oracle.decisions import open_link
from tests.oracle.instruments import read_instruments
from tests.oracle.nouns import Facility, Link
from tests.oracle.sums import clip, over, ratio
from tests.oracle.terms import Account, Contract, Lane, Relation, Table
from tests.oracle.world import World

from realm.core.bargains import AGENDAS

Terms = dict[str, float]
"""What an outcome settles: issue -> amount."""


@dataclass
class Turn:
    """What a turn notes for its end."""

    months: float
    signed: dict[str, Terms] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    """Table -> who broke its deal."""
    running: set[str] = field(default_factory=set)
    due: dict[str, float] = field(default_factory=dict)
    came: dict[str, float] = field(default_factory=dict)
    ordered: dict[str, float] = field(default_factory=dict)
    """Link -> t ordered."""
    refused: dict[str, float] = field(default_factory=dict)
    """Link -> t refused."""
    barred: dict[str, float] = field(default_factory=dict)
    """Table -> what a government lets through that came between its firm and a deal of the firm."""
    found: dict[tuple[str, str], float] = field(default_factory=dict)
    """Exporter and buyer -> times transshipment was found."""


def terms_of(table: Table) -> Terms:
    """Read the deal in force."""
    return _terms(table, table.deal) if table.deal >= 0.0 else {}


def _terms(table: Table, outcome: float) -> Terms:
    agenda = AGENDAS[table.terms.kind]
    labels = agenda.describe(int(outcome))
    return {
        issue.name: next(o.amount for o in issue.options if o.label == labels[issue.name])
        for issue in agenda.issues
    }


def open_turn(
    world: World,
    orders: dict[str, dict[str, float]],
    before: set[str],
    begun: set[str],
    stood: dict[str, tuple[float, float]],
) -> Turn:
    """Break, then sign.

    Args:
        world: The world after the decisions.
        orders: What was asked for.
        before: Links that were open when the turn began.
        begun: Projects that were started before it.
        stood: Whether each measure was on when the turn began, and its size.
    """
    turn = Turn(float(world.scenario.months_per_turn))
    for name, table in world.tables.items():
        first, second = table.terms.sides
        for side in (second, first):
            if orders.get("revoke", {}).get(f"{name}:{side}", 0.0) > 0.0 and table.deal >= 0.0:
                turn.broken[name] = side
    _break(world, turn.broken)
    chosen = {
        name: _terms(world.tables[name], outcome)
        for name, outcome in orders.get("signed", {}).items()
        if _stands(world.tables[name], outcome, begun)
    }
    for name, terms in chosen.items():
        turn.signed[name] = terms
        _sign(world, world.tables[name], orders["signed"][name], terms)
    for table in world.tables.values():
        for contract in table.slots:
            for part in contract.parts:
                if contract.contract_volume > 0.0 and part.link.name in before:
                    part.link.link_open = max(part.link.link_open, 1.0)
    _start_projects(world, begun)
    now = {name: (m.measure_on, m.measure_size) for name, m in world.measures.items()}
    _set_measures(world, stood)
    read_instruments(world, lucky=False)
    for name, terms in chosen.items():
        if terms["volume"] > 0.0:
            world.tables[name].deal_let = _let_through(world, world.tables[name])
    _set_measures(world, now)
    turn.running = {name for name, table in world.tables.items() if table.deal >= 0.0}
    return turn


def _set_measures(world: World, to: dict[str, tuple[float, float]]) -> None:
    for name, measure in world.measures.items():
        measure.measure_on, measure.measure_size = to[name]


def _stands(table: Table, outcome: float, begun: set[str]) -> bool:
    """Say whether a signature can take effect."""
    terms, given = _terms(table, outcome), table.terms
    has = {
        "volume": bool(table.slots),
        "technology": given.technology is not None,
        "tolling": given.tolling is not None,
        "plant": given.plant is not None,
        "easing": bool(given.eases),
        "loan": given.loan_musd > 0.0,
    }
    if any(terms.get(issue, 0.0) > 0.0 and not there for issue, there in has.items()):
        return False
    if not any(terms.get(issue, 0.0) > 0.0 for issue in has):
        return False
    if terms["volume"] == 0.0 and terms.get("price", 0.0) + terms.get("premium", 0.0) > 0.0:
        return False
    for thing, name in (("tolling", given.tolling), ("plant", given.plant)):
        if terms[thing] > 0.0 and name in begun:
            return False
    if terms.get("loan", 0.0) > 0.0 and table.loan_left > 0.0:
        return False
    full = all(slot.contract_volume > 0.0 for slot in table.slots)
    return not (terms["volume"] > 0.0 and full)


def _sign(world: World, table: Table, outcome: float, terms: Terms) -> None:
    given, last = table.terms, world.month + 12.0 * terms["years"]
    table.deal, table.breached = outcome, 0.0
    table.deal_ends = last if table.deal_ends == inf else max(last, table.deal_ends)
    if terms["volume"] > 0.0:
        slot = next(one for one in table.slots if one.contract_volume == 0.0)
        _fill(world, slot, given.volume_t_per_year / 12.0, terms)
    for giver in given.eases:
        way = _relation(world, _home(world, giver), _home(world, _other(table, giver)))
        if terms["easing"] > 0.0:
            way.waiver = max(way.waiver, terms["easing"])
            way.waiver_ends = last if way.waiver_ends == inf else max(last, way.waiver_ends)
    if given.technology is not None and terms["technology"] > 0.0:
        pupil = world.countries[_home(world, _other(table, given.technology))]
        lacking = (1.0 - pupil.know_how) * (1.0 - world.rules.technology_gain)
        pupil.know_how = 1.0 - lacking
    if terms.get("loan", 0.0) > 0.0:
        seller = _seller(world, table)
        table.loan_left = 1000.0 * given.loan_musd
        _pay(world, _other(table, seller), seller, table.loan_left)


def _fill(world: World, slot: Contract, full: float, terms: Terms) -> None:
    rules = world.rules
    price = sum(part.part_share * part.link.offer.ask for part in slot.parts)
    price *= 1.0 + terms.get("premium", 0.0)
    rule = ("index", "fixed", "floor")[int(terms.get("price", 0.0))]
    slot.contract_volume = terms["volume"] * full
    slot.contract_price = price
    slot.contract_fixed = float(rule == "fixed")
    inside = inside_prices(world)[slot.commodity]
    slot.contract_index = price / inside if rule == "index" else 0.0
    slot.contract_floor = rules.deal_floor_share * price if rule == "floor" else 0.0
    slot.contract_ceiling = inf
    slot.contract_penalty = rules.deal_penalty_share * price
    slot.contract_deliver = 1.0
    slot.contract_ends = world.month + 12.0 * terms["years"]
    for part in slot.parts:
        open_link(world, part.link.name, 1.0)


def _start_projects(world: World, begun: set[str]) -> None:
    promised: set[str] = set()
    for thing in ("tolling", "plant"):
        for table in world.tables.values():
            name = getattr(table.terms, thing)
            project = world.projects.get(name or "")
            if project is None or terms_of(table).get(thing, 0.0) == 0.0:
                continue
            approved = any(
                terms_of(one).get(what, 0.0) > 0.0
                for one in world.tables.values()
                for what in ("tolling", "plant")
                if one.terms.kind == "state" and getattr(one.terms, what) == name
            )
            if name in begun | promised or not (approved or project.project_approved > 0.0):
                continue
            promised.add(name)
            project.project_approved = 1.0
            if project.project_opens == inf:
                project.project_opens = world.opening(name)
            builder = _side_of(world, table, world.scenario.projects[name].firm)
            if builder is not None:
                partner = _other(table, builder)
                project.project_partner = float(list(world.accounts).index(partner))
                project.project_partner_share = world.rules.partner_share


def note_month(world: World, turn: Turn) -> None:
    """Add up what a month brought."""
    for name in turn.running:
        for part, called in _called(world.tables[name], world.month - 1):
            shut = getattr(part.offer.node, "shut", 0.0) > 0.0
            due = called if shut else min(called, part.asked)
            turn.due[name] = turn.due.get(name, 0.0) + due
            turn.came[name] = turn.came.get(name, 0.0) + min(due, part.shipped)
        kept = sum(slot.withheld for slot in world.tables[name].slots)
        turn.due[name] = turn.due.get(name, 0.0) + kept
    for name, link in world.links.items():
        turn.ordered[name] = turn.ordered.get(name, 0.0) + link.orders
        turn.refused[name] = turn.refused.get(name, 0.0) + (link.refused if link.lane else 0.0)
    for lane in world.lanes.values():
        pair = (lane.exporter.name, lane.importer.name)
        turn.found[pair] = turn.found.get(pair, 0.0) + lane.found


def _called(table: Table, month: int) -> list[tuple[Link, float]]:
    """List the links of a deal's contracts with what they call."""
    if not table.slots:
        return []
    runs = sum(s.contract_volume for s in table.slots if s.contract_ends > month)
    return [(part.link, runs * part.part_share) for part in table.slots[0].parts]


def close_turn(world: World, turn: Turn, volumes: dict[str, float], ends: dict[str, float]) -> None:
    """See who kept what, pay loans back, move trust.

    Args:
        world: The world after the months.
        turn: What was noted.
        volumes: Tonnes that each contract called when the turn's months began.
        ends: When each deal was to end then.
    """
    read_instruments(world, lucky=False)
    least = world.rules.deal_kept_share * (1.0 - 1e-9)
    failed: dict[str, str] = {}
    unpaid = _repay(world, turn, ends)
    for name in turn.running:
        table, seller = world.tables[name], _seller(world, world.tables[name])
        broke = name in unpaid or turn.came.get(name, 0.0) < least * turn.due.get(name, 0.0)
        sells = any(volumes[slot.name] > 0.0 for slot in table.slots)
        let = _let_through(world, table)
        if sells and let < least * table.deal_let:
            broke = broke or seller in world.countries
            if seller not in world.countries:
                turn.barred[name] = table.deal_let = let
        if broke and seller:
            failed[name] = seller
    _break(world, failed)
    for table in world.tables.values():
        if table.deal >= 0.0 and table.deal_ends <= world.month:
            table.deal, table.deal_ends = -1.0, inf
    turn.broken |= failed
    for relation in world.relations.values():
        _move(world, turn, relation)


def _repay(world: World, turn: Turn, ends: dict[str, float]) -> set[str]:
    """Let everyone pay the instalment that can; name the tables where it was not paid."""
    part, due = {}, {}
    for name in turn.running:
        whole = world.tables[name].loan_left
        if whole > 0.0:
            left = max(ends[name] - (world.month - turn.months), turn.months)
            part[name] = whole * (turn.months / left)
            due[name] = part[name] + whole * world.rules.loan_interest_per_year * turn.months / 12
    unpaid = {n for n in due if world.accounts[_seller(world, world.tables[n])].money < due[n]}
    for name in due.keys() - unpaid:
        table = world.tables[name]
        table.loan_left -= part[name]
        _pay(world, _seller(world, table), _other(table, _seller(world, table)), due[name])
    return unpaid


def _break(world: World, broken: dict[str, str]) -> None:
    """End deals: fines first, then what borrowers have of what they owe."""
    for name, side in broken.items():
        table = world.tables[name]
        worth = sum(slot.contract_volume * slot.contract_price for slot in table.slots)
        _pay(world, side, _other(table, side), 12.0 * world.rules.deal_fine_years * worth)
    has = {name: max(account.money, 0.0) for name, account in world.accounts.items()}
    for name, side in broken.items():
        table = world.tables[name]
        if table.loan_left > 0.0:
            seller = _seller(world, table)
            _pay(world, seller, _other(table, seller), min(table.loan_left, has[seller]))
            table.loan_left = 0.0
        for slot in table.slots:
            slot.contract_volume = 0.0
        for giver in table.terms.eases:
            _relation(world, _home(world, giver), _home(world, _other(table, giver))).waiver = 0.0
        table.deal, table.deal_ends = -1.0, inf
        table.breached = 1.0 + table.terms.sides.index(side)


def _let_through(world: World, table: Table) -> float:
    """Find what the border of the selling side lets through of what a deal is about."""
    home = _home(world, _seller(world, table))
    whole = 1.0
    for part in table.slots[0].parts if table.slots else []:
        lane = part.link.lane
        if lane is not None and lane.exporter.name == home:
            whole -= part.part_share * (1.0 - lane.share * _within_quota(lane))
    return whole


def _within_quota(lane: Lane) -> float:
    """Find the part of a lane's trade at the start for which there is a quota."""
    sizes = [m.measure_size for m in lane.pool.quotas if m.measure_on > 0.0]
    if lane.counted == 0.0 or not sizes:
        return 1.0
    usual = sum(one.counted * sum(i.base_flow for i in one.links) for one in lane.pool.lanes)
    return 1.0 - lane.counted * (1.0 - min(1.0, over(min(sizes) / 12.0, usual, inf)))


def _move(world: World, turn: Turn, relation: Relation) -> None:
    rules, of, towards = world.rules, relation.of, relation.towards
    years = turn.months / 12.0
    moved = min(1.0, turn.months / rules.trust_return_months) * (
        relation.base_trust - relation.trust
    )
    moved -= rules.trust_curb_per_year * years * min(_curbed(world, turn, of, towards), 1.0)
    moved -= rules.trust_found * turn.found.get((of, towards), 0.0)
    kept = 0.0
    for name, table in world.tables.items():
        if {of, towards} != set(table.terms.sides):
            continue
        if name in turn.running and name not in turn.broken:
            kept = 1.0
        if turn.broken.get(name) == towards:
            moved -= rules.trust_breach
        if name in turn.barred and (of, towards) == _above(world, table):
            moved -= rules.trust_breach
        if name not in turn.broken:
            moved += rules.trust_gift * _given(world, table, turn.signed.get(name, {}), towards)
    moved += rules.trust_kept_per_year * years * kept
    relation.trust = clip(relation.trust + moved, -1.0, 1.0)


def _curbed(world: World, turn: Turn, of: str, towards: str) -> float:
    """Find the part, by value, of what a buyer gets that a country holds back."""
    held = whole = 0.0
    for name, link in world.links.items():
        buyer, seller = link.intake.node, link.offer.node
        bought = isinstance(buyer, Facility) and buyer.account.name == of
        inside = isinstance(seller, Facility) and seller.account.name == of
        if of != buyer.country and (not bought or inside):
            continue
        usual = turn.months * link.base_flow
        whole += link.offer.base_ask * max(turn.ordered[name], usual)
        if link.lane is not None and seller.country == towards:
            closed = usual * (1.0 - link.lane.share * _within_quota(link.lane))
            held += link.offer.base_ask * max(turn.refused[name], closed)
    return ratio(held, whole)


def _given(world: World, table: Table, terms: Terms, giver: str) -> float:
    given = terms.get("easing", 0.0) if giver in table.terms.eases else 0.0
    if giver == table.terms.technology:
        given += terms.get("technology", 0.0)
    if giver != _seller(world, table):
        given += terms.get("loan", 0.0)
    return given


def _seller(world: World, table: Table) -> str:
    """Name the side that sells, or whose firm does."""
    name = table.terms.seller or ""
    if name in world.scenario.facilities:
        name = world.scenario.facilities[name].firm
    return _side_of(world, table, name) or ""


def _side_of(world: World, table: Table, firm: str) -> str | None:
    for name in (firm, _home(world, firm)):
        if name in table.terms.sides:
            return name
    return None


def _above(world: World, table: Table) -> tuple[str, str]:
    """Pair who buys of a firm with the firm's government."""
    seller = _seller(world, table)
    return _other(table, seller), _home(world, seller)


def _other(table: Table, side: str) -> str:
    first, second = table.terms.sides
    return second if side == first else first


def _home(world: World, actor: str) -> str:
    firms = world.scenario.firms
    return firms[actor].country if actor in firms else actor


def _relation(world: World, of: str, towards: str) -> Relation:
    (found,) = [r for r in world.relations.values() if (r.of, r.towards) == (of, towards)]
    return found


def _pay(world: World, payer: str, receiver: str, amount: float) -> None:
    accounts: dict[str, Account] = world.accounts
    accounts[payer].money -= amount
    accounts[receiver].money += amount
