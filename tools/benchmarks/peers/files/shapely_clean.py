"""Cleans a coverage with GEOS: shapely_clean.py IN OUT GAP_WIDTH; from GeoJSON to GeoJSON.

Overlaps and narrow gaps go to the polygon with the longest border, as in `dingge repair`. Widths are
in the units of the coordinates. Prints the seconds that the cleaning itself took.
"""

import json
import sys
import time
from pathlib import Path

import shapely


def main(source: Path, target: Path, gap_width: float) -> None:
    """Cleans the polygons of a file and writes them with the properties that they had."""
    collection = json.loads(source.read_text("utf-8"))
    shapes = [shapely.geometry.shape(each["geometry"]) for each in collection["features"]]
    start = time.perf_counter()
    all_cleaned = shapely.coverage_clean(shapes, gap_width=gap_width)
    print(time.perf_counter() - start)
    for feature, cleaned in zip(collection["features"], all_cleaned):
        feature["geometry"] = json.loads(shapely.to_geojson(cleaned))
    target.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")


main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
