"""geopandas' spatial join: geopandas_memory.py GRIDS ROUNDS POINTS.csv..."""

import sys
from pathlib import Path

import geopandas
import numpy
from grids import read_points, read_shapes
from timing import report_build, report_points


def main(grids: Path, rounds: int, files: list[str]) -> None:
    """Joins the points of each file; the tree over the grids is kept between the joins."""
    shapes = geopandas.GeoSeries.from_wkb(read_shapes(grids))
    areas = geopandas.GeoDataFrame(geometry=shapes)
    report_build(lambda: areas.sindex)
    for path in files:
        x, y = read_points(path)
        points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(x, y))

        def ask() -> numpy.ndarray:
            joined = geopandas.sjoin(points, areas, how="inner", predicate="intersects")
            return joined.index.to_numpy()

        report_points(path, rounds, len(x), ask)


main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
