"""Agents stand on a Mesa network over the trade graph, which follows the links."""

import networkx as nx
import numpy as np
import pytest
from mesa.discrete_space import FixedAgent, Network
from tests.model.conftest import Make

from realm.errors import RealmError, UnknownNameError
from realm.model.agents import Actor, FirmAgent


def names(actors: list[Actor]) -> set[str]:
    return {actor.name for actor in actors}


def test_agents_stand_on_the_cells_of_a_mesa_network(small: Make) -> None:
    model = small()

    assert isinstance(model.grid, Network)
    assert isinstance(model.grid.G, nx.Graph)
    for agent in model.agents:
        assert isinstance(agent, FixedAgent)
        assert agent.cell.agents == [agent]
        node = model.grid.G.nodes[agent.cell.coordinate]
        assert (node["name"], node["kind"]) == (agent.name, agent.kind)


def test_partners_are_the_agents_on_neighbouring_cells(small: Make) -> None:
    model = small()

    for agent in model.agents:
        assert set(agent.partners) == set(agent.cell.neighborhood.agents)
        assert len(agent.partners) == model.grid.G.degree[agent.cell.coordinate]
    # Caches of Mesa keep models for ever; leave none behind for other tests.
    agent.cell.get_neighborhood.cache_clear()
    agent.cell._neighborhood.cache_clear()


def test_partners_are_who_one_trades_with(small: Make) -> None:
    model = small()

    assert names(model.actor("north_mining").partners) == {"aland_metals"}
    assert names(model.actor("bland_use").partners) == {"aland_metals"}
    assert names(model.actor("aland").partners) == {"bland", "cland"}
    # Cland's stockpile buys from both smelters and sells to its users.
    store = {"aland_metals", "cland_metals", "cland_use"}
    assert names(model.actor("cland").partners) == {"aland", "bland"} | store


def test_partners_are_links_open_in_at_least_one_world(small: Make) -> None:
    class Partly(FirmAgent):
        def decide(self) -> None:
            everywhere = self.model.steps > 1
            self.close("bland_use", where=np.array([True, everywhere]))

    model = small(2, agents={"aland_metals": Partly})
    seller, buyer = model.actor("aland_metals"), model.actor("bland_use")

    model.step()
    assert buyer in seller.partners
    model.step()
    assert buyer not in seller.partners
    assert seller not in buyer.partners


def test_a_link_that_opens_makes_partners(small: Make) -> None:
    model = small()
    smelter = model.actor("cland_metals")
    assert "bland_use" not in names(smelter.partners)

    model.open("cland_metals", "bland_use")

    assert "bland_use" in names(smelter.partners)
    model.step()
    assert "bland_use" in names(smelter.partners)


@pytest.mark.parametrize("worlds", [1, 3])
@pytest.mark.parametrize("by_agent", [True, False])
def test_close_closes_that_trade_in_every_world(small: Make, worlds: int, by_agent: bool) -> None:
    model = small(worlds)
    miner, smelter = model.actor("south_mining"), model.actor("cland_metals")
    row = model.network.links.index("south_ore")

    if by_agent:
        model.close(miner, smelter)
    else:
        model.close("cland_metals", "south_mining")

    assert (model.state.link_open[row] == 0.0).all()
    assert smelter not in miner.partners
    assert not model.grid.G.has_edge(miner.cell.coordinate, smelter.cell.coordinate)
    model.step()
    # Nothing more is shipped, not even under the contract.
    assert (model.ledger.series("shipped")[row] == 0.0).all()


def test_close_between_countries_closes_all_that_crosses_the_border(small: Make) -> None:
    model = small(2)
    aland, cland = model.actor("aland"), model.actor("cland")
    smelter = model.actor("aland_metals")
    rows = [model.network.links.index("aland_metal_to_cland")]
    rows += [
        row for row, name in enumerate(model.network.links) if name == "aland_smelter>cland_store"
    ]
    assert len(rows) == 2

    model.close("aland", "cland")

    assert (model.state.link_open[rows] == 0.0).all()
    assert cland not in aland.partners
    assert cland not in smelter.partners
    assert model.actor("cland_use") not in smelter.partners
    assert model.actor("bland") in aland.partners
    model.step()
    assert (model.ledger.series("shipped")[rows] == 0.0).all()


def test_opening_again_undoes_it(small: Make) -> None:
    model = small()
    before, edges = model.state.link_open, set(model.grid.G.edges)

    model.close("aland", "cland")
    assert set(model.grid.G.edges) < edges
    model.open("aland", "cland")

    assert (model.state.link_open == before).all()
    assert set(model.grid.G.edges) == edges


def test_taking_the_edge_alone_does_nothing(small: Make) -> None:
    """Why `close` goes through Mesa's network and the state."""
    plain, cut = small(), small()
    miner, smelter = (cut.actor(name) for name in ("south_mining", "cland_metals"))
    cut.grid.G.remove_edge(miner.cell.coordinate, smelter.cell.coordinate)

    plain.step()
    cut.step()

    assert smelter in miner.partners
    assert (plain.state.shipped == cut.state.shipped).all()


def test_close_needs_two_who_trade(small: Make) -> None:
    model = small()

    with pytest.raises(RealmError, match="no link joins 'north_mining' and 'cland_use'"):
        model.close("north_mining", "cland_use")
    with pytest.raises(UnknownNameError, match="did you mean 'cland_use'"):
        model.close("north_mining", "clandd_use")
