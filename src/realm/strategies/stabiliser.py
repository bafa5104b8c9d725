"""Lean against prices: buy into stockpiles when they are low, release when they are high."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array, part, ratio
from realm.core.chance import Luck
from realm.core.words import NotNegative, Share
from realm.strategies.actors import above, added, below, prices_at_start, worst
from realm.strategies.base import Decision, Strategy
from realm.strategies.borders import touched
from realm.strategies.curbs import Curbs
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation
from realm.strategies.stores import Stores


class Stabiliser(Strategy):
    """A buffer stock, and measures that give way when the price outside runs away.

    The price that counts as usual follows the market slowly, so it leans against swings and not
    against a trend. A measure is eased a step a turn while a permit for one kg is worth more
    than `rent` times the ask at home.
    """

    name = "stabiliser"
    plays = frozenset({"country"})
    source = "Newbery and Stiglitz 1981, The Theory of Commodity Price Stabilization"

    @dataclass(frozen=True)
    class Params:
        """What it lets pass."""

        band: NotNegative = 0.12
        """Swing of the log price around the usual one that it lets pass."""
        pace: Share = 0.15
        """Part of the distance to today's price that the usual one moves a turn."""
        sold: Share = 0.06
        """Part of a stockpile offered a month while prices are high."""
        bought: NotNegative = 0.03
        """Part of its first size bought a month while prices are low."""
        rent: NotNegative = 0.6
        """Value of a permit, in asks at home, from which it eases."""
        step: Share = 0.25
        """Change of tightness a turn."""

    @dataclass(frozen=True)
    class Memory:
        """What it holds for usual."""

        usual: Any = 0.0
        """Log of the usual price over that at the quiet start, mean of its stockpiles."""

    def decide(
        self,
        observation: Observation,
        legal: Legal,
        memory: Any,
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Compare each stockpile's price with the usual one, and permits with asks at home."""
        params, stores = self.params, Stores.of(observation, legal)
        log_price = np.log(np.maximum(stores.price / stores.first_price, 1e-6))
        actors = len(observation.actors)
        count = added(np.ones((len(stores.rows), 1)), stores.owner, actors)
        mean = part(added(log_price, stores.owner, actors), np.maximum(count, 1.0))
        swing = log_price - memory.usual[stores.owner]
        columns = dict(
            stores.orders(
                buy=np.where(below(swing, -params.band), params.bought * stores.first, 0.0),
                release=np.where(above(swing, params.band), params.sold * stores.stock, 0.0),
                target=2.0 * stores.first,
            )
        )
        curbs = Curbs.of(observation, legal)
        permits = _permits(observation, curbs)
        dear = above(permits, params.rent)
        eased = np.maximum(curbs.tightness - params.step, 0.0)
        columns |= curbs.orders(np.where(dear, eased, np.nan))
        usual = memory.usual + params.pace * (mean - memory.usual)
        drivers = {
            "prices are low": worst(-params.band - swing, stores.owner, actors),
            "prices are high": worst(swing - params.band, stores.owner, actors),
            "permits are dear": worst(permits - params.rent, curbs.owner, actors),
        }
        return Decision(columns, self.Memory(usual=usual), drivers)


def _permits(observation: Observation, curbs: Curbs) -> Array:
    """Read what a permit is worth at most under each row, over the price at the start."""
    network = observation.network
    goods = prices_at_start(network)
    first = np.zeros((len(network.lanes), 1))
    links = np.arange(network.abroad.start, network.abroad.stop)
    first[network.lane_of] = goods[network.offer_commodity[network.link_offer[links]]]
    worth = ratio(observation.rent, np.broadcast_to(first, observation.rent.shape), 0.0)
    found = np.zeros(curbs.tightness.shape)
    rows, lanes = np.nonzero(touched(network, "restricts")[curbs.rows])
    np.maximum.at(found, rows, np.take(worth, lanes, axis=0))
    return found
