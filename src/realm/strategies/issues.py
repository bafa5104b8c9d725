"""What each option of the issues of talks adds or costs a side, in k$ against no deal."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from realm.core.arrays import Array, Index
from realm.core.bargains import FIXED, FLOOR, INDEX
from realm.core.network import Network
from realm.strategies.actors import prices_at_start
from realm.strategies.care import caring
from realm.strategies.situation import ASSURED, Situation
from realm.strategies.stakes import Works

ADDED = 0.35
"""Part of a magnet's price that is made in the plant: 20 to 40 $/kg of 60 to 100 outside China."""
MARGIN = 0.1
"""Part of the sales that a plant's owner keeps. assumption: the trade's usual return."""
SPREAD = 0.15
"""Part of a loan that cheap money saves a miner, or costs who lends it to one it does not trust.
assumption: venture rates less a state bank's, over three years."""
TECHNOLOGY = 0.5
"""Years of the table's trade that technology is worth to who gets it, and nearly to who loses its
lead. assumption: talks on magnet technology ran for years without any."""
TERM = 3.0
"""Years that a deal is looked at."""
FIRST = 0.2
"""How much more the first half of the volume is worth to a buyer than the second."""
SELLING = 0.05
"""Worth of a sale to a seller with nothing idle, over its price: one buyer less to look for."""
FILLING = 0.3
"""Worth of a sale from capacity that stands idle: what is left of the price after own cost."""
HOME = 0.5
"""How much of what is sold abroad is missed at home while users there run short: some of it could
not be used there yet."""
BINDING = 0.01
"""Part of a year's trade that a further year of being bound costs."""
BUSY = 0.3
"""How much of a tolling line's product its own country misses while users there run short."""
POWER = 0.1
"""Part of the trade held back a year that a government holds a measure to be worth as a lever."""
RETURN = 0.5
"""Part of the way back to where it was that a price is expected to go, on average over the term."""
CERTAIN = {FIXED: 0.01, FLOOR: 0.03}
"""What a rule that cannot fall is worth to a seller, and costs a buyer, as a part of the price."""
PURSE = 0.3
"""How much of what its firms gain on a price a government counts as its own: about its taxes."""
MIDDLE = 0.75
"""Volume at which price and years are valued: between half and all."""
USED = 0.3
"""How much of a new plant's products count as sure to come: users have to qualify them first."""


@dataclass(frozen=True)
class Cells:
    """A situation at some cells: (side, cell), or (cell,) where both sides share it."""

    short: Array
    want: Array
    trust: Array
    idle: Array
    sells: Array
    government: Array
    money: Array
    """How much the side cares for money, 1 on average."""
    security: Array
    industry: Array
    gives: Array
    """1 for the side that could give technology."""
    eased: Array
    share: float
    """Part of a plant's cost that its partner pays."""
    floor: float
    """Part of the price of the day that a floor keeps."""
    usual: Array
    """Price of the good at the quiet start, $/kg."""
    inside: Array
    spot: Array
    elsewhere: Array
    volume: Array
    """t a year at most that can be expected to come; times $/kg that is k$ a year."""
    scale: Array
    loan: Array
    tolling: Works
    plant: Works

    @classmethod
    def of(cls, seen: Situation, network: Network, table: Index, world: Index) -> "Cells":
        """Look the cells up."""
        held, bargains = seen.stakes, network.bargains
        rules = network.scenario.coefficients
        care = caring(network)[:, :, table]
        return cls(
            short=seen.short[:, table, world],
            want=seen.want[:, table, world],
            trust=seen.trust[:, table, world],
            idle=seen.idle[:, table, world],
            sells=held.sells[:, table],
            government=held.government[:, table].astype(np.float64),
            money=care[0],
            security=care[1],
            industry=care[2],
            gives=np.equal.outer(np.arange(2), bargains.giver[table]).astype(np.float64),
            eased=seen.eased[:, table, world],
            share=rules.partner_share,
            floor=rules.deal_floor_share,
            usual=prices_at_start(network)[held.good[table], 0],
            inside=seen.inside[table, world],
            spot=seen.spot[table, world],
            elsewhere=seen.elsewhere[table, world],
            volume=12.0 * bargains.volume[table] * seen.comes[table, world],
            scale=held.scale[table],
            loan=bargains.loan[table],
            tolling=held.tolling.at(table),
            plant=held.plant.at(table),
        )

    @cached_property
    def sure(self) -> Array:
        """Worth of a volume that is sure to come or to be sold, k$ over the term."""
        taken = ASSURED * self.want * self.security
        made = (SELLING + FILLING * self.idle) * self.money
        missed = ASSURED * HOME * self.short * self.security * self.government
        part = np.where(self.sells < 0.0, taken, np.where(self.sells > 0.0, made - missed, 0.0))
        return np.asarray(TERM * self.volume * self.spot * part)

    def price(self, rule: float) -> Array:
        """Expect the mean price of a rule over the term, $/kg.

        Every rule begins with the price of the day. An index then goes the way of the inside
        price, half of it back to where that was at the start; a floor keeps part of that from
        the seller's loss.
        """
        if rule == FIXED:
            return self.spot
        moved = self.spot * (1.0 + RETURN * (self.usual / self.inside - 1.0))
        return np.maximum(moved, self.floor * self.spot) if rule == FLOOR else moved

    def price_of(self, issue: str, amount: float) -> Array:
        """Expect the mean price by an option of an issue of `PRICED`, $/kg."""
        if issue == "premium":
            return np.asarray((1.0 + amount) * self.price(INDEX))
        return self.price(amount)

    def paid(self, price: Array) -> Array:
        """Worth of a price against what there is elsewhere, k$ over the term, at full volume."""
        gain = np.where(self.sells < 0.0, self.elsewhere - price, price - self.spot)
        hand = np.where(self.government > 0.0, PURSE, 1.0)
        return np.asarray(TERM * self.volume * gain * (self.sells != 0.0) * hand * self.money)


def _volume(at: Cells, amount: float, ruled: bool) -> Array:
    # A buyer misses the first tonnes most; governments' deals follow the inside price.
    bent = np.where(at.sells < 0.0, amount * (1.0 + FIRST * (1.0 - amount)), amount)
    gain = bent * at.sure
    return np.asarray(gain if ruled else gain + amount * at.paid(at.price(INDEX)))


def _price(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001 - one shape for all
    insured = CERTAIN.get(amount, 0.0) * at.spot
    return np.asarray(MIDDLE * at.paid(at.price(amount) + insured))


def _premium(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    dearer = at.paid(at.price_of("premium", amount)) - at.paid(at.price(INDEX))
    return np.asarray(MIDDLE * dearer)


def _years(at: Cells, amount: float, ruled: bool) -> Array:
    middle = 3.0 if ruled else 2.0
    longer = 0.5 * MIDDLE * at.sure * (amount - middle) / TERM
    bound = BINDING * at.scale * amount * (1.0 - at.trust)
    return np.asarray(longer - bound)


def _technology(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    known = amount * TECHNOLOGY * at.scale * at.industry * (at.gives.max(axis=0) > 0.0)
    lost = -known * (1.0 - 0.5 * at.trust)
    return np.asarray(np.where(at.gives > 0.0, lost, known * (0.5 + at.want)))


def _tolling(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    works = at.tolling
    flow = amount * TERM * works.sales * works.soon
    back = USED * ASSURED * at.want * at.security * works.user
    missed = BUSY * ASSURED * at.short * at.security * works.builder
    return np.asarray(flow * (back - missed) + _built(at, works, amount))


def _plant(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    works = at.plant
    flow = amount * TERM * works.sales * works.soon
    here = ADDED * MARGIN * at.industry + USED * ASSURED * at.want * at.security
    return np.asarray(flow * here * works.user + _built(at, works, amount))


def _built(at: Cells, works: Works, amount: float) -> Array:
    """Worth of a plant to who builds it, and what its partner pays; k$."""
    earned = MARGIN * TERM * works.sales * works.soon - (1.0 - at.share) * works.cost
    hand = np.where(at.government > 0.0, PURSE, 1.0)
    paid = at.share * works.cost * works.partner
    return np.asarray(amount * at.money * hand * (earned * works.builder - paid))


def _easing(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    lever = POWER * (1.0 - at.trust) + HOME * ASSURED * at.short * at.security
    given = at.eased * lever
    got = at.eased[::-1] * ASSURED * at.want * at.security
    return np.asarray(amount * TERM * (got - given))


def _loan(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    whole = amount * SPREAD * at.loan * at.money
    lent = np.where(at.sells < 0.0, -whole * (1.0 - at.trust), 0.0)
    return np.asarray(np.where(at.sells > 0.0, whole, lent))


ISSUES: dict[str, Callable[[Cells, float, bool], Array]] = {
    "volume": _volume,
    "price": _price,
    "premium": _premium,
    "years": _years,
    "technology": _technology,
    "tolling": _tolling,
    "plant": _plant,
    "easing": _easing,
    "loan": _loan,
}
"""Worth of an option at some cells, by its amount and whether a price is an issue; (side, cell)."""
