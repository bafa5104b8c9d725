"""Scenario -> what the rules run on."""

from realm.content.numbers import build_params
from realm.content.parts import take_apart
from realm.content.topology import build_network
from realm.core.network import Network
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.errors import RealmError


def compile_scenario(scenario: Scenario) -> tuple[Network, Params]:
    """Lay out the network of a checked scenario and work out its quiet start."""
    if not isinstance(scenario, Scenario):
        raise RealmError(f"expected a loaded scenario, as realm.load makes one, got {scenario!r}")
    network = build_network(scenario)
    return network, build_params(network, take_apart(scenario))
