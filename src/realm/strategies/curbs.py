"""A government's own export measures as dials from 0 (lifted) to 1 (nothing passes)."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.strategies.actors import seat_of_country
from realm.strategies.base import Columns
from realm.strategies.borders import EXPORT, reach, scales, tightness
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

STILL = 0.01
"""Smaller changes of tightness are none."""


@dataclass(frozen=True)
class Curbs:
    """The measures of some families that the actors may set; none is a table of no rows."""

    rows: Index
    """Number of each measure."""
    owner: Index
    """Position among the actors of the government behind each."""
    country: Index
    """Number of that government's country."""
    reach: Mask
    """(row, country): whom it bears upon."""
    tightness: Array
    """(row, world): how tight it is now."""
    on: Mask
    """(row, world): whether it is in force, be it with a size that holds nothing back."""
    known: Mask
    """(row, world): whether it is announced or in force."""
    opened: Array
    """(row, 1): size that holds nothing back."""
    slope: Array
    """(row, 1): change of the size up to the tightest."""
    measures: int
    """Number of measures in the scenario."""

    @classmethod
    def of(
        cls, observation: Observation, legal: Legal, families: frozenset[str] = EXPORT
    ) -> "Curbs":
        """Find the measures of these families that are the actors' to set."""
        network = observation.network
        terms = list(network.scenario.measures.values())
        wanted = np.array([m.family in families for m in terms], dtype=np.bool_)
        mine = np.logical_or.reduce(legal.measure_on, axis=-1)
        rows = np.flatnonzero(wanted & mine).astype(np.intp)
        country = np.array([network.countries.index(terms[row].country) for row in rows], np.intp)
        opened, slope = scales(network)
        on = np.take(observation.measure_on, rows, axis=0) > 0.0
        known = np.take(observation.measure_known, rows, axis=0) > 0.0
        return cls(
            rows=rows,
            owner=seat_of_country(observation)[country],
            country=country,
            reach=reach(network)[rows],
            tightness=tightness(observation)[rows],
            on=on,
            known=known | on,
            opened=opened[rows],
            slope=slope[rows],
            measures=len(terms),
        )

    def aim(self) -> Mask:
        """Say which rows to use against whom: of those that bear upon a country, the narrowest.

        Returns:
            (row, country).
        """
        width = np.add.reduce(self.reach, axis=1)[:, None] + np.zeros(self.reach.shape)
        width[~self.reach] = np.inf
        narrow = np.full_like(width, np.inf)
        for owner in np.unique(self.owner):
            rows = self.owner == owner
            narrow[rows] = np.min(width[rows], axis=0)
        return np.asarray(self.reach & (width <= narrow))

    def against(self, harm: Array) -> Array:
        """Read the worst that any country does which a row is aimed at; (row, world).

        Args:
            harm: what countries do to each other, (by, to, world).
        """
        found = np.zeros(self.tightness.shape)
        for row, aimed in enumerate(self.aim()):
            theirs = np.flatnonzero(aimed)
            if len(theirs):
                found[row] = np.max(harm[theirs, self.country[row]], axis=0)
        return found

    def of_goods(self, observation: Observation, values: Array) -> Array:
        """Read the greatest value of the goods that each row covers; (row, world).

        Args:
            observation: who acts.
            values: (actor, commodity, world).
        """
        scenario, goods = observation.network.scenario, observation.network.commodities
        found = np.zeros(self.tightness.shape)
        for row, measure in enumerate(self.rows):
            terms = scenario.measures[observation.network.measures[measure]]
            covered = [goods.index(good) for good in terms.commodities or goods]
            found[row] = np.max(values[self.owner[row], covered], axis=0)
        return found

    def orders(self, wanted: Array, *, announce: Mask | None = None) -> Columns:
        """Ask for tightness; what is asked to be 0 is lifted or withdrawn, what is so stays.

        Args:
            wanted: (row, world); NaN leaves a measure alone.
            announce: where to announce only, (row, world); a measure in force stays so.
        """
        moves = np.abs(wanted - self.tightness) > STILL
        binds = moves & (wanted > STILL)
        flag = np.where(binds, 1.0, np.where(moves, 0.0, np.nan))
        size = np.where(binds, self.opened + self.slope * np.clip(wanted, 0.0, 1.0), np.nan)
        threat = self.known & ~self.on & (wanted <= STILL)
        known = np.where((moves | threat) & ~binds, 0.0, np.nan)
        if announce is not None:
            known = np.where(announce & ~binds, np.where(self.known, np.nan, 1.0), known)
        return {
            "measure_on": self._spread(flag),
            "measure_size": self._spread(size),
            "measure_known": self._spread(known),
        }

    def _spread(self, values: Array) -> Array:
        """Lay rows into a column of all measures."""
        column = np.full((self.measures, values.shape[-1]), np.nan)
        column[self.rows] = values
        return column
