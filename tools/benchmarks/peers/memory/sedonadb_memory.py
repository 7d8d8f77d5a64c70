"""SedonaDB's spatial join, in memory: sedonadb_memory.py GRIDS ROUNDS POINTS.csv..."""

import sys
from pathlib import Path

import numpy
import pandas
import pyarrow
import sedonadb
from grids import read_points, read_shapes
from timing import report_points


def main(grids: Path, rounds: int, files: list[str]) -> None:
    """Joins the points of each file; the join builds what it needs each time."""
    database = sedonadb.connect()
    database.sql("SET datafusion.execution.target_partitions TO 1").execute()
    database.create_data_frame(pandas.DataFrame({"wkb": read_shapes(grids)})).to_view("shapes")
    database.sql("SELECT ST_GeomFromWKB(wkb) AS shape FROM shapes").to_memtable().to_view("grids")
    for path in files:
        x, y = read_points(path)
        table = pandas.DataFrame({"point": numpy.arange(len(x)), "x": x, "y": y})
        database.create_data_frame(table).to_view("rows", overwrite=True)
        places = database.sql("SELECT point, ST_Point(x, y) AS place FROM rows").to_memtable()
        places.to_view("points", overwrite=True)

        def ask() -> numpy.ndarray:
            joined = database.sql(
                "SELECT point FROM points JOIN grids ON ST_Intersects(shape, place)"
            )
            return pyarrow.table(joined)["point"].to_numpy()

        report_points(path, rounds, len(x), ask)


main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
