"""Merge and balance the base-year network of a scenario; write its tables.

    python tools/balance.py SOURCE_DIR OUT_DIR            the small size, `june-2025`
    python tools/balance.py SOURCE_DIR OUT_DIR --full     all of it, `june-2025-full`

SOURCE_DIR holds the source tables (scenarios/june-2025-full/sources). The small size is merged
and thinned by the named rules of `balance_rules.py`; both are then balanced: flows of links,
throughputs and demands stay as near as they can to their values in the source tables (minimum
cross-entropy, `entropy.py`) while every plant's inputs and outputs follow its recipe and every
user gets what it uses. Flows are written with all their digits, so production equals use of every
commodity.

The source tables give balanced flows already, rounded and without the weights of the first balance
(sources/balance.md); those flows are the anchors here. A link weighs by the best mark of its source
(`MARKS`), a plant or user `NODE_WEIGHT`, so that totals move less than splits.
"""

import argparse
import csv
import math
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy import sparse

from balance_merge import kept_shares, merged
from balance_rows import FLOW, OUTPUT, Row, Tables, number
from balance_tables import scenario_tables
from entropy import BalanceError, balanced

FILES = {
    "countries": "countries.csv",
    "commodities": "commodities.csv",
    "recipes": "recipes.csv",
    "firms": "firms.csv",
    "facilities": "facilities.csv",
    "sectors": "sectors.csv",
    "links": "links.csv",
    "options": "links_potential.csv",
    "projects": "projects.csv",
    "relations": "relations.csv",
}
"""Source tables."""

MARKS: tuple[tuple[str, float], ...] = (
    ("[P]", 12.0),
    ("[S", 12.0),
    ("[F", 10.0),
    ("high]", 8.0),
    ("[T]", 6.0),
    ("[M]", 6.0),
    ("[D]", 4.0),
    ("medium]", 3.0),
    ("low]", 2.0),
)
"""How much a figure is trusted, by the mark of its source; an assumption weighs 1."""

NODE_WEIGHT = 100.0
"""Weight of a plant's throughput and of a user's demand."""

Recipes = dict[str, dict[str, dict[str, float]]]


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="folder of the source tables")
    parser.add_argument("out", type=Path, help="folder to write the scenario's tables to")
    parser.add_argument("--full", action="store_true", help="merge nothing")
    given = parser.parse_args(arguments)
    try:
        tables = {name: read(given.source / file) for name, file in FILES.items()}
        made = build(tables, full=given.full)
    except (OSError, KeyError, ValueError, BalanceError) as error:
        print(f"balance: {error}", file=sys.stderr)
        return 1
    given.out.mkdir(parents=True, exist_ok=True)
    for name, rows in made.items():
        write(given.out / f"{name}.csv", rows)
    report(tables, made, full=given.full)
    return 0


def build(tables: Tables, *, full: bool) -> Tables:
    """Return the scenario's tables, merged unless `full`, balanced."""
    network = tables if full else merged(tables)
    return scenario_tables(balance(network))


def read(file: Path) -> list[Row]:
    """Read a table as rows of text."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(file: Path, rows: list[Row]) -> None:
    """Write rows as a table."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def recipes(rows: list[Row]) -> Recipes:
    """Return tonnes per tonne of throughput by recipe, side and commodity."""
    found: Recipes = defaultdict(lambda: {"input": {}, "output": {}})
    for row in rows:
        found[row["recipe"]][row["side"]][row["commodity"]] = number(row, "t_per_t_throughput")
    return dict(found)


def total_flows(links: list[Row]) -> dict[str, float]:
    """Return the tonnes that change hands a year, by commodity."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in links:
        found[row["commodity"]].append(number(row, FLOW))
    return {commodity: math.fsum(flows) for commodity, flows in found.items()}


def trust(mark: str) -> float:
    """Return the weight of a figure with these marks."""
    return max((weight for sign, weight in MARKS if sign in mark), default=1.0)


def balance(network: Tables) -> Tables:
    """Return the tables with balanced flows, throughputs and demands."""
    made = recipes(network["recipes"])
    links = network["links"]
    plants = [row for row in network["facilities"] if number(row, OUTPUT) > 0]
    users = network["sectors"]
    slots: dict[tuple[str, str, str], int] = {}
    entries: list[tuple[int, int, float]] = []

    def slot(node: str, side: str, commodity: str) -> int:
        return slots.setdefault((node, side, commodity), len(slots))

    names = {row["id"] for row in plants}
    for column, row in enumerate(links):
        if row["seller"] not in names:
            raise ValueError(f"link {row['id']}: {row['seller']!r} has no output to sell")
        entries.append((slot(row["seller"], "output", row["commodity"]), column, 1.0))
        entries.append((slot(row["buyer"], "input", row["commodity"]), column, 1.0))
    traded = set(slots)
    for column, row in enumerate(plants, start=len(links)):
        for side, amounts in made[row["recipe"]].items():
            for commodity, per_tonne in amounts.items():
                if (row["id"], side, commodity) in traded:
                    entries.append((slot(row["id"], side, commodity), column, -per_tonne))
                elif side == "input":
                    raise ValueError(f"facility {row['id']}: nobody sells it {commodity}")
    for column, row in enumerate(users, start=len(links) + len(plants)):
        entries.append((slot(row["id"], "input", row["commodity"]), column, -1.0))
    which, columns, values = zip(*entries, strict=True)
    shape = (len(slots), len(links) + len(plants) + len(users))
    flows = balanced(
        sparse.csr_matrix((values, (which, columns)), shape=shape),
        anchors=np.array(
            [number(row, FLOW) for row in links]
            + [number(row, OUTPUT) for row in plants]
            + [number(row, "demand_t_per_year") for row in users]
        ),
        weights=np.array(
            [trust(row["mark"]) for row in links] + [NODE_WEIGHT] * (len(plants) + len(users))
        ),
    )
    found = [float(flow) for flow in flows]
    through = dict(zip([row["id"] for row in plants], found[len(links) :], strict=False))
    made_links = [row | {FLOW: repr(f)} for row, f in zip(links, found, strict=False)]
    taken: dict[str, list[float]] = defaultdict(list)
    for row in made_links:
        taken[row["buyer"]].append(number(row, FLOW))
    return network | {
        "links": made_links,
        "facilities": [
            row | {OUTPUT: repr(through.get(row["id"], 0.0))} for row in network["facilities"]
        ],
        "sectors": [
            row | {"demand_t_per_year": repr(math.fsum(taken[row["id"]]))} for row in users
        ],
    }


def report(tables: Tables, made: Tables, *, full: bool) -> None:
    """Print what was made, and what it keeps of each commodity's tonnes."""
    sizes = ", ".join(f"{len(rows)} {name}" for name, rows in made.items())
    opened = [row for row in made["links"] if row["opens"] == "now"]
    print(f"{sizes}; {len(opened)} links open at the start")
    before, after = total_flows(tables["links"]), total_flows(opened)
    kept = dict.fromkeys(before, 1.0) if full else kept_shares(tables, opened)
    print(f"{'commodity':18} {'t in the source':>16} {'t balanced':>14} {'on kept lanes':>14}")
    for commodity, tonnes in before.items():
        print(f"{commodity:18} {tonnes:16,.1f} {after[commodity]:14,.1f} {kept[commodity]:14.2%}")


if __name__ == "__main__":
    sys.exit(main())
