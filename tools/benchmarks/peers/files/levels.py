"""Reading a level of a plan the fastest way that is installed."""

import json
from importlib.util import find_spec
from pathlib import Path

import numpy
import shapely

WORTH_GDAL = 8 << 20
"""Size of a file, in bytes, from which GDAL saves more time than its import takes."""


def read_level(path: Path) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """The codes, the parents' codes ("" where there is none) and the polygons of a GeoJSON file."""
    is_big = path.stat().st_size >= WORTH_GDAL
    return read_by_gdal(path) if is_big and find_spec("pyogrio") else read_by_json(path)


def read_by_gdal(path: Path):
    """By GDAL's reader, without data frames."""
    import pyogrio.raw

    meta, _, polygons, columns = pyogrio.raw.read(path, columns=["code", "parent"])
    fields = dict(zip(meta["fields"], columns))
    codes = fields["code"]
    return codes, fields.get("parent", numpy.full(len(codes), "")), shapely.from_wkb(polygons)


def read_by_json(path: Path):
    """By the standard library."""
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    properties = [feature["properties"] for feature in features]
    return (
        numpy.array([fields["code"] for fields in properties]),
        numpy.array([fields.get("parent", "") for fields in properties]),
        numpy.array([shapely.geometry.shape(feature["geometry"]) for feature in features]),
    )
