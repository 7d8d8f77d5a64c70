"""Stores that something else has changed: each command says so, and none ends without a word."""

import shutil
import sqlite3

import pytest

from .plans import A1, A2, centre
from .program import dingge
from .service import request
from .stores import connected, done, redrawn_town, store_of
from .test_store import roster_file
from .wording import has_remedy


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A store with two versions, members, and all of it in one file."""
    folder = tmp_path_factory.mktemp("whole")
    store = store_of(folder / "plans.gpkg", *[redrawn_town(folder / f"plan-{n}", n) for n in (0, 1)])
    done("roster", "import", store, roster_file(folder, f"01,王一,138,专职,{A1},,", f"02,李二,,兼职,{A2},,"))
    database = sqlite3.connect(store)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("PRAGMA journal_mode = DELETE")
    database.close()
    return store


@pytest.fixture
def store(tmp_path, whole):
    return shutil.copy(whole, tmp_path / "plans.gpkg")


def is_said(outcome, status):
    """Whether a command ended in a known way, and told why if it failed."""
    known = outcome.status in status
    return known and (outcome.status in (0, 1) or has_remedy(outcome.err))


def try_all(store):
    """Every command on the store: all end in a known way."""
    x, y = centre(A1)
    table = f"lon,lat,when\n{x!r},{y!r},2026-01-05\n{x!r},{y!r},2026-02-05\n"
    point = request("assign", {"crs": "wgs84", "x": x, "y": y, "time": "2026-01-05"}) + "\n"
    for arguments, stdin in [
        (["store", "list", store], ""), (["store", "log", store], ""),
        (["store", "show", store, 1], ""), (["store", "roster", "list", store], ""),
        (["check", store], ""), (["check", f"{store}@1"], ""), (["check", f"{store}@draft"], ""),
        (["assign", store, "-", "--crs", "wgs84", "--time-field", "when"], table),
        (["compare", f"{store}@1", f"{store}@2"], ""), (["rpc", store], point),
        (["store", "codes", store], ""),
        (["store", "publish", store, "--effective-from", "2099-01-01"], ""),
        (["store", "withdraw", store, 2], ""),
    ]:
        outcome = dingge(*arguments, stdin=stdin)
        assert is_said(outcome, (0, 1, 64, 65, 66, 73, 74)), (arguments, outcome.status, outcome.err)


def loosened(database, table):
    """Takes the types and constraints of a table away, as a careless program does."""
    for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.execute(f"CREATE TABLE loose AS SELECT * FROM {table}")
    database.execute(f"DROP TABLE {table}")
    database.execute(f"ALTER TABLE loose RENAME TO {table}")


@pytest.mark.parametrize("table, change", [
    ("audit_log", "detail = x'00FF' WHERE seq = 3"),
    ("audit_log", "seq = 9223372036854775807 WHERE seq = 3"),
    ("audit_log", "chain = NULL WHERE seq = 2"),
    ("code_history", "first_version = '2026-02-30T25:61:00'"),
    ("code_history", "ancestors = NULL"),
    ("plan_version", "version = 9223372036854775807 WHERE version = 2"),
    ("plan_version", "version = -1 WHERE version = 1"),
    ("plan_version", "effective_from = '99999-01-01' WHERE version = 2"),
    ("plan_version", "effective_from = NULL"), ("plan_version", "units = 'many'"),
    ("member", "id = NULL"), ("member", "phone = 1.5"),
    ("grid_member", "role = '站长'"), ("grid_member", "effective_to = '2026-13-45'"),
    ("store_setting", "value = 'x' WHERE key = 'code_scheme'"),
    ("store_setting", "value = x'00' WHERE key = 'system'"),
    ("gpkg_spatial_ref_sys", "organization_coordsys_id = 'x'"),
    ("published_grid", "geom = substr(geom, 1, 60) WHERE fid = 1"),
    ("published_grid", "geom = 'POINT (0 0)' WHERE fid = 2"),
    ("published_grid", "kind = x'4750'"), ("published_village", "fid = 'a'"),
])
def test_a_value_that_no_store_writes(store, table, change):
    database = connected(store)
    loosened(database, table)
    database.execute(f"UPDATE {table} SET {change}")
    database.commit()
    database.close()
    outcome = dingge("store", "verify", store)
    assert outcome.status in (1, 65) and (outcome.text or has_remedy(outcome.err)), outcome.err
    try_all(store)


@pytest.mark.parametrize("table, column", [
    ("plan_version", "units"), ("audit_log", "chain"), ("grid_member", "role"), ("member", "name"),
    ("published_grid", "parent"), ("code_history", "ancestors"),
])
def test_a_column_that_is_missing(store, table, column):
    database = connected(store)
    loosened(database, table)
    database.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    database.commit()
    database.close()
    assert is_said(dingge("store", "verify", store), (1, 65))
    try_all(store)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off(store, share):
    content = store.read_bytes()
    store.write_bytes(content[:int(len(content) * share)])
    assert is_said(dingge("store", "verify", store), (1, 65))
    try_all(store)


@pytest.mark.parametrize("line", [
    "01,王一,138", '"01,王一,138,专职,g,,', "01,王一,138,站长,g,,", "01,王一,138,专职,g,2026-02-30,",
    "01,王一,138,专职,g,10000-01-01,", ",王一,138,专职,g,,", "01,王一,138,专职,,,", "\x00\x00\x00,a,b,c,d,e,f",
    "01,王一,138,专职,g,2026-05-01,2026-04-01",
])
def test_a_list_of_members_that_is_none(store, tmp_path, line):
    outcome = dingge("store", "roster", "import", store, roster_file(tmp_path, line))
    assert outcome.status == 65 and has_remedy(outcome.err), outcome.err
    done("verify", store)
