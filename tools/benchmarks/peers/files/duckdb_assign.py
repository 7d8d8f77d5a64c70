"""Joins points to grids with DuckDB: duckdb_assign.py PLAN POINTS.csv OUT.csv.

In SQL from file to file; a point in no grid keeps its row. Rows come in any order.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from duckdb_spatial import connect  # noqa: E402

ASSIGN = """
COPY (
    SELECT incidents.*, grids.grid_code, grids.village_code
    FROM read_csv(getvariable('points')) AS incidents
    LEFT JOIN grids ON ST_Intersects(grids.geom, ST_Point(incidents.lon, incidents.lat))
) TO '{}' (HEADER)
"""


def main(plan: Path, points: Path, out: Path) -> None:
    """Reads, joins and writes."""
    database = connect()
    database.execute(
        "CREATE TABLE grids AS SELECT code AS grid_code, parent AS village_code, geom"
        " FROM ST_Read(?)",
        [str(plan / "grid.geojson")],
    )
    database.execute("SET VARIABLE points = ?", [str(points)])
    database.execute(ASSIGN.format(str(out).replace("'", "''")))


main(*map(Path, sys.argv[1:4]))
