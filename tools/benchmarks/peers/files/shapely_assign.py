"""Joins points to grids with shapely: shapely_assign.py PLAN POINTS.csv OUT.csv PREDICATE.

The tree holds the points and the grids are the question, which is the faster way round: shapely
prepares each grid once. Columns of the input pass through as text; a point in no grid keeps its
row. PREDICATE is what a grid does to its points: `intersects`, or `contains` for interiors only.
"""

import sys
from operator import add
from pathlib import Path

import numpy
import shapely
from levels import read_level


def main(plan: Path, points: Path, out: Path, predicate: str) -> None:
    """Reads, joins and writes."""
    codes, parents, polygons = read_level(plan / "grid.geojson")
    heading, *rows = points.read_text(encoding="utf-8").splitlines()
    columns = [heading.split(",").index(name) for name in ("lon", "lat")]
    positions = numpy.loadtxt(points, delimiter=",", skiprows=1, usecols=columns)
    tree = shapely.STRtree(shapely.points(positions))
    grid_of, point_of = tree.query(polygons, predicate=predicate)
    alone = numpy.setdiff1d(numpy.arange(len(rows)), point_of)
    point_of = numpy.concatenate([point_of, alone])
    grid_of = numpy.concatenate([grid_of, numpy.full(len(alone), len(polygons))])
    order = numpy.lexsort((grid_of, point_of))
    labels = [*map(",{},{}\n".format, codes, parents), ",,\n"]
    with open(out, "w", encoding="utf-8", newline="") as file:
        file.write(f"{heading},grid_code,village_code\n")
        given = map(labels.__getitem__, grid_of[order].tolist())
        file.writelines(map(add, map(rows.__getitem__, point_of[order].tolist()), given))


main(*map(Path, sys.argv[1:4]), sys.argv[4])
