"""Find where on the map the names of places stand, and the words on flows."""

from collections.abc import Collection

import numpy as np

from realm.view.map.placement import Label, place
from realm.view.map.projection import Plane
from realm.view.map.ribbons import Ribbon
from realm.view.picture.world import Flow, World
from realm.view.shape import Point, Rect
from realm.view.text import Texts

ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Shares of a flow's length at which its words may stand, the best-looking first."""
STEP = 6.0
"""Distance of the points of flows that names keep off, points."""
THIN = 2.6
"""Width of a flow that counts once where a name would cover it, points."""
CLEAR = 1.5
"""How far names keep off the heads of flows."""
Spots = dict[str, tuple[Point, bool]]
"""Where each place stands in the window, and whether it is docked at the edge."""


def name_all(
    world: World,
    spots: Spots,
    ribbons: dict[str, Ribbon],
    *,
    frame: Rect,
    texts: Texts,
    taken: list[Rect],
    last: Collection[str] = (),
) -> tuple[dict[str, Rect], dict[str, Rect]]:
    """Return where each place's name and each flow's words stand; `taken` lies over the map.

    Names of those that come `last` are small until they are pointed at: they yield to the others.
    """
    bounds = frame.inset(4)
    spines = [_spaced(ribbon) for ribbon in ribbons.values()]
    busy = np.concatenate(spines) if spines else None
    heads = [_around(ribbon.head) for ribbon in ribbons.values()]
    known = [spot for spot in world.places if spot.id in spots]
    # Your own name comes first, then those that others crowd.
    known.sort(key=lambda spot: (spot.id in last, not spot.you, _alone(spot.id, spots), spot.name))
    names = [
        Label(spot.id, spots[spot.id][0], texts.width(spot.name, "note_strong") + 12, 19)
        for spot in known
    ]
    labels = place(names, bounds=bounds, taken=taken, busy=busy, heads=heads)
    marks = [Rect(x - 6, y - 6, 12, 12) for (x, y), _ in spots.values()]
    tags: dict[str, Rect] = {}
    for flow in world.flows:
        if flow.tag and flow.id in ribbons:
            others = [spines[i] for i, name in enumerate(ribbons) if name != flow.id]
            busy = np.concatenate(others) if others else None
            over = [*taken, *labels.values(), *marks, *tags.values()]
            for said in filter(None, (flow.tag_long, flow.tag)):
                words = _words(flow, said, ribbons[flow.id], texts)
                found = place([words], bounds=bounds, taken=over, busy=busy, heads=heads)
                if found:
                    tags |= found
                    break
    return labels, tags


BROAD = 1.4
"""How much wider than its name a land without a mark is that is named."""


def words_in(flow: Flow, rect: Rect, texts: Texts) -> str:
    """Return the words on a flow that the place was found for."""
    longer = flow.tag_long and _wide(flow.tag_long, texts) <= rect.width + 0.5
    return flow.tag_long if longer else flow.tag


def _wide(said: str, texts: Texts) -> float:
    return texts.width(said, "micro") + 14


def name_rest(
    rest: dict[str, tuple[str, Point, float]],
    spots: Spots,
    ribbons: dict[str, Ribbon],
    *,
    frame: Rect,
    texts: Texts,
    taken: list[Rect],
) -> dict[str, Rect]:
    """Return where the names stand of countries without a mark, as far as there is room.

    Args:
        rest: name, middle and width of the land of each.
        spots: where marks stand.
        ribbons: flows, which no such name shall cover.
        frame: where the map is.
        texts: measures texts.
        taken: what lies there already.
    """
    crossed = np.concatenate([np.empty((0, 2)), *(r.spine[::4] for r in ribbons.values())])
    marks = [Rect(x - 7, y - 7, 14, 14) for (x, y), _ in spots.values()]
    wanted = []
    for name, (title, at, wide) in rest.items():
        room = texts.width(title, "micro") + 4
        if BROAD * room <= wide:
            wanted.append(Label(name, at, room, 13, gap=2.0, centred=True, spare=True))
    found = place(wanted, bounds=frame.inset(6), taken=[*taken, *marks], crossed=crossed)
    return {name: rect for name, rect in found.items() if rect.has(rest[name][1])}


def _spaced(ribbon: Ribbon) -> Plane:
    """Return points along a flow as far apart on short ones as on long ones, more on wide ones."""
    found: Plane = ribbon.along(np.linspace(0.0, 1.0, max(2, round(ribbon.length / STEP))))
    return np.repeat(found, max(1, round(ribbon.width / THIN)), axis=0)


def _around(head: Plane) -> Rect:
    """Return a rectangle around a flow's head and what stays clear of it."""
    (left, top), (right, bottom) = head.min(axis=0), head.max(axis=0)
    return Rect(float(left), float(top), float(right - left), float(bottom - top)).inset(-CLEAR)


def _words(flow: Flow, said: str, ribbon: Ribbon, texts: Texts) -> Label:
    along = [(float(x), float(y)) for x, y in ribbon.along(np.array(ALONG))]
    wide = _wide(said, texts)
    return Label(
        flow.id, along[0], wide, 17, gap=4.0, centred=True, spare=True, also=tuple(along[1:])
    )


def _alone(name: str, spots: Spots) -> float:
    """Return how far the next place is."""
    (x, y), _ = spots[name]
    others = [spot for other, (spot, _) in spots.items() if other != name]
    return min((abs(x - ox) + abs(y - oy) for ox, oy in others), default=0.0)
