"""Mesa's DataCollector for arrays over worlds: the number itself where there is one world."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from realm.model.host import DataCollector

Reporters = Mapping[str, str | Callable[[Any], Any]]
"""Name of a column -> attribute to read, or function of the model or agent."""


DEFAULT: Reporters = {"month": lambda model: model.state.month}
"""Where nothing is asked for: Mesa 3.5's batch_run has no row for a model without reporters."""


def collector(model_reporters: Reporters | None, agent_reporters: Reporters | None) -> Any:
    """Make a DataCollector; an array over one world is reported as its number."""
    return DataCollector(
        model_reporters={n: _reader(r) for n, r in (model_reporters or DEFAULT).items()},
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
