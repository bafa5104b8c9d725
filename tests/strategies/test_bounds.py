"""Tunables keep the limits that Params declares."""

import dataclasses
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from annotated_types import Gt, Lt

from realm.core.bounds import Bounds, declared
from realm.errors import LimitError
from realm.strategies import registry
from realm.strategies.base import Decision, Strategy

FIELDS = [
    (name, field.name)
    for name in registry.shipped()
    for field in dataclasses.fields(registry.find(name).Params)
]


class Open(Strategy):
    name = "open"
    source = "assumption: a test"

    @dataclass(frozen=True)
    class Params:
        part: Annotated[float, Gt(0), Lt(1)] = 0.5
        free: float = 0.0

    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        return Decision({}, memory)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("conserve:threshold=-5", "conserve: threshold: expected 0 to 1, got -5"),
        ("leverage:cold=-2", "leverage: cold: expected -1 to 1, got -2"),
        ("state_miner:patience=-1", "state_miner: patience: expected 0 or more, got -1"),
    ],
)
def test_a_tunable_out_of_its_limits_is_refused(text: str, told: str) -> None:
    with pytest.raises(LimitError, match=told):
        registry.make(text)


def test_blanks_around_a_tunable_mean_nothing() -> None:
    assert vars(registry.make("conserve: threshold = 0.3 ").params)["threshold"] == 0.3


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_every_shipped_tunable_has_limits_and_its_default_keeps_them(name: str, field: str) -> None:
    strategy = registry.find(name)
    limits = declared(strategy.Params)[field]

    assert limits != Bounds()
    assert limits.hold(getattr(strategy.params, field))


@pytest.mark.parametrize("part", [0.0, 1.0, float("nan"), "much"])
def test_the_ends_may_be_left_out(part: Any) -> None:
    with pytest.raises(LimitError, match="open: part: expected above 0 to below 1"):
        Open(part=part)
    assert Open(part=0.1, free=-3.0).params.free == -3.0
