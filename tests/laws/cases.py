"""What the laws are tested on: generated scenarios played over some months, and what they did."""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from hypothesis import Phase, settings
from hypothesis import strategies as st
from tests.generate import orders_of, scenarios, states

from realm.content.compile import compile_scenario
from realm.core.arrays import Array
from realm.core.chance import Luck
from realm.core.ledger import Month
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.scenario import Scenario
from realm.core.state import State
from realm.rules import border, shipping, turn

Draw = Any
WORLDS = 3
LIMITLESS = frozenset({
    "quota_left", "quota_yearly", "measure_left", "project_opens", "link_ready", "dispute_month",
    "directive_month", "contract_ceiling", "contract_ends", "waiver_ends", "deal_ends", "talked",
})  # fmt: skip
"""Fields that are infinite where there is no limit, or nothing has happened."""


def examples(count: int) -> settings:
    """Try so many; shrink what fails, but do not explain it, which takes minutes here."""
    return settings(max_examples=count, phases=[Phase.explicit, Phase.generate, Phase.shrink])


@dataclass(frozen=True, repr=False)
class Case:
    """A game about to be played."""

    scenario: Scenario
    network: Network
    params: Params
    state: State
    orders: Orders
    luck: Luck

    def __repr__(self) -> str:
        """Say what kind of game this is, for hypothesis to print."""
        s = self.scenario
        families = [m.family for m in s.measures.values()]
        return (
            f"Case({len(s.links)} links, {len(s.contracts)} contracts, measures {families}, "
            f"{len(s.stockpiles)} stockpiles, events {[*s.events.values()]}, seed {self.luck.seed})"
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def decided(self) -> State:
        """State in which orders and deals have taken effect."""
        return turn.begin(self.network, self.params, self.state, self.orders, self.luck).state


@dataclass(frozen=True)
class Played:
    """A month that was played, with what two of its phases were given and gave."""

    before: State
    after: State
    page: Month
    crossing: dict[str, Any]
    """Arguments of `border.cross` and its `result`."""
    shipping: dict[str, Any]
    """Arguments of `shipping.ship` and its `result`."""


@st.composite
def cases(draw: Draw, /, worlds: int = WORLDS, **kinds: Any) -> Case:
    """Draw a scenario, a state and orders of one turn."""
    scenario = draw(scenarios(**kinds))
    network, params = compile_scenario(scenario)
    state = draw(states(network, params, worlds))
    part = draw(st.sampled_from((0.0, 0.3)))
    seed = draw(st.integers(0, 2**16))
    return Case(
        scenario=scenario,
        network=network,
        params=params,
        state=state,
        orders=orders_of(network, params, state, seed=seed, part=part),
        luck=Luck(seed=seed, worlds=np.arange(worlds)),
    )


def played(case: Case, months: int) -> Iterator[Played]:
    """Play months one by one."""
    before = case.decided()
    for _ in range(months):
        with watched() as seen:
            after, page = turn.month(case.network, case.params, before, case.luck)
        yield Played(before, after, page, seen["cross"], seen["ship"])
        before = after


@contextmanager
def watched() -> Iterator[dict[str, dict[str, Any]]]:
    """Note what the border and the shipping are given and give."""
    seen: dict[str, dict[str, Any]] = {}

    def note(phase: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(phase)

        @functools.wraps(phase)
        def noted(*args: Any, **kwargs: Any) -> Any:
            result = phase(*args, **kwargs)
            given = dict(signature.bind(*args, **kwargs).arguments)
            seen[phase.__name__] = {**given, "result": result}
            return result

        return noted

    old_cross, old_ship = border.cross, shipping.ship
    border.cross, shipping.ship = note(old_cross), note(old_ship)
    try:
        yield seen
    finally:
        border.cross, shipping.ship = old_cross, old_ship


def arrays_of(holder: Any) -> dict[str, Array]:
    """All arrays of a state, a page of the ledger, orders or params, by name."""
    return {
        f.name: value
        for f in fields(holder)
        if isinstance(value := getattr(holder, f.name), np.ndarray)
    }


def same_bytes(one: Any, other: Any) -> list[str]:
    """Name the arrays that differ by any bit."""
    others = arrays_of(other)
    return [
        name
        for name, values in arrays_of(one).items()
        if values.shape != others[name].shape or values.tobytes() != others[name].tobytes()
    ]
