"""Some of the lanes between countries, with the links that run on them."""

from dataclasses import dataclass

import numpy as np

from realm.core.arrays import Index, Mask
from realm.core.incidence import Incidence


@dataclass(frozen=True)
class SomeLanes:
    """Some of the lanes, and their links."""

    lanes: Index
    rows: Index | slice
    """Their links, as positions among those abroad."""
    links: Index | slice
    """The same as positions among all links."""
    lane: Index
    """Lane of each."""
    by_lane: Incidence
    """(lane, row): adds over the links of a lane; 0 on lanes that are left out."""

    @classmethod
    def of(cls, some: Mask, lane_of: Index, abroad: slice) -> "SomeLanes":
        """Pick lanes.

        Args:
            some: Which, (lane,).
            lane_of: Lane of each link abroad.
            abroad: Links abroad among all links.
        """
        rows = np.flatnonzero(some[lane_of])
        lane, whole = lane_of[rows], bool(some.all())
        return cls(
            lanes=np.flatnonzero(some),
            rows=slice(0, len(rows)) if whole else rows,
            links=abroad if whole else rows + abroad.start,
            lane=lane,
            by_lane=Incidence.group(lane, len(some)),
        )
