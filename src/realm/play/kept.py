"""Remember what was worked out of a match, in the match: what forgets the one forgets the other."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from realm.play.match import Match

Found = TypeVar("Found")
Asked = ParamSpec("Asked")


def of_match(
    most: int,
    apart: str = "",
) -> Callable[
    [Callable[Concatenate[Match, Asked], Found]], Callable[Concatenate[Match, Asked], Found]
]:
    """Keep the last answers of a function that asks a match, and what can be hashed, one by one.

    Args:
        most: answers that are kept for each match; of more, the one not asked for longest goes.
        apart: name of what the answer does not depend on; two that differ in it are the same.
    """

    def of_function(
        make: Callable[Concatenate[Match, Asked], Found],
    ) -> Callable[Concatenate[Match, Asked], Found]:
        @wraps(make)
        def found(match: Match, /, *asked: Asked.args, **named: Asked.kwargs) -> Found:
            kept: dict[Hashable, Found] = match.kept.setdefault(make, {})
            key = (asked, tuple(pair for pair in named.items() if pair[0] != apart))
            answer = kept.pop(key) if key in kept else make(match, *asked, **named)
            kept[key] = answer  # at the end: asked for last
            while len(kept) > most:
                del kept[next(iter(kept))]
            return answer

        return found

    return of_function
