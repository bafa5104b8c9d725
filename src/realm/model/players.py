"""Who decides for whom: strategies for seats, and one for all others of a kind."""

import dataclasses
from collections.abc import Collection, Mapping

from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.words import months_between
from realm.errors import RealmError, UnknownNameError
from realm.strategies import registry
from realm.strategies.base import Strategy

IDLE = "status_quo"
"""Strategy that decides nothing, so that what is dated happens."""

Given = str | Mapping[str, str | Strategy]
"""Strategies by seat or actor: `"india=conserve china=leverage"`, or a mapping.

Parameters follow a colon: `"india=conserve:threshold=0.2:step=0.5"`. `countries` and `firms` stand
for all who are no seats.
"""

Defaults = dict[str, Strategy]
"""Strategy of the countries and of the firms that play no part of their own."""


def players(scenario: Scenario, given: Given) -> tuple[dict[str, Strategy], Defaults]:
    """Find the strategy of each actor with a part of its own, and those of all others.

    Raises:
        UnknownNameError: when a seat, actor or strategy is not there.
        RealmError: when the text is no list of name=strategy.
    """
    defaults = vars(scenario.strategies)
    named: dict[str, str | Strategy] = {s.actor: s.strategy for s in scenario.seats.values()}
    others: dict[str, str | Strategy] = {kind: defaults[kind] for kind in ("countries", "firms")}
    for name, strategy in read(given).items():
        if name in others:
            others[name] = strategy
        else:
            named[actor_named(scenario, name)] = strategy
    return {name: _made(s) for name, s in named.items()}, {n: _made(s) for n, s in others.items()}


def without_stand_downs(
    network: Network,
    params: Params,
    named: Mapping[str, Strategy],
    defaults: Defaults,
    people: Collection[str] = (),
) -> Params:
    """Take out the events that stand down because somebody decides in their place.

    Args:
        network: the scenario.
        params: its numbers.
        named: strategies of actors with a part of their own.
        defaults: those of all other countries and firms.
        people: actors that somebody plays without a strategy.
    """
    scenario, happens = network.scenario, params.event_on.copy()
    for row, event in enumerate(scenario.events.values()):
        actor = event.stands_down_for
        if actor is None or months_between(scenario.first_turn, event.date) < 0:
            continue
        kind = "countries" if actor in scenario.countries else "firms"
        if actor in people or named.get(actor, defaults[kind]).name != IDLE:
            happens[row] = 0.0
    return dataclasses.replace(params, event_on=happens)


def read(given: Given) -> dict[str, str | Strategy]:
    """Read strategies given as text: `name=strategy`, separated by blanks or commas.

    A strategy's parameters follow it, each after a colon; `registry.make` reads them.
    """
    if isinstance(given, Mapping):
        return dict(given)
    if not isinstance(given, str):
        raise RealmError(f"strategies: expected text or a mapping, got {given!r}")
    found: dict[str, str | Strategy] = {}
    for pair in given.replace(",", " ").split():
        name, sign, strategy = pair.partition("=")
        if not (name and sign and strategy):
            raise RealmError(f"strategies: expected name=strategy, got {pair!r}")
        if name in found:
            raise RealmError(f"strategies: {name!r} is given twice")
        found[name] = strategy
    return found


def actor_named(scenario: Scenario, name: str) -> str:
    """Return the country or firm that a name means: a seat's actor, or the actor itself.

    Raises:
        UnknownNameError: when it means nobody.
    """
    if name in scenario.seats:
        return scenario.seats[name].actor
    if name in scenario.countries or name in scenario.firms:
        return name
    known = [*scenario.seats, *scenario.countries, *scenario.firms]
    raise UnknownNameError("seat, country or firm", name, known)


def _made(strategy: str | Strategy) -> Strategy:
    if isinstance(strategy, Strategy):
        return strategy
    if isinstance(strategy, str):
        return registry.make(strategy)
    raise no_strategy(strategy)


def no_strategy(given: object) -> RealmError:
    """Make the error for what is neither a strategy nor its name."""
    hint = ""
    if isinstance(given, type):
        hint = f"; make one of the class: {given.__name__}()"
    elif callable(given):
        hint = "; realm.strategies.function.from_function makes one of a function"
    return RealmError(f"expected a strategy or its name, got {given!r}{hint}")
