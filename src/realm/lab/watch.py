"""Look over a strategy's shoulder: every call is timed, repeated, and its answer examined."""

import dataclasses
import pickle
import random
import types
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from realm.core.arrays import Array, notes
from realm.core.chance import Luck
from realm.core.state import State
from realm.lab.deadline import within
from realm.lab.report import Finding
from realm.rules.observe import bands
from realm.strategies.base import Decision, Strategy
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

BEYOND = 0.4
"""Where in its band a number is put that the actors know only by its band."""
FLAGS = frozenset({
    "measure_on", "measure_known", "link_open", "project_approve", "project_start", "directive",
    "shut", "coalition", "revoke",
})  # fmt: skip
"""Columns of 0 and 1; all others are 0 or more."""


class Watch(Strategy):
    """Plays as another strategy does; while `thorough`, notes whatever breaks a rule."""

    name = "watch"
    source = "assumption: the check's own"

    inner: Strategy
    seconds: float
    findings: list[Finding]
    orders: dict[str, int]
    thorough: bool

    def __init__(self, inner: Strategy, *, seconds: float, thorough: bool = False) -> None:
        """Watch a strategy, and give it so many seconds a call."""
        given = {
            "name": inner.name, "source": inner.source, "params": inner.params,
            "Memory": inner.Memory, "inner": inner, "seconds": seconds, "thorough": thorough,
            "findings": [], "orders": {},
        }  # fmt: skip
        for key, value in given.items():
            object.__setattr__(self, key, value)

    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        """Ask the strategy, and look at what it does."""

        def ask(eyes: Observation = observation) -> Decision:
            return within(self.seconds, lambda: self.inner.decide(eyes, legal, memory, luck))

        if not self.thorough:
            return ask()
        state = observation._holders[1]
        before = {f.name: np.copy(getattr(state, f.name)) for f in dataclasses.fields(state)}
        traces, dice = _traces(self.inner), _dice()
        decision: Any = ask()
        changed = [n for n, a in before.items() if a.tobytes() != _raw(getattr(state, n))]
        if changed:
            self._note("observation", f"it writes into {changed[0]!r} of what it was shown")
            for field in changed:  # undo, or the rest of the game would be another
                np.copyto(getattr(state, field), before[field])
        left = _traces(self.inner)
        for name in (n for n in traces if traces[n] != left.get(n)):
            self._note("memory", f"it changes {name} when it decides")
        if dice != _dice():
            self._note("luck", "it draws from `random` or `np.random`")
        if not isinstance(decision, Decision):
            return decision  # type: ignore[no-any-return]  # the desk says what is wrong with it
        self._examine(decision)
        again = ask()
        if not _same(decision, again):
            self._note("luck", "asked twice with the same arguments, it answers differently")
        elif not _same(decision, ask(_poisoned(observation))):
            self._note("sight", "its answer changes with what it may not know")
        return decision

    def _note(self, rule: Any, seen: str) -> None:
        found = Finding(rule, seen)
        if found not in self.findings:
            self.findings.append(found)

    def _examine(self, decision: Decision) -> None:
        """Look at the numbers of an answer; the desk looks at rows and shapes."""
        kept = decision.memory
        for column, values in decision.columns.items():
            given = np.asarray(values)
            if given.dtype.kind not in "fiub":
                self._note("numbers", f"{column} holds {given.dtype}, not numbers")
                continue
            said = given[~np.isnan(given)]
            self.orders[column] = self.orders.get(column, 0) + len(said)
            if np.isinf(said).any():
                self._note("numbers", f"{column} holds an infinite number")
            elif (said < 0.0).any():
                self._note("numbers", f"{column} holds {said.min():g}, below 0")
            elif column in FLAGS and not np.isin(said, (0.0, 1.0)).all():
                self._note("numbers", f"{column} holds numbers other than 0 and 1")
        if not isinstance(kept, self.inner.Memory):
            return
        for slot in dataclasses.fields(kept):
            values = np.asarray(getattr(kept, slot.name), dtype=np.float64)
            if not np.isfinite(values).all():
                self._note("numbers", f"Memory.{slot.name} holds NaN or an infinite number")


def _raw(values: Any) -> bytes:
    return np.asarray(values).tobytes()


def _same(one: Decision, other: Decision) -> bool:
    """Compare two answers to the bit."""
    kept, held = one.memory, other.memory
    if type(kept) is not type(held):
        return False
    slots = [f.name for f in dataclasses.fields(kept)] if dataclasses.is_dataclass(kept) else []
    tables = [
        (one.columns, other.columns),
        (one.drivers, other.drivers),
        ({s: getattr(kept, s) for s in slots}, {s: getattr(held, s) for s in slots}),
    ]
    return all(
        list(first) == list(second) and all(_raw(first[n]) == _raw(second[n]) for n in first)
        for first, second in tables
    )


def _dice() -> tuple[Any, bytes]:
    """Take a picture of the generators that everybody shares."""
    legacy: Any = np.random.get_state()  # noqa: NPY002 - to see whether it was used
    return random.getstate(), pickle.dumps(legacy)


def _traces(strategy: Strategy) -> dict[str, bytes]:
    """Take a picture of what a strategy could hide numbers in: itself, its class, globals."""
    found = {f"self.{name}": _picture(value) for name, value in vars(strategy).items()}
    functions = [v for v in vars(strategy).values() if isinstance(v, types.FunctionType)]
    for kind in type(strategy).__mro__:
        if kind is Strategy:
            break
        for name, value in vars(kind).items():
            if isinstance(value, types.FunctionType):
                functions.append(value)
            elif isinstance(value, list | dict | set | np.ndarray | int | float):
                found[f"{kind.__name__}.{name}"] = _picture(value)
    for function in functions:
        for name in _names(function.__code__):
            value = function.__globals__.get(name)
            if not isinstance(value, types.ModuleType | type | Callable):
                found[f"the global {name!r}"] = _picture(value)
        for name, cell in zip(
            function.__code__.co_freevars, function.__closure__ or (), strict=True
        ):
            found[f"the outer variable {name!r}"] = _picture(_content(cell))
    return found


def _names(code: types.CodeType) -> set[str]:
    """List the names that a function, and the functions in it, look up."""
    inner = [c for c in code.co_consts if isinstance(c, types.CodeType)]
    return set(code.co_names).union(*(_names(c) for c in inner)) if inner else set(code.co_names)


def _content(cell: types.CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not filled yet
        return None


def _picture(value: Any) -> bytes:
    """Turn anything into bytes that change when it does."""
    try:
        return pickle.dumps(value)
    except (pickle.PicklingError, TypeError, AttributeError):
        return repr(value).encode()


def _poisoned(observation: Observation) -> Observation:
    """Put NaN where the actors may not look, another number where they know only a band."""
    params, state = observation._holders
    roster = observation._roster
    changes: dict[str, Array] = {}
    for note in notes(State):
        values = getattr(state, note.attribute)
        if note.seen == "hidden":
            changes[note.attribute] = np.full_like(values, np.nan)
        elif note.seen != "public":
            mine = roster.own(note.axes[-1], observation.actors)[:, None]
            others = np.full_like(values, np.nan)
            if note.seen == "banded":  # elsewhere in the same band
                low, high = bands(values, params.rules.band_factor)
                others = low + BEYOND * (high - low)
            changes[note.attribute] = np.where(mine, values, others)
    poisoned = state.replace(**changes)
    imagine = observation.imagine
    if isinstance(imagine, partial):  # of what the actors see, and the luck
        eyes = Observation(roster, params, poisoned, actors=observation.actors)
        imagine = partial(imagine.func, eyes, *imagine.args[1:])
    return Observation(roster, params, poisoned, actors=observation.actors, imagine=imagine)
