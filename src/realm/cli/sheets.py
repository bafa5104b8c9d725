"""Write what a game came to as CSV files with units in their headers, and their description."""

import contextlib
import csv
import io
import json
import math
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import realm
from realm.cli.summary import QUANTITIES, Summary, event_data
from realm.errors import RealmError
from realm.rules.indicators import INDICATORS

Row = Sequence[object]
Column = tuple[str, str, str]
"""Name with unit, type, what it is."""

COLUMN_UNITS = {"$/kg": "usd_per_kg", "t/year": "t_per_year", "share": "share"}


TABLES = ("indicators", "commodities", "events", "decisions", "talks")
PACKAGE = "datapackage.json"


def prepare(folder: Path, read: Iterable[Path] = ()) -> None:
    """Make the folder and try to write into it, before any time is spent on playing.

    Args:
        folder: where the tables shall lie.
        read: files of the scenario, which nothing may overwrite.

    Raises:
        RealmError: when that does not work, or would overwrite what no `realm run` wrote.
    """
    targets = [folder / name for name in (*(f"{table}.csv" for table in TABLES), PACKAGE)]
    try:
        taken = [target for target in targets if os.path.lexists(target)]
        needed = {path.resolve() for path in read}
        own = [target.name for target in taken if target.resolve() in needed]
    except (OSError, ValueError):
        taken, own = [], []
    if own:
        raise RealmError(
            f"{own[0]} in {str(folder)!r} is a file of the scenario itself; choose another folder"
        )
    if taken and not _written_by_realm(folder / PACKAGE):
        raise RealmError(
            f"{taken[0].name} in {str(folder)!r} was not written by realm; choose another folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "a name that no folder can have"
        raise RealmError(f"cannot write into {str(folder)!r}: {reason.lower()}") from None


def _written_by_realm(package: Path) -> bool:
    """Say whether a description says that `realm run` wrote it."""
    try:
        data = json.loads(package.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and str(data.get("created_by", "")).startswith("realm ")


def write(summary: Summary, folder: Path) -> list[str]:
    """Write the tables and the description that names them; returns the names of the files.

    Raises:
        OSError: when one cannot be written; then nothing new is there.
    """
    resources, texts = [], {}
    tables = (
        _indicators(summary),
        _prices(summary),
        _events(summary),
        _decisions(summary),
        _talks(summary),
    )
    for name, columns, rows, text in tables:
        texts[f"{name}.csv"] = _csv([column[0] for column in columns], rows)
        fields = [{"name": n, "type": kind, "description": d} for n, kind, d in columns]
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "description": text,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        )
    package = {
        "profile": "tabular-data-package",
        "name": f"realm-{summary.scenario}",
        "title": f"{summary.title}: world {summary.world} of seed {summary.seed}",
        "created_by": f"realm {realm.__version__}",
        "scenario": summary.scenario,
        "seed": summary.seed,
        "world": summary.world,
        "turns": summary.turns,
        "strategies": {seat.name: seat.strategy for seat in summary.seats},
        "resources": resources,
    }
    # The description gets its name first: whatever ends this then, a repeat knows it as realm's.
    described = {PACKAGE: json.dumps(package, indent=2, ensure_ascii=False) + "\n"}
    _place(folder, described | texts)
    return [*texts, PACKAGE]


def _indicators(summary: Summary) -> tuple[str, list[Column], Iterable[Row], str]:
    meanings = "; ".join(f"{name}: {one.meaning}" for name, one in INDICATORS.items())
    columns = [
        ("turn", "integer", "0 for the months before the first turn"),
        ("month", "string", "last month of the turn, YYYY-MM"),
        ("seat", "string", "role at the table"),
        ("actor", "string", "country or firm"),
        ("indicator", "string", f"{meanings}; score: what the turn is worth to the seat, 0 to 100"),
        ("unit", "string", "unit of the value"),
        ("value", "number", "empty where the seat has no such thing"),
    ]
    first = summary.turns + 1 - len(summary.quarters)
    rows = [
        (turn + first, month, seat.name, seat.actor, name, series.unit, series.values[turn])
        for turn, month in enumerate(summary.quarters)
        for seat in summary.seats
        for name, series in (*seat.indicators.items(), ("score", seat.score))
    ]
    return "indicators", columns, rows, "Indicators of each seat, turn by turn."


def _prices(summary: Summary) -> tuple[str, list[Column], Iterable[Row], str]:
    columns: list[Column] = [
        ("month", "string", "YYYY-MM"),
        ("commodity", "string", "what flows"),
    ]
    for key, (unit, meaning) in QUANTITIES.items():
        columns.append((f"{key}_{COLUMN_UNITS[unit]}", "number", meaning.format(home=summary.home)))
    rows = [
        (month, name, *(series[key].values[step] for key in QUANTITIES))
        for step, month in enumerate(summary.months)
        for name, series in summary.commodities.items()
    ]
    return "commodities", columns, rows, "Prices, world output and unmet orders, month by month."


def _events(summary: Summary) -> tuple[str, list[Column], Iterable[Row], str]:
    columns: list[Column] = [
        ("month", "string", "YYYY-MM"),
        ("kind", "string", "what sort of event"),
        ("actors", "string", "countries and firms, the doer first, separated by ;"),
        ("subject", "string", "what it happened to"),
        ("size", "number", "how much, as the kind has it"),
        ("text", "string", "one sentence"),
        ("driver", "string", "what drove it most"),
        ("at_stake_musd", "number", "value at stake, million US dollars"),
        ("top", "integer", "1 for the most important"),
    ]
    top = {id(event) for _, event in summary.top}
    rows = []
    for month, event in summary.events:
        data: dict[str, Any] = event_data(month, event)
        data["actors"] = ";".join(event.actors)
        rows.append((*data.values(), int(id(event) in top)))
    return "events", columns, rows, "Everything that happened, with what drove it."


def _decisions(summary: Summary) -> tuple[str, list[Column], Iterable[Row], str]:
    columns: list[Column] = [
        ("month", "string", "first month of the turn, YYYY-MM"),
        ("seat", "string", "role at the table"),
        ("actor", "string", "country or firm"),
        ("strategy", "string", "who played it"),
        ("text", "string", "what it does"),
        ("driver", "string", "what drove it most; empty where the strategy gives no reason"),
        ("beyond", "number", "how far the driver is beyond the threshold it acts from"),
    ]
    rows = [
        (
            one.month,
            one.seat,
            one.told.actor,
            one.told.strategy,
            one.text,
            one.driver,
            one.told.drivers[0][1] if one.told.drivers else None,
        )
        for one in summary.decisions
    ]
    return "decisions", columns, rows, "What the seats' strategies decided, and why."


def _talks(summary: Summary) -> tuple[str, list[Column], Iterable[Row], str]:
    columns: list[Column] = [
        ("month", "string", "first month of the turn, YYYY-MM"),
        ("table", "string", "table of the scenario"),
        ("sides", "string", "who sat there"),
        ("opened_by", "string", "who asked for the talks"),
        ("signed", "integer", "1 where a deal was signed"),
        ("text", "string", "what was signed, or was last on the table"),
        ("rounds", "integer", "offers made"),
        ("refused_by", "string", "who said no last"),
        ("reason", "string", "why"),
        ("nash_share", "number", "product of both gains over the largest there could be"),
        ("pareto_distance", "number", "to the nearest deal that none beats for both, 0 to 1.4"),
    ]
    rows = []
    for one in summary.talks:
        data = one.data()
        data["sides"], data["opened_by"] = ";".join(data["sides"]), ";".join(data["opened_by"])
        data["signed"] = int(data["signed"])
        rows.append(tuple(data[name] for name, _, _ in columns))
    return "talks", columns, rows, "Who talked with whom, what was signed, or why not."


def _csv(header: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else ""
    return "" if value is None else value


def _place(folder: Path, texts: Mapping[str, str]) -> None:
    """Write all files under other names first, so that nobody ever finds half of them."""
    with contextlib.ExitStack() as asides:
        written = []
        for name, text in texts.items():
            try:
                written.append((_aside(folder / name, text, asides), folder / name))
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(folder / name)) from None
        for aside, target in written:
            aside.replace(target)


def _aside(path: Path, text: str, asides: contextlib.ExitStack) -> Path:
    """Write beside where it shall lie; gone when the stack unwinds, unless moved."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    asides.callback(Path(name).unlink, missing_ok=True)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    Path(name).chmod(0o644)
    return Path(name)
