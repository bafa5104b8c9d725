"""What was talked about in a game and what came of it, as data and in words."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from realm.core.words import month_after
from realm.model.talks import Talk
from realm.play.telling import terms_text

if TYPE_CHECKING:
    from realm.model.run import Played

TOP = 2
"""Most reasons that are told of a table."""


@dataclass(frozen=True)
class Talked:
    """Talks at one table, and when."""

    month: str
    """First month of the turn."""
    talk: Talk
    text: str
    """What was signed or was last on the table; empty where nothing was."""

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        talk = self.talk
        return {
            "month": self.month,
            "table": talk.table,
            "sides": list(talk.sides),
            "opened_by": list(talk.opened),
            "signed": talk.signed,
            "terms": talk.terms,
            "text": self.text,
            "rounds": talk.rounds,
            "refused_by": talk.refuser or None,
            "reason": talk.reason or None,
            "nash_share": _plain(talk.nash_share),
            "pareto_distance": _plain(talk.pareto_distance),
        }


@dataclass(frozen=True)
class Dealings:
    """All talks of a game at one table."""

    sides: tuple[str, str]
    signed: tuple[tuple[str, str], ...]
    """Month and terms of each deal."""
    refused: int
    """How often talks came to nothing."""
    reasons: tuple[tuple[str, str, int], ...]
    """Who refused most, why, and how often."""


def talks(played: "Played") -> tuple[Talked, ...]:
    """List the talks of a game, turn by turn, in the first world."""
    network = played.network
    return tuple(
        Talked(
            month_after(network.scenario.starts, before.month),
            talk,
            terms_text(network.scenario, talk.table, talk.terms),
        )
        for before, page in zip(
            played.states, played.talks[: len(played.ledgers) - 1], strict=False
        )
        for talk in page.of(network)
    )


def dealings(held: Iterable[Talked]) -> list[Dealings]:
    """Sum up the talks of a game table by table."""
    tables: dict[str, list[Talked]] = {}
    for one in held:
        tables.setdefault(one.talk.table, []).append(one)
    found = []
    for rows in tables.values():
        lost = Counter((r.talk.refuser, r.talk.reason) for r in rows if not r.talk.signed)
        found.append(
            Dealings(
                sides=rows[0].talk.sides,
                signed=tuple((r.month, r.text) for r in rows if r.talk.signed),
                refused=lost.total(),
                reasons=tuple((*why, count) for why, count in lost.most_common(TOP)),
            )
        )
    return found


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
