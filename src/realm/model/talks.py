"""What became of the talks of a turn: who talked with whom about what, and why not if not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from realm.core.agenda import Agenda
from realm.core.arrays import Array, Index, Mask
from realm.core.bargains import PRICED
from realm.core.network import Network
from realm.core.talks import NONE, Status, Tables
from realm.core.talks_cells import among
from realm.model.refusals import beyond, excess, rather, reasons
from realm.model.sitting import Cells, Sitting
from realm.rules.talks_value import Quality, quality
from realm.strategies.stakes import sources

MORE = {
    "volume": "it wants more goods to change hands",
    "premium": "it wants a higher price",
    "years": "it wants to be bound for longer",
    "technology": "it wants the technology with it",
    "tolling": "it wants toll processing with it",
    "plant": "it wants the plant with it",
    "easing": "it wants more of the measures eased",
    "loan": "it wants the loan with it",
}
"""What a side says that would sign more of an issue."""
LESS = {
    "volume": "it does not want so many goods to change hands",
    "premium": "it wants a lower price",
    "years": "it does not want to be bound for so long",
    "technology": "technology costs it more than the rest brings",
    "tolling": "toll processing costs it more than it brings",
    "plant": "its share of the plant costs it more than it brings",
    "easing": "easing so much costs it more than the rest brings",
    "loan": "the loan is not safe enough",
}
"""What a side says that would sign less of it."""
PRICES = {
    "index": "it wants the price to follow the inside price",
    "fixed": "it wants a fixed price",
    "floor": "it wants a price with a floor",
}
"""What it says of the price that it would sign."""
SAME = "it had promised to others what this needs"
"""What it says where it would sign just that."""
BEYOND = "it would need more goods than are free to be sold now, and nothing else makes up for that"
"""What it says where no deal that can be had now would do."""
NOTHING = "it saw nothing there that beats no deal"
OVER = 0.005
"""Part of a price below which it is as good as the other."""


@dataclass(frozen=True)
class Talk:
    """The talks at one table in one world, in words."""

    table: str
    sides: tuple[str, str]
    """Names of the actors."""
    opened: tuple[str, ...]
    """Who asked for the talks."""
    signed: bool
    terms: dict[str, str]
    """What was signed, or else the last offer; issue -> option. Empty where nothing was said."""
    rounds: int
    refuser: str
    """Who said no last, empty where it was signed."""
    reason: str
    gone: bool
    """Whether what was offered last could not be signed any more: it had gone to others."""
    nash_share: float
    """Product of both gains over the largest there could be; NaN where nothing was signed."""
    pareto_distance: float
    """To the nearest deal that no other beats for both; NaN where nothing was signed."""


@dataclass(frozen=True)
class Minutes:
    """What became of the tables of one agenda; arrays over cells."""

    agenda: Agenda
    cells: Cells
    signed: Mask
    outcome: Index
    """Signed, or else the offer that was refused last; -1 where nothing was said."""
    rounds: Index
    refuser: Index
    """Side that refused it, -1 where it was signed."""
    rather: Index
    """Outcome that it would sign, -1 where it was signed or there is none."""
    issue: Index
    """Issue on which it would gain most by that, -1 where there is none."""
    nothing: Mask
    """Where nothing would have been worth signing to it."""
    beyond: Mask
    """Where it would have needed goods that are not free, as nothing else would do."""
    gone: Mask
    """Where the offer that was refused last was free no more."""
    excess: Array
    """The price refused over what it has elsewhere, less 1; NaN where that is no reason."""
    deals: Tables
    """The tables where something was signed."""

    @cached_property
    def quality(self) -> Quality:
        """Say how good the deals are; judged when asked for, as it takes as long as the talks."""
        share, distance = (np.full(len(self.signed), np.nan) for _ in range(2))
        if np.logical_or.reduce(self.signed):
            found = quality(self.deals)
            share[self.signed] = found.nash_share[:, 0]
            distance[self.signed] = found.pareto_distance[:, 0]
        return Quality(nash_share=share, pareto_distance=distance)


class Talks:
    """What became of all tables of a turn.

    Attributes:
        dropped: talks that were asked for, and where a side saw nothing to gain.
    """

    def __init__(self, sittings: Sequence[Sitting], dropped: Sequence[Cells]) -> None:
        """Take over tables at which all is said."""
        self.dropped = tuple(dropped)
        self._sittings = tuple(sittings)
        self._minutes: tuple[Minutes, ...] = ()

    @classmethod
    def none(cls) -> "Talks":
        """Return what a turn without talks leaves."""
        return cls((), ())

    @property
    def minutes(self) -> tuple[Minutes, ...]:
        """Tell of each agenda; written when somebody reads it, and then the tables are let go."""
        if self._sittings:
            self._minutes = tuple(minutes(one) for one in self._sittings)
            self._sittings = ()
        return self._minutes

    def kept(self) -> "Talks":
        """Write the minutes: who keeps many turns keeps no tables."""
        _ = self.minutes
        return self

    def of(self, network: Network, world: int = 0) -> list[Talk]:
        """Tell the talks of the world at this position, in the order of the tables."""
        found = [*self._said(network, world), *self._unsaid(network, world)]
        return sorted(found, key=lambda talk: network.tables.index(talk.table))

    def refusal(self, network: Network, table: str, actor: int, world: int = 0) -> str:
        """Say why an actor refused the last offer at a table; empty where it did not."""
        row = network.tables.index(table)
        side = list(network.bargains.sides[:, row]).index(actor)
        return next(
            (
                talk.reason
                for talk in self.of(network, world)
                if talk.table == table and talk.refuser == talk.sides[side]
            ),
            "",
        )

    def _said(self, network: Network, world: int) -> Iterator[Talk]:
        for page in self.minutes:
            for cell in np.flatnonzero(page.cells.world == world):
                outcome, refuser = int(page.outcome[cell]), int(page.refuser[cell])
                table = int(page.cells.table[cell])
                sides = _sides(network, table)
                yield Talk(
                    table=network.tables[table],
                    sides=sides,
                    opened=_openers(sides, page.cells, int(cell)),
                    signed=bool(page.signed[cell]),
                    terms=page.agenda.describe(outcome) if outcome != NONE else {},
                    rounds=int(page.rounds[cell]),
                    refuser=sides[refuser] if refuser >= 0 else "",
                    reason=_reason(network, page, int(cell)) if refuser >= 0 else "",
                    gone=bool(page.gone[cell]),
                    nash_share=float(page.quality.nash_share[cell]),
                    pareto_distance=float(page.quality.pareto_distance[cell]),
                )

    def _unsaid(self, network: Network, world: int) -> Iterator[Talk]:
        for cells in self.dropped:
            for cell in np.flatnonzero(cells.world == world):
                table = int(cells.table[cell])
                sides = _sides(network, table)
                yield Talk(
                    table=network.tables[table],
                    sides=sides,
                    opened=_openers(sides, cells, int(cell)),
                    signed=False,
                    terms={},
                    rounds=0,
                    refuser=sides[int(cells.cold[cell])],
                    reason=NOTHING,
                    gone=False,
                    nash_share=np.nan,
                    pareto_distance=np.nan,
                )


def minutes(sitting: Sitting) -> Minutes:
    """Read what became of the tables of a sitting."""
    tables = sitting.tables
    signed = tables.status[:, 0] == Status.AGREED
    # Who left had the word last, and so had who did not sign in the last round.
    refuser = np.where(signed, NONE, 1 - tables.turn[:, 0])
    offered = np.where(refuser == 0, tables.last[1, :, 0], tables.last[0, :, 0])
    outcome = np.where(signed, tables.agreed[:, 0], offered)
    wanted = np.where(signed, NONE, rather(sitting, refuser))
    reason = reasons(sitting, refuser, outcome, wanted)
    left = tables.status[:, 0] == Status.LEFT
    nothing, missing = (left & there for there in beyond(sitting, refuser))
    free = tables.legal[np.maximum(outcome, 0), np.arange(len(outcome)), 0]
    said = (tables.speakers[..., 0] != NONE).astype(np.intp)
    return Minutes(
        agenda=sitting.agenda,
        cells=sitting.cells,
        signed=signed,
        outcome=outcome,
        rounds=np.add.reduce(said, axis=0),
        refuser=refuser,
        rather=wanted,
        issue=reason.issue[:, 0],
        nothing=nothing,
        beyond=missing,
        gone=~signed & (outcome != NONE) & ~free,
        excess=excess(sitting.agenda, sitting.value, refuser, outcome, wanted),
        deals=among(tables, np.flatnonzero(signed)),
    )


def _reason(network: Network, page: Minutes, cell: int) -> str:
    """Say why an offer was refused: on what the refuser would have to be met first."""
    if bool(page.beyond[cell]):
        return BEYOND
    outcome, wanted, place = (int(row[cell]) for row in (page.outcome, page.rather, page.issue))
    if bool(page.nothing[cell]) or NONE in (outcome, wanted):
        return NOTHING
    if place == NONE:
        return SAME
    issue = page.agenda.issues[place]
    option, offered = (int(page.agenda.choices[one, place]) for one in (wanted, outcome))
    ranked = (MORE if option > offered else LESS).get(issue.name, "")
    if issue.name not in PRICED:
        return ranked
    want, over = ranked or PRICES[issue.options[option].label], float(page.excess[cell])
    if not abs(over) > OVER:
        return want
    source = sources(network)[int(page.refuser[cell])][int(page.cells.table[cell])]
    where = f"its alternative from {source}" if source else "what it gets elsewhere"
    way = "above" if over > 0.0 else "below"
    return f"the price is {100.0 * abs(over):.0f} % {way} {where}: {want}"


def _sides(network: Network, table: int) -> tuple[str, str]:
    """Name the actors at a table as people do."""
    scenario = network.scenario
    people = [country.name for country in scenario.countries.values()]
    people += [firm.name for firm in scenario.firms.values()]
    one, other = network.bargains.sides[:, table]
    return people[one], people[other]


def _openers(sides: tuple[str, str], cells: Cells, cell: int) -> tuple[str, ...]:
    return tuple(name for name, asked in zip(sides, cells.opened[:, cell], strict=True) if asked)
