"""The talks of a match: who asks for which tables, who speaks, and who answers."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from realm.core.talks import Status
from realm.model.chair import Chair
from realm.model.model import RealmModel
from realm.model.place import Place, TalkRefusal
from realm.play.told import Answer, Seat

COMPARES = "its alternative from"
"""What a reason has that compares the price with another supplier's."""


class Talks:
    """What a match knows of the talks of its turn.

    Attributes:
        model: the one loop; its parley has the tables.
        players: seat -> who sits there.
        ready: seats whose player has ended the turn.
        asked: seat -> tables that its player asked to open this turn; there once they said so.
        noes: (seat, table) -> why offers of the seat were refused this turn, by their place in the
            history: the record of talks knows the last reason only.
        answers: seat -> table -> what the other side answered when it was asked, since the last
            word there.
    """

    model: RealmModel

    def __init__(self) -> None:
        """Begin with nobody at the tables."""
        self.players: dict[str, str] = {}
        self.ready: set[str] = set()
        self.asked: dict[str, tuple[str, ...]] = {}
        self.noes: dict[tuple[str, str], dict[int, str]] = {}
        self.answers: dict[str, dict[str, tuple[Answer, ...]]] = {}

    def say(self, seat: str, body: Mapping[str, Any]) -> TalkRefusal | dict[str, str] | None:
        """Say something at a table, and let the others answer; what is refused changes nothing.

        Args:
            seat: who speaks.
            body: `table`, `say` (offer, accept, leave, want) and `terms`, issue -> option; of a
                wish also `rest`, what should stay as it is if it can.

        Returns:
            Why not; or, to a wish, the offer that waits to be signed.
        """
        chair = self.chair(seat)
        if chair is None:
            return TalkRefusal.NO_TABLE
        table, terms = str(body["table"]), dict(body.get("terms", {}))
        match body["say"]:
            case "offer":
                found: TalkRefusal | dict[str, str] | None = chair.offer(table, **terms)
            case "want":
                return self._ask(seat, table, terms, dict(body.get("rest", {})))
            case "accept":
                found = chair.accept(table)
            case "leave":
                found = chair.leave(table)
            case other:
                raise KeyError(other)
        if found is None:
            for answers in self.answers.values():
                answers.pop(table, None)
            self._answer()
            self._note_noes(seat, chair)
        return found

    def unmoved(self, seat: str, table: str, terms: Mapping[str, str]) -> bool:
        """Say whether a strategy refused an offer and has not moved since: the answer is the same.

        Who asks for an answer asks this first. Saying it all the same is carried out, as records
        of older matches have it.
        """
        chair = self.chair(seat)
        place = next((one for one in chair.tables if one.table == table), None) if chair else None
        if chair is None or place is None or not place.mine or not place.names(terms):
            return False
        return bool(chair.unmoved(table)[place.agenda.outcome(**terms)])

    def _ask(
        self, seat: str, table: str, wish: dict[str, str], rest: dict[str, str]
    ) -> TalkRefusal | dict[str, str]:
        """Ask what the other side would want, and keep what it answers until the next word."""
        chair = self.chair(seat)
        assert chair is not None
        found = chair.want(table, rest, **wish)
        if isinstance(found, dict):
            said = self.answers.setdefault(seat, {})
            said[table] = (*said.get(table, ()), Answer(wish, rest, found))
        return found

    def _note_noes(self, seat: str, chair: Chair) -> None:
        """Keep why the seat's last offers were refused."""
        for place in chair.tables:
            if place.said and (place.mine or place.status is not Status.OPEN):
                reason = self.refusal(place)
                if reason:
                    self.noes.setdefault((seat, place.table), {})[place.last_said] = reason

    def chair(self, seat: str) -> Seat | None:
        """Return a seat's place at the tables; None while this turn's talks have not begun."""
        parley = self.model.parley
        if parley is None:
            return None
        actor = self.model.network.scenario.seats[seat].actor
        return Seat(parley, actor, self.answers.get(seat, {}))

    def refusal(self, place: Place) -> str:
        """Say why the other side refused last at a table; people keep their reasons."""
        network, parley = self.model.network, self.model.parley
        people = {network.scenario.seats[seat].actor for seat in self.players}
        if parley is None or (*network.countries, *network.firms)[place.other] in people:
            return ""
        return parley.record().refusal(network, place.table, place.other)

    def alternative(self, place: Place) -> float:
        """Return the price elsewhere that the other side's last reason compares with, $/kg.

        NaN where that reason compares the price with none.
        """
        parley, network = self.model.parley, self.model.network
        if parley is None or COMPARES not in self.refusal(place):
            return math.nan
        row = network.tables.index(place.table)
        for sitting in parley.sittings:
            for cell in np.flatnonzero((sitting.cells.table == row) & (sitting.cells.world == 0)):
                side = int(network.bargains.sides[1, row] == place.other)
                return float(sitting.value.other_price[side, cell])
        return math.nan

    def may_ask(self, seat: str) -> bool:
        """Say whether a seat may say now with whom it wants to talk.

        Once a turn; and again where all who asked found nobody, as nothing was said yet.
        """
        if self.model.parley is None:
            return seat not in self.asked
        chairs = [self.chair(other) for other in self.players]
        return not any(chair is not None and chair.tables for chair in chairs)

    @property
    def undecided(self) -> tuple[str, ...]:
        """Seats whose player has not said yet whom they want to talk with this turn."""
        return tuple(s for s in self.players if s not in self.asked and s not in self.ready)

    def _convene(self) -> None:
        """Open the tables that were asked for, by people and by strategies."""
        seats = self.model.network.scenario.seats
        opens = {
            table: seats[seat].actor for seat in self.players for table in self.asked.get(seat, ())
        }
        self.noes.clear()
        self.answers.clear()
        self.model.convene([seats[seat].actor for seat in self.players], opens)
        self._answer()

    def _answer(self) -> None:
        """Let strategies speak; who has ended the turn leaves where they have the word."""
        parley = self.model.parley
        assert parley is not None
        parley.run()
        gone = True
        while gone:
            gone = False
            for seat in self.ready:
                chair = self.chair(seat)
                for place in chair.tables if chair is not None else ():
                    if chair is not None and place.mine:
                        chair.leave(place.table)
                        gone = True
            parley.run()
