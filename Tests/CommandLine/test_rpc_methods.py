"""What the methods answer when all is well, and that they agree with the commands."""

import json

import pytest

from .plans import A1, A2, A3, A4, B1, B3, B4, SIDE, SOUTH, VILLAGE_A, VILLAGE_B, WEST
from .plans import centre, write_town
from .program import dingge
from .service import answers_to, request

CORNER_OF_FOUR = (WEST + SIDE, SOUTH + SIDE)
BETWEEN_VILLAGES = (WEST + 2 * SIDE, SOUTH + 1.5 * SIDE)


def assign(plan, x, y, **more):
    """The assignment of one position in WGS 84."""
    [answer] = answers_to(plan, request("assign", {"x": x, "y": y, "crs": "wgs84", **more}))
    return answer["result"]


def codes(units):
    """The codes in a list of codes or of units."""
    return [each if isinstance(each, str) else each["code"] for each in units]


def test_a_position_inside_gets_its_grid_its_village_and_the_digest_of_the_plan(town):
    [plan] = answers_to(town, request("plan"))
    result = assign(town, *centre(A3), id="one")
    assert (result["id"], result["status"]) == ("one", "inside")
    assert (result["grid"], result["village"]) == (A3, VILLAGE_A)
    assert result["plan"] == plan["result"]["digest"]


def test_many_points_are_answered_in_their_order(town):
    codes_sent = [A1, B4, A3, A1, B3] * 20
    points = [{"id": n, "x": centre(c)[0], "y": centre(c)[1]} for n, c in enumerate(codes_sent)]
    [answer] = answers_to(town, request("assign", {"crs": "wgs84", "points": points}))
    assignments = answer["result"]["assignments"]
    assert [each["id"] for each in assignments] == list(range(100))
    assert [each["grid"] for each in assignments] == codes_sent


def test_no_points_get_no_assignments(town):
    [answer] = answers_to(town, request("assign", {"crs": "wgs84", "points": []}))
    assert answer["result"]["assignments"] == []


def test_lon_and_lat_are_accepted_for_x_and_y(town):
    lon, lat = centre(B1)
    line = request("assign", {"lon": lon, "lat": lat, "crs": "wgs84"})
    assert answers_to(town, line)[0]["result"]["grid"] == B1


@pytest.mark.parametrize("crs", ["wgs84", "WGS84", "cgcs2000", "EPSG:4326", "EPSG:4490", "epsg:4490"])
def test_the_crs_is_understood_by_its_names(town, crs):
    x, y = centre(B1)
    [answer] = answers_to(town, request("assign", {"x": x, "y": y, "crs": crs}))
    assert answer["result"]["grid"] == B1


def test_a_corner_belongs_to_the_touching_grid_with_the_lowest_code_and_names_all(town):
    result = assign(town, *CORNER_OF_FOUR)
    assert (result["status"], result["grid"]) == ("boundary", A1)
    assert [each["grid"] for each in result["candidates"]] == [A1, A2, A3, A4]


def test_a_line_between_villages_is_a_boundary_as_well(town):
    result = assign(town, *BETWEEN_VILLAGES)
    assert (result["status"], result["grid"], result["village"]) == ("boundary", A2, VILLAGE_A)
    assert [each["grid"] for each in result["candidates"]] == [A2, B1]


def test_the_outer_line_of_the_plan_is_a_boundary_with_one_candidate(town):
    result = assign(town, WEST, SOUTH + SIDE / 2)
    assert (result["status"], result["grid"]) == ("boundary", A3)
    assert [each["grid"] for each in result["candidates"]] == [A3]


def test_a_gap_and_the_outside_get_no_grid(tmp_path):
    holed = write_town(tmp_path, without=[A4])
    for position, status in ((centre(A4), "gap"), ((113.0, 24.81), "outside")):
        result = assign(holed, *position)
        assert result["status"] == status
        assert not result.get("grid")


def test_a_void_is_a_candidate_and_never_responsible(tmp_path):
    lake = write_town(tmp_path, voids=[B3])
    result = assign(lake, *centre(B3))
    assert result["status"] == "void" and not result.get("grid")
    assert [each["grid"] for each in result["candidates"]] == [B3]


def test_a_line_between_a_grid_and_a_void_belongs_to_the_grid(tmp_path):
    lake = write_town(tmp_path, voids=[A1])
    result = assign(lake, WEST + SIDE, SOUTH + 1.5 * SIDE)
    assert (result["status"], result["grid"]) == ("boundary", A2)


def test_an_overlap_goes_to_the_lowest_code_and_names_all(tmp_path):
    crossed = write_town(tmp_path, widened={A4: SIDE / 2})
    result = assign(crossed, WEST + 2.25 * SIDE, SOUTH + SIDE / 2)
    assert (result["status"], result["grid"]) == ("overlap", A4)
    assert [each["grid"] for each in result["candidates"]] == [A4, B3]


def test_nearest_gives_a_grid_within_so_many_metres_and_only_then(town):
    x, y = WEST - 0.001, SOUTH + SIDE / 2
    near = assign(town, x, y, nearest=150)
    assert (near["status"], near["grid"]) == ("nearest", A3)
    assert near["distance_m"] == pytest.approx(101.1, rel=0.005)
    assert assign(town, x, y, nearest=50)["status"] == "outside"
    assert assign(town, x, y)["status"] == "outside"


@pytest.mark.parametrize("x, y", [(200, 24.8), (112, 95), (-180.5, 0), (24.805, 112.005), (1e300, 0)])
def test_a_point_off_the_earth_is_invalid_and_costs_the_others_nothing(town, x, y):
    points = [{"id": 1, "x": x, "y": y}, {"id": 2, "x": centre(A1)[0], "y": centre(A1)[1]}]
    [answer] = answers_to(town, request("assign", {"crs": "wgs84", "points": points}))
    bad, good = answer["result"]["assignments"]
    assert (bad["id"], bad["status"]) == (1, "invalid") and not bad.get("grid")
    assert (good["id"], good["grid"]) == (2, A1)


def test_check_answers_with_the_object_that_the_command_prints(town, tmp_path):
    crossed = write_town(tmp_path, widened={A4: SIDE / 2}, without=[B4])
    for plan, status in ((town, 0), (crossed, 1)):
        [answer] = answers_to(plan, request("check", {}))
        printed = dingge("check", plan, "--format", "json")
        assert printed.status == status
        assert answer["result"] == json.loads(printed.out)


def test_unit_knows_its_ancestors_children_and_neighbours(town):
    grid, village = (
        answer["result"] for answer in answers_to(
            town, request("unit", {"code": A2}), request("unit", {"code": VILLAGE_A})))
    assert (grid["code"], grid["name"], grid["level"]) == (A2, "第2网格", "grid")
    assert codes(grid["ancestors"]) == [VILLAGE_A]
    assert {A1, A4, B1} <= set(codes(grid["neighbours"]))
    assert A2 not in codes(grid["neighbours"])
    assert codes(village["children"]) == [A1, A2, A3, A4]
    assert codes(village["neighbours"]) == [VILLAGE_B]


def test_unit_gives_its_geometry_only_when_asked(town):
    without, with_it = (
        answer["result"] for answer in answers_to(
            town, request("unit", {"code": A2}),
            request("unit", {"code": A2, "geometry": True})))
    assert not without.get("geometry")
    assert with_it["geometry"]["type"] in ("Polygon", "MultiPolygon")


def test_plan_tells_the_digest_that_check_prints(town):
    [answer] = answers_to(town, request("plan"))
    printed = json.loads(dingge("check", town, "--format", "json").out)
    assert answer["result"]["digest"] == printed["plan"]["digest"]
    assert len(bytes.fromhex(answer["result"]["digest"])) == 32


def test_unknown_members_of_a_request_are_no_harm(town):
    x, y = centre(A1)
    params = {"x": x, "y": y, "crs": "wgs84", "reporter": {"anything": [1, None]}}
    [answer] = answers_to(town, request("assign", params, extra="member"))
    assert answer["result"]["grid"] == A1
