"""What Mesa offers works: reporters, batch_run, its window; and Mesa changes nothing of ours."""

import subprocess
import sys
import warnings

import mesa
import pytest
from tests.model.conftest import Make

from realm.model import view
from realm.model.model import RealmModel


def test_agent_reporters_give_a_row_an_agent(small: Make) -> None:
    model = small(agent_reporters={"name": "name", "stock_t": "stock_t"})
    model.step()
    model.step()

    table = model.datacollector.get_agent_vars_dataframe()

    assert len(table) == 2 * len(model.agents)
    assert table["stock_t"].dtype == float
    last = table.xs(2, level="Step").set_index("name")["stock_t"]
    assert last["aland_metals"] == model.actor("aland_metals").stock_t[0]


def test_agent_reporters_give_arrays_where_there_are_worlds(small: Make) -> None:
    model = small(3, agent_reporters={"stock_t": lambda agent: agent.stock_t})
    model.step()

    table = model.datacollector.get_agent_vars_dataframe()
    assert all(row.shape == (3,) for row in table["stock_t"])


def test_model_reporters(small: Make) -> None:
    model = small(model_reporters={"ask": lambda m: m.state.ask[0], "steps": "steps"})
    model.run_model()

    table = model.datacollector.get_model_vars_dataframe()
    assert table["steps"].tolist() == list(range(1, 9))
    assert table["ask"].dtype == float


def test_a_users_own_data_collector_works(small: Make) -> None:
    class Watched(RealmModel):
        def __init__(self, scenario: str = "small-world", **given: object) -> None:
            super().__init__(scenario, **given)  # type: ignore[arg-type]
            self.datacollector = mesa.DataCollector(agent_reporters={"stock_t": "stock_t"})

    model = Watched(rng=7)
    model.step()

    assert len(model.datacollector.get_agent_vars_dataframe()) == len(model.agents)


@pytest.mark.parametrize("name", ["rng", "seed"])
def test_batch_run_crosses_its_parameters(name: str) -> None:
    parameters = {
        "scenario": ["small-world"],
        "strategies": ["aland=status_quo", "aland=status_quo cland=status_quo"],
        name: range(3),
        "turns": 2,
        "model_reporters": [{"ask": lambda model: model.state.ask[0]}],
    }
    with warnings.catch_warnings():
        # Mesa 3.5 would rather be given seeds than iterations; 3.3 knows iterations alone.
        warnings.simplefilter("ignore", DeprecationWarning)
        # Given both, 3.5 overwrites `seed` with its own None: so there name it `rng`.
        if name == "seed" and mesa.__version__ >= "3.5":
            del parameters[name]
            rows = mesa.batch_run(RealmModel, parameters, rng=range(3), display_progress=False)
        else:
            rows = mesa.batch_run(RealmModel, parameters, iterations=1, display_progress=False)

    assert len(rows) == 6
    asks = {(row["strategies"], row[name]): row["ask"] for row in rows if row.get(name) is not None}
    assert len(asks) == 6
    alone = RealmModel("small-world", rng=1, turns=2)
    alone.run_model()
    assert asks["aland=status_quo", 1] == alone.state.ask[0, 0]


@pytest.mark.filterwarnings("ignore:The `iterations`:DeprecationWarning")
def test_batch_run_gives_a_row_without_reporters() -> None:
    parameters = {"scenario": "small-world", "rng": range(2), "turns": 1}
    rows = mesa.batch_run(RealmModel, parameters, iterations=1, display_progress=False)

    assert [row["month"] for row in rows] == [9, 9]
    assert all(row["ore_usd_per_kg"] > 0.0 and row["metal_usd_per_kg"] > 0.0 for row in rows)


@pytest.mark.slow
def test_importing_the_model_leaves_multiprocessing_and_the_stack_as_they_were() -> None:
    code = (
        "import inspect, linecache, multiprocessing as mp\n"
        "if {given!r}: mp.set_start_method({given!r})\n"
        "import sys, realm\n"
        "assert 'mesa' not in sys.modules\n"
        "whole = inspect.getouterframes\n"
        "realm.RealmModel\n"
        "assert 'mesa' in sys.modules\n"
        "assert inspect.getouterframes is whole\n"
        "assert not linecache.cache, 'nobody read the source of all that was running'\n"
        "print(mp.get_start_method(allow_none=True))"
    )
    methods = [None, "spawn"] if sys.platform == "win32" else [None, "fork", "spawn"]
    for method in methods:
        answer = subprocess.run(
            [sys.executable, "-c", code.format(given=method)],
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        assert answer.stdout.split() == [str(method)]


def test_strategies_need_no_mesa() -> None:
    code = "import sys, realm\nrealm.Strategy, realm.load\nprint('mesa' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    assert answer.stdout.split() == ["False"]


def test_mesa_keeps_no_scenario_of_its_own(small: Make) -> None:
    """Its window (3.5) would pass one on as our argument of that name."""
    assert small().scenario is None


def test_marks_are_data(small: Make) -> None:
    model = small()
    model.step()
    marks = {agent.name: view.mark(agent) for agent in model.agents}

    assert marks["aland"].marker == "s"
    assert len({mark.color for mark in marks.values()}) == 3
    assert marks["cland_metals"].size > marks["bland_use"].size > 0.0


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_solara_view_renders(small: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    solara = pytest.importorskip("solara", reason="solara is not installed (it is large)")
    pytest.importorskip("altair", reason="Mesa's window needs altair")
    if mesa.__version__ < "3.4" and not hasattr(solara.v, "TabsItems"):
        pytest.skip("Mesa 3.3 draws with ipyvuetify < 2, and a newer one is installed")
    model = small(model_reporters={"ask": lambda m: m.state.ask[0]})

    @solara.component
    def page() -> None:
        view.solara_page(model)

    box, context = solara.render(page(), handle_error=False)

    assert box.children
    context.close()
