"""What a repair changed: shapely_differences.py BEFORE AFTER; prints one JSON object.

Both are GeoJSON with the same features in the same order, in degrees. Everything is measured in a
plane of metres around the middle of the file, whoever repaired it.
"""

import json
import sys
from pathlib import Path

import numpy
import shapely

METRES_PER_DEGREE = 111_320


def main(before: Path, after: Path) -> None:
    """Measures the changes."""
    old, new = read(before), read(after)
    x, y = (shapely.total_bounds(old).reshape(2, 2).sum(axis=0) / 2).tolist()
    scale = numpy.array([numpy.cos(numpy.radians(y)), 1.0]) * METRES_PER_DEGREE
    old, new = (shapely.transform(s, lambda c: (c - [x, y]) * scale) for s in (old, new))
    is_changed = ~shapely.equals_exact(shapely.normalize(old), shapely.normalize(new))
    a, b = old[is_changed], new[is_changed]
    is_there = shapely.area(b) > 0
    a, b = shapely.make_valid(a[is_there]), shapely.make_valid(b[is_there])
    mended = damage(old) - damage(new)
    handed = float(shapely.area(shapely.symmetric_difference(a, b)).sum())
    # Vertices far from the other boundary say how far a line was moved.
    moved = [farthest(*pair) for pair in zip(shapely.boundary(a), shapely.boundary(b))]
    parts = shapely.get_num_geometries(new) - shapely.get_num_geometries(old)
    print(json.dumps({
        "changed": int(is_changed.sum()),
        "emptied": int((shapely.area(new) == 0).sum()),
        "moved_m": max(moved, default=0.0),
        "handed_m2": handed,
        "mended_m2": mended,
        "polsby_popper": least(roundness(b)),
        "polsby_popper_before": least(roundness(a)),
        "thinner": float((roundness(a) - roundness(b)).max()) if len(a) else 0.0,
        "exclaves": int(parts[parts > 0].sum()),
        "valid": bool(shapely.coverage_is_valid(new)),
    }))


def read(path: Path):
    """The polygons of a file."""
    return shapely.get_parts(shapely.from_geojson(path.read_text("utf-8")))


def damage(shapes) -> float:
    """The area of gaps and overlaps, those of several as often as they are too much."""
    shapes = shapely.make_valid(shapes)
    union = shapely.union_all(shapes)
    holes = [
        shapely.Polygon(ring)
        for part in shapely.get_parts(union)
        if part.geom_type == "Polygon"
        for ring in part.interiors
    ]
    return float(shapely.area(shapes).sum() - union.area + shapely.area(holes).sum())


def farthest(a, b) -> float:
    """The largest distance of a vertex of either line from the other line."""
    return max(
        float(shapely.distance(shapely.points(shapely.get_coordinates(one)), other).max(initial=0))
        for one, other in ((a, b), (b, a))
    )


def roundness(shapes):
    """4 pi area / perimeter squared."""
    return 4 * numpy.pi * shapely.area(shapes) / numpy.maximum(shapely.length(shapes), 1e-9) ** 2


def least(values) -> float:
    """The smallest value; 1 when there is none."""
    return float(values.min()) if len(values) else 1.0


main(Path(sys.argv[1]), Path(sys.argv[2]))
