"""Joins points to grids with geopandas: geopandas_assign.py PLAN POINTS.csv OUT.csv.

The way the manual shows it; a point in no grid keeps its row.
"""

import sys
from pathlib import Path

import geopandas
import pandas


def main(plan: Path, points: Path, out: Path) -> None:
    """Reads, joins and writes."""
    grids = geopandas.read_file(plan / "grid.geojson", columns=["code", "parent"])
    grids = grids.rename(columns={"code": "grid_code", "parent": "village_code"})
    table = pandas.read_csv(points)
    places = geopandas.points_from_xy(table.lon, table.lat, crs=grids.crs)
    incidents = geopandas.GeoDataFrame(table, geometry=places)
    joined = geopandas.sjoin(incidents, grids, how="left", predicate="intersects")
    joined.drop(columns=["geometry", "index_right"]).to_csv(out, index=False)


main(*map(Path, sys.argv[1:4]))
