"""Series: one outcome of one subject, at every point, in every world, over time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from realm.core.arrays import Array
from realm.lab.part import arrow
from realm.lab.result import Result


@dataclass(frozen=True)
class Series:
    """One outcome of one subject."""

    outcome: str
    subject: str
    """Seat, actor or commodity."""
    months: tuple[str, ...]
    """What `values` is of, `2025-09`, in order."""
    turns: tuple[int, ...]
    """The turn of each month; 0 is before the first."""
    values: Array
    """(point, world, time), in the unit of the outcome; NaN where there is no such thing."""

    @property
    def name(self) -> tuple[str, str]:
        """Outcome and subject."""
        return self.outcome, self.subject

    def games(self) -> Array:
        """Come to one number a game: the mean over the months played by turns, (point, world).

        NaN for a game that failed, or that has nothing to measure in some month: a mean over the
        months that are left would compare unlike months.
        """
        played = np.array(self.turns) > 0
        if not played.any():
            return np.full(self.values.shape[:2], np.nan)
        found: Array = self.values[:, :, played].mean(axis=2)
        return found


class Shelf:
    """The series of a result, read when asked for."""

    def __init__(self, result: Result) -> None:
        """Look at a result; no number is read yet."""
        self.result = result
        self.points = int(result.manifest["points"])
        experiment = result.manifest["experiment"]
        self._first = int(experiment["first_world"])
        self.worlds = int(experiment["worlds"])

    def names(self) -> list[tuple[str, str]]:
        """List outcomes with their subjects, in the order they were kept."""
        found: dict[tuple[str, str], None] = {}
        for fragment in self.result.dataset.get_fragments():
            words = fragment.to_table(columns=["outcome", "subject"])
            pairs = words.group_by(["outcome", "subject"], use_threads=False).aggregate([])
            for pair in pairs.to_pylist():
                found[pair["outcome"], pair["subject"]] = None
            if found:  # every game keeps the same
                break
        return list(found)

    def read(self, outcome: str, subjects: Iterable[str] = ()) -> Iterator[Series]:
        """Read an outcome of some subjects, or of all."""
        table = self.result.to_table(outcomes=[outcome], subjects=subjects).unify_dictionaries()
        if not table.num_rows:
            return
        words = {name: _codes(table, name) for name in ("subject", "month")}
        numbers = {name: table[name].to_numpy() for name in ("point", "world", "turn", "value")}
        months, time = _in_order(*words["month"])
        turns = np.zeros(len(months), dtype=int)
        turns[time] = numbers["turn"]
        named, codes = words["subject"]
        for code in np.unique(codes):
            rows = codes == code
            values = np.full((self.points, self.worlds, len(months)), np.nan)
            world = numbers["world"][rows] - self._first
            values[numbers["point"][rows], world, time[rows]] = numbers["value"][rows]
            yield Series(outcome, named[code], months, tuple(int(turn) for turn in turns), values)

    def one(self, outcome: str, subject: str) -> Series:
        """Read one series."""
        [found] = self.read(outcome, [subject])
        return found


def _codes(table: Any, name: str) -> tuple[list[str], Any]:
    """Take a column of words apart: the words, and the number of each row's."""
    column = table[name].combine_chunks()
    if isinstance(column, arrow().ChunkedArray):
        column = column.chunk(0)
    return column.dictionary.to_pylist(), column.indices.to_numpy()


def _in_order(words: list[str], codes: Any) -> tuple[tuple[str, ...], Any]:
    """Number the words that occur by the alphabet."""
    used = sorted({words[code] for code in np.unique(codes)})
    place = np.array([used.index(word) if word in used else -1 for word in words])
    return tuple(used), place[codes]
