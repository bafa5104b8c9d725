"""What every turn came to: indicators, scores and prices, read once a turn."""

import math

import numpy as np

from realm.cli.summary import Series
from realm.core.arrays import Array
from realm.play.match import Match
from realm.rules.groups import group
from realm.rules.indicators import INDICATORS, measure
from realm.rules.reading import Turn
from realm.rules.score import Yardstick


class Readings:
    """Reads the pages of a match as they come; a page without months has nothing to read."""

    def __init__(self, match: Match) -> None:
        """Lay out the scales of the match's scenario."""
        model = match.model
        self._match = match
        self._groups = group(model.network)
        self._yardstick = Yardstick.of(model.network, model.params, self._groups)
        self._found: list[dict[str, Array] | None] = []

    def indicators(self, seat: str) -> dict[str, Series]:
        """Return a seat's own indicators, turn by turn, those that it has."""
        network = self._match.model.network
        actor = network.scenario.seats[seat].actor
        row = self._groups.actors.index(actor)
        kind = "country" if actor in network.countries else "firm"
        found = {
            name: Series(one.unit, tuple(float(r[name][row, 0]) for r in self._read()), one.better)
            for name, one in INDICATORS.items()
            if kind in one.actors and self._read()
        }
        return {name: one for name, one in found.items() if math.isfinite(one.now)}

    def score(self, seat: str) -> Series:
        """Return a seat's score, turn by turn; NaN for who has no objectives."""
        row = self._yardstick.seats.index(seat)
        values = tuple(float(self._yardstick.score(one)[row, 0]) for one in self._read())
        return Series("points", values or (math.nan,), "higher")

    def points(self, seat: str) -> float:
        """Return what the game was worth to a seat so far: the mean over the turns played."""
        turns = self._match.turn
        own = self.score(seat).values[-turns:] if turns else ()
        return math.fsum(own) / len(own) if own else math.nan

    def part(self, seat: str, name: str) -> float:
        """Return an indicator as the part of its points that a seat gets, 0..1; NaN unweighed."""
        place = self._yardstick.seats.index(seat)
        weight, row = self._yardstick.weights[place].get(name, 0.0), self._yardstick.rows[place]
        read = self._read()
        if not weight or not read:
            return math.nan
        return float(self._yardstick.part(name, read[-1][name][row], row, weight)[0])

    def prices(self, where: str) -> dict[str, Series]:
        """Return prices `inside` or `outside`, $/kg, turn by turn, of what has one."""
        pages = [page.numbers for page in self._match.pages if page.numbers]
        found = {
            name: Series(
                "$/kg",
                tuple(page.get(f"{where} {name}", math.nan) for page in pages) or (math.nan,),
            )
            for name in self._match.model.network.commodities
        }
        return {name: one for name, one in found.items() if math.isfinite(one.now)}

    def _read(self) -> list[dict[str, Array]]:
        """Read the pages that came since."""
        model = self._match.model
        for page in self._match.pages[len(self._found) :]:
            months = page.ledger.last(model.network.months_per_turn)
            turn = Turn(model.network, model.params, months, page.after, self._groups)
            with np.errstate(all="ignore"):
                self._found.append(measure(turn) if months.months else None)
        return [one for one in self._found if one is not None]
