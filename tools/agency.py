"""Say how far each seat's fate is in its own hands.

    python -m tools.agency [SCENARIO] [--rivals 8] [--worlds 5] [--seats SEAT ...] [--json]

For each seat every strategy that can play it meets the same rivals in the same worlds: a grid of
own strategy x rivals' strategies x worlds. The score is that of `rules/score.py`.

- own share: part of the variance of the score that lies between own strategies (eta squared, less
  what chance alone would give: omega squared, Hays 1963, Statistics); 25 to 80 % is wanted.
- best: how often each strategy is best against one set of rivals; none may be against all.
- margin: best mean less that of status_quo, in standard deviations of the score; at least 0.5.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from realm.content.compile import compile_scenario
from realm.content.load import load
from realm.content.names import Names
from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.errors import RealmError
from realm.model.model import RealmModel
from realm.rules.groups import group
from realm.rules.indicators import INDICATORS
from realm.rules.reading import Turn
from realm.rules.score import Yardstick
from realm.strategies import registry
from realm.strategies.base import Strategy
from realm.strategies.by_world import ByWorld

OWN = (0.25, 0.80)
"""Part of the variance that a seat's own strategy shall explain."""
MARGIN = 0.5
"""Standard deviations by which status_quo shall be beaten."""
APART = ("look_ahead", "random")
"""Strategies that are not compared: too slow, no plan."""
BUYING = frozenset({"appease", "coalition", "diversify", "retaliate", "stockpile"})
"""What only governments of countries that buy more than they sell are expected to play."""
SELLING = frozenset({"escalate", "grim_trigger", "leverage"})
"""What only those of countries that sell more are."""
IDLE = "status_quo"
"""Who plays it decides nothing, so that dated events happen as they did."""
STATE = frozenset({"state_miner"})
"""What only state firms are."""


@dataclass(frozen=True)
class Agency:
    """What the grid of one seat says."""

    seat: str
    strategies: tuple[str, ...]
    scores: Array
    """(strategy, rivals, world)."""

    @property
    def own(self) -> float:
        """Part of the variance that lies between own strategies, chance taken off."""
        each = self.scores.reshape(len(self.strategies), -1)
        games, kinds = each.size, len(each)
        between = each.shape[1] * float(((each.mean(axis=1) - each.mean()) ** 2).sum())
        within = float(((each - each.mean(axis=1, keepdims=True)) ** 2).sum())
        noise = within / (games - kinds)
        return (between - (kinds - 1) * noise) / (between + within + noise) if within else 1.0

    @property
    def best(self) -> dict[str, int]:
        """Count against how many rivals each strategy is best, the most first."""
        winners = self.scores.mean(axis=2).argmax(axis=0)
        counts = {name: int((winners == row).sum()) for row, name in enumerate(self.strategies)}
        return dict(sorted((c for c in counts.items() if c[1]), key=lambda c: -c[1]))

    @property
    def means(self) -> dict[str, float]:
        """Mean score of each strategy, the best first."""
        pairs = zip(self.strategies, self.scores.mean(axis=(1, 2)).tolist(), strict=True)
        return dict(sorted(pairs, key=lambda one: -one[1]))

    @property
    def margin(self) -> float:
        """Best mean less that of status_quo, in standard deviations of the score."""
        means = self.means
        return (max(means.values()) - means["status_quo"]) / max(float(self.scores.std()), 1e-12)

    @property
    def ok(self) -> bool:
        """Say whether the seat has agency, and no strategy settles it."""
        alone = len(self.best) > 1
        return OWN[0] <= self.own <= OWN[1] and alone and self.margin >= MARGIN

    def __str__(self) -> str:
        rivals = self.scores.shape[1]
        best = ", ".join(f"{name} {count}/{rivals}" for name, count in self.best.items())
        means = ", ".join(f"{name} {mean:.1f}" for name, mean in self.means.items())
        return (
            f"{self.seat}: own share {100 * self.own:.0f} %, margin {self.margin:.2f} SD"
            f" (SD {self.scores.std():.2f} points, {self.scores.size} games)"
            f"{'' if self.ok else '  <- not as wanted'}\n  best: {best}\n  means: {means}"
        )

    def data(self) -> dict[str, object]:
        """Return it as plain data."""
        return {
            "seat": self.seat,
            "own_share": self.own,
            "margin_sd": self.margin,
            "sd": float(self.scores.std()),
            "games": self.scores.size,
            "best": self.best,
            "means": self.means,
            "ok": self.ok,
        }


class Grid:
    """Plays one scenario with whatever strategies."""

    def __init__(
        self, scenario: str | Scenario, *, worlds: int, turns: int | None, seed: int
    ) -> None:
        """Lay out the scenario once."""
        known = Names(strategies=frozenset(registry.names()))
        loaded = load(scenario, known) if isinstance(scenario, str) else scenario
        self.compiled: tuple[Network, Params] = compile_scenario(loaded)
        self.scenario, self.worlds, self.turns, self.seed = loaded, worlds, turns, seed
        self.groups = group(self.compiled[0])
        self.yardstick = Yardstick.of(*self.compiled, self.groups)
        replaced = {event.stands_down_for for event in loaded.events.values()}
        self.replaced = [n for n, s in loaded.seats.items() if s.actor in replaced]

    def candidates(self, seat: str) -> tuple[str, ...]:
        """Name the strategies that can play a seat."""
        kind = "country" if self.scenario.seats[seat].actor in self.scenario.countries else "firm"
        return tuple(
            name
            for name in registry.shipped()
            if name not in APART and kind in type(registry.find(name)).plays
        )

    def plausible(self, seat: str) -> tuple[str, ...]:
        """Name the strategies that others expect of a seat: its own, and those of its kind."""
        wanted = self.scenario.seats[seat]
        if wanted.actor in self.scenario.firms:
            odd = STATE if self.scenario.firms[wanted.actor].kind != "state" else frozenset()
        else:
            odd = SELLING if self._buys(wanted.actor) else BUYING
        return tuple(n for n in self.candidates(seat) if n == wanted.strategy or n not in odd)

    def _buys(self, country: str) -> bool:
        """Say whether a country bought more abroad than it sold at the start, by value."""
        goods = self.scenario.commodities
        home = {
            name: node.country == country
            for name, node in {**self.scenario.facilities, **self.scenario.sectors}.items()
        }
        balance = 0.0
        for link in self.scenario.links.values():
            worth = link.base_flow_t_per_year * goods[link.commodity].price_usd_per_kg
            balance += worth * (home[link.buyer] - home[link.seller])
        return balance > 0.0

    def rivals(self, count: int) -> list[dict[str, str]]:
        """Draw strategies for all seats: the scenario's own, status_quo, then plausible ones."""
        dice = np.random.default_rng(self.seed)
        own = {name: seat.strategy for name, seat in self.scenario.seats.items()}
        drawn = [own, dict.fromkeys(own, "status_quo")]
        while len(drawn) < count:
            drawn.append({seat: str(dice.choice(self.plausible(seat))) for seat in own})
        return drawn[:count]

    def scores(self, seat: str, games: Sequence[Mapping[str, str]]) -> Array:
        """Play games that differ in who plays how; return the seat's mean scores, (game, world).

        Games lie side by side where the same seats change nothing in them, for what is dated
        stands down for all others.
        """
        alike: dict[tuple[str, ...], list[int]] = {}
        for number, game in enumerate(games):
            still = tuple(name for name in self.replaced if game[name] == IDLE)
            alike.setdefault(still, []).append(number)
        found = np.empty((len(games), self.worlds))
        for numbers in alike.values():
            found[numbers] = self._side_by_side(seat, [games[number] for number in numbers])
        return found

    def _side_by_side(self, seat: str, games: Sequence[Mapping[str, str]]) -> Array:
        """Play games in one model, the worlds of each after those of the one before."""
        strategies: dict[str, str | Strategy] = {}
        for name in games[0]:
            unlike = list(dict.fromkeys(game[name] for game in games))
            which = np.repeat([unlike.index(game[name]) for game in games], self.worlds)
            options = [registry.find(one) for one in unlike]
            strategies[name] = unlike[0] if len(unlike) == 1 else ByWorld(options, which)
        worlds = np.tile(np.arange(self.worlds), len(games))
        model = RealmModel(
            luck=Luck(self.seed, worlds),
            turns=self.turns,
            strategies=strategies,
            compiled=self.compiled,
        )
        row, points = self.yardstick.seats.index(seat), np.zeros(len(worlds))
        while model.running:
            model.step()
            turn = Turn.of(model.network, model.params, model.ledger, model.state, self.groups)
            readings = {n: INDICATORS[n].function(turn) for n in self.yardstick.weights[row]}
            points += self.yardstick.of_seat(row, readings, len(worlds))
        return points.reshape(len(games), self.worlds) / model.turns

    def agency(self, seat: str, rivals: int) -> Agency:
        """Play every strategy of a seat against every set of rivals."""
        names, others = self.candidates(seat), self.rivals(rivals)
        games = [{**rival, seat: name} for name in names for rival in others]
        scores = self.scores(seat, games)
        return Agency(seat, names, scores.reshape(len(names), len(others), self.worlds))


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return 0 where every seat has agency, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("scenario", nargs="?", default="june-2025", metavar="SCENARIO")
    parser.add_argument("--rivals", type=int, default=8, help="sets of rivals' strategies")
    parser.add_argument("--worlds", type=int, default=5, help="worlds of each")
    parser.add_argument("--turns", type=int, default=None, help="turns; else the scenario's")
    parser.add_argument("--seed", type=int, default=1, help="names the worlds")
    parser.add_argument("--seats", nargs="*", metavar="SEAT", help="else all")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(arguments)
    try:
        grid = Grid(given.scenario, worlds=given.worlds, turns=given.turns, seed=given.seed)
        unknown = sorted({*(given.seats or ())} - {*grid.scenario.seats})
        if unknown:
            raise RealmError(f"no seat is called {unknown[0]!r}")
    except RealmError as error:
        print(f"agency: {error}", file=sys.stderr)
        return 2
    found = []
    for seat in given.seats or grid.scenario.seats:
        found.append(grid.agency(seat, given.rivals))
        if not given.json:
            print(found[-1], flush=True)
    if given.json:
        print(json.dumps([one.data() for one in found], indent=1))
    return 0 if all(one.ok for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
