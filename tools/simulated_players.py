"""Play the simulated players that a score is compared with, and keep how they did.

    python -m tools.simulated_players [--workers 2]

writes `scenarios/june-2025/simulated_players.json`: their scores over whole games, and after each
turn. It is to be done anew when the rules move.
"""

import argparse

import realm
from realm.core.percentiles import shipped_path
from realm.lab.analysis.simulated import percentiles_of

EXPERIMENT = "simulated-players"


def main() -> None:
    """Play and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2)
    result = realm.batch(EXPERIMENT, workers=parser.parse_args().workers)
    found = percentiles_of(result)
    path = shipped_path(found.scenario)
    path.write_text(found.written(), encoding="utf-8")
    print(f"{found.games:,} games, {len(result.failures)} failed; {path} is written")


if __name__ == "__main__":
    main()
