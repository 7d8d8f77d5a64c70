"""The exit status is a promise: other programs branch on it."""

import json
import subprocess

import pytest

from .plans import A3, A4, SIDE, collection, feature, grids, rectangle, villages
from .plans import write_json, write_town
from .program import PROGRAM, dingge, surroundings


def test_0_when_nothing_is_wrong(town):
    assert dingge("check", town).status == 0


def test_1_when_defects_are_found(tmp_path):
    assert dingge("check", write_town(tmp_path, without=[A4])).status == 1


def test_check_strict_counts_warnings_and_without_it_they_are_none(tmp_path):
    """A vertex in the middle of a neighbour's straight side: exact in area, not in its edges."""
    write_json(tmp_path / "village.geojson", collection(villages()))
    features = list(grids())
    ring = features[0]["geometry"]["coordinates"][0]
    ring.insert(1, [round((ring[0][0] + ring[1][0]) / 2, 9), ring[0][1]])
    write_json(tmp_path / "grid.geojson", collection(features))
    done = dingge("check", tmp_path, "--format", "json")
    report = json.loads(done.out)
    assert (done.status, report["verdict"]) == (0, "area-exact")
    assert set(report["counts"]) - {"no-outline"} == {"unmatched-vertices"}
    assert dingge("check", tmp_path, "--strict").status == 1


def test_check_strict_is_content_with_a_seamless_plan(town):
    assert dingge("check", town, "--strict").status == 0


def test_check_strict_does_not_count_remarks(tmp_path):
    """A plan without any outline carries an info, which is no warning."""
    write_json(tmp_path / "grid.geojson", collection(grids()))
    done = dingge("check", tmp_path, "--strict", "--format", "json")
    assert {each["severity"] for each in json.loads(done.out)["defects"]} <= {"info"}
    assert done.status == 0


@pytest.mark.parametrize("arguments", [
    ["check"], ["frobnicate"], ["check", "{town}", "--frobnicate"], ["check", "{town}", "extra"],
    ["check", "{town}", "--format", "yaml"], ["check", "{town}", "--hairline", "wide"],
    ["check", "{town}", "--level", "hamlet"], ["check", "{town}", "--crs", "mars"], ["rpc"],
    ["assign", "{town}"], ["assign", "{town}", "-", "--crs", "wgs84", "--format", "xlsx"],
    ["rpc", "{town}", "--max-line", "many"], ["rpc", "{town}", "--crs", "EPSG:4214"],
])
def test_64_for_wrong_usage(town, arguments):
    done = dingge(*(each.format(town=town) for each in arguments))
    assert done.status == 64 and done.out == b"" and done.err


@pytest.mark.parametrize("command", [["check"], ["rpc"], ["assign", "-", "--crs", "wgs84"]])
def test_65_and_66_for_a_plan_that_cannot_be_understood_or_is_missing(tmp_path, command):
    bad = tmp_path / "bad.geojson"
    bad.write_text("not json")
    name, *rest = command
    assert dingge(name, bad, *rest).status == 65
    assert dingge(name, tmp_path / "nowhere", *rest).status == 66


def test_a_folder_where_a_file_should_be_is_refused(tmp_path):
    (tmp_path / "grid.geojson").mkdir()
    assert dingge("check", tmp_path).status in (65, 66)


def test_73_for_output_that_cannot_be_written(town, tmp_path):
    nowhere = tmp_path / "no/such"
    for option in ("-o", "--defects"):
        done = dingge("check", town, option, nowhere / "out.geojson")
        assert done.status == 73 and "out.geojson" in done.err


def test_74_when_writing_fails_on_the_way(town):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [PROGRAM, "check", town], stdout=full, stderr=subprocess.PIPE, env=surroundings())
    assert done.returncode == 74 and done.stderr


def test_the_report_and_the_defects_go_to_files_whole(tmp_path):
    plan = tmp_path / "plan"
    plan.mkdir()
    write_town(plan, widened={A3: SIDE / 2, A4: SIDE / 2})
    report, defects = tmp_path / "report.json", tmp_path / "defects.geojson"
    done = dingge("check", plan, "--format", "json", "-o", report, "--defects", defects)
    assert (done.status, done.out) == (1, b"")
    listed = json.loads(report.read_text("utf-8"))["defects"]
    drawn = json.loads(defects.read_text("utf-8"))
    assert drawn["type"] == "FeatureCollection"
    assert {f["properties"]["id"] for f in drawn["features"]} <= {each["id"] for each in listed}
    assert {f["properties"]["kind"] for f in drawn["features"]} >= {"overlap", "overreach"}
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "defects.geojson", "plan", "report.json"]


def test_one_file_with_a_level_for_each_feature_is_the_same_plan(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    write_town(folder)
    features = [*grids(), *villages()]
    for each in features[-2:]:
        each["properties"]["level"] = "village"
    single = write_json(tmp_path / "town.geojson", collection(features))
    digests = {
        json.loads(dingge("check", plan, "--format", "json").out)["plan"]["digest"]
        for plan in (folder, single)}
    assert len(digests) == 1


def test_the_object_of_check_has_its_promised_members(tmp_path):
    plan = write_town(tmp_path, widened={A3: SIDE / 2})
    report = json.loads(dingge("check", plan, "--format", "json").out)
    assert {"dingge", "verdict", "plan", "levels", "defects", "counts"} <= set(report)
    assert {"source", "crs", "lattice_step", "digest", "moved"} <= set(report["plan"])
    assert {"count", "max_m"} <= set(report["plan"]["moved"])
    for level in report["levels"]:
        assert {"level", "units", "parents", "vertices", "edges", "residual_edges",
                "verdict"} <= set(level)
    for defect in report["defects"]:
        assert {"id", "kind", "severity", "level", "units", "message", "remedy"} <= set(defect)
        assert defect["units"] == sorted(defect["units"])
    overlaps = [each for each in report["defects"] if each["kind"] == "overlap"]
    assert {"parent", "multiplicity", "area_m2", "mean_width_m", "length_m", "hairline", "at",
            "bbox", "geometry", "cluster"} <= set(overlaps[0])
    assert sum(report["counts"].values()) == len(report["defects"])


def test_a_unit_without_a_code_is_called_by_its_number(tmp_path):
    features = list(grids())
    del features[2]["properties"]["code"]
    write_json(tmp_path / "village.geojson", collection(villages()))
    write_json(tmp_path / "grid.geojson", collection(features))
    done = dingge("check", tmp_path, "--format", "json")
    missing = [d for d in json.loads(done.out)["defects"] if d["kind"] == "missing-code"]
    assert done.status == 1 and [each["units"] for each in missing] == [["#3"]]


def test_a_code_used_twice_and_a_shape_used_twice_are_named(tmp_path):
    features = list(grids())
    twin = feature(features[1]["geometry"], code="441882109201009", parent="441882109201")
    features[2]["properties"]["code"] = features[0]["properties"]["code"]
    write_json(tmp_path / "village.geojson", collection(villages()))
    write_json(tmp_path / "grid.geojson", collection([*features, twin]))
    counts = json.loads(dingge("check", tmp_path, "--format", "json").out)["counts"]
    assert counts["duplicate-code"] == counts["duplicate-geometry"] == counts["overlap"] == 1


def test_a_grid_of_a_village_that_is_not_there_is_an_orphan_and_leaves_a_gap(tmp_path):
    features = list(grids())
    features[0]["properties"]["parent"] = "999"
    write_json(tmp_path / "village.geojson", collection(villages()))
    write_json(tmp_path / "grid.geojson", collection(features))
    counts = json.loads(dingge("check", tmp_path, "--format", "json").out)["counts"]
    assert counts["orphan"] == counts["gap"] == 1


def test_a_single_grid_is_a_plan(tmp_path):
    shape = rectangle(112, 24, 112.1, 24.1)
    plan = write_json(tmp_path / "one.geojson", collection([feature(shape, code="1", name="一")]))
    done = dingge("check", plan, "--format", "json")
    assert (done.status, json.loads(done.out)["verdict"]) == (0, "seamless")


def test_the_sample_town_is_seamless_and_its_defective_twin_is_not(xijiang):
    clean = dingge("check", xijiang, "--format", "json")
    assert (clean.status, json.loads(clean.out)["verdict"]) == (0, "seamless"), clean.err
    twin = xijiang.with_name("xijiang-defects")
    if not twin.is_dir():
        pytest.skip("Data/xijiang-defects is not there")
    assert dingge("check", twin).status == 1
