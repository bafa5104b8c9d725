"""Find what makes no sense in an experiment, given its scenario."""

import math
from collections.abc import Collection, Iterator
from typing import NamedTuple

from realm.content import vary
from realm.core.scenario import Scenario
from realm.errors import LimitError, RealmError, UnknownNameError
from realm.lab.experiment import SWITCH, TARGETS, Distribution, Experiment, Factor
from realm.lab.factors import check, find, named
from realm.lab.outcomes import MARKETS, SCORES
from realm.lab.sense import Given, senseless
from realm.model.players import actor_named
from realm.rules.indicators import INDICATORS
from realm.strategies import registry

MOST_POINTS = 1_000_000
MOST_GAMES = 10_000_000
"""As many as worlds may be asked for at one point."""


class Finding(NamedTuple):
    """One thing that is wrong."""

    path: tuple[str | int, ...]
    expected: str
    found: str = ""
    known: Collection[str] = ()
    """Names that would do."""
    key: bool = False
    """Whether the last key is meant."""


def findings(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    """Name everything that is wrong with an experiment whose parts have the right types."""
    if not _is_name(experiment.experiment):
        expected = "a name of letters, digits, - and _"
        yield Finding(("experiment",), expected, experiment.experiment)
    yield from _strategies(experiment, scenario)
    clear = True
    for name, factor in experiment.factors.items():
        found = list(_factor(("factors", name), factor, experiment, scenario))
        clear = clear and not found
        yield from found
    if clear:
        yield from _overlaps(experiment, scenario)
        yield from _design(experiment, scenario)
    yield from _keep(experiment, scenario)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= 64 and text.replace("-", "").replace("_", "").isalnum()


def _players(scenario: Scenario) -> list[str]:
    return [*scenario.seats, *scenario.countries, *scenario.firms, "countries", "firms"]


def _strategies(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    for name, strategy in experiment.strategies.items():
        at = ("strategies", name)
        if name not in _players(scenario):
            expected = "a seat, country or firm, or 'countries' or 'firms'"
            yield Finding(at, expected, name, _players(scenario), key=True)
        yield from _strategy(at, strategy)


def _strategy(at: tuple[str | int, ...], text: str) -> Iterator[Finding]:
    try:
        registry.make(text)
    except UnknownNameError as error:
        yield Finding(at, f"a {error.kind}", error.name, error.known)
    except RealmError as error:
        yield Finding(at, f"a strategy as people write it ({error})", text)


def _factor(
    at: tuple[str | int, ...], factor: Factor, experiment: Experiment, scenario: Scenario
) -> Iterator[Finding]:
    given = [kind for kind in TARGETS if getattr(factor, kind) is not None]
    if len(given) != 1:
        yield Finding(at, f"exactly one of {', '.join(TARGETS)}", " and ".join(given) or "none")
        return
    kind, name = factor.target
    place = (*at, kind)
    if kind in {"event", "measure"}:
        known = scenario.events if kind == "event" else scenario.measures
        if not named(name, known):
            yield Finding(place, f"a{'n' * (kind == 'event')} {kind}", name, list(known))
    elif kind == "seat" and name not in _players(scenario):
        yield Finding(place, "a seat, country or firm", name, _players(scenario))
    elif kind in {"number", "tunable"}:
        try:
            find(factor, experiment, scenario)
        except UnknownNameError as error:
            yield Finding(place, f"a {error.kind}", error.name or name, error.known)
            return
        except RealmError as error:
            yield Finding(place, f"a tunable like seat.threshold ({error})", name)
            return
    yield from _values(at, factor, experiment, scenario)


def _values(
    at: tuple[str | int, ...], factor: Factor, experiment: Experiment, scenario: Scenario
) -> Iterator[Finding]:
    listed = experiment.design.kind == "list"
    if factor.distribution is not None:
        if factor.levels or factor.target[0] not in {"number", "tunable"}:
            expected = "levels or a distribution, not both" if factor.levels else "levels"
            yield Finding((*at, "distribution"), expected, "a distribution")
            return
        yield from _spread((*at, "distribution"), factor, experiment, scenario)
    elif not factor.values and not listed:
        yield Finding(at, "levels, or a distribution", "none")
    for row, level in enumerate(factor.levels):
        yield from _value((*at, "levels", row), level, factor, experiment, scenario)
        if level in factor.levels[:row]:
            yield Finding((*at, "levels", row), "each level once", level)
    given: list[Given] = [((*at, "levels", row), level) for row, level in enumerate(factor.levels)]
    yield from _senseless(given, factor, experiment, scenario)


def _value(
    at: tuple[str | int, ...],
    text: str,
    factor: Factor,
    experiment: Experiment,
    scenario: Scenario,
) -> Iterator[Finding]:
    """Check one value of a factor."""
    kind = factor.target[0]
    if kind in {"event", "measure"}:
        if text not in SWITCH:
            yield Finding(at, "on or off", text)
    elif kind == "seat":
        yield from _strategy(at, text)
    else:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            yield Finding(at, "a number", text)
            return
        yield from _number(at, number, factor, experiment, scenario)


def _number(
    at: tuple[str | int, ...],
    number: float,
    factor: Factor,
    experiment: Experiment,
    scenario: Scenario,
) -> Iterator[Finding]:
    try:
        check(number, factor, experiment, scenario)
    except LimitError as error:
        yield Finding(at, str(error).partition("expected ")[2].partition(", got")[0], f"{number:g}")


def _senseless(
    given: list[Given], factor: Factor, experiment: Experiment, scenario: Scenario
) -> Iterator[Finding]:
    for at, expected, found in senseless(given, factor, experiment, scenario):
        yield Finding(at, expected, found)


def _spread(
    at: tuple[str | int, ...], factor: Factor, experiment: Experiment, scenario: Scenario
) -> Iterator[Finding]:
    spread = factor.distribution or Distribution(low=0, high=0)
    if spread.low >= spread.high:
        yield Finding((*at, "high"), f"a number above low, {spread.low:g}", f"{spread.high:g}")
    if spread.kind == "log_uniform" and spread.low <= 0:
        yield Finding((*at, "low"), "a number above 0, for its logarithm", f"{spread.low:g}")
    own = {"triangular": {"mode"}, "normal": {"mean", "deviation"}}.get(spread.kind, set())
    for key in ("mode", "mean", "deviation"):
        value = getattr(spread, key)
        if value is None:
            continue
        if key not in own:
            yield Finding((*at, key), f"no such key with {spread.kind}", key, key=True)
        elif key != "deviation" and not spread.low <= value <= spread.high:
            yield Finding((*at, key), f"a number from {spread.low:g} to {spread.high:g}",
                          f"{value:g}")  # fmt: skip
    for key in ("low", "high"):
        yield from _number((*at, key), getattr(spread, key), factor, experiment, scenario)
    ends: list[Given] = [((*at, key), repr(getattr(spread, key))) for key in ("low", "high")]
    yield from _senseless(ends, factor, experiment, scenario)


def _overlaps(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    """Find factors that vary the same thing."""
    taken: dict[tuple[str, str], str] = {}
    for name, factor in experiment.factors.items():
        kind, target = factor.target
        for one in _varied(factor, scenario):
            if (kind, one) in taken:
                expected = f"another {kind} than '{taken[kind, one]}' varies"
                yield Finding(("factors", name, kind), expected, target)
                break
            taken[kind, one] = name
    for name, factor in experiment.factors.items():
        kind, target = factor.target
        if kind == "tunable":
            seat = ("seat", actor_named(scenario, target.partition(".")[0]))
            if seat in taken:
                expected = f"a seat whose strategy does not vary, as '{taken[seat]}' does"
                yield Finding(("factors", name, "tunable"), expected, target)


def _varied(factor: Factor, scenario: Scenario) -> list[str]:
    """Name everything that a factor varies."""
    kind, target = factor.target
    if kind == "number":
        return [".".join(one) for one in vary.expanded(scenario, vary.steps_of(target))]
    if kind in {"event", "measure"}:
        return named(target, scenario.events if kind == "event" else scenario.measures)
    if kind == "seat" and target not in vars(scenario.strategies):
        return [actor_named(scenario, target)]
    return [target]


def _design(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    design, factors = experiment.design, experiment.factors
    if experiment.points and design.kind != "list":
        yield Finding(("points",), f"no points with design {design.kind}", "points", key=True)
    if design.kind == "list":
        yield from _listed(experiment, scenario)
        yield from _games(experiment, len(experiment.points))
        return
    if design.kind != "factorial" and not factors:
        yield Finding(("design", "kind"), "factors to sample", "none")
    if design.kind == "factorial":
        for name, factor in factors.items():
            if factor.distribution is not None:
                expected = "levels, for a full factorial has no end otherwise"
                yield Finding(("factors", name, "distribution"), expected, "a distribution",
                              key=True)  # fmt: skip
    if design.kind == "sobol" and design.points & (design.points - 1):
        yield Finding(("design", "points"), "a power of 2", str(design.points))
    if design.kind == "morris" and design.levels % 2:
        yield Finding(("design", "levels"), "an even number", str(design.levels))
    count = point_count(experiment)
    if count > MOST_POINTS:
        yield Finding(("design",), f"at most {MOST_POINTS:,} points", f"{count:,}", key=True)
    yield from _games(experiment, count)


def _games(experiment: Experiment, points: int) -> Iterator[Finding]:
    games = points * experiment.worlds
    if points <= MOST_POINTS and games > MOST_GAMES:
        expected = f"at most {MOST_GAMES:,} games, worlds times {points:,} points"
        yield Finding(("worlds",), expected, f"{games:,}")


def point_count(experiment: Experiment) -> int:
    """Count the points of a design."""
    kind, factors = experiment.design.kind, experiment.factors
    if kind == "list":
        return len(experiment.points)
    if kind == "latin_hypercube":
        return experiment.design.points
    if kind == "sobol":
        return experiment.design.points * (len(factors) + 2)
    if kind == "morris":
        return experiment.design.points * (len(factors) + 1)
    count = 1
    for factor in factors.values():
        count *= max(1, len(factor.values))
    return count


def _listed(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    if not experiment.points:
        yield Finding(("design", "kind"), "a key 'points' with the points of the list", "none")
    for row, point in enumerate(experiment.points):
        for name, text in point.items():
            at = ("points", row, name)
            if name not in experiment.factors:
                yield Finding(at, "a factor", name, list(experiment.factors), key=True)
                continue
            factor = experiment.factors[name]
            if factor.values and text not in factor.values:
                yield Finding(at, f"a level of '{name}'", text, factor.values)
            elif not factor.values:
                yield from _value(at, text, factor, experiment, scenario)
        for name in experiment.factors:
            if name not in point:
                yield Finding(("points", row), f"a value of every factor, as of '{name}'", "none")
    for name, factor in experiment.factors.items():
        points = enumerate(experiment.points) if not factor.values else ()
        given: list[Given] = [
            (("points", row, name), point[name]) for row, point in points if name in point
        ]
        yield from _senseless(given, factor, experiment, scenario)


def _keep(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    actors = {*scenario.seats, *scenario.countries, *scenario.firms}
    rows: list[tuple[str, str, Collection[str]]] = [
        ("seats", "a seat, country or firm", actors),
        ("indicators", "an indicator", [*INDICATORS, *SCORES]),
        ("commodities", "a commodity", scenario.commodities),
        ("markets", "a quantity of a market", MARKETS),
    ]
    for key, kind, known in rows:
        for row, name in enumerate(getattr(experiment.keep, key) or ()):
            if name not in known:
                expected = f"{kind} (one of {', '.join(sorted(known))})"
                yield Finding(("keep", key, row), expected if len(known) < 20 else kind, name,
                              list(known))  # fmt: skip
