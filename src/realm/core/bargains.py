"""What is bargained about at each table of a scenario: agendas, and the rows a deal writes to."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from realm.core.agenda import Agenda, Issue, Option
from realm.core.arrays import Array, Index

_NO_YES = (Option("no", 0.0), Option("yes", 1.0))
_PARTS = (Option("none", 0.0), Option("half", 0.5), Option("full", 1.0))
_QUARTERS = (
    Option("none", 0.0), Option("quarter", 0.25), Option("half", 0.5),
    Option("three-quarters", 0.75), Option("full", 1.0),
)  # fmt: skip
_PREMIUMS = (
    Option("market", 0.0), Option("+20%", 0.2), Option("+40%", 0.4), Option("+60%", 0.6),
)  # fmt: skip

INDEX, FIXED, FLOOR = 0.0, 1.0, 2.0
"""Amounts of the issue `price`: it follows the inside price, stays, or has a least value."""

AGENDAS = {
    "supply": Agenda(
        (
            Issue("volume", "of the table's volume", _PARTS),
            Issue(
                "price", "rule",
                (Option("index", INDEX), Option("fixed", FIXED), Option("floor", FLOOR)),
            ),
            Issue("years", "years", (Option("1", 1.0), Option("3", 3.0), Option("5", 5.0))),
            Issue("tolling", "", _NO_YES),
            Issue("plant", "", _NO_YES),
            Issue("loan", "", _NO_YES),
        )
    ),
    "state": Agenda(
        (
            Issue("volume", "of the table's volume", _QUARTERS),
            Issue("premium", "of the price of the day", _PREMIUMS),
            Issue("years", "years", (Option("2", 2.0), Option("3", 3.0), Option("5", 5.0))),
            Issue("technology", "", _NO_YES),
            Issue("tolling", "", _NO_YES),
            Issue("plant", "", _NO_YES),
            Issue("easing", "of what is refused", _PARTS),
        ),
        limit=1500,
    ),
}  # fmt: skip
"""The two agendas of the game, by kind of table."""

MOST = max(agenda.size for agenda in AGENDAS.values())
"""Outcomes of the larger agenda."""

GOODS = ("volume", "technology", "tolling", "plant", "easing", "loan")
"""Issues that give something; the others only say how."""
PRICED = ("price", "premium")
"""Issues that say what goods cost, by a rule or by how much more than on the day of signing; the
first option of each stands where no goods change hands."""


@dataclass(frozen=True)
class Bargains:
    """The tables of a scenario as index arrays; no world axis. -1 stands for none."""

    sides: Index
    """Actor of each side, countries then firms, (2, table)."""
    kinds: tuple[str, ...]
    """Agenda of each table."""
    accounts: Index
    """Account of each side, (2, table)."""
    home: Index
    """Country of each side, (2, table)."""
    seller: Index
    """Side that sells, -1 where nothing is sold, (table,)."""
    slots: Index
    """Contracts that a deal can fill, (2, table)."""
    tolling: Index
    """Project, (table,)."""
    plant: Index
    """Project, (table,)."""
    partner: Index
    """Side that pays its share of the tolling line and of the plant, (2, table)."""
    trust: Index
    """Relation of each side towards the other, (2, table)."""
    above: Index
    """Relation of the other side towards the government of a firm that sells, -1 for none."""
    waiver: Index
    """Relation along which a side can ease its measures, giver towards receiver, (2, table)."""
    eased: tuple[tuple[Index, Index], ...]
    """Measures that each side of a table could ease."""
    giver: Index
    """Side that could give technology, (table,)."""
    volume: Array
    """Full volume, t/month, (table,)."""
    loan: Array
    """Loan of the buying side to the selling side, k$, (table,)."""

    @property
    def count(self) -> int:
        """Number of tables."""
        return len(self.kinds)

    def agenda(self, table: int) -> Agenda:
        """Return the agenda of a table."""
        return AGENDAS[self.kinds[table]]

    def of_kind(self, kind: str) -> Index:
        """Find the tables of a kind; they can be played together."""
        return np.flatnonzero([one == kind for one in self.kinds])

    @cached_property
    def possible(self) -> tuple[NDArray[np.bool_], ...]:
        """Say which outcomes each table can have, (outcome,) a table.

        An issue without its thing stays at its first option, a price needs a volume, and
        something must be given.
        """
        return tuple(self._possible(table) for table in range(self.count))

    @cached_property
    def _amounts(self) -> dict[str, Array]:
        """Amount of each issue by table and outcome; the last column is that of no deal."""
        names = {issue.name for agenda in AGENDAS.values() for issue in agenda.issues}
        found = {name: np.zeros((self.count, MOST + 1)) for name in names}
        for table, kind in enumerate(self.kinds):
            agenda = AGENDAS[kind]
            for place, issue in enumerate(agenda.issues):
                amounts = np.array([option.amount for option in issue.options])
                found[issue.name][table, : agenda.size] = amounts[agenda.choices[:, place]]
        return found

    def amount(self, issue: str, deal: Array) -> Array:
        """Look up what the outcomes settle, 0 where there is no deal or no such issue.

        Args:
            issue: Name of the issue.
            deal: Outcome of each table, -1 or NaN for none, (table, world).
        """
        return np.take_along_axis(self._amounts[issue], _columns(deal, MOST), axis=1)

    def fits(self, deal: Array) -> NDArray[np.bool_]:
        """Say which outcomes are possible at their tables, (table, world)."""
        table = np.zeros((self.count, MOST + 1), dtype=np.bool_)
        for row, possible in enumerate(self.possible):
            table[row, : len(possible)] = possible
        return np.take_along_axis(table, _columns(deal, MOST), axis=1)

    def things(self, table: int) -> frozenset[str]:
        """Name the issues whose thing a table has."""
        has = {
            "volume": self.slots[0, table] >= 0,
            "technology": self.giver[table] >= 0,
            "tolling": self.tolling[table] >= 0,
            "plant": self.plant[table] >= 0,
            "easing": bool((self.waiver[:, table] >= 0).any()),
            "loan": self.loan[table] > 0.0,
        }
        return frozenset(name for name, there in has.items() if there)

    def _possible(self, table: int) -> NDArray[np.bool_]:
        agenda, things = self.agenda(table), self.things(table)
        row = {issue.name: agenda.choices[:, i] for i, issue in enumerate(agenda.issues)}
        fits = np.ones(agenda.size, dtype=np.bool_)
        given = np.zeros(agenda.size, dtype=np.bool_)
        for name in GOODS:
            if name in row:
                fits &= (row[name] == 0) | (name in things)
                given |= row[name] > 0
        for name in PRICED:
            if name in row:
                fits &= (row[name] == 0) | (row["volume"] > 0)
        return fits & given


def _columns(deal: Array, none: int) -> Index:
    """Column of each outcome in a table of outcomes; `none` for what is no outcome."""
    return np.where((deal >= 0.0) & (deal < none), deal, none).astype(np.intp)
