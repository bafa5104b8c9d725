"""Answers: everything a batch says, series by series."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from realm.core.arrays import Array
from realm.errors import RealmError
from realm.lab.analysis.effects import Effect, Interplay, contrasts, effects, interplays
from realm.lab.analysis.fans import Fan, fan
from realm.lab.analysis.interval import Estimate, mean, share
from realm.lab.analysis.question import Name, Question
from realm.lab.analysis.regret import Regret, regrets
from realm.lab.analysis.sensitivity import Sensitivity, morris, rank_correlation, sobol
from realm.lab.analysis.series import Series, Shelf
from realm.lab.designs import unit_sample
from realm.lab.outcomes import Failure
from realm.lab.result import Result

MOST_POINTS = 256
"""Points that are told one by one."""
OVER_POINTS = "Student t over points"
SPREAD = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Answer:
    """What a batch says of one series; a game counts as its mean over the months of its turns."""

    name: Name
    overall: Estimate
    """Over all points; the interval is over worlds, over points where there is one world."""
    means: tuple[Estimate, ...]
    """At each point; empty where there are too many."""
    spreads: Array
    """(point, quantile) of games by `SPREAD`; empty where there are too many points."""
    effects: tuple[Effect, ...]
    interplays: tuple[Interplay, ...]
    regrets: dict[str, tuple[Regret, ...]]
    """By factor that says who plays the subject."""
    sensitivity: Sensitivity | None
    fans: dict[int, Fan]
    """At each point; empty where they are too many or drawn, or there is but one time."""
    pooled: Fan | None
    """Over the games of all points; nothing where there is but one time."""
    games: Array
    """(point, world)."""


@dataclass(frozen=True)
class Answers:
    """What a batch says."""

    question: Question
    result: Result
    answers: dict[Name, Answer]
    main: tuple[Name, ...]
    """What to show first."""
    failures: tuple[Failure, ...] = ()
    doubts: tuple[str, ...] = field(default=())
    """What a reader must know before believing any of it."""


def answers_of(result: Result, *, all_series: bool = True) -> Answers:
    """Work out what a batch says.

    Args:
        result: the folder.
        all_series: whether to read everything that was kept, or what is shown first.

    Raises:
        RealmError: when there is nothing to read.
    """
    shelf, question = Shelf(result), Question.of(result)
    names = shelf.names()
    if not names:
        raise RealmError(f"{result.folder} holds no numbers: no game was played")
    main = tuple(question.main(names))
    failures = tuple(result.failures)
    doubts = tuple(_doubts(result, question, shelf, failures))  # before more parts may come
    found = {s.name: _answer(s, question) for s in _read(shelf, names if all_series else main)}
    found = {name: one for name, one in found.items() if one.overall.n}
    return Answers(
        question=question,
        result=result,
        answers=found,
        main=tuple(name for name in main if name in found),
        failures=failures,
        doubts=(*doubts, *_lopsided(question, [found[name] for name in main if name in found])),
    )


def _read(shelf: Shelf, names: Iterable[Name]) -> Iterator[Series]:
    wanted: dict[str, list[str]] = {}
    for outcome, subject in names:
        wanted.setdefault(outcome, []).append(subject)
    for outcome, subjects in wanted.items():
        yield from shelf.read(outcome, subjects)


def _answer(series: Series, question: Question) -> Answer:
    games = series.games()
    few = len(games) <= MOST_POINTS
    compared = not question.sampled
    return Answer(
        name=series.name,
        overall=_overall(games),
        means=tuple(mean(row) for row in games) if few else (),
        spreads=_spreads(games) if few else np.zeros((0, len(SPREAD))),
        effects=tuple(_effects(games, question)),
        interplays=tuple(interplays(games, question.points, question.factors, question.levels))
        if compared
        else (),
        regrets=_regrets(series, games, question) if compared else {},
        sensitivity=_sensitivity(games, question) if question.sampled else None,
        fans={p: fan(series, np.array([p])) for p in range(len(games))}
        if few and compared and len(series.months) > 1
        else {},
        pooled=fan(series, np.arange(len(games))) if len(series.months) > 1 else None,
        games=games,
    )


def _effects(games: Array, question: Question) -> list[Effect]:
    """Compare levels: in pairs where they were listed; drawn words, which have no order, apart."""
    if not question.sampled:
        return effects(games, question.points, question.factors, question.levels)
    if question.experiment.design.kind != "latin_hypercube" or not question.named:
        return []
    points = [tuple(point[place] for place in question.named) for point in question.points]
    factors = [question.factors[place] for place in question.named]
    return contrasts(games, points, factors, [question.levels[p] for p in question.named])


def _overall(games: Array) -> Estimate:
    sound = games[:, ~np.isnan(games).any(axis=0)]
    if sound.shape[1] > 1:
        return mean(sound.mean(axis=0))
    if len(games) > 1 and games.shape[1] == 1:
        return mean(games[:, 0], OVER_POINTS)
    return mean(games[~np.isnan(games)])


def _spreads(games: Array) -> Array:
    rows = [row[~np.isnan(row)] for row in games]
    none = np.full(len(SPREAD), np.nan)
    return np.array([np.quantile(row, SPREAD) if len(row) else none for row in rows])


def _regrets(series: Series, games: Array, question: Question) -> dict[str, tuple[Regret, ...]]:
    """Regret of who plays the subject, by what the subject cares for."""
    sign = question.outcomes[series.outcome].sign
    found = {}
    for place, (name, factor) in enumerate(question.experiment.factors.items()):
        if factor.target == ("seat", series.subject) and sign:
            rows = regrets(games, question.points, place, question.levels[place], sign=sign)
            if rows:
                found[name] = tuple(rows)
    return found


def _sensitivity(games: Array, question: Question) -> Sensitivity:
    """Indices of the design, of the mean over worlds at each point."""
    design, factors = question.experiment.design, question.factors
    counts = (~np.isnan(games)).sum(axis=1)
    values = np.where(counts > 0, np.nansum(games, axis=1) / np.maximum(counts, 1), np.nan)
    ways: dict[str, Callable[[], Sensitivity]] = {
        "sobol": partial(sobol, factors, values, seed=design.seed),
        "morris": lambda: morris(
            factors,
            unit_sample(question.experiment),
            values,
            levels=design.levels,
            seed=design.seed,
        ),
        "latin_hypercube": lambda: rank_correlation(*_columns(question), values),
    }
    return ways[design.kind]()


def _columns(question: Question) -> tuple[list[str], Array]:
    """Write the factors whose values have an order as numbers, (point, factor)."""
    places = [p for p in range(len(question.factors)) if p not in question.named]
    columns = np.zeros((len(question.points), len(places)))
    for column, place in enumerate(places):
        levels = question.levels[place]
        for row, point in enumerate(question.points):
            value = point[place]
            columns[row, column] = levels.index(value) if isinstance(value, str) else value
    return [question.factors[place] for place in places], columns


def _doubts(
    result: Result, question: Question, shelf: Shelf, failures: tuple[Failure, ...]
) -> Iterator[str]:
    if not result.whole:
        yield "not all games are played yet: --resume goes on"
    if failures:
        part = share(len(failures), int(result.manifest["games"]))
        ends = f"{100 * part.low:.2g} to {100 * part.high:.2g}%"
        games = f"{len(failures):,} of {result.manifest['games']:,} games failed (Wilson: {ends})"
        yield f"{games} and are left out, with the same worlds of points they are compared with"
    if shelf.worlds == 1 and not question.sampled:
        yield "one world a point says nothing about luck: there are no intervals"
    elif shelf.worlds == 1:
        yield "every point has the luck of one world: what is said holds for that luck"
    elif 1 < shelf.worlds < 20 and not question.sampled:
        yield f"{shelf.worlds} worlds are few: intervals lean on a normal distribution"


def _lopsided(question: Question, shown: Iterable[Answer]) -> Iterator[str]:
    """Say where rare worlds weigh so heavily that intervals are not to be trusted."""
    doubtful = {
        question.label(one.name): estimate
        for one in shown
        for estimate in (*one.means, *(effect.estimate for effect in one.effects))
        if estimate.doubtful
    }
    if doubtful:
        worst = max((estimate.skew for estimate in doubtful.values()), key=abs)
        yield (
            f"rare worlds weigh heavily in {'; '.join(doubtful)} (skewness up to {worst:.1f}): "
            "with so few worlds their intervals, even by bootstrap, miss oftener than they say"
        )
