"""Shapefiles as offices have them: encodings, cut names, missing companions."""

import pytest

from CommandLine.plans import collection, feature, rectangle, write_json
from CommandLine.program import dingge
from CommandLine.wording import has_remedy, speaks_to_people

from .plans import converted, digest, features, ogr2ogr

CELLS = [rectangle(112 + n / 10, 24, 112.1 + n / 10, 24.1) for n in range(4)]


def written(tmp_path, encoding, layer="grid", **columns):
    """A shapefile whose columns hold, for each of four grids, a value."""
    plan = write_json(tmp_path / "source.geojson", collection(
        feature(cell, **{key: values[n] for key, values in columns.items()})
        for n, cell in enumerate(CELLS)))
    ogr2ogr("-f", "ESRI Shapefile", "-lco", f"ENCODING={encoding}", tmp_path / f"{layer}.shp", plan)
    plan.unlink()
    return tmp_path / f"{layer}.shp"


NAMES = ["西江村第一网格", "镕基网格", "喆網格", "甲"]
CODES = ["A1", "A2", "A3", "A4"]


@pytest.mark.parametrize("lang, word", [("en_US.UTF-8", "GB18030"), ("zh_CN.UTF-8", "GB18030")])
def test_without_cpg_the_encoding_is_found_and_said(tmp_path, lang, word):
    file = written(tmp_path, "GBK", code=CODES, name=NAMES)
    file.with_suffix(".cpg").unlink()
    done = dingge("convert", file, "-o", tmp_path / "out.geojson", lang=lang)
    assert done.status == 0 and word in done.err
    assert [e["properties"]["name"] for e in features(tmp_path / "out.geojson")] == NAMES


def test_without_cpg_utf8_is_found(tmp_path):
    file = written(tmp_path, "UTF-8", code=CODES, name=NAMES)
    file.with_suffix(".cpg").unlink()
    out = converted(file, tmp_path / "out.geojson")
    assert [e["properties"]["name"] for e in features(out)] == NAMES


def test_the_mark_in_the_table_goes_before_the_contents(tmp_path):
    file = written(tmp_path, "GBK", code=CODES, name=["a", "b", "c", "\u4e00"])
    file.with_suffix(".cpg").unlink()
    table = file.with_suffix(".dbf")
    bytes = bytearray(table.read_bytes())
    bytes[29] = 0x4D
    table.write_bytes(bytes)
    out = converted(file, tmp_path / "out.geojson")
    assert features(out)[3]["properties"]["name"] == "一"


def test_the_encoding_may_be_stated(tmp_path):
    """These bytes are valid in both encodings; only people can know."""
    file = written(tmp_path, "GBK", code=CODES, name=["聛"] * 4)
    file.with_suffix(".cpg").unlink()
    table = file.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace("聛".encode("gbk"), "é".encode()))
    for encoding, name in (("utf-8", "é"), ("gb18030", "é".encode().decode("gb18030"))):
        out = converted(file, tmp_path / f"{encoding}.geojson", "--encoding", encoding)
        assert features(out)[0]["properties"]["name"] == name
    done = dingge("check", file, "--encoding", "latin-1")
    assert done.status == 64


@pytest.mark.parametrize("encoding, heading", [
    ("UTF-8", "网格编码"), ("GBK", "网格编码"), ("UTF-8", "villagecode"), ("GBK", "所属行政村编码"),
    ("GBK", "行政区划代码"),
])
def test_names_cut_to_ten_bytes_are_understood(tmp_path, encoding, heading):
    file = written(tmp_path, encoding, **{heading: CODES, "其他": NAMES})
    done = dingge("describe", file, "--format", "csv")
    if heading == "所属行政村编码":
        assert done.status == 65 and "--code-field" in done.err
    else:
        assert done.status == 0, done.err
        assert [line.split(",")[0] for line in done.text.splitlines()[1:]] == CODES


def test_without_prj_the_system_has_to_be_stated(tmp_path):
    file = written(tmp_path, "UTF-8", code=CODES)
    expected = digest(file)
    file.with_suffix(".prj").unlink()
    for lang in ("en_US.UTF-8", "zh_CN.UTF-8"):
        done = dingge("check", file, lang=lang)
        assert done.status == 64 and "--crs" in done.err and ".prj" in done.err
        assert has_remedy(done.err) and speaks_to_people(done.err)
    assert digest(file, "--crs", "wgs84") == expected
    points = tmp_path / "points.csv"
    points.write_text("lon,lat\n112.05,24.05\n")
    done = dingge("assign", file, points, "--crs", "wgs84", "--plan-crs", "wgs84")
    assert done.status == 0 and "A1" in done.text


@pytest.mark.parametrize("system", ["EPSG:4490", "EPSG:4547", "EPSG:4526"])
def test_a_prj_without_code_is_understood(tmp_path, system):
    plan = written(tmp_path, "UTF-8", code=CODES)
    file = converted(plan, tmp_path / "projected.shp", "--to-crs", system)
    assert "AUTHORITY" not in file.with_suffix(".prj").read_text()
    done = dingge("check", file, "--format", "json")
    assert f'"crs": "{system}"' in done.text


@pytest.mark.parametrize("missing", [".shx", ".shp"])
def test_a_shapefile_that_is_not_whole_is_refused(tmp_path, missing):
    file = written(tmp_path, "UTF-8", code=CODES)
    file.with_suffix(missing).unlink()
    before = sorted(tmp_path.iterdir())
    done = dingge("check", file)
    assert done.status in (65, 66) and has_remedy(done.err) and speaks_to_people(done.err)
    assert sorted(tmp_path.iterdir()) == before


def test_written_shapefiles_are_utf8_and_say_so(tmp_path):
    file = written(tmp_path, "GBK", 网格编码=CODES, 网格名称=NAMES)
    out = converted(file, tmp_path / "out.shp")
    assert out.with_suffix(".cpg").read_text() == "UTF-8"
    back = features(converted(out, tmp_path / "back.geojson"))
    assert [e["properties"]["name"] for e in back] == NAMES
    assert [e["properties"]["code"] for e in back] == CODES


def test_what_a_shapefile_cannot_hold_is_said(tmp_path):
    plan = write_json(tmp_path / "plan.geojson", collection([
        feature(CELLS[0], code="A1", a_very_long_heading=1, note="字" * 200)]))
    done = dingge("convert", plan, "-o", tmp_path / "out.shp")
    assert done.status == 0
    assert "a_very_lon" in done.err
