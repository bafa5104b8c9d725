"""Run the full counts: what an issue closes with, its figures written down.

    python -m tools.soak [--part NAME ...] [--seed N] [--share X] [--jobs N] [--markdown]

Parts: `laws` (2,000 generated scenarios each), `oracle` (200), `content` (2,000 cases of each
property of the reader), `files` (5,000 damaged files through the reader and the command line),
`play` (100 random matches, 200 kills, 500 damaged journals), `window` (200 games clicked through at
random) and `rest` (all other tests, the slow
ones too). Takes about two hours on two cores. The table goes to
standard output and to out/soak.md. `--share 0.01` runs a hundredth of the counts.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tools.soak_files import damage

ROOT = Path(__file__).parent.parent
OUT = ROOT / "out"
FOLDERS = {"laws": 2000, "oracle": 200, "content": 2000}
"""Folder of tests -> cases of each of its properties."""
FILES = 5000
MATCHES, KILLS, JOURNALS = 100, 200, 500
GAMES = 200
"""Games of the window through which a bot clicks at random."""
PARTS = (*FOLDERS, "files", "play", "window", "rest")


@dataclass(frozen=True)
class Result:
    """What a part came to."""

    part: str
    tests: int
    cases: int
    """Generated cases asked for, or files."""
    failures: tuple[str, ...]
    seconds: float

    @property
    def row(self) -> tuple[str, ...]:
        """Its row in the table."""
        failed = f"{len(self.failures)}" if self.failures else "none"
        return (self.part, f"{self.tests:,}", f"{self.cases:,}", failed, f"{self.seconds:,.0f}")


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return 0 if nothing failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--seed", type=int, default=1, help="of the generated cases")
    parser.add_argument("--share", type=float, default=1.0, help="part of the full counts")
    parser.add_argument("--jobs", default=str(os.cpu_count() or 1), help="processes of pytest")
    parser.add_argument("--markdown", action="store_true", help="print the table alone")
    given = parser.parse_args(arguments)
    OUT.mkdir(exist_ok=True)
    results = []
    for part in given.part:
        print(f"soak: {part} ...", file=sys.stderr)
        results.append(run(part, given.seed, given.share, given.jobs))
    text = table(results)
    file = OUT / "soak.md"
    file.write_text(text + "\n", encoding="utf-8")
    print(text)
    if not given.markdown:
        for result in results:
            for failure in result.failures:
                print(f"failed: {result.part}: {failure}")
        print(f"seed {given.seed}, {given.share:g} of the full counts; table in {file}")
    return int(any(result.failures for result in results))


def run(part: str, seed: int, share: float, jobs: str) -> Result:
    """Run one part."""
    begun = time.perf_counter()
    if part == "files":
        count = max(1, round(FILES * share))
        failures = damage(count, seed)
        return Result(part, 1, count, tuple(failures), time.perf_counter() - begun)
    if part == "rest":
        chosen = ["tests", *(f"--ignore=tests/{folder}" for folder in (*FOLDERS, "play"))]
        return tests(part, chosen, {}, jobs)
    if part == "play":
        counts = {"MATCHES": MATCHES, "KILLS": KILLS, "JOURNALS": JOURNALS}
        env = {f"REALM_SOAK_{k}": str(max(1, round(n * share))) for k, n in counts.items()}
        return tests(part, ["tests/play"], env, jobs)
    if part == "window":
        count = max(1, round(GAMES * share))
        chosen = ["tests/view/test_game.py", "-k", "many_games"]
        return tests(part, chosen, {"REALM_SOAK_GAMES": str(count)}, jobs)
    count = max(1, round(FOLDERS[part] * share))
    profile = [f"tests/{part}", "--hypothesis-profile=soak", f"--hypothesis-seed={seed}"]
    return tests(part, profile, {"REALM_SOAK_EXAMPLES": str(count)}, jobs)


def tests(part: str, chosen: list[str], env: dict[str, str], jobs: str) -> Result:
    """Run tests in processes of their own and read their report."""
    report = OUT / f"soak-{part}.xml"
    report.unlink(missing_ok=True)
    spread = ["-n", jobs, "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", "-v", "-m", "", *spread, "--tb=short"]
    with (OUT / f"soak-{part}.log").open("w", encoding="utf-8") as log:
        done = subprocess.run(
            [*command, f"--junitxml={report}", *chosen],
            cwd=ROOT,
            env={**os.environ, **env},
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if not report.exists():
        return Result(part, 0, 0, (f"pytest ended with {done.returncode}; see {log.name}",), 0.0)
    return read(part, report, done.returncode)


def read(part: str, report: Path, code: int) -> Result:
    """Read a JUnit report that pytest wrote."""
    suite = next(ET.parse(report).iter("testsuite"))
    cases = 0
    failures = []
    for case in suite.iter("testcase"):
        noted = [p.get("value", "0") for p in case.iter("property") if p.get("name") == "examples"]
        cases += sum(map(int, noted))
        if case.find("failure") is not None or case.find("error") is not None:
            failures.append(f"{case.get('classname')}.{case.get('name')}")
    if code and not failures:
        failures.append(f"pytest ended with {code}; see out/soak-{part}.log")
    count = int(suite.get("tests", "0"))
    return Result(part, count, cases, tuple(failures), float(suite.get("time", "0")))


def table(results: Sequence[Result]) -> str:
    """Lay results out as a Markdown table."""
    rows = [("part", "tests", "cases", "failed", "seconds"), *(result.row for result in results)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    return "\n".join([lines[0], "| " + " | ".join("-" * w for w in widths) + " |", *lines[1:]])


if __name__ == "__main__":
    sys.exit(main())
