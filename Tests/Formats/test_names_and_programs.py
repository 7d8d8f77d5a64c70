"""Only files are taken as files, and a program that is missing is named."""

import os
import subprocess

import pytest

from CommandLine.program import PROGRAM, dingge
from CommandLine.wording import has_remedy, speaks_to_people

from .plans import digest, ogr2ogr


@pytest.mark.parametrize("lang", ["en_US.UTF-8", "zh_CN.UTF-8"])
@pytest.mark.parametrize("name", [
    "PG:dbname=plans", "PG:host=example.org.shp", "/vsicurl/http://example.org/grid.shp",
    "/vsizip/plan.zip/grid.shp", "/vsizip//vsicurl/http://example.org/a.zip/grid.kml",
    "http://example.org/grid.gml", "WFS:http://example.org", "/./vsicurl/http://example.org/a.fgb",
    "GPKG:plan.gpkg:grid", "MySQL:plans,user=x.csv",
])
def test_names_of_services_and_archives_are_no_files(tmp_path, name, lang):
    done = dingge("check", name, cwd=tmp_path, lang=lang)
    assert done.status in (65, 66) and done.out == b""
    assert has_remedy(done.err) and speaks_to_people(done.err)


@pytest.mark.parametrize("name", ["-oo.shp", "PG:plan.shp", "a b;c.shp", "$(touch x).shp", "'\".shp"])
def test_files_with_names_that_look_like_something_else_are_read(xijiang, tmp_path, name):
    ogr2ogr("-f", "ESRI Shapefile", tmp_path / "x.shp", xijiang / "grid.geojson")
    for ending in ("shp", "shx", "dbf", "prj"):
        (tmp_path / f"x.{ending}").rename(tmp_path / f"{name[:-4]}.{ending}")
    path = f"./{name}" if name.startswith("-") else name
    done = dingge("check", path, cwd=tmp_path)
    assert done.status == 0, done.err
    assert digest(tmp_path / name) == digest(xijiang / "grid.geojson")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("content", [
    '<OGRVRTDataSource><OGRVRTLayer name="grid"><SrcDataSource>{}</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>",
])
def test_a_file_that_names_another_place_is_not_followed(xijiang, tmp_path, content):
    for ending in ("shp", "kml", "fgb", "tab", "gml"):
        file = tmp_path / f"grid.{ending}"
        file.write_text(content.format(xijiang / "grid.geojson"))
        done = dingge("check", file)
        assert done.status == 65 and has_remedy(done.err), done.err


@pytest.mark.parametrize("lang", ["en_US.UTF-8", "zh_CN.UTF-8"])
@pytest.mark.parametrize("command", ["read", "write"])
def test_a_missing_ogr2ogr_is_named_with_its_package(xijiang, tmp_path, command, lang):
    ogr2ogr("-f", "FlatGeobuf", tmp_path / "grid.fgb", xijiang / "grid.geojson")
    arguments = {
        "read": ["check", tmp_path / "grid.fgb"],
        "write": ["convert", xijiang, "-o", tmp_path / "out.shp"],
    }[command]
    done = subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True,
        env={"PATH": str(tmp_path), "LANG": lang})
    assert done.returncode == 69 and "gdal-bin" in done.stderr
    assert not (tmp_path / "out.shp").exists()


@pytest.mark.parametrize("ending", ["shp", "kml", "kmz", "gdb", "dxf", "fgb", "gml", "tab", "csv"])
@pytest.mark.parametrize("content", [b"", b"nonsense", b"\0" * 5000, b"\xff\xfe<\0k\0m\0l\0"])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, ending, content):
    file = tmp_path / f"grid.{ending}"
    file.write_bytes(content)
    done = dingge("check", file, "--crs", "wgs84")
    assert done.status == 65 and file.name in done.err, (done.status, done.err)
    assert has_remedy(done.err) and speaks_to_people(done.err)


def test_an_end_by_a_signal_leaves_neither_the_program_nor_its_files(xijiang, tmp_path):
    """A stand-in for `ogr2ogr` that never ends tells its process number."""
    work, tools = tmp_path / "work", tmp_path / "tools"
    work.mkdir()
    tools.mkdir()
    stand_in = tools / "ogr2ogr"
    stand_in.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/started\nexec sleep 100\n")
    stand_in.chmod(0o755)
    ogr2ogr("-f", "FlatGeobuf", tmp_path / "grid.fgb", xijiang / "grid.geojson")
    running = subprocess.Popen(
        [PROGRAM, "check", tmp_path / "grid.fgb"], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": f"{tools}:{os.environ['PATH']}", "TMPDIR": str(work)})
    started = tmp_path / "started"
    while not (started.exists() and started.read_text().strip()):
        assert running.poll() is None
    assert list(work.iterdir()) != []
    running.terminate()
    assert running.wait(10) == -15
    assert list(work.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)
