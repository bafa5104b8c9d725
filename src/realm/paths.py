"""Know where the scenarios and assets lie: in a checkout, an editable install and a wheel.

In a wheel they are packed beside this file as `_scenarios` and `_assets`; in a checkout, and in
an editable install of one, they lie at the top of the repository. Nothing else may know this.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def scenario_dir() -> Path:
    """Return the folder of the shipped scenarios."""
    return _shipped("scenarios")


def asset_dir() -> Path:
    """Return the folder of the shipped assets (fonts, maps, sounds, texts of their licences)."""
    return _shipped("assets")


def shipped_scenarios() -> tuple[str, ...]:
    """Return the names of the shipped scenarios, sorted; a name is its file's without `.yaml`."""
    return tuple(sorted(file.stem for file in scenario_dir().glob("*.yaml") if file.is_file()))


def experiment_dir() -> Path:
    """Return the folder of the shipped experiments."""
    return scenario_dir() / "experiments"


def shipped_experiments() -> tuple[str, ...]:
    """Return the names of the shipped experiments, sorted."""
    return tuple(sorted(file.stem for file in experiment_dir().glob("*.yaml") if file.is_file()))


def _shipped(name: str) -> Path:
    packed = _PACKAGE / f"_{name}"
    return packed if packed.is_dir() else _CHECKOUT / name
