"""What the outcomes of talks are worth to each side, in k$, and what no deal is worth.

Worth is linear-additive over the issues (Keeney and Raiffa 1976, Decisions with Multiple
Objectives): every option adds what it gains or costs against no deal, the other issues taken at
their middle option. It comes from what the side itself may know, and is weighed by what its
seat is scored for. A side signs nothing that is worth less to it than no deal; trust moves that
bound, and need at home of what is to be sold narrows it (Putnam 1988, Diplomacy and Domestic
Politics, doi:10.1017/S0020818300027697).
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.bargains import FLOOR, INDEX
from realm.core.network import Network
from realm.core.talks import Agenda
from realm.strategies.actors import once
from realm.strategies.situation import Situation
from realm.strategies.stakes import Works

ASSURED = 0.83
"""Premium on goods that are sure to come, for who wants them badly: the US floor of 110 $/kg for
oxide of July 2025 over a price of 60."""
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
POWER = 0.15
"""Part of the trade held back a year that a government holds a measure to be worth as a lever."""
PURSE = 0.3
"""How much of what its firms gain on a price a government counts as its own: about its taxes."""
MIDDLE = 0.75
"""Volume at which price and years are valued: between half and all."""
SHARE = 0.5
"""Part of a plant's cost that its partner reckons with."""
BOTHER = 0.06
"""Part of a year's trade that a deal must bring to be worth the trouble."""
DISTRUST = 0.1
"""The same for every point of trust below 0.3."""
PRESSURE = 0.4
"""The same for each part missing at home of who sells abroad."""

CHANNELS = {
    "money": ("profit", "treasury", "price_gap", "price_paid"),
    "security": ("fill_rate", "lost_output", "days_of_cover", "supply_hhi", "supply_security"),
    "industry": ("import_reliance", "industrial_base", "industry_approval"),
}
"""Which indicators of a seat's score make it care for which part of a deal."""
LEAST_CARE = 0.5
"""Weight of a part of the deal that a seat is not scored for; its three weights are 1 on average
before."""


@dataclass(frozen=True)
class Worth:
    """What the outcomes at some tables in some worlds are worth; a cell is a table in a world."""

    parts: Array
    """k$ that each option adds, (side, option, cell)."""
    reservation: Array
    """k$ that no deal is worth, (side, cell)."""
    price: Array
    """$/kg that each option of the issue `price` comes to, (option, cell); no rows without one."""
    other_price: Array
    """$/kg that a side has without a deal, (side, cell)."""

    def pick(self, rows: Mask) -> "Worth":
        """Keep some cells."""
        return Worth(*(getattr(self, f.name)[..., rows] for f in dataclasses.fields(self)))


def worth(seen: Situation, network: Network, agenda: Agenda, table: Index, world: Index) -> Worth:
    """Say what the options of an agenda are worth to both sides at these cells.

    Args:
        seen: how the tables look; of a side that the observer is not, as far as he can guess.
        network: names and topology.
        agenda: what is bargained about.
        table: table of each cell.
        world: world of each cell.
    """
    at = Cells.of(seen, network, table, world)
    names = [issue.name for issue in agenda.issues]
    ruled = "price" in names
    options = {
        issue.name: [_ISSUES[issue.name](at, option.amount, ruled) for option in issue.options]
        for issue in agenda.issues
    }
    if ruled:
        # No volume, no price: what the first rule adds is taken off where nothing is sold.
        options["volume"][0] = options["volume"][0] - options["price"][0]
    rows = [part for issue in agenda.issues for part in options[issue.name]]
    trouble = BOTHER + DISTRUST * np.maximum(0.3 - at.trust, 0.0)
    trouble = trouble + PRESSURE * at.short * (at.sells > 0.0) * at.government
    rules = [o.amount for issue in agenda.issues if issue.name == "price" for o in issue.options]
    return Worth(
        parts=np.stack(rows, axis=1),
        reservation=at.scale * trouble,
        price=np.array([at.price(rule) for rule in rules]).reshape(len(rules), len(table)),
        other_price=np.where(at.sells > 0.0, at.spot, at.elsewhere),
    )


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
    inside: Array
    spot: Array
    elsewhere: Array
    volume: Array
    """t a year at most; times $/kg that is k$ a year."""
    scale: Array
    loan: Array
    tolling: Works
    plant: Works

    @classmethod
    def of(cls, seen: Situation, network: Network, table: Index, world: Index) -> "Cells":
        """Look the cells up."""
        held, bargains = seen.stakes, network.bargains
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
            inside=seen.inside[table, world],
            spot=seen.spot[table, world],
            elsewhere=seen.elsewhere[table, world],
            volume=12.0 * bargains.volume[table],
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
        """Say what a price rule comes to today, $/kg."""
        return self.inside if rule == INDEX else self.spot

    def paid(self, price: Array) -> Array:
        """Worth of a price against what there is elsewhere, k$ over the term, at full volume."""
        gain = np.where(self.sells < 0.0, self.elsewhere - price, price - self.spot)
        hand = np.where(self.government > 0.0, PURSE, 1.0)
        return np.asarray(TERM * self.volume * gain * (self.sells != 0.0) * hand * self.money)


@once
def caring(network: Network) -> Array:
    """Read from the seats' scores how much each side cares, (channel, side, table); else 1."""
    found = np.ones((len(CHANNELS), 2, network.bargains.count))
    for seat in network.scenario.seats.values():
        weights = [
            sum(abs(weight) for name, weight in seat.objectives.items() if name in names)
            for names in CHANNELS.values()
        ]
        if not any(weights):
            continue
        scaled = [LEAST_CARE + (1.0 - LEAST_CARE) * 3.0 * w / sum(weights) for w in weights]
        actor = [*network.countries, *network.firms].index(seat.actor)
        here = network.bargains.sides == actor
        found[:, here] = np.array(scaled)[:, None]
    found.flags.writeable = False
    return found


def _volume(at: Cells, amount: float, ruled: bool) -> Array:
    # A buyer misses the first tonnes most; governments' deals follow the inside price.
    bent = np.where(at.sells < 0.0, amount * (1.0 + FIRST * (1.0 - amount)), amount)
    gain = bent * at.sure
    return np.asarray(gain if ruled else gain + amount * at.paid(at.inside))


def _price(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001 - one shape for all
    insured = SELLING * at.spot if amount == FLOOR else 0.0
    return np.asarray(MIDDLE * at.paid(at.price(amount) + insured))


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
    back = ASSURED * at.want * at.security * works.user
    fee = works.partner * (MARGIN * at.money - BUSY * ASSURED * at.short * at.security)
    return np.asarray(flow * (back + fee) - amount * SHARE * works.cost * works.partner * at.money)


def _plant(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    works = at.plant
    flow = amount * TERM * works.sales * works.soon
    here = works.user * (ADDED * at.industry * MARGIN + HOME * ASSURED * at.want * at.security)
    kept = works.partner * MARGIN * at.money
    return np.asarray(flow * (here + kept) - amount * SHARE * works.cost * works.partner * at.money)


def _easing(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    lever = POWER * (1.0 - at.trust) + HOME * ASSURED * at.short * at.security
    given = at.eased * lever
    got = at.eased[::-1] * ASSURED * at.want * at.security
    return np.asarray(amount * TERM * (got - given))


def _loan(at: Cells, amount: float, ruled: bool) -> Array:  # noqa: ARG001
    whole = amount * SPREAD * at.loan * at.money
    lent = np.where(at.sells < 0.0, -whole * (1.0 - at.trust), 0.0)
    return np.asarray(np.where(at.sells > 0.0, whole, lent))


_ISSUES: dict[str, Callable[[Cells, float, bool], Array]] = {
    "volume": _volume,
    "price": _price,
    "years": _years,
    "technology": _technology,
    "tolling": _tolling,
    "plant": _plant,
    "easing": _easing,
    "loan": _loan,
}
