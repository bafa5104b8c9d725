"""Measure how long a person waits for the window: from the command to the title.

    python -m tools.bench_start [--json] [--runs 8]

Needs Xvfb, and Realm installed beside this Python. The command `realm play` is started on a screen
of its own, and the memory of that screen is looked at every 20 ms. Title: its words stand there and
its buttons can be pressed. Map: what is traded has been drawn behind it, so the game is loaded. The
first start is left out: Python compiles its files then. The clock runs on whatever else the machine
does; `processor` is what the game itself used until its words stood there.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass

from tests.view.display import Display, display_in
from tools.bench_figure import Figure, table
from tools.bench_process import ROOT

from realm.errors import RealmError

COMMAND = Path(sys.executable).parent / "realm"
TITLE_S = 2.0
"""Target: the longest that a person waits for the title."""
PATIENCE_S = 60.0
LOOK_S = 0.02
COLUMN, EVERY = 500, 4
"""Pixels from the left in which the words of the title stand; every which of them is looked at."""
BRIGHT, WORDS = 150, 1000
"""How bright words are, of 255, and how many pixels of them make a title."""
DRAWN, MAP = 60, 60_000
"""How bright a coast or a flow is at least, and how much of the window the map fills, pixels."""


@dataclass(frozen=True)
class Start:
    """One start of the game, seconds."""

    title: float
    title_processor: float
    map: float


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--runs", type=int, default=8)
    given = parser.parse_args(arguments)
    figures = measure(given.runs)
    if given.json:
        print(json.dumps([figure.data() for figure in figures], indent=1))
    else:
        print(table(figures))
    return 0


def measure(runs: int) -> list[Figure]:
    """Start the game once to warm up and then so often."""
    with tempfile.TemporaryDirectory() as folder, display_in(Path(folder)) as display:
        starts = [start(display, Path(folder)) for _ in range(runs + 1)][1:]
    titles = [one.title for one in starts]
    processor = [one.title_processor for one in starts]
    maps = [one.map for one in starts]
    median, how = statistics.median, f"median of {runs}"
    return [
        Figure("from `realm play` to the title", median(titles), "s", how, at_most=TITLE_S),
        Figure("the same, longest", max(titles), "s", f"largest of {runs}", at_most=TITLE_S),
        Figure("the same, processor", median(processor), "s", how),
        Figure("from `realm play` to the map behind it", median(maps), "s", how),
        Figure("the same, longest", max(maps), "s", f"largest of {runs}"),
    ]


def start(display: Display, home: Path) -> Start:
    """Start the game, wait until it is whole, and end it.

    Raises:
        RealmError: it ends, or shows nothing.
    """
    env = os.environ | {
        "DISPLAY": display.number, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy",
        "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONPATH": str(ROOT / "src"),
    }  # fmt: skip
    begun = time.perf_counter()
    game = subprocess.Popen([COMMAND, "play"], env=env)
    title = processor = 0.0
    try:
        while (now := time.perf_counter() - begun) < PATIENCE_S and game.poll() is None:
            picture = display.shot()[::EVERY, ::EVERY].max(axis=2)
            scale = EVERY * EVERY
            if not title and scale * int((picture[:, : COLUMN // EVERY] > BRIGHT).sum()) > WORDS:
                title, processor = now, processor_seconds(game.pid)
            if title and scale * int((picture > DRAWN).sum()) > MAP:
                return Start(title, processor, now)
            time.sleep(LOOK_S)
    finally:
        game.terminate()
        game.wait()
    raise RealmError("the title did not come")


def processor_seconds(process: int) -> float:
    """Return what a process has used of the processor, its own and the system's part."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
