"""Real layers have the same digest in every format, whoever wrote the file."""

import pytest

from CommandLine.program import dingge
from Formats.plans import converted, digest, ogr2ogr

from .coverages import LAYERS

# A shapefile does not say which ring is a hole of which, and GDAL has to guess. Here a hole lies
# outside of its shell, and the guess is that it is none; dingge refuses to write what comes back so.
HOLE_OUTSIDE = {"peer-benchmarks/mapshaper-ex23-three-ca-precincts"}

# GDAL takes minutes for a KML of ten thousand areas.
LARGEST_KML = 2 << 20

every_layer = pytest.mark.parametrize("layer", LAYERS, ids=str)


@every_layer
def test_a_layer_has_one_digest_in_every_format(layer, tmp_path):
    plan = tmp_path / "plan.geojson"
    layer.write(plan)
    expected = digest(plan)
    failed = []
    for ending in ("geojson", "gpkg", "topojson", "csv", "fgb", "shp", "kml"):
        if ending == "kml" and plan.stat().st_size > LARGEST_KML:
            continue
        if ending == "shp" and str(layer) in HOLE_OUTSIDE:
            done = dingge("convert", plan, "-o", tmp_path / "own.shp")
            assert done.status == 64 and "1" in done.err and not (tmp_path / "own.shp").exists()
            continue
        target = converted(plan, tmp_path / f"own.{ending}")
        options = ["--crs", "wgs84"] if ending == "csv" else []
        if digest(target, *options) != expected:
            failed.append(f"own {ending}")
    for ending, driver in (("gpkg", "GPKG"), ("shp", "ESRI Shapefile"), ("fgb", "FlatGeobuf")):
        if ending == "shp" and str(layer) in HOLE_OUTSIDE:
            continue
        target = tmp_path / f"grid.{ending}"
        ogr2ogr("-f", driver, target, plan)
        if digest(target) != expected:
            failed.append(f"GDAL's {ending}")
    assert failed == []
