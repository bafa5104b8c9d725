"""How simulated players of each seat score: what `core.percentiles` reads."""

from collections.abc import Mapping

import numpy as np

from realm.core.percentiles import SHARES, Percentiles
from realm.errors import RealmError
from realm.lab.analysis.question import Question
from realm.lab.analysis.series import Shelf
from realm.lab.experiment import Experiment
from realm.lab.result import Result

SCORE = "game_score"


def percentiles_of(result: Result) -> Percentiles:
    """Gather the scores of whole games by seat, over all points of a batch.

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
    return Percentiles(
        scenario=question.experiment.scenario,
        experiment=question.experiment.experiment,
        rules=str(result.manifest["rules"]),
        games=games,
        mix=_mix(question.experiment),
        quantiles=quantiles,
    )


def _mix(experiment: Experiment) -> Mapping[str, tuple[str, ...]]:
    """Name who plays each seat: the levels of its factor, drawn alike."""
    varied = {
        factor.target[1]: factor.values
        for factor in experiment.factors.values()
        if factor.target[0] == "seat"
    }
    return {**{name: (one,) for name, one in experiment.strategies.items()}, **varied}
