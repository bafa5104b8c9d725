"""The tactic that concedes late."""

from dataclasses import dataclass

from realm.strategies.tactics.faratin import TimeDependent


@dataclass(frozen=True)
class Params:
    """How it concedes."""

    k: float = 0.0
    """Part conceded in the first round."""
    beta: float = 0.2
    """Below 1 concedes late, above 1 early."""


class Boulware(TimeDependent):
    """Hold out until the deadline is near, then concede fast."""

    name = "boulware"
    source = "Faratin, Sierra and Jennings 1998, https://doi.org/10.1016/S0921-8890(98)00029-3"
    Params = Params
