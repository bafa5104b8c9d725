"""What a seat may know: public data exact, its own exact, customs a month late, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from realm.core.arrays import Array, notes
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.params import Params
from realm.core.state import State

Mask = NDArray[np.bool_]

CUSTOMS = frozenset({"shipped"})
"""Flows are public, but a month late: of the last month only one's own are known."""


@dataclass(frozen=True)
class Known:
    """One array as far as it is known; what is not is 0, and `mask` says where."""

    values: Array
    """The shape it has in the state, world last."""
    mask: Mask
    """(row,) of the entity axis: which rows are known."""
    unit: str


@dataclass(frozen=True)
class Observation:
    """What one seat knows at the end of a month. All arrays are read-only."""

    seat: str
    actor: str
    month: int
    """Months since the scenario's start."""
    state: Mapping[str, Known]
    """Fields of the state; those that nobody may know are not there."""
    params: Mapping[str, Known]
    """Numbers of the scenario of which its own are known."""
    customs_month: int | None
    """Month of the customs returns, None while there are none."""
    customs: Array
    """Legal shipments across borders in that month, t, (abroad, world)."""

    def __getitem__(self, name: str) -> Array:
        """Return a field of the state where all of it is public, else only the known rows."""
        known = self.state[name]
        return known.values if known.mask.all() else known.values[..., known.mask, :]


def observe(
    network: Network, params: Params, state: State, ledger: Ledger | None, seat: str
) -> Observation:
    """Show a seat what it may know, and hide the rest.

    A government's own: its end users, stockpiles, measures, treasury, projects' approval and
    whom it trusts. A firm's own: its plants, both ends of its links, contracts, account. A
    government does not see into firms, a state firm's books included.

    Args:
        network: Topology; everyone knows who could trade with whom.
        params: Numbers of the scenario.
        state: The true state.
        ledger: The months played last; customs returns are those of the month before the last.
        seat: Name of the seat.
    """
    actor = network.scenario.seats[seat].actor
    owned = own_rows(network, actor)
    month, customs = _customs(network, state, ledger)
    return Observation(
        seat=seat,
        actor=actor,
        month=state.month,
        state=_known(state, owned),
        params=_known(params, owned),
        customs_month=month,
        customs=customs,
    )


def _known(holder: State | Params, owned: Mapping[str, Mask]) -> Mapping[str, Known]:
    """Take what is public or own out of a dataclass of arrays, by what its fields declare."""
    found: dict[str, Known] = {}
    for note in notes(type(holder)):
        if note.seen == "hidden" or not note.axes:
            continue
        values: Array = getattr(holder, note.attribute)
        mask = np.ones(values.shape[-2], dtype=np.bool_)
        if note.seen == "own" or note.attribute in CUSTOMS:
            mask = owned[note.axes[-1]]
        shown = np.zeros_like(values)
        shown[..., mask, :] = values[..., mask, :]
        shown.flags.writeable = False
        mask.flags.writeable = False
        found[note.attribute] = Known(values=shown, mask=mask, unit=note.unit)
    return MappingProxyType(found)


def _customs(network: Network, state: State, ledger: Ledger | None) -> tuple[int | None, Array]:
    """Read what customs published: legal shipments of the month before the last."""
    shape = (len(network.lane_of), state.world_count)
    if ledger is None or len(ledger.months) < 2:
        values, month = np.zeros(shape), None
    else:
        page = ledger.months[-2]
        values = np.ascontiguousarray(
            np.broadcast_to(page.shipped[network.abroad] - page.leaked, shape)
        )
        month = page.month
    values.flags.writeable = False
    return month, values


def own_rows(network: Network, actor: str) -> dict[str, Mask]:
    """Mark the rows that belong to an actor, by axis; an axis that nobody owns is not there."""
    scenario = network.scenario
    country = network.countries.index(actor) if actor in network.countries else -2
    firm = network.firms.index(actor) if actor in network.firms else -2
    who = country if country >= 0 else len(network.countries) + firm if firm >= 0 else -2
    public_hands = np.arange(len(network.nodes)) >= network.facility_count
    nodes = (network.node_firm == firm) | (public_hands & (network.node_country == country))
    links = nodes[network.link_seller] | nodes[network.link_buyer]
    held = {actor, *(name for name, mine in zip(network.nodes, nodes, strict=True) if mine)}
    buys = [not held.isdisjoint(c.buyers) for c in scenario.all_contracts.values()]
    sectors = network.facility_count + network.sector_count
    rows = {
        "facility": nodes[: network.facility_count],
        "sector": nodes[network.facility_count : sectors],
        "stockpile": nodes[sectors:],
        "intake": nodes[network.intake_node],
        "facility intake": nodes[network.intake_node[network.facility_intakes]],
        "offer": nodes[network.offer_node],
        "facility offer": nodes[network.offer_node[network.facility_offers]],
        "link": links,
        "abroad": links[network.abroad],
        "lane": network.lane_exporter == country,
        "pool": network.pool_country == country,
        "project": network.project_firm == firm,
        "contract": (network.contract_firm == firm) | _flags(buys) | _deals(network, actor),
        "measure": _flags([m.country == actor for m in scenario.measures.values()]),
        "relation": network.relation_of == who,
        "table": (network.bargains.sides == who).any(axis=0),
        "side": np.ravel(network.bargains.sides.T) == who,
        "country": np.arange(len(network.countries)) == country,
        "account": _flags([name == actor for name in network.accounts]),
    }
    return {axis: np.asarray(mask, dtype=np.bool_) for axis, mask in rows.items()}


def _deals(network: Network, actor: str) -> Mask:
    """Mark the contracts that a government's deals can fill: it signed them."""
    tables = network.scenario.tables
    mine = {name for name, table in tables.items() if actor in table.sides}
    return _flags([name.partition("#")[0] in mine and "#" in name for name in network.contracts])


def _flags(values: list[bool]) -> Mask:
    return np.array(values, dtype=np.bool_)
