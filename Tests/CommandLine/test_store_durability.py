"""A store survives whatever happens to those who write it."""

import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from .plans import A1
from .program import PROGRAM, dingge, surroundings
from .stores import done, redrawn_town, store_of, versions_of
from .wording import has_remedy

KILLS = int(os.environ.get("DINGGE_KILLS", "40"))


def started(*arguments):
    return subprocess.Popen(
        [PROGRAM, "store", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=surroundings())


def digests_by_version(store):
    return {v["version"]: v["digest"] for v in versions_of(store)}


def test_a_kill_at_any_moment_leaves_the_last_published_state(tmp_path, town):
    """SIGKILL at random moments of import and publish."""
    store = store_of(tmp_path / "plans.gpkg", town)
    plans = [redrawn_town(tmp_path / f"plan-{n}", n) for n in range(4)]
    chance = random.Random(7)
    started_at = time.monotonic()
    done("import", store, plans[0])
    usual = time.monotonic() - started_at
    known = digests_by_version(store)
    killed = 0
    for number in range(KILLS):
        if number % 2:
            day = f"{2100 + number}-01-01"
            process = started("publish", store, "--effective-from", day)
        else:
            process = started("import", store, plans[number // 2 % 4])
        time.sleep(chance.uniform(0, usual * 1.1))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.communicate()
        now = digests_by_version(store)
        assert known.items() <= now.items() and len(now) <= len(known) + 1, number
        known = now
        done("verify", store)
    assert killed > KILLS // 4
    assert dingge("check", store, "--as-of", "2026-02-01").status == 0


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own; skipped where it cannot be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder])
    if made.returncode != 0:
        pytest.skip("a file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_said_and_harms_nothing(small_disk, tmp_path, town):
    store = store_of(small_disk / "plans.gpkg", town)
    before = digests_by_version(store)
    room = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * max(0, room - 24576))
    (tmp_path / "plan").mkdir()
    outcome = dingge("store", "import", store, redrawn_town(tmp_path / "plan", 3))
    assert outcome.status in (73, 74) and has_remedy(outcome.err), outcome.err
    assert dingge("store", "publish", store, "--effective-from", "2099-01-01").status in (73, 74)
    (small_disk / "filler").unlink()
    assert digests_by_version(store) == before
    done("verify", store)
    done("import", store, tmp_path / "plan")
    done("publish", store, "--effective-from", "2099-01-01")


def test_a_file_system_that_may_only_be_read(small_disk, town):
    store = store_of(small_disk / "plans.gpkg", town)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    try:
        for arguments in (["import", store, town], ["publish", store, "--effective-from", "2099-01-01"],
                          ["roster", "import", store, "/dev/null"], ["withdraw", store, 1]):
            outcome = dingge("store", *arguments)
            assert outcome.status in (65, 73) and has_remedy(outcome.err), (arguments, outcome.err)
        assert dingge("store", "import", store, town).status == 73
        assert len(versions_of(store)) == 1
        assert dingge("check", store).status == 0
        done("verify", store)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)


def test_writers_at_once_take_turns_or_are_told(tmp_path, town):
    store = store_of(tmp_path / "plans.gpkg", town)
    processes = [
        started("publish", store, "--effective-from", f"{2100 + n}-01-01") for n in range(6)]
    statuses = []
    for process in processes:
        _, err = process.communicate(timeout=120)
        statuses.append(process.returncode)
        # One that comes too late for its date, or finds the store locked, is told so.
        assert process.returncode == 0 or has_remedy(err.decode()), err
    assert statuses.count(0) >= 1 and set(statuses) <= {0, 64, 73}
    assert len(versions_of(store)) == 1 + statuses.count(0)
    done("verify", store)


def test_readers_during_a_publication_see_one_state(tmp_path, town):
    store = store_of(tmp_path / "plans.gpkg", town)
    known = {v["digest"] for v in versions_of(store)}
    done("import", store, redrawn_town(tmp_path / "b", 1))
    process = started("publish", store, "--effective-from", "2026-02-01")
    seen = set()
    while process.poll() is None:
        outcome = dingge("check", store, "--as-of", "2026-03-01", "--format", "json")
        assert outcome.status == 0, outcome.err
        seen.add(json.loads(outcome.out)["plan"]["digest"])
    assert process.returncode == 0
    assert seen <= known | {v["digest"] for v in versions_of(store)}


def test_nothing_is_left_of_a_store_that_could_not_be_made(tmp_path):
    outcome = dingge("store", "init", tmp_path / "missing/plans.gpkg")
    assert outcome.status == 73 and has_remedy(outcome.err)
    assert not Path(tmp_path / "missing").exists()
