"""Measure how long a round of the window's loop takes, in a game that is clicked through.

    python -m tools.bench_loop [--json] [--seat india]

A bot opens the window under SDL's dummy driver, chooses june-2025 and a seat, looks at all actions
and at the talks, plays two turns and reads the page of each. No round of the loop may hold the
window up for longer than 50 ms, from when input was heard, whatever it draws or lays out meanwhile
and whatever is done beside it (a game that is loaded, rivals who think). Two figures say so:
seconds of the processor in the loop's own thread, and those by the clock less those in which other
programs had the processors.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import json
import tempfile
import time
from collections.abc import Callable

from tests.view.bot import Bot
from tools.bench_figure import Figure, table

from realm.view import pace

ROUND_MS = 50.0
"""For how long a round may hold the window up at most."""
RESTS = 90
"""Rounds that are looked at after each click: maps are painted, dots run."""
TURNS = 2
ALL = ("longest of all, processor", "longest of all, clock")


class Watch:
    """Rounds of the loop, by what was done last."""

    def __init__(self, bot: Bot) -> None:
        """Time every round from now on."""
        self.bot = bot
        self.rounds: dict[str, list[tuple[float, float]]] = {}
        """Processor and clock, milliseconds."""
        self._now = ""
        self._turn = bot.app.turn
        bot.app.turn = self._timed  # type: ignore[method-assign]

    def do(self, name: str, what: Callable[[], object]) -> None:
        """Do something, and go round the loop for a while."""
        self._now = name
        what()
        for _ in range(RESTS):
            self.bot.app.turn()

    def click(self, name: str, told: str) -> None:
        """Click a widget."""
        self.do(told, lambda: self.bot.click(name))

    def _timed(self) -> float:
        begun, delayed = time.thread_time(), _delayed()
        took = self._turn()
        processor, delayed = time.thread_time() - begun, _delayed() - delayed
        pace.rest(took)
        clock = max(processor, took - delayed)
        self.rounds.setdefault(self._now, []).append((1e3 * processor, 1e3 * clock))
        return took

    def figures(self) -> list[Figure]:
        """Return the longest round of each step, and of all."""
        every = [one for rounds in self.rounds.values() for one in rounds]
        found = []
        for name, rounds in self.rounds.items():
            how = f"of {len(rounds)}; {max(clock for _, clock in rounds):.0f} by the clock"
            found.append(Figure(name, max(took for took, _ in rounds), "ms", how))
        for i, name in enumerate(ALL):
            longest, how = max(one[i] for one in every), f"of {len(every)}"
            found.append(Figure(name, longest, "ms", how, at_most=ROUND_MS))
        return found


def _delayed() -> float:
    """Return for how long, seconds, this thread waited for a processor that others had.

    Only Linux tells; elsewhere none is known, and a busy machine shows in what the clock says.
    """
    try:
        told = Path("/proc/thread-self/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(told.split()[1]) / 1e9


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--seat", default="india")
    given = parser.parse_args(arguments)
    pace.keep()
    pace.to_stay(lambda: None)  # what is loaded by now, as the window does
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Bot(Path(folder)), given.seat)
    if given.json:
        print(json.dumps([figure.data() for figure in figures], indent=1))
    else:
        print(table(figures))
    return 0


def measure(bot: Bot, seat: str) -> list[Figure]:
    """Click through a game; return the longest rounds."""
    watch = Watch(bot)
    watch.do("title", bot.open)
    watch.click("new", "scenarios")
    watch.click("scenario:small-world", "another scenario")
    watch.click("scenario:june-2025", "a scenario")
    watch.click("choose", "seats")
    for other in ("japan", seat):
        watch.click(f"seat:{other}", f"seat of {other}")
    watch.click("begin", "table")
    watch.click("queue", "all actions")
    watch.click("order:project:repm_1|", "an action")
    watch.click("close", "table again")
    talks = next(w.id for w in bot.usable() if w.id.startswith("partner:"))
    watch.click(talks, "with whom?")
    watch.click("begin", "talks")
    watch.click("map:view:world", "whole world")
    watch.click("map:filter:all", "all flows")
    for turn in range(1, TURNS + 1):
        watch.click("end_turn", f"turn {turn}, sure?")
        watch.click("ask:yes", f"turn {turn} ends")
        watch.click("go_on", f"turn {turn + 1}")
    bot.close()
    return watch.figures()


if __name__ == "__main__":
    sys.exit(main())
