"""A folder of results: written so that it is whole at any moment, whatever happens to the process.

Every file is written aside and renamed, and has a checksum. `README.md` describes the layout.
"""

import contextlib
import csv
import errno
import io
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from realm.errors import RealmError
from realm.lab.checksums import CHECKSUMS, add, checksum, checksum_of, lines, listed
from realm.lab.factors import told as written
from realm.lab.manifest import FORMAT, differences, manifest_of
from realm.lab.outcomes import Failure
from realm.lab.package import package_of
from realm.lab.part import KEY, Part, arrow
from realm.lab.plan import Plan

MANIFEST, SCENARIO, POINTS = "manifest.json", "scenario.json", "points.csv"
PACKAGE, FAILURES, PARTS = "datapackage.json", "failures.csv", "parts"
_PART = re.compile(r"part-(\d{6})\.parquet")
FULL = "the disk is full; every part written so far is whole, and --resume goes on"
_ASIDE = "~"
"""End of the name of a file that is being written."""


class Store:
    """The folder of one batch."""

    def __init__(self, folder: Path) -> None:
        """Look at a folder; nothing is written yet."""
        self.folder = folder
        self._sums: dict[str, str] = {}

    def open(self, plan: Plan, *, command: Sequence[str], resume: bool) -> frozenset[int]:
        """Begin, or go on; return the numbers of the chunks that are there, whole and of this plan.

        Raises:
            RealmError: when the folder holds something else, or what another version began.
        """
        begun = self._begun()
        if begun and not resume:
            raise RealmError(f"{self.folder} holds a batch already: --resume goes on with it")
        if begun:
            self._compare(plan)
        else:
            self._empty()
            self._make(PARTS)
            manifest = manifest_of(plan, command)
            self.write(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
        self._make(PARTS)
        for stale in (*self.folder.glob(f".*{_ASIDE}"), *self._parts.glob(f".*{_ASIDE}")):
            stale.unlink(missing_ok=True)
        files = {
            SCENARIO: plan.scenario_json + "\n",
            POINTS: points_table(plan),
            PACKAGE: json.dumps(package_of(plan), indent=1, ensure_ascii=False) + "\n",
        }
        for name, text in files.items():
            self.write(name, text)
        there = [n for n in self.numbers() if self._whole(n, plan.fingerprint)]
        parts = {part_name(number): self._sum(part_name(number)) for number in there}
        self._sums = {name: checksum(text.encode()) for name, text in files.items()} | parts
        self.write(CHECKSUMS, lines(self._sums))
        return frozenset(there)

    def numbers(self) -> list[int]:
        """List the chunks that are there, in order."""
        found = (_PART.fullmatch(path.name) for path in self._parts.glob("part-*"))
        return sorted(int(match[1]) for match in found if match)

    def keep(self, part: Part) -> None:
        """Write a part, its checksum first."""
        name = part_name(part.number)
        with _room(self.folder / CHECKSUMS):
            self._sums[name] = add(self.folder / CHECKSUMS, name, part.data)
        self.write(name, part.data)

    def finish(self) -> list[Failure]:
        """Write what the parts know together, and return the games that failed."""
        failures = self.failures()
        table = _csv(Failure._fields, failures)
        self.write(FAILURES, table)
        self._sums[FAILURES] = checksum(table.encode())
        self.write(CHECKSUMS, lines(self._sums))
        return failures

    def failures(self) -> list[Failure]:
        """List the games that failed so far, by point and world."""
        parts = [self.told(number) for number in self.numbers()]
        return sorted(Failure(**one) for part in parts for one in part["failures"])

    def told(self, number: int) -> dict[str, Any]:
        """Read what a part says of itself: plan, games, digest, failures.

        Raises:
            RealmError: when it is damaged.
        """
        with mended(self.path(number)) as path:
            metadata = arrow().parquet.read_schema(path).metadata or {}
            found: dict[str, Any] = json.loads(metadata[KEY])
        return found

    def check(self, name: str) -> None:
        """Compare a file with what was written.

        Raises:
            RealmError: when one byte of it is another.
        """
        with mended(self.folder / name) as path:
            if checksum_of(path) != self._sum(name):
                raise ValueError(name)

    def _sum(self, name: str) -> str:
        """Look up a checksum; a batch that goes on in another process has new ones."""
        if name not in self._sums:
            with mended(self.folder / CHECKSUMS) as path:
                self._sums = listed(path.read_text(encoding="utf-8"))
        return self._sums[name]

    def _whole(self, number: int, plan: str) -> bool:
        """Say whether a part is there, not damaged, and of a plan; else it is played again."""
        try:
            self.check(part_name(number))
            return bool(self.told(number)["plan"] == plan)
        except RealmError:
            return False

    def path(self, number: int) -> Path:
        """Say where a part lies."""
        return self.folder / part_name(number)

    def manifest(self) -> dict[str, Any]:
        """Read the manifest.

        Raises:
            RealmError: when there is none.
        """
        return read_manifest(self.folder / MANIFEST)

    def write(self, name: str, data: str | bytes, *, full: str = FULL) -> None:
        """Write a file aside and rename it; after a power cut it is whole or not there.

        Args:
            name: the file, in this folder.
            data: what goes into it.
            full: what to say of a full disk.

        Raises:
            OSError: when there is no room; what was written before is whole.
        """
        target = self.folder / name
        aside = target.with_name(f".{target.name}.{os.getpid()}{_ASIDE}")
        raw = data.encode() if isinstance(data, str) else data
        with _room(target, full):
            try:
                with aside.open("wb") as file:
                    file.write(raw)
                    file.flush()
                    os.fsync(file.fileno())
                aside.replace(target)
            except FileNotFoundError:
                raise RealmError(
                    f"{target} cannot be written: another process goes on with this batch, or its "
                    "folder is gone"
                ) from None
            except BaseException:
                with contextlib.suppress(OSError):
                    aside.unlink(missing_ok=True)
                raise

    @property
    def _parts(self) -> Path:
        return self.folder / PARTS

    def _begun(self) -> bool:
        return (self.folder / MANIFEST).is_file()

    def _make(self, name: str) -> None:
        with _room(self.folder):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def _empty(self) -> None:
        """Refuse a folder with anything in it but what a killed process left."""
        if self.folder.exists() and not self.folder.is_dir():
            raise RealmError(f"{self.folder} is a file; expected the name of a folder")
        found = list(self.folder.iterdir()) if self.folder.is_dir() else []
        alien = [p for p in found if not p.name.endswith(_ASIDE) and p.name != PARTS]
        if self._parts.is_dir():
            alien += [p for p in self._parts.iterdir() if not p.name.endswith(_ASIDE)]
        if alien:
            raise RealmError(
                f"{self.folder} is not empty and holds no batch ({alien[0].name}); "
                "give the name of another folder"
            )

    def _compare(self, plan: Plan) -> None:
        begun = self.manifest()
        unlike = differences(begun)
        if unlike:
            raise RealmError(
                f"{self.folder} was begun with {unlike}; go on with that, or begin anew elsewhere"
            )
        if begun["plan"] != plan.fingerprint:
            raise RealmError(
                f"{self.folder} holds another batch ({begun['experiment']['experiment']}: "
                f"{begun['games']:,} games, seed {begun['seed']}), or its scenario has changed; "
                "give the name of another folder"
            )


def _holds(manifest: dict[str, Any]) -> bool:
    """Say whether a manifest has what is read of it, as far as it goes without a plan."""
    kinds = {
        "plan": str, "command": list, "seed": int, "points": int, "games": int, "chunks": int,
        "packages": dict, "experiment": dict, "scenario_hash": str,
    }  # fmt: skip
    if not all(isinstance(manifest.get(key), kind) for key, kind in kinds.items()):
        return False
    return set(manifest["experiment"]) >= {"experiment", "worlds", "first_world"}


def read_manifest(path: Path) -> dict[str, Any]:
    """Read a manifest.

    Raises:
        RealmError: when it is none.
    """
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise RealmError(f"{path} is not there; expected the manifest of a batch") from None
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT or not _holds(found):
        raise RealmError(f"{path} is no manifest of a batch")
    return found


@contextlib.contextmanager
def mended(path: Path) -> Iterator[Path]:
    """Hand over a file of a batch; where it is missing or no good, say how to get it back.

    Raises:
        RealmError: when what is done within finds it so.
    """
    try:
        yield path
    except RealmError:  # of another file, or of what is not installed
        raise
    except (OSError, ValueError, LookupError, TypeError) as error:
        if isinstance(error, PermissionError):
            raise
        state = "is missing" if isinstance(error, FileNotFoundError) else "is damaged"
        raise RealmError(
            f"{path} {state}; the command of the batch, typed again with --resume, makes it anew"
        ) from None


def points_table(plan: Plan) -> str:
    """Write the points of a plan as CSV: `point`, then a column for each factor."""
    rows = [(number, *map(written, point)) for number, point in enumerate(plan.points)]
    return _csv(("point", *plan.experiment.factors), rows)


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def part_name(number: int) -> str:
    """Name the file of a chunk."""
    return f"{PARTS}/part-{number:06d}.parquet"


@contextlib.contextmanager
def _room(target: Path, full: str = FULL) -> Iterator[None]:
    """Say of a full disk what becomes of the results."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise OSError(error.errno, full, str(target)) from None
