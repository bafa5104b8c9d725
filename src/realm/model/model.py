"""RealmModel: the one loop, an ordinary Mesa model over one world or many."""

import os
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.core.chance import Luck
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.core.words import month_after
from realm.errors import RealmError, RealmWarning, UnknownNameError
from realm.model.agents import KINDS, Actor
from realm.model.collect import Reporters, collector
from realm.model.desk import Desk
from realm.model.graph import TradeGraph
from realm.model.host import Model
from realm.model.imagine import Imagination
from realm.model.loop import play_turn
from realm.model.names import known
from realm.model.parley import Parley
from realm.model.players import Given, actor_named, players, without_stand_downs
from realm.model.reasons import Reason
from realm.model.talks import Talks
from realm.model.worlds import Seed, chosen_seed, chosen_worlds, whole
from realm.rules import turn
from realm.rules.guard import FAULTS
from realm.rules.start import first_state
from realm.strategies.roster import Roster

TOLD = 5
"""Most worlds that one warning names."""


class RealmModel(Model):
    """Plays a scenario turn by turn; every actor is an agent on the trade network.

    World K of a seed is the same to the bit whether it is played alone (`first_world=K`), in a
    list of worlds, or among thousands (`worlds=10_000`).

        model = RealmModel("june-2025", rng=7, strategies="india=status_quo")
        model.run_model()
        model.actor("india").money_kusd

    Args:
        scenario: shipped name, path, or a loaded scenario.
        worlds: how many worlds, or the index of each.
        rng: seed of all worlds; a fresh one if neither this nor `seed` is given.
        seed: the same by its older name; give one of the two.
        strategies: who plays how, `"india=status_quo"` or a mapping; others as the scenario says.
        agents: classes that play actors, by seat or actor: `{"india": MyCountryAgent}`.
        first_world: index of the first world.
        turns: turns until `running` becomes False; the scenario's if not given.
        model_reporters: for the DataCollector, else the month and the mean price of each commodity;
            what gives an array over one world gives a number.
        agent_reporters: the same; `{"stock_t": "stock_t"}` gives a row an agent and turn.
        compiled: network and params of the scenario, where an experiment has changed them.
        people: seats or actors that a person plays by writing orders, so that dated events which
            stand down for who decides do so; those with a class in `agents` if not given.
        start: the quiet state of every world, where an experiment has changed it.
        luck: seed and worlds in one; a world may then be there twice, with different params.

    Attributes:
        network: names and topology; `network.scenario` is the scenario.
        params: its numbers as arrays.
        start: the quiet state it started from.
        lead: ledger of the months before the first turn.
        state: where it stands now.
        ledger: what the last turn did; the months before the first at first.
        orders: what was decided in the last turn.
        reasons: what drove the strategies to it, one for each that was asked.
        parley: the talks of this turn once they are convened, until the turn is played.
        talks: what became of the talks of the last turn.
        luck: seed and worlds.
        roster: numbers of the actors.
        desk: where decisions come together.
        grid: the Mesa network that agents stand on; its `G` is the networkx graph.
    """

    def __init__(
        self,
        scenario: str | os.PathLike[str] | Scenario = "june-2025",
        worlds: int | Sequence[int] = 1,
        *,
        rng: Seed = None,
        seed: Seed = None,
        strategies: Given = "",
        agents: Mapping[str, type[Actor]] | None = None,
        first_world: int = 0,
        turns: int | None = None,
        model_reporters: Reporters | None = None,
        agent_reporters: Reporters | None = None,
        compiled: tuple[Network, Params] | None = None,
        start: State | None = None,
        luck: Luck | None = None,
        people: Sequence[str] | None = None,
    ) -> None:
        """Load, compile, play the months before the first turn, and seat everyone."""
        self.seed = chosen_seed(rng, seed) if luck is None else luck.seed
        super().__init__(rng=self.seed)
        self.luck = luck or Luck(self.seed, chosen_worlds(worlds, first_world))
        self.network, self.params = compiled or compile_scenario(_loaded(scenario))
        described = self.network.scenario
        self.turns = described.turns if turns is None else whole("turns", turns, least=1)
        named, defaults = players(described, strategies)
        persons = {*(agents or {} if people is None else people)} - {*described.sectors}
        actors = [actor_named(described, name) for name in sorted(persons)]
        self.params = without_stand_downs(self.network, self.params, named, defaults, actors)
        self.start = start or first_state(self.network, self.params, len(self.luck.worlds))
        self.state: State
        self.state, self.lead = turn.play(
            self.network, self.params, self.start, self.luck, self.network.first_turn_month
        )
        self.ledger: Ledger = self.lead
        self.orders = Orders.none(self.state)
        self.roster = Roster(self.network)
        self.desk = Desk(
            self.roster, self.params, named=named, defaults=defaults, worlds=self.state.world_count
        )
        self.desk.imagination = Imagination(self.roster, self.params)
        self.state = self.state.replace(memory=self.desk.blank())
        self.reasons: tuple[Reason, ...] = ()
        self.parley: Parley | None = None
        self.talks = Talks.none()
        self._trade = TradeGraph(self.roster, self.state.link_open, self.random)
        self.grid = self._trade.space
        self._actors = self._seat_actors(agents or {})
        self.datacollector = collector(self.network, model_reporters, agent_reporters)
        if self.faults:
            self._tell_faults(stacklevel=3)

    @property
    def scenario(self) -> None:
        """Nothing: Mesa 3.5 keeps parameters of its own here; Realm's is `network.scenario`.

        With something here, Mesa's window would hand it to the argument of the same name.
        """
        return None

    @scenario.setter
    def scenario(self, given: object) -> None:
        """Let go of what Mesa 3.5 sets."""

    def step(self) -> None:
        """Play one turn: every agent decides, then the months pass."""
        for kind in KINDS:
            self.agents.select(agent_type=kind).do("decide")
        if len(self.luck.worlds) != self.state.world_count:
            raise RealmError(
                f"expected a state of {len(self.luck.worlds)} worlds, as the model's luck has, "
                f"got one of {self.state.world_count}"
            )
        parley = self.convene() if self.parley is None else self.parley
        parley.finish()
        turned = play_turn(self.desk, self.network, self.params, self.state, self.luck, parley)
        self.talks, self.parley = parley.record(), None
        self.orders, self.reasons = turned.orders, turned.reasons
        frozen = len(self.faults)
        self.state, self.ledger = turned.state, turned.ledger
        self._trade.update(self.state.link_open)
        self.running = self.steps < self.turns
        self.datacollector.collect(self)
        if self.faults and not frozen:
            self._tell_faults(stacklevel=4)  # step, and Mesa's wrapper around it

    def convene(self, people: Sequence[str] = (), opens: Mapping[str, str] | None = None) -> Parley:
        """Open the tables of this turn; `step` plays what is left of the talks.

        Args:
            people: actors for whom people talk, by name.
            opens: tables that they ask to open, table -> actor.

        Raises:
            UnknownNameError: when there is no such actor or table.
            RealmError: when an actor does not sit at a table that it would open.
        """
        bargains, names = self.network.bargains, self.network.tables
        opened = np.zeros((2, len(names), self.state.world_count), dtype=np.bool_)
        for table, actor in (opens or {}).items():
            if table not in names:
                raise UnknownNameError("table", table, names)
            row = names.index(table)
            side = bargains.sides[:, row] == self._number(actor)
            if not side.any():
                raise RealmError(f"{actor!r} does not sit at the table {table!r}")
            opened[side, row] = True
        persons = [self._number(name) for name in people]
        call = self.desk.call(self.state, self.luck, persons, opened)
        self.parley = Parley(self.roster, self.params, self.state, self.luck, call)
        return self.parley

    def requests(self, people: Sequence[str]) -> tuple[str, ...]:
        """Name the tables where strategies ask people, by name, to talk this turn; open none."""
        call = self.desk.call(self.state, self.luck, [self._number(name) for name in people])
        asked = Parley(self.roster, self.params, self.state, self.luck, call).asked_of_people
        return tuple(self.network.tables[row] for row in asked)

    def forget(self) -> None:
        """Stand as if the game had begun here: let go of the turns before.

        Who plays many worlds and reads each turn as it goes saves about as much room as the state
        takes three times over.
        """
        self.start, self.lead, self.ledger = self.state, Ledger(months=()), Ledger(months=())
        self.reasons, self.talks = (), Talks.none()

    @property
    def faults(self) -> dict[int, str]:
        """Why worlds are frozen: index of the world -> reason; empty while all are sound."""
        fault = self.state.fault
        return {
            int(self.luck.worlds[row]): FAULTS[int(fault[row])] for row in np.flatnonzero(fault)
        }

    def actor(self, name: str) -> Actor:
        """Return the agent of a country, firm or sector.

        Raises:
            UnknownNameError: when nobody bears that name.
        """
        return self._actors[self._number(name)]

    def close(self, first: str | Actor, second: str | Actor) -> None:
        """Close all trade between two actors, both ways, in every world, at once."""
        self._set_links(first, second, 0.0)

    def open(self, first: str | Actor, second: str | Actor) -> None:
        """Open every link there can be between two actors, in every world, at once."""
        self._set_links(first, second, 1.0)

    def _tell_faults(self, *, stacklevel: int) -> None:
        """Warn of the first worlds that froze; who plays on looks at `faults`."""
        faults = list(self.faults.items())
        told = ", ".join(f"{world} ({reason})" for world, reason in faults[:TOLD])
        more = f" and {len(faults) - TOLD} more" if len(faults) > TOLD else ""
        noun = "world" if len(faults) == 1 else "worlds"
        month = month_after(self.network.scenario.starts, self.state.month)
        warnings.warn(
            f"frozen before {month} as last sound: {noun} {told}{more}; see model.faults",
            RealmWarning,
            stacklevel=stacklevel,
        )

    def _set_links(self, first: str | Actor, second: str | Actor, flag: float) -> None:
        one, other = (a.name if isinstance(a, Actor) else a for a in (first, second))
        links = self.roster.links_between(self._number(one), self._number(other))
        if not len(links):
            raise RealmError(f"no link joins {one!r} and {other!r}")
        link_open = self.state.link_open.copy()
        link_open[links] = flag
        self.state = self.state.replace(link_open=link_open)
        self._trade.update(link_open)

    def _number(self, name: str) -> int:
        """Return an actor's number; of a facility, say whose it is."""
        facility = self.network.scenario.facilities.get(name)
        if facility is not None and name not in self.roster.names:
            raise RealmError(
                f"{name!r} is a facility; actors are countries, firms and sectors: "
                f"it belongs to {facility.firm!r}"
            )
        return self.roster.number(name)

    def _seat_actors(self, given: Mapping[str, type[Actor]]) -> list[Actor]:
        """Make an agent for every actor, of its kind's class or of the one that was given."""
        seats = self.network.scenario.seats
        chosen: dict[int, Any] = {}
        for name, wanted in given.items():
            actor = seats[name].actor if name in seats else name
            chosen[self.roster.number(actor, "seat, country, firm or sector")] = wanted
        actors = []
        rows = (self.roster.countries, self.roster.firms, self.roster.sectors)
        for kind, span in zip(KINDS, rows, strict=True):
            for number in range(span.start, span.stop):
                made = chosen.get(number, kind)
                if not (isinstance(made, type) and issubclass(made, kind)):
                    name = self.roster.names[number]
                    raise RealmError(f"{name!r} is a {kind.kind}: expected a {kind.__name__}, "
                                     f"got {made!r}")  # fmt: skip
                actors.append(made(self, number, self._trade.cell(number)))
        return actors


def _loaded(scenario: str | os.PathLike[str] | Scenario) -> Scenario:
    """Load a scenario unless it is one."""
    if isinstance(scenario, Scenario):
        return scenario
    return load(scenario, known())
