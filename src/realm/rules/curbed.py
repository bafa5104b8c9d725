"""Where measures bite: the lanes on which what is ordered is not simply what arrives."""

from realm.core.arrays import anywhere
from realm.core.lanes import SomeLanes
from realm.core.network import Network
from realm.core.state import State
from realm.rules.results import Instruments

FEW = 32
"""Worlds below which all lanes are taken."""


def find(network: Network, state: State, inst: Instruments) -> SomeLanes:
    """Find the lanes on which a measure, a permit's price or a leak does anything in some world.

    On all others the quote is the ask, all orders are legal and pass, and nothing leaks, to the
    bit, so that phases leave them out: most links abroad. All lanes where orders can wait at the
    border, and where worlds are too few for picking to pay.
    """
    some = inst.touched.copy()
    if network.uses_lines or state.world_count < FEW:
        some[:] = True
    else:
        for values in (state.rent, state.smuggling, state.transshipment, inst.share != 1.0):
            some |= anywhere(values)
    return network.some_lanes(some)
