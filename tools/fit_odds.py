"""Fit the curve by which a side tells how likely its offer is signed.

    python -m tools.fit_odds [--worlds 50]

Plays june-2025 with several casts of strategies and looks at every offer with the eyes of who
made it; prints the weights and the line for `strategies/odds.py`, and how often offers of another
seed were signed that they give so and so much.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from realm.core.arrays import Array
from realm.core.talks import NONE
from realm.model.model import RealmModel
from realm.model.sitting import Sitting
from realm.strategies.observation import Observation
from realm.strategies.odds import FALLING, RISING, Line, Weights, gains, judged, look_at
from realm.strategies.situation import situation
from realm.strategies.worth import worth

_CAST = "china={} india={} japan={} korea={} irel={} toyota_tsusho={} firms={}"
CASTS = tuple(
    _CAST.format(*names.split())
    for names in (
        "leverage conserve diversify diversify state_miner security_of_supply profit",
        "stabiliser diversify relationship retaliate profit relationship security_of_supply",
        "conserve retaliate stockpile conserve relationship profit relationship",
        "appease conserve stockpile coalition downstream diversify profit",
        "diversify tit_for_tat conserve appease diversify security_of_supply relationship",
        "relationship coalition leverage diversify security_of_supply downstream diversify",
    )
)
"""Who plays: every strategy that asks for talks, and every tactic they use."""

BOUNDS = [
    (0.0 if one.name in RISING else None, 0.0 if one.name in FALLING else None)
    for one in fields(Weights)
]
"""What keeps a better offer from being shown as less likely signed."""
SEEDS = (3, 5, 13, 17)
"""Of the offers that are fitted to; another is what that is tried on."""
STEP = 150
"""Offers that a point of the line is at least made of."""
SMALL = 1e-6
"""Weight of the squared weights, so that what few offers tell does not weigh too much."""


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--worlds", type=int, default=50, help="worlds of each cast")
    given = parser.parse_args(arguments)
    found = np.concatenate([offers(range(given.worlds), seed) for seed in SEEDS], axis=1)
    weights = fit(found)
    line = rising(expit(np.array(astuple(weights)) @ found[:-1]), found[-1])
    print(f"{found.shape[1]} offers, {100 * found[-1].mean():.0f} % signed")
    print(weights)
    print(line)
    print("shown      signed   offers of another seed")
    others = offers(range(2000, 2000 + given.worlds), 7)
    for low, share, count in reliability(others, weights, line):
        print(f"{100 * low:3.0f}-{100 * low + 10:3.0f} %  {100 * share:5.0f} %  {count:7d}")
    return 0


def offers(worlds: range, seed: int) -> Array:
    """Look at the offers of whole games.

    Returns:
        What the weights weigh, and 1 where the offer was signed, (weight + 1, offer).
    """
    found = []
    for cast in CASTS:
        model = RealmModel("june-2025", list(worlds), rng=seed, strategies=cast)
        while model.running:
            parley = model.convene()
            parley.finish()
            for sitting in parley.sittings:
                found += list(_of_sitting(model, sitting))
            model.step()
    return np.concatenate(found, axis=1)


def fit(found: Array) -> Weights:
    """Find the weights under which the offers are likeliest."""
    columns, signed = found[:-1], found[-1]

    def surprise(weights: Array) -> float:
        at = weights @ columns
        return float(np.mean(np.logaddexp(0.0, at) - signed * at) + SMALL * weights @ weights)

    def slope(weights: Array) -> Array:
        missed = columns @ (expit(weights @ columns) - signed) / len(signed)
        return np.asarray(missed + 2.0 * SMALL * weights)

    start = np.zeros(len(columns))
    best = minimize(surprise, start, jac=slope, method="L-BFGS-B", bounds=BOUNDS,
                    options={"maxiter": 2000})  # fmt: skip
    return Weights(*(round(float(weight), 3) for weight in best.x))


def rising(said: Array, signed: Array) -> Line:
    """Find the line that never falls and is nearest to how often offers were signed.

    Pools adjacent violators (Ayer et al. 1955, doi:10.1214/aoms/1177728423), in groups of `STEP`.
    """
    order = np.argsort(said, kind="stable")
    groups: list[tuple[float, float, int]] = []
    for group in np.array_split(order, max(len(order) // STEP, 1)):
        groups.append((float(said[group].mean()), float(signed[group].mean()), len(group)))
        while len(groups) > 1 and groups[-2][1] >= groups[-1][1]:
            (x, y, n), (u, v, m) = groups.pop(), groups.pop()
            groups.append(((x * n + u * m) / (n + m), (y * n + v * m) / (n + m), n + m))
    points = {round(x, 4): round(y, 4) for x, y, _ in groups}
    return Line(tuple(points), tuple(points.values()))


def reliability(found: Array, weights: Weights, line: Line) -> Iterator[tuple[float, float, int]]:
    """Say how often offers were signed, by what they are shown at, in tenths."""
    shown = judged(found[:-1], weights, line)
    for tenth in range(10):
        there = (shown >= tenth / 10) & (shown < (tenth + 1) / 10)
        if there.any():
            yield tenth / 10, float(found[-1, there].mean()), int(there.sum())


def _of_sitting(model: RealmModel, sitting: Sitting) -> Iterator[Array]:
    """Look at a sitting's offers with the eyes of each actor who sits there."""
    cells, tables, network = sitting.cells, sitting.tables, model.network
    sides = network.bargains.sides[:, cells.table]
    for actor in np.unique(sides):
        eyes = Observation(
            model.roster, model.params, model.state, actors=np.array([actor], dtype=np.intp)
        )
        side, cell = np.nonzero(sides == actor)
        value = worth(
            situation(eyes), network, sitting.agenda, cells.table[cell], cells.world[cell]
        )
        place = np.arange(len(cell))
        utility = np.where(
            side == 0, value.utility(sitting.agenda, 1), value.utility(sitting.agenda, 0)
        )
        gain = gains(utility, value.reservation[1 - side, place], tables.possible[:, cell, 0])
        parts = value.parts[1 - side, :, place].T
        spoken = tables.speakers[:, cell, 0]
        last = np.max(np.where(spoken != NONE, np.arange(len(spoken))[:, None], -1), axis=0)
        deadline = tables.deadline[cell, 0]
        for round_ in range(len(spoken) - 1):
            mine = (spoken[round_] == side) & (round_ + 1 < deadline)
            if not mine.any():
                continue
            offer = tables.history[round_, cell, 0].astype(np.intp)
            before, who = tables.history[:round_, cell, 0].astype(np.intp), spoken[:round_]
            theirs, own = (np.where(who == one, before, NONE) for one in (1 - side, side))
            late = round_ / np.maximum(deadline - 1, 1)
            look = look_at(sitting.agenda, gain, parts, offer, (theirs, own), late)
            signed = (tables.agreed[cell, 0] == offer) & (last == round_)
            yield np.concatenate([look.columns, signed[None]])[:, mine]


if __name__ == "__main__":
    sys.exit(main())
