"""Prints the versions of the peers' packages in this Python, as JSON."""

import importlib.metadata
import json
import platform

PACKAGES = (
    "shapely",
    "numpy",
    "geopandas",
    "pandas",
    "pyogrio",
    "pyarrow",
    "duckdb",
    "duckdb_extension_spatial",
    "sedonadb",
    "polars",
    "polars-st",
)

versions = {"Python": platform.python_version()}
for package in PACKAGES:
    try:
        versions[package] = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        continue
    if package == "shapely":
        import shapely

        versions["GEOS"] = shapely.geos_version_string
    if package == "pyogrio":
        import pyogrio

        versions["GDAL"] = pyogrio.__gdal_version_string__
print(json.dumps(versions))
