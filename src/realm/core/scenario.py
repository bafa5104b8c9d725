"""The frozen description a scenario file gives, whole."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from annotated_types import Ge, Le

from realm.core.actors import (
    CONFIG,
    Commodity,
    Country,
    Facility,
    Firm,
    Link,
    Recipe,
    Sector,
    Stockpile,
)
from realm.core.coefficients import Chances, Coefficients
from realm.core.events import Event
from realm.core.table import Table, slots_of
from realm.core.terms import Contract, Measure, Project, Relation
from realm.core.words import Id, Month


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A role at the table: a country or firm that a person or a strategy plays."""

    __pydantic_config__ = CONFIG
    actor: Id
    """Country or firm."""
    title: str
    """What the role is called."""
    strategy: str = "status_quo"
    """Who plays it when nobody sits there."""
    objectives: dict[str, float] = field(default_factory=dict)
    """Weight of each indicator in the score; negative where less is better."""
    objectives_source: str = ""
    """Where the weights come from, or `assumption: why`."""
    text: str = ""
    """Briefing: who you are, what you want, what you hold over whom."""


@dataclass(frozen=True, kw_only=True)
class Strategies:
    """Who decides for actors that are no seats."""

    __pydantic_config__ = CONFIG
    countries: str = "status_quo"
    """Default strategy of governments."""
    firms: str = "status_quo"
    """Default strategy of firms."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything a scenario file says; keys of the mappings are the names used everywhere."""

    __pydantic_config__ = CONFIG
    format: Literal[1]
    """Version of the format."""
    name: str
    """Short name, as in the file's name."""
    title: str
    """One line for people."""
    text: str = ""
    """What a player should know first."""
    source: str
    """Where the whole comes from."""
    starts: Month
    """Month of the quiet fixed point; only duties and tariffs are in force then."""
    first_turn: Month
    """First month that seats decide on; the months before are played from events."""
    turns: Annotated[int, Ge(1), Le(400)] = 16
    """Turns of a whole game."""
    months_per_turn: Annotated[int, Ge(1), Le(12)] = 3
    """Months that follow one round of decisions."""
    reference_exporter: Id
    """Country whose home price is the inside price."""
    coefficients: Coefficients = field(default_factory=Coefficients)
    """Numbers of the rules."""
    luck: Chances = field(default_factory=Chances)
    """How luck strikes."""
    countries: dict[Id, Country]
    """Countries, and groups that act as one."""
    commodities: dict[Id, Commodity]
    """What flows."""
    recipes: dict[Id, Recipe]
    """What facilities take and give."""
    firms: dict[Id, Firm]
    """Owners of facilities."""
    facilities: dict[Id, Facility]
    """Mines, plants and trading desks."""
    sectors: dict[Id, Sector]
    """End uses."""
    stockpiles: dict[Id, Stockpile] = field(default_factory=dict)
    """Governments' stores."""
    links: dict[Id, Link]
    """Who may sell what to whom."""
    contracts: dict[Id, Contract] = field(default_factory=dict)
    """Long-term agreements."""
    measures: dict[Id, Measure] = field(default_factory=dict)
    """Restrictions and supports, in force or ready to be."""
    projects: dict[Id, Project] = field(default_factory=dict)
    """Plants that can be built."""
    relations: dict[Id, Relation] = field(default_factory=dict)
    """Who trusts whom; pairs not given are neutral."""
    tables: dict[Id, Table] = field(default_factory=dict)
    """Who can negotiate with whom, and about what."""
    events: dict[Id, Event] = field(default_factory=dict)
    """What happens on its own, by date."""
    seats: dict[Id, Seat]
    """Roles at the table."""
    strategies: Strategies = field(default_factory=Strategies)
    """Who decides for actors that are no seats."""

    @cached_property
    def all_contracts(self) -> dict[str, Contract]:
        """Its contracts, then those that deals can fill."""
        titles = {name: country.name for name, country in self.countries.items()}
        titles |= {name: firm.name for name, firm in self.firms.items()}
        return {**self.contracts, **slots_of(self.tables, titles)}
