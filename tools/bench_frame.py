"""Measure how long a frame of the window takes, under SDL's dummy driver.

    python -m tools.bench_frame [--json] [--frames 300]

The table of the tests at 1280 x 800 and 1920 x 1080. `flows move`: only dots run, as while a
person thinks. `mouse moves`: the mouse wanders over the window between frames, so that tooltips,
focus and highlights change. `map moves`: it is dragged, so that flows and names are laid out and
drawn anew, while the ground is painted in slices. First picture: from nothing to the whole of it,
which the loop of the window draws in many rounds (`tools.bench_loop`). All are seconds of the
processor, so that a busy machine measures the same.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
import time
from collections.abc import Iterator

import numpy as np
import tests.view.stage  # noqa: F401 (chooses SDL's driver before pygame is loaded)
from tests.view.pictures import TABLE
from tests.view.stage import Played
from tools.bench_figure import Figure, table

from realm.view.input import Input, Pointer
from realm.view.messages import load_messages
from realm.view.screens.table import TableScreen
from realm.view.theme import load_theme

SIZES = ((1280, 800), (1920, 1080))
MEDIAN_MS, P99_MS = 6.0, 25.0
"""Targets at 1280 x 800, while flows move."""


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--frames", type=int, default=300)
    given = parser.parse_args(arguments)
    figures = [figure for size in SIZES for figure in measure(size, given.frames)]
    if given.json:
        print(json.dumps([figure.data() for figure in figures], indent=1))
    else:
        print(table(figures))
    return 0


def measure(size: tuple[int, int], frames: int) -> list[Figure]:
    """Measure one size of the window."""
    begun = time.process_time()
    played = Played(TableScreen(TABLE, load_messages(), load_theme()), size)
    played.draw()
    name = f"{size[0]} x {size[1]}"
    figures = [Figure(f"{name}, first picture", 1e3 * (time.process_time() - begun), "ms", "once")]
    held = size == SIZES[0]
    for what, inputs in (
        ("flows move", still()),
        ("mouse moves", wander(played)),
        ("map moves", drag(played)),
    ):
        times = 1e3 * np.array([frame(played, next(inputs), i) for i in range(frames)])
        target = held and what == "flows move"
        how = f"of {frames}"
        figures += [
            Figure(f"{name}, {what}, median", float(np.median(times)), "ms", how,
                   at_most=MEDIAN_MS if target else None),
            Figure(f"{name}, {what}, 99th percentile", float(np.percentile(times, 99)), "ms", how,
                   at_most=P99_MS if target else None),
        ]  # fmt: skip
    return figures


def frame(played: Played, inputs: list[Input], number: int) -> float:
    """Give inputs and draw once; return the processor's seconds that took."""
    begun = time.process_time()
    played.give(*inputs)
    played.screen.draw(played.canvas, number / 30.0)
    return time.process_time() - begun


def still() -> Iterator[list[Input]]:
    """Do nothing."""
    while True:
        yield []


def wander(played: Played) -> Iterator[list[Input]]:
    """Move the mouse over the whole window, always the same way."""
    page, turn = played.stage.page, 0
    while True:
        turn += 1
        x, y = (0.5 + 0.48 * np.sin(turn * step) for step in (0.137, 0.071))
        yield [Pointer("move", (page.width * float(x), page.height * float(y)))]


def drag(played: Played) -> Iterator[list[Input]]:
    """Drag the map to and fro, close enough that there is more of it than is seen."""
    for _ in range(3):
        played.click("map:zoom:+")
    middle = played.screen.map.camera.frame.middle
    yield [Pointer("move", middle), Pointer("down", middle)]
    turn = 0
    while True:
        turn += 1
        yield [Pointer("move", (middle[0] + 120 * float(np.sin(turn / 9.0)), middle[1]))]


if __name__ == "__main__":
    sys.exit(main())
