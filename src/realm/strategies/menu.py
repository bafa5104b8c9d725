"""What a seat can do now, with its cost: the lines of a menu."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import numpy as np

from realm.core import actions as kinds
from realm.core.action import Action
from realm.core.arrays import Mask
from realm.core.terms import SIZE_KEYS
from realm.strategies.actors import flows_at_start
from realm.strategies.borders import EXPORT, scales
from realm.strategies.judge import SUPPORT, TARIFF, Cost, cost_of, judge
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation

STEPS = (0.25, 0.5, 0.75, 1.0)
"""Tightness that the menu offers, from 0 (nothing held back) to 1 (nothing passes)."""
TARIFFS = (0.05, 0.1, 0.25, 0.5, 1.0)
MONTHS_HELD = (1.0, 2.0, 3.0, 6.0, 12.0)
"""Stockpile targets, in months of what the country uses; those above what is held are offered."""
PARTS = (0.0, 0.25, 0.5, 0.75, 1.0)
FACTORS = (0.5, 1.0, 1.5, 2.0, 3.0)


@dataclass(frozen=True)
class Choice:
    """One line of a menu."""

    action: Action
    cost: Cost


def actions_for(observation: Observation, legal: Legal, *, world: int = 0) -> list[Choice]:
    """List what one actor may do now, each action by itself; sizes are a choice of usual ones."""
    return [
        Choice(action, cost_of(observation, [action], world=world))
        for action in thinkable(observation, legal, world=world)
        if judge(observation, legal, action, world=world) is None
    ]


def thinkable(observation: Observation, legal: Legal, *, world: int = 0) -> list[Action]:
    """List what one actor may ever do, whether or not something speaks against it now."""
    return [
        action
        for make in (_measures, _complaints, _stores, _projects, _directives, _trade, _plants)
        for action in make(observation, legal, world)
    ]


def _rows(legal: Mask, names: tuple[str, ...], world: int) -> list[str]:
    """Name the rows that may be set."""
    column = legal[:, world if legal.shape[-1] > 1 else 0]
    return [names[row] for row in np.flatnonzero(column)]


def _measures(observation: Observation, legal: Legal, world: int) -> Iterator[Action]:
    network = observation.network
    opened, slope = scales(network)
    for name in _rows(legal.measure_on, network.measures, world):
        row = network.measures.index(name)
        family = network.scenario.measures[name].family
        on = observation.measure_on[row, world] > 0.0
        yield kinds.Announce(measure=name)
        if family in EXPORT:
            for step in STEPS:
                size = float(opened[row, 0] + slope[row, 0] * step)
                yield kinds.Tighten(measure=name, size=size)
                if on:
                    yield kinds.Ease(measure=name, size=size)
        elif family in TARIFF:
            began = float(getattr(network.scenario.measures[name], SIZE_KEYS[family]) or 0.0)
            for share in sorted({*TARIFFS, began} - {0.0}):  # what stood at first can be set again
                yield kinds.SetTariff(measure=name, share=share)
        elif family in SUPPORT:
            size = float(getattr(network.scenario.measures[name], SIZE_KEYS[family]) or 0.0)
            yield from (kinds.Support(measure=name, size=size * part) for part in (0.5, 1.0, 1.5))
        yield kinds.Lift(measure=name)


def _complaints(observation: Observation, legal: Legal, world: int) -> Iterator[Action]:
    for name in _rows(legal.dispute, observation.network.measures, world):
        for country in observation.names:
            yield kinds.Dispute(measure=name, country=country)


def _stores(observation: Observation, legal: Legal, world: int) -> Iterator[Action]:
    network = observation.network
    for name in _rows(legal.stock_target, network.stockpiles, world):
        usual, held = _usual(observation, name), _held(observation, name, world)
        for target in (round(months * usual, 1) for months in MONTHS_HELD):
            if target > held:
                yield kinds.Stockpile(stockpile=name, target_t=target, purchase_t_per_month=usual)
        yield kinds.Stockpile(stockpile=name, purchase_t_per_month=0.0)
        for part in PARTS:
            yield kinds.Stockpile(stockpile=name, release_t_per_month=round(part * usual, 1))


def _usual(observation: Observation, store: str) -> float:
    """Tonnes a month that the users of a store's country take of its good."""
    network, pile = observation.network, observation.network.scenario.stockpiles[store]
    good = network.commodities.index(pile.commodity)
    country = network.countries.index(pile.country)
    here = network.node_country[network.intake_node] == country
    rows = np.flatnonzero(here & (network.intake_commodity == good))
    flows = flows_at_start(network)[np.isin(network.link_intake, rows), 0]
    return round(float(np.add.reduce(flows)), 1) or 1.0


def _held(observation: Observation, store: str, world: int) -> float:
    """Tonnes in a store."""
    network = observation.network
    row = network.stockpiles.index(store)
    came = observation.stock_in[network.stockpile_intakes]
    return float((came + observation.stock_out[network.stockpile_offers])[row, world])


def _projects(observation: Observation, legal: Legal, world: int) -> Iterator[Action]:
    projects = observation.network.projects
    for name in _rows(legal.project_approve, projects, world):
        yield kinds.Approve(project=name)
        yield kinds.Approve(project=name, undo=True)
    for name in _rows(legal.project_start, projects, world):
        yield kinds.Start(project=name)


def _directives(observation: Observation, legal: Legal, world: int) -> Iterator[Action]:
    directives = observation.network.directives
    for name in _rows(legal.directive, directives, world):
        yield kinds.Direct(directive=name)
        yield kinds.Direct(directive=name, undo=True)
    for name in _rows(legal.directive_answer, directives, world):
        yield from (kinds.Answer(directive=name, reply=reply) for reply in get_args(kinds.Reply))


def _trade(observation: Observation, legal: Legal, world: int) -> Iterator[Action]:
    network = observation.network
    for name in _rows(legal.link_open, network.links, world):
        yield kinds.Qualify(link=name)
    for name in _rows(legal.link_close, network.links, world):
        yield kinds.StopTrade(link=name)
    for name in _rows(legal.contract_volume, network.contracts, world):
        terms = network.scenario.contracts.get(name)
        if terms is not None:
            most = terms.volume_t_per_year / 12.0
            yield from (kinds.CallContract(contract=name, t_per_month=p * most) for p in PARTS)
    for name in _rows(legal.contract_deliver, network.contracts, world):
        if not observation.contract_volume[network.contracts.index(name), world] > 0.0:
            continue  # nothing is called, as under a deal that nobody signed
        yield from (kinds.Deliver(contract=name, share=part) for part in PARTS)


def _plants(observation: Observation, legal: Legal, world: int) -> Iterator[Action]:
    network = observation.network
    for name in _rows(legal.shut, network.along("facility"), world):
        row = network.along("facility").index(name)
        if observation.capacity[row, world] > 0.0 or observation.throughput[row, world] > 0.0:
            yield kinds.Shut(facility=name)
        yield kinds.Shut(facility=name, undo=True)
    for name in _rows(legal.hold, network.firms, world):
        yield from (kinds.Hold(firm=name, factor=factor) for factor in FACTORS)
    for name in _rows(legal.absorb, network.firms, world):
        yield from (kinds.Absorb(firm=name, share=part) for part in PARTS)
    for name in _rows(legal.revoke, network.sides, world):
        yield kinds.Revoke(side=name)
    for name in _rows(legal.coalition, network.countries, world):
        yield kinds.JoinCoalition(country=name)
        yield kinds.JoinCoalition(country=name, undo=True)
