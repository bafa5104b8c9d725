"""What a check of a strategy found, in words that say what to do instead."""

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "declared", "legal", "numbers", "observation", "sight", "luck", "memory", "worlds", "copies",
    "time", "runs",
]  # fmt: skip

INSTEAD: dict[Rule, str] = {
    "declared": "declare name, source, and frozen dataclasses Params and Memory of numbers",
    "legal": "set only rows that `legal` marks, in columns of Orders of shape (row, world)",
    "numbers": "NaN in a column means leave it; everything else must be finite and in range",
    "observation": "arrays are read-only: take a copy, `observation.ask.copy()`, and change that",
    "sight": "use the public attributes of the observation; what it hides nobody may know",
    "luck": "draw from `luck`, e.g. luck.uniform(name, observation.month, names)",
    "memory": "declare what you carry in Memory, read it from `memory`, return the new one",
    "worlds": "never mix worlds: no sum, mean, max or sort over the last axis, no `@`; "
    "core.arrays.total adds over the first",
    "copies": "hold numbers in Params only, so that a pickled or forked copy plays the same",
    "time": "decide in a bounded number of steps; mind `while` loops",
    "runs": "mend the error",
}


@dataclass(frozen=True)
class Finding:
    """One rule that a strategy breaks."""

    rule: Rule
    seen: str
    """What was seen, one sentence."""

    @property
    def instead(self) -> str:
        """Say what to do instead."""
        return INSTEAD[self.rule]

    def __str__(self) -> str:
        return f"{self.rule}: {self.seen}. Instead: {self.instead}."


@dataclass(frozen=True)
class Report:
    """What a check found."""

    strategy: str
    scenario: str
    findings: tuple[Finding, ...]
    orders: dict[str, int]
    """How many numbers it gave in each column while it was watched."""

    @property
    def ok(self) -> bool:
        """Say whether it keeps every rule."""
        return not self.findings

    def __str__(self) -> str:
        if self.ok:
            done = ", ".join(f"{count} {name}" for name, count in self.orders.items()) or "none"
            return f"{self.strategy} keeps every rule on {self.scenario}; orders: {done}"
        lines = [f"{self.strategy} breaks rules on {self.scenario}:"]
        return "\n".join([*lines, *(f"- {finding}" for finding in self.findings)])
