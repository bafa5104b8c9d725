"""What a government lets and tells its own to do: approvals, directives, complaints."""

import numpy as np

from realm.core.arrays import Array, Index, Mask
from realm.core.network import Network
from realm.strategies.actors import seat_of_country, still
from realm.strategies.legal import Legal
from realm.strategies.looks import once
from realm.strategies.observation import Observation

SUBSIDIES = ("capital_subsidy", "output_subsidy")


def approvals(observation: Observation, legal: Legal, needed: Mask, *, most: float = 2.0) -> Array:
    """Approve what waits on the actors' soil and helps to make something that they need.

    Each approval takes political capital, so only some are given a turn, what opens soonest first.

    Args:
        observation: what they know.
        legal: what they may set.
        needed: (actor, commodity, world).
        most: how many an actor gives a turn.

    Returns:
        The column `project_approve`.
    """
    network = observation.network
    column = np.full((len(network.projects), observation.world_count), np.nan)
    owner, serves = seat_of_country(observation)[network.project_country], serving(network)
    given = np.zeros((len(observation.actors), observation.world_count))
    waits = (observation.project_approved <= 0.0) & np.isinf(observation.project_opens)
    mine = np.flatnonzero(np.logical_or.reduce(legal.project_approve, axis=-1))
    for row in mine[np.argsort(leads(network)[mine], kind="stable")]:
        helps = np.logical_or.reduce(needed[owner[row], serves[row]], axis=0)
        gives = helps & waits[row] & (given[owner[row]] < most)
        given[owner[row]] += gives
        column[row] = np.where(gives, 1.0, np.nan)
    return column


def supports(observation: Observation, legal: Legal, needed: Mask) -> Array:
    """Put in force the actors' subsidies that help to make something that they need.

    Args:
        observation: what they know.
        legal: what they may set.
        needed: (actor, commodity, world).

    Returns:
        The column `measure_on`.
    """
    network = observation.network
    column = np.full((len(network.measures), observation.world_count), np.nan)
    owner = seat_of_country(observation)[network.measure_country]
    for row in np.flatnonzero(np.logical_or.reduce(legal.measure_on, axis=-1)):
        measure = network.scenario.measures[network.measures[row]]
        if measure.family not in SUBSIDIES:
            continue
        covered = [network.commodities.index(g) for g in measure.commodities or network.commodities]
        helps = np.logical_or.reduce(needed[owner[row], covered], axis=0)
        column[row] = np.where(helps & (observation.measure_on[row] <= 0.0), 1.0, np.nan)
    return column


def directives(observation: Observation, legal: Legal, *, give: Mask, withdraw: Mask) -> Array:
    """Tell the actors' state firms to serve home first and to suspend contracts, or no longer.

    Contracts whose goods stay at home are left alone.

    Args:
        observation: what they know.
        legal: what they may set.
        give: who gives them, (actor, world).
        withdraw: who withdraws them, (actor, world).

    Returns:
        The column `directive`.
    """
    owner = seat_of_country(observation)[observation.network.directive_country]
    mine, stands = legal.directive & (owner >= 0)[:, None], observation.directive > 0.0
    gives = mine & np.take(give, owner, axis=0) & ~stands & outward(observation.network)[:, None]
    ends = mine & np.take(withdraw, owner, axis=0) & stands
    return np.where(gives, 1.0, np.where(ends, 0.0, np.nan))


def answered(observation: Observation) -> Mask:
    """Say who has told its state firms all it can, and heard of each what it will do.

    Who said nothing for more than a turn carries it out. A government without state firms has
    nobody to wait for.

    Returns:
        (actor, world).
    """
    network = observation.network
    owner = seat_of_country(observation)[network.directive_country]
    silent = observation.month > observation.directive_month + network.months_per_turn
    heard = (observation.directive > 0.0) & ((observation.directive_answer > 0.0) | silent)
    found = np.ones((len(observation.actors), observation.world_count), dtype=np.bool_)
    for row in np.flatnonzero((owner >= 0) & outward(network)):
        found[owner[row]] &= heard[row]
    return found


def complaints(observation: Observation, legal: Legal, tight: Mask) -> Array:
    """Complain about measures that bear upon the actors; of several, the first complains.

    Args:
        observation: what they know.
        legal: what they may set.
        tight: measures that are worth a complaint, (measure, world).

    Returns:
        The column `dispute`.
    """
    network = observation.network
    countries = observation.actors[observation.actors < len(network.countries)]
    column = np.full((len(network.measures), observation.world_count), np.nan)
    open_ = legal.dispute & tight & (observation.measure_on > 0.0)
    open_ = open_ & np.isinf(observation.dispute_month)
    for country in countries[::-1]:
        hurt = network.borne[:, country][:, None]
        column = np.where(open_ & hurt, 1.0 + country, column)
    return column


@once
def outward(network: Network) -> Mask:
    """Say which directives keep goods at home, (directive,).

    That are all but those about contracts between firms of which none sells abroad.
    """
    abroad = np.zeros(len(network.nodes), dtype=np.bool_)
    abroad[network.link_seller[network.abroad]] = True
    leaves = np.zeros(len(network.contracts) + 1, dtype=np.bool_)
    here = (network.abroad.start <= network.part_link) & (network.part_link < network.abroad.stop)
    out = here | abroad[network.link_buyer[network.part_link]]
    leaves[network.parts_of_contract[out]] = True
    return leaves[network.directive_contract] | (network.directive_contract < 0)


@once
def leads(network: Network) -> Array:
    """Read how long each project takes from its start, months, (project,)."""
    laid = [network.scenario.projects[name] for name in network.projects]
    return still(np.array([project.lead_months for project in laid], dtype=np.float64))


@once
def serving(network: Network) -> Mask:
    """Say what each project makes, and what is made of that at any remove, (project, good)."""
    goods, found = network.commodities, outputs(network).copy()
    for _ in goods:
        for recipe in network.scenario.recipes.values():
            eaten = [goods.index(good) for good in recipe.inputs]
            feeds = np.logical_or.reduce(found[:, eaten], axis=1)
            for good in recipe.outputs:
                found[:, goods.index(good)] |= feeds
    found.flags.writeable = False
    return found


@once
def outputs(network: Network) -> Mask:
    """Say what each project makes, (project, commodity)."""
    found = np.zeros((len(network.projects), len(network.commodities)), dtype=np.bool_)
    for row, node in enumerate(network.project_node):
        goods: Index = network.offer_commodity[network.offer_node == node]
        found[row, goods] = True
    found.flags.writeable = False
    return found
