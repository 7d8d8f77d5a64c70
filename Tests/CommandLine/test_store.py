"""`store`: dated plans, their draft, members, and the log."""

import json
import shutil
import sqlite3
import subprocess

import pytest

from .plans import A1, A2, A3, A4, B1, B2, VILLAGE_A
from .plans import collection, feature, grids, rectangle, villages, write_json, write_town
from .program import dingge
from .stores import connected, done, redrawn_town, rows, store_of, versions_of
from .wording import has_remedy

FAR = "2099-01-01"


@pytest.fixture
def store(tmp_path, town):
    """A store with the town published from 2026-01-01 on."""
    return store_of(tmp_path / "plans.gpkg", town)


def roster_file(tmp_path, *lines):
    path = tmp_path / "members.csv"
    path.write_text("id,name,phone,role,grid,from,to\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def digest(plan):
    return json.loads(dingge("check", plan, "--format", "json").out)["plan"]["digest"]


def test_a_plan_comes_out_as_it_went_in(store, town, tmp_path):
    [version] = versions_of(store)
    assert version["digest"] == digest(town) and version["in_force"]
    assert version["effective_from"] == "2026-01-01T00:00:00+08:00" and version["author"] == "测试"
    for name in ("out.gpkg", "out.geojson", "folder/"):
        done("show", store, 1, "-o", f"{tmp_path}/{name}")
        assert digest(tmp_path / name) == version["digest"]
    assert "whole" in done("verify", store).text


def test_a_store_is_a_plan_for_every_command(store, town):
    checked = json.loads(dingge("check", store, "--format", "json").out)
    assert checked["verdict"] == "seamless" and checked["plan"]["digest"] == digest(town)
    described = json.loads(dingge("describe", store, A1, "--format", "json").out)
    assert described["code"] == A1
    assert digest(f"{store}@1") == digest(f"{store}@draft") == digest(town)
    compared = json.loads(dingge("compare", f"{store}@1", town, "--format", "json").out)
    assert compared["pieces"] == []


def test_a_time_before_the_first_version_has_no_plan(store):
    outcome = dingge("check", store, "--as-of", "2025-12-31T23:59:59")
    assert outcome.status == 64 and has_remedy(outcome.err)
    assert dingge("check", store, "--as-of", "2026-01-01").status == 0


def test_a_draft_with_a_gap_is_refused_with_its_defects(tmp_path, store):
    (tmp_path / "bad").mkdir()
    done("import", store, write_town(tmp_path / "bad", without=[A2]))
    outcome = done("publish", store, "--effective-from", FAR, status=1)
    assert VILLAGE_A in outcome.text and "gap" in outcome.text and has_remedy(outcome.err)
    assert len(versions_of(store)) == 1
    done("verify", store)


def test_a_draft_that_is_only_exact_in_area_is_refused(tmp_path, store):
    """A vertex on a common line that the neighbour lacks."""
    (tmp_path / "plan").mkdir()
    write_town(tmp_path / "plan")
    text = json.loads((tmp_path / "plan/grid.geojson").read_text())
    ring = text["features"][0]["geometry"]["coordinates"][0]
    ring.insert(1, [round((ring[0][0] + ring[1][0]) / 2, 9), ring[0][1]])
    write_json(tmp_path / "plan/grid.geojson", text)
    done("import", store, tmp_path / "plan")
    assert "area-exact" in done("publish", store, "--effective-from", FAR, status=1).text


def test_versions_take_over_one_after_another(tmp_path, store, town):
    done("import", store, redrawn_town(tmp_path / "b", 1))
    done("publish", store, "--effective-from", "2026-07-01T08:30+08:00", "--note", "调整")
    first, second = versions_of(store)
    assert first["effective_to"] == second["effective_from"] == "2026-07-01T08:30:00+08:00"
    assert second["supersedes"] == 1 and second["note"] == "调整" and second["effective_to"] is None
    at = lambda time: json.loads(
        dingge("check", store, "--as-of", time, "--format", "json").out)["plan"]["digest"]
    assert at("2026-07-01T08:29:59") == first["digest"]
    assert at("2026-07-01T00:30:00Z") == second["digest"]
    outcome = done("publish", store, "--effective-from", "2026-07-01", status=64)
    assert "2" in outcome.err and has_remedy(outcome.err)


def test_only_what_is_not_in_force_is_withdrawn(tmp_path, store):
    done("import", store, redrawn_town(tmp_path / "b", 1))
    done("publish", store, "--effective-from", FAR)
    assert done("withdraw", store, 1, status=64).err
    done("withdraw", store, 2)
    assert done("withdraw", store, 2, status=64).err
    assert done("withdraw", store, 7, status=64).err
    assert [bool(v["withdrawn_at"]) for v in versions_of(store)] == [False, True]
    # From then on there is no plan, until another one takes over.
    assert dingge("check", store, "--as-of", FAR).status == 64
    assert dingge("check", store, "--as-of", "2098-12-31").status == 0
    done("publish", store, "--effective-from", "2050-01-01")
    assert dingge("check", store, "--as-of", FAR).status == 0
    done("verify", store)


def test_the_roster_comes_back_as_it_was_taken(tmp_path, store):
    path = roster_file(
        tmp_path, f"01,王一,138,专职,{A1},2026-01-01,", f"02,李二,,兼职,{A1},,2027-01-01",
        f"01,王一,138,专职,{A2},,")
    done("roster", "import", store, path)
    listed = done("roster", "list", store, "--format", "csv").text
    again = tmp_path / "again.csv"
    again.write_text(listed, encoding="utf-8", newline="")
    done("roster", "import", store, again)
    assert done("roster", "list", store, "--format", "csv").text == listed
    assert len(listed.splitlines()) == 4 and "full-time" in listed
    bad = done("roster", "import", store, roster_file(tmp_path, "03,张三,,boss,g,,"), status=65)
    assert "boss" in bad.err
    assert done("roster", "list", store, "--format", "csv").text == listed


def test_grids_without_a_member_are_listed(tmp_path, store):
    lines = [f"01,王一,,专职,{g['properties']['code']},2026-01-01,2030-01-01" for g in grids()][1:]
    done("roster", "import", store, roster_file(tmp_path, *lines))
    found = lambda *options: [
        d["units"] for d in json.loads(
            dingge("check", store, "--format", "json", *options).out)["defects"]
        if d["kind"] == "unassigned"]
    assert found() == [[A1]]
    assert len(found("--as-of", "2031-01-01")) == 8
    assert dingge("check", store).status == 0 and dingge("check", store, "--strict").status == 1


def test_members_who_change_hands_come_from_the_store(tmp_path, store):
    done("roster", "import", store, roster_file(
        tmp_path, f"01,王一,,专职,{A1},,", f"02,李二,,专职,{A2},,"))
    done("import", store, redrawn_town(tmp_path / "b", 1))
    answer = json.loads(dingge("compare", store, f"{store}@draft", "--format", "json").out)
    assert {m["member"] for m in answer["members"]} == {"01", "02"}


def test_every_change_is_in_the_log_with_its_author(tmp_path, store, town):
    done("import", store, redrawn_town(tmp_path / "b", 1), "--author", "周")
    done("publish", store, "--effective-from", FAR, "--author", "吴")
    done("withdraw", store, 2, "--author", "郑")
    done("roster", "import", store, roster_file(tmp_path, f"01,王一,,专职,{A1},,"), "--author", "王")
    changes = json.loads(done("log", store, "--format", "json").out)["changes"]
    assert [(c["action"], c["author"]) for c in changes] == [
        ("init", "测试"), ("import", "测试"), ("publish", "测试"), ("import", "周"),
        ("publish", "吴"), ("withdraw", "郑"), ("roster", "王")]
    assert changes[3]["digest_before"] == digest(town)
    assert all(len(c["chain"]) == 64 for c in changes)
    assert len(done("log", store, "--lang", "zh").text.splitlines()) == 8


@pytest.mark.parametrize("tampering, word", [
    ("UPDATE audit_log SET author = 'x' WHERE seq = 2", "row 2"),
    ("DELETE FROM audit_log WHERE seq = 2", "row 3"),
    ("DELETE FROM audit_log WHERE seq = 3", "published"),
    ("UPDATE plan_version SET effective_from = '2025-01-01T00:00:00+08:00'", "published"),
    ("UPDATE code_history SET first_version = 7", "published"),
    ("INSERT INTO member (id, name) VALUES ('1', 'a'); "
     "INSERT INTO grid_member (member, grid, role) VALUES ('1', 'g', 'full-time')", "roster"),
    ("UPDATE store_setting SET value = '12+4' WHERE key = 'code_scheme'", "settings"),
    ("DROP TRIGGER published_grid_update; UPDATE published_grid SET code = code || 'x' "
     "WHERE fid = 1", "version 1"),
])
def test_what_was_changed_beside_is_found(store, tampering, word):
    database = connected(store)
    database.executescript(tampering)
    database.close()
    outcome = done("verify", store, status=1)
    assert word in outcome.text


@pytest.mark.parametrize("statement", [
    "UPDATE published_grid SET code = 'x'", "DELETE FROM published_grid",
    "INSERT INTO published_grid (code, version) VALUES ('x', 1)",
])
def test_no_program_changes_a_published_plan(store, statement):
    database = connected(store)
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        database.execute(statement)
    database.close()


def test_codes_are_given_and_kept(tmp_path, store):
    """An editor split A1 and left its code on both halves, and drew B's grids anew without codes."""
    west, south, east, north = 112.0, 24.81, 112.01, 24.82
    features = [g for g in grids() if g["properties"]["code"] != A1]
    for number, (left, right) in enumerate(((west, 112.003), (112.003, east))):
        features.append(feature(
            rectangle(left, south, right, north), code=A1, name=f"半{number}", parent=VILLAGE_A))
    for g in features:
        if g["properties"]["parent"] != VILLAGE_A:
            del g["properties"]["code"]
    folder = tmp_path / "drawn"
    folder.mkdir()
    outlines = list(villages())
    # The new vertices lie on the village's outline as well.
    ring = outlines[0]["geometry"]["coordinates"][0]
    ring.insert(ring.index([112.0, 24.82]), [112.003, 24.82])
    write_json(folder / "village.geojson", collection(outlines))
    for g in features:
        if g["properties"]["code" if "code" in g["properties"] else "name"] == A1[:12] + "003":
            square = g["geometry"]["coordinates"][0]
            square.insert(square.index([112.0, 24.81]), [112.003, 24.81])
    write_json(folder / "grid.geojson", collection(features))
    done("import", store, folder)
    text = done("codes", store).text
    assert f"半0: {A1} → {VILLAGE_A}005, from {A1}" in text and "半1" not in text
    # Whoever is as before has the code as before.
    assert B1 in text and B2 in text
    done("publish", store, "--effective-from", FAR)
    history = dict(rows(store, "SELECT code, ancestors FROM code_history"))
    assert history[f"{VILLAGE_A}005"] == A1
    assert "0 grids" in done("codes", store).text
    done("verify", store)


def test_codes_that_were_given_up_do_not_come_back(tmp_path, store):
    folder = tmp_path / "merged"
    folder.mkdir()
    features = [g for g in grids() if g["properties"]["code"] not in (A3, A4)]
    wide = rectangle(112.0, 24.80, 112.02, 24.81)
    ring = wide["coordinates"][0]
    ring.insert(1, [112.01, 24.80])
    ring.insert(4, [112.01, 24.81])
    features.append(feature(wide, code=A3, name="并", parent=VILLAGE_A))
    write_json(folder / "village.geojson", collection(villages()))
    write_json(folder / "grid.geojson", collection(features))
    done("import", store, folder)
    done("publish", store, "--effective-from", "2026-03-01")
    again = list(grids())
    for g in again:
        if g["properties"]["code"] == A4:
            g["properties"]["code"] = ""
    write_json(folder / "grid.geojson", collection(again))
    done("import", store, folder)
    assert f"{VILLAGE_A}005" in done("codes", store).text
    write_json(folder / "grid.geojson", collection(grids()))
    done("import", store, folder)
    assert A4 in done("publish", store, "--effective-from", FAR).err


def test_a_store_is_not_made_over_a_file(store):
    outcome = done("init", store, status=73)
    assert has_remedy(outcome.err) and len(versions_of(store)) == 1


@pytest.mark.parametrize("content, status", [(None, 66), (b"no database", 65), (b"", 65)])
def test_what_is_no_store_is_named(tmp_path, content, status):
    path = tmp_path / "file.gpkg"
    if content is not None:
        path.write_bytes(content)
    outcome = done("list", path, status=status)
    assert "file.gpkg" in outcome.err and has_remedy(outcome.err)


def test_a_geopackage_that_is_no_store_is_named(tmp_path, store):
    path = tmp_path / "plain.gpkg"
    done("show", store, 1, "-o", path)
    assert has_remedy(done("list", path, status=65).err)
    assert dingge("check", path).status == 0


def test_a_store_of_a_later_version_is_refused_by_name(store):
    database = sqlite3.connect(store)
    database.execute("UPDATE store_setting SET value = '2' WHERE key = 'schema'")
    database.commit()
    database.close()
    outcome = done("list", store, status=65)
    assert "schema 2" in outcome.err and has_remedy(outcome.err)
    assert dingge("check", store).status == 65


def test_a_draft_that_an_editor_broke_is_named_feature_by_feature(store):
    database = sqlite3.connect(store)
    for name in ("insert", "update1", "update2", "update3", "update4", "delete"):
        database.execute(f"DROP TRIGGER IF EXISTS rtree_draft_grid_geom_{name}")
    database.execute("UPDATE draft_grid SET geom = x'00' WHERE fid = 2")
    database.execute("UPDATE draft_grid SET kind = 'lake' WHERE fid = 3")
    database.commit()
    database.close()
    outcome = dingge("check", f"{store}@draft")
    assert outcome.status == 65 and "fid=2" in outcome.err and "fid=3" in outcome.err


needs_gdal = pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="ogr2ogr is not installed")


@needs_gdal
def test_gdal_accepts_the_store(store):
    ended = subprocess.run(["ogrinfo", "-al", "-so", store], capture_output=True, text=True)
    assert ended.returncode == 0 and "ERROR" not in ended.stderr and "draft_grid" in ended.stdout
    assert "Warning" not in ended.stderr, ended.stderr
    query = ["ogrinfo", "-q", store, "-sql", "SELECT HasSpatialIndex('draft_grid', 'geom')"]
    assert "= 1" in subprocess.run(query, capture_output=True, text=True).stdout


@pytest.mark.skipif(
    subprocess.run(["/usr/bin/python3", "-c", "import osgeo_utils"], capture_output=True).returncode,
    reason="GDAL for Python is not installed")
def test_the_validation_of_gdal_accepts_the_store(tmp_path, store):
    done("import", store, redrawn_town(tmp_path / "b", 1))
    done("publish", store, "--effective-from", FAR)
    done("roster", "import", store, roster_file(tmp_path, f"01,王一,,专职,{A1},,"))
    checked = subprocess.run(
        ["/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", store],
        capture_output=True, text=True)
    assert checked.returncode == 0 and checked.stdout == "", checked.stdout


@needs_gdal
def test_an_editor_appends_to_the_draft_as_qgis_does(tmp_path, store, town):
    """GDAL writes through the triggers of the index; what it wrote is read and found by the index."""
    empty = tmp_path / "other"
    empty.mkdir()
    one = feature(rectangle(112.10, 24.80, 112.11, 24.81), code=B1 + "9", name="新", parent=VILLAGE_A)
    write_json(empty / "grid.geojson", collection([one]))
    subprocess.run(
        ["ogr2ogr", "-update", "-append", "-nln", "draft_grid", "-nlt", "PROMOTE_TO_MULTI", store,
         empty / "grid.geojson"], check=True)
    assert rows(store, "SELECT count(*) FROM rtree_draft_grid_geom") == [(9,)]
    plan = json.loads(dingge("describe", f"{store}@draft", "--format", "json").out)
    assert B1 + "9" in {u["code"] for u in plan["units"]}
    done("verify", store)
    done("import", store, town)
    assert rows(store, "SELECT count(*) FROM rtree_draft_grid_geom") == [(8,)]
    done("publish", store, "--effective-from", FAR)


def test_a_plan_in_another_system_is_taken_only_while_nothing_is_published(tmp_path, town):
    plane = tmp_path / "plane.gpkg"
    outcome = dingge("convert", town, "-o", plane, "--to-crs", "EPSG:4547")
    assert outcome.status == 0, outcome.err
    store = tmp_path / "store.gpkg"
    done("init", store)
    done("import", store, plane)
    assert digest(f"{store}@draft") == digest(plane)
    done("publish", store, "--effective-from", "2026-01-01")
    assert has_remedy(done("import", store, town, status=64).err)
    done("verify", store)
