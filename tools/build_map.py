"""Bake the world of the window into assets/map/world.json, projected and thinned.

    python -m tools.build_map COUNTRIES CODES

COUNTRIES is `countries-50m.json` of the npm archive `world-atlas` 2.0.2 (Natural Earth 4.1.0,
public domain), CODES `codes.json` of the npm archive `i18n-iso-countries` (MIT), which gives a
numeric country code its three letters. `tools/map.toml` says what is left out and where labels go.

Neighbours share the arcs between them, so an arc is thinned once and they never come apart. Each
point of an arc bears a level: a map at level 0 draws the points that matter most, one at level 3
all that are kept (Visvalingam and Whyatt 1993, "Line generalisation by repeated elimination of
points": the area of the triangle a point spans with its neighbours). Rings that cross the map's
cut are clipped there. Arcs along the cut or along 180 degrees are seams: filled up to, not drawn.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: tools/realm.py beside it would hide the package of that name
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import heapq
import json
import tomllib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realm.view.map.projection import WIDTH, project, relative

OUT = Path(__file__).resolve().parent.parent / "assets" / "map" / "world.json"
CONFIG = Path(__file__).resolve().parent / "map.toml"
QUANTUM = 10_000
"""Whole numbers of the file for one unit of the plane: 0.02 px on a map 1,120 px wide."""
LEVELS = (0.8, 0.2, 0.05, 0.012)
"""Least area of a point's triangle, px² on a map 1,120 px wide, for levels 0, 1, 2 and 3."""

Points = NDArray[np.float64]
"""Degrees east of the centre, and latitude; shape (point, 2)."""


@dataclass
class World:
    """What has been baked so far."""

    arcs: list[Points] = field(default_factory=list)
    seams: set[int] = field(default_factory=set)

    def add(self, points: Points) -> list[int]:
        """Take a line apart at its seams; return the numbers of the arcs that it became."""
        on_seam = _on_seam(points)
        along = on_seam[:-1] & on_seam[1:]
        breaks = np.flatnonzero(along[1:] != along[:-1]) + 1
        numbers = []
        for first, last in zip([0, *breaks], [*breaks, len(along)], strict=True):
            if along[first]:
                self.seams.add(len(self.arcs))
            numbers.append(len(self.arcs))
            self.arcs.append(points[first : last + 1])
        return numbers


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("countries", type=Path)
    parser.add_argument("codes", type=Path)
    given = parser.parse_args(arguments)
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    codes = {row[2]: row[1] for row in json.loads(given.codes.read_text(encoding="utf-8"))}
    baked = bake(json.loads(given.countries.read_text(encoding="utf-8")), codes, config)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(baked, separators=(",", ":")) + "\n", encoding="utf-8")
    points = sum(len(levels) for levels in baked["levels"])
    print(f"{len(baked['countries'])} countries, {points} points, {OUT.stat().st_size // 1024} kB")
    return 0


def bake(topology: dict[str, Any], codes: dict[str, str], config: dict[str, Any]) -> dict[str, Any]:
    """Return what the file holds."""
    world = World()
    source = _arcs_of(topology)
    kept: dict[int, list[int]] = {}
    countries = []
    for feature in topology["objects"]["countries"]["geometries"]:
        name = feature["properties"]["name"]
        if name in config["left_out"]:
            continue
        polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
        rings = [r for p in polygons for ring in p for r in _ring(world, source, kept, ring)]
        iso3 = codes.get(feature.get("id", ""), "")
        anchor = config["anchors"].get(iso3)
        countries.append(
            {
                "name": config["names"].get(name, name),
                "iso3": iso3,
                "rings": rings,
                "at": _whole(_placed(anchor) if anchor else _middle(world, rings)),
            }
        )
    arcs, levels = zip(*(_thin(arc) for arc in world.arcs), strict=True)
    return {
        "quantum": QUANTUM,
        "arcs": arcs,
        "levels": levels,
        "seams": sorted(world.seams),
        "countries": countries,
    }


def _arcs_of(topology: dict[str, Any]) -> list[Points]:
    """Decode the arcs of a TopoJSON file: longitude and latitude, degrees."""
    scale = np.array(topology["transform"]["scale"])
    move = np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + move for arc in topology["arcs"]]


def _ring(
    world: World, source: list[Points], kept: dict[int, list[int]], ring: list[int]
) -> list[list[int]]:
    """Return a ring as numbers of arcs, ~n for one that runs backwards; clipped where it is cut."""
    lines = [_turned(source[n if n >= 0 else ~n], n) for n in ring]
    whole = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
    east = relative(whole[:, 0])
    # A ring that lies on the cut's own meridian may mean either edge; the middle decides.
    if np.abs(np.diff(east)).max() < 180.0:
        numbers: list[int] = []
        for n in ring:
            arc = n if n >= 0 else ~n
            if arc not in kept:
                points = source[arc]
                kept[arc] = world.add(_shifted(points))
            numbers += kept[arc] if n >= 0 else [~number for number in reversed(kept[arc])]
        return [numbers]
    unwrapped = np.column_stack([np.unwrap(east, period=360.0), whole[:, 1]])
    pieces = []
    for turn in (-360.0, 0.0, 360.0):
        piece = _clip(_clip(unwrapped + np.array([turn, 0.0]), 180.0, 1.0), -180.0, -1.0)
        if len(piece) > 3:
            pieces.append(world.add(np.concatenate([piece, piece[:1]])))
    return pieces


def _turned(points: Points, number: int) -> Points:
    return points if number >= 0 else points[::-1]


def _shifted(points: Points) -> Points:
    """Return degrees east of the centre instead of longitude."""
    return np.column_stack([relative(points[:, 0]), points[:, 1]])


def _on_seam(points: Points) -> NDArray[np.bool_]:
    """Mark the points on the map's cut and on the meridian where the source is cut."""
    antimeridian = float(relative(180.0))
    east = points[:, 0]
    seam: NDArray[np.bool_] = (np.abs(np.abs(east) - 180.0) < 0.002) | (
        np.abs(east - antimeridian) < 0.002
    )
    return seam


def _clip(ring: Points, limit: float, sign: float) -> Points:
    """Cut off what lies beyond a meridian (Sutherland and Hodgman 1974)."""
    out = []
    for before, here in zip(np.roll(ring, 1, axis=0), ring, strict=True):
        inside, was_inside = (sign * (p[0] - limit) <= 0.0 for p in (here, before))
        if inside != was_inside:
            share = (limit - before[0]) / (here[0] - before[0])
            out.append(before + share * (here - before))
        if inside:
            out.append(here)
    return np.array(out).reshape(-1, 2)


def _thin(arc: Points) -> tuple[list[int], str]:
    """Return an arc as whole numbers (start, then steps), and a digit a point for its level."""
    plane = project(arc[:, 0], arc[:, 1])
    areas = _areas(plane * (1120.0 / WIDTH))
    keep = areas >= LEVELS[-1]
    levels = np.searchsorted(-np.array(LEVELS), -areas[keep])
    whole = np.round(plane[keep] * QUANTUM).astype(int)
    steps = np.diff(whole, axis=0, prepend=[[0, 0]])
    return steps.ravel().tolist(), "".join(str(level) for level in levels)


def _areas(points: Points) -> NDArray[np.float64]:
    """Return for each point the area at which it goes; the ends of an arc never do."""
    count = len(points)
    areas = np.full(count, np.inf)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def area(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return float(abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2.0)

    heap = [(area(i), i) for i in range(1, count - 1)]
    current = {i: a for a, i in heap}
    heapq.heapify(heap)
    largest = 0.0
    while heap:
        found, i = heapq.heappop(heap)
        if current.get(i) != found:
            continue
        del current[i]
        areas[i] = largest = max(largest, found)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if j in current:
                current[j] = area(j)
                heapq.heappush(heap, (current[j], j))
    return areas


def _placed(anchor: list[float]) -> Points:
    """Project a configured place, given as longitude and latitude."""
    return project(relative(anchor[0]), anchor[1])


def _middle(world: World, rings: list[list[int]]) -> Points:
    """Return the centre of gravity of the largest ring."""
    best, middle = -1.0, np.zeros(2)
    for ring in rings:
        line = np.concatenate([_turned(world.arcs[n if n >= 0 else ~n], n) for n in ring])
        x, y = project(line[:, 0], line[:, 1]).T
        cross = x * np.roll(y, -1) - np.roll(x, -1) * y
        area = float(abs(cross.sum()) / 2.0)
        if area > best:
            best = area
            sums = [((v + np.roll(v, -1)) * cross).sum() for v in (x, y)]
            middle = np.array(sums) / (3.0 * cross.sum())
    return middle


def _whole(point: Points) -> list[int]:
    return [int(value) for value in np.round(point * QUANTUM)]


if __name__ == "__main__":
    sys.exit(main())
