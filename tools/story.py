"""Say how often the story of June to August 2025 comes out of the seats' strategies alone.

    python -m tools.story [--worlds 200] [--turns 4] [--seed 1] [--json]

A government tells its state firm to suspend a contract with a partner; the firm points to the
contract or delays, and goods go on flowing while the notice runs; talks are held; tolling or a
joint plant is offered to Japan and to Korea. Each step comes no earlier than the one before, all
within four quarters. The dated request of June 2025 and the announcement that came with it are
taken out of the scenario, so nothing but strategies can bring it about. The same is counted where
China has no export licences and where India plays status_quo.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from realm.content.load import load
from realm.content.names import Names
from realm.core.arrays import Array, Index, Mask
from realm.core.events import Event
from realm.core.scenario import Scenario
from realm.core.talks import NONE
from realm.errors import RealmError
from realm.model.model import RealmModel
from realm.model.parley import Parley
from realm.rules.directives import CONTEST, DELAY, suspended
from realm.strategies import registry

SCENARIO, REQUEST, ANNOUNCED = "june-2025", "india_request_2025_06", "india_suspend_japan"
GOVERNMENT, FIRM, CONTRACT = "india", "irel", "irel_toyotsu_2012"
PARTNERS = {
    "Japan": ("india_japan", "irel_tsusho", "irel_toyotsu"),
    "Korea": ("india_korea", "irel_posco"),
}
"""Tables at which each partner's government or firm sits with the government or its firm."""
PARTNERSHIP = ("tolling", "plant")
"""Issues that make an offer one of partnership."""
LICENCES = ("china", "licence")
"""Whose measures of which family are taken out in the first counterfactual."""
STEPS = (
    "India tells IREL to suspend the pact",
    "IREL points to the pact or delays, goods flow on",
    "talks are held",
    "tolling or a joint plant is offered to Japan",
    "tolling or a joint plant is offered to Korea",
)
WANTED = (0.50, 0.95)
"""Part of the worlds in which the story shall appear."""
RARE = 0.15
"""Part below which it shall appear without its causes."""


@dataclass(frozen=True)
class Story:
    """In which quarters the steps happen."""

    happens: Mask
    """(step, turn, world)."""

    @property
    def reached(self) -> Array:
        """Part of the worlds that reach each step in order, (step,)."""
        return np.array([1.0 * row.mean() for row in self._in_order()])

    @property
    def rate(self) -> float:
        """Part of the worlds in which the whole story appears."""
        return float(self.reached[-1])

    @property
    def ever(self) -> Array:
        """Part of the worlds in which each step happens at all, in whatever order, (step,)."""
        return np.asarray(self.happens.any(axis=1).mean(axis=1))

    def _in_order(self) -> list[Mask]:
        """Follow the steps; both offers come after the talks, in either order."""
        turns = np.arange(self.happens.shape[1])[:, None]
        since, found, so_far = np.zeros(self.happens.shape[2]), [], np.True_
        for step, happens in enumerate(self.happens):
            here = happens & (turns >= since)
            so_far = so_far & here.any(axis=0)
            found.append(so_far)
            if step < 3:
                since = np.where(so_far, here.argmax(axis=0), np.inf)
        return found


def play(scenario: Scenario, *, worlds: int, turns: int, seed: int, strategies: str = "") -> Story:
    """Play the first turns of many worlds and note when the steps happen."""
    model = RealmModel(scenario, worlds, seed=seed, strategies=strategies)
    happens = np.zeros((len(STEPS), turns, worlds), dtype=np.bool_)
    for turn in range(turns):
        parley = model.convene()
        model.step()
        happens[:2, turn] = _pact(model)
        tables = [name for names in PARTNERS.values() for name in names]
        happens[2, turn] = parley.held()[_rows(model, tables)].any(axis=0)
        for place, names in enumerate(PARTNERS.values(), start=3):
            happens[place, turn] = _offered(model, parley, _rows(model, names))
    return Story(happens)


def without_request(scenario: Scenario) -> Scenario:
    """Take out the dated request, and the announcement that came with it."""
    events = {name: event for name, event in scenario.events.items() if name != REQUEST}
    told = replace(scenario.measures[ANNOUNCED], announced=None)
    return replace(scenario, events=events, measures={**scenario.measures, ANNOUNCED: told})


def without_licences(scenario: Scenario) -> Scenario:
    """Take out the licences of LICENCES, with whatever speaks of them."""
    kept = {
        name: measure
        for name, measure in scenario.measures.items()
        if (measure.country, measure.family) != LICENCES
    }
    tables = {
        name: replace(
            table,
            eases={
                side: tuple(one for one in names if one in kept)
                for side, names in table.eases.items()
            },
        )
        for name, table in scenario.tables.items()
    }
    events = {name: _without(event, kept) for name, event in scenario.events.items()}
    return replace(scenario, measures=kept, tables=tables, events=events)


def _without(event: Event, kept: Mapping[str, object]) -> Event:
    """Leave the measures that are gone out of an event."""
    changes = {name: change for name, change in event.measures.items() if name in kept}
    return replace(event, measures=changes)


def _rows(model: RealmModel, tables: list[str] | tuple[str, ...]) -> Index:
    return np.array([model.network.tables.index(name) for name in tables], dtype=np.intp)


def _pact(model: RealmModel) -> Mask:
    """Say where the directive stands, and where the pact is served in spite of it, (2, world)."""
    network, state = model.network, model.state
    row, contract = (
        network.directives.index(f"{CONTRACT}:suspend"),
        network.contracts.index(CONTRACT),
    )
    told = state.directive[row] > 0.0
    resists = np.isin(state.directive_answer[row], (CONTEST, DELAY))
    stopped = suspended(network, model.params, state)
    serves = np.True_ if stopped is None else ~stopped[0][contract]
    return np.stack([told, told & resists & serves])


def _offered(model: RealmModel, parley: Parley, tables: Index) -> Mask:
    """Say where the government or its firm offered tolling or a plant at these tables, (world,)."""
    network = model.network
    own = {model.roster.number(name) for name in (GOVERNMENT, FIRM)}
    found = np.zeros(model.state.world_count, dtype=np.bool_)
    for sitting in parley.sittings:
        agenda, said = sitting.agenda, sitting.tables.history[..., 0]
        places = [place for place, issue in enumerate(agenda.issues) if issue.name in PARTNERSHIP]
        part = (agenda.choices[:, places] > 0).any(axis=1)
        side = np.isin(network.bargains.sides[:, sitting.cells.table], list(own)).argmax(axis=0)
        own_word = sitting.tables.speakers[..., 0] == side
        offers = (own_word & (said != NONE) & part[said]).any(axis=0)
        offers &= np.isin(sitting.cells.table, tables)
        found[sitting.cells.world[offers]] = True
    return found


def stories(*, worlds: int, turns: int = 4, seed: int = 1) -> dict[str, Story]:
    """Play the scenario as it ships, but for the request, and its two counterfactuals."""
    known = Names(strategies=frozenset(registry.names()))
    scenario = without_request(load(SCENARIO, known))
    how = {"worlds": worlds, "turns": turns, "seed": seed}
    return {
        "as the seats are shipped": play(scenario, **how),
        "without China's licences": play(without_licences(scenario), **how),
        "with India on status_quo": play(scenario, **how, strategies="india=status_quo"),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return 0 where the story appears as often as wanted, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--turns", type=int, default=4, help="quarters in which it must happen")
    parser.add_argument("--seed", type=int, default=1, help="names the worlds")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    try:
        found = stories(worlds=given.worlds, turns=given.turns, seed=given.seed)
    except RealmError as error:
        print(f"story: {error}", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps({name: story.reached.tolist() for name, story in found.items()}, indent=1))
    else:
        for name, story in found.items():
            print(f"{name}: {100.0 * story.rate:.1f} % of {given.worlds} worlds")
            for step, reached, ever in zip(STEPS, story.reached, story.ever, strict=True):
                print(f"  {step:<50}{100.0 * reached:6.1f} % in order{100.0 * ever:7.1f} % at all")
    told, *others = [story.rate for story in found.values()]
    return 0 if WANTED[0] <= told <= WANTED[1] and max(others) < RARE else 1


if __name__ == "__main__":
    sys.exit(main())
