"""Set up a match as a journal tells it, and say where it comes to something else."""

from pathlib import Path

from realm.core.platform_tag import platform_tag
from realm.errors import JournalError
from realm.play.match import Match, Page
from realm.play.numbers import differing
from realm.play.record import Entry, Head, Record
from realm.rules.turn import RULES_VERSION


def follows(head: Head) -> bool:
    """Tell whether a match that was begun so can be gone on with: rules that moved end others."""
    return head.rules == RULES_VERSION


def follow(path: Path, record: Record) -> Match:
    """Set up a match and carry out what a journal says.

    Raises:
        JournalError: when it was played by other rules, or does not come to what it says.
    """
    head = record.head
    if not follows(head):
        raise JournalError(
            f"{path}: was played by rules version {head.rules}, this Realm plays by "
            f"{RULES_VERSION}; `realm replay` still shows it"
        )
    match = Match(head, record.files)
    same = head.platform == platform_tag()
    for entry in record.entries:
        match.take(entry)
        if entry.kind == "turn":
            where = parted(match.pages[-1], entry, bits=same)
            if where:
                raise JournalError(
                    f"{path}: turn {match.turn} does not come to what was recorded ({where}); "
                    "`realm replay --verify` says more"
                )
    return match


def parted(page: Page, entry: Entry, *, bits: bool) -> str:
    """Say in what a turn differs from its entry; empty where it does not.

    Args:
        page: the turn as it was played now.
        entry: what was recorded.
        bits: whether to compare hashes, else the main numbers.
    """
    if bits:
        return "" if page.hash == entry.body.get("hash") else "its state has another hash"
    name = differing(page.numbers, entry.body.get("numbers", {}))
    return f"{name} differs" if name else ""
