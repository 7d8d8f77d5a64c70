"""Where incidents come from and where answers go: files, pipes, formats, and refused systems."""

import json
import signal
import subprocess

import pytest

from .plans import A1, B3, centre, collection, feature, write_json
from .program import PROGRAM, dingge, surroundings
from .tables import assigned, rows_of

X, Y = centre(A1)
TABLE = f"id,lon,lat\n1,{X},{Y}\n"


@pytest.fixture
def points(tmp_path):
    """A table of one good incident in a file."""
    file = tmp_path / "points.csv"
    file.write_text(TABLE)
    return file


def test_a_file_a_pipe_and_an_output_file_give_the_same_bytes(town, points, tmp_path):
    piped = assigned(town, TABLE)
    from_file = dingge("assign", town, points, "--crs", "wgs84")
    to_file = dingge("assign", town, points, "--crs", "wgs84", "-o", tmp_path / "out.csv")
    to_dash = dingge("assign", town, "-", "--crs", "wgs84", "-o", "-", stdin=TABLE)
    assert (from_file.status, to_file.status, to_dash.status) == (0, 0, 0)
    assert from_file.out == piped == to_dash.out == (tmp_path / "out.csv").read_bytes()
    assert to_file.out == b""


def test_an_existing_output_is_replaced_and_no_other_file_is_left(town, points, tmp_path):
    output = tmp_path / "out.csv"
    output.write_text("old\n" * 1000)
    assert dingge("assign", town, points, "--crs", "wgs84", "-o", output).status == 0
    assert [row["grid_code"] for row in rows_of(output.read_bytes())] == [A1]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.csv", "points.csv"]


def test_a_run_that_is_killed_leaves_the_old_output_whole(town, tmp_path):
    output = tmp_path / "out.csv"
    output.write_text("old\n")
    process = subprocess.Popen(
        [PROGRAM, "assign", town, "-", "--crs", "wgs84", "-o", output],
        stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings())
    process.stdin.write(("id,lon,lat\n" + f"1,{X},{Y}\n" * 50_000).encode())
    process.stdin.flush()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    assert output.read_text() == "old\n"


def test_a_run_that_fails_leaves_no_output(town, tmp_path):
    output = tmp_path / "out.csv"
    done = dingge("assign", town, "-", "--crs", "wgs84", "-o", output, stdin="id,name\n1,a\n")
    assert done.status != 0
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_of_points_is_66_and_named(town, tmp_path):
    done = dingge("assign", town, tmp_path / "nowhere.csv", "--crs", "wgs84")
    assert done.status == 66 and "nowhere.csv" in done.err


def test_a_missing_plan_is_66_and_named(points, tmp_path):
    done = dingge("assign", tmp_path / "no-plan", points, "--crs", "wgs84")
    assert done.status == 66 and "no-plan" in done.err


def test_an_output_that_cannot_be_written_is_73_and_named(town, points, tmp_path):
    for output in (tmp_path / "no-folder/out.csv", tmp_path):
        done = dingge("assign", town, points, "--crs", "wgs84", "-o", output)
        assert done.status == 73, output
        assert str(output.name) in done.err


def test_without_a_crs_nothing_is_assigned(town):
    done = dingge("assign", town, "-", stdin=TABLE)
    assert done.status == 64 and done.out == b"" and "--crs" in done.err


@pytest.mark.parametrize("name", ["EPSG:4214", "EPSG:4610", "EPSG:2327", "EPSG:4978", "mars", "EPSG:",
                                  "EPSG:999999", "EPSG:4326x", ""])
def test_a_crs_that_is_refused_or_unknown_is_a_usage_error_that_names_it(town, name):
    done = dingge("assign", town, "-", f"--crs={name}", stdin=TABLE)
    assert done.status == 64 and done.out == b""
    assert name in done.err


@pytest.mark.parametrize("name", ["gcj02", "BD-09", "EPSG:4214"])
def test_a_plan_in_a_refused_crs_is_a_usage_error_too(town, name):
    done = dingge("check", town, "--crs", name)
    assert done.status == 64 and name in done.err


@pytest.mark.parametrize("name", ["wgs84", "WGS84", "cgcs2000", "CGCS2000", "EPSG:4326", "epsg:4490"])
def test_the_supported_systems_give_the_same_answer(town, name):
    assert assigned(town, TABLE, crs=name) == assigned(town, TABLE)


def lines_of_json(out):
    """The objects of an NDJSON answer."""
    return [json.loads(line) for line in out.decode().splitlines()]


def test_a_table_can_be_answered_in_ndjson(town):
    [row] = lines_of_json(assigned(town, TABLE, "--format", "ndjson"))
    assert (row["grid_code"], row["status"]) == (A1, "inside")
    assert str(row["id"]) == "1"


def test_ndjson_goes_in_and_out_with_all_its_members(town, tmp_path):
    file = tmp_path / "points.ndjson"
    rows = [
        {"id": "事件一", "lon": X, "lat": Y, "more": {"nested": [1, None]}, "big": 2**70},
        {"id": 2, "x": centre(B3)[0], "y": centre(B3)[1]},
        {"id": 3, "lon": "here", "lat": Y},
        {"id": 4},
    ]
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    done = dingge("assign", town, file, "--crs", "wgs84", "--format", "ndjson")
    assert done.status == 0, done.err
    answered = lines_of_json(done.out)
    assert [each["id"] for each in answered] == ["事件一", 2, 3, 4]
    assert [each["status"] for each in answered] == ["inside", "inside", "invalid", "invalid"]
    assert [each.get("grid_code") or None for each in answered] == [A1, B3, None, None]
    for before, after in zip(rows, answered):
        assert all(after[name] == value for name, value in before.items())
    assert answered[2]["error"] and answered[3]["error"]


def test_a_line_of_ndjson_that_is_no_json_loses_no_other(town, tmp_path):
    file = tmp_path / "points.ndjson"
    good = json.dumps({"id": 1, "lon": X, "lat": Y})
    file.write_text(f"{good}\nnot json\n{good}\n")
    done = dingge("assign", town, file, "--crs", "wgs84", "--format", "ndjson")
    if done.status == 0:
        answered = lines_of_json(done.out)
        assert [each["status"] for each in answered] == ["inside", "invalid", "inside"]
    else:
        assert done.status == 65 and "points.ndjson" in done.err and "2" in done.err


def test_geojson_points_go_in_and_out_with_properties_and_geometry(town, tmp_path):
    point = {"type": "Point", "coordinates": [X, Y]}
    features = [feature(point, id=1, note="路灯"), feature(None, id=2, note="no place")]
    file = write_json(tmp_path / "points.geojson", collection(features))
    done = dingge("assign", town, file, "--crs", "wgs84", "--format", "geojson")
    assert done.status == 0, done.err
    answer = json.loads(done.out)
    assert answer["type"] == "FeatureCollection"
    first, second = answer["features"]
    assert first["geometry"] == point
    assert (first["properties"]["id"], first["properties"]["note"]) == (1, "路灯")
    assert (first["properties"]["grid_code"], first["properties"]["status"]) == (A1, "inside")
    assert (second["properties"]["id"], second["properties"]["status"]) == (2, "invalid")


def test_geojson_points_can_be_answered_in_csv(town, tmp_path):
    point = {"type": "Point", "coordinates": [X, Y]}
    file = write_json(tmp_path / "points.geojson", collection([feature(point, id=1)]))
    done = dingge("assign", town, file, "--crs", "wgs84", "--format", "csv")
    assert done.status == 0, done.err
    assert [row["grid_code"] for row in rows_of(done.out)] == [A1]


def test_a_closed_pipe_is_no_error(town):
    process = subprocess.Popen(
        [PROGRAM, "assign", town, "-", "--crs", "wgs84"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings())
    process.stdout.close()
    try:
        process.stdin.write(("id,lon,lat\n" + f"1,{X},{Y}\n" * 100_000).encode())
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(30) == 0
    assert b"rror" not in process.stderr.read()
    process.stderr.close()


def test_a_closed_pipe_ends_the_wait_for_more_incidents(town):
    process = subprocess.Popen(
        [PROGRAM, "assign", town, "-", "--crs", "wgs84"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings())
    process.stdout.close()
    try:
        try:
            process.stdin.write(("id,lon,lat\n" + f"1,{X},{Y}\n" * 100_000).encode())
            process.stdin.flush()
        except BrokenPipeError:
            pass
        # More could come: the input stays open.
        assert process.wait(60) == 0
    finally:
        process.kill()
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.stderr.close()


def test_the_sample_town_places_its_own_incidents(xijiang):
    table = xijiang / "incidents.csv"
    done = dingge("assign", xijiang, table, "--crs", "wgs84")
    assert done.status == 0, done.err
    rows = rows_of(done.out)
    assert [row["id"] for row in rows] == [row["id"] for row in rows_of(table.read_bytes())]
    statuses = {row["status"] for row in rows}
    assert {"inside", "boundary", "outside", "invalid"} <= statuses
    assert all(row["grid_code"] for row in rows if row["status"] in ("inside", "boundary"))
