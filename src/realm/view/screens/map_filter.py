"""Choose which flows the map shows: by a filter, and those of a place that is chosen."""

from collections.abc import Sequence

from realm.view.picture.world import Flow

MAIN, ALL, CURBED = "main", "all", "curbed"
"""Filters; any other is the number of a kind."""
MOST_OF_ONE = 12
"""Flows that are shown of a place that is chosen."""


def through(flows: Sequence[Flow], filtered: str, chosen: str) -> list[Flow]:
    """Return the flows that a filter lets through; `chosen` is a place or a flow, or empty."""
    if filtered == MAIN:
        its = [f for f in flows if chosen in (f.id, f.seller, f.buyer)]
        most = {f.id for f in sorted(its, key=lambda f: -f.worth)[:MOST_OF_ONE]}
        return [f for f in flows if f.main or f.id in most]
    if filtered == ALL:
        return list(flows)
    if filtered == CURBED:
        return [flow for flow in flows if flow.curbed]
    return [flow for flow in flows if str(flow.kind) == filtered]
