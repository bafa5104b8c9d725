"""Find the nearest valid name for what an author wrote, without ever taking long."""

from collections.abc import Collection

from realm.content.shapes import stem
from realm.errors import nearest

MOST_COMPARISONS = 20_000
"""Names compared for one scenario; a file with thousands of faults gets no more hints."""


class Hints:
    """Offer the nearest name, as long as that is cheap."""

    def __init__(self) -> None:
        """Start with a full budget."""
        self._left = MOST_COMPARISONS
        self._known: dict[tuple[str, int], str | None] = {}

    def name(self, found: str, names: Collection[str]) -> str | None:
        """Return the name most like `found`, or None where none is close."""
        question = (found, hash(frozenset(names)))
        if question not in self._known:
            if len(names) > self._left or len(found) > 80:
                return None
            self._left -= len(names)
            self._known[question] = nearest(found, names)
        return self._known[question]

    def key(self, found: str, keys: Collection[str], given: Collection[str]) -> str | None:
        """Return the key that was meant.

        A key that differs only in its unit comes first, then what is not given yet.
        """
        if len(found) > 80 or len(keys) > self._left:
            return None
        self._left -= len(keys)
        same = [key for key in keys if stem(key) == stem(found)]
        if same:
            return self.name(found, same) or same[0]
        free = [key for key in keys if key not in given]
        return self.name(found, free) or self.name(found, keys)
