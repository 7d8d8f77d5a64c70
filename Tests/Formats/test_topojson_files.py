"""TopoJSON as other programs write it: quantised or not, with any object, and broken."""

import json

import pytest

from CommandLine.program import dingge
from CommandLine.wording import has_remedy, speaks_to_people

from .plans import checked, converted, features

# Two squares side by side: the arc 0 is common, 1 is around the west, 2 around the east.
ARCS = [
    [[1, 0], [1, 1]],
    [[1, 1], [0, 1], [0, 0], [1, 0]],
    [[1, 0], [2, 0], [2, 1], [1, 1]],
]
QUANTISED = {
    "transform": {"scale": [0.5, 0.25], "translate": [112, 24]},
    "arcs": [
        [[2, 0], [0, 4]],
        [[2, 4], [-2, 0], [0, -4], [2, 0]],
        [[2, 0], [2, 0], [0, 4], [-2, 0]],
    ],
}


def geometries():
    """The two squares, the second as a MultiPolygon."""
    return [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "W", "人口": 3}},
        {"type": "MultiPolygon", "arcs": [[[2, ~0]]], "id": "E"},
    ]


def topology(name="grid", **members):
    """A topology of one collection."""
    objects = {name: {"type": "GeometryCollection", "geometries": geometries()}}
    return {"type": "Topology", "objects": objects, "arcs": ARCS, **members}


def written(path, value):
    """Writes a value as JSON and returns the path."""
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("name", ["plan.topojson", "plan.json", "plan.geojson"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_topology_is_known_under_any_name(tmp_path, name, is_first):
    value = topology()
    if not is_first:
        value = {key: value[key] for key in ("arcs", "objects", "type")}
    report = checked(written(tmp_path / name, value))
    assert report["verdict"] == "seamless"
    assert report["levels"][0]["units"] == 2


def test_positions_of_a_quantised_topology_are_as_the_specification_says(tmp_path):
    plan = written(tmp_path / "plan.topojson", topology(**QUANTISED))
    found = features(converted(plan, tmp_path / "x.geojson"))
    west, east = (each["geometry"]["coordinates"][0] for each in found)
    assert set(map(tuple, west)) == {(113, 24), (113, 25), (112, 25), (112, 24)}
    assert set(map(tuple, east)) == {(113, 24), (114, 24), (114, 25), (113, 25)}
    assert [each["properties"].get("code") for each in found] == ["W", "E"]
    assert found[0]["properties"]["人口"] == 3


def test_objects_named_after_levels_are_levels_and_others_are_named(tmp_path):
    value = topology("网格")
    outline = {"type": "Polygon", "arcs": [[1, 2]], "properties": {"code": "V"}}
    value["objects"]["village"] = outline
    value["objects"]["roads"] = {"type": "LineString", "arcs": [0]}
    plan = written(tmp_path / "plan.topojson", value)
    done = dingge("check", plan, "--format", "json")
    assert "roads" in done.err
    levels = {each["level"]: each["units"] for each in json.loads(done.out)["levels"]}
    assert levels == {"village": 1, "grid": 2}


@pytest.mark.parametrize("lang", ["en_US.UTF-8", "zh_CN.UTF-8"])
@pytest.mark.parametrize("change", [
    {"arcs": None}, {"arcs": ARCS[:2]}, {"arcs": [[["a", 0]], *ARCS[1:]]}, {"transform": {}},
    {"transform": {"scale": [1], "translate": [0, 0]}}, {"objects": None}, {"objects": {}},
    {"objects": {"grid": {"type": "Polygon"}}}, {"objects": {"grid": {"type": "Point"}}},
    {"objects": {"grid": {"type": "Polygon", "arcs": [[2**70]]}}},
    {"objects": {"grid": {"type": "Polygon", "arcs": [[-(2**63)]]}}},
    {"objects": {"grid": {"type": "Polygon", "arcs": 5}}},
])
def test_a_broken_topology_is_refused(tmp_path, change, lang):
    plan = written(tmp_path / "plan.topojson", {**topology(), **change})
    done = dingge("check", plan, lang=lang)
    assert done.status == 65 and "plan.topojson" in done.err
    assert has_remedy(done.err) and speaks_to_people(done.err)
