"""The spatial join of polars-st: polars_memory.py GRIDS ROUNDS POINTS.csv..."""

import sys
from pathlib import Path

import numpy
import polars
import polars_st
from grids import read_points, read_shapes
from timing import report_points


def main(grids: Path, rounds: int, files: list[str]) -> None:
    """Joins the points of each file; the join builds what it needs each time."""
    shapes = polars.DataFrame({"wkb": read_shapes(grids)})
    areas = shapes.select(geometry=polars_st.from_wkb("wkb"))
    for path in files:
        x, y = read_points(path)
        table = polars.DataFrame({"point": numpy.arange(len(x)), "x": x, "y": y})
        points = table.select("point", geometry=polars_st.point(polars.concat_arr("x", "y")))

        def ask() -> numpy.ndarray:
            joined = points.st.sjoin(areas, on="geometry", how="inner", predicate="intersects")
            return joined["point"].to_numpy()

        report_points(path, rounds, len(x), ask)


main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
