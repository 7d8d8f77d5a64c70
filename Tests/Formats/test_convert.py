"""`convert` keeps the plan and its columns in every format; what it writes, others read."""

import json
import subprocess

import pytest
import shapely

from CommandLine.plans import collection, feature, rectangle, write_json, write_town
from CommandLine.program import dingge
from CommandLine.wording import has_remedy, speaks_to_people

from .plans import checked, converted, digest, features, ogr2ogr, rows

TARGETS = ["x.geojson", "x.json", "folder/", "x.gpkg", "x.topojson", "x.csv", "x.shp", "x.fgb",
           "x.kml"]


def stated(target):
    """What has to be said when the format cannot."""
    return ["--crs", "wgs84"] if str(target).endswith(".csv") else []


@pytest.mark.parametrize("target", TARGETS)
def test_the_digest_stays(xijiang, xijiang_digest, tmp_path, target):
    target = f"{tmp_path}/{target}"
    converted(xijiang, target)
    assert digest(target, *stated(target)) == xijiang_digest


@pytest.mark.parametrize("target", [each for each in TARGETS if each != "x.fgb"])
def test_the_digest_stays_with_voids_defects_and_units_without_polygon(tmp_path, target):
    folder = tmp_path / "town"
    folder.mkdir()
    write_town(folder, voids=["441882109201003"], widened={"441882109201004": 0.0001})
    write_json(folder / "town.geojson", collection([feature(None, code="441882109", name="镇")]))
    target = f"{tmp_path}/{target}"
    converted(folder, target)
    assert digest(target, *stated(target)) == digest(folder)


def test_flatgeobuf_is_refused_for_units_that_it_would_lose(tmp_path):
    plan = write_json(tmp_path / "plan.geojson", collection([
        feature(None, code="V", level="village"), feature(rectangle(112, 24, 113, 25), code="V1")]))
    done = dingge("convert", plan, "-o", tmp_path / "x.fgb")
    assert done.status == 64 and " V" in done.err and not (tmp_path / "x.fgb").exists()


@pytest.mark.parametrize("target", ["x.geojson", "x.gpkg", "x.topojson", "x.shp", "x.fgb"])
@pytest.mark.parametrize("system", ["EPSG:4490", "EPSG:4547"])
def test_the_digest_stays_in_other_systems(xijiang, tmp_path, system, target):
    projected = converted(xijiang, tmp_path / "plan.gpkg", "--to-crs", system)
    target = tmp_path / target
    converted(projected, target)
    assert checked(target)["plan"]["crs"] == system
    assert digest(target) == digest(projected)


@pytest.mark.parametrize("middle", ["x.gpkg", "x.topojson", "x.fgb", "x.csv", "x.kml"])
def test_columns_come_back_from_every_format(tmp_path, middle):
    properties = [
        {"网格编码": "A1", "网格名称": "一", "人口": 120, "面积": 1.5, "备注": "引号\",逗号\n换行"},
        {"网格编码": "A2", "网格名称": "二", "人口": None, "面积": 2.25, "备注": None},
    ]
    plan = write_json(tmp_path / "plan.geojson", collection(
        feature(rectangle(112 + n, 24, 113 + n, 25), **each) for n, each in enumerate(properties)))
    there = converted(plan, tmp_path / middle)
    back = converted(there, tmp_path / "back.geojson", *stated(there))
    typeless = middle in ("x.csv",)
    found = sorted(features(back), key=lambda each: each["properties"]["网格编码"])
    for before, after in zip(properties, found, strict=True):
        for name, value in before.items():
            found = after["properties"].get(name)
            if name == "网格名称" and middle == "x.kml":
                found = after["properties"].get("Name", found)
            if value is None:
                assert found in (None, "")
            else:
                assert (str(found) if typeless else found) == (str(value) if typeless else value)


def test_columns_of_a_geopackage_keep_their_types(tmp_path):
    source = tmp_path / "source.geojson"
    write_json(source, collection([
        feature(rectangle(112, 24, 113, 25), code="A", n=5, r=0.5, b=True, t="文字", j={"a": [1]}),
        feature(rectangle(113, 24, 114, 25), code="B", n=2**40, r=3, b=False, t="", j=None),
    ]))
    first = converted(source, tmp_path / "first.gpkg")
    assert rows(first, "SELECT code, n, r, b, t, j FROM grid") == [
        ("A", 5, 0.5, 1, "文字", '{"a": [1]}'), ("B", 2**40, 3.0, 0, "", None),
    ]
    types = dict(rows(first, "SELECT name, type FROM pragma_table_info('grid')"))
    assert [types[each] for each in "nrbtj"] == ["INTEGER", "REAL", "BOOLEAN", "TEXT", "TEXT"]
    second = converted(first, tmp_path / "second.gpkg")
    query = "SELECT * FROM grid"
    assert rows(first, query) == rows(second, query)
    back = features(converted(second, tmp_path / "back.geojson"))
    assert back[0]["properties"]["b"] is True and back[1]["properties"]["n"] == 2**40


@pytest.mark.parametrize("options, heading", [
    (("--code-field", "nr"), "nr"), (("--code-field", "nr", "--name-field", "code"), "nr"),
])
def test_a_code_in_a_column_of_another_name_is_found_without_being_told(
    tmp_path, options, heading
):
    plan = write_json(tmp_path / "plan.geojson", collection(
        feature(rectangle(112 + n, 24, 113 + n, 25), nr=f"A{n}", code=f"old{n}") for n in range(3)))
    for target in ("x.gpkg", "x.geojson", "x.shp", "x.csv"):
        target = converted(plan, tmp_path / target, *options)
        assert digest(target, *stated(target)) == digest(plan, *options)


def test_names_that_only_differ_in_case_or_are_taken_are_kept_apart(tmp_path):
    plan = write_json(tmp_path / "plan.geojson", collection([
        feature(rectangle(112, 24, 113, 25), code="A", fid=7, geom="g", x=1, X=2)]))
    target = converted(plan, tmp_path / "x.gpkg")
    names = [each for each, in rows(target, "SELECT name FROM pragma_table_info('grid')")]
    assert len({each.lower() for each in names}) == len(names) == 7
    values = rows(target, "SELECT * FROM grid")[0]
    assert {7, "g", 1, 2, "A"} <= set(values)


def test_geojson_follows_the_standard(xijiang, tmp_path):
    target = converted(xijiang, tmp_path / "x.geojson")
    text = target.read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith('{"type":"Feature",')]
    assert len(lines) == 74 and "crs" not in json.loads(text)
    for each in features(target):
        shape = shapely.geometry.shape(each["geometry"])
        for part in shapely.get_parts(shape):
            assert part.exterior.is_ccw and not any(ring.is_ccw for ring in part.interiors)


def test_geopackages_pass_the_conformance_check_of_gdal(xijiang, tmp_path):
    for target, options in (("a.gpkg", []), ("b.gpkg", ["--to-crs", "EPSG:4547"])):
        target = converted(xijiang, tmp_path / target, *options)
        done = subprocess.run(
            ["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", target],
            capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        listed = subprocess.run(["ogrinfo", "-al", target], capture_output=True, text=True)
        assert listed.returncode == 0 and listed.stderr == ""
        assert listed.stdout.count("OGRFeature(") == 74


def test_the_spatial_index_of_a_geopackage_is_that_of_its_features(xijiang, tmp_path):
    target = converted(xijiang, tmp_path / "x.gpkg")
    boxes = rows(target, "SELECT id, minx, maxx, miny, maxy FROM rtree_grid_geom ORDER BY id")
    assert len(boxes) == 62
    for (fid, *box), each in zip(boxes, features(xijiang / "grid.geojson")):
        west, south, east, north = shapely.geometry.shape(each["geometry"]).bounds
        assert box == pytest.approx([west, east, south, north], abs=2e-5)
        assert box[0] <= west and box[1] >= east and box[2] <= south and box[3] >= north


def test_gdal_can_edit_what_is_written(xijiang, tmp_path):
    """The triggers of the spatial index work in a program that has the functions."""
    target = converted(xijiang, tmp_path / "x.gpkg")
    ogr2ogr("-f", "GPKG", "-append", "-update", target, xijiang / "grid.geojson", "-nln", "grid")
    assert rows(target, "SELECT count(*) FROM rtree_grid_geom") == [(124,)]


def test_arcs_of_a_topojson_are_each_there_once(xijiang, tmp_path):
    topology = json.loads(converted(xijiang, tmp_path / "x.topojson").read_text("utf-8"))
    edges = set()
    for arc in topology["arcs"]:
        for pair in zip(arc, arc[1:]):
            edge = frozenset(map(tuple, pair))
            assert len(edge) == 2 and edge not in edges
            edges.add(edge)
    assert set(topology["objects"]) == {"town", "village", "grid"}
    ogr2ogr("-f", "GeoJSON", tmp_path / "grid.geojson", tmp_path / "x.topojson", "grid")
    read = features(tmp_path / "grid.geojson")
    assert [e["properties"]["code"] for e in read] == [
        e["properties"]["code"] for e in features(xijiang / "grid.geojson")]


def test_a_plan_that_is_matched_stays_so_in_another_system(xijiang, tmp_path):
    target = tmp_path / "x.gpkg"
    done = dingge("convert", xijiang, "-o", target, "--to-crs", "EPSG:4547")
    assert done.status == 0
    report = checked(target)
    assert report["verdict"] == "seamless"
    assert report["plan"]["digest"] in done.err and "seamless" in done.err


def test_a_plan_that_gets_worse_says_so(tmp_path):
    """A vertex on the straight edge of a neighbour does not stay on it."""
    folder = tmp_path / "town"
    folder.mkdir()
    left, low = rectangle(112, 24, 112.5, 25), rectangle(112.5, 24, 113, 24.3)
    high = rectangle(112.5, 24.3, 113, 25)
    write_json(folder / "grid.geojson", collection(
        feature(each, code=f"A{n}") for n, each in enumerate((left, low, high))))
    assert checked(folder)["verdict"] == "area-exact"
    for lang in ("en_US.UTF-8", "zh_CN.UTF-8"):
        done = dingge("convert", folder, "-o", tmp_path / "x.gpkg", "--to-crs", "EPSG:4547",
                      lang=lang)
        assert done.status == 1 and "repair" in done.err
    assert checked(tmp_path / "x.gpkg")["verdict"] == "defective"


@pytest.mark.parametrize("lang", ["en_US.UTF-8", "zh_CN.UTF-8"])
@pytest.mark.parametrize("target, options, status", [
    ("x.doc", [], 64), ("x", [], 64), ("x.kml", ["--to-crs", "EPSG:4547"], 64),
    ("x.gpkg", ["--to-crs", "EPSG:2383"], 64), ("x.gpkg", ["--to-crs", "EPSG:4513"], 65),
    ("no/such/x.gpkg", [], 73), ("no/such/x.geojson", [], 73),
])
def test_what_cannot_be_written_is_refused(xijiang, tmp_path, target, options, status, lang):
    done = dingge("convert", xijiang, "-o", tmp_path / target, *options, lang=lang)
    assert (done.status, done.out) == (status, b""), done.err
    assert has_remedy(done.err) and speaks_to_people(done.err)
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_is_replaced_whole_or_not_at_all(xijiang, tmp_path):
    target = tmp_path / "x.gpkg"
    target.write_text("old")
    assert dingge("convert", tmp_path / "none.gpkg", "-o", target).status == 66
    assert target.read_text() == "old"
    converted(xijiang, target)
    assert [each.name for each in tmp_path.iterdir()] == ["x.gpkg"]


def test_a_folder_with_other_levels_is_not_mixed_up(xijiang, tmp_path):
    (tmp_path / "county.geojson").write_text("{}")
    done = dingge("convert", xijiang, "-o", f"{tmp_path}/")
    assert done.status == 73 and "county.geojson" in done.err


def test_a_compiled_plan_is_converted_with_what_it_knows(xijiang, xijiang_digest, tmp_path):
    assert dingge("index", xijiang, "-o", tmp_path / "x.dgx").status == 0
    assert digest(converted(tmp_path / "x.dgx", tmp_path / "x.gpkg")) == xijiang_digest
