"""What a strategy declares, and what it may not do."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from realm.core.chance import Luck
from realm.errors import RealmError, UnknownNameError
from realm.strategies import memory
from realm.strategies.base import Decision, Strategy
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


class Wary(Strategy):
    name = "wary"
    source = "assumption: a test"

    @dataclass(frozen=True)
    class Params:
        threshold: float = 0.5
        turns: float = 2.0

    @dataclass(frozen=True)
    class Memory:
        anger: Any = 0.25
        seen: Any = 1.0

    def decide(self, observation: Observation, legal: Legal, memory: Any, luck: Luck) -> Decision:
        return Decision({}, memory)


def test_parameters_have_defaults_and_names() -> None:
    wary = Wary(threshold=0.1)

    assert (wary.params.threshold, wary.params.turns) == (0.1, 2.0)
    assert repr(wary) == "Wary(threshold=0.1, turns=2.0)"
    with pytest.raises(UnknownNameError, match="no parameter of wary named 'treshold'"):
        Wary(treshold=0.1)


def test_a_strategy_is_frozen() -> None:
    wary = Wary()

    with pytest.raises(AttributeError, match="declare 'anger' in Memory"):
        wary.anger = 3


def test_a_strategy_says_its_name_and_source() -> None:
    class Nameless(Wary):
        name = ""

    class Unsourced(Wary):
        source = ""

    with pytest.raises(RealmError, match="Nameless declares no name"):
        Nameless()
    with pytest.raises(RealmError, match="Unsourced declares no source"):
        Unsourced()


def test_memory_goes_into_an_array_and_back() -> None:
    wary = Wary()
    packed = memory.blank(wary, actors=3, worlds=2)

    assert packed.shape == (3, 2, 2)
    held = memory.unpack(wary, packed)
    assert (held.anger == 0.25).all()
    assert held.seen.shape == (3, 2)
    changed = Wary.Memory(anger=np.arange(6.0).reshape(3, 2), seen=held.seen)
    again = memory.pack(wary, changed, packed)
    assert (memory.unpack(wary, again).anger == changed.anger).all()
    assert (again[:, 1] == 1.0).all()


def test_a_strategy_without_memory_has_an_empty_one() -> None:
    class Forgetful(Wary):
        from realm.strategies.base import Nothing as Memory

    assert memory.blank(Forgetful(), actors=3, worlds=2).shape == (3, 0, 2)
