"""Find where on the map the names of places stand, and the words on flows."""

from collections.abc import Collection, Iterator
from typing import Literal, get_args

import numpy as np

from realm.view.map.placement import Label, place
from realm.view.map.projection import Plane
from realm.view.map.ribbons import Ribbon
from realm.view.picture.world import Flow, World
from realm.view.shape import Point, Rect
from realm.view.text import Texts

ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Shares of a flow's length at which its words may stand, the best-looking first."""
NEXT = 0.02
"""Share of a flow's length before and after such a place by which it is told how it runs."""
TALL, OFF = 17.0, 3.0
"""Height of words on a flow, and how far they keep off it."""
NEAR = 2.0
"""How finely it is looked for a place beside a flow, points."""
STEP = 6.0
"""Distance of the points of flows that names keep off, points."""
THIN = 2.6
"""Width of a flow that counts once where a name would cover it, points."""
LEFT = 2.0
"""How much longer than its words a flow is at least on which they stand in full."""
LITTLE = 0.2
"""Part of a flow that words on it may hide though they could stand beside it."""
CLEAR = 1.5
"""How far names keep off the heads of flows."""
Spots = dict[str, tuple[Point, bool]]
"""Where each place stands in the window, and whether it is docked at the edge."""


Where = Literal["beside", "clear", "on"]
"""Where words of a flow stand: beside all flows, on their own clear of others, or just on it."""


def name_all(
    world: World,
    spots: Spots,
    ribbons: dict[str, Ribbon],
    *,
    frame: Rect,
    texts: Texts,
    taken: list[Rect],
    last: Collection[str] = (),
) -> dict[str, Rect]:
    """Return where each place's name stands; `taken` lies over the map.

    Names of those that come `last` are small until they are pointed at: they yield to the others.
    """
    spines, heads = _in_the_way(ribbons)
    known = [spot for spot in world.places if spot.id in spots]
    # Your own name comes first, then those that others crowd.
    known.sort(key=lambda spot: (spot.id in last, not spot.you, _alone(spot.id, spots), spot.name))
    names = [
        Label(spot.id, spots[spot.id][0], texts.width(spot.name, "note_strong") + 12, 19)
        for spot in known
    ]
    return place(names, bounds=frame.inset(4), taken=taken, busy=_joined(spines), heads=heads)


def word_all(
    world: World,
    spots: Spots,
    ribbons: dict[str, Ribbon],
    *,
    frame: Rect,
    texts: Texts,
    taken: list[Rect],
) -> dict[str, Rect]:
    """Return where each flow's words stand; `taken` lies over the map, and names."""
    bounds = frame.inset(4)
    spines, heads = _in_the_way(ribbons)
    marks = [Rect(x - 6, y - 6, 12, 12) for (x, y), _ in spots.values()]
    tags: dict[str, Rect] = {}
    for flow in world.flows:
        if flow.tag and flow.id in ribbons:
            others = [spines[i] for i, name in enumerate(ribbons) if name != flow.id]
            over = [*taken, *marks, *tags.values()]
            for words, where in _wordings(flow, ribbons[flow.id], texts):
                crossed = {"beside": spines, "clear": others, "on": []}[where]
                near = others if where == "on" else []
                found = place(
                    [words], bounds=bounds, taken=over, heads=heads, busy=_joined(near),
                    crossed=_joined(crossed),
                )  # fmt: skip
                if found:
                    tags |= found
                    break
    return tags


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


def _in_the_way(ribbons: dict[str, Ribbon]) -> tuple[list[Plane], list[Rect]]:
    """Return points along each flow, and a rectangle around each head, which names keep off."""
    flows = ribbons.values()
    return [_spaced(flow) for flow in flows], [_around(flow.head) for flow in flows]


def _joined(spines: list[Plane]) -> Plane | None:
    """Return the points of some flows together."""
    return np.concatenate(spines) if spines else None


def _spaced(ribbon: Ribbon) -> Plane:
    """Return points along a flow as far apart on short ones as on long ones, more on wide ones."""
    found: Plane = ribbon.along(np.linspace(0.0, 1.0, max(2, round(ribbon.length / STEP))))
    return np.repeat(found, max(1, round(ribbon.width / THIN)), axis=0)


def _around(head: Plane) -> Rect:
    """Return a rectangle around a flow's head and what stays clear of it."""
    (left, top), (right, bottom) = head.min(axis=0), head.max(axis=0)
    return Rect(float(left), float(top), float(right - left), float(bottom - top)).inset(-CLEAR)


def _wordings(flow: Flow, ribbon: Ribbon, texts: Texts) -> Iterator[tuple[Label, Where]]:
    """Make the ways to write on a flow, the best first, and say where each stands.

    On a flow that runs so steeply that they hide little of it words had best stand on that.
    """
    whole = [said for said in (flow.tag_long, flow.tag) if said]
    for said in whole:
        if _hidden(ribbon, _wide(said, texts)) <= LITTLE * ribbon.length:
            yield _words(flow, said, ribbon, texts, beside=False), "clear"
    few = [said for said in whole if LEFT * _wide(said, texts) <= ribbon.length] or [flow.tag]
    for where in get_args(Where):
        for said in whole if where == "beside" else few:
            yield _words(flow, said, ribbon, texts, beside=where == "beside"), where


def _hidden(ribbon: Ribbon, wide: float) -> float:
    """Return how much of a flow words on it hide, points."""
    x, y = np.abs(ribbon.spine[-1] - ribbon.spine[0])
    return float(np.hypot(x, y) * min(wide / max(x, 1e-9), TALL / max(y, 1e-9)))


def _words(flow: Flow, said: str, ribbon: Ribbon, texts: Texts, *, beside: bool) -> Label:
    wide = _wide(said, texts)
    along: Plane = ribbon.along(np.array(ALONG))
    if beside:
        along = _beside(ribbon, along, wide)
    spots = [(float(x), float(y)) for x, y in along]
    return Label(
        flow.id, spots[0], wide, TALL, gap=4.0, centred=True, spare=True, also=tuple(spots[1:])
    )


def _beside(ribbon: Ribbon, along: Plane, wide: float) -> Plane:
    """Return where the middle of words stands beside a flow, as near as they do not cover it."""
    runs = ribbon.along(np.array(ALONG) + NEXT) - ribbon.along(np.array(ALONG) - NEXT)
    across = np.stack([-runs[:, 1], runs[:, 0]], axis=1)
    across /= np.maximum(np.hypot(*across.T), 1e-9)[:, None]
    kept = OFF + ribbon.width / 2.0
    half = np.array((wide, TALL)) / 2.0 + kept
    spine = ribbon.along(np.linspace(0.0, 1.0, max(2, round(ribbon.length / NEAR))))
    found: list[Plane] = []
    places = np.repeat(along, 2, axis=0)
    for at, to in zip(places, np.stack([-across, across], 1).reshape(-1, 2), strict=True):
        steps = np.arange(TALL / 2.0, float(np.abs(to) @ half) + wide, NEAR)
        middles = at + steps[:, None] * to
        near = spine[(np.abs(spine - at) < half + steps[-1] * np.abs(to)).all(axis=1)]
        inside = (np.abs(near - middles[:, None]) < half).all(axis=2).any(axis=1)
        found.append(middles[int(np.argmin(inside))])
    return np.array(found)


def _alone(name: str, spots: Spots) -> float:
    """Return how far the next place is."""
    (x, y), _ = spots[name]
    others = [spot for other, (spot, _) in spots.items() if other != name]
    return min((abs(x - ox) + abs(y - oy) for ox, oy in others), default=0.0)
