"""The strategy that leaves everything as it is."""

from typing import Any

from realm.core.chance import Luck
from realm.strategies.base import Decision, Strategy
from realm.strategies.legal import Legal
from realm.strategies.observation import Observation


class StatusQuo(Strategy):
    """Change nothing: what is in force stays, and what is dated happens."""

    name = "status_quo"
    tactic = ""
    source = "assumption: the yardstick that every other strategy is measured against"

    def decide(
        self,
        observation: Observation,  # noqa: ARG002 - the protocol's
        legal: Legal,  # noqa: ARG002 - the protocol's
        memory: Any,  # noqa: ARG002 - the protocol's
        luck: Luck,  # noqa: ARG002 - the protocol's
    ) -> Decision:
        """Order nothing."""
        return Decision()
