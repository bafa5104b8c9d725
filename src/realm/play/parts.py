"""What an indicator is made of, and how that moved over a turn: arithmetic, and no guess at causes.

Each part is worked out as `rules.indicators` does, which divides the first by the second or takes
the first from it; a number that is not made so has no parts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.core.ledger import Ledger, Month
from realm.core.state import State
from realm.play.kept import of_match
from realm.play.match import Match
from realm.rules.groups import group
from realm.rules.reading import Turn


@dataclass(frozen=True)
class Part:
    """One quantity behind an indicator, over two turns."""

    name: str
    """What it is: a key of texts."""
    before: float
    now: float

    @property
    def change(self) -> float:
        """Relative change; NaN where there was nothing before."""
        return self.now / self.before - 1.0 if self.before > 0.0 else math.nan


@of_match(4)
def parts(match: Match, turn: int, seat: str) -> dict[str, tuple[Part, Part]]:
    """Say what a seat's indicators of a turn are made of, against the turn before.

    Turn 0 is the months before the first turn. Stocks of then are not kept, nor what they cover.
    """
    model = match.model
    months = model.network.months_per_turn
    page, lead = match.pages[turn], match.pages[0].ledger.months
    if not lead:
        return {}
    if turn:
        previous = match.pages[turn - 1]
        earlier: Sequence[Month] = previous.ledger.months[-months:]
        before = _made_of(match, seat, earlier, previous.after)
    else:
        earlier = ((lead[0],) * months + lead)[:-months][-months:]
        before = _made_of(match, seat, earlier, None)
    now = _made_of(match, seat, page.ledger.months[-months:], page.after)
    return {
        name: (Part(f"{name}_1", before[name][0], one), Part(f"{name}_2", before[name][1], other))
        for name, (one, other) in now.items()
        if name in before
        and all(math.isfinite(value) for value in (one, other, *before[name]))
    }  # fmt: skip


def _made_of(
    match: Match, seat: str, months: Sequence[Month], after: State | None
) -> dict[str, tuple[float, float]]:
    """Work out the two quantities of each indicator that has them."""
    model, network = match.model, match.model.network
    state = model.state if after is None else after
    turn = Turn.of(network, model.params, Ledger(tuple(months)), state, group(network))
    groups = turn.groups
    actor = network.scenario.seats[seat].actor
    row = groups.actors.index(actor)
    found: dict[str, tuple[float, float]] = {}

    def note(name: str, over: Array, under: Array, place: int = row) -> None:
        found[name] = float(over[place, 0]), float(under[place, 0])

    made = groups.facility_owner @ (groups.facility_value * turn.added("throughput"))
    note(
        "utilisation",
        made,
        groups.facility_owner @ (groups.facility_value * turn.added("capacity")),
    )
    used_by = turn.added("used")[network.sector_intakes]
    desired = turn.added("desired")
    lost, home = turn.params.lost_output, int(groups.home[row])
    needed = turn.added("untouched")
    made = groups.sector_owner @ (lost * np.minimum(used_by, needed))
    note("lost_output", groups.sector_owner @ (lost * needed), made, home)
    if row < groups.country_count:
        wanted = groups.intake_pairs @ turn.added("wanted")
        output = groups.offer_pairs @ (turn.added("produced") - turn.added("wasted"))
        short = groups.pair_value * np.maximum(wanted - output, 0.0)
        note("import_reliance", groups.countries_of_pairs @ short,
             groups.countries_of_pairs @ (groups.pair_value * wanted))  # fmt: skip
        value = groups.intake_value[network.sector_intakes]
        note("fill_rate", groups.sector_owner @ (value * used_by),
             groups.sector_owner @ (value * desired))  # fmt: skip
    else:
        note("fill_rate", groups.sold @ turn.added("shipped"), groups.sold @ turn.added("offered"))
    if after is not None:
        stock = after.stock_in.copy()
        stock[network.stockpile_intakes] += after.stock_out[network.stockpile_offers]
        needed = after.expected_use.copy()
        needed[network.stockpile_intakes] = 0.0
        note("days_of_cover", groups.intake_owner @ (groups.intake_value * stock),
             groups.intake_owner @ (groups.intake_value * needed))  # fmt: skip
    return found
