"""A screen without glass: Xvfb, and what it shows."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SIZE = (1280, 800)


@dataclass(frozen=True)
class Display:
    """A screen of its own, and the file in which X keeps what is on it."""

    number: str
    file: Path

    def shot(self) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        """Return what is on it, (y, x, colour)."""
        data = self.file.read_bytes()
        head = np.frombuffer(data[:100], ">u4")  # an XWD header
        start, line = int(head[0] + 12 * head[19]), int(head[12])
        rows = np.frombuffer(data, np.uint8, SIZE[1] * line, start).reshape(SIZE[1], line)
        return rows[:, : 4 * SIZE[0]].reshape(SIZE[1], SIZE[0], 4)[:, :, 2::-1]


@contextmanager
def display_in(folder: Path) -> Iterator[Display]:
    """Begin a screen that keeps its picture in a folder, and end it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24",
         "-nolisten", "tcp", "-fbdir", str(folder)],
        pass_fds=(writing,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    try:
        yield Display(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()
