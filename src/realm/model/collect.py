"""Mesa's DataCollector for arrays over worlds: the number itself where there is one world."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from realm.core.arrays import Array, ratio, total
from realm.core.network import Network
from realm.model.host import DataCollector

Reporters = Mapping[str, str | Callable[[Any], Any]]
"""Name of a column -> attribute to read, or function of the model or agent."""


def standard(network: Network) -> Reporters:
    """Make the reporters of who asks for none: the month, and what users pay for each commodity."""
    prices = {
        f"{name}_usd_per_kg": partial(_price, commodity=row)
        for row, name in enumerate(network.commodities)
    }
    return {"month": lambda model: model.state.month, **prices}


def _price(model: Any, *, commodity: int) -> Array:
    """Mean delivered price, by use at the start; NaN where nobody used any."""
    rows = np.flatnonzero(model.network.intake_commodity == commodity)
    used = model.params.base_use[rows, :1]
    return ratio(total(model.state.price[rows] * used), total(used), np.nan)


def collector(
    network: Network, model_reporters: Reporters | None, agent_reporters: Reporters | None
) -> Any:
    """Make a DataCollector; an array over one world is reported as its number."""
    asked = model_reporters or standard(network)
    return DataCollector(
        model_reporters={n: _reader(r) for n, r in asked.items()},
        agent_reporters={n: _reader(r) for n, r in (agent_reporters or {}).items()},
    )


def _reader(reporter: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Make a function of a reporter."""

    def read(subject: Any) -> Any:
        found = getattr(subject, reporter) if isinstance(reporter, str) else reporter(subject)
        if isinstance(found, np.ndarray) and found.shape == (1,):
            return found.item()
        return found

    return read
