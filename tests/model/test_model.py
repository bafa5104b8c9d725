"""The loop: an ordinary Mesa model that plays turns by calling its agents."""

from pathlib import Path

import mesa
import numpy as np
import pytest
from tests.model.conftest import Make, bytes_of

import realm
from realm.content.load import load
from realm.errors import RealmError, ScenarioError, UnknownNameError
from realm.model.agents import Actor, CountryAgent, FirmAgent, SectorAgent
from realm.model.model import RealmModel
from realm.paths import scenario_dir
from realm.rules import turn


def test_it_is_a_mesa_model(small: Make) -> None:
    model = small()

    assert isinstance(model, mesa.Model)
    assert realm.RealmModel is RealmModel
    assert all(isinstance(agent, mesa.Agent) for agent in model.agents)


def test_construction_plays_the_months_before_the_first_turn(small: Make) -> None:
    model = small()

    assert model.start.month == 0
    assert model.state.month == 6
    assert [month.month for month in model.lead.months] == [0, 1, 2, 3, 4, 5]
    assert model.steps == 0


def test_a_step_is_a_turn(small: Make) -> None:
    model = small()
    before = model.state

    model.step()

    after, ledger = turn.step(model.network, model.params, before, model.orders, model.luck)
    assert model.steps == 1
    assert bytes_of(model.state) == bytes_of(after)
    assert len(model.ledger.months) == len(ledger.months) == 3
    assert model.state.month == 9


def test_forgetting_the_turns_before_moves_none_to_come(small: Make) -> None:
    whole, forgetful = small(), small()
    whole.run_model()
    while forgetful.running:
        forgetful.forget()
        assert not forgetful.lead.months
        assert forgetful.start is forgetful.state
        forgetful.step()

    assert bytes_of(forgetful.state) == bytes_of(whole.state)
    assert len(forgetful.ledger.months) == 3


def test_it_runs_for_the_turns_of_the_scenario(small: Make) -> None:
    model = small()

    model.run_model()

    assert model.steps == model.network.scenario.turns == 8
    assert not model.running


def test_turns_may_be_fewer(small: Make) -> None:
    model = small(turns=2)

    model.run_model()

    assert model.steps == 2
    with pytest.raises(RealmError, match="turns >= 1, got 0"):
        small(turns=0)


def test_a_step_calls_every_agent_once_subclasses_too(small: Make) -> None:
    called: list[str] = []

    class Loud(FirmAgent):
        def decide(self) -> None:
            called.append(self.name)

    model = small(agents=dict.fromkeys(("north_mining", "cland_metals"), Loud))
    model.step()

    assert called == ["north_mining", "cland_metals"]
    # Why the model selects by type: Mesa's own index files a subclass under itself alone.
    assert len(model.agents_by_type[FirmAgent]) == 2
    assert len(model.agents.select(agent_type=FirmAgent)) == 4


def test_scenario_may_be_a_name_a_path_or_loaded() -> None:
    path = scenario_dir() / "small-world.yaml"
    states = [
        bytes_of(RealmModel(scenario, rng=3).state)
        for scenario in ("small-world", path, str(path), load("small-world"))
    ]

    assert states[0] == states[1] == states[2] == states[3]


def test_a_scenario_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="small-world"):
        RealmModel("small-wrold", rng=0)
    with pytest.raises(ScenarioError):
        RealmModel(tmp_path / "none.yaml", rng=0)


def test_a_scenario_that_names_no_strategy_there_is_has_a_problem(tmp_path: Path) -> None:
    text = (scenario_dir() / "small-world.yaml").read_text(encoding="utf-8")
    file = tmp_path / "small.yaml"
    text = text.replace(
        "  aland:\n    actor: aland", "  aland:\n    strategy: status_qou\n    actor: aland"
    )
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ScenarioError, match="did you mean 'status_quo'"):
        RealmModel(file, rng=0)


def test_rng_and_seed_name_the_same_worlds(small: Make) -> None:
    by_rng, by_seed = small(rng=11), small(rng=None, seed=11)

    assert by_rng.seed == by_seed.seed == 11
    assert bytes_of(by_rng.state) == bytes_of(by_seed.state)
    assert bytes_of(small(rng=np.int64(11)).state) == bytes_of(by_rng.state)


def test_rng_and_seed_together_are_refused(small: Make) -> None:
    with pytest.raises(RealmError, match="give rng or seed, not both"):
        small(rng=1, seed=1)


@pytest.mark.parametrize("seed", [-1, 1.5, "one", True, object()])
def test_what_is_no_seed_is_refused(small: Make, seed: object) -> None:
    with pytest.raises(RealmError, match="a seed is a whole number"):
        small(rng=seed)


def test_without_a_seed_each_model_draws_one_and_says_which(small: Make) -> None:
    first, second = small(rng=None), small(rng=None)

    assert first.seed != second.seed
    assert bytes_of(small(rng=first.seed).state) == bytes_of(first.state)


def test_actors_are_found_by_name(small: Make) -> None:
    model = small()

    assert isinstance(model.actor("aland"), CountryAgent)
    assert isinstance(model.actor("north_mining"), FirmAgent)
    assert isinstance(model.actor("bland_use"), SectorAgent)
    with pytest.raises(UnknownNameError, match="did you mean 'aland'"):
        model.actor("alland")


def test_classes_are_for_actors_of_their_kind(small: Make) -> None:
    with pytest.raises(RealmError, match="'aland' is a country: expected a CountryAgent"):
        small(agents={"aland": FirmAgent})
    with pytest.raises(RealmError, match="'aland' is a country: expected a CountryAgent"):
        small(agents={"aland": Actor})
    with pytest.raises(UnknownNameError, match="did you mean 'aland'"):
        small(agents={"alnad": CountryAgent})
