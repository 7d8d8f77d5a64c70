"""shapely's tree and prepared polygons: shapely_memory.py GRIDS ROUNDS POINTS.csv..."""

import sys
from pathlib import Path

import numpy
import shapely
from grids import read_points, read_shapes
from timing import report_build, report_points


def main(grids: Path, rounds: int, files: list[str]) -> None:
    """Builds once, then asks for the points of each file."""
    polygons = shapely.from_wkb(numpy.array(read_shapes(grids), dtype=object))
    tree = report_build(lambda: build(polygons))
    for path in files:
        x, y = read_points(path)
        points = shapely.points(x, y)

        def ask() -> numpy.ndarray:
            near, grid = tree.query(points)
            return near[shapely.intersects_xy(polygons[grid], x[near], y[near])]

        report_points(path, rounds, len(x), ask)


def build(polygons: numpy.ndarray) -> shapely.STRtree:
    """The tree; every polygon is prepared, and asked once, which is when GEOS indexes its edges."""
    tree = shapely.STRtree(polygons)
    tree.query(shapely.points(0, 0))
    shapely.prepare(polygons)
    boxes = shapely.bounds(polygons)
    shapely.intersects_xy(polygons, boxes[:, [0, 2]].mean(axis=1), boxes[:, [1, 3]].mean(axis=1))
    return tree


main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
