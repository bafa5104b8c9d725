"""Strategies that break one rule each."""

import random
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.strategies.base import Decision, Strategy

seen: list[int] = []


class Cheat(Strategy):
    """Sets its own measures as it should, and is the base of those that do not."""

    name = "cheat"
    source = "assumption: a test"

    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        size = np.where(legal.measure_size, self.share(observation, luck), np.nan)
        return Decision({"measure_size": size, **self.more(observation, legal)}, memory)

    def share(self, observation: Any, luck: Any) -> Any:
        return 0.5

    def more(self, observation: Any, legal: Any) -> dict[str, Any]:
        return {}


class Globals(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        seen.append(1)
        return 1.0 / len(seen)


class OnItself(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        self.turns = 1
        return 0.5


class BehindItsBack(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        object.__setattr__(self, "turns", getattr(self, "turns", 0) + 1)
        return 1.0 / self.turns


class OnItsClass(Cheat):
    turns = 0

    def share(self, observation: Any, luck: Any) -> Any:
        OnItsClass.turns += 1
        return 1.0 / OnItsClass.turns


class Dice(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return random.random()


class OwnDice(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return np.random.default_rng().random()


class Mixes(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return np.clip(observation.measure_on.mean(), 0.0, 1.0)


class WorldOrder(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return np.linspace(0.0, 1.0, observation.world_count + 1)[1:]


class Infinite(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return np.inf


class Negative(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return -1.0


class TooLarge(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return 1.7


class NotAFlag(Cheat):
    def more(self, observation: Any, legal: Any) -> dict[str, Any]:
        return {"measure_on": np.where(legal.measure_on, 0.5, np.nan)}


class NaNMemory(Cheat):
    @dataclass(frozen=True)
    class Memory:
        turns: Any = 0.0

    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        return Decision({}, self.Memory(turns=memory.turns + np.nan))


class Alien(Cheat):
    def more(self, observation: Any, legal: Any) -> dict[str, Any]:
        return {"stock_target": np.full((len(observation.network.stockpiles), 1), 9.0)}


class BadShape(Cheat):
    def more(self, observation: Any, legal: Any) -> dict[str, Any]:
        return {"stock_target": np.full((17, 3), np.nan)}


class Writes(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        observation.ask[:] = 1.0
        return 0.5


class Forces(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        money = observation._holders[1].money
        money.flags.writeable = True
        money[:] += 1e6
        return 0.5


class Peeks(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return np.clip(observation._holders[1].stock_in[0] / 100.0, 0.0, 1.0)


class Asks(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return observation.smuggling[0]


class Endless(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        while True:
            pass


class Breaks(Cheat):
    def share(self, observation: Any, luck: Any) -> Any:
        return {}["no such thing"]


class Wanton(Cheat):
    @dataclass
    class Params:
        share: float = 0.5


class NoNumbers(Cheat):
    @dataclass(frozen=True)
    class Memory:
        words: Any = "none"


class ForgetsMemory(Cheat):
    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        return Decision({}, None)


class HoldsAFile(Cheat):
    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "open", (line for line in "abc"))


class OldWay(Cheat):
    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        return {}, memory


class BadDriver(Cheat):
    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        return Decision({}, memory, {"fear": np.zeros((17, 3))})


class MixedReasons(Cheat):
    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        fear = np.broadcast_to(luck.uniform("fear", 0, ["x"]).mean(), (len(observation.names), 1))
        return Decision({}, memory, {"fear": fear})


class ReasonsByDice(Cheat):
    def decide(self, observation: Any, legal: Any, memory: Any, luck: Any) -> Any:
        return Decision({}, memory, {"fear": np.random.default_rng().random()})
