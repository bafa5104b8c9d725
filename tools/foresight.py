"""Measure how good foresight is: what seats expect of the next turn, beside what comes.

    python -m tools.foresight [--worlds 12] [--seed 11] [--turns 3 7 11 15]

Prints the table of `src/realm/play/README.md`. A seat stands idle; before some turns it imagines
the next one from what it sees that day, and from all that it has seen.
"""

import argparse
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Array
from realm.model.imagine import Imagination, Readings
from realm.model.model import RealmModel
from realm.play.foresight import COPIES, OUTSIDE, SCORE
from realm.rules.indicators import INDICATORS
from realm.rules.reading import Turn
from realm.rules.turn import RULES_VERSION
from realm.strategies import registry
from realm.strategies.observation import Observation

ASKED = {
    "toyota_tsusho": (SCORE, "profit"),
    "japan": ("lost_output", SCORE),
    "india": (SCORE,),
    "china": (SCORE,),
}
"""Which numbers are foretold, by seat."""
IDLE = "status_quo"


@dataclass(frozen=True)
class Forecast:
    """What was expected of one number in one turn, and what came."""

    truth: Array
    """(world,)."""
    today: Array
    """From what was seen that day, (world, copy)."""
    all_seen: Array
    """From all that was seen, (world, copy)."""

    @property
    def misses(self) -> tuple[float, float]:
        """Mean distance of the expected from what came: from today alone, from all turns."""
        today, all_seen = (
            float(np.abs(futures.mean(axis=1) - self.truth).mean())
            for futures in (self.today, self.all_seen)
        )
        return today, all_seen

    @property
    def bias(self) -> float:
        """How far too high it is on the mean, from all turns."""
        return float((self.all_seen.mean(axis=1) - self.truth).mean())

    def inside(self, outside: int = OUTSIDE) -> float:
        """Part of worlds in which it came between all futures but so many on either side."""
        ranked = np.sort(self.all_seen, axis=1)
        low, high = ranked[:, outside], ranked[:, -1 - outside]
        return float(((low <= self.truth) & (self.truth <= high)).mean())


def forecasts(
    seat: str, names: Sequence[str], turns: Collection[int], worlds: int, seed: int
) -> dict[str, list[Forecast]]:
    """Let a seat stand idle in `june-2025` and foresee numbers before some turns, from 1."""
    model = RealmModel("june-2025", worlds, seed=seed, strategies={seat: IDLE})
    actor = model.network.scenario.seats[seat].actor
    imagination, row = Imagination(model.roster, model.params), model.roster.number(actor)
    seen = [_eyes(model, row)]
    found: dict[str, list[Forecast]] = {name: [] for name in names}
    for turn in range(1, max(turns) + 1):
        told = _told(model, imagination, seen) if turn in turns else None
        model.step()
        seen.append(_eyes(model, row))
        if told is not None:
            truth = _came(model, imagination, row)
            for name in names:
                today, all_seen = (_read(one, name).reshape(worlds, COPIES) for one in told)
                found[name].append(Forecast(_read(truth, name), today, all_seen))
    return found


def _eyes(model: RealmModel, row: int) -> Observation:
    """Return what an actor sees."""
    actors = np.array([row], dtype=np.intp)
    return Observation(model.roster, model.params, model.state, actors=actors)


def _told(
    model: RealmModel, imagination: Imagination, seen: list[Observation]
) -> tuple[Readings, Readings]:
    """Imagine the next turn from the last look, and from all."""
    dreams = (
        imagination(seen[-1], model.luck, COPIES, "foresight"),
        imagination.of_all(seen, model.luck, COPIES, "foresight"),
    )
    today, all_seen = (dream.course(registry.find(IDLE), {1})[1] for dream in dreams)
    return today, all_seen


def _came(model: RealmModel, imagination: Imagination, row: int) -> Readings:
    """Read the last turn for an actor."""
    groups, yardstick = imagination.read
    turn = Turn.of(model.network, model.params, model.ledger, model.state, groups)
    seat = yardstick.rows.index(row)
    weighed = {name: INDICATORS[name].function(turn) for name in yardstick.weights[seat]}
    return Readings(
        score=yardstick.of_seat(seat, weighed, model.state.world_count),
        indicators={name: one.function(turn)[row] for name, one in INDICATORS.items()},
        points={},
        goods={},
    )


def _read(read: Readings, name: str) -> Array:
    return read.score if name == SCORE else read.indicators[name]


def line(what: str, found: Sequence[Forecast]) -> str:
    """Write a row of the table."""
    today, all_seen = zip(*(one.misses for one in found), strict=True)
    spans = sorted(one.inside() for one in found)
    columns = (
        what,
        *(", ".join(map(_short, row)) for row in (today, all_seen)),
        ", ".join(_short(one.bias, "+") for one in found),
        f"{spans[0]:.2f} to {spans[-1]:.2f}",
    )
    return f"| {' | '.join(columns)} |"


def _short(value: float, sign: str = "") -> str:
    """Write a number; zero has no sign."""
    digits = 0 if abs(value) >= 20.0 else 1
    return f"{value:{sign},.{digits}f}" if round(value, digits) else "0"


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--worlds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--turns", type=int, nargs="+", default=[3, 7, 11, 15], help="from 1")
    given = parser.parse_args(arguments)
    print(f"rules version {RULES_VERSION}, {given.worlds} worlds, seed {given.seed}")
    print("| seat, number | today only | all turns | bias then | in the span |")
    for seat, names in ASKED.items():
        found = forecasts(seat, names, given.turns, given.worlds, given.seed)
        for name, told in found.items():
            unit = "" if name == SCORE else f" in {INDICATORS[name].unit}"
            print(line(f"{seat}, {name}{unit}", told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
