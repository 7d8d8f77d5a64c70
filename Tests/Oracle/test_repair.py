"""`dingge repair` on dirty plans: seamless afterwards by three opinions, and nothing else touched.

`DINGGE_ORACLE_REPAIRS` sets the number of plans of each sort (200 if it is not set).
"""

import json
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from dingge_program import check, dingge
from dirty_plans import chained_plan, dirty_plan, overlapping_plan
from plan_files import write_folder
from random_plans import random_plan
from rational_oracle import expectation
from repaired import far_movements, faults_of_shapely, lost_units, moved_lines, read_plan

PLANS = int(os.environ.get("DINGGE_ORACLE_REPAIRS", "200"))
SEEDS_PER_TEST = 25
BLOCKS = [range(first, min(first + SEEDS_PER_TEST, PLANS))
          for first in range(0, PLANS, SEEDS_PER_TEST)]

pytestmark = pytest.mark.program
blocks = pytest.mark.parametrize("seeds", BLOCKS, ids=lambda seeds: f"seeds-from-{seeds.start}")


def contents(folder):
    """The files of a folder with their bytes."""
    return {path.name: path.read_bytes() for path in folder.glob("*.geojson")}


def repaired(plan, folder, *options):
    """Writes a plan, repairs it, and gives the run with both folders and the log."""
    before, after, log = folder / "before", folder / "after", folder / "log.json"
    write_folder(plan, before)
    return dingge("repair", before, "-o", after, "--log", log, *options), before, after, log


def promises(plan, folder, *options):
    """What is wrong with a repair whatever the plan: losses, a second run that changes, no way back."""
    run, before, after, log = repaired(plan, folder, *options)
    if run.status not in (0, 1):
        yield f"exit {run.status}: {run.stderr}"
        return
    yield from lost_units(plan, read_plan(after))
    again = folder / "again"
    dingge("repair", after, "-o", again, *options)
    if contents(again) != contents(after):
        yield "a second run changes something"
    undone = folder / "undone"
    status = dingge("repair", "--undo", log, after, "-o", undone).status
    if status != 0 or contents(undone) != contents(before):
        yield "undo does not give the original back"


def seamlessness(folder):
    """What is wrong with a plan that is to be seamless, by three opinions."""
    run = check(folder / "after")
    if run.report["verdict"] != "seamless":
        yield f"check says {run.report['verdict']}: {run.report['counts']}"
    expected = expectation(read_plan(folder / "after"))
    if expected.verdict != "seamless":
        yield f"the oracle says {expected.verdict}: {expected.defects[:3]}"
    yield from faults_of_shapely(folder / "after")


def movements(plan, folder):
    """What a repair moved farther than it may."""
    log = json.loads((folder / "log.json").read_text("utf-8"))
    yield from far_movements(plan, read_plan(folder / "after"), log)


def all_faults(find, make, seeds, tmp_path):
    """Makes and repairs a plan for each seed, two at a time, and joins what is wrong."""
    def faults(seed):
        folder = tmp_path / str(seed)
        folder.mkdir()
        plan = make(Random(seed))
        found = list(find(plan, folder))
        if not found:
            return ""
        kept = write_folder(plan, tempfile.mkdtemp(prefix=f"dingge-repair-{seed}-"))
        return f"seed {seed}, plan in {kept}:\n  " + "\n  ".join(found)

    with ThreadPoolExecutor(2) as pool:
        found = "\n".join(filter(None, pool.map(faults, seeds)))
    assert not found, "\n" + found


@blocks
@pytest.mark.parametrize("make", [dirty_plan, overlapping_plan])
def test_a_dirty_plan_becomes_seamless(make, seeds, tmp_path):
    def find(plan, folder):
        yield from promises(plan, folder)
        yield from seamlessness(folder)
        yield from movements(plan, folder)

    all_faults(find, make, seeds, tmp_path)


@blocks
def test_no_chain_of_movements_leads_beyond_the_tolerance(seeds, tmp_path):
    def find(plan, folder):
        yield from promises(plan, folder, "--lock", plan.levels["grid"][0].code)
        yield from movements(plan, folder)

    all_faults(find, chained_plan, seeds, tmp_path)


@blocks
def test_outlines_stay_where_they_are(seeds, tmp_path):
    def find(plan, folder):
        _, _, after, _ = repaired(plan, folder)
        top = plan.present[-1]
        if top == "grid":
            return
        for old, new in zip(plan.levels[top], read_plan(after).levels[top]):
            if len(plan.levels[top]) == 1 and moved_lines(old, new):
                yield f"the outline of {old.code} has moved"

    all_faults(find, dirty_plan, seeds, tmp_path)


@blocks
def test_locked_units_stay_where_they_are(seeds, tmp_path):
    def find(plan, folder):
        random = Random(len(plan.levels["grid"]))
        locked = random.choice(plan.levels["grid"])
        _, _, after, _ = repaired(plan, folder, "--lock", locked.code)
        for old, new in zip(plan.levels["grid"], read_plan(after).levels["grid"]):
            if old.code == locked.code and moved_lines(old, new):
                yield f"the locked grid {old.code} has moved"

    all_faults(find, dirty_plan, seeds, tmp_path)


@blocks
def test_whatever_the_plan_nothing_is_lost_and_all_can_be_undone(seeds, tmp_path):
    all_faults(promises, lambda random: random_plan(random.randrange(10**6)), seeds, tmp_path)
