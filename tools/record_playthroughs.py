"""Rewrite the stored play-throughs after results have moved on purpose.

    python -m tools.record_playthroughs [NAME ...] [--first]

Results of a scenario whose files did not change may move only together with `RULES_VERSION`
(realm/rules/turn.py); otherwise this refuses, and writes nothing. `--first` writes all the same:
for a version that nobody has used yet. A game that ends in a frozen world is never written.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse

from tools.playthrough import TALES, Tale, first_difference, header, same_bits_expected, tell


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    names = [tale.name for tale in TALES]
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}; else all")
    parser.add_argument("--first", action="store_true", help="write whatever has moved")
    given = parser.parse_args(arguments)
    unknown = sorted({*given.names} - {*names})
    if unknown:
        print(f"record_playthroughs: no play-through is called {unknown[0]!r}", file=sys.stderr)
        return 2
    fresh = {tale: tell(tale) for tale in TALES if not given.names or tale.name in given.names}
    for tale, lines in fresh.items():
        refusal = frozen(tale, lines) or ("" if given.first else refused(tale, lines))
        if refusal:
            print(f"record_playthroughs: {refusal}", file=sys.stderr)
            return 1
    for tale, lines in fresh.items():
        text = "\n".join(lines) + "\n"
        same = tale.file.exists() and tale.file.read_text(encoding="utf-8") == text
        tale.file.parent.mkdir(exist_ok=True)
        tale.file.write_text(text, encoding="utf-8", newline="\n")
        print(f"{tale.name}: {'as it was' if same else 'written'}, {len(text) / 1024:.0f} kB")
    return 0


def frozen(tale: Tale, fresh: list[str]) -> str:
    """Say in one sentence that a game went wrong; nothing if it did not."""
    found = any(line.startswith("fault ") for line in fresh)
    return f"the world of {tale.name} is frozen by a fault; mend that first." if found else ""


def refused(tale: Tale, fresh: list[str]) -> str:
    """Say in one sentence why a play-through may not be rewritten; nothing if it may."""
    if not tale.file.exists():
        return ""
    stored = tale.file.read_text(encoding="utf-8").splitlines()
    before, now = header(stored), header(fresh)
    if before.get("rules") != now["rules"] or before.get("sources") != now["sources"]:
        return ""
    bits = same_bits_expected(stored, fresh)
    skip = {"turns", "seed", "world", "strategies", "state"}
    if before.get("state") != now["state"]:
        skip.add("hash")
    if any(before.get(name) != now[name] for name in ("turns", "seed", "world")):
        return ""
    moved = first_difference(stored, fresh, bits=bits, skip=frozenset(skip))
    if moved is None:
        return ""
    return (
        f"results of {tale.name} moved in {moved.where} ({moved.stored!r} became "
        f"{moved.fresh!r}) while RULES_VERSION stayed {now['rules']}; move it, or give --first."
    )


if __name__ == "__main__":
    sys.exit(main())
