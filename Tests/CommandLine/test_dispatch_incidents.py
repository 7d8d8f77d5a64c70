"""The example workflow program in `tools/`: it must work, for integrators will copy it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from .plans import A1, A2, A4, NAMES, SIDE, SOUTH, VILLAGE_A, WEST, centre, write_town
from .program import PROGRAM, ROOT, surroundings

TOOL = [sys.executable, ROOT / "tools/dispatch-incidents", "--dingge", PROGRAM, "--crs", "wgs84"]


def dispatch(plan, *arguments, stdin=""):
    """Runs the example program to its end."""
    return subprocess.run(
        [*TOOL, "--plan", plan, *arguments], input=stdin, capture_output=True, encoding="utf-8",
        env=surroundings(), timeout=120)


@pytest.fixture
def table(tmp_path):
    """A table with one incident of every kind."""
    x, y = centre(A1)
    rows = [f"inside,{x},{y}", f"corner,{WEST + SIDE},{SOUTH + SIDE}", "away,113.0,24.81",
            f"text,here,{y}", f"nan,NaN,{y}", f"inf,{x},-inf", f"empty,{x},", f"off,{x},95",
            f"last,{x},{y}"]
    file = tmp_path / "incidents.csv"
    file.write_text("\n".join(["id,lon,lat", *rows]) + "\n", "utf-8")
    return file


def test_a_flood_is_answered_line_by_line_though_one_point_is_malformed(town, table):
    done = dispatch(town, table)
    assert done.returncode == 0, done.stderr
    lines = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert list(lines) == ["inside", "corner", "away", "off", "last"]
    assert A1 in lines["inside"] and NAMES[VILLAGE_A] in lines["inside"]
    assert A1 in lines["corner"] and A4 in lines["corner"]
    assert all(f"{name}: " in done.stderr for name in ("text", "nan", "inf", "empty"))


def test_lone_reports_from_stdin_get_the_same_answers(town, table):
    flood, lone = dispatch(town, table), dispatch(town, "-", stdin=table.read_text("utf-8"))
    assert lone.returncode == 0, lone.stderr
    assert lone.stdout == flood.stdout


def test_the_built_in_incidents_need_no_file(town):
    done = dispatch(town)
    assert done.returncode == 0 and done.stdout.strip()


def test_a_flood_of_many_batches_loses_no_incident(town, tmp_path):
    x, y = centre(A1)
    file = tmp_path / "incidents.csv"
    file.write_text("id,lon,lat\n" + "".join(f"{n},{x},{y}\n" for n in range(20_000)))
    done = dispatch(town, file, "--batch", "64")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        str(n) for n in range(20_000)]


def test_a_crs_that_is_refused_is_said_with_its_remedy_for_each_and_ends_nothing(town, table):
    done = subprocess.run(
        [*TOOL[:-1], "EPSG:4214", "--plan", town, table], capture_output=True, encoding="utf-8",
        env=surroundings(), timeout=60)
    assert done.returncode == 0 and done.stdout == ""
    assert done.stderr.count("crs") >= 6


def test_a_plan_that_is_missing_ends_with_an_error_and_no_traceback(tmp_path):
    done = dispatch(tmp_path / "nowhere")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


def test_a_hangup_takes_the_new_plan(tmp_path):
    plan = write_town(tmp_path)
    x, y = centre(A1)
    process = subprocess.Popen(
        [*TOOL, "--plan", plan, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=surroundings(), encoding="utf-8", bufsize=1)
    os.set_blocking(process.stderr.fileno(), True)
    try:
        process.stdin.write(f"id,lon,lat\nbefore,{x},{y}\n")
        assert A1 in process.stdout.readline()
        write_town(plan, without=[A1], widened={A2: 0})
        process.send_signal(signal.SIGHUP)
        announced = [process.stderr.readline(), process.stderr.readline()]
        assert announced[0] != announced[1] and all("in force" in each for each in announced)
        process.stdin.write(f"after,{x},{y}\n")
        assert A1 not in process.stdout.readline()
        process.stdin.close()
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()
