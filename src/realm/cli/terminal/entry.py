"""Actions typed exactly: `tighten NAME 0.3`, `direct NAME undo`, `stockpile NAME target_t=40`."""

import dataclasses
from collections.abc import Sequence
from typing import Any, get_args, get_type_hints

from realm.core.action import ACTIONS, Action, from_dict
from realm.core.network import Network
from realm.errors import RealmError, UnknownNameError


def usage(word: str) -> str:
    """Say how an action is typed: what must be there, what may be there."""
    parts = [word]
    for field in dataclasses.fields(ACTIONS[word]):
        must = field.default is dataclasses.MISSING
        parts.append(field.name.upper() if must else f"[{field.name}]")
    return " ".join(parts)


def read_action(words: Sequence[str], actor: str, network: Network) -> Action:
    """Read an action; whose it is goes without saying.

    Raises:
        UnknownNameError: when it names what is not there.
        RealmError: when something is missing or cannot be.
    """
    word = words[0].casefold()
    if word not in ACTIONS:
        raise UnknownNameError("action", word, ACTIONS)
    kind = ACTIONS[word]
    hints, names = get_type_hints(kind), [f.name for f in dataclasses.fields(kind)]
    given: dict[str, Any] = {"action": word}
    order = [name for name in names if name != "undo"]
    if kind.axis in ("country", "firm") or "country" in names:
        own = kind.axis if kind.axis in ("country", "firm") else "country"
        if not _names_actor(words[1:], network):
            given[own] = actor
            order.remove(own)
    for text in words[1:]:
        key, sign, value = text.partition("=")
        if sign:
            given[key] = _value(value, hints.get(key, str))
        elif text.casefold() == "undo" and "undo" in names:
            given["undo"] = True
        elif order:
            name = order.pop(0)
            given[name] = _value(text, hints[name])
        else:
            raise RealmError(f"{text!r} is one word too many; type it as: {usage(word)}")
    if isinstance(given.get(kind.axis), str):
        given[kind.axis] = _name(given[kind.axis], kind.axis, network)
    try:
        return from_dict(given)
    except UnknownNameError:
        raise
    except RealmError as error:
        raise RealmError(f"{error}; type it as: {usage(word)}") from None


def _names_actor(words: Sequence[str], network: Network) -> bool:
    actors = {*network.countries, *network.firms}
    return any(word.casefold() in actors for word in words)


def _value(text: str, hint: Any) -> str | float | bool:
    """Read a number, a part such as 30%, yes or no, or a name."""
    if hint is bool:
        return text.casefold() in ("true", "yes", "1")
    options = get_args(hint) or (hint,)
    if float in options:
        digits = text.removesuffix("%").replace(",", "")
        try:
            return float(digits) / (100.0 if text.endswith("%") else 1.0)
        except ValueError:
            raise RealmError(f"expected a number, found {text!r}") from None
    return text.casefold() if hint is not str else text


def _name(text: str, axis: str, network: Network) -> str:
    """Complete a name that only one row holds."""
    names = network.along(axis)
    folded = text.casefold()
    if folded in names:
        return folded
    found = [name for name in names if folded in name]
    return found[0] if len(found) == 1 else text
