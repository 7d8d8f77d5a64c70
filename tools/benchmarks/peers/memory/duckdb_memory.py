"""DuckDB's spatial join, in memory: duckdb_memory.py GRIDS ROUNDS POINTS.csv..."""

import sys
from pathlib import Path

import numpy
import pandas

sys.path.append(str(Path(__file__).parents[1]))

from duckdb_spatial import connect  # noqa: E402
from grids import read_shapes  # noqa: E402
from timing import report_points  # noqa: E402


def main(grids: Path, rounds: int, files: list[str]) -> None:
    """Joins the points of each file; the join builds what it needs each time."""
    database = connect()
    database.execute("SET threads = 1")
    shapes = pandas.DataFrame({"shape": read_shapes(grids)})  # noqa: F841
    database.execute(
        "CREATE TABLE grids AS SELECT ST_GeomFromWKB(shape::BLOB) AS shape FROM shapes"
    )
    del shapes
    for path in files:
        database.execute(
            "CREATE OR REPLACE TABLE points AS SELECT id - 1 AS point, ST_Point(lon, lat) AS place"
            " FROM read_csv(?)",
            [path],
        )
        (count,) = database.execute("SELECT count(*) FROM points").fetchone()

        def ask() -> numpy.ndarray:
            joined = database.execute(
                "SELECT point FROM points JOIN grids ON ST_Intersects(shape, place)"
            )
            return joined.fetchnumpy()["point"]

        report_points(path, rounds, count, ask)


main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
