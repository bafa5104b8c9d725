"""Stored play-throughs: what each turn of a game brought, as text to be compared line by line.

A file has a header, then a block a turn. A block begins with a hash of the whole state, which is
compared where the platform tag is the one of the header; its other lines are a name and a number
with all its digits, compared as text there and to `CLOSE` elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np

from realm.content.load import sources
from realm.core.arrays import Array, Index
from realm.core.fingerprint import fingerprint, fingerprint_of_files, layout
from realm.core.ledger import Ledger
from realm.core.network import Network
from realm.core.platform_tag import platform_tag
from realm.core.state import State
from realm.core.words import month_after
from realm.model.run import Played, run
from realm.rules import turn

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "playthroughs"
CLOSE = 1e-6
"""Largest relative difference on another platform."""
NOTHING = 1e-9
"""Differences that small are none, whatever their share."""
TITLE = "# What each turn brought. Written by tools/record_playthroughs.py, not by hand."
BITS = frozenset({"platform", "state", "hash"})
"""Lines that say something about bits, not about the game."""


@dataclass(frozen=True)
class Tale:
    """A game whose play-through is stored."""

    name: str
    scenario: str
    """Shipped name, or path from the top of the checkout."""
    turns: int | None = None
    """The scenario's if not given."""
    seed: int = 2025
    world: int = 0

    @property
    def file(self) -> Path:
        """Where it is stored."""
        return FOLDER / f"{self.name}.txt"

    @property
    def source(self) -> str:
        """What `load` takes, from wherever one stands."""
        return str(ROOT / self.scenario) if "/" in self.scenario else self.scenario


TALES = (
    Tale("small-world", "small-world"),
    Tale("june-2025", "june-2025"),
    Tale("june-2025-full", "june-2025-full", turns=6),
    Tale("cobalt", "tests/scenarios/cobalt.yaml"),
)


@dataclass(frozen=True)
class Difference:
    """The first line in which two play-throughs part."""

    where: str
    """Turn, or header."""
    stored: str
    fresh: str

    def __str__(self) -> str:
        """Say where, and both lines."""
        return f"{self.where}:\n  stored: {self.stored}\n  now:    {self.fresh}"


def tell(tale: Tale) -> list[str]:
    """Play a game and write down what each turn brought."""
    played = run(tale.source, seed=tale.seed, world=tale.world, turns=tale.turns)
    lines = [
        TITLE,
        f"scenario {tale.scenario}",
        f"sources {fingerprint_of_files(sources(tale.source))}",
        f"seed {tale.seed}",
        f"world {tale.world}",
        "strategies as the scenario says",
        f"turns {len(played.ledgers) - 1}",
        f"rules {turn.RULES_VERSION}",
        f"state {layout(played.start)}",
        f"platform {platform_tag()}",
    ]
    shown = Shown.of(played)
    for number, ledger in enumerate(played.ledgers):
        lines += ["", _title(played, number, ledger)]
        lines += shown.lines(played.states[number], ledger)
    return lines


def _title(played: Played, number: int, ledger: Ledger) -> str:
    starts = played.network.scenario.starts
    if not ledger.months:
        return f"turn {number}: the start, {starts}"
    first, last = (month_after(starts, ledger.months[i].month) for i in (0, -1))
    return f"turn {number}: {first} to {last}"


@dataclass(frozen=True)
class Shown:
    """The rows whose numbers are written down: the biggest ones of the quiet start."""

    network: Network
    offers: list[int]
    """The two biggest of each commodity."""
    intakes: list[int]
    """The biggest of each commodity."""
    lanes: list[int]
    """The twelve biggest."""
    facilities: list[int]
    """The biggest maker of each commodity."""
    accounts: list[int]
    """Those of the seats."""

    @classmethod
    def of(cls, played: Played) -> "Shown":
        """Choose rows by their base flows, which do not depend on rules or luck."""
        network, params = played.network, played.params
        made = network.facility_offers
        flow = params.base_flow[network.abroad]
        big = _biggest(network.offer_commodity[made], params.base_sales, 2)
        firsts = _biggest(network.offer_commodity[made], params.base_sales, 1)
        actors = {seat.actor for seat in network.scenario.seats.values()}
        return cls(
            network=network,
            offers=[made.start + row for row in big],
            intakes=_biggest(network.intake_commodity, params.base_use, 1),
            lanes=_biggest(
                np.zeros(len(network.lanes), dtype=np.intp), network.links_of_lane @ flow, 12
            ),
            facilities=sorted({int(network.offer_node[made][row]) for row in firsts}),
            accounts=[row for row, name in enumerate(network.accounts) if name in actors],
        )

    def lines(self, state: State, ledger: Ledger) -> Iterator[str]:
        """Write down one turn."""
        net = self.network
        yield f"hash {fingerprint(state)}"
        yield from _numbers("ask $/kg", net.offers, state.ask, self.offers)
        yield from _numbers("price $/kg", net.intakes, state.price, self.intakes)
        months = ledger.months
        through = sum((page.throughput for page in months), np.zeros_like(state.throughput))
        yield from _numbers("throughput t", net.nodes, through, self.facilities)
        nothing = np.zeros((len(net.lanes), state.world_count))
        shipped = sum((net.links_of_lane @ page.shipped[net.abroad] for page in months), nothing)
        yield from _numbers("shipped t", net.lanes, shipped, self.lanes)
        yield from _numbers("stock out t", net.offers, state.stock_out, self.offers)
        yield from _numbers("stock in t", net.intakes, state.stock_in, self.intakes)
        yield from _numbers("money k$", net.accounts, state.money, self.accounts)
        if state.fault.any():
            yield f"fault {float(state.fault[0])!r}"


def _biggest(groups: Index, sizes: Array, count: int) -> list[int]:
    """Return the biggest rows of each group, groups in order; near ties go to the first row."""
    found = []
    for group in np.unique(groups):
        rows = np.flatnonzero(groups == group)
        near = [float(f"{size:.6g}") for size in sizes[rows, 0]]
        order = np.argsort(-np.array(near), kind="stable")
        found += [int(row) for row in rows[order[:count]]]
    return found


def _numbers(what: str, names: Sequence[str], values: Array, rows: list[int]) -> Iterator[str]:
    for row in rows:
        yield f"{what} {names[row]} {float(values[row, 0])!r}"


def stored_tag(lines: list[str]) -> str:
    """Return the platform tag of a header."""
    return header(lines).get("platform", "")


def header(lines: list[str]) -> dict[str, str]:
    """Read the lines before the first turn."""
    found: dict[str, str] = {}
    for line in lines[1:]:
        if not line:
            break
        name, _, value = line.partition(" ")
        found[name] = value
    return found


def same_bits_expected(stored: list[str], fresh: list[str]) -> bool:
    """Say whether two play-throughs come from the same platform tag."""
    return stored_tag(stored) == stored_tag(fresh)


def first_difference(
    stored: list[str], fresh: list[str], *, bits: bool, skip: frozenset[str] = frozenset()
) -> Difference | None:
    """Find the first line in which two play-throughs part.

    Args:
        stored: lines of the file.
        fresh: lines of the game played now.
        bits: compare texts, hashes among them; else numbers to `CLOSE` and no hash.
        skip: first words of lines to leave out.
    """
    where = "header"
    left_out = skip if bits else skip | BITS
    for old, new in zip_longest(stored, fresh, fillvalue="(no further line)"):
        if old.startswith("turn ") and old == new:
            where = old.partition(":")[0]
        word = old.partition(" ")[0]
        if word in left_out and new.partition(" ")[0] == word:
            continue
        if old != new and (bits or not _close(old, new)):
            return Difference(where, old, new)
    return None


def _close(old: str, new: str) -> bool:
    """Say whether two lines name the same thing and nearly the same number."""
    name, _, number = old.rpartition(" ")
    other, _, value = new.rpartition(" ")
    if name != other:
        return False
    try:
        one, two = float(number), float(value)
    except ValueError:
        return False
    return abs(one - two) <= max(CLOSE * max(abs(one), abs(two)), NOTHING)
