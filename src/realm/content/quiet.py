"""The quiet start: flows that feed exactly what the sectors use, in the file's shares."""

from dataclasses import dataclass

import numpy as np

from realm.content.parts import Parts
from realm.core.arrays import Array
from realm.core.network import Network

MOST_ROUNDS = 1000
"""A chain is as long as its stages; loops (a trader selling back) settle geometrically."""


@dataclass(frozen=True)
class Quiet:
    """Base flows in tonnes a month, one axis each."""

    flow: Array
    """(link,)."""
    use: Array
    """(intake,)."""
    sales: Array
    """(facility offer,)."""
    throughput: Array
    """(facility,)."""
    settled: bool
    """False where the flows never came to rest."""


def solve_flows(network: Network, parts: Parts, inputs: Array, outputs: Array) -> Quiet:
    """Follow demand up the chain until nothing changes: sales, throughput, input use.

    A facility makes enough for the product in greatest demand; what its other products have
    too much is waste at the start.

    Args:
        network: Topology.
        parts: Where the file's flows are.
        inputs: Tonnes taken per throughput, (facility intake,).
        outputs: Tonnes given per throughput, (facility offer,).
    """
    count = network.facility_count
    file_flow = np.array([relay.flow_t_per_year for relay in parts.relays])
    slot_flow = network.links_of_intake @ file_flow
    slot = slot_flow[network.link_intake]
    shares = np.divide(file_flow, slot, out=np.zeros_like(slot), where=slot > 0)
    demand = np.array([s.demand_t_per_year for s in network.scenario.sectors.values()]) / 12.0
    use = np.zeros(len(network.intakes))
    use[network.sector_intakes] = demand
    settled = False
    for _ in range(MOST_ROUNDS):
        flow = shares * use[network.link_intake]
        sales = (network.links_of_offer @ flow)[network.facility_offers]
        throughput = np.zeros(count)
        np.maximum.at(throughput, network.offer_node[network.facility_offers], sales / outputs)
        fresh = use.copy()
        feed = throughput[network.intake_node[network.facility_intakes]]
        fresh[network.facility_intakes] = inputs * feed
        settled = bool(np.all(np.abs(fresh - use) <= 1e-15 * np.abs(fresh)))
        use = fresh
        if settled:
            break
    return Quiet(flow=flow, use=use, sales=sales, throughput=throughput, settled=settled)
