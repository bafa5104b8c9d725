"""Measure how long a round of the window's loop takes, in a game that is clicked through.

    python -m tools.bench_loop [--json] [--seat india]

A bot opens the window under SDL's dummy driver, chooses june-2025 and a seat, looks at all actions
and at the talks, plays two turns and reads the page of each. No round of the loop may hold the
window up for longer than 50 ms, whatever it draws or lays out meanwhile. Seconds are those of the
processor in the loop's own thread, so that a busy machine measures the same; what a round waits
for work beside it (the game that is loaded, rivals who think) is told by the clock, and means
something on a machine that does nothing else.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import gc
import json
import tempfile
import time
from collections.abc import Callable

from tests.view.bot import Bot
from tools.bench_figure import Figure, table

from realm.view.app import SWITCH

ROUND_MS = 50.0
"""For how long a round may hold the window up at most."""
RESTS = 90
"""Rounds that are looked at after each click: maps are painted, dots run."""
TURNS = 2
ALL = "longest of all"


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

    def _timed(self) -> None:
        begun = time.thread_time(), time.perf_counter()
        self._turn()
        took = time.thread_time() - begun[0], time.perf_counter() - begun[1]
        self.rounds.setdefault(self._now, []).append((1e3 * took[0], 1e3 * took[1]))

    def figures(self) -> list[Figure]:
        """Return the longest round of each step, and of all."""
        found = []
        every = [one for rounds in self.rounds.values() for one in rounds]
        for name, rounds in (*self.rounds.items(), (ALL, every)):
            longest = max(took for took, _ in rounds)
            how = f"of {len(rounds)}; {max(clock for _, clock in rounds):.0f} by the clock"
            at_most = ROUND_MS if name == ALL else None
            found.append(Figure(name, longest, "ms", how, at_most=at_most))
        return found


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--seat", default="india")
    given = parser.parse_args(arguments)
    sys.setswitchinterval(SWITCH)
    gc.freeze()  # as the window does once the game is loaded (`view/game/lobby`)
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
