"""Coordinate reference systems of plans and of incidents, against pyproj and the published formulas."""

import json
import random

import pyproj
import pytest

from .map_services import bd09, gcj02
from .plans import SIDE, SOUTH, WEST, collection, grids, villages, write_json, write_town
from .program import dingge
from .service import answers_to, request
from .tables import assigned_rows

SYSTEMS = {"gcj02": gcj02, "bd09": bd09}
PLANES = ["EPSG:4525", "EPSG:4546", "EPSG:4547", "EPSG:4499", "EPSG:32649", "EPSG:3857"]


def projector(code):
    """What takes a longitude and a latitude of CGCS2000 to a plane, with the same datum."""
    base = pyproj.CRS(code).geodetic_crs
    way = pyproj.Transformer.from_crs(base, code, always_xy=True)
    return lambda lon, lat: way.transform(lon, lat)


def batch(count, seed=1, margin=0.0):
    """Positions in the town, or also around it."""
    source = random.Random(seed)
    return [
        (WEST - margin + source.random() * (4 * SIDE + 2 * margin),
         SOUTH - margin + source.random() * (2 * SIDE + 2 * margin))
        for _ in range(count)
    ]


def table(places):
    """Positions as a CSV, all digits."""
    return "x,y\n" + "".join(f"{x!r},{y!r}\n" for x, y in places)


def answers(plan, places, crs, *options):
    """Grid and status of each position."""
    rows = assigned_rows(plan, table(places), "--quiet", *options, crs=crs)
    return [(row["grid_code"], row["status"]) for row in rows]


def moved(value, way):
    """Coordinates of a geometry in another system, to the tenth of a millimetre."""
    if isinstance(value[0], (int, float)):
        return [round(ordinate, 4) for ordinate in way(*value)]
    return [moved(each, way) for each in value]


def plane_town(folder, code, *, says_so=False):
    """The town in a plane."""
    way = projector(code)
    for name, features in (("village", villages()), ("grid", grids())):
        features = list(features)
        for each in features:
            each["geometry"]["coordinates"] = moved(each["geometry"]["coordinates"], way)
        value = collection(features)
        if says_so:
            crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:" + code.replace(":", "::")}}
            value = {"type": value["type"], "crs": crs, "features": features}
        write_json(folder / f"{name}.geojson", value)
    return folder


@pytest.mark.parametrize("name", SYSTEMS)
def test_positions_of_a_map_service_get_the_grid_of_the_surveyed_ones(town, name):
    places = batch(3000, margin=0.01)
    shifted = [SYSTEMS[name](*place) for place in places]
    assert answers(town, shifted, name) == answers(town, places, "wgs84")


@pytest.mark.parametrize("code", PLANES)
def test_positions_in_a_plane_get_the_grid_of_the_geographic_ones(town, code):
    places = batch(1500, margin=0.01)
    way = projector(code)
    assert answers(town, [way(*place) for place in places], code) == answers(town, places, "wgs84")


@pytest.mark.parametrize("code", PLANES)
def test_a_plan_in_a_plane_gives_the_same_answers(town, tmp_path, code):
    plan = plane_town(tmp_path, code)
    places = batch(1500, margin=0.01)
    expected = answers(town, places, "wgs84")
    assert answers(plan, places, "wgs84", "--plan-crs", code) == expected
    shifted = [gcj02(*place) for place in places]
    assert answers(plan, shifted, "gcj02", "--plan-crs", code) == expected


def test_a_plan_in_a_plane_is_checked_measured_and_compiled(tmp_path):
    plan = plane_town(tmp_path, "EPSG:4546", says_so=True)
    done = dingge("check", plan, "--format", "json")
    report = json.loads(done.text)
    assert (done.status, report["verdict"]) == (0, "seamless")
    assert (report["plan"]["crs"], report["plan"]["lattice_step"]) == ("EPSG:4546", 0.0001)
    compiled = tmp_path / "town.dgx"
    assert dingge("index", plan, "-o", compiled).status == 0
    described = json.loads(dingge("describe", compiled, "--format", "json").text)
    assert described["plan"]["digest"] == report["plan"]["digest"]
    assert described["plan"]["crs"] == "EPSG:4546"
    geod = pyproj.Geod(ellps="GRS80")
    way = pyproj.Transformer.from_crs("EPSG:4546", "EPSG:4490", always_xy=True)
    rings = {
        each["properties"]["code"]: each["geometry"]["coordinates"][0]
        for each in json.loads((plan / "grid.geojson").read_text())["features"]
    }
    for unit in described["units"]:
        if unit["code"] not in rings:
            continue
        ring = [
            (a[0] + (b[0] - a[0]) * part / 200, a[1] + (b[1] - a[1]) * part / 200)
            for a, b in zip(rings[unit["code"]], rings[unit["code"]][1:]) for part in range(200)
        ]
        area, length = geod.polygon_area_perimeter(*zip(*(way.transform(*each) for each in ring)))
        assert unit["area_m2"] == pytest.approx(area, rel=1e-8)
        assert unit["perimeter_m"] == pytest.approx(length, rel=1e-8)


def test_defects_of_a_plan_in_a_plane_are_geojson_in_longitude_and_latitude(tmp_path):
    plan = plane_town(tmp_path, "EPSG:4547")
    kept = json.loads((plan / "grid.geojson").read_text())
    kept["features"].pop()
    write_json(plan / "grid.geojson", kept)
    output = tmp_path / "defects.json"
    done = dingge("check", plan, "--crs", "EPSG:4547", "--format", "json", "--defects", output)
    assert done.status == 1
    gap = json.loads(done.text)["defects"][0]
    assert gap["kind"] == "gap" and gap["at"][0] > 1000
    found = json.loads(output.read_text())["features"][0]
    west, south, east, north = found["properties"]["bbox"]
    assert (west, south) == pytest.approx((112.03, 24.80), abs=2e-9)
    assert (east, north) == pytest.approx((112.04, 24.81), abs=2e-9)


def test_a_distance_on_a_plan_in_a_plane_is_geodesic(tmp_path, town):
    plan = plane_town(tmp_path, "EPSG:4547")
    places = [(WEST - 0.0005, SOUTH + 0.004), (WEST + 0.013, SOUTH + 0.0203)]
    options = ("--nearest", "100")
    plain = assigned_rows(town, table(places), *options)
    plane = assigned_rows(plan, table(places), *options, "--plan-crs", "EPSG:4547")
    for a, b in zip(plain, plane):
        assert (a["status"], a["grid_code"]) == (b["status"], b["grid_code"]) == ("nearest", a["grid_code"])
        # A line of a kilometre that is straight in degrees is a centimetre off one straight in the plane.
        assert float(a["distance_m"]) == pytest.approx(float(b["distance_m"]), abs=0.01)


def test_each_row_may_say_its_system(town):
    places = batch(30)
    zone = projector("EPSG:4547")
    rows = ["crs,x,y"]
    for number, place in enumerate(places):
        name, way = [("wgs84", lambda *p: p), ("gcj02", gcj02), ("BD-09", bd09), ("EPSG:4547", zone)][number % 4]
        x, y = way(*place)
        rows.append(f"{name},{x!r},{y!r}")
    rows += ["mars,112.0,24.8", ",112.0,24.8"]
    text = "\n".join(rows) + "\n"
    done = dingge("assign", town, "-", "--crs-field", "crs", "--quiet", stdin=text)
    found = [line.split(",")[3] for line in done.text.splitlines()[1:]]
    assert found[:30] == [grid for grid, _ in answers(town, places, "wgs84")]
    assert [line.split(",")[5] for line in done.text.splitlines()[-2:]] == ["invalid", "invalid"]
    assert "mars" in done.text.splitlines()[-2].split(",", 9)[9]


def test_the_gate_looks_at_each_system_that_rows_state(town, tmp_path):
    rows = ["crs,x,y"]
    for place in batch(50):
        rows.append("wgs84,{!r},{!r}".format(*place))
        rows.append("EPSG:4490,{!r},{!r}".format(*gcj02(*place)))
    text = "\n".join(rows) + "\n"
    done = dingge("assign", town, "-", "--crs-field", "crs", "--lang", "en", stdin=text)
    warnings = [line for line in done.err.splitlines() if "GCJ-02" in line]
    assert done.status == 0 and len(warnings) == 1 and "50" in warnings[0]
    output = tmp_path / "out.csv"
    strict = dingge("assign", town, "-", "--crs-field", "crs", "--strict", "-o", output, stdin=text)
    assert strict.status == 65 and not output.exists()


def test_an_old_datum_is_refused_and_a_pipeline_is_the_way_out(town):
    places = batch(20)
    refused = dingge("assign", town, "-", "--crs", "EPSG:4214", stdin=table(places))
    assert refused.status == 64 and "--transformation" in refused.err
    pipeline = "+proj=pipeline +step +proj=affine +xoff=-0.001 +yoff=0.002"
    moved_places = [(x + 0.001, y - 0.002) for x, y in places]
    assert answers(town, moved_places, "wgs84", "--transformation", pipeline) == answers(
        town, places, "wgs84")
    broken = dingge("assign", town, "-", "--transformation", "+proj=nonsense", stdin=table(places))
    assert broken.status == 64


@pytest.mark.parametrize("label, way, word", [
    ("wgs84", gcj02, "GCJ-02"), ("wgs84", bd09, "BD-09"), ("gcj02", lambda *p: p, "EPSG:4326"),
    ("wgs84", lambda x, y: (y, x), "swapped"), ("wgs84", projector("EPSG:4546"), "EPSG:4546"),
    ("cgcs2000", projector("EPSG:4525"), "EPSG:4525"), ("EPSG:4526", projector("EPSG:4525"), "zone 37"),
    ("EPSG:4525", projector("EPSG:4546"), "without a zone"), ("EPSG:4546", lambda *p: p, "degrees"),
])
def test_a_batch_in_another_system_is_told_and_an_error_when_strict(town, tmp_path, label, way, word):
    text = table([way(*place) for place in batch(50)])
    done = dingge("assign", town, "-", "--crs", label, stdin=text)
    assert done.status == 0 and word in done.err.splitlines()[-1]
    output = tmp_path / "out.csv"
    strict = dingge("assign", town, "-", "--crs", label, "--strict", "-o", output, stdin=text)
    assert strict.status == 65 and not output.exists() and word in strict.err


def test_the_gate_speaks_in_the_answers_of_the_service(town):
    for crs, way in (("wgs84", gcj02), ("gcj02", lambda *p: p)):
        points = [{"x": x, "y": y} for x, y in (way(*place) for place in batch(50))]
        answer, = answers_to(town, request("assign", {"crs": crs, "points": points}))
        assert len(answer["result"]["warnings"]) == 1
    points = [{"x": x, "y": y} for x, y in batch(50)]
    answer, = answers_to(town, request("assign", {"crs": "wgs84", "points": points}))
    assert "warnings" not in answer["result"]


def test_a_plan_outside_of_china_that_says_it_is_cgcs2000_is_told(tmp_path):
    plan = write_town(tmp_path)
    for name in ("grid", "village"):
        path = plan / f"{name}.geojson"
        path.write_text(path.read_text().replace("[112.", "[12."))
    done = dingge("check", plan, "--crs", "cgcs2000", "--format", "json")
    assert done.status == 0 and "outside of China" in json.loads(done.text)["warnings"][0]
    assert dingge("check", plan, "--crs", "cgcs2000", "--strict").status == 1
    assert dingge("check", plan, "--crs", "wgs84", "--strict").status == 0


def test_an_accuracy_gives_candidates_with_probabilities(town):
    x, y = WEST + SIDE, SOUTH + SIDE / 2
    points = [
        {"x": x - 0.004, "y": y, "accuracy": 5}, {"x": x, "y": y, "accuracy": 20},
        {"x": x, "y": SOUTH + SIDE, "accuracy": 20}, {"x": x, "y": y, "accuracy": 0},
    ]
    answer, = answers_to(town, request("assign", {"crs": "wgs84", "points": points}))
    sure, edge, corner, exact = answer["result"]["assignments"]
    assert sure["confident"] and sure["candidates"][0]["probability"] == pytest.approx(1, abs=1e-4)
    assert not edge["confident"]
    assert [each["probability"] for each in edge["candidates"]] == pytest.approx([0.5, 0.5], abs=1e-3)
    assert [each["probability"] for each in corner["candidates"]] == pytest.approx([0.25] * 4, abs=1e-3)
    assert exact["confident"]
    rows = assigned_rows(
        town, f"x,y,acc\n{x},{y},20\n{x},{y},\n{x},{y},far\n", "--accuracy-field", "acc")
    assert float(rows[0]["confidence"]) == pytest.approx(0.5, abs=1e-3)
    assert rows[1]["confidence"] == "" and "far" in rows[2]["error"]
    assert all(row["status"] == "boundary" for row in rows)


@pytest.mark.parametrize("accuracy", [-1, "5", 1e9, True])
def test_an_accuracy_that_is_none_is_an_error(town, accuracy):
    answer, = answers_to(
        town, request("assign", {"crs": "wgs84", "x": 112.0, "y": 24.8, "accuracy": accuracy}))
    assert answer["error"]["code"] == -32602
