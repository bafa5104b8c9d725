"""Whole games in plain Python, alone and as an ordinary Mesa model: what the arrays are timed by.

Countries, firms and sectors are agents that hold their objects; `step()` plays one turn. The month
is that of the oracle, in which everybody acts at once: phase after phase over all objects.
"""

from mesa import Agent
from tests.oracle.decisions import decide
from tests.oracle.month import Orders, play_month
from tests.oracle.nouns import Facility, Sector, Store
from tests.oracle.start import begin
from tests.oracle.terms import Account, Measure
from tests.oracle.world import World

from realm.core.scenario import Scenario
from realm.core.words import months_between
from realm.model.host import Model

Row = tuple[str, str, float]
"""Column of the orders, name of the row, number."""


def play_oracle(scenario: Scenario, months: int, world: int = 0, seed: int = 0) -> World:
    """Play months of one world from the quiet start, without decisions.

    Args:
        scenario: what to play; nothing else is read, the start is found in plain Python too.
        months: how many.
        world: index of the world under the seed.
        seed: that of the luck.
    """
    played = begin(scenario, seed, world)
    for _ in range(months):
        play_month(played)
    return played


class CountryAgent(Agent):
    """A government with its treasury, measures and stockpiles."""

    def __init__(self, model: "OracleModel", account: Account) -> None:
        """Take what is the country's."""
        super().__init__(model)
        self.account = account
        self.measures: list[Measure] = []
        self.stores: list[Store] = []

    def decide(self) -> list[Row]:
        """Order nothing; override it to play."""
        return []


class FirmAgent(Agent):
    """A firm with its account and facilities."""

    def __init__(self, model: "OracleModel", account: Account) -> None:
        """Take what is the firm's."""
        super().__init__(model)
        self.account = account
        self.facilities: list[Facility] = []

    def decide(self) -> list[Row]:
        """Order nothing; override it to play."""
        return []


class SectorAgent(Agent):
    """An end use."""

    def __init__(self, model: "OracleModel", sector: Sector) -> None:
        """Take the sector."""
        super().__init__(model)
        self.sector = sector


class OracleModel(Model):
    """One world of a scenario; a step is a turn.

    Args:
        scenario: what to play.
        world: index of the world under the seed.
        seed: that of the luck.
    """

    def __init__(self, scenario: Scenario, world: int = 0, seed: int = 0) -> None:
        """Start at rest, play the months before the first turn, and seat everyone."""
        super().__init__(rng=seed)
        self.world = begin(scenario, seed, world)
        self.actors: dict[str, CountryAgent | FirmAgent] = {}
        for name in scenario.countries:
            self.actors[name] = CountryAgent(self, self.world.accounts[name])
        for name in scenario.firms:
            self.actors[name] = FirmAgent(self, self.world.accounts[name])
        for sector in self.world.sectors.values():
            SectorAgent(self, sector)
        for measure in self.world.measures.values():
            self.actors[measure.terms.country].measures.append(measure)
        for store in self.world.stores.values():
            self.actors[store.country].stores.append(store)
        for plant in self.world.facilities.values():
            self.actors[plant.account.name].facilities.append(plant)
        for _ in range(months_between(scenario.starts, scenario.first_turn)):
            play_month(self.world)

    def step(self) -> None:
        """Let everybody decide, then the months of a turn pass."""
        orders: Orders = {}
        for actor in self.actors.values():
            for column, row, value in actor.decide():
                orders.setdefault(column, {})[row] = value
        decide(self.world, orders)
        for _ in range(self.world.scenario.months_per_turn):
            play_month(self.world)
