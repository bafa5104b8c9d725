"""Find what makes no sense in one factor of an experiment: its target, its values, its spread."""

import math
from collections.abc import Iterator

from realm.core.scenario import Scenario
from realm.errors import LimitError, RealmError, UnknownNameError
from realm.lab.experiment import SWITCH, TARGETS, Distribution, Experiment, Factor
from realm.lab.factors import check, find, named
from realm.lab.sense import Finding, Given, senseless
from realm.strategies import registry


def of_factor(
    at: tuple[str | int, ...], factor: Factor, experiment: Experiment, scenario: Scenario
) -> Iterator[Finding]:
    """Check what a factor varies, and its values."""
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
    elif kind == "seat" and name not in players(scenario):
        yield Finding(place, "a seat, country or firm", name, players(scenario))
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
        yield from of_value((*at, "levels", row), level, factor, experiment, scenario)
        if level in factor.levels[:row]:
            yield Finding((*at, "levels", row), "each level once", level)
    given: list[Given] = [((*at, "levels", row), level) for row, level in enumerate(factor.levels)]
    yield from senseless(given, factor, experiment, scenario)


def of_value(
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
        yield from of_strategy(at, text)
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
    yield from senseless(ends, factor, experiment, scenario)


def of_strategy(at: tuple[str | int, ...], text: str) -> Iterator[Finding]:
    """Check a strategy as people write it."""
    try:
        registry.make(text)
    except UnknownNameError as error:
        yield Finding(at, f"a {error.kind}", error.name, error.known)
    except RealmError as error:
        yield Finding(at, f"a strategy as people write it ({error})", text)


def players(scenario: Scenario) -> list[str]:
    """Name whom a strategy may play."""
    return [*scenario.seats, *scenario.countries, *scenario.firms, "countries", "firms"]
