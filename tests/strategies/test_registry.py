"""Strategies are found by name, shipped or from installed packages."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from realm.errors import RealmError, UnknownNameError
from realm.strategies import registry
from realm.strategies.status_quo import StatusQuo

OFFERED = {
    "foreign": "realm.strategies.status_quo:StatusQuo",
    "missing": "no_such_module:Foreign",
    "number": "math:pi",
    "status_quo": "math:pi",
}


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def offered(*, group: str) -> list[EntryPoint]:
        assert group == "realm.strategies"
        return [EntryPoint(name, value, group) for name, value in OFFERED.items()]

    monkeypatch.setattr(registry, "entry_points", offered)
    registry._offered.cache_clear()
    yield
    registry._offered.cache_clear()


def test_the_shipped_ones_are_there() -> None:
    assert "status_quo" in registry.names()
    assert isinstance(registry.find("status_quo"), StatusQuo)


@pytest.mark.parametrize("name", registry._SHIPPED)
def test_a_shipped_one_has_the_name_it_is_found_by(name: str) -> None:
    found = registry.find(name)

    assert found.name == name
    assert found.source


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'status_quo'"):
        registry.find("staus_quo")


def test_packages_offer_theirs(plugins: None) -> None:
    assert "foreign" in registry.names()
    assert isinstance(registry.find("foreign"), StatusQuo)


def test_a_shipped_name_stays_ours(plugins: None) -> None:
    assert type(registry.find("status_quo")) is StatusQuo


def test_what_is_no_strategy_is_refused(plugins: None) -> None:
    with pytest.raises(RealmError, match="'number' is no subclass"):
        registry.find("number")
    with pytest.raises(RealmError, match="'missing' does not load: No module named"):
        registry.find("missing")
