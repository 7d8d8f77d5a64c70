"""GeoPackages in the states in which planners leave them."""

import json
import os
import shutil
import sqlite3
import struct
import subprocess
import tempfile

import pytest

from CommandLine.program import PROGRAM, dingge
from CommandLine.wording import has_remedy, speaks_to_people

from .plans import checked, converted, digest, geopackage, ogr2ogr


@pytest.fixture
def package(xijiang, tmp_path):
    """The sample town as GDAL writes it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return geopackage(xijiang, folder / "plan.gpkg")


def refused(path, status, *words, options=()):
    """Checks that a plan is refused in both languages."""
    for lang in ("en_US.UTF-8", "zh_CN.UTF-8"):
        done = dingge("check", path, *options, lang=lang)
        assert (done.status, done.out) == (status, b""), done.err
        assert has_remedy(done.err) and speaks_to_people(done.err), done.err
        assert all(word in done.err for word in words), done.err


def change(path, *statements):
    """Changes a GeoPackage without asking its triggers."""
    with sqlite3.connect(path) as database:
        for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.execute(f'DROP TRIGGER "{name}"')
        for statement, *values in statements:
            database.execute(statement, values)


def anybody():
    """Arguments to run a program as somebody who has no rights of his own."""
    return {"user": "nobody"} if os.getuid() == 0 else {}


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_file_and_a_folder_that_may_only_be_read(package, xijiang_digest, mode):
    with tempfile.TemporaryDirectory() as folder:
        plan = shutil.copy(package, f"{folder}/plan.gpkg")
        database = sqlite3.connect(plan)
        database.execute(f"PRAGMA journal_mode = {mode}")
        database.close()
        os.chmod(plan, 0o444)
        os.chmod(folder, 0o555)
        done = subprocess.run(
            [PROGRAM, "check", plan, "--format", "json"], capture_output=True, **anybody())
        assert json.loads(done.stdout)["plan"]["digest"] == xijiang_digest
        assert os.listdir(folder) == ["plan.gpkg"]
        os.chmod(folder, 0o755)


def test_a_file_in_write_ahead_mode_is_read_and_nothing_is_left_beside(package, xijiang_digest):
    with sqlite3.connect(package) as database:
        assert database.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    database.close()
    before = sorted(package.parent.iterdir())
    assert before == [package]
    assert digest(package) == xijiang_digest
    assert sorted(package.parent.iterdir()) == before


def crashed(package, to):
    """A copy of a file in write-ahead mode as a crash leaves it: with changes only in the log."""
    change(package)
    database = sqlite3.connect(package)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("UPDATE grid SET kind = 'void' WHERE code = '441882118201001'")
    database.commit()
    for suffix in ("", "-wal"):
        shutil.copy(f"{package}{suffix}", f"{to}{suffix}")
    database.close()
    return to


def test_what_a_crash_left_in_the_log_counts(package, xijiang_digest, tmp_path):
    left = tmp_path / "left"
    left.mkdir()
    plan = crashed(package, left / "plan.gpkg")
    before = {each: each.read_bytes() for each in left.iterdir()}
    assert len(before) == 2
    assert digest(plan) == digest(package) != xijiang_digest
    assert {each: each.read_bytes() for each in left.iterdir()} == before


def test_another_program_that_has_the_file_open_is_no_hindrance(package, xijiang_digest):
    for mode in ("delete", "wal"):
        database = sqlite3.connect(package, isolation_level=None)
        database.execute(f"PRAGMA journal_mode = {mode}")
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE gpkg_contents SET description = 'at work'")
        assert digest(package) == xijiang_digest
        database.execute("ROLLBACK")
        database.close()


def test_a_file_that_another_program_is_writing_is_waited_for_and_then_said(package):
    database = sqlite3.connect(package, isolation_level=None)
    database.execute("PRAGMA journal_mode = delete")
    database.execute("BEGIN EXCLUSIVE")
    refused(package, 66, "plan.gpkg")
    database.execute("ROLLBACK")
    database.close()


@pytest.mark.parametrize("content", [
    b"", b"x", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(84), bytes(4096),
    b'{"type":"FeatureCollection","features":[]}', b"SQLite format 3\0" + b"\xff" * 8000,
])
def test_what_is_no_database_is_refused(tmp_path, content):
    (tmp_path / "plan.gpkg").write_bytes(content)
    refused(tmp_path / "plan.gpkg", 65, "plan.gpkg")


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / "plan.gpkg") as database:
        database.execute("CREATE TABLE grid (code TEXT)")
    refused(tmp_path / "plan.gpkg", 65, "gpkg_contents")


def test_a_geopackage_without_layers_is_refused(package):
    change(package, ("DELETE FROM gpkg_geometry_columns",), ("DELETE FROM gpkg_contents",))
    refused(package, 65, "plan.gpkg")


def test_a_missing_file_is_missing(tmp_path):
    refused(tmp_path / "plan.gpkg", 66, "plan.gpkg")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_truncated_file_is_refused(package, share):
    whole = package.read_bytes()
    package.write_bytes(whole[: int(len(whole) * share) // 4096 * 4096])
    refused(package, 65, "plan.gpkg")


def test_one_layer_of_another_name_holds_grids_and_that_is_said(xijiang, tmp_path):
    plan = tmp_path / "plan.gpkg"
    ogr2ogr("-f", "GPKG", plan, xijiang / "grid.geojson", "-nln", "我的图层")
    done = dingge("check", plan)
    assert done.status == 0 and "我的图层" in done.err
    assert digest(plan) == digest(xijiang / "grid.geojson")


def test_layers_of_other_names_beside_levels_are_passed_over_and_named(
    package, xijiang, xijiang_digest
):
    ogr2ogr("-f", "GPKG", "-update", package, xijiang / "grid.geojson", "-nln", "backup")
    assert "backup" in dingge("check", package).err
    assert digest(package) == xijiang_digest


def test_several_layers_of_which_none_is_a_level_are_refused_by_name(xijiang, tmp_path):
    plan = geopackage(xijiang, tmp_path / "plan.gpkg", {"town": "a", "village": "b", "grid": "c"})
    refused(plan, 65, "a, b, c", "grid")


def test_two_layers_of_one_level_are_refused_by_name(package, xijiang):
    ogr2ogr("-f", "GPKG", "-update", package, xijiang / "grid.geojson", "-nln", "网格")
    refused(package, 65, "网格")


def test_layers_in_different_systems_are_refused(xijiang, tmp_path):
    plan = converted(xijiang, tmp_path / "plan.gpkg", "--to-crs", "EPSG:4547")
    ogr2ogr("-f", "GPKG", "-update", "-overwrite", plan, xijiang / "grid.geojson", "-nln", "grid")
    refused(plan, 65, "EPSG:4547", "EPSG:4326")


def test_a_layer_without_system_is_refused_until_it_is_stated(package, xijiang_digest):
    change(package, ("UPDATE gpkg_geometry_columns SET srs_id = 0",))
    refused(package, 64, "--crs")
    assert digest(package, "--crs", "wgs84") == xijiang_digest
    assert dingge("describe", package, "--plan-crs", "wgs84").status == 0


HEADER = b"GP\0\x01" + struct.pack("<i", 4326)
GEOMETRIES = {
    "no blob": "text",
    "no header": b"\x01\x03\0\0\0\0\0\0\0",
    "cut": HEADER + b"\x01\x03\0\0\0\x01\0\0\0\xff\xff\xff\xff",
    "a point": HEADER + b"\x01" + struct.pack("<Idd", 1, 112, 24),
    "a curve": HEADER + b"\x01" + struct.pack("<II", 10, 1) + b"\x01" + struct.pack("<II", 8, 0),
    "an unknown type": HEADER + b"\x01" + struct.pack("<II", 99, 0),
    "off the Earth": HEADER + b"\x01" + struct.pack("<IIIdddddddd", 3, 1, 4, 500, 0, 501, 0,
                                                       501, 1, 500, 0),
    "not a number": HEADER + b"\x01" + struct.pack("<IIIdddddddd", 3, 1, 4, float("nan"), 0, 1, 0,
                                                     1, 1, 0, 0),
}


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_a_geometry_that_cannot_be_used_is_named_by_its_key(package, geometry):
    change(package, ("UPDATE grid SET geom = ? WHERE fid = 17", GEOMETRIES[geometry]))
    refused(package, 65, "fid 17", "441882118")


@pytest.mark.parametrize("geometry", [None, HEADER[:3] + b"\x11" + HEADER[4:]])
def test_a_unit_without_or_with_an_empty_geometry_is_one_without_polygon(package, geometry):
    change(package, ("UPDATE town SET geom = ?", geometry))
    kinds = [each["kind"] for each in checked(package)["defects"]]
    assert "no-outline" in kinds and "invalid-ring" not in kinds


def test_heights_are_left_out_and_that_is_said(xijiang, xijiang_digest, tmp_path):
    plan = geopackage(xijiang, tmp_path / "plan.gpkg", options=("-dim", "XYZ"))
    done = dingge("check", plan)
    assert done.status == 0 and "Z" in done.err


def test_codes_stored_as_numbers_are_the_same_codes(package, xijiang_digest):
    change(
        package,
        ("ALTER TABLE grid RENAME COLUMN code TO text",),
        ("ALTER TABLE grid RENAME COLUMN parent TO above",),
        ("ALTER TABLE grid ADD COLUMN code",),
        ("ALTER TABLE grid ADD COLUMN parent",),
        ("UPDATE grid SET code = CAST(text AS INTEGER), parent = CAST(above AS REAL)",))
    assert digest(package) == xijiang_digest


@pytest.mark.parametrize("heading", ["网格编码", "WGBM", "编号"])
def test_columns_are_found_by_their_usual_headings(package, xijiang_digest, heading):
    change(package, (f'ALTER TABLE grid RENAME COLUMN code TO "{heading}"',))
    assert digest(package) == xijiang_digest


def test_a_layer_without_a_code_is_refused_with_the_columns_it_has(package):
    change(package, ("ALTER TABLE grid RENAME COLUMN code TO colour",))
    refused(package, 65, "colour", "--code-field")
    assert dingge("check", package, "--code-field", "colour").status in (0, 1, 65)


def test_a_view_is_read_as_a_layer(package, xijiang_digest):
    change(
        package,
        ("ALTER TABLE grid RENAME TO drawn",),
        ("CREATE VIEW grid AS SELECT fid, geom, code, name, parent, kind FROM drawn",))
    assert digest(package) == xijiang_digest
