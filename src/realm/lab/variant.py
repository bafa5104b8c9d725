"""What a point changes in a scenario, sorted by how it can be mixed with others in one chunk.

Some numbers act through params, the first state and the calendar alone, so that worlds with
different ones can stand side by side. Others also shape the network, or are read from the scenario
by strategies and indicators: a chunk has one value of those.
"""

import dataclasses
from dataclasses import dataclass

from realm.content import vary
from realm.core.scenario import Scenario
from realm.core.terms import Measure
from realm.lab.experiment import Experiment
from realm.lab.factors import Point, named
from realm.model.players import actor_named

MIXED: dict[str, frozenset[str]] = {
    "facilities": frozenset({
        "capacity_t_per_year", "cost_usd_per_kg", "price_usd_per_kg", "cover_out_months",
        "margin_slope", "growth_per_year", "expansion_per_year", "expansion_months",
    }),
    "sectors": frozenset({"demand_t_per_year", "growth_per_year", "lost_output_musd_per_t"}),
    "commodities": frozenset({"demand_multiplier", "price_ceiling_factor"}),
    "links": frozenset({"contract_share", "weight_when_open"}),
    "contracts": frozenset({
        "volume_t_per_year", "price_usd_per_kg", "index_factor", "floor_usd_per_kg",
        "ceiling_usd_per_kg", "penalty_usd_per_kg",
    }),
    "measures": frozenset({
        "severity", "enforcement", "queue_release_share", "counted_share", "rent_ceiling_factor",
    }),
    "projects": frozenset({"ramp_months"}),
    "relations": frozenset({"trust"}),
}  # fmt: skip
"""Numbers by section that worlds of one chunk may differ in; a law test proves each of them."""
PATCHED = frozenset({"measures", "facilities", "sectors", "contracts", "stockpiles"})
"""Sections that events change numbers of; those too may differ, but for delays."""
RULES = frozenset({"coefficients", "luck"})
"""Sections that reach the rules as they are."""

Setting = tuple[vary.Steps, float]


@dataclass(frozen=True)
class Variant:
    """A point, sorted."""

    numbers: tuple[Setting, ...]
    """Numbers that a chunk has one value of."""
    lifted: tuple[str, ...]
    """Measures that nothing but a seat puts in force; a chunk has one set of them."""
    mixed: tuple[Setting, ...]
    """Numbers that differ within a chunk, and need a compilation."""
    rules: tuple[Setting, ...]
    """Numbers that differ within a chunk as they are."""
    missing: tuple[str, ...]
    """Events that do not happen."""
    strategies: tuple[tuple[str, str], ...]
    """Who plays how, by actor or by `countries` and `firms`."""

    @property
    def group(self) -> tuple[tuple[Setting, ...], tuple[str, ...]]:
        """What all worlds of a chunk share."""
        return self.numbers, self.lifted


def variant_of(experiment: Experiment, scenario: Scenario, point: Point) -> Variant:
    """Sort the values of a point."""
    numbers: list[Setting] = []
    mixed: list[Setting] = []
    rules: list[Setting] = []
    lifted: list[str] = []
    missing: list[str] = []
    strategies: dict[str, str] = {}
    for name, strategy in experiment.strategies.items():
        strategies[_player(scenario, name)] = strategy
    for factor, value in zip(experiment.factors.values(), point, strict=True):
        kind, name = factor.target
        if kind == "number":
            for steps in vary.expanded(scenario, vary.steps_of(name)):
                home = rules if steps[0] in RULES else mixed if mixes(steps) else numbers
                home.append((steps, float(value)))
        elif kind == "seat":
            strategies[_player(scenario, name)] = str(value)
        elif kind == "tunable":
            player, _, tunable = name.partition(".")
            player = _player(scenario, player)
            text = strategies.get(player) or _own(scenario, player)
            strategies[player] = _retuned(text, tunable, float(value))
        elif value == "off":
            known = scenario.measures if kind == "measure" else scenario.events
            (lifted if kind == "measure" else missing).extend(named(name, known))
    return Variant(
        numbers=tuple(numbers),
        lifted=tuple(lifted),
        mixed=tuple(mixed),
        rules=tuple(rules),
        missing=tuple(missing),
        strategies=tuple(strategies.items()),
    )


def mixes(steps: vary.Steps) -> bool:
    """Say whether worlds of one chunk may differ in a number."""
    if steps[0] == "events":
        return len(steps) == 5 and steps[2] in PATCHED and steps[4] != "delay_working_days"
    return len(steps) == 3 and steps[2] in MIXED.get(steps[0], ())


def applied(scenario: Scenario, settings: tuple[Setting, ...]) -> Scenario:
    """Make a scenario with other numbers."""
    for steps, value in settings:
        scenario = vary.with_number(scenario, steps, value)
    return scenario


def without(scenario: Scenario, lifted: tuple[str, ...]) -> Scenario:
    """Make a scenario in which no date and no event touches these measures; seats still may."""
    if not lifted:
        return scenario
    measures: dict[str, Measure] = dict(scenario.measures)
    for name in lifted:
        measures[name] = dataclasses.replace(
            measures[name], announced=None, in_force=None, until=None
        )
    events = {
        name: dataclasses.replace(
            event, measures={key: p for key, p in event.measures.items() if key not in lifted}
        )
        for name, event in scenario.events.items()
    }
    return dataclasses.replace(scenario, measures=measures, events=events)


def whole(scenario: Scenario, variant: Variant) -> Scenario:
    """Make the scenario that a variant stands for, as a file of its own would say it."""
    changed = without(scenario, variant.lifted)
    changed = applied(changed, (*variant.numbers, *variant.mixed, *variant.rules))
    events = {name: one for name, one in changed.events.items() if name not in variant.missing}
    return dataclasses.replace(changed, events=events)


def _player(scenario: Scenario, name: str) -> str:
    return name if name in vars(scenario.strategies) else actor_named(scenario, name)


def _own(scenario: Scenario, player: str) -> str:
    """Name the strategy that the scenario gives to an actor."""
    seats = {seat.actor: seat.strategy for seat in scenario.seats.values()}
    defaults = vars(scenario.strategies)
    kind = player if player in defaults else _kind(scenario, player)
    return str(seats.get(player, defaults[kind]))


def _kind(scenario: Scenario, player: str) -> str:
    return "countries" if player in scenario.countries else "firms"


def _retuned(text: str, tunable: str, value: float) -> str:
    """Set one tunable in a strategy as people write it."""
    name, *pairs = (part.strip() for part in text.split(":"))
    kept = [pair for pair in pairs if pair.partition("=")[0].strip() != tunable]
    return ":".join([name, *kept, f"{tunable}={value!r}"])
