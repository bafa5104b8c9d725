"""The tactic that concedes evenly."""

from dataclasses import dataclass

from realm.strategies.tactics.faratin import TimeDependent


@dataclass(frozen=True)
class Params:
    """How it concedes."""

    k: float = 0.0
    """Part conceded in the first round."""
    beta: float = 1.0
    """Below 1 concedes late, above 1 early."""


class Linear(TimeDependent):
    """Concede the same in every round."""

    name = "linear"
    source = "Faratin, Sierra and Jennings 1998, https://doi.org/10.1016/S0921-8890(98)00029-3"
    Params = Params
