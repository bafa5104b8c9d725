"""Say whether a strategy keeps the rules that make experiments worth something."""

import dataclasses
import pickle
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.errors import LimitError, RealmError
from realm.lab.deadline import TooLong
from realm.lab.outcome import Outcome
from realm.lab.report import Finding, Report, Rule
from realm.lab.watch import Watch
from realm.model.model import RealmModel
from realm.model.players import no_strategy
from realm.model.reasons import Reason
from realm.strategies import registry
from realm.strategies.base import Strategy

WORLDS = 7
MIXED = (6, 2, 4, 0, 5, 1, 3)
"""The same worlds in another order."""
FORK = (5, 2)
"""Worlds that go on by themselves after half of the game."""


def check_strategy(
    strategy: Strategy | str,
    scenario: str | Scenario = "small-world",
    *,
    turns: int = 6,
    seed: int = 7,
    seconds: float = 2.0,
) -> Report:
    """Check that a strategy keeps the rules, and say what to do where it does not.

    It plays every seat and everybody else in some worlds that were stirred up (measures in force,
    stocks run down, trust won and lost), and must set legal orders of finite numbers, see only
    what it may, take chance from `luck` alone, carry nothing outside its Memory, decide each world
    as if it were alone, play the same as a pickled copy or a fork, and come to an end. The same
    holds for the drivers that it gives as its reasons.

        print(realm.check_strategy(Hoard(buy_t_per_month=3)))

    Args:
        strategy: the strategy, or its name as people write it.
        scenario: where it plays; a small one is quick.
        turns: turns of each game.
        seed: names the worlds.
        seconds: longest time of one decision for all worlds.
    """
    made = registry.make(strategy) if isinstance(strategy, str) else strategy
    if not isinstance(made, Strategy):
        raise no_strategy(made)
    table = _Table(made, scenario, turns=turns, seed=seed, seconds=seconds)
    findings = _declared(made)
    watch = Watch(made, seconds=seconds, thorough=True)
    fatal, true = table.judged(lambda: table.play(watch))
    findings += watch.findings + fatal
    if true is not None:
        findings += _games(table, made, true)
    kept: dict[Rule, Finding] = {}
    for finding in findings:
        kept.setdefault(finding.rule, finding)
    name = scenario if isinstance(scenario, str) else scenario.name
    return Report(made.name, name, tuple(kept.values()), watch.orders)


class _Table:
    """Plays one strategy for everybody, in worlds that are stirred up."""

    def __init__(
        self, strategy: Strategy, scenario: str | Scenario, *, turns: int, seed: int, seconds: float
    ) -> None:
        self.strategy, self.turns, self.seed, self.seconds = strategy, turns, seed, seconds
        first = RealmModel(scenario, 1, seed=seed, turns=turns)
        self.compiled = (first.network, first.params)

    def model(
        self,
        strategy: Strategy | None = None,
        *,
        worlds: Sequence[int] = range(WORLDS),
        seed: int | None = None,
    ) -> RealmModel:
        """Sit down; a strategy that is not a `Watch` already gets a deadline."""
        player = strategy or self.strategy
        if not isinstance(player, Watch):
            player = Watch(player, seconds=self.seconds)
        scenario = self.compiled[0].scenario
        everyone: dict[str, str | Strategy] = dict.fromkeys(scenario.seats, player)
        model = RealmModel(
            scenario,
            list(worlds),
            seed=self.seed if seed is None else seed,
            turns=self.turns,
            strategies=everyone | {"countries": player, "firms": player},
            compiled=self.compiled,
        )
        model.state = _stirred(model)
        return model

    def play(self, strategy: Strategy | None = None, **how: Any) -> Outcome:
        """Play a game to its end."""
        model = self.model(strategy, **how)
        reasons: list[Reason] = []
        while model.running:
            model.step()
            reasons += model.reasons
        return Outcome.of(model, reasons)

    def judged(self, play: Callable[[], Outcome]) -> tuple[list[Finding], Outcome | None]:
        """Play, and turn what goes wrong into a finding."""
        try:
            return [], play()
        except TooLong:
            return [Finding("time", f"one decision takes more than {self.seconds:g} s")], None
        except Exception as error:  # noqa: BLE001 - whatever a student's code may raise
            return [_blame(error)], None


def _games(table: _Table, strategy: Strategy, true: Outcome) -> list[Finding]:
    """Play the same worlds in other ways; `true` is what they come to."""

    def differs(rule: Rule, seen: str, play: Callable[[], Outcome], expected: Outcome) -> None:
        if any(finding.rule == rule for finding in findings):
            return
        wrong, outcome = table.judged(play)
        if wrong:
            findings.extend(wrong)
        elif outcome is not None and outcome.parts != expected.parts:
            findings.append(Finding(rule, seen))

    findings: list[Finding] = []
    differs("luck", "the same worlds played twice come out differently", table.play, true)
    if findings:
        return findings  # what changes from game to game would fail every comparison
    for worlds in ((3,), (0, 1, 2), MIXED):
        seen = f"a world comes out differently among {len(worlds)} in the order {worlds}"
        alone = true.take(worlds)
        differs("worlds", seen, lambda w=worlds: table.play(worlds=w), alone)  # type: ignore[misc]
    seen = "a game comes out differently when another is played between its turns"
    differs("memory", seen, lambda: _between(table), true)
    seen = "a game that goes on from a copy of its state comes out differently"
    forked = true.take(FORK)
    differs("memory", seen, lambda: _fork(table), forked)
    try:
        copy = pickle.loads(pickle.dumps(strategy))
    except Exception as error:  # noqa: BLE001 - pickle raises what it likes
        return [*findings, Finding("copies", f"it does not pickle: {error}")]
    differs("copies", "a pickled copy plays differently", lambda: table.play(copy), true)
    return findings


def _between(table: _Table) -> Outcome:
    """Play a game whose turns alternate with those of another one."""
    model, other = table.model(), table.model(seed=table.seed + 1, worlds=range(3))
    reasons: list[Reason] = []
    while model.running:
        other.step()
        model.step()
        reasons += model.reasons
    return Outcome.of(model, reasons)


def _fork(table: _Table) -> Outcome:
    """Play half a game, then let two of its worlds go on in another model."""
    model, fork = table.model(), table.model(worlds=FORK)
    reasons: list[Reason] = []
    for _ in range(table.turns // 2):
        model.step()
        reasons += [reason.take(FORK) for reason in model.reasons]
    fork.state = model.state.take(FORK)
    for _ in range(table.turns - table.turns // 2):
        model.step()
        fork.step()
        reasons += fork.reasons
    return Outcome.of(fork, reasons)


def _stirred(model: RealmModel) -> State:
    """Give each world troubles of its own, so that there is something to decide."""
    network, state, luck = model.network, model.state, model.luck

    def draw(what: str, names: Sequence[str]) -> Array:
        return Luck(luck.seed, luck.worlds, salt="check").uniform(what, 0, names)

    on = np.where(draw("on", network.measures) < 0.4, 1.0, state.measure_on)
    known = np.where(draw("known", network.measures) < 0.4, 1.0, state.measure_known)
    return state.replace(
        measure_on=on,
        measure_known=np.maximum(on, known),
        stock_in=state.stock_in * draw("stock", network.intakes),
        trust=np.clip(state.trust + 0.8 * draw("trust", network.relations) - 0.4, -1.0, 1.0),
    )


def _declared(strategy: Strategy) -> list[Finding]:
    """Look at what can be seen without playing."""
    found = [f"{n} is empty" for n in ("name", "source") if not getattr(strategy, n, "")]
    if type(strategy).__setattr__ is not Strategy.__setattr__:
        found.append("its __setattr__ is not Strategy's, which keeps it frozen")
    for kind in (strategy.Params, strategy.Memory):
        label = kind.__name__
        if not dataclasses.is_dataclass(kind):
            found.append(f"{label} is no dataclass")
            continue
        if not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
            found.append(f"{label} is not frozen")
        for slot in dataclasses.fields(kind):
            default = slot.default
            if not isinstance(default, int | float) or not np.isfinite(default):
                found.append(f"{label}.{slot.name} has no number as its default")
    for name, value in vars(strategy.params).items():
        if isinstance(value, float) and not np.isfinite(value):
            found.append(f"Params.{name} is {value}")
    return [Finding("declared", "; ".join(found))] if found else []


def _blame(error: Exception) -> Finding:
    """Say which rule an exception breaks."""
    text, kind = str(error), type(error).__name__
    if isinstance(error, ValueError) and "read-only" in text:
        return Finding("observation", "it writes into what it is shown")
    if isinstance(error, AttributeError) and "a strategy is frozen" in text:
        return Finding("memory", f"it sets an attribute of itself ({text})")
    if isinstance(error, AttributeError) and "an observation shows no" in text:
        return Finding("sight", text)
    if isinstance(error, LimitError):
        return Finding("numbers", text)
    if isinstance(error, RealmError):
        return Finding("memory" if "must return its Memory" in text else "legal", text)
    return Finding("runs", f"it raises {kind}: {text}")
