"""Plans as other programs write them, and what dingge makes of them."""

import json
import sqlite3
import subprocess

from CommandLine.program import dingge

LEVELS = ("town", "village", "grid")


def checked(path, *options, **surroundings):
    """The object of `check`, for any plan that can be read."""
    done = dingge("check", path, "--format", "json", *options, **surroundings)
    assert done.status in (0, 1), (done.status, done.err)
    return json.loads(done.out)


def digest(path, *options):
    """The digest of a plan."""
    return checked(path, *options)["plan"]["digest"]


def converted(plan, target, *options):
    """Writes a plan by `convert` and returns where it is."""
    done = dingge("convert", plan, "-o", target, *options)
    assert done.status == 0, (done.status, done.err)
    return target


def ogr2ogr(*arguments):
    """Runs `ogr2ogr`, which has to succeed."""
    done = subprocess.run(["ogr2ogr", *map(str, arguments)], capture_output=True, text=True,
                          errors="replace")
    assert done.returncode == 0, done.stderr


def geopackage(folder, path, names=None, options=()):
    """A GeoPackage of the files of a folder by GDAL, with these names of layers."""
    for level in LEVELS:
        layer = (names or {}).get(level, level)
        update = ["-update"] if path.exists() else []
        ogr2ogr("-f", "GPKG", *update, *options, path, folder / f"{level}.geojson", "-nln", layer)
    return path


def rows(path, query):
    """What a query finds in a GeoPackage."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


def features(path):
    """The features of a GeoJSON."""
    return json.loads(path.read_text("utf-8"))["features"]
