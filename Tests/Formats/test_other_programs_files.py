"""Files as GDAL writes them read to the digest of their GeoJSON, in every format and encoding."""

import pytest

from .plans import LEVELS, checked, digest, geopackage, ogr2ogr

FORMATS = {
    "shp": ("ESRI Shapefile", "-lco", "ENCODING=UTF-8"),
    "fgb": ("FlatGeobuf",),
    "kml": ("LIBKML",),
    "gml": ("GML",),
    "tab": ("MapInfo File", "-lco", "ENCODING=UTF-8", "-lco", "BOUNDS=112,24,113,25"),
    "mif": ("MapInfo File", "-dsco", "FORMAT=MIF", "-lco", "ENCODING=UTF-8"),
    "csv": ("CSV", "-lco", "GEOMETRY=AS_WKT"),
}
# Their coordinates are rounded: to a share of the bounds, and to fifteen digits.
ROUNDED = {"tab"}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_folder_of_files_named_after_levels(xijiang, xijiang_digest, tmp_path, ending):
    driver, *options = FORMATS[ending]
    for level in LEVELS:
        ogr2ogr("-f", driver, *options, tmp_path / f"{level}.{ending}", xijiang / f"{level}.geojson")
    stated = ["--crs", "wgs84"] if ending in ("csv", "tab", "mif") else []
    report = checked(tmp_path, *stated)
    assert {each["level"]: each["units"] for each in report["levels"]} == {
        "town": 1, "village": 11, "grid": 62,
    }
    if ending not in ROUNDED:
        assert report["plan"]["digest"] == xijiang_digest


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK", "GB18030"])
@pytest.mark.parametrize("sidecar", [True, False])
def test_shapefiles_in_either_encoding_with_and_without_cpg(
    xijiang, xijiang_digest, tmp_path, encoding, sidecar
):
    for level in LEVELS:
        file = tmp_path / f"{level}.shp"
        ogr2ogr("-f", "ESRI Shapefile", "-lco", f"ENCODING={encoding}", file,
                xijiang / f"{level}.geojson")
        if not sidecar:
            file.with_suffix(".cpg").unlink()
    assert digest(tmp_path) == xijiang_digest


@pytest.mark.parametrize("names", [
    {}, {"grid": "网格", "village": "村", "town": "镇"}, {"grid": "Grids", "village": "社区"},
])
def test_a_geopackage_with_layers_named_in_either_language(
    xijiang, xijiang_digest, tmp_path, names
):
    assert digest(geopackage(xijiang, tmp_path / "plan.gpkg", names)) == xijiang_digest


@pytest.mark.parametrize("options", [
    ("-dim", "XYZ"), ("-dim", "XYM"), ("-dim", "XYZM"), ("-nlt", "PROMOTE_TO_MULTI"),
    ("-nlt", "CURVEPOLYGON"), ("-nlt", "MULTISURFACE"), ("-nlt", "GEOMETRYCOLLECTION"),
    ("-lco", "FID=id", "-lco", "GEOMETRY_NAME=形状"), ("-dsco", "VERSION=1.0"),
    ("-dsco", "VERSION=1.3"), ("-lco", "SPATIAL_INDEX=NO"),
], ids=" ".join)
def test_a_geopackage_of_any_kind(xijiang, xijiang_digest, tmp_path, options):
    assert digest(geopackage(xijiang, tmp_path / "plan.gpkg", options=options)) == xijiang_digest


def test_a_file_geodatabase(xijiang, xijiang_digest, tmp_path):
    """GDAL 3.6 writes them; their coordinates lie on a raster of a billionth of a degree."""
    plan = tmp_path / "plan.gdb"
    for level in LEVELS:
        ogr2ogr("-f", "OpenFileGDB", *(["-update"] if plan.exists() else []), "-nlt",
                "MULTIPOLYGON", plan, xijiang / f"{level}.geojson", "-nln", level)
    assert digest(plan) == xijiang_digest


def test_layers_of_kml_and_gml_in_one_file(xijiang, xijiang_digest, tmp_path):
    package = geopackage(xijiang, tmp_path / "plan.gpkg")
    for ending, driver in (("kml", "LIBKML"), ("kmz", "LIBKML"), ("gml", "GML")):
        ogr2ogr("-f", driver, tmp_path / f"plan.{ending}", package)
        assert digest(tmp_path / f"plan.{ending}") == xijiang_digest


def test_a_csv_in_gb18030(xijiang, xijiang_digest, tmp_path):
    for level in LEVELS:
        file = tmp_path / f"{level}.csv"
        ogr2ogr("-f", "CSV", "-lco", "GEOMETRY=AS_WKT", file, xijiang / f"{level}.geojson")
        file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    assert digest(tmp_path, "--crs", "wgs84") == xijiang_digest


def test_reading_leaves_nothing_beside_the_files(xijiang, tmp_path, monkeypatch):
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("TMPDIR", str(work))
    for ending in ("gml", "shp", "kml"):
        folder = tmp_path / ending
        folder.mkdir()
        driver, *options = FORMATS[ending]
        for level in LEVELS:
            ogr2ogr("-f", driver, *options, folder / f"{level}.{ending}",
                    xijiang / f"{level}.geojson")
        before = sorted(folder.iterdir())
        digest(folder)
        assert sorted(folder.iterdir()) == before
    assert list(work.iterdir()) == []
