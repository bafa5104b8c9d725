"""Find what makes no sense in an experiment, given its scenario."""

from collections.abc import Collection, Iterator

from realm.content import vary
from realm.core.scenario import Scenario
from realm.lab.experiment import Experiment, Factor
from realm.lab.factor_findings import of_factor, of_strategy, of_value, players
from realm.lab.factors import named
from realm.lab.outcomes import MARKETS, SCORES
from realm.lab.sense import Finding, Given, senseless
from realm.model.players import actor_named
from realm.rules.indicators import INDICATORS

MOST_POINTS = 1_000_000
MOST_GAMES = 10_000_000
"""As many as worlds may be asked for at one point."""


def findings(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    """Name everything that is wrong with an experiment whose parts have the right types."""
    if not _is_name(experiment.experiment):
        expected = "a name of letters, digits, - and _"
        yield Finding(("experiment",), expected, experiment.experiment)
    yield from _strategies(experiment, scenario)
    clear = True
    for name, factor in experiment.factors.items():
        found = list(of_factor(("factors", name), factor, experiment, scenario))
        clear = clear and not found
        yield from found
    if clear:
        yield from _overlaps(experiment, scenario)
        yield from _design(experiment, scenario)
    yield from _keep(experiment, scenario)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= 64 and text.replace("-", "").replace("_", "").isalnum()


def _strategies(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    for name, strategy in experiment.strategies.items():
        at = ("strategies", name)
        if name not in players(scenario):
            expected = "a seat, country or firm, or 'countries' or 'firms'"
            yield Finding(at, expected, name, players(scenario), key=True)
        yield from of_strategy(at, strategy)


def _overlaps(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    """Find factors that vary the same thing."""
    taken: dict[tuple[str, str], str] = {}
    for name, factor in experiment.factors.items():
        kind, target = factor.target
        for one in _varied(factor, scenario):
            if (kind, one) in taken:
                expected = f"another {kind} than '{taken[kind, one]}' varies"
                yield Finding(("factors", name, kind), expected, target)
                break
            taken[kind, one] = name
    for name, factor in experiment.factors.items():
        kind, target = factor.target
        if kind == "tunable":
            seat = ("seat", actor_named(scenario, target.partition(".")[0]))
            if seat in taken:
                expected = f"a seat whose strategy does not vary, as '{taken[seat]}' does"
                yield Finding(("factors", name, "tunable"), expected, target)


def _varied(factor: Factor, scenario: Scenario) -> list[str]:
    """Name everything that a factor varies."""
    kind, target = factor.target
    if kind == "number":
        return [".".join(one) for one in vary.expanded(scenario, vary.steps_of(target))]
    if kind in {"event", "measure"}:
        return named(target, scenario.events if kind == "event" else scenario.measures)
    if kind == "seat" and target not in vars(scenario.strategies):
        return [actor_named(scenario, target)]
    return [target]


def _design(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    design, factors = experiment.design, experiment.factors
    if experiment.points and design.kind != "list":
        yield Finding(("points",), f"no points with design {design.kind}", "points", key=True)
    if design.kind == "list":
        yield from _listed(experiment, scenario)
        yield from _games(experiment, len(experiment.points))
        return
    if design.kind != "factorial" and not factors:
        yield Finding(("design", "kind"), "factors to sample", "none")
    if design.kind == "factorial":
        for name, factor in factors.items():
            if factor.distribution is not None:
                expected = "levels, for a full factorial has no end otherwise"
                yield Finding(("factors", name, "distribution"), expected, "a distribution",
                              key=True)  # fmt: skip
    if design.kind == "sobol" and design.points & (design.points - 1):
        yield Finding(("design", "points"), "a power of 2", str(design.points))
    if design.kind == "morris" and design.levels % 2:
        yield Finding(("design", "levels"), "an even number", str(design.levels))
    count = point_count(experiment)
    if count > MOST_POINTS:
        yield Finding(("design",), f"at most {MOST_POINTS:,} points", f"{count:,}", key=True)
    yield from _games(experiment, count)


def _games(experiment: Experiment, points: int) -> Iterator[Finding]:
    games = points * experiment.worlds
    if points <= MOST_POINTS and games > MOST_GAMES:
        expected = f"at most {MOST_GAMES:,} games, worlds times {points:,} points"
        yield Finding(("worlds",), expected, f"{games:,}")


def point_count(experiment: Experiment) -> int:
    """Count the points of a design."""
    kind, factors = experiment.design.kind, experiment.factors
    if kind == "list":
        return len(experiment.points)
    if kind == "latin_hypercube":
        return experiment.design.points
    if kind == "sobol":
        return experiment.design.points * (len(factors) + 2)
    if kind == "morris":
        return experiment.design.points * (len(factors) + 1)
    count = 1
    for factor in factors.values():
        count *= max(1, len(factor.values))
    return count


def _listed(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    if not experiment.points:
        yield Finding(("design", "kind"), "a key 'points' with the points of the list", "none")
    for row, point in enumerate(experiment.points):
        for name, text in point.items():
            at = ("points", row, name)
            if name not in experiment.factors:
                yield Finding(at, "a factor", name, list(experiment.factors), key=True)
                continue
            factor = experiment.factors[name]
            if factor.values and text not in factor.values:
                yield Finding(at, f"a level of '{name}'", text, factor.values)
            elif not factor.values:
                yield from of_value(at, text, factor, experiment, scenario)
        for name in experiment.factors:
            if name not in point:
                yield Finding(("points", row), f"a value of every factor, as of '{name}'", "none")
    for name, factor in experiment.factors.items():
        points = enumerate(experiment.points) if not factor.values else ()
        given: list[Given] = [
            (("points", row, name), point[name]) for row, point in points if name in point
        ]
        yield from senseless(given, factor, experiment, scenario)


def _keep(experiment: Experiment, scenario: Scenario) -> Iterator[Finding]:
    actors = {*scenario.seats, *scenario.countries, *scenario.firms}
    rows: list[tuple[str, str, Collection[str]]] = [
        ("seats", "a seat, country or firm", actors),
        ("indicators", "an indicator", [*INDICATORS, *SCORES]),
        ("commodities", "a commodity", scenario.commodities),
        ("markets", "a quantity of a market", MARKETS),
    ]
    for key, kind, known in rows:
        for row, name in enumerate(getattr(experiment.keep, key) or ()):
            if name not in known:
                expected = f"{kind} (one of {', '.join(sorted(known))})"
                yield Finding(("keep", key, row), expected if len(known) < 20 else kind, name,
                              list(known))  # fmt: skip
