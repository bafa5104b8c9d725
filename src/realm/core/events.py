"""Dated events of a scenario file: what they change, in the words of the sections they change."""

from dataclasses import dataclass, field
from typing import Literal

from realm.core.actors import CONFIG
from realm.core.terms import Sizes
from realm.core.words import Id, Month, NotNegative


@dataclass(frozen=True, kw_only=True)
class MeasurePatch(Sizes):
    """New numbers of a measure."""

    __pydantic_config__ = CONFIG
    in_force: bool | None = None
    """Put it in force or suspend it."""


@dataclass(frozen=True, kw_only=True)
class FacilityPatch:
    """New numbers of a facility."""

    __pydantic_config__ = CONFIG
    capacity_factor: NotNegative | None = None
    """Multiple of the capacity it would have (1 ends an outage)."""
    cost_factor: NotNegative | None = None
    """Multiple of its own cost."""


@dataclass(frozen=True, kw_only=True)
class SectorPatch:
    """New numbers of a sector."""

    __pydantic_config__ = CONFIG
    demand_factor: NotNegative | None = None
    """Multiple of the use it would have."""


@dataclass(frozen=True, kw_only=True)
class LinkPatch:
    """Opening or closing of a link."""

    __pydantic_config__ = CONFIG
    open: bool | None = None
    """Whether orders go through it."""


@dataclass(frozen=True, kw_only=True)
class ContractPatch:
    """New numbers of a contract."""

    __pydantic_config__ = CONFIG
    volume_t_per_year: NotNegative | None = None
    """Tonnes called a year."""


@dataclass(frozen=True, kw_only=True)
class ProjectPatch:
    """New status of a project."""

    __pydantic_config__ = CONFIG
    status: Literal["approved", "under_way"] | None = None
    """Approved: may be started; under way: starts now."""


@dataclass(frozen=True, kw_only=True)
class StockpilePatch:
    """New orders to a stockpile."""

    __pydantic_config__ = CONFIG
    target_t: NotNegative | None = None
    """Tonnes it aims at."""
    purchase_t_per_month: NotNegative | None = None
    """Most it buys a month."""
    release_t_per_month: NotNegative | None = None
    """What it offers to home users a month."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A dated patch, written in the words of the sections it changes."""

    __pydantic_config__ = CONFIG
    date: Month
    """When it happens: before that month is played."""
    text: str
    """What a newspaper would say."""
    actor: Id | None = None
    """Country or firm behind it."""
    stands_down_for: Id | None = None
    """Who decides instead; from turn one on it happens only if that one plays `status_quo`."""
    measures: dict[Id, MeasurePatch] = field(default_factory=dict)
    """Changes of measures."""
    facilities: dict[Id, FacilityPatch] = field(default_factory=dict)
    """Changes of facilities."""
    sectors: dict[Id, SectorPatch] = field(default_factory=dict)
    """Changes of sectors."""
    links: dict[Id, LinkPatch] = field(default_factory=dict)
    """Links opened or closed."""
    contracts: dict[Id, ContractPatch] = field(default_factory=dict)
    """Changes of contracts."""
    projects: dict[Id, ProjectPatch] = field(default_factory=dict)
    """Changes of projects."""
    stockpiles: dict[Id, StockpilePatch] = field(default_factory=dict)
    """Changes of stockpiles."""
    source: str
    """Where it is reported, or `assumption: why`."""
