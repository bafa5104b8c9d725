"""Read the world that `tools/build_map.py` baked, its borders and the views that the map offers."""

import json
from functools import cache

import numpy as np

from realm.paths import asset_dir
from realm.view.map.atlas import Atlas, Borders, Country
from realm.view.map.projection import project, relative
from realm.view.shape import Rect


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
