"""A government's own stockpiles, as a strategy buys and releases them."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index
from realm.strategies.actors import MARGIN, prices_at_start, seat_of_country
from realm.strategies.base import Columns
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


@dataclass(frozen=True)
class Stores:
    """The stockpiles that the actors may set; none is a table of no rows."""

    rows: Index
    """Number of each stockpile."""
    owner: Index
    """Position among the actors of the government behind each."""
    stock: Array
    """(row, world): tonnes in it, those on offer included."""
    first: Array
    """(row, 1): tonnes it was laid out for at the quiet start."""
    price: Array
    """(row, world): what the market asks, $/kg."""
    first_price: Array
    """(row, 1): the same at the quiet start."""
    purse: Array
    """(row, world): what its treasury holds, k$."""
    now: dict[str, Array]
    """What is ordered of each so far, by column."""
    count: int
    """Number of stockpiles in the scenario."""

    @classmethod
    def of(cls, observation: Observation, legal: Legal) -> "Stores":
        """Find the stockpiles that are the actors' to set."""
        network = observation.network
        rows = np.flatnonzero(np.logical_or.reduce(legal.stock_target, axis=-1)).astype(np.intp)
        laid = [*network.scenario.stockpiles.values()]
        country = np.array([network.countries.index(laid[row].country) for row in rows], np.intp)
        accounts = [network.accounts.index(laid[row].country) for row in rows]
        goods = network.intake_commodity[network.stockpile_intakes][rows]
        first = [max(laid[row].stock_t, laid[row].target_t or 0.0) for row in rows]
        held = observation.stock_in[network.stockpile_intakes]
        held = held + observation.stock_out[network.stockpile_offers]
        columns = ("stock_target", "stock_purchase", "stock_release")
        return cls(
            rows=rows,
            owner=seat_of_country(observation)[country],
            stock=np.take(held, rows, axis=0),
            first=np.array(first, dtype=np.float64).reshape(-1, 1),
            price=np.take(observation.ask[network.stockpile_offers], rows, axis=0),
            first_price=prices_at_start(network)[goods],
            purse=np.take(observation.money, np.array(accounts, dtype=np.intp), axis=0),
            now={name: np.take(getattr(observation, name), rows, axis=0) for name in columns},
            count=len(laid),
        )

    def orders(
        self, *, buy: Array, release: Array, target: Array, purse_share: float = 0.1
    ) -> Columns:
        """Buy and release so many tonnes a month; what is as asked stays.

        Args:
            buy: most to buy a month, (row, world).
            release: what to offer a month, (row, world).
            target: tonnes to stop buying at, (row, world); counts where something is bought.
            purse_share: part of the treasury that may be spent on one stockpile a month.
        """
        afford = np.maximum(self.purse, 0.0) * purse_share / np.maximum(self.price, 1e-6)
        buy = np.where(release > 0.0, 0.0, np.minimum(buy, afford))
        wanted = {
            "stock_purchase": buy,
            "stock_release": release,
            "stock_target": np.where(buy > 0.0, target, self.now["stock_target"]),
        }
        return {name: self._spread(name, values) for name, values in wanted.items()}

    def _spread(self, name: str, values: Array) -> Array:
        """Lay rows into a column of all stockpiles, where they change anything."""
        now = self.now[name]
        column = np.full((self.count, now.shape[-1]), np.nan)
        moves = np.abs(values - now) > MARGIN * (1.0 + np.abs(now))
        column[self.rows] = np.where(moves, values, np.nan)
        return column
