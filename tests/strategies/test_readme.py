"""The README of strategies teaches what works."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import realm
from realm.model.agents import CountryAgent
from realm.strategies import base, registry

README = Path(base.__file__).parent / "README.md"


def code() -> str:
    return README.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]


def test_the_strategy_of_the_readme_plays() -> None:
    scope: dict[str, Any] = {}
    exec(compile(code(), str(README), "exec"), scope)
    hoard = scope["Hoard"](buy_t_per_month=3)

    class Threat(CountryAgent):
        def decide(self) -> None:
            self.enforce("aland_licence", where=np.array([True, False]))

    assert scope["model"].steps == 8
    model = realm.RealmModel(
        "small-world", 2, rng=7, strategies={"cland": hoard}, agents={"aland": Threat}
    )
    model.run_model()

    stock = model.actor("cland").stock_t
    assert stock[0] > 35.0
    assert stock[1] == 30.0
    assert model.state.memory.tolist() == [[7.0, 0.0]]
    assert [reason.strategy for reason in model.reasons] == ["hoard", "status_quo", "status_quo"]
    assert model.reasons[0].top("cland") == (("a curb is announced", 1.0),)
    assert model.reasons[0].top("cland", world=1) == ()


def test_the_table_is_the_registry() -> None:
    rows = [line for line in README.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    cells = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows]

    assert [name.strip("`") for name, *_ in cells] == list(registry.shipped())
    for name, _, said, source in cells:
        assert said
        found = registry.find(name.strip("`")).source
        assert found.startswith(source), f"{name}: {found}"


def test_the_function_of_the_readme_passes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = ModuleType("notebook")
    monkeypatch.setitem(sys.modules, "notebook", notebook)
    text = README.read_text(encoding="utf-8").split("```python\n")[2].split("```")[0]
    exec(compile(text, str(README), "exec"), vars(notebook))

    assert "panic keeps every rule on small-world" in capsys.readouterr().out


def test_it_is_twenty_lines_or_so() -> None:
    body = code().split("class Hoard")[1].split("\nmodel =")[0]

    assert len([line for line in body.splitlines() if line.strip()]) <= 20


def test_the_caller_of_the_readme_talks() -> None:
    scope: dict[str, Any] = {}
    text = README.read_text(encoding="utf-8").split("```python\n")[3].split("```")[0]
    exec(compile(text, str(README), "exec"), scope)
    caller = scope["Caller"]()

    class Threat(CountryAgent):
        def decide(self) -> None:
            self.enforce("aland_licence", where=np.array([True, False]))

    model = realm.RealmModel(
        "small-world", 2, rng=7, strategies={"firms": caller}, agents={"aland": Threat}
    )
    model.step()
    assert [model.talks.of(model.network, world) for world in (0, 1)] == [[], []]
    model.step()
    first, second = (model.talks.of(model.network, world) for world in (0, 1))
    assert [talk.opened for talk in first] == [("Cland Metals",)]
    assert second == []
