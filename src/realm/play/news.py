"""What happened in a turn that everybody may read of, and what a player sees of their own."""

from collections.abc import Sequence

from realm.play.kept import of_match
from realm.play.match import Match, Page
from realm.rules import events as readers
from realm.rules.event import Event

MOST = 8
"""Events told of a turn."""


def news(match: Match, turn: int, *, most: int = MOST) -> list[Event]:
    """Choose what a newspaper would tell of a turn, in the order of time; turn 0 is the lead-in."""
    return readers.most_important(all_events(match, turn), most)


@of_match(8)
def all_events(match: Match, turn: int) -> Sequence[Event]:
    """List everything that happened in a turn that was played; it never changes."""
    page: Page = match.pages[turn]
    model = match.model
    previous = match.pages[turn - 1].ledger if turn else None
    return readers.events(
        model.network, model.params, page.before, page.ledger, page.after, previous=previous
    )
