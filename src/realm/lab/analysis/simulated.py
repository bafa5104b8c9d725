"""How simulated players of each seat score: what `core.percentiles` reads."""

from collections.abc import Mapping

import numpy as np

from realm.core.arrays import Array
from realm.core.percentiles import FEW_SHARES, SHARES, Percentiles
from realm.errors import RealmError
from realm.lab.analysis.question import Question
from realm.lab.analysis.series import Shelf
from realm.lab.experiment import Experiment
from realm.lab.result import Result

SCORE = "game_score"
OF_TURN = "score"
DIGITS = 2
"""Places to which what players had after each turn is kept."""


def percentiles_of(result: Result) -> Percentiles:
    """Gather the scores of whole games by seat, over all points of a batch.

    Where the score of every turn was kept, what players had after each is gathered, too.

    Raises:
        RealmError: when no scores were kept.
    """
    shelf, question = Shelf(result), Question.of(result)
    quantiles: dict[str, tuple[float, ...]] = {}
    games = 0
    for series in shelf.read(SCORE) if SCORE in question.outcomes else ():
        values = series.values[:, :, -1]
        values = values[~np.isnan(values)]
        if len(values):
            quantiles[series.subject] = tuple(float(q) for q in np.quantile(values, SHARES))
            games = max(games, len(values))
    if not quantiles:
        raise RealmError(f"{result.folder} holds no {SCORE}: keep it to know how players score")
    turns = _turns(shelf) if OF_TURN in question.outcomes else {}
    return Percentiles(
        scenario=question.experiment.scenario,
        experiment=question.experiment.experiment,
        rules=str(result.manifest["rules"]),
        games=games,
        mix=_mix(question.experiment),
        quantiles=quantiles,
        so_far={seat: _so_far(worth) for seat, worth in turns.items()},
        of_turn={seat: _rounded(np.median(worth, axis=0)) for seat, worth in turns.items()},
    )


def _turns(shelf: Shelf) -> dict[str, Array]:
    """Read what each turn of whole games was worth, by seat, (game, turn); none if some lack."""
    found = {}
    for series in shelf.read(OF_TURN):
        played = np.array(series.turns) > 0
        worth = series.values[:, :, played].reshape(-1, int(played.sum()))
        worth = worth[~np.isnan(worth).any(axis=1)]
        if len(worth) and np.array(series.turns)[played].tolist() == [*range(1, len(worth[0]) + 1)]:
            found[series.subject] = worth
    return found


def _so_far(worth: Array) -> tuple[tuple[float, ...], ...]:
    """Say how the means over the turns so far lie after each turn, at `FEW_SHARES`."""
    means = np.cumsum(worth, axis=1) / np.arange(1, worth.shape[1] + 1)
    return tuple(_rounded(row) for row in np.quantile(means, FEW_SHARES, axis=0).T)


def _rounded(row: Array) -> tuple[float, ...]:
    return tuple(round(float(value), DIGITS) for value in row)


def _mix(experiment: Experiment) -> Mapping[str, tuple[str, ...]]:
    """Name who plays each seat: the levels of its factor, drawn alike."""
    varied = {
        factor.target[1]: factor.values
        for factor in experiment.factors.values()
        if factor.target[0] == "seat"
    }
    return {**{name: (one,) for name, one in experiment.strategies.items()}, **varied}
