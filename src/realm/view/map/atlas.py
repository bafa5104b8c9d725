"""The world as countries: rings of shared arcs, at four levels of detail."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from realm.view.map.outline import within
from realm.view.map.projection import WIDTH, Plane
from realm.view.shape import Rect

HIT_LEVEL = 2
"""Level at which countries are pointed at."""
ROUGH = 4
"""One of how many corners of an outline is enough to say roughly where it runs."""
LEVEL_AREAS = (0.8, 0.2, 0.05, 0.012)
"""What a level leaves out: triangles smaller than this, px² on a map 1,120 px wide."""


@dataclass(frozen=True)
class Country:
    """One country as the source draws it."""

    name: str
    iso3: str
    """ISO 3166 code, or the name where it has none."""
    rings: tuple[tuple[int, ...], ...]
    """Numbers of arcs, ~n for one that runs backwards."""
    at: tuple[float, float]
    """Where its mark stands on the plane."""


@dataclass(frozen=True)
class Borders:
    """Which borders are drawn, by `assets/map/borders.json`."""

    dotted: frozenset[frozenset[str]]
    """Pairs of countries whose border is disputed, so that it is drawn in dots only."""
    owner: dict[str, str]
    """Who counts as part of whom: the same fill, and no border between them."""


@dataclass(frozen=True)
class Outline:
    """A country at one level of detail."""

    country: Country
    polygons: tuple[Plane, ...]
    box: tuple[float, float, float, float]
    """Least x, least y, greatest x, greatest y."""


@dataclass(frozen=True)
class Atlas:
    """The world."""

    arcs: tuple[Plane, ...]
    levels: tuple[NDArray[np.uint8], ...]
    """Level of each point of each arc."""
    seams: frozenset[int]
    countries: tuple[Country, ...]
    borders: Borders

    @cached_property
    def by_code(self) -> dict[str, Country]:
        """Find a country by its ISO 3166 code."""
        return {country.iso3: country for country in self.countries}

    def anchor(self, iso3: str) -> tuple[float, float] | None:
        """Return where the mark of a country stands on the plane, if the world knows it."""
        found = self.by_code.get(iso3)
        return found.at if found else None

    def extent(self, iso3: str) -> float:
        """Return how wide the land of a country is, on the plane; 0 if the world knows none."""
        return _extents(self).get(iso3, 0.0)

    def land(self, iso3: str) -> Rect | None:
        """Return what the largest piece of a country's land reaches over, on the plane."""
        return _lands(self).get(iso3)

    def outline(self, iso3: str) -> Plane | None:
        """Return roughly the outline of the largest piece of a country's land; (corner, 2)."""
        ring = _largest(self).get(iso3)
        if ring is None:
            return None
        piece = _rings(self).all[ring]
        return np.concatenate([piece[:-1:ROUGH], piece[-1:]])

    def owner(self, country: Country) -> str:
        """Return the code whose fill a country takes."""
        return self.borders.owner.get(country.iso3, country.iso3)

    def line(self, arc: int, level: int) -> Plane:
        """Return an arc's points at a level of detail."""
        return _thinned(self, level)[arc]

    def outlines(self, level: int) -> tuple[Outline, ...]:
        """Return all countries at a level of detail, large ones first."""
        return _outlines(self, level)

    def lines(self, level: int) -> tuple[tuple[Plane, str], ...]:
        """Return coasts and borders at a level: each line once, with its kind."""
        return _lines(self, level)

    def at(self, point: tuple[float, float]) -> Country | None:
        """Return the country at a point of the plane; islands before what surrounds them."""
        rings = _rings(self)
        near = ((rings.low <= point) & (point <= rings.high)).all(axis=1)
        crossed: dict[int, int] = {}
        for ring in np.flatnonzero(near):
            owner, inside = int(rings.owners[ring]), within(np.array([point]), rings.all[ring])
            crossed[owner] = crossed.get(owner, 0) + int(inside[0])
        around = [owner for owner, count in crossed.items() if count % 2]
        return self.outlines(HIT_LEVEL)[max(around)].country if around else None

    def __hash__(self) -> int:
        """Return its identity: there is one of it."""
        return id(self)


@dataclass(frozen=True)
class _Rings:
    """All pieces of land at the level at which countries are pointed at."""

    all: list[Plane]
    low: Plane
    """Least x and y of each."""
    high: Plane
    owners: NDArray[np.int64]
    """Which of the outlines each belongs to."""

    @property
    def sizes(self) -> Plane:
        """How wide and how tall each is."""
        return self.high - self.low


@cache
def _thinned(atlas: Atlas, level: int) -> list[Plane]:
    """Return each arc's points at a level of detail."""
    kept = np.concatenate(atlas.levels) <= level
    begins = np.cumsum([0, *map(len, atlas.levels)])[:-1]
    ends = np.cumsum(np.add.reduceat(kept.astype(np.int64), begins)).tolist()
    points = np.concatenate(atlas.arcs)[kept]
    return [points[a:b] for a, b in pairwise([0, *ends])]


@cache
def _outlines(atlas: Atlas, level: int) -> tuple[Outline, ...]:
    lines = _thinned(atlas, level)
    pieces = [
        (country, polygon)
        for country in atlas.countries
        for ring in country.rings
        if len(polygon := _joined(lines, ring)) > 3
    ]
    low, high = _boxes([polygon for _, polygon in pieces])
    outlines, begin = [], 0
    for country, group in groupby(pieces, key=itemgetter(0)):
        polygons = tuple(polygon for _, polygon in group)
        own = slice(begin, begin + len(polygons))
        (x0, y0), (x1, y1) = low[own].min(axis=0).tolist(), high[own].max(axis=0).tolist()
        outlines.append(Outline(country, polygons, (x0, y0, x1, y1)))
        begin = own.stop
    return tuple(sorted(outlines, key=_area, reverse=True))


def _joined(lines: Sequence[Plane], ring: Sequence[int]) -> Plane:
    """Return the points of a ring of arcs, ~n for one that runs backwards."""
    parts = [lines[n] if n >= 0 else lines[~n][::-1] for n in ring]
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _boxes(polygons: Sequence[Plane]) -> tuple[Plane, Plane]:
    """Return the least and the greatest x and y of each polygon."""
    points = np.concatenate(polygons)
    begins = np.cumsum([0, *map(len, polygons)])[:-1]
    return np.minimum.reduceat(points, begins), np.maximum.reduceat(points, begins)


@cache
def _rings(atlas: Atlas) -> _Rings:
    outlines = atlas.outlines(HIT_LEVEL)
    every = [ring for outline in outlines for ring in outline.polygons]
    owners = np.repeat(np.arange(len(outlines)), [len(o.polygons) for o in outlines])
    return _Rings(every, *_boxes(every), owners)


@cache
def _largest(atlas: Atlas) -> dict[str, int]:
    """Find the piece of land of each country with the largest box."""
    rings = _rings(atlas)
    sizes = rings.sizes.prod(axis=1)
    codes = [outline.country.iso3 for outline in atlas.outlines(HIT_LEVEL)]
    found: dict[str, int] = {}
    for ring in np.argsort(sizes, kind="stable").tolist():
        found[codes[rings.owners[ring]]] = ring
    return found


@cache
def _lands(atlas: Atlas) -> dict[str, Rect]:
    """Find the box of the largest piece of land of each country."""
    rings = _rings(atlas)
    low, sizes = rings.low.tolist(), rings.sizes.tolist()
    return {name: Rect(*low[ring], *sizes[ring]) for name, ring in _largest(atlas).items()}


@cache
def _extents(atlas: Atlas) -> dict[str, float]:
    """Measure the widest piece of land of each country."""
    rings, outlines = _rings(atlas), atlas.outlines(HIT_LEVEL)
    widest = np.zeros(len(outlines))
    np.maximum.at(widest, rings.owners, rings.sizes[:, 0])
    return {o.country.iso3: float(wide) for o, wide in zip(outlines, widest, strict=True)}


def _area(outline: Outline) -> float:
    x0, y0, x1, y1 = outline.box
    return (x1 - x0) * (y1 - y0)


@cache
def _lines(atlas: Atlas, level: int) -> tuple[tuple[Plane, str], ...]:
    lines = _thinned(atlas, level)
    return tuple((lines[arc], kind) for arc, kind in _drawn(atlas))


@cache
def _drawn(atlas: Atlas) -> tuple[tuple[int, str], ...]:
    """Return the arcs that are coasts and borders, each with its kind."""
    owners: dict[int, list[Country]] = {}
    for country in atlas.countries:
        for arc in {n if n >= 0 else ~n for ring in country.rings for n in ring}:
            owners.setdefault(arc, []).append(country)
    drawn = []
    for arc, sides in sorted(owners.items()):
        if arc in atlas.seams:
            continue
        kind = "coast"
        if len(sides) > 1:
            if len({atlas.owner(country) for country in sides}) == 1:
                continue
            pair = frozenset(country.iso3 for country in sides)
            kind = "dotted" if pair in atlas.borders.dotted else "border"
        drawn.append((arc, kind))
    return tuple(drawn)


def level_for(pixels_per_unit: float) -> int:
    """Return the coarsest level whose missing corners nobody sees at a scale."""
    zoom = pixels_per_unit * WIDTH / 1120.0
    for level, area in enumerate(LEVEL_AREAS):
        if area * zoom * zoom <= 0.5:
            return level
    return len(LEVEL_AREAS) - 1
