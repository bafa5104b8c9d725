"""Repeat a batch from its manifest, and say what comes out differently."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from realm.content.document import restored
from realm.content.load import restore
from realm.core.scenario import Scenario
from realm.errors import RealmError
from realm.lab.experiment import Experiment
from realm.lab.manifest import other_versions
from realm.lab.part import arrow
from realm.lab.plan import Plan
from realm.lab.store import PACKAGE, POINTS, SCENARIO, Store, part_name, read_manifest
from realm.lab.task import fingerprint

NEAR = 1e-6
"""Relative difference that another machine may make in a number."""


@dataclass(frozen=True)
class Verdict:
    """How a repeated batch compares with the first."""

    versions: tuple[str, ...]
    """What it was played with then and here, where that differs."""
    same: int
    """Parts that are the same to the bit."""
    near: int
    """Parts whose numbers differ by no more than `NEAR`."""
    other: tuple[int, ...]
    """Parts that differ."""
    missing: int
    """Parts that the first batch does not have."""
    damaged: tuple[str, ...] = ()
    """What is wrong with files of the first batch, a sentence each; they compare with nothing."""

    @property
    def ok(self) -> bool:
        """Say whether nothing that was there came out differently."""
        return not self.other and not self.damaged

    def __str__(self) -> str:
        lines = [f"- {one}" for one in self.versions]
        if lines:
            lines.insert(0, "Not everything is as it was:")
        count = self.same + self.near + len(self.other)
        parts = "part" if count == 1 else "parts"
        if self.same == count:
            lines.append(f"All of {count} {parts}: the same, to the bit." if count else "No parts.")
        else:
            lines.append(
                f"Of {count} {parts}, {self.same} are the same to the bit, {self.near} to "
                f"{NEAR:g}, {len(self.other)} differ."
            )
        if self.missing:
            lines.append(f"{self.missing} were not there to compare with.")
        lines += (f"{one}." for one in self.damaged)
        return "\n".join(lines)


def plan_from(path: Path) -> Plan:
    """Make the plan of a manifest.

    Raises:
        RealmError: when it is none, or the scenario beside it is not the one that was played.
    """
    manifest = read_manifest(path)
    experiment = restored(json.dumps(manifest["experiment"]), Experiment)
    scenario = _scenario(path, manifest)
    files = manifest.get("scenario_files", {})
    return Plan(experiment, scenario, files=files, text=manifest.get("experiment_text", ""))


def compare(first: Store, second: Store) -> Verdict:
    """Compare two folders of one plan, part by part."""
    there = set(first.numbers())
    same, near, other = 0, 0, []
    damaged = _damaged(first, there)
    for number in second.numbers():
        if number not in there or part_name(number) in damaged:
            continue
        if first.told(number)["digest"] == second.told(number)["digest"]:
            same += 1
        elif _near(first.path(number), second.path(number)):
            near += 1
        else:
            other.append(number)
    missing = len(set(second.numbers()) - there)
    versions = tuple(other_versions(first.manifest()))
    return Verdict(versions, same, near, tuple(other), missing, tuple(damaged.values()))


def _damaged(store: Store, parts: Collection[int]) -> dict[str, str]:
    """Say of each file that is not as it was written what is wrong with it."""
    found = {}
    beside = [name for name in (SCENARIO, POINTS, PACKAGE) if (store.folder / name).is_file()]
    for name in [*beside, *map(part_name, sorted(parts))] if parts else ():
        try:
            store.check(name)
        except RealmError as error:
            found[name] = str(error)
    return found


def _near(one: Path, other: Path) -> bool:
    """Say whether two parts have the same rows, with about the same numbers."""
    read = arrow().parquet.read_table
    first, second = read(one), read(other)
    if first.num_rows != second.num_rows:
        return False
    keys = [name for name in first.column_names if name != "value"]
    if any(first[key].to_pylist() != second[key].to_pylist() for key in keys):
        return False
    before, now = (np.asarray(table["value"].to_numpy()) for table in (first, second))
    return bool(np.allclose(before, now, rtol=NEAR, atol=0.0, equal_nan=True))


def _scenario(path: Path, manifest: Mapping[str, Any]) -> Scenario:
    """Read the scenario as it was played; else from the files that the manifest carries."""
    beside = path.parent / SCENARIO
    if beside.is_file():
        text = beside.read_text(encoding="utf-8").rstrip("\n")
        if fingerprint(text) == manifest["scenario_hash"]:
            return restored(text, Scenario)
    files = manifest.get("scenario_files")
    if not files:
        raise RealmError(f"{beside} is missing or was changed; it is needed to play this again")
    return restore({name: text.encode() for name, text in files.items()})
