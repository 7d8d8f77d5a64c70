"""Neighbours that were digitised apart: many slivers along one line are told as one."""

import json

import pytest

from .plans import SIDE, SOUTH, WEST, collection, feature, rectangle, write_json
from .program import dingge

VILLAGE, HEIGHT = "441882109201", 12 * SIDE


def ring(positions):
    """A GeoJSON polygon of one ring."""
    rounded = [[round(x, 9), round(y, 9)] for x, y in positions]
    return {"type": "Polygon", "coordinates": [rounded + rounded[:1]]}


def write_woven(folder, teeth):
    """A village of two grids: the line of the eastern one goes to and fro across the other's."""
    middle, step = WEST + SIDE, HEIGHT / (2 * teeth)
    line = [(middle + (0, 1e-4, 0, -1e-4)[n % 4], SOUTH + n * step) for n in range(2 * teeth + 1)]
    east = [(middle + SIDE, SOUTH), (middle + SIDE, SOUTH + HEIGHT)] + line[::-1]
    around = [(WEST, SOUTH), (middle, SOUTH), (middle + SIDE, SOUTH),
              (middle + SIDE, SOUTH + HEIGHT), (middle, SOUTH + HEIGHT), (WEST, SOUTH + HEIGHT)]
    write_json(folder / "village.geojson", collection([
        feature(ring(around), code=VILLAGE, name="河东村")]))
    write_json(folder / "grid.geojson", collection([
        feature(rectangle(WEST, SOUTH, middle, SOUTH + HEIGHT), code=VILLAGE + "001", name="西网格"),
        feature(ring(east), code=VILLAGE + "002", name="东网格")]))
    return folder


@pytest.mark.parametrize("language, gap, overlap", [
    ("en", "{n} gaps", "{n} overlaps"), ("zh", "遗漏 {n} 处", "交叉 {n} 处")])
@pytest.mark.parametrize("teeth", [10, 100])
def test_slivers_along_one_line_are_one_entry(tmp_path, teeth, language, gap, overlap):
    done = dingge("check", write_woven(tmp_path, teeth), "--lang", language)
    assert done.status == 1
    entries = [line for line in done.text.splitlines() if line.startswith("[")]
    assert len(entries) == 1
    for part in (VILLAGE + "001", VILLAGE + "002", "西网格", "东网格",
                 gap.format(n=teeth // 2), overlap.format(n=teeth // 2)):
        assert part in entries[0]


def test_a_few_slivers_are_told_one_by_one(tmp_path):
    done = dingge("check", write_woven(tmp_path, 3), "--lang", "en")
    assert len([line for line in done.text.splitlines() if line.startswith("[")]) == 3


def test_json_has_the_cluster_and_each_of_its_defects(tmp_path):
    plan = write_woven(tmp_path, 10)
    report = json.loads(dingge("check", plan, "--format", "json").out)
    assert len(report["defects"]) == 10
    [cluster] = report["clusters"]
    assert cluster["id"] == min(defect["id"] for defect in report["defects"])
    assert cluster["defects"] == [defect["id"] for defect in report["defects"]]
    assert {defect["cluster"] for defect in report["defects"]} == {cluster["id"]}
    assert cluster["units"] == [VILLAGE + "001", VILLAGE + "002"]
    assert (cluster["level"], cluster["parent"]) == ("grid", VILLAGE)
    assert cluster["counts"] == {"gap": 5, "overlap": 5} == report["counts"]
    for total in ("area_m2", "length_m"):
        expected = sum(defect[total] for defect in report["defects"])
        assert cluster[total] == pytest.approx(expected, rel=1e-12)
    widest = max(defect["mean_width_m"] for defect in report["defects"])
    assert cluster["widest_mean_width_m"] == widest
    boxes = list(zip(*(defect["bbox"] for defect in report["defects"])))
    assert cluster["bbox"] == [min(boxes[0]), min(boxes[1]), max(boxes[2]), max(boxes[3])]
    assert VILLAGE + "001" in cluster["message"] and cluster["remedy"]


def test_a_single_defect_is_a_cluster_with_the_same_words(town):
    report = json.loads(dingge("check", town, "--format", "json").out)
    [defect], [cluster] = report["defects"], report["clusters"]
    assert cluster["id"] == defect["id"] and cluster["defects"] == [defect["id"]]
    assert (cluster["message"], cluster["remedy"]) == (defect["message"], defect["remedy"])
