"""Read the baked world: countries as rings of shared arcs, at four levels of detail."""

import json
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from realm.paths import asset_dir
from realm.view.map.outline import within
from realm.view.map.projection import WIDTH, Plane, project, relative
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
        piece = _largest(self).get(iso3)
        return None if piece is None else np.concatenate([piece[:-1:ROUGH], piece[-1:]])

    def owner(self, country: Country) -> str:
        """Return the code whose fill a country takes."""
        return self.borders.owner.get(country.iso3, country.iso3)

    def line(self, arc: int, level: int) -> Plane:
        """Return an arc's points at a level of detail."""
        return self.arcs[arc][self.levels[arc] <= level]

    def outlines(self, level: int) -> tuple[Outline, ...]:
        """Return all countries at a level of detail, large ones first."""
        return _outlines(self, level)

    def lines(self, level: int) -> tuple[tuple[Plane, str], ...]:
        """Return coasts and borders at a level: each line once, with its kind."""
        return _lines(self, level)

    def at(self, point: tuple[float, float]) -> Country | None:
        """Return the country at a point of the plane; islands before what surrounds them."""
        rings, boxes, owners = _rings(self)
        x, y = point
        near = (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
        crossed: dict[int, int] = {}
        for ring in np.flatnonzero(near):
            owner = int(owners[ring])
            crossed[owner] = crossed.get(owner, 0) + int(within(np.array([point]), rings[ring])[0])
        inside = [owner for owner, count in crossed.items() if count % 2]
        return self.outlines(HIT_LEVEL)[max(inside)].country if inside else None

    def __hash__(self) -> int:
        """Return its identity: there is one of it."""
        return id(self)


@cache
def _outlines(atlas: Atlas, level: int) -> tuple[Outline, ...]:
    lines = [atlas.line(arc, level) for arc in range(len(atlas.arcs))]
    outlines = []
    for country in atlas.countries:
        rings = [
            np.concatenate([lines[n] if n >= 0 else lines[~n][::-1] for n in ring])
            for ring in country.rings
        ]
        polygons = tuple(ring for ring in rings if len(ring) > 3)
        if polygons:
            points = np.concatenate(polygons)
            (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
            outlines.append(Outline(country, polygons, (x0, y0, x1, y1)))
    return tuple(sorted(outlines, key=_area, reverse=True))


@cache
def _largest(atlas: Atlas) -> dict[str, Plane]:
    """Find the piece of land of each country with the largest box."""
    return {
        outline.country.iso3: max(outline.polygons, key=lambda p: float(np.ptp(p, axis=0).prod()))
        for outline in atlas.outlines(HIT_LEVEL)
    }


@cache
def _lands(atlas: Atlas) -> dict[str, Rect]:
    """Find the box of the largest piece of land of each country."""
    found = {}
    for name, piece in _largest(atlas).items():
        (x, y), (wide, tall) = piece.min(axis=0), np.ptp(piece, axis=0)
        found[name] = Rect(float(x), float(y), float(wide), float(tall))
    return found


@cache
def _extents(atlas: Atlas) -> dict[str, float]:
    """Measure the widest piece of land of each country."""
    return {
        outline.country.iso3: max(float(np.ptp(polygon[:, 0])) for polygon in outline.polygons)
        for outline in atlas.outlines(HIT_LEVEL)
        if outline.polygons
    }


def _area(outline: Outline) -> float:
    x0, y0, x1, y1 = outline.box
    return (x1 - x0) * (y1 - y0)


@cache
def _lines(atlas: Atlas, level: int) -> tuple[tuple[Plane, str], ...]:
    owners: dict[int, list[Country]] = {}
    for country in atlas.countries:
        for arc in {n if n >= 0 else ~n for ring in country.rings for n in ring}:
            owners.setdefault(arc, []).append(country)
    lines = []
    for arc, sides in sorted(owners.items()):
        names = frozenset(atlas.owner(country) for country in sides)
        if arc in atlas.seams or (len(sides) > 1 and len(names) == 1):
            continue
        pair = frozenset(country.iso3 for country in sides)
        kind = "coast" if len(sides) == 1 else "border"
        lines.append((atlas.line(arc, level), "dotted" if pair in atlas.borders.dotted else kind))
    return tuple(lines)


@cache
def _rings(atlas: Atlas) -> tuple[list[Plane], Plane, NDArray[np.int64]]:
    """Return all rings, the box around each, and which of the outlines it belongs to."""
    outlines = atlas.outlines(HIT_LEVEL)
    rings = [ring for outline in outlines for ring in outline.polygons]
    boxes = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in rings])
    owners = np.repeat(np.arange(len(outlines)), [len(o.polygons) for o in outlines])
    return rings, boxes, owners


def level_for(pixels_per_unit: float) -> int:
    """Return the coarsest level whose missing corners nobody sees at a scale."""
    zoom = pixels_per_unit * WIDTH / 1120.0
    for level, area in enumerate(LEVEL_AREAS):
        if area * zoom * zoom <= 0.5:
            return level
    return len(LEVEL_AREAS) - 1


@cache
def load_atlas() -> Atlas:
    """Read the shipped world and the configuration of its borders."""
    folder = asset_dir() / "map"
    baked = json.loads((folder / "world.json").read_text(encoding="utf-8"))
    config = json.loads((folder / "borders.json").read_text(encoding="utf-8"))
    quantum = float(baked["quantum"])
    return Atlas(
        arcs=tuple(
            np.cumsum(np.array(arc, dtype=float).reshape(-1, 2), axis=0) / quantum
            for arc in baked["arcs"]
        ),
        levels=tuple(
            np.frombuffer(digits.encode(), dtype=np.uint8) - np.uint8(ord("0"))
            for digits in baked["levels"]
        ),
        seams=frozenset(baked["seams"]),
        countries=tuple(
            Country(
                name=entry["name"],
                iso3=entry["iso3"] or entry["name"],
                rings=tuple(tuple(ring) for ring in entry["rings"]),
                at=(entry["at"][0] / quantum, entry["at"][1] / quantum),
            )
            for entry in baked["countries"]
        ),
        borders=Borders(
            dotted=frozenset(frozenset(pair) for pair in config["dotted"]),
            owner={part: parts[0] for parts in config["as_one"] for part in parts},
        ),
    )


@cache
def load_views() -> dict[str, Rect]:
    """Read the views that the map offers, as rectangles of the plane."""
    table = json.loads((asset_dir() / "map" / "views.json").read_text(encoding="utf-8"))
    return {name: _view(**edges) for name, edges in table.items()}


def _view(west: float, east: float, south: float, north: float) -> Rect:
    widest = 0.0 if south <= 0.0 <= north else min(abs(south), abs(north))
    left, right = (float(project(relative(edge), widest)[0]) for edge in (west, east))
    top, bottom = (float(project(0.0, edge)[1]) for edge in (north, south))
    return Rect(left, top, right - left, bottom - top)
