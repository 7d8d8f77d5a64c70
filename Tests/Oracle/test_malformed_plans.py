"""Plans that are no plans: rings that GeoJSON forbids, ordinates off the Earth, nothing at all."""

import json

import pytest

from dingge_program import check

pytestmark = pytest.mark.program

SQUARE = [[112.0, 24.0], [112.01, 24.0], [112.01, 24.01], [112.0, 24.01], [112.0, 24.0]]


def plan_with(folder, *geometries):
    """Writes a plan of grids with these geometries, called `a`, `b`, …"""
    features = [{"type": "Feature", "properties": {"code": code}, "geometry": geometry}
                for code, geometry in zip("abcdef", geometries)]
    return plan_of_text(folder, json.dumps({"type": "FeatureCollection", "features": features}))


def plan_of_text(folder, text):
    """Writes a plan whose only file has this text."""
    (folder / "grid.geojson").write_text(text)
    return folder


def polygon(*rings):
    """A GeoJSON polygon."""
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize("ring", [
    pytest.param(SQUARE[:-1], id="unclosed"), pytest.param(SQUARE[:2], id="two positions"),
    pytest.param(SQUARE[:1], id="one position"), pytest.param([SQUARE[0]] * 4, id="one place"),
    pytest.param([*SQUARE[:2], SQUARE[0]], id="to and fro")])
def test_a_ring_that_is_none_is_a_defect_of_its_unit_beside_a_good_one(ring, tmp_path):
    good = [[x + 1, y] for x, y in SQUARE]
    run = check(plan_with(tmp_path, polygon(ring), polygon(good)))
    assert run.status == 1, run.stderr
    report = run.report
    assert report["verdict"] == "defective"
    invalid = [d for d in report["defects"] if d["kind"] == "invalid-ring"]
    assert [d["units"] for d in invalid] == [["a"]]


@pytest.mark.parametrize("text", [
    '{"type":"FeatureCollection","features":[]}', "", "{", "[]", "null",
    '{"type":"FeatureCollection"}',
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":7}]}'])
def test_what_is_no_plan_is_refused_with_a_reason(text, tmp_path):
    run = check(plan_of_text(tmp_path, text))
    assert run.status == 65
    assert run.stderr.strip() and not run.stdout


@pytest.mark.parametrize("x,y", [
    (180.000000001, 0), (0, 90.000000001), (1e9, 0), (1e300, 0), (-1e19, 5)])
def test_an_ordinate_off_the_earth_is_said_and_traps_nothing(x, y, tmp_path):
    ring = [[0, 0], [x, y], [0, 1], [0, 0]]
    run = check(plan_with(tmp_path, polygon(ring)))
    assert run.status in (1, 65), run.stderr
    assert run.stderr.strip() or run.report["defects"]


@pytest.mark.parametrize("literal", [
    "NaN", "Infinity", "-Infinity", '"112.5"', "null", "[]", "1e999", "99999999999999999999"])
def test_an_ordinate_that_is_no_number_is_refused_or_said(literal, tmp_path):
    text = json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"code": "a"}, "geometry": polygon(SQUARE)}]})
    run = check(plan_of_text(tmp_path, text.replace("112.01", literal, 1)))
    assert run.status in (1, 65), run.stderr
    assert run.stderr.strip() or run.report["defects"]


def test_a_folder_that_is_not_there_is_a_missing_file(tmp_path):
    assert check(tmp_path / "nowhere").status == 66
