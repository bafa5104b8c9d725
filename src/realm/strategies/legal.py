"""What actors may order: the rows of each column of `Orders` that are theirs to set."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Index
from realm.core.orders import Orders
from realm.strategies.roster import Mask, Roster

COLUMNS: dict[str, str] = {f.name: f.metadata["axes"][-1] for f in dataclasses.fields(Orders)}
"""Columns of `Orders`, and the axis of each."""


@dataclass(frozen=True)
class Legal:
    """True where the actors may set a column; shape (row, 1), or (row, world) where it differs.

    A government sets its own measures and stockpiles and may open and close the links that
    cross its border; firms and sectors those they sell or buy through, and the volumes of their
    contracts; a firm starts its own projects; whoever signed a deal may break it. Nobody signs by
    an order: that is done in talks.
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
    project_start: Mask
    signed: Mask
    revoke: Mask


def legal_for(roster: Roster, actors: Index) -> Legal:
    """Say what these actors may order."""
    masks = {axis: roster.own(axis, actors) for axis in set(COLUMNS.values())}
    masks["link"] = masks["link"] | _across_border(roster, actors)
    columns = {column: masks[axis][:, None] for column, axis in COLUMNS.items()}
    columns["contract_volume"] = columns["contract_volume"] & _outside_deals(roster)
    columns["signed"] = np.zeros_like(columns["signed"])
    return Legal(**columns)


def _outside_deals(roster: Roster) -> Mask:
    """Mark the contracts that no deal wrote: what is signed in talks is not called at will."""
    network = roster.network
    return (np.arange(len(network.contracts)) < len(network.scenario.contracts))[:, None]


def _across_border(roster: Roster, actors: Index) -> Mask:
    """Mark the links abroad that begin or end in one of these countries."""
    network = roster.network
    mask = np.zeros(len(network.links), dtype=bool)
    countries = actors[actors < roster.countries.stop]
    for end in (network.link_seller, network.link_buyer):
        mask[network.abroad] |= np.isin(network.node_country[end[network.abroad]], countries)
    return mask
