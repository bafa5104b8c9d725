"""Orders out of their limits are refused, by agents and by strategies."""

from typing import Any

import numpy as np
import pytest
from tests.model.conftest import Make

from realm.errors import LimitError
from realm.model.agents import CountryAgent, FirmAgent
from realm.strategies.base import Decision, Strategy


def agent(base: type[Any], column: str, name: str, value: Any) -> type[Any]:
    class Orders(base):  # type: ignore[misc]
        def decide(self) -> None:
            self.order(column, name, value)

    return Orders


BAD = [
    ("aland", "measure_size", "aland_licence", 1.7, "expected 0 to 1, got 1.7"),
    ("aland", "measure_size", "aland_licence", -0.5, "expected 0 to 1, got -0.5"),
    ("aland", "measure_size", "aland_quota", -1.0, "expected 0 or more, got -1"),
    ("aland", "measure_size", "aland_quota", np.inf, "expected 0 or more, got inf"),
    ("aland", "measure_delay", "aland_licence", 127.0, "expected 0 to 126, got 127"),
    ("cland", "stock_target", "cland_store", -1.0, "expected 0 or more, got -1"),
    ("cland", "stock_purchase", "cland_store", np.inf, "expected 0 or more, got inf"),
    ("cland_metals", "contract_volume", "south_ore_2024", -3.0, "expected 0 or more, got -3"),
    ("aland", "link_open", "aland_metal_to_bland", 0.0, "a government closes no link"),
]


@pytest.mark.parametrize(("actor", "column", "name", "value", "told"), BAD)
def test_an_agent_keeps_to_the_limits(
    small: Make, actor: str, column: str, name: str, value: float, told: str
) -> None:
    base = FirmAgent if actor == "cland_metals" else CountryAgent
    model = small(agents={actor: agent(base, column, name, value)})

    with pytest.raises(LimitError, match=f"{column} of '{name}': {told}"):
        model.step()


def test_a_quota_may_be_more_than_1(small: Make) -> None:
    small(agents={"aland": agent(CountryAgent, "measure_size", "aland_quota", 40.0)}).step()


def test_a_strategy_keeps_to_the_limits(small: Make) -> None:
    class Wild(Strategy):
        name = "wild"
        source = "assumption: a test"

        def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
            return Decision({"measure_size": np.where(legal.measure_size, 1.7, np.nan)}, memory)

    with pytest.raises(LimitError, match="strategy 'wild': measure_size of 'aland_licence'"):
        small(strategies={"aland": Wild()}).step()
