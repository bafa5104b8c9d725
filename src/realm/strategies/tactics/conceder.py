"""The tactic that concedes early."""

from dataclasses import dataclass

from realm.strategies.tactics.faratin import TimeDependent


@dataclass(frozen=True)
class Params:
    """How it concedes."""

    k: float = 0.0
    """Part conceded in the first round."""
    beta: float = 5.0
    """Below 1 concedes late, above 1 early."""


class Conceder(TimeDependent):
    """Concede fast, then stand near the reservation."""

    name = "conceder"
    source = "Faratin, Sierra and Jennings 1998, https://doi.org/10.1016/S0921-8890(98)00029-3"
    Params = Params
