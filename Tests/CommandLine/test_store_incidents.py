"""Incidents of a store are weighed and looked at as those of one plan are, by the version in force."""

import json
import random
import sqlite3

import pytest

from .map_services import gcj02
from .plans import SIDE, SOUTH, WEST
from .program import dingge
from .service import Service, request
from .stores import EPOCH, done, redrawn_town, store_of
from .tables import assigned_rows, rows_of


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    """Three plans and a store of them."""
    folder = tmp_path_factory.mktemp("dated")
    plans = [redrawn_town(folder / f"plan-{n}", n) for n in range(3)]
    return store_of(folder / "plans.gpkg", *plans), plans


def places(count, seed):
    """Places in the town."""
    chance = random.Random(seed)
    return [(round(WEST + SIDE * chance.uniform(0.05, 3.95), 9),
             round(SOUTH + SIDE * chance.uniform(0.05, 1.95), 9)) for _ in range(count)]


def table_of(positions):
    lines = [f"{x!r},{y!r},{EPOCH[n % 3]},{10 + n % 90}" for n, (x, y) in enumerate(positions)]
    return "lon,lat,when,acc\n" + "\n".join(lines) + "\n"


def test_an_accuracy_is_weighed_by_the_version_in_force(dated):
    store, plans = dated
    table = table_of(places(90, seed=1))
    rows = assigned_rows(store, table, "--time-field", "when", "--accuracy-field", "acc")
    by_plan = [assigned_rows(plan, table, "--accuracy-field", "acc") for plan in plans]
    for number, row in enumerate(rows):
        expected = by_plan[number % 3][number]
        assert {k: row[k] for k in expected} == expected
    assert any(float(r["confidence"]) < 0.9 for r in rows)
    fixed = assigned_rows(store, table, "--as-of", EPOCH[1], "--accuracy-field", "acc")
    assert [{k: r[k] for k in by_plan[1][0]} for r in fixed] == by_plan[1]
    said = assigned_rows(store, "lon,lat,when,acc\n112.001,24.801,2026-01-05,wide\n",
                         "--time-field", "when", "--accuracy-field", "acc")
    assert "wide" in said[0]["error"] and said[0]["grid_code"]


def test_rpc_weighs_by_the_version_in_force(dated):
    store, plans = dated
    points = [{"id": n, "x": x, "y": y, "accuracy": 25} for n, (x, y) in enumerate(places(60, 2))]
    with Service(store, "--crs", "wgs84") as service:
        timed = [{**p, "time": EPOCH[p["id"] % 3]} for p in points]
        service.send(request("assign", {"points": timed}) + "\n")
        got = service.receive()["result"]["assignments"]
    for number, plan in enumerate(plans):
        with Service(plan, "--crs", "wgs84") as service:
            service.send(request("assign", {"points": points}) + "\n")
            expected = service.receive()["result"]["assignments"]
        for mine, other in list(zip(got, expected))[number::3]:
            assert {k: mine[k] for k in ("grid", "candidates", "confident")} == {
                k: other[k] for k in ("grid", "candidates", "confident")}


@pytest.mark.parametrize("option", [["--time-field", "when"], ["--as-of", EPOCH[2]], []])
def test_a_batch_in_another_system_is_recognised(dated, tmp_path, option):
    store, _ = dated
    shifted = table_of([gcj02(*place) for place in places(120, seed=3)])
    outcome = dingge("assign", store, "-", "--crs", "wgs84", *option, stdin=shifted)
    assert outcome.status == 0 and "GCJ-02" in outcome.err
    outcome = dingge("assign", store, "-", "--crs", "wgs84", "--strict", *option, "-o",
                     tmp_path / "out.csv", stdin=shifted)
    assert outcome.status == 65 and not (tmp_path / "out.csv").exists()
    right = table_of(places(120, seed=3))
    outcome = dingge("assign", store, "-", "--crs", "wgs84", *option, stdin=right)
    assert outcome.status == 0 and "GCJ-02" not in outcome.err


def test_what_no_plan_answers_for_is_not_held_against_the_system(dated):
    store, _ = dated
    table = table_of(places(60, seed=4)).replace("2026-01-01", "2025-01-01")
    outcome = dingge("assign", store, "-", "--crs", "wgs84", "--time-field", "when", stdin=table)
    assert {r["status"] for r in rows_of(outcome.out)} >= {"no-plan", "inside"}
    assert outcome.err.strip().count("\n") == 0, outcome.err


@pytest.mark.parametrize("quoted", [True, False])
def test_rpc_recognises_a_batch_in_another_system(dated, quoted):
    store, _ = dated
    points = [{"x": x, "y": y, "time": EPOCH[n % 3]}
              for n, (x, y) in enumerate(gcj02(*p) for p in places(60, 5))]
    # A name that is not plain is read in the general way, with the same answer.
    points[0]["n\u00f6te" if quoted else "note"] = [] if quoted else 1
    with Service(store, "--crs", "wgs84") as service:
        service.send(request("assign", {"points": points}) + "\n")
        warnings = service.receive()["result"]["warnings"]
    assert len(warnings) == 1 and "GCJ-02" in warnings[0]


def test_members_change_within_a_version(dated, tmp_path):
    """Answers kept for many incidents are those of the members at the time of each."""
    store = tmp_path / "plans.gpkg"
    source, target = sqlite3.connect(dated[0]), sqlite3.connect(store)
    source.backup(target)
    target.close()
    codes = [u["code"] for u in json.loads(
        dingge("describe", store, "--format", "json").out)["units"] if u["level"] == "grid"]
    days = [f"2026-{m:02d}-15" for m in range(1, 10)]
    lines = ["id,name,phone,role,grid,from,to"]
    for number, code in enumerate(codes):
        for turn, (start, end) in enumerate(zip(days, days[1:] + [""])):
            lines.append(f"{number}-{turn},甲,,专职,{code},{start},{end}")
    (tmp_path / "members.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done("roster", "import", store, tmp_path / "members.csv")
    chance = random.Random(6)
    stamps = [f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}T{chance.randint(0, 23):02d}:00:00+08:00"
              for _ in range(2000)]
    positions = places(2000, seed=7)
    table = "lon,lat,when\n" + "".join(
        f"{x!r},{y!r},{t}\n" for (x, y), t in zip(positions, stamps))
    rows = assigned_rows(store, table, "--time-field", "when")
    with Service(store, "--crs", "wgs84") as service:
        points = [{"x": x, "y": y, "time": t} for (x, y), t in zip(positions, stamps)]
        for _ in range(2):
            service.send(request("assign", {"points": points}) + "\n")
            answers = service.receive(60)["result"]["assignments"]
    for row, answer, stamp in zip(rows, answers, stamps):
        turn = sum(stamp[:10] >= day for day in days) - 1
        expected = f"{codes.index(row['grid_code'])}-{turn}" if turn >= 0 else ""
        assert row["members"] == expected, (row, stamp)
        assert [m["id"] for m in answer["members"]] == ([expected] if expected else [])
