"""A task: some worlds at some points, the unit of work that travels to a process."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from realm.core.arrays import Index
from realm.core.scenario import Scenario
from realm.lab.experiment import Experiment
from realm.lab.variant import Variant

LEAST_CHUNK, MOST_CHUNK = 64, 256
"""Games in a chunk: with fewer, what a month costs whatever the width weighs more than half; with
more, the arrays leave the caches."""
CHUNKS = 8
"""A batch has about as many chunks at least, so that progress shows and processes share it."""


@dataclass(frozen=True)
class Cells:
    """Games, each a world at a point."""

    points: Index
    """Number of each one's point."""
    worlds: Index
    """Index of each one's world."""

    def __len__(self) -> int:
        return len(self.points)

    def halves(self) -> tuple["Cells", "Cells"]:
        """Split in two."""
        middle = len(self) // 2
        return self.part(slice(0, middle)), self.part(slice(middle, None))

    def part(self, rows: slice) -> "Cells":
        """Take some of them."""
        return Cells(self.points[rows], self.worlds[rows])


@dataclass(frozen=True)
class Task:
    """Everything a process needs to play a chunk."""

    number: int
    plan: str
    """Fingerprint of the plan it belongs to."""
    experiment: Experiment
    scenario: Scenario
    variants: dict[int, Variant]
    """The variant of each point that occurs."""
    cells: Cells


def fingerprint(*texts: str) -> str:
    """Hash texts."""
    whole = blake2b(digest_size=16)
    for text in texts:
        data = text.encode()
        whole.update(f"{len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()


def chunk_size(games: int) -> int:
    """Choose how many games a chunk has; it depends on nothing but their number."""
    return int(np.clip(-(-games // CHUNKS), LEAST_CHUNK, MOST_CHUNK))


def cut(variants: Sequence[Variant], worlds: Index, size: int) -> Iterator[Cells]:
    """Cut all worlds at all points into chunks whose worlds can stand side by side."""
    together: dict[object, list[int]] = {}
    for number, variant in enumerate(variants):
        together.setdefault(variant.group, []).append(number)
    for numbers in together.values():
        points = np.repeat(np.array(numbers, dtype=np.intp), len(worlds))
        cells = Cells(points, np.tile(worlds, len(numbers)))
        for first in range(0, len(cells), size):
            yield cells.part(slice(first, first + size))
