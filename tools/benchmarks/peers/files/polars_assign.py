"""Joins points to grids with polars-st: polars_assign.py PLAN POINTS.csv OUT.csv.

A point in no grid keeps its row.
"""

import sys
from pathlib import Path

import polars
import polars_st


def main(plan: Path, points: Path, out: Path) -> None:
    """Reads, joins and writes."""
    grids = polars_st.read_file(plan / "grid.geojson", columns=["code", "parent"]).select(
        "geometry", grid_code="code", village_code="parent"
    )
    place = polars_st.point(polars.concat_arr("lon", "lat"), 4326)
    incidents = polars.read_csv(points).with_columns(geometry=place)
    joined = incidents.st.sjoin(grids, on="geometry", how="left", predicate="intersects")
    joined.drop("geometry", "geometry_right").write_csv(out)


main(*map(Path, sys.argv[1:4]))
