"""What a checked game came to, to be compared to the bit with the same game played otherwise."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from realm.core.state import State
from realm.model.model import RealmModel
from realm.model.reasons import Reason


@dataclass(frozen=True)
class Outcome:
    """The last state of a game, and the reasons of all its turns."""

    state: State
    reasons: tuple[Reason, ...]

    @classmethod
    def of(cls, model: RealmModel, reasons: Sequence[Reason]) -> "Outcome":
        """Read a game that is over."""
        return cls(model.state, tuple(reasons))

    def take(self, worlds: Sequence[int]) -> "Outcome":
        """Pick worlds by position."""
        return Outcome(self.state.take(worlds), tuple(one.take(worlds) for one in self.reasons))

    @property
    def parts(self) -> list[bytes]:
        """Everything that two equal games agree on, as bytes.

        A driver that is beyond its threshold in no world is as good as none.
        """
        fields = dataclasses.fields(self.state)
        parts = [np.asarray(getattr(self.state, field.name)).tobytes() for field in fields]
        for number, reason in enumerate(self.reasons):
            for name in sorted(reason.drivers):
                beyond = np.maximum(reason.drivers[name], 0.0)
                if beyond.any():
                    parts.append(f"{number} {name}".encode() + beyond.tobytes())
        return parts
