"""Work out once what does not change: of a network, for the same actors, within one look."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from realm.core.network import Network
from realm.strategies.observation import Observation

Table = TypeVar("Table")
More = ParamSpec("More")


def once(make: Callable[[Network], Table]) -> Callable[[Network], Table]:
    """Keep what a function made of the last network: topology does not change in a game."""
    kept: dict[int, tuple[weakref.ref[Network], Table]] = {}

    @wraps(make)
    def found(network: Network) -> Table:
        held = kept.get(id(network))
        if held is None or held[0]() is not network:
            kept.clear()
            held = kept[id(network)] = (weakref.ref(network), make(network))
        return held[1]

    return found


def of_actors(make: Callable[[Observation], Table]) -> Callable[[Observation], Table]:
    """Keep what a function reads off the network alone, for each group of actors."""

    @once
    def of_network(network: Network) -> dict[bytes, Table]:  # noqa: ARG001 - one table for each
        return {}

    @wraps(make)
    def found(observation: Observation) -> Table:
        held, key = of_network(observation.network), observation.actors.tobytes()
        if key not in held:
            held[key] = make(observation)
        return held[key]

    return found


def looked(
    make: Callable[Concatenate[Observation, More], Table],
) -> Callable[Concatenate[Observation, More], Table]:
    """Keep what a function made of an observation, and of the same other arguments.

    Invitations and decisions of a turn share it, and so do several strategies; so nobody may
    write into it.
    """

    @wraps(make)
    def found(observation: Observation, /, *more: More.args, **named: More.kwargs) -> Table:
        given = (*more, *named.values())
        key = (make, *map(id, given))
        if key not in observation.kept:  # with the arguments, so that their ids stay theirs
            observation.kept[key] = (make(observation, *more, **named), given)
        made: Table = observation.kept[key][0]
        return made

    return found


def public(make: Callable[[Observation], Table]) -> Callable[[Observation], Table]:
    """Let a function look as who is nobody, so that all who look share what comes of it."""
    kept = looked(make)

    @wraps(make)
    def found(observation: Observation) -> Table:
        return kept(observation.public)

    return found
