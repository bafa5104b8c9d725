"""The manifest: everything needed to repeat a batch, and with what it was made."""

import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from realm.content.document import kept
from realm.core.platform_tag import platform_tag
from realm.lab.plan import Plan
from realm.lab.task import chunk_size, fingerprint
from realm.rules.turn import RULES_VERSION
from realm.version import __version__

PACKAGES = ("numpy", "scipy", "mesa", "networkx", "pydantic", "pyarrow", "SALib")
FORMAT = 1
TOLD = {
    "realm": "realm",
    "rules": "rules version",
    "platform": "platform",
}
"""What must be the same for the same bits, and what people call it."""


def manifest_of(plan: Plan, command: Sequence[str]) -> dict[str, Any]:
    """Describe a batch before it begins."""
    return {
        "format": FORMAT,
        "plan": plan.fingerprint,
        "command": list(command),
        "seed": plan.experiment.seed,
        "points": len(plan.points),
        "games": plan.games,
        "chunk_size": chunk_size(plan.games),
        "chunks": len(plan.chunks),
        **versions(),
        "experiment": json.loads(kept(plan.experiment)),
        "experiment_text": plan.text,
        "scenario_hash": fingerprint(plan.scenario_json),
        "scenario_files": dict(plan.files),
    }


def versions() -> dict[str, Any]:
    """Say with what a batch is played here."""
    return {
        "realm": __version__,
        "rules": RULES_VERSION,
        "platform": platform_tag(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
    }


def differences(manifest: Mapping[str, Any]) -> str:
    """Say with what else a batch was made, as far as bits depend on it; empty if with the same."""
    here = versions()
    return ", ".join(
        f"{name} {manifest.get(key)} (here {here[key]})"
        for key, name in TOLD.items()
        if manifest.get(key) != here[key]
    )


def other_versions(manifest: Mapping[str, Any]) -> list[str]:
    """Name every version that differs here from those a batch was made with."""
    here = versions()
    unlike = [
        f"{key}: {manifest.get(key)} then, {here[key]} here"
        for key in ("realm", "rules", "platform", "python")
        if manifest.get(key) != here[key]
    ]
    then = manifest.get("packages", {})
    return unlike + [
        f"{name}: {then.get(name) or 'none'} then, {now or 'none'} here"
        for name, now in here["packages"].items()
        if then.get(name) != now
    ]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
