"""From whom the goods of a deal go away: what its seller sent to each in the last turn."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.network import Network
from realm.model.place import Place
from realm.play.match import Match
from realm.play.rivals import selling_firm
from realm.play.sight import Sight
from realm.play.sums import added
from realm.strategies.stakes import stakes


@dataclass(frozen=True)
class Loser:
    """Somebody who buys of the same seller, t a turn."""

    country: str
    firm: str
    """Which of its firms, in the country whose other buyers the deal serves; else empty."""
    got: float
    """What the seller's plants sent it in the last turn, at home or abroad."""
    less: float
    """How much less that leaves it, if no more is made and those without a contract give up in
    proportion to what they got."""


@dataclass(frozen=True)
class Takes:
    """What a deal takes of what its seller sent in the last turn, t a turn."""

    firm: str
    """Who sells."""
    good: str
    sent: float
    """What its plants sent in the last turn, to all."""
    volume: float
    """What the terms promise."""
    buyers: tuple[str, ...]
    """Firms and countries of users that the goods are for."""
    already: float
    """What went to these in the last turn."""
    promised: float
    """What was signed this turn at other tables for more than they got."""
    spare: float
    """What was made and not sent."""
    losers: tuple[Loser, ...]
    """Its other buyers, who loses most first."""
    bound: float
    """What is promised beyond all that nobody has a contract for: more must be made."""

    @property
    def more(self) -> float:
        """What is promised, here and at other tables this turn, beyond what they got."""
        return max(0.0, self.volume - self.already) + self.promised

    @property
    def kept(self) -> float:
        """What of that was made and not sent."""
        return min(self.more, self.spare)


def takes(match: Match, sight: Sight, place: Place, terms: Mapping[str, str]) -> Takes | None:
    """Say from whom the goods of some terms go away; None where the seat sells none in them.

    A seat sells where its own side of the table does: a firm what its plants make, a government
    what its firms do. Who sent nothing yet takes nothing from anybody.
    """
    network, bargains = match.model.network, match.model.network.bargains
    row = network.tables.index(place.table)
    noun = network.scenario.tables[place.table]
    seller = int(bargains.seller[row])
    if seller < 0 or noun.sides[seller] != sight.actor or bargains.slots[0, row] < 0:
        return None
    volume = _volume(match, row, place.agenda.outcome(**terms))
    if not volume > 0.0:
        return None
    goods = _lately(match, row)
    if not goods.whole > 0.0:
        return None
    already = math.fsum(goods.sent[goods.deal])
    promised = _signed(match, place.table, goods.sent)
    free = math.fsum(goods.loose[goods.others])
    short = max(0.0, max(0.0, volume - already) + promised - goods.spare)
    return Takes(
        firm=selling_firm(network.scenario, place.table),
        good=str(noun.commodity),
        sent=goods.whole,
        volume=volume,
        buyers=tuple(dict.fromkeys(_who(network, link) for link in goods.deal)),
        already=already,
        promised=promised,
        spare=goods.spare,
        losers=_losers(network, row, goods, min(1.0, short / free) if free > 0.0 else 0.0),
        bound=max(0.0, short - free),
    )


@dataclass(frozen=True)
class _Goods:
    """What the seller at a table sent in the last turn, t."""

    sent: Array
    """On each link, whoever sent it there."""
    loose: Array
    """What of it no contract or deal calls for."""
    deal: Index
    """The seller's links on which a deal of this table is delivered."""
    others: Index
    """The seller's other links."""
    whole: float
    """What it sent to all."""
    spare: float
    """What it made and did not send."""


def _lately(match: Match, row: int) -> _Goods:
    """Add up what the seller at a table made and sent in the last turn."""
    network, page, held = match.model.network, match.pages[-1], stakes(match.model.network)
    offers = held.offers.columns[held.offers.starts[row] : held.offers.starts[row + 1]]
    links = np.flatnonzero(np.isin(network.link_offer, offers))
    months = page.ledger.months[-network.months_per_turn :]
    sent = added(network, page, "shipped")
    share = np.broadcast_to(match.model.params.part_share, (len(network.part_link), 1))[:, 0]
    bound = page.after.contract_volume[network.parts_of_contract, 0] * share * len(months)
    called = np.zeros(len(sent))
    np.add.at(called, network.part_link, bound)
    made = np.add.reduce([(month.produced - month.wasted)[:, 0] for month in months])
    plants = np.arange(len(network.offers))[network.facility_offers]
    whole, deal = math.fsum(sent[links]), _links(match, row)
    return _Goods(
        sent=sent,
        loose=np.maximum(sent - called, 0.0),
        deal=np.intersect1d(links, deal),
        others=np.setdiff1d(links, deal),
        whole=whole,
        spare=max(0.0, math.fsum(made[np.isin(plants, offers)]) - whole),
    )


def _losers(network: Network, row: int, goods: _Goods, part: float) -> tuple[Loser, ...]:
    """List who gets less where a part of what nobody has a contract for goes elsewhere.

    Of the country whose buyers the deal serves, the others are told one by one.
    """
    bargains, buyers = network.bargains, network.node_country[network.link_buyer]
    served = int(bargains.home[1 - bargains.seller[row], row])
    rows: dict[tuple[str, str], list[int]] = {}
    for link in goods.others:
        country = int(buyers[link])
        firm = _who(network, link) if country == served else ""
        name = network.countries[country]
        rows.setdefault((name, firm if firm != name else ""), []).append(int(link))
    found = [
        Loser(country, firm, math.fsum(goods.sent[here]), part * math.fsum(goods.loose[here]))
        for (country, firm), here in rows.items()
    ]
    return tuple(sorted((one for one in found if one.less > 0.0), key=lambda one: -one.less))


def _who(network: Network, link: int) -> str:
    """Name the firm that buys along a link; the country where its users do."""
    node = int(network.link_buyer[link])
    firm = int(network.node_firm[node])
    return network.firms[firm] if firm >= 0 else network.countries[int(network.node_country[node])]


def _volume(match: Match, row: int, outcome: int) -> float:
    """Return what an outcome of a table promises, t a turn."""
    network = match.model.network
    amount = network.bargains.amount("volume", np.full((len(network.tables), 1), float(outcome)))
    return float(amount[row, 0] * network.bargains.volume[row]) * network.months_per_turn


def _links(match: Match, row: int) -> Index:
    """List the links that a deal of a table is delivered on."""
    network = match.model.network
    mine = network.parts_of_contract == network.bargains.slots[0, row]
    return np.asarray(network.part_link[mine])


def _signed(match: Match, table: str, sent: Array) -> float:
    """Add up what else was signed of the same goods this turn, above what went there, t a turn."""
    network, parley = match.model.network, match.model.parley
    if parley is None:
        return 0.0
    column, scenario = parley.signed()[:, 0], network.scenario
    alike = selling_firm(scenario, table), scenario.tables[table].commodity
    found = 0.0
    for row, name in enumerate(network.tables):
        here = selling_firm(scenario, name), scenario.tables[name].commodity
        goods = network.bargains.slots[0, row] >= 0 and column[row] >= 0.0
        if name != table and here == alike and goods:
            before = math.fsum(sent[_links(match, row)])
            found += max(0.0, _volume(match, row, int(column[row])) - before)
    return found
