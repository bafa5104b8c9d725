"""What the values of a factor may be, and what they are once read."""

import dataclasses
from collections.abc import Iterable
from fnmatch import fnmatchcase

from realm.content import vary
from realm.core.scenario import Scenario
from realm.errors import RealmError, UnknownNameError
from realm.lab.experiment import Experiment, Factor
from realm.model.players import actor_named
from realm.strategies import registry
from realm.strategies.base import Strategy

Value = float | str
"""A number, or a word: on, off, a strategy."""
Point = tuple[Value, ...]
"""A value of every factor, in the order of the experiment."""


def value_of(factor: Factor, text: str) -> Value:
    """Read what is written as a level."""
    return float(text) if factor.target[0] in {"number", "tunable"} else text


def told(value: Value) -> str:
    """Write a value so that it reads back the same."""
    return value if isinstance(value, str) else repr(value).removesuffix(".0")


def find(factor: Factor, experiment: Experiment, scenario: Scenario) -> None:
    """Look for the number or tunable that a factor varies.

    Raises:
        UnknownNameError: when there is none.
        RealmError: when the name is no `seat.tunable`.
    """
    kind, name = factor.target
    if kind == "number":
        vary.expanded(scenario, vary.steps_of(name))
        return
    player, strategy = tunable_of(name, experiment, scenario)
    known = [field.name for field in dataclasses.fields(strategy.Params)]
    tunable = name.partition(".")[2]
    if tunable not in known:
        sort = f"tunable of {strategy.name!r}, which plays {player!r}"
        raise UnknownNameError(sort, tunable, known)


def named(pattern: str, names: Iterable[str]) -> list[str]:
    """List the names that a name with wildcards means."""
    return [name for name in names if fnmatchcase(name, pattern)]


def check(number: float, factor: Factor, experiment: Experiment, scenario: Scenario) -> None:
    """Refuse a number that the scenario or the strategy could not take.

    Raises:
        LimitError: when it could not.
    """
    kind, name = factor.target
    if kind == "number":
        for steps in vary.expanded(scenario, vary.steps_of(name)):
            vary.check_number(vary.number_shape(scenario, steps), number, steps[-1])
    else:
        tuned(tunable_of(name, experiment, scenario)[1], name.partition(".")[2], number)


def tunable_of(name: str, experiment: Experiment, scenario: Scenario) -> tuple[str, Strategy]:
    """Find who is meant by `seat.tunable`, and the strategy that plays there.

    Raises:
        UnknownNameError: when nobody is called so.
        RealmError: when there is no dot, or nobody plays there by a strategy of its own.
    """
    player, dot, _ = name.partition(".")
    if not dot:
        raise RealmError(f"{name!r} has no dot")
    return player, registry.make(strategy_of(player, experiment, scenario))


def strategy_of(player: str, experiment: Experiment, scenario: Scenario) -> str:
    """Name the strategy that plays a seat or actor at every point, factors aside."""
    defaults = vars(scenario.strategies)
    if player in defaults:
        return experiment.strategies.get(player, str(defaults[player]))
    actor = actor_named(scenario, player)
    for name, strategy in experiment.strategies.items():
        if name not in defaults and actor_named(scenario, name) == actor:
            return strategy
    for seat in scenario.seats.values():
        if seat.actor == actor:
            return seat.strategy
    kind = "countries" if actor in scenario.countries else "firms"
    return experiment.strategies.get(kind, str(defaults[kind]))


def tuned(strategy: Strategy, tunable: str, number: float) -> Strategy:
    """Make a strategy that differs in one tunable.

    Raises:
        LimitError: when it takes no such number.
    """
    return type(strategy)(**{**vars(strategy.params), tunable: number})
