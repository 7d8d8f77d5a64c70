"""Validity of all grids and of their coverage in GEOS: shapely_certificate.py GRIDS.

Prints the seconds that both took together, of the clock and of the processor, without loading.
"""

import sys
import time
from pathlib import Path

import numpy
import shapely
from grids import read_shapes
from timing import report


def main(grids: Path) -> int:
    """Loads the grids, then times; returns the exit status."""
    polygons = shapely.from_wkb(numpy.array(read_shapes(grids), dtype=object))
    wall, cpu = time.perf_counter(), time.process_time()
    is_right = bool(shapely.is_valid(polygons).all()) and shapely.coverage_is_valid(polygons)
    report({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu})
    return 0 if is_right else 1


sys.exit(main(Path(sys.argv[1])))
