"""An experiment: a scenario, what varies in it, in how many worlds, and what is kept."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le

from realm.core.actors import CONFIG
from realm.core.words import Id

Target = Literal["number", "event", "measure", "seat", "tunable"]
TARGETS: tuple[Target, ...] = ("number", "event", "measure", "seat", "tunable")
SWITCH = ("on", "off")
"""Levels of an event or a measure."""


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """How a number is spread; every distribution ends somewhere."""

    __pydantic_config__ = CONFIG
    kind: Literal["uniform", "log_uniform", "triangular", "normal"] = "uniform"
    """`normal` is cut off at `low` and `high`."""
    low: float
    """Least value."""
    high: float
    """Greatest value."""
    mode: float | None = None
    """Triangular: the likeliest value; the middle if not given."""
    mean: float | None = None
    """Normal: mean before it is cut; the middle if not given."""
    deviation: Annotated[float, Gt(0)] | None = None
    """Normal: standard deviation before it is cut; a quarter of the range if not given."""


@dataclass(frozen=True, kw_only=True)
class Factor:
    """One thing that varies: exactly one target, and levels or a distribution."""

    __pydantic_config__ = CONFIG
    label: str = ""
    """What tables and charts call it."""
    number: str | None = None
    """Any number of the scenario, by its path: `measures.licence.share_let_through`; with `*` in a
    step all numbers that match."""
    event: str | None = None
    """An event, or all that match, which happens (`on`) or does not (`off`)."""
    measure: str | None = None
    """A measure, or all that match, which dates and events put in force (`on`) or do not (`off`);
    a seat still may."""
    seat: str | None = None
    """Who plays a seat, country or firm, or all `countries` or `firms`: levels are strategies."""
    tunable: str | None = None
    """A parameter of the strategy of a seat: `seat.threshold`."""
    levels: tuple[str, ...] = ()
    """Values to compare, the first one as the yardstick; events and measures have on and off."""
    distribution: Distribution | None = None
    """What samples are drawn from."""

    @property
    def target(self) -> tuple[Target, str]:
        """Say what varies, and its name."""
        found = [(kind, getattr(self, kind)) for kind in TARGETS if getattr(self, kind) is not None]
        return found[0]

    @property
    def values(self) -> tuple[str, ...]:
        """Levels, those of a switch if none are given."""
        switch = self.target[0] in {"event", "measure"} and not self.levels
        return SWITCH if switch else self.levels


@dataclass(frozen=True, kw_only=True)
class Design:
    """Which combinations of levels are played."""

    __pydantic_config__ = CONFIG
    kind: Literal["factorial", "list", "latin_hypercube", "sobol", "morris"] = "factorial"
    points: Annotated[int, Ge(1), Le(1_000_000)] = 64
    """Latin hypercube: points; Sobol: base sample, a power of 2; Morris: trajectories."""
    levels: Annotated[int, Ge(2), Le(64)] = 4
    """Morris: grid levels, an even number."""
    seed: Annotated[int, Ge(0), Le(2**31)] = 0
    """Draws the sample; not the worlds' luck."""


@dataclass(frozen=True, kw_only=True)
class Keep:
    """What is kept of every game: all where a key is not there, nothing where its list is empty."""

    __pydantic_config__ = CONFIG
    seats: tuple[str, ...] | None = None
    """Seats, countries or firms whose indicators are kept; else all seats."""
    indicators: tuple[str, ...] | None = None
    """Indicators and scores."""
    commodities: tuple[str, ...] | None = None
    """Commodities whose markets are kept."""
    markets: tuple[str, ...] | None = None
    """Quantities of each commodity's market."""
    every: Literal["month", "turn", "end"] = "turn"
    """How often; indicators are read at the end of a turn even with `month`."""


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """What an experiment file says."""

    __pydantic_config__ = CONFIG
    experiment: str
    """Short name, as in the file's name."""
    title: str = ""
    """One line for people: the question."""
    text: str = ""
    """What a reader should know first."""
    scenario: str
    """A shipped scenario, or a file beside this one."""
    seed: Annotated[int, Ge(0), Le(2**53)] = 0
    """Names the family of worlds; the same world has the same luck at every point."""
    worlds: Annotated[int, Ge(1), Le(10_000_000)] = 100
    """Worlds a point."""
    first_world: Annotated[int, Ge(0), Le(2**53)] = 0
    turns: Annotated[int, Ge(1), Le(400)] | None = None
    """Turns to play; the scenario's if not given."""
    strategies: dict[str, str] = field(default_factory=dict)
    """Who plays how at every point, by seat or actor; others as the scenario says."""
    factors: dict[Id, Factor] = field(default_factory=dict)
    design: Design = field(default_factory=Design)
    points: tuple[dict[str, str], ...] = ()
    """Design `list`: the value of every factor at each point."""
    keep: Keep = field(default_factory=Keep)
