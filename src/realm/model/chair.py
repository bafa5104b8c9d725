"""A person's place at the tables: what is said there, and how to answer it."""

from collections.abc import Mapping

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.talks import NONE, Tables
from realm.core.talks_cells import among, put_back
from realm.model.answers import heed, unmoved
from realm.model.chances import named, names, odds, refused
from realm.model.limits import Limit, limits
from realm.model.parley import Parley
from realm.model.place import Place, TalkRefusal, place_of
from realm.model.sitting import Sitting
from realm.model.wishes import Reckoning, causes, far_from, terms_of
from realm.rules.talks import allowed
from realm.rules.talks_reason import put, would_want
from realm.strategies.tactics.sight import sight
from realm.strategies.worth import Worth


class Chair:
    """Where a person sits; sentences come back where something cannot be said.

        parley = model.convene(people=["india"], opens={"india_japan": "india"})
        chair = Chair(parley, "india")
        parley.run()
        chair.offer("india_japan", volume="half", ...) or parley.run()
        model.step()

    Args:
        parley: the talks of the turn.
        actor: country or firm that the person plays.
        world: position of the world.
    """

    def __init__(self, parley: Parley, actor: str, world: int = 0) -> None:
        """Sit down."""
        network = parley.network
        self._parley, self._world = parley, world
        self._actor = (*network.countries, *network.firms).index(actor)

    @property
    def tables(self) -> list[Place]:
        """Show every table where the person sits."""
        bargains, names = self._parley.network.bargains, self._parley.network.tables
        rows = np.flatnonzero((bargains.sides == self._actor).any(axis=0))
        found = [self._found(names[row]) for row in rows]
        return [place_of(self._parley.network, *one) for one in found if one is not None]

    def offer(self, table: str, **terms: str) -> TalkRefusal | None:
        """Offer an outcome: one option for each issue, `volume="half", years="3", ...`.

        What the other side offered last, or said in this round that it would sign, is signed.
        """
        return self._say(table, terms=terms)

    def accept(self, table: str) -> TalkRefusal | None:
        """Sign the other side's last offer."""
        return self._say(table, accept=True)

    def leave(self, table: str) -> TalkRefusal | None:
        """Walk out."""
        return self._say(table, leave=True)

    def want(
        self, table: str, rest: Mapping[str, str] | None = None, /, **wish: str
    ) -> TalkRefusal | dict[str, str]:
        """Ask "what would you want for this?": an offer that holds the wish and waits to be signed.

        Where it would sign none that holds all of it, the nearest: it gives up the fewest issues
        of the wish, and of these as little as can be. Among offers that are as near as that it
        comes as near to the rest; among those left it is the best for the person.

        Args:
            table: where.
            rest: what should stay as it is if it can, issue -> option.
            wish: what should be kept first.

        Returns:
            The offer, which `accept` signs; empty where the other side would sign none at all.
        """
        found, refusal = self._turn(table)
        if found is None:
            return refusal or TalkRefusal.NO_TABLE
        sitting, cell, side = found
        voice = sitting.voice(1 - side, cell)
        if voice is None:
            return TalkRefusal.NOBODY_TO_ASK
        one = among(sitting.tables, np.array([cell]))
        far = far_from(sitting.agenda, wish, rest or {})
        if far is None:
            return TalkRefusal.NOT_AN_OUTCOME
        answer = would_want(one, side, voice.least(sight(one, 1 - side)), far[:, None, None])
        self._lay(sitting, cell, side, int(answer[0, 0]))
        return terms_of(sitting.agenda, int(answer[0, 0]))

    def worth(self, table: str) -> tuple[Array, float]:
        """Estimate what the outcomes are worth to the person's side, and no deal, in k$.

        Raises:
            KeyError: when nobody talks at that table.
        """
        sitting, cell, side = self._seated(table)
        tables = sitting.tables
        worth = np.where(tables.possible[:, cell, 0], tables.utility[side, :, cell, 0], np.nan)
        return worth, float(tables.reservation[side, cell, 0])

    def sayable(self, table: str) -> Mask:
        """Say which outcomes these two can agree on and still have free to give, (outcome,).

        Raises:
            KeyError: when nobody talks at that table.
        """
        sitting, cell, _ = self._seated(table)
        tables = sitting.tables
        return np.asarray(tables.possible[:, cell, 0] & tables.legal[:, cell, 0])

    def limits(self, table: str) -> dict[str, Limit]:
        """Say why some issues cannot be settled higher now.

        Raises:
            KeyError: when nobody talks at that table.
        """
        sitting, cell, _ = self._seated(table)
        return limits(self._parley.network, sitting, cell)

    def reckon(self, table: str) -> Reckoning:
        """Estimate what each option adds for both sides, from what the person's may know.

        What the other side gave as its reasons to refuse is taken into account.

        Raises:
            KeyError: when nobody talks at that table.
        """
        sitting, cell, side = self._seated(table)
        own, guess = sitting.value, self._guess(sitting, cell, side)
        return Reckoning(
            yours=own.parts[side, :, cell],
            theirs=guess.parts[1 - side, :, 0],
            your_least=float(own.reservation[side, cell]),
            their_least=float(guess.reservation[1 - side, 0]),
            your_causes=causes(own, side, cell),
            their_causes=causes(guess, 1 - side, 0),
            your_price=float(own.other_price[side, cell]),
            their_price=float(guess.other_price[1 - side, 0]),
        )

    def mutual(self, table: str) -> Mask:
        """Say which outcomes that may be said now serve both sides, as the person guesses.

        Raises:
            KeyError: when nobody talks at that table.
        """
        sitting, _, _ = self._seated(table)
        worth, least = self.worth(table)
        theirs = self.reckon(table).their_gain(sitting.agenda)
        return np.asarray((worth > least) & (theirs > 0.0) & self.sayable(table))

    def odds(self, table: str) -> Array:
        """Estimate how likely each outcome would be signed if it were offered now, (outcome,).

        From what the person's side may know alone, the reasons heard among it; 1 for what the
        other side named itself, NaN for what may not be offered or is refused still.

        Raises:
            KeyError: when nobody talks at that table.
        """
        return np.where(self.unmoved(table), np.nan, odds(*self._guessed(table)))

    def unmoved(self, table: str) -> Mask:
        """Say what a strategy refused, and has offered nothing else since, (outcome,).

        It would get the same answer.

        Raises:
            KeyError: when nobody talks at that table.
        """
        sitting, cell, side = self._seated(table)
        return unmoved(sitting, cell, side) & ~named(sitting, cell, side)

    def named(self, table: str) -> Mask:
        """Say what the other side offered last or said in this round to sign, (outcome,).

        Only what both still have free to give.

        Raises:
            KeyError: when nobody talks at that table.
        """
        return named(*self._seated(table))

    def refused(self, table: str) -> Index:
        """Say when the other side refused as good or better, -1 for never, (outcome,).

        The number of the round, from 0, in which the person offered what was better for it in
        no issue worse than the outcome, by the person's guess.

        Raises:
            KeyError: when nobody talks at that table.
        """
        return refused(*self._guessed(table))

    def _guessed(self, table: str) -> tuple[Sitting, int, int, Worth]:
        """Find a table, and what the person's side takes outcomes there to be worth."""
        sitting, cell, side = self._seated(table)
        return sitting, cell, side, self._guess(sitting, cell, side)

    def _guess(self, sitting: Sitting, cell: int, side: int) -> Worth:
        return heed(self._parley.guess(self._actor, sitting, cell), sitting, cell, side)

    def _lay(self, sitting: Sitting, cell: int, side: int, outcome: int) -> None:
        """Let an outcome lie on the table as the other side's offer."""
        row = np.array([cell])
        laid = put(among(sitting.tables, row), 1 - side, np.full((1, 1), outcome))
        sitting.lay(cell, put_back(sitting.tables, row, laid), outcome)

    def _say(
        self,
        table: str,
        *,
        terms: dict[str, str] | None = None,
        accept: bool = False,
        leave: bool = False,
    ) -> TalkRefusal | None:
        """Keep what the person says until the round is played, if it may be said."""
        found, refusal = self._turn(table)
        if found is None:
            return refusal
        sitting, cell, side = found
        outcome = NONE
        if terms is not None:
            if (
                len(terms) < len(sitting.agenda.issues)
                or (far := far_from(sitting.agenda, terms, {})) is None
            ):
                return TalkRefusal.NOT_AN_OUTCOME
            outcome = int(np.argmin(far))
            accept = outcome in names(sitting, cell, side)
            no = _unsayable(sitting.tables, cell, outcome, again=accept)
            if no is not None:
                return no
            if accept and outcome != int(sitting.tables.heard[cell, 0]):
                self._lay(sitting, cell, side, outcome)
        elif accept:
            heard = int(sitting.tables.heard[cell, 0])
            if heard == NONE:
                return TalkRefusal.NOTHING_TO_SIGN
            if not sitting.tables.legal[heard, cell, 0]:
                return TalkRefusal.GONE
        sitting.say(cell, outcome, accept=accept, leave=leave)
        return None

    def _turn(self, table: str) -> tuple[tuple[Sitting, int, int] | None, TalkRefusal | None]:
        """Find a table where it is the person's turn, or say why it is not."""
        found = self._found(table)
        if found is None:
            return None, TalkRefusal.NO_TABLE
        sitting, cell, side = found
        if not sitting.tables.open[cell, 0]:
            return None, TalkRefusal.OVER
        if sitting.tables.turn[cell, 0] != side:
            return None, TalkRefusal.WAIT
        return found, None

    def _seated(self, table: str) -> tuple[Sitting, int, int]:
        """Find the sitting and cell of a table where somebody talks, and the person's side."""
        found = self._found(table)
        if found is None:
            raise KeyError(table)
        return found

    def _found(self, table: str) -> tuple[Sitting, int, int] | None:
        """Find the sitting and cell of a table, and the person's side."""
        network = self._parley.network
        if table not in network.tables:
            return None
        row = network.tables.index(table)
        sides = np.flatnonzero(network.bargains.sides[:, row] == self._actor)
        for sitting in self._parley.sittings:
            here = (sitting.cells.table == row) & (sitting.cells.world == self._world)
            if len(sides) and here.any():
                return sitting, int(np.flatnonzero(here)[0]), int(sides[0])
        return None


def _unsayable(tables: Tables, cell: int, outcome: int, *, again: bool) -> TalkRefusal | None:
    """Say why an outcome may not be offered at a table now; `again` where it may be repeated."""
    if not tables.possible[outcome, cell, 0]:
        return TalkRefusal.NOT_POSSIBLE
    if not tables.legal[outcome, cell, 0]:
        return TalkRefusal.NOT_FREE
    return None if again or allowed(tables)[outcome, cell, 0] else TalkRefusal.STALE
