"""`rpc` on a store: each position by the plan in force at its time."""

import json
import threading

import pytest

from .plans import A1, A2, B1, VILLAGE_A, centre
from .program import dingge
from .service import Service, request
from .stores import EPOCH, done, redrawn_town, store_of, versions_of
from .tables import assigned_rows
from .test_store import roster_file

TIMES = ["2025-12-31T23:59:59+08:00", "2026-01-01", "2026-03-31T16:00:00Z", "2026-10-01 00:00"]


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rpc")
    return [redrawn_town(folder / f"plan-{n}", n) for n in range(10)]


@pytest.fixture
def store(tmp_path, plans):
    return store_of(tmp_path / "plans.gpkg", *plans)


def call(service, method, **params):
    service.send(request(method, params) + "\n")
    answer = service.receive()
    return answer.get("result", answer.get("error"))


def test_each_point_by_its_time(store, plans):
    x, y = centre(A1)
    with Service(store, "--crs", "wgs84") as service:
        points = [{"id": n, "x": x, "y": y, "time": t} for n, t in enumerate(TIMES)]
        got = call(service, "assign", points=points)["assignments"]
        assert [a["id"] for a in got] == [0, 1, 2, 3]
        assert [a["version"] for a in got] == [None, 1, 4, 10]
        assert got[0]["status"] == "no-plan" and got[0]["grid"] is None and got[0]["plan"] is None
        # A time of a point goes before that of its request.
        mixed = call(service, "assign", points=[points[1], {"id": 9, "x": x, "y": y}],
                     as_of="2026-05-05")["assignments"]
        assert [a["version"] for a in mixed] == [1, 5]
        assert call(service, "assign", x=x, y=y, time="2026-02-01")["version"] == 2
        error = call(service, "assign", points=[{"x": x, "y": y, "time": "soon"}])
        assert error["code"] == -32602 and error["data"]["path"] == "points[0].time"


def test_answers_are_those_of_assign(store):
    table = "lon,lat,when\n"
    points = []
    for number in range(300):
        x, y = 112 + number % 20 * 0.002, 24.8 + number % 13 * 0.0015
        day = EPOCH[number % 10]
        table += f"{x:.9f},{y:.9f},{day}\n"
        points.append({"x": round(x, 9), "y": round(y, 9), "time": day})
    rows = assigned_rows(store, table, "--time-field", "when")
    with Service(store, "--crs", "wgs84") as service:
        got = call(service, "assign", points=points)["assignments"]
    assert [(a["grid"] or "", a["status"], str(a["version"])) for a in got] == [
        (r["grid_code"], r["status"], r["version"]) for r in rows]


def test_members_come_with_the_answer_in_order_of_role(store, tmp_path):
    done("roster", "import", store, roster_file(
        tmp_path, f"03,张三,,兼职,{A1},,", f"02,李二,139,专职,{A1},2026-05-01,"))
    x, y = 112.0005, 24.8195
    with Service(store, "--crs", "wgs84") as service:
        early, late = call(service, "assign", points=[
            {"x": x, "y": y, "time": "2026-04-01"}, {"x": x, "y": y, "time": "2026-06-01"}],
        )["assignments"]
        assert [m["id"] for m in early["members"]] == ["03"] and early["grid"] == A1
        assert [(m["id"], m["role"]) for m in late["members"]] == [
            ("02", "full-time"), ("03", "part-time")]
        assert late["members"][0]["phone"] == "139" and late["village"] == VILLAGE_A
        # The fast way, without a time, has them too.
        assert [m["id"] for m in call(service, "assign", x=x, y=y)["members"]] == ["02", "03"]
        unit = call(service, "unit", code=A1, as_of="2026-04-01")
        assert [m["id"] for m in unit["members"]] == ["03"]
        plan = call(service, "plan", as_of="2026-02-02")
        assert plan["version"] == 2 and plan["effective_from"].startswith("2026-02-01")
        assert plan["effective_to"].startswith("2026-03-01")


def test_a_publication_is_seen_at_reload_and_not_before(tmp_path, plans):
    store = store_of(tmp_path / "plans.gpkg", plans[0])
    x, y = centre(A2)
    with Service(store, "--crs", "wgs84") as service:
        assert call(service, "assign", x=x, y=y, time="2026-08-01")["version"] == 1
        done("import", store, plans[1])
        done("publish", store, "--effective-from", "2026-07-01")
        assert call(service, "assign", x=x, y=y, time="2026-08-01")["version"] == 1
        # Requests before and behind the reload, in one flood: none is lost, none is mixed.
        points = {"points": [{"x": x, "y": y, "time": "2026-08-01"}] * 3}
        lines = [request("assign", points, id=n) for n in range(200)]
        lines[100] = request("reload", id=100)
        service.send("\n".join(lines) + "\n")
        answers = [service.receive() for _ in lines]
        assert [a["id"] for a in answers] == list(range(200))
        versions = [{p["version"] for p in a["result"]["assignments"]} for a in answers
                    if a["id"] != 100]
        assert versions == [{1}] * 100 + [{2}] * 99


def test_publications_during_a_flood_lose_and_mix_nothing(tmp_path, plans):
    """Versions are published one after another while requests and reloads keep coming."""
    store = store_of(tmp_path / "plans.gpkg", plans[0])
    points = [{"id": n, "x": x, "y": y, "time": "2099-01-01" if n % 2 else "2040-01-01"}
              for n, (x, y) in enumerate([centre(A1), centre(A2), centre(B1)] * 5)]
    count, published = 0, threading.Event()

    def publish():
        for number, year in enumerate((2030, 2050, 2060, 2070)):
            done("import", store, plans[number + 1])
            done("publish", store, "--effective-from", f"{year}-01-01")
        published.set()

    with Service(store, "--crs", "wgs84") as service:
        writer = threading.Thread(target=publish)
        writer.start()
        answers = []
        while not published.is_set() or count % 50:
            method = "reload" if count % 50 == 49 else "assign"
            lines = request(method, {"points": points} if method == "assign" else {}, id=count)
            service.send(lines + "\n")
            count += 1
            # Some are always on their way.
            if count % 50 == 25:
                answers += [service.receive() for _ in range(count - len(answers) - 20)]
        writer.join()
        service.send(request("reload", id=count) + "\n")
        service.send(request("assign", {"points": points}, id=count + 1) + "\n")
        answers += [service.receive() for _ in range(count + 2 - len(answers))]
    assert [a["id"] for a in answers] == list(range(count + 2))
    digests = {v["version"]: v["digest"] for v in versions_of(store)}
    seen = []
    for answer in answers:
        if "assignments" not in answer["result"]:
            continue
        given = answer["result"]["assignments"]
        assert [a["id"] for a in given] == list(range(15))
        assert all(a["plan"] == digests[a["version"]] for a in given)
        early, late = {a["version"] for a in given[::2]}, {a["version"] for a in given[1::2]}
        assert len(early) == len(late) == 1, "versions are mixed"
        seen.append((*early, *late))
    assert seen == sorted(seen) and seen[-1] == (2, 5)
    done("verify", store)


def test_a_reload_that_fails_keeps_the_store_serving(tmp_path, plans):
    store = store_of(tmp_path / "plans.gpkg", plans[0])
    x, y = centre(B1)
    with Service(store, "--crs", "wgs84") as service:
        assert call(service, "plan")["version"] == 1
        store.rename(tmp_path / "away.gpkg")
        assert call(service, "reload")["code"] == 3
        assert call(service, "assign", x=x, y=y)["version"] == 1


def test_a_store_without_a_version_is_not_served(tmp_path, town):
    store = tmp_path / "plans.gpkg"
    done("init", store)
    done("import", store, town)
    outcome = dingge("rpc", store, "--crs", "wgs84")
    assert outcome.status == 64 and outcome.err
    # Its draft is, as a plan without dates.
    outcome = dingge("rpc", f"{store}@draft", "--crs", "wgs84", stdin=request("plan") + "\n")
    assert json.loads(outcome.text)["result"]["version"] is None
