"""Agents read their own arrays, and a subclass that decides changes the game."""

import gc
import weakref

import numpy as np
import pytest
from tests.model.conftest import Make, bytes_of

from realm.errors import RealmError, UnknownNameError
from realm.model.agents import CountryAgent, FirmAgent, SectorAgent
from realm.model.model import RealmModel


class Mine(CountryAgent):
    """A user's subclass: it lets a tenth of the metal out while its price is low."""

    def decide(self) -> None:
        cheap = self.model.state.ask[2] < 11.0
        self.enforce("aland_licence", size=0.1, where=cheap)
        self.lift("aland_licence", where=~cheap)


def test_numbers_are_arrays_over_worlds(small: Make) -> None:
    model = small(3)
    names = ["stock_t", "price_usd_per_kg", "money_kusd", "capacity_t_per_month"]
    names += ["throughput_t", "sold_t", "bought_t"]

    for agent in model.agents:
        for name in names:
            values = getattr(agent, name)
            assert values.shape == (3,), (agent, name)
            assert values.dtype == np.float64


def test_numbers_are_the_arrays_of_the_state(small: Make) -> None:
    model = small(2)
    state = model.state
    smelter = model.actor("aland_metals")

    # small-world: facilities are north mine, south mine, Aland's and Cland's smelter.
    assert smelter.stock_t == pytest.approx(state.stock_in[0] + state.stock_out[2])
    assert (smelter.price_usd_per_kg == state.ask[2]).all()
    assert (smelter.money_kusd == state.money[2]).all()
    assert (smelter.capacity_t_per_month == state.capacity[2]).all()
    assert (smelter.throughput_t == state.throughput[2]).all()
    assert (model.actor("cland").money_kusd == state.money[6]).all()
    assert (model.actor("cland").stock_t == 30.0).all()
    assert (model.actor("bland_use").price_usd_per_kg == state.price[3]).all()


def test_who_has_none_says_so(small: Make) -> None:
    model = small()
    sector = model.actor("bland_use")

    assert np.isnan(sector.money_kusd).all()
    assert (sector.capacity_t_per_month == 0.0).all()
    assert (model.actor("aland").stock_t == 0.0).all()


def test_what_one_sold_others_bought(small: Make) -> None:
    model = small(2)
    agents = [a for a in model.agents if not isinstance(a, CountryAgent)]
    sold = sum(agent.sold_t for agent in agents)
    bought = sum(agent.bought_t for agent in agents)

    assert sold == pytest.approx(bought)
    assert sold == pytest.approx(model.state.shipped.sum(axis=0))


def test_a_country_pays_what_its_users_pay(small: Make) -> None:
    model = small()

    price = model.actor("bland").price_usd_per_kg
    assert price == pytest.approx(model.actor("bland_use").price_usd_per_kg)


@pytest.mark.parametrize("worlds", [1, 4])
def test_a_subclass_with_its_own_decide_changes_the_game(small: Make, worlds: int) -> None:
    plain, played = small(worlds), small(worlds, agents={"aland": Mine})
    for model in (plain, played):
        for _ in range(4):
            model.step()

    abroad = plain.network.abroad
    assert played.actor("aland").measures_on == ("aland_licence",)  # type: ignore[attr-defined]
    assert (played.ledger.series("refused").max(axis=(0, 1)) > 0.0).all()
    assert (
        played.ledger.series("shipped")[abroad].sum(axis=(0, 1))
        < plain.ledger.series("shipped")[abroad].sum(axis=(0, 1))
    ).all()


def test_a_subclass_may_close_and_open_trade(small: Make) -> None:
    class Fickle(FirmAgent):
        def decide(self) -> None:
            first = self.model.steps == 1
            (self.close if first else self.open)("bland_use")

    model = small(3, agents={"aland_metals": Fickle})
    row = model.network.links.index("aland_metal_to_bland")

    model.step()
    assert (model.ledger.series("shipped")[row] == 0.0).all()
    assert model.actor("bland_use") not in model.actor("aland_metals").partners
    model.step()
    assert (model.state.link_open[row] == 1.0).all()
    assert model.actor("bland_use") in model.actor("aland_metals").partners


def test_orders_hold_in_the_worlds_they_are_for(small: Make) -> None:
    class Partly(CountryAgent):
        def decide(self) -> None:
            self.enforce("aland_quota", 10.0, where=np.array([True, False]))

    model = small(2, agents={"aland": Partly})
    model.step()

    assert model.state.measure_on[1].tolist() == [1.0, 0.0]
    assert model.state.measure_size[1].tolist() == [10.0, 90.0]


def test_a_seat_is_played_by_its_name(small: Make) -> None:
    model = small(agents={"aland": Mine})

    assert type(model.actor("aland")) is Mine


def test_a_sector_may_be_played_too(small: Make) -> None:
    class Boycott(SectorAgent):
        def decide(self) -> None:
            self.close("aland_metals")

    model = small(agents={"cland_use": Boycott})
    model.step()

    row = model.network.links.index("aland_metal_to_cland")
    assert (model.state.link_open[row] == 0.0).all()


def test_nobody_sees_anothers_orders(small: Make) -> None:
    """A decision reads the state before the turn, whoever decided earlier."""
    seen: list[float] = []

    class First(CountryAgent):
        def decide(self) -> None:
            self.enforce("aland_licence")

    class Later(CountryAgent):
        def decide(self) -> None:
            seen.append(float(self.model.state.measure_on[0, 0]))

    small(agents={"aland": First, "cland": Later}).step()

    assert seen == [0.0]


def test_closed_beats_open_whoever_speaks_last(small: Make) -> None:
    class Opens(FirmAgent):
        def decide(self) -> None:
            self.open("bland_use")

    class Closes(SectorAgent):
        def decide(self) -> None:
            self.close("aland_metals")

    model = small(agents={"aland_metals": Opens, "bland_use": Closes})
    model.step()

    row = model.network.links.index("aland_metal_to_bland")
    assert (model.state.link_open[row] == 0.0).all()


def test_orders_that_are_not_ones_own_are_refused(small: Make) -> None:
    model = small()
    bland, firm = model.actor("bland"), model.actor("south_mining")

    with pytest.raises(RealmError, match="measure_on of 'aland_licence' is not for 'bland'"):
        bland.order("measure_on", "aland_licence", 1.0)
    with pytest.raises(RealmError, match="'cland_smelter_2' is not for 'south_mining'"):
        firm.order("project_start", "cland_smelter_2", 1.0)
    with pytest.raises(UnknownNameError, match="did you mean 'aland_licence'"):
        bland.order("measure_on", "aland_license", 1.0)
    with pytest.raises(UnknownNameError, match="did you mean 'measure_on'"):
        bland.order("measures_on", "aland_licence", 1.0)


def test_a_decision_left_to_the_strategy_is_the_default(small: Make) -> None:
    class Same(CountryAgent):
        def decide(self) -> None:
            super().decide()

    plain, same = small(), small(agents={"aland": Same})
    plain.step()
    same.step()

    assert bytes_of(plain.state) == bytes_of(same.state)


def test_models_are_let_go_when_done() -> None:
    """Mesa 3.3 counts agents by model, and both cache neighbourhoods, for ever."""
    model = RealmModel("small-world", rng=1)
    model.step()
    assert all(agent.partners for agent in model.agents)
    gone = weakref.ref(model)

    del model
    gc.collect()

    assert gone() is None
