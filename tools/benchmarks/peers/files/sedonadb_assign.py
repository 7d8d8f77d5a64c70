"""Joins points to grids with SedonaDB: sedonadb_assign.py PLAN POINTS.csv OUT.csv.

In SQL from file to file; a point in no grid keeps its row. Rows come in any order.
"""

import sys
from pathlib import Path

import sedonadb

ASSIGN = """
SELECT incidents.id, incidents.lon, incidents.lat,
    grids.code AS grid_code, grids.parent AS village_code
FROM incidents
LEFT JOIN grids ON ST_Intersects(grids.wkb_geometry, incidents.place)
"""


def main(plan: Path, points: Path, out: Path) -> None:
    """Reads, joins and writes."""
    database = sedonadb.connect()
    database.read_pyogrio(plan / "grid.geojson").to_view("grids")
    database.read.csv(points).to_view("rows")
    places = "SELECT *, ST_SetSRID(ST_Point(lon, lat), 4326) AS place FROM rows"
    database.sql(places).to_view("incidents")
    database.sql(ASSIGN).to_csv(out)


main(*map(Path, sys.argv[1:4]))
