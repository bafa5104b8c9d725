"""Rationing, and orders sent on elsewhere (README 7.12)."""

from tests.oracle.nouns import Intake, Link, Offer, Store
from tests.oracle.sums import over
from tests.oracle.terms import Part
from tests.oracle.world import World, members

ROUNDS = 2


def ship(world: World) -> None:
    """Let sellers ship what they have."""
    for link in world.links.values():
        reached = link.orders if link.lane is None else link.passed
        link.asked = reached if link.is_open or link.is_release else 0.0
        link.shipped = link.again = 0.0
        under = min(link.called, link.asked)
        link.withheld = link.kept * under
        link.asked = (under if link.stopped else link.asked) - link.withheld
    for contract in world.contracts.values():
        contract.withheld = sum(_share_of(part) for part in contract.parts)
    club = members(world)
    for offer in world.offers.values():
        offer.dust = 1e-9 * offer.stock_out
        _ration(offer, club)
    for intake in world.intakes.values():
        gone = sum(link.shipped + link.pending for link in intake.links)
        left = intake.orders - gone
        intake.short = left if left > 1e-9 * intake.orders else 0.0
    for _ in range(ROUNDS):
        for intake in world.intakes.values():
            _send_on(intake)
        for offer in world.offers.values():
            _fill_up(offer)
    for link in world.links.values():
        if link.lane is not None:
            _split_leak(link)
        if link.shipped > 0.0:
            for lag, part in enumerate(link.transit):
                link.pipeline[lag] += part * link.shipped
    for offer in world.offers.values():
        offer.sold = sum(link.shipped for link in offer.links)
        offer.wanted = sum(link.asked for link in offer.links)


def _share_of(part: Part) -> float:
    """Find what one contract is kept back on a link that several may cover."""
    every = sum(p.back for p in part.link.parts)
    return part.link.withheld * over(part.back, every, 0.0)


def _ration(offer: Offer, club: set[str]) -> None:
    """Serve obligations at home, then calls and partners, then the rest; a club shares that."""
    if offer.obliged > 0.0:
        at_home = sum(link.asked for link in offer.home)
        reserve = min(offer.obliged * offer.produced, at_home, offer.stock_out)
        part = over(reserve, at_home, 0.0)
        for link in offer.home:
            link.shipped = link.asked * part
        offer.stock_out = max(offer.stock_out - reserve, 0.0)
    wants = [
        min(link.asked - link.shipped, link.partner_share * link.base_flow + _due(link))
        for link in offer.links
    ]
    _serve(offer, wants)
    before = [link.shipped for link in offer.links]
    wants = [link.asked - link.shipped for link in offer.links]
    _serve(offer, wants)
    _share(club, list(zip(offer.links, before, wants, strict=True)))


def _share(club: set[str], served: list[tuple[Link, float, float]]) -> None:
    """Divide what members of the club got of their wants anew, first by need."""
    mine = [
        (link, before, want)
        for link, before, want in served
        if link.lane is not None
        and link.intake.node.country in club
        and link.shipped - before < want
    ]
    need = [want * _calm(link.intake) for link, _, want in mine]
    got = sum(link.shipped - before for link, before, _ in mine)
    first = sum(need)
    spare = sum(want for _, _, want in mine) - first
    met = min(1.0, over(got, first, 1.0))
    more = min(1.0, over(max(got - first, 0.0), spare, 0.0))
    for (link, before, want), needed in zip(mine, need, strict=True):
        link.shipped = before + needed * met + (want - needed) * more


def _calm(intake: Intake) -> float:
    """Find the part of an order that expected use alone would place; stores need nothing."""
    if isinstance(intake.node, Store):
        return 0.0
    return min(1.0, over(intake.expected_use, intake.orders, 1.0))


def _due(link: Link) -> float:
    """Calls that the seller means to deliver."""
    return (1.0 - link.kept) * link.called


def _serve(offer: Offer, wants: list[float]) -> None:
    """Ship what is wanted as far as stocks go; who is sold out has nothing left, to the bit."""
    wanted = sum(wants)
    part = min(1.0, over(offer.stock_out, wanted, 1.0))
    for link, want in zip(offer.links, wants, strict=True):
        link.shipped += want * part
    offer.stock_out = max(offer.stock_out - wanted, 0.0)


def _send_on(intake: Intake) -> None:
    """Send half of what is short to sellers that still have stock; kept in `sent_on`."""
    able = 0.0
    for link in intake.bought:
        free = link.lane is None or link.lane.is_open
        willing = link.is_open and link.kept == 0.0 and not link.stopped
        link.sent_on = (
            link.share if willing and free and link.offer.stock_out > link.offer.dust else 0.0
        )
        able += link.sent_on
    scale = over(0.5 * intake.short, able, 0.0)
    for link in intake.bought:
        link.sent_on *= scale


def _fill_up(offer: Offer) -> None:
    if offer.from_stockpile:
        return
    before = [link.shipped for link in offer.links]
    _serve(offer, [link.sent_on for link in offer.links])
    for link, shipped in zip(offer.links, before, strict=True):
        link.asked += link.sent_on
        link.again += link.sent_on
        link.intake.short = max(link.intake.short - (link.shipped - shipped), 0.0)


def _split_leak(link: Link) -> None:
    """Find what of the shipments was smuggled, and what a quota is charged with."""
    on = over(link.passed, link.passed + link.again, 1.0)
    leaked = over(link.sneaked, link.passed, 0.0)
    link.leaked = link.shipped * on * leaked
    if link.lane is not None:
        charged = over(link.due, link.passed, 0.0) * link.lane.charged
        link.charged = link.shipped * on * charged
