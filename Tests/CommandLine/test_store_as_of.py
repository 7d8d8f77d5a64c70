"""Incidents by the plan in force at their time."""

import json
import os
import sqlite3

import pytest

from .plans import A1, A2, B1, VILLAGE_A, centre
from .program import dingge
from .stores import EPOCH, done, incidents, redrawn_town, store_of
from .tables import assigned_rows, rows_of
from .test_store import roster_file

COUNT = int(os.environ.get("DINGGE_REPLAY", "20000"))


@pytest.fixture(scope="module")
def replay(tmp_path_factory):
    """Ten plans, a store with all of them, and incidents of a year."""
    folder = tmp_path_factory.mktemp("replay")
    plans = [redrawn_town(folder / f"plan-{n}", n) for n in range(10)]
    table = incidents(COUNT, seed=9)
    (folder / "incidents.csv").write_text(table, encoding="utf-8")
    return store_of(folder / "plans.gpkg", *plans), plans, folder / "incidents.csv"


def replayed(store, table, *options):
    outcome = dingge(
        "assign", store, table, "--crs", "wgs84", "--time-field", "when", *options, timeout=600)
    assert outcome.status == 0, outcome.err
    return outcome.out


def version_at(stamp):
    """The version by its number, from the text of a time, with Python's own calendar."""
    from datetime import datetime, timedelta, timezone
    home = timezone(timedelta(hours=8))
    moment = datetime.fromisoformat(stamp.replace("Z", "+00:00"))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=home)
    return sum(moment >= datetime.fromisoformat(day).replace(tzinfo=home) for day in EPOCH)


def test_a_replay_equals_the_ten_plans_as_files(replay):
    store, plans, table = replay
    answers = rows_of(replayed(store, table))
    by_plan = [rows_of(dingge("assign", p, table, "--crs", "wgs84").out) for p in plans]
    seen = set()
    for number, answer in enumerate(answers):
        version = version_at(answer["when"])
        seen.add(version)
        if version == 0:
            assert answer["status"] == "no-plan" and answer["version"] == "", answer
            assert answer["grid_code"] == ""
            continue
        expected = by_plan[version - 1][number]
        assert answer["version"] == str(version)
        assert {k: answer[k] for k in expected} == expected
    assert seen == set(range(11)) and len(answers) == COUNT


def test_a_replay_is_the_same_twice_and_after_vacuum(replay):
    store, _, table = replay
    first = replayed(store, table)
    assert replayed(store, table) == first
    database = sqlite3.connect(store)
    database.execute("VACUUM")
    database.close()
    assert replayed(store, table) == first
    done("verify", store)


def test_formats_agree(replay):
    store, _, table = replay
    lines = replayed(store, table, "--format", "ndjson").decode().splitlines()
    table_rows = rows_of(replayed(store, table))
    for line, row in zip(lines[:3000], table_rows):
        record = json.loads(line)
        assert (record["grid_code"] or "") == row["grid_code"]
        assert str(record["version"] or "") == row["version"] and record["status"] == row["status"]


def test_one_time_for_all(replay):
    store, plans, _ = replay
    table = "lon,lat\n" + "\n".join("%r,%r" % centre(code) for code in (A1, A2, B1)) + "\n"
    for number, day in enumerate(EPOCH):
        rows = assigned_rows(store, table, "--as-of", day)
        expected = assigned_rows(plans[number], table)
        assert [r["grid_code"] for r in rows] == [r["grid_code"] for r in expected]
        assert {r["version"] for r in rows} == {str(number + 1)}
    rows = assigned_rows(store, table, "--as-of", "2025-06-01")
    assert {r["status"] for r in rows} == {"no-plan"}
    assert assigned_rows(store, table, "--as-of", "2025-06-01", "--strict", status=1)


def test_times_that_are_none_are_said_row_by_row(replay):
    store, _, _ = replay
    lon, lat = centre(A1)
    table = f"lon,lat,when\n{lon},{lat},tomorrow\n{lon},{lat},\nx,{lat},2026-05-05\n"
    rows = assigned_rows(store, table, "--time-field", "when")
    assert [r["status"] for r in rows] == ["invalid"] * 3
    assert "tomorrow" in rows[0]["error"] and rows[1]["error"] and "x" in rows[2]["error"]
    outcome = dingge("assign", store, "-", "--crs", "wgs84", "--time-field", "nope", stdin=table)
    assert outcome.status == 65 and "nope" in outcome.err


def test_members_in_force_and_the_chain_up(replay, tmp_path):
    store, _, _ = replay
    done("roster", "import", store, roster_file(
        tmp_path, f"03,张三,,兼职,{A1},,", f"02,李二,139,专职,{A1},2026-05-01,",
        f"01,王一,138,专职,{A1},,2026-06-01"))
    west, south = 112.0005, 24.8195
    table = "lon,lat,when\n" + "".join(
        f"{west},{south},{day}\n" for day in ("2026-04-30", "2026-05-01", "2026-06-01", "2025-01-01"))
    rows = assigned_rows(store, table, "--time-field", "when")
    assert [r["members"] for r in rows] == ["01;03", "01;02;03", "02;03", ""]
    assert [r["village_code"] for r in rows] == [VILLAGE_A] * 3 + [""]
    out = dingge("assign", store, "-", "--crs", "wgs84", "--time-field", "when", "--format",
                 "ndjson", stdin=table).text
    record = json.loads(out.splitlines()[0])
    assert record["members"] == [
        {"id": "01", "name": "王一", "phone": "138", "role": "full-time"},
        {"id": "03", "name": "张三", "role": "part-time"}]


def test_a_plan_without_dates_takes_no_time(town):
    for option in (["--as-of", "2026-01-01"], ["--time-field", "when"]):
        outcome = dingge("assign", town, "-", "--crs", "wgs84", *option, stdin="lon,lat,when\n")
        assert outcome.status == 64 and outcome.err
    assert dingge("check", town, "--as-of", "2026-01-01").status == 64
    assert dingge("check", town, "--as-of", "yesterday").status == 64
