"""Real layers have the same digest in every format, whoever wrote the file."""

import json

import pytest

from CommandLine.program import dingge
from Formats.plans import converted, digest, ogr2ogr

from .coverages import LAYERS

# A shapefile does not say which ring is a hole of which: where rings cross or touch along lines,
# GDAL has to guess.
AMBIGUOUS_RINGS = set()

every_layer = pytest.mark.parametrize("layer", LAYERS, ids=str)


@every_layer
def test_a_layer_has_one_digest_in_every_format(layer, tmp_path):
    plan = tmp_path / "plan.geojson"
    layer.write(plan)
    expected = digest(plan)
    failed = []
    for ending in ("geojson", "gpkg", "topojson", "csv", "fgb", "shp", "kml"):
        target = converted(plan, tmp_path / f"own.{ending}")
        options = ["--crs", "wgs84"] if ending == "csv" else []
        if digest(target, *options) != expected:
            failed.append(f"own {ending}")
    for ending, driver in (("gpkg", "GPKG"), ("shp", "ESRI Shapefile"), ("fgb", "FlatGeobuf")):
        target = tmp_path / f"grid.{ending}"
        ogr2ogr("-f", driver, target, plan)
        if digest(target) != expected:
            failed.append(f"GDAL's {ending}")
    assert failed == []
