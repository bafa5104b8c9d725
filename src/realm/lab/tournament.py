"""A tournament: every strategy of a seat against every strategy of others, in the same worlds."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from realm.core.scenario import Scenario
from realm.errors import RealmError
from realm.lab.experiment import Experiment, Factor, Keep
from realm.lab.outcomes import SCORES
from realm.lab.payoffs import Payoffs
from realm.lab.plan import Plan
from realm.lab.reading import Given, checked, plan_of
from realm.lab.result import Result

PAYOFF = "game_score"
"""What seats play for unless one says otherwise."""
MOST_PROFILES = 10_000


def tournament_plan(
    scenario: Given,
    seats: Mapping[str, Sequence[str]],
    *,
    payoff: str = PAYOFF,
    worlds: int = 100,
    seed: int = 0,
    turns: int | None = None,
) -> Plan:
    """Make the plan of a tournament: a full factorial of strategies.

    Args:
        scenario: a shipped scenario, the path of one, or a loaded one.
        seats: strategies of each seat or actor that takes part.
        payoff: outcome that counts, at the end of the game; others play as the scenario says.
        worlds: worlds a profile; the same luck in all profiles.
        seed: names the family of worlds.
        turns: turns to play; the scenario's if not given.

    Raises:
        ScenarioError: when a seat, a strategy or the payoff is not there.
        RealmError: when there is nothing to choose.
    """
    count = 1
    for name, strategies in seats.items():
        if not strategies:
            raise RealmError(f"expected strategies for {name!r}, got none")
        count *= len(strategies)
    if not seats or count < 2:
        raise RealmError(
            "in a tournament at least one seat has two strategies or more to choose from"
        )
    if count > MOST_PROFILES:
        raise RealmError(f"at most {MOST_PROFILES:,} profiles of strategies, got {count:,}")
    plain = plan_of(scenario)
    if plain.text:
        name, played = plain.experiment.experiment, plain.experiment.scenario
        raise RealmError(
            f"expected a scenario, got the experiment {name!r}; it is played on {played!r}"
        )
    experiment = Experiment(
        experiment=f"tournament-{plain.experiment.experiment}"[:64],
        title=f"Tournament of {' and '.join(_called(plain.scenario, name) for name in seats)}",
        scenario=plain.experiment.scenario,
        seed=seed,
        worlds=worlds,
        turns=turns,
        factors={
            f"player_{row}": Factor(seat=name, levels=tuple(strategies))
            for row, (name, strategies) in enumerate(seats.items())
        },
        keep=Keep(seats=tuple(seats), indicators=(payoff,), markets=(), every="end"),
    )
    plan = checked(Plan(experiment, plain.scenario, files=plain.files))
    for name in seats if payoff in SCORES else ():
        if name not in plan.scenario.seats:
            known = ", ".join(plan.scenario.seats)
            raise RealmError(f"{name!r} is no seat and has no {payoff}; the seats are {known}")
    return plan


def _called(scenario: Scenario, player: str) -> str:
    """Name who plays as people do; what nobody is called, as it is."""
    seat = scenario.seats.get(player)
    actor = seat.actor if seat else player
    noun = scenario.countries.get(actor) or scenario.firms.get(actor)
    return noun.name if noun else player


def is_tournament(experiment: Experiment) -> bool:
    """Say whether an experiment is a tournament: strategies of seats, and what each plays for."""
    factors, keep = experiment.factors.values(), experiment.keep
    seats = tuple(factor.seat for factor in factors)
    return (
        bool(seats)
        and seats == keep.seats
        and keep.every == "end"
        and len(keep.indicators or ()) == 1
        and experiment.design.kind == "factorial"
    )


def payoffs_of(result: Result) -> Payoffs:
    """Read the game in normal form off the results of a tournament.

    Worlds that failed anywhere are left out everywhere, so that profiles stay comparable.

    Raises:
        RealmError: when no world was sound at every profile.
    """
    experiment: dict[str, Any] = result.manifest["experiment"]
    factors = experiment["factors"].values()
    seats = tuple(str(factor["seat"]) for factor in factors)
    strategies = tuple(tuple(factor["levels"]) for factor in factors)
    rows = result.to_pandas(outcomes=experiment["keep"]["indicators"])
    found = []
    for seat in seats:
        own = rows[rows.subject == seat].pivot_table(
            index="point", columns="world", values="value", observed=True, dropna=False
        )
        found.append(own.reindex(range(int(result.manifest["points"]))))
    for seat, own in zip(seats, found, strict=True):
        if not own.notna().any(axis=None):
            payoff = experiment["keep"]["indicators"][0]
            raise RealmError(f"{result.folder}: {seat!r} has no {payoff} in any game")
    sound = sorted(set.intersection(*(set(own.columns[own.notna().all()]) for own in found)))
    if not sound:
        raise RealmError(f"{result.folder}: no world was played to its end at every profile")
    shape = tuple(len(names) for names in strategies)
    values = [own[sound].to_numpy(dtype=np.float64).reshape(*shape, -1) for own in found]
    return Payoffs(seats, strategies, np.stack(values))
