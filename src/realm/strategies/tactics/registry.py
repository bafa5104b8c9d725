"""Tactics by name."""

import importlib

from realm.errors import UnknownNameError
from realm.strategies.tactics.base import Tactic

_SHIPPED = {
    "boulware": "boulware:Boulware",
    "conceder": "conceder:Conceder",
    "hard_headed": "hard_headed:HardHeaded",
    "linear": "linear:Linear",
    "rubinstein": "rubinstein:Rubinstein",
    "tit_for_tat": "tit_for_tat:TitForTat",
}


def names() -> tuple[str, ...]:
    """Return the names of all tactics there are, sorted."""
    return tuple(sorted(_SHIPPED))


def find(name: str) -> Tactic:
    """Make the tactic of that name, with its default parameters.

    Raises:
        UnknownNameError: when there is none.
    """
    if name not in _SHIPPED:
        raise UnknownNameError("tactic", name, names())
    module, _, attribute = _SHIPPED[name].partition(":")
    made: Tactic = getattr(
        importlib.import_module(f"realm.strategies.tactics.{module}"), attribute
    )()
    return made
