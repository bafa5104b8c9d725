"""What a batch came to, read when asked for."""

import shutil
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from realm.errors import RealmError
from realm.lab.outcomes import Failure
from realm.lab.part import arrow, schema
from realm.lab.store import MANIFEST, PARTS, POINTS, Store, part_name


class Result:
    """The folder of a batch, as tables.

    Attributes:
        folder: where it lies.
        manifest: how it was made.
    """

    def __init__(self, folder: str | Path, *, temporary: bool = False) -> None:
        """Open a folder that a batch wrote.

        Args:
            folder: the folder, or the manifest in it.
            temporary: whether the folder goes with the result.
        """
        self.folder = Path(folder)
        if self.folder.name == MANIFEST and self.folder.is_file():
            self.folder = self.folder.parent
        self._store = Store(self.folder)
        self.manifest = self._store.manifest()
        self._checked: set[int] = set()
        if temporary:
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    @property
    def dataset(self) -> Any:
        """All rows as a pyarrow Dataset; parts are compared with their checksums, no row is kept.

        Raises:
            RealmError: when there is no part, or one is damaged.
        """
        numbers = self._store.numbers()
        if not numbers:
            raise RealmError(f"{self.folder / PARTS} holds no results yet")
        for number in sorted(set(numbers) - self._checked):
            self._store.check(part_name(number))
            self._checked.add(number)
        paths = [self._store.path(number) for number in numbers]
        return _datasets().dataset([str(path) for path in paths], schema=schema())

    def check(self, name: str) -> None:
        """Compare a file with what was written.

        Raises:
            RealmError: when it is missing or damaged.
        """
        self._store.check(name)

    @property
    def points(self) -> Any:
        """The points of the design as a pandas DataFrame, a column for each factor."""
        import pandas as pd

        self.check(POINTS)
        return pd.read_csv(self.folder / POINTS, index_col="point")

    @property
    def failures(self) -> list[Failure]:
        """Games that could not be played or froze, by point and world."""
        return self._store.failures()

    @property
    def whole(self) -> bool:
        """Say whether every chunk is there."""
        return len(self._store.numbers()) == int(self.manifest["chunks"])

    def to_table(
        self,
        *,
        outcomes: Iterable[str] = (),
        subjects: Iterable[str] = (),
        turns: Iterable[int] = (),
        points: Iterable[int] = (),
    ) -> Any:
        """Read rows as a pyarrow Table; what is named narrows them down."""
        field = _datasets().field
        wanted = {"outcome": outcomes, "subject": subjects, "turn": turns, "point": points}
        chosen = None
        for name, values in wanted.items():
            listed = list(values)
            if listed:
                one = field(name).isin(listed)
                chosen = one if chosen is None else chosen & one
        return self.dataset.to_table(filter=chosen)

    def to_pandas(self, **wanted: Any) -> Any:
        """Read rows as a pandas DataFrame; arguments as `to_table` takes them."""
        return self.to_table(**wanted).to_pandas()

    def put(self, name: str, data: bytes) -> None:
        """Write a file beside the results, aside and renamed."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        self._store.write(name, data, full="the disk is full; make room and try again")

    def __repr__(self) -> str:
        done = "" if self.whole else ", not all played yet"
        return f"<realm batch of {self.manifest['games']:,} games in {self.folder}{done}>"


def _datasets() -> Any:
    """Import pyarrow's datasets; pandas comes with them, 45 MiB that only who reads needs."""
    arrow()
    import pyarrow.dataset

    return pyarrow.dataset
