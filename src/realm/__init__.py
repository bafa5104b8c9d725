"""Realm, a game and a laboratory of resource geopolitics.

This is the face: what stands in `__all__` is public and is loaded when first asked for, so that
`import realm` stays as quick as the work it leads to.
"""

import importlib
from typing import TYPE_CHECKING

from realm.version import __version__ as __version__

if TYPE_CHECKING:
    from realm.content.load import load as load
    from realm.errors import Problem as Problem
    from realm.errors import RealmError as RealmError
    from realm.errors import RealmWarning as RealmWarning
    from realm.errors import ScenarioError as ScenarioError
    from realm.errors import UnknownNameError as UnknownNameError
    from realm.lab.batch import batch as batch
    from realm.lab.check import check_strategy as check_strategy
    from realm.model.model import RealmModel as RealmModel
    from realm.model.run import run as run
    from realm.strategies.base import Decision as Decision
    from realm.strategies.base import Strategy as Strategy

# Public name -> the module that defines it. A new name also goes into `__all__` and, for type
# checkers, into the block above; `tests/test_exported_members.py` compares the three.
_HOME = {
    "Decision": "realm.strategies.base",
    "Problem": "realm.errors",
    "RealmError": "realm.errors",
    "RealmModel": "realm.model.model",
    "RealmWarning": "realm.errors",
    "ScenarioError": "realm.errors",
    "Strategy": "realm.strategies.base",
    "UnknownNameError": "realm.errors",
    "batch": "realm.lab.batch",
    "check_strategy": "realm.lab.check",
    "load": "realm.content.load",
    "run": "realm.model.run",
}

__all__ = [
    "Decision",
    "Problem",
    "RealmError",
    "RealmModel",
    "RealmWarning",
    "ScenarioError",
    "Strategy",
    "UnknownNameError",
    "__version__",
    "batch",
    "check_strategy",
    "load",
    "run",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module the first time it is asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'realm' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted(__all__)
