"""What actors may order: the rows of each column of `Orders` that are theirs to set."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Index
from realm.core.network import Network
from realm.core.orders import Orders
from realm.strategies.roster import Mask, Roster

COLUMNS: dict[str, str] = {f.name: f.metadata["axes"][-1] for f in dataclasses.fields(Orders)}
"""Columns of `Orders`, and the axis of each."""


@dataclass(frozen=True)
class Legal:
    """True where the actors may set a column; shape (row, 1), or (row, world) where it differs.

    A government sets its own measures and stockpiles, approves projects on its soil, directs its
    state firms, complains about measures of other governments that bear upon it, may open the links
    that cross its border, and joins the buyers' coalition unless it is the reference exporter, whom
    these buyers stand together against. Firms and sectors open and close those they sell or buy
    through. A government holds trade back by its measures, which cost it something. Who buys under
    a contract calls, who sells delivers. A firm starts its own projects, shuts its own plants and
    answers directives.
    Whoever signed a deal may break it; nobody signs by an order: that is done in talks.
    """

    measure_on: Mask
    measure_known: Mask
    measure_size: Mask
    measure_delay: Mask
    stock_target: Mask
    stock_purchase: Mask
    stock_release: Mask
    link_open: Mask
    contract_volume: Mask
    contract_deliver: Mask
    project_approve: Mask
    project_start: Mask
    directive: Mask
    directive_answer: Mask
    dispute: Mask
    shut: Mask
    hold: Mask
    absorb: Mask
    coalition: Mask
    signed: Mask
    revoke: Mask
    link_close: Mask
    """Where `link_open` may also be 0; the only mask that is no column of its own."""


def legal_for(roster: Roster, actors: Index) -> Legal:
    """Say what these actors may order."""
    network = roster.network
    own = {axis: roster.own(axis, actors) for axis in set(COLUMNS.values())}
    masks = {column: own[axis] for column, axis in COLUMNS.items()}
    countries = actors[actors < roster.countries.stop]
    sells = np.isin(network.contract_firm + roster.firms.start, actors)
    masks["link_open"] = _links(roster, actors, countries)
    masks["link_close"] = _links(roster, actors[actors >= roster.countries.stop], countries[:0])
    masks["contract_volume"] = roster.buys(actors) & _outside_deals(network)
    masks["contract_deliver"] = sells
    masks["project_approve"] = np.isin(network.project_country, countries)
    masks["directive"] = np.isin(network.directive_country, countries)
    masks["directive_answer"] = np.isin(network.directive_firm + roster.firms.start, actors)
    masks["signed"] = np.zeros_like(masks["signed"])
    official = [measure.official for measure in network.scenario.measures.values()]
    masks["dispute"] = np.logical_or.reduce(network.borne[:, countries], axis=1) & np.array(
        official, dtype=np.bool_
    )
    masks["coalition"] = masks["coalition"].copy()
    masks["coalition"][network.countries.index(network.scenario.reference_exporter)] = False
    return Legal(**{column: mask[:, None] for column, mask in masks.items()})


def _outside_deals(network: Network) -> Mask:
    """Mark the contracts that no deal wrote: what is signed in talks is not called at will."""
    return np.arange(len(network.contracts)) < len(network.scenario.contracts)


def _links(roster: Roster, actors: Index, countries: Index) -> Mask:
    """Mark the links that actors buy or sell through, and of these countries all across the border.

    A link that a contract covers is its buyer's to close: a seller delivers, or breaks it.
    """
    network = roster.network
    mask = roster.own("link", actors).copy()
    for end in (network.link_seller, network.link_buyer):
        mask[network.abroad] |= np.isin(network.node_country[end[network.abroad]], countries)
    bound = network.bound_links
    mask[bound] = roster.own("intake", actors)[network.link_intake[bound]]
    return mask
