"""Strategies for states off their rest and for orders of seats."""

import dataclasses
from typing import Any

import numpy as np
from hypothesis import strategies as st
from tests.generate_tables import signatures

from realm.core.arrays import Array
from realm.core.network import Network
from realm.core.orders import Orders
from realm.core.params import Params
from realm.core.state import State
from realm.rules.start import first_state

Draw = Any

STOCKS = ("stock_in", "stock_out", "pipeline")
PRICES = ("ask", "price", "price_smooth")
MEMORIES = ("expected_use", "expected_sales", "capacity")


@st.composite
def states(draw: Draw, network: Network, params: Params, worlds: int = 3) -> State:
    """Draw a state at rest, or one that is some way off it."""
    state = first_state(network, params, worlds)
    size = draw(st.sampled_from((0.0, 0.1, 1.0)))
    return perturbed(network, state, size=size, seed=draw(st.integers(0, 2**16))) if size else state


def perturbed(network: Network, state: State, *, size: float, seed: int) -> State:
    """Move stocks, prices, memories and shares by random factors, differently in each world.

    Shares still add up to 1 where they did; what cannot be negative is not.
    """
    random = np.random.default_rng(seed)

    def shaken(values: Array, scale: float = size) -> Array:
        return values * np.exp(scale * random.standard_normal(values.shape))

    changes = {name: shaken(getattr(state, name)) for name in (*STOCKS, *MEMORIES)}
    changes |= {name: shaken(getattr(state, name), 0.5 * size) for name in PRICES}
    asked = state.ask[network.link_offer[network.abroad]]
    least = np.full(state.rent.shape, np.inf)
    np.minimum.at(least, network.lane_of, asked)
    changes["rent"] = least * random.uniform(0.0, size, state.rent.shape)
    changes["smuggling"] = random.uniform(0.0, 0.4 * size, state.smuggling.shape)
    changes["transshipment"] = random.uniform(0.0, 0.2 * size, state.transshipment.shape)
    changes["risk"] = random.uniform(0.0, min(1.0, size), state.risk.shape)
    changes["fill"] = random.uniform(1.0 - min(1.0, size), 1.0, state.fill.shape)
    changes["substitution"] = -random.uniform(0.0, 0.3 * size, state.substitution.shape)
    share = shaken(state.share)
    whole = (network.links_of_intake @ share)[network.link_intake]
    changes["share"] = np.divide(share, whole, out=np.zeros_like(share), where=whole > 0.0)
    capital = random.uniform(0.0, 1000.0, state.political_capital.shape)
    changes["political_capital"] = capital  # enough for many acts, as a test wants to see them
    if "queue" in network.uses:
        changes["queue"] = random.exponential(size, state.queue.shape)
    if "delay" in network.uses:
        changes["waiting"] = random.exponential(size, state.waiting.shape)
    return state.replace(**changes)


def orders_of(
    network: Network, params: Params, state: State, *, seed: int, part: float = 0.3
) -> Orders:
    """Make orders that a seat might give, at random, in some columns; NaN elsewhere."""
    random = np.random.default_rng(seed)
    none = Orders.none(state)

    def some(values: Array) -> Array:
        given = random.uniform(size=values.shape) < part
        return np.where(given, values, np.nan)

    def like(name: str) -> tuple[int, ...]:
        return tuple(getattr(none, name).shape)

    def coin(name: str) -> Array:
        return some(random.integers(0, 2, like(name)).astype(np.float64))

    families = [m.family for m in network.scenario.measures.values()]
    shares = np.array([f not in {"quota", "production_quota", "minimum_export_price", "price_floor"}
                       for f in families], dtype=bool).reshape(-1, 1)  # fmt: skip
    drawn = random.uniform(size=like("measure_size"))
    size = np.where(shares, drawn, state.measure_size * 2.0 * drawn)
    return dataclasses.replace(
        none,
        measure_on=coin("measure_on"),
        measure_known=coin("measure_known"),
        measure_size=some(size),
        measure_delay=(
            some(random.uniform(0.0, 126.0, like("measure_delay")))
            if "delay" in network.uses
            else none.measure_delay
        ),
        stock_target=some(random.uniform(0.0, 50.0, like("stock_target"))),
        stock_purchase=some(random.uniform(0.0, 10.0, like("stock_purchase"))),
        stock_release=some(random.uniform(0.0, 10.0, like("stock_release"))),
        link_open=some((random.uniform(size=like("link_open")) < 0.8).astype(np.float64)),
        contract_volume=some(
            params.contract_called * random.uniform(0.0, 2.0, like("contract_volume"))
        ),
        contract_deliver=some(random.uniform(size=like("contract_deliver"))),
        project_approve=coin("project_approve"),
        project_start=coin("project_start"),
        directive=coin("directive"),
        directive_answer=some(random.integers(1, 4, like("directive_answer")).astype(np.float64)),
        dispute=some(
            random.integers(1, len(network.countries) + 1, like("dispute")).astype(np.float64)
        ),
        shut=some((random.uniform(size=like("shut")) < 0.2).astype(np.float64)),
        hold=some(random.uniform(0.0, 4.0, like("hold"))),
        absorb=some(random.uniform(size=like("absorb"))),
        coalition=coin("coalition"),
        signed=signatures(network, state.world_count, random=random, part=part),
        revoke=coin("revoke"),
    )
