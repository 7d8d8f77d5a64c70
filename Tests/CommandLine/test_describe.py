"""`describe`: what is in a plan, as numbers for programs and as a page for people."""

import csv
import io
import json
import math

import pytest

from .plans import A1, A2, A3, A4, B1, B2, B3, B4, NAMES, VILLAGE_A, VILLAGE_B
from .plans import centre, collection, feature, grids, villages, write_json, write_town
from .program import dingge
from .wording import CHINESE, has_remedy, names_number, speaks_to_people

LEVEL_MEMBERS = {"level", "units", "voids", "vertices", "edges", "area_m2", "smallest", "largest",
                 "median"}
UNIT_MEMBERS = {"code", "name", "level", "kind", "parent", "area_m2", "perimeter_m", "vertices",
                "parts", "holes", "children", "grids", "neighbours", "polsby_popper", "reock",
                "convex_hull_ratio"}
BALANCE_MEMBERS = {"units", "total", "mean", "min", "max", "max_deviation", "gini"}


def described(plan, *arguments, stdin=b""):
    """The answer in JSON."""
    done = dingge("describe", plan, *arguments, "--format", "json", stdin=stdin)
    assert done.status == 0, done.err
    return json.loads(done.out)


def by_code(answer):
    """The units of an answer by their codes."""
    return {unit["code"]: unit for unit in answer["units"]}


def table_of(plan, *arguments, stdin=b""):
    """The rows of the answer in CSV."""
    done = dingge("describe", plan, *arguments, "--format", "csv", stdin=stdin)
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.text, newline="")))


def points_csv(codes, header="lon,lat"):
    """A table with a point in the middle of each grid named."""
    return "\n".join([header, *("%r,%r" % centre(code) for code in codes)]) + "\n"


def gini(counts):
    """Half the mean difference of two units as a share of the mean."""
    differences = sum(abs(a - b) for a in counts for b in counts)
    return differences / (2 * len(counts) * sum(counts))


def test_the_object_has_its_promised_members(town):
    answer = described(town)
    assert {"dingge", "plan", "levels", "units", "warnings"} <= set(answer)
    assert {"source", "crs", "lattice_step", "digest"} <= set(answer["plan"])
    assert "incidents" not in answer and answer["code"] is None
    assert [level["level"] for level in answer["levels"]] == ["village", "grid"]
    assert all(set(level) == LEVEL_MEMBERS for level in answer["levels"])
    assert all(set(unit) == UNIT_MEMBERS for unit in answer["units"])
    assert [unit["code"] for unit in answer["units"]] == [
        VILLAGE_A, VILLAGE_B, A1, A2, A3, A4, B1, B2, B3, B4]


def test_levels_and_units_are_counted_and_measured(town):
    answer = described(town)
    village, grid = answer["levels"]
    assert (village["units"], village["vertices"], village["edges"]) == (2, 13, 16)
    assert (grid["units"], grid["vertices"], grid["edges"]) == (8, 15, 32)
    assert grid["area_m2"] == pytest.approx(village["area_m2"], rel=1e-12)
    units = by_code(answer)
    assert (units[VILLAGE_A]["children"], units[VILLAGE_A]["grids"]) == (4, 4)
    assert units[A2]["neighbours"] == [A1, A4, B1]
    assert units[VILLAGE_B]["neighbours"] == [VILLAGE_A]
    # A box of 0.01 by 0.01 degree at 24.805° N: 1010.9 by 1107.8 metres.
    width, height = 1010.9, 1107.8
    box = units[A3]
    assert box["area_m2"] == pytest.approx(width * height, rel=1e-3)
    assert box["perimeter_m"] == pytest.approx(2 * (width + height), rel=1e-3)
    assert box["polsby_popper"] == pytest.approx(
        math.pi * width * height / (width + height) ** 2, rel=1e-3)
    assert box["reock"] == pytest.approx(
        4 * width * height / (math.pi * (width**2 + height**2)), rel=1e-3)
    assert box["convex_hull_ratio"] == pytest.approx(1, rel=1e-4)
    assert (box["vertices"], box["parts"], box["holes"]) == (4, 1, 0)


def test_the_digest_is_that_of_check(town):
    checked = json.loads(dingge("check", town, "--format", "json").out)
    assert described(town)["plan"]["digest"] == checked["plan"]["digest"]


def test_the_order_of_features_changes_nothing(tmp_path, xijiang):
    for level in ("town", "village", "grid"):
        layer = json.loads((xijiang / f"{level}.geojson").read_text("utf-8"))
        layer["features"].reverse()
        write_json(tmp_path / f"{level}.geojson", layer)
    one, other = described(xijiang), described(tmp_path)
    assert one["plan"].pop("source") != other["plan"].pop("source")
    assert one == other


def test_a_compiled_plan_gives_the_same_numbers(town, tmp_path):
    compiled = tmp_path / "town.dgx"
    assert dingge("index", town, "-o", compiled).status == 0
    points = points_csv([A1, A1, B4])
    options = ["--points", "-", "--crs", "wgs84"]
    one, other = (described(plan, *options, stdin=points) for plan in (town, compiled))
    for member in ("levels", "units", "incidents"):
        assert one[member] == other[member]
    assert one["plan"]["digest"] == other["plan"]["digest"]


def test_the_table_has_a_row_a_unit_with_the_numbers_of_the_object(town):
    rows, units = table_of(town), described(town)["units"]
    assert len(rows) == len(units)
    for row, unit in zip(rows, units):
        assert set(row) == UNIT_MEMBERS
        assert row["neighbours"] == ";".join(unit["neighbours"])
        for name in UNIT_MEMBERS - {"neighbours"}:
            expected = "" if unit[name] is None else unit[name]
            assert row[name] == expected or float(row[name]) == expected


def test_the_table_is_rfc_4180(tmp_path):
    features = list(grids())
    names = ['a "quoted" name', "one, two", "two\r\nlines", ""]
    for each, name in zip(features, names):
        each["properties"]["name"] = name
    write_json(tmp_path / "grid.geojson", collection(features))
    done = dingge("describe", tmp_path, "--format", "csv")
    assert done.out.endswith(b"\r\n") and done.text.split("\r\n")[0].startswith("code,name,level,")
    rows = list(csv.reader(io.StringIO(done.text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(UNIT_MEMBERS)}
    assert [row[1] for row in rows[1:5]] == names


def test_a_code_tells_of_a_unit_and_its_children(town):
    answer = described(town, VILLAGE_A)
    assert answer["code"] == VILLAGE_A
    assert [unit["code"] for unit in answer["units"]] == [VILLAGE_A, A1, A2, A3, A4]
    [level] = answer["levels"]
    assert (level["level"], level["units"], level["vertices"]) == ("grid", 4, 9)
    assert [row["code"] for row in table_of(town, VILLAGE_A)] == [VILLAGE_A, A1, A2, A3, A4]
    grid = described(town, A1)
    assert grid["levels"] == [] and [unit["code"] for unit in grid["units"]] == [A1]
    whole = by_code(described(town))
    assert all(unit == whole[unit["code"]] for unit in answer["units"] + grid["units"])


def test_a_level_tells_of_its_units_only(town, xijiang):
    answer = described(town, "--level", "village")
    assert [level["level"] for level in answer["levels"]] == ["village"]
    assert [unit["code"] for unit in answer["units"]] == [VILLAGE_A, VILLAGE_B]
    below = described(xijiang, "441882118000", "--level", "grid")
    assert {unit["level"] for unit in below["units"]} == {"grid"}
    assert len(below["units"]) == below["levels"][0]["units"] == 62


@pytest.mark.parametrize("arguments", [
    ["{town}", "4418821"], ["{town}", "--level", "county"], ["{town}", "--level", "hamlet"],
    ["{town}", "--format", "yaml"], ["{town}", "-o", ""], ["{town}", "--crs", "mars"],
    ["{town}", "--points", "-"], ["{town}", "--points", "-", "--crs", "EPSG:4214"], [],
])
def test_64_for_what_cannot_be_asked(town, arguments):
    done = dingge("describe", *(each.format(town=town) for each in arguments), stdin="lon,lat\n")
    assert (done.status, done.out) == (64, b"") and done.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_unknown_code_is_named_with_a_remedy(town, lang):
    done = dingge("describe", town, "4418821", "--lang", lang)
    assert names_number(done.err, 4418821) and has_remedy(done.err) and speaks_to_people(done.err)
    assert bool(CHINESE.search(done.err)) == (lang == "zh")


def test_other_failures_have_the_status_that_they_have_everywhere(town, tmp_path):
    bad = tmp_path / "bad.geojson"
    bad.write_text("not json")
    assert dingge("describe", bad).status == 65
    assert dingge("describe", tmp_path / "nowhere").status == 66
    assert dingge("describe", town, "-o", tmp_path / "no/such/place").status == 73
    options = ["--points", tmp_path / "nowhere.csv", "--crs", "wgs84"]
    done = dingge("describe", town, *options)
    assert done.status == 66 and "nowhere.csv" in done.err
    table = tmp_path / "table.csv"
    table.write_text("a,b\n1,2\n")
    assert dingge("describe", town, "--points", table, "--crs", "wgs84").status == 65


def test_the_answer_goes_to_a_file_whole(town, tmp_path):
    target = tmp_path / "answer.json"
    done = dingge("describe", town, "--format", "json", "-o", target)
    assert (done.status, done.out) == (0, b"")
    assert json.loads(target.read_text("utf-8")) == described(town)


def test_incidents_are_counted_as_assign_counts_them(xijiang):
    table = xijiang / "incidents.csv"
    answer = described(xijiang, "--points", table, "--crs", "wgs84")
    done = dingge("assign", xijiang, table, "--crs", "wgs84")
    rows = list(csv.DictReader(io.StringIO(done.text)))
    incidents = answer["incidents"]
    for status, count in incidents["statuses"].items():
        assert count == sum(row["status"] == status for row in rows)
    assert incidents["total"] == len(rows)
    assert incidents["assigned"] == sum(bool(row["grid_code"]) for row in rows)
    given = [row for row in rows if row["grid_code"]]
    for unit in answer["units"]:
        of_unit = {
            "town": len(given),
            "village": sum(row["village_code"] == unit["code"] for row in given),
            "grid": sum(row["grid_code"] == unit["code"] for row in given)}
        assert unit["incidents"] == of_unit[unit["level"]], unit["code"]


def test_the_balance_is_over_the_units_that_are_responsible(tmp_path):
    plan = write_town(tmp_path, voids=[B4])
    stdin = points_csv([A1] * 5 + [A2] * 2 + [B1] * 4 + [B4] * 9)
    incidents = described(plan, "--points", "-", "--crs", "wgs84", stdin=stdin)["incidents"]
    assert (incidents["total"], incidents["assigned"], incidents["statuses"]["void"]) == (20, 11, 9)
    counts = {"whole": [5, 2, 0, 0, 4, 0, 0], VILLAGE_A: [5, 2, 0, 0], VILLAGE_B: [4, 0, 0]}
    balances = {"whole": incidents["balance"]}
    balances |= {parent["code"]: parent for parent in incidents["parents"]}
    assert set(balances) == set(counts)
    for name, expected in counts.items():
        found, mean = balances[name], sum(expected) / len(expected)
        assert BALANCE_MEMBERS <= set(found)
        assert (found["units"], found["total"]) == (len(expected), sum(expected))
        assert (found["min"], found["max"]) == (min(expected), max(expected))
        assert found["mean"] == pytest.approx(mean)
        assert found["max_deviation"] == pytest.approx(
            max(abs(count - mean) for count in expected) / mean)
        assert found["gini"] == pytest.approx(gini(expected))


def test_a_unit_has_the_balances_within_it(town):
    stdin = points_csv([A1, B1])
    options = ["--points", "-", "--crs", "wgs84"]
    incidents = described(town, VILLAGE_B, *options, stdin=stdin)["incidents"]
    assert [parent["code"] for parent in incidents["parents"]] == [VILLAGE_B]
    rows = table_of(town, VILLAGE_B, *options, stdin=stdin)
    assert [row["incidents"] for row in rows] == ["1", "1", "0", "0", "0"]


def test_grids_that_only_name_a_parent_are_balanced_within_it(tmp_path):
    write_json(tmp_path / "grid.geojson", collection(grids()))
    stdin = points_csv([A1, A1, B1])
    incidents = described(tmp_path, "--points", "-", "--crs", "wgs84", stdin=stdin)["incidents"]
    found = [(each["code"], each["level"], each["total"]) for each in incidents["parents"]]
    assert found == [(VILLAGE_A, None, 2), (VILLAGE_B, None, 1)]


def test_no_incidents_are_balanced(town):
    options = ["--points", "-", "--crs", "wgs84"]
    balance = described(town, *options, stdin="lon,lat\n")["incidents"]["balance"]
    assert (balance["total"], balance["gini"], balance["max_deviation"]) == (0, 0, 0)


def test_incidents_come_in_every_form_that_assign_takes(town, tmp_path):
    x, y = centre(A3)
    (tmp_path / "points.csv").write_bytes(f"东,北,说明\r\n{x},{y},路灯\r\n".encode("gb18030"))
    (tmp_path / "points.ndjson").write_text(json.dumps({"lng": x, "lat": str(y)}) + "\n")
    point = feature({"type": "Point", "coordinates": [x, y]}, id=1)
    write_json(tmp_path / "points.geojson", collection([point]))
    forms = {
        "points.csv": ["--crs", "wgs84", "--x-field", "东", "--y-field", "北", "--encoding", "gbk"],
        "points.ndjson": ["--crs", "cgcs2000"], "points.geojson": []}
    for name, options in forms.items():
        answer = described(town, "--points", tmp_path / name, *options)
        assert by_code(answer)[A3]["incidents"] == answer["incidents"]["total"] == 1, name


@pytest.mark.parametrize("text", [
    "lon,lat,grid_code,status\n{x},{y},1,2\n", '{{"lon":{x},"lat":{y},"status":"inside"}}\n'])
def test_an_answered_file_can_be_counted(town, tmp_path, text):
    """Nothing is appended, so no column is in the way."""
    x, y = centre(A3)
    points = tmp_path / ("points.csv" if text[0] == "l" else "points.ndjson")
    points.write_text(text.format(x=x, y=y))
    answer = described(town, "--points", points, "--crs", "wgs84")
    assert by_code(answer)[A3]["incidents"] == 1


def test_a_place_on_a_boundary_and_a_bad_row_are_counted_once(town):
    stdin = points_csv([A1]) + "112.01,24.805\n112.01,24.81\nx,y\n0,0\n"
    answer = described(town, "--points", "-", "--crs", "wgs84", stdin=stdin)
    statuses = {name: n for name, n in answer["incidents"]["statuses"].items() if n}
    assert statuses == {"inside": 1, "boundary": 2, "outside": 1, "invalid": 1}
    units = by_code(answer)
    assert (units[A1]["incidents"], units[A3]["incidents"]) == (2, 1)
    assert units[VILLAGE_A]["incidents"] == 3


def test_a_unit_without_polygon_is_what_its_children_cover(town, tmp_path):
    features = list(villages())
    features[0]["geometry"] = None
    write_json(tmp_path / "village.geojson", collection(features))
    write_json(tmp_path / "grid.geojson", collection(grids()))
    found, expected = (by_code(described(plan))[VILLAGE_A] for plan in (tmp_path, town))
    for name in ("area_m2", "perimeter_m", "polsby_popper", "reock", "convex_hull_ratio"):
        assert found.pop(name) == pytest.approx(expected.pop(name), rel=1e-9)
    assert found == expected


def test_a_unit_without_any_shape_has_no_measures(tmp_path):
    write_json(tmp_path / "grid.geojson", collection([*grids(), feature(None, code="9")]))
    unit = by_code(described(tmp_path))["9"]
    assert (unit["area_m2"], unit["vertices"], unit["neighbours"]) == (0, 0, [])
    assert unit["polsby_popper"] is unit["reock"] is unit["convex_hull_ratio"] is None
    [row] = [row for row in table_of(tmp_path) if row["code"] == "9"]
    assert row["polsby_popper"] == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_names_what_a_planner_asks_for(tmp_path, lang):
    plan = write_town(tmp_path)
    stdin = points_csv([A1, A1, A1, B2])
    options = ["--points", "-", "--crs", "wgs84", "--lang", lang]
    done = dingge("describe", plan, *options, stdin=stdin)
    assert (done.status, done.err) == (0, "")
    assert speaks_to_people(done.text)
    for text in (A1, A2, NAMES[VILLAGE_A], "Polsby-Popper", "Reock", "inside 4"):
        assert text in done.text
    words = {"en": ["Gini", "largest"], "zh": ["基尼系数", "最大"]}
    assert all(word in done.text for word in words[lang])
    assert not any(word in done.text for word in words["zh" if lang == "en" else "en"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_of_a_unit_lists_its_children(town, lang):
    done = dingge("describe", town, VILLAGE_A, "--lang", lang)
    assert done.status == 0 and speaks_to_people(done.text)
    assert f"{VILLAGE_B} {NAMES[VILLAGE_B]}" in done.text
    assert all(code in done.text for code in (A1, A2, A3, A4)) and B1 not in done.text
