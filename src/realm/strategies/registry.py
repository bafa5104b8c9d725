"""Strategies by name: the shipped ones, and those of installed packages.

A package offers one in its pyproject.toml:

    [project.entry-points."realm.strategies"]
    conserve = "my_package.conserve:Conserve"
"""

import importlib
import math
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from realm.content.names import Complaint
from realm.errors import LimitError, RealmError, UnknownNameError
from realm.strategies.base import Strategy

GROUP = "realm.strategies"
"""Entry point group that packages register in."""

_SHIPPED = {
    "appease": "realm.strategies.appease:Appease",
    "coalition": "realm.strategies.coalition:Coalition",
    "conserve": "realm.strategies.conserve:Conserve",
    "diversify": "realm.strategies.diversify:Diversify",
    "downstream": "realm.strategies.downstream:Downstream",
    "escalate": "realm.strategies.escalate:Escalate",
    "grim_trigger": "realm.strategies.grim_trigger:GrimTrigger",
    "leverage": "realm.strategies.leverage:Leverage",
    "look_ahead": "realm.strategies.look_ahead:LookAhead",
    "profit": "realm.strategies.profit:Profit",
    "random": "realm.strategies.random_curbs:Random",
    "relationship": "realm.strategies.relationship:Relationship",
    "retaliate": "realm.strategies.retaliate:Retaliate",
    "security_of_supply": "realm.strategies.security_of_supply:SecurityOfSupply",
    "stabiliser": "realm.strategies.stabiliser:Stabiliser",
    "state_miner": "realm.strategies.state_miner:StateMiner",
    "status_quo": "realm.strategies.status_quo:StatusQuo",
    "stockpile": "realm.strategies.stockpile:Stockpile",
    "tit_for_tat": "realm.strategies.tit_for_tat:TitForTat",
}


def names() -> tuple[str, ...]:
    """Return the names of all strategies there are, sorted."""
    return tuple(sorted({*_SHIPPED, *_offered()}))


def shipped() -> tuple[str, ...]:
    """Return the names of those that come with Realm, sorted."""
    return tuple(sorted(_SHIPPED))


def find(name: str) -> Strategy:
    """Make the strategy of that name, with its default parameters.

    Raises:
        UnknownNameError: when there is none.
        RealmError: when a package offers something that is no strategy.
    """
    if name in _SHIPPED:
        module, _, attribute = _SHIPPED[name].partition(":")
        made = getattr(importlib.import_module(module), attribute)
    else:
        offered = _offered()
        if name not in offered:
            raise UnknownNameError("strategy", name, names())
        made = _load(offered[name])
    if not (isinstance(made, type) and issubclass(made, Strategy)):
        raise RealmError(f"strategy {name!r} is no subclass of realm.Strategy: {made!r}")
    return made()


def make(text: str) -> Strategy:
    """Make a strategy as people write it: `conserve`, or `conserve:threshold=0.2:step=0.5`.

    Raises:
        UnknownNameError: when there is no such strategy, or it has no such parameter.
        RealmError: when what follows a colon is no `parameter=number`.
    """
    name, *pairs = (part.strip() for part in text.split(":"))
    strategy = find(name)
    given: dict[str, float] = {}
    for pair in pairs:
        key, sign, value = (part.strip() for part in pair.partition("="))
        number = _number(value)
        if not (key and sign and number is not None):
            raise RealmError(f"strategy {name!r}: expected parameter=number, got {pair!r}")
        if key in given:
            raise RealmError(f"strategy {name!r}: {key!r} is given twice")
        given[key] = number
    return type(strategy)(**given) if given else strategy


def complaint(text: str) -> Complaint | None:
    """Say what is wrong with a strategy as people write it; nothing where `make` takes it."""
    try:
        make(text)
    except UnknownNameError as error:
        return Complaint(f"a {error.kind}", error.name or text, error.known)
    except LimitError as error:
        parameter, _, limits = str(error).partition(": ")[2].partition(": expected ")
        return Complaint(f"{parameter} of {limits.partition(', got')[0]}", text)
    except RealmError:
        return Complaint("a strategy like conserve:threshold=0.3", text)
    return None


def _number(text: str) -> float | None:
    """Read a finite number."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


@cache
def _offered() -> dict[str, EntryPoint]:
    """Find what installed packages offer, once; shipped names stay ours."""
    return {entry.name: entry for entry in entry_points(group=GROUP) if entry.name not in _SHIPPED}


def _load(entry: EntryPoint) -> object:
    """Import what a package offers."""
    try:
        loaded: object = entry.load()
    except (ImportError, AttributeError) as error:
        raise RealmError(f"strategy {entry.name!r} does not load: {error}") from error
    return loaded
