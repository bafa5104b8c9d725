"""Play a scenario in many worlds, read the rows with pandas, draw them, and write a report.

python -m tools.examples.own_chart out/chart
"""

import sys
from pathlib import Path

from matplotlib.figure import Figure

import realm
from realm.report.write import write


def main(folder: str | Path, worlds: int = 300) -> None:
    """Play, group, draw, and write the report beside it."""
    result = realm.batch("small-world", worlds=worlds, seed=7, out=folder)
    rows = result.to_pandas(outcomes=["outside_paid"], subjects=["metal"])
    ends = rows.groupby("month", observed=True)["value"].quantile([0.1, 0.5, 0.9]).unstack()

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot(title="Metal outside Aland, $/kg: the middle world and 80 % of all")
    axes.fill_between(ends.index.astype(str), ends[0.1], ends[0.9], alpha=0.2)
    axes.plot(ends.index.astype(str), ends[0.5])
    figure.savefig(Path(folder) / "metal.png", dpi=150)
    page, answers = write(folder)
    print(f"{len(rows):,} rows, {len(answers.answers)} series; the report is {page}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "out/chart")
