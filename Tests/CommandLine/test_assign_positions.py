"""The status of a position, its candidates and its distance, and what `--strict` makes of it."""

import json
import math

import pytest

from .plans import A1, A2, A3, A4, B1, B3, B4, SIDE, SOUTH, VILLAGE_A, VILLAGE_B, WEST
from .plans import centre, write_town
from .program import dingge
from .tables import assigned, assigned_rows


def row_at(plan, x, y, *options):
    """The answered row of one position."""
    [row] = assigned_rows(plan, f"lon,lat\n{x!r},{y!r}\n", *options)
    return row


def metres_between(a, b):
    """The distance of two near positions on the WGS 84 ellipsoid, to a part in ten thousand.

    Metres per degree from the radii of curvature at the middle latitude.
    """
    latitude = math.radians((a[1] + b[1]) / 2)
    semi_major, eccentricity = 6378137.0, 0.00669437999014
    bulge = 1 - eccentricity * math.sin(latitude) ** 2
    north = semi_major * (1 - eccentricity) / bulge**1.5 * math.radians(b[1] - a[1])
    east = semi_major / math.sqrt(bulge) * math.cos(latitude) * math.radians(b[0] - a[0])
    return math.hypot(east, north)


@pytest.mark.parametrize("code, village", [(A1, VILLAGE_A), (A4, VILLAGE_A), (B1, VILLAGE_B)])
def test_a_position_inside_names_grid_and_village(town, code, village):
    row = row_at(town, *centre(code))
    assert (row["grid_code"], row["village_code"], row["status"]) == (code, village, "inside")


@pytest.mark.parametrize("x, y, candidates", [
    (WEST + SIDE, SOUTH + SIDE, [A1, A2, A3, A4]),
    (WEST + 2 * SIDE, SOUTH + SIDE, [A2, A4, B1, B3]),
    (WEST + 0.3 * SIDE, SOUTH + SIDE, [A1, A3]),
    (WEST, SOUTH, [A3]),
    (WEST + 4 * SIDE, SOUTH, [B4]),
])
def test_a_place_on_a_boundary_goes_to_the_lowest_touching_code(town, x, y, candidates):
    row = row_at(town, round(x, 9), round(y, 9))
    assert row["status"] == "boundary"
    assert row["candidates"].split(";") == candidates
    assert row["grid_code"] == candidates[0]


def test_a_position_is_put_on_the_lattice_before_it_is_placed(town):
    step = 1e-9
    for nudge, status in ((0.4 * step, "boundary"), (0.6 * step, "inside"), (step, "inside")):
        row = row_at(town, WEST + SIDE + nudge, SOUTH + SIDE / 2)
        assert row["status"] == status, nudge


def test_a_position_on_the_boundary_of_another_order_of_files_gets_the_same_grid(tmp_path):
    plan = write_town(tmp_path)
    before = row_at(plan, WEST + SIDE, SOUTH + SIDE)["grid_code"]
    file = plan / "grid.geojson"
    value = json.loads(file.read_text("utf-8"))
    value["features"].reverse()
    for each in value["features"]:
        ring = each["geometry"]["coordinates"][0][:-1]
        ring = ring[2:] + ring[:2]
        each["geometry"]["coordinates"][0] = [*ring[::-1], ring[-1]]
    file.write_text(json.dumps(value), "utf-8")
    assert row_at(plan, WEST + SIDE, SOUTH + SIDE)["grid_code"] == before


def test_gap_void_overlap_and_outside_have_their_status(tmp_path):
    plan = write_town(tmp_path, without=[A1], voids=[B4], widened={A4: SIDE / 2})
    gap, void = row_at(plan, *centre(A1)), row_at(plan, *centre(B4))
    outside = row_at(plan, 113.0, 24.81)
    overlap = row_at(plan, WEST + 2.25 * SIDE, SOUTH + SIDE / 2)
    assert (gap["status"], gap["grid_code"]) == ("gap", "")
    assert (void["status"], void["grid_code"], void["candidates"]) == ("void", "", B4)
    assert (outside["status"], outside["grid_code"]) == ("outside", "")
    assert (overlap["status"], overlap["grid_code"]) == ("overlap", A4)
    assert overlap["candidates"].split(";") == [A4, B3]


@pytest.mark.parametrize("dx, dy, code, foot", [
    (-0.002, 0.005, A3, (0.0, 0.005)),
    (-0.003, -0.002, A3, (0.0, 0.0)),
    (0.012, -0.001, A4, (0.012, 0.0)),
    (0.0433, 0.0208, "441882109202002", (0.04, 0.02)),
])
def test_nearest_tells_the_distance_on_the_ellipsoid(town, dx, dy, code, foot):
    place = (WEST + dx, SOUTH + dy)
    metres = metres_between(place, (WEST + foot[0], SOUTH + foot[1]))
    row = row_at(town, *place, "--nearest", "1000")
    assert (row["status"], row["grid_code"]) == ("nearest", code)
    assert float(row["distance_m"]) == pytest.approx(metres, rel=0.005)


def test_nearest_reaches_as_far_as_it_says_and_no_farther(town):
    place = (WEST - 0.001, SOUTH + SIDE / 2)
    metres = metres_between(place, (WEST, SOUTH + SIDE / 2))
    assert row_at(town, *place, "--nearest", str(metres * 1.005))["status"] == "nearest"
    assert row_at(town, *place, "--nearest", str(metres * 0.995))["status"] == "outside"


def test_nearest_also_rescues_gaps_and_voids_and_never_gives_a_void(tmp_path):
    plan = write_town(tmp_path, without=[A1], voids=[B4])
    x, y = WEST + 0.9 * SIDE, SOUTH + 1.5 * SIDE
    gap = row_at(plan, x, y, "--nearest", "200")
    assert (gap["status"], gap["grid_code"]) == ("nearest", A2)
    assert float(gap["distance_m"]) == pytest.approx(
        metres_between((x, y), (WEST + SIDE, y)), rel=0.005)
    x, y = WEST + 3.1 * SIDE, SOUTH + 0.5 * SIDE
    void = row_at(plan, x, y, "--nearest", "200")
    assert (void["status"], void["grid_code"]) == ("nearest", B3)
    beyond = row_at(plan, WEST + 4.05 * SIDE, SOUTH + 0.5 * SIDE, "--nearest", "60")
    assert beyond["status"] == "outside"


def test_nearest_changes_nothing_for_a_position_in_a_grid(town):
    row = row_at(town, *centre(A2), "--nearest", "1000")
    assert (row["status"], row["grid_code"], row["distance_m"]) == ("inside", A2, "")


@pytest.mark.parametrize("amount", ["-1", "far", "nan", "inf"])
def test_an_impossible_nearest_is_a_usage_error(town, amount):
    done = dingge("assign", town, "-", "--crs", "wgs84", f"--nearest={amount}", stdin="lon,lat\n")
    assert done.status == 64


def test_strict_is_satisfied_when_every_position_has_a_grid(town):
    x, y = centre(A1)
    assigned(town, f"lon,lat\n{x},{y}\n{WEST},{SOUTH}\n", "--strict", status=0)


@pytest.mark.parametrize("lon, lat", [("113.0", "24.81"), ("here", "24.81"), ("", "")])
def test_strict_ends_with_1_when_something_has_no_grid_and_still_answers_all(town, lon, lat):
    x, y = centre(A1)
    table = f"lon,lat\n{lon},{lat}\n{x},{y}\n"
    out = assigned(town, table, "--strict", status=1)
    assert out == assigned(town, table, status=0)


def test_a_summary_with_the_count_of_each_status_goes_to_stderr(town):
    x, y = centre(A1)
    table = f"lon,lat\n{x},{y}\n{x},{y}\n113,24\nx,y\n{WEST},{SOUTH}\n"
    done = dingge("assign", town, "-", "--crs", "wgs84", stdin=table)
    assert done.status == 0
    for status, count in (("inside", 2), ("outside", 1), ("invalid", 1), ("boundary", 1)):
        assert any(
            status in line and str(count) in line.split() or f"{count} {status}" in line
            or f"{status} {count}" in line or f"{status}: {count}" in line
            for line in done.err.splitlines()), (status, done.err)
    assert dingge("assign", town, "-", "--crs", "wgs84", "--quiet", stdin=table).err == ""
