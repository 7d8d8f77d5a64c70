"""`dingge check` held against the rational oracle, on random plans.

`DINGGE_ORACLE_PLANS` sets the number of plans (600 if it is not set). Two plans are checked at a
time.
"""

import json
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from dingge_program import check
from plan_files import write_collection, write_folder
from plan_shuffle import shuffled
from random_plans import random_plan
from rational_oracle import expectation
from report_comparison import differences

PLANS = int(os.environ.get("DINGGE_ORACLE_PLANS", "600"))
SEEDS_PER_TEST = 50
BLOCKS = [range(first, min(first + SEEDS_PER_TEST, PLANS))
          for first in range(0, PLANS, SEEDS_PER_TEST)]

pytestmark = pytest.mark.program


def all_faults(find_faults, seeds):
    """Runs a test for each seed, two at a time, and joins what is wrong."""
    with ThreadPoolExecutor(2) as pool:
        return "\n".join(fault for fault in pool.map(find_faults, seeds) if fault)


def kept(plan, seed):
    """Writes a plan where it stays after the test, for a look at it."""
    return write_folder(plan, tempfile.mkdtemp(prefix=f"dingge-plan-{seed}-"))


@pytest.mark.parametrize("seeds", BLOCKS, ids=lambda seeds: f"seeds-from-{seeds.start}")
def test_check_finds_exactly_the_defects_that_follow_from_the_definitions(seeds, tmp_path):
    def find_faults(seed):
        plan = random_plan(seed)
        run = check(write_folder(plan, tmp_path / str(seed)))
        faults = differences(expectation(plan), run)
        if not faults:
            return ""
        return f"seed {seed}, plan in {kept(plan, seed)}:\n  " + "\n  ".join(faults)

    faults = all_faults(find_faults, seeds)
    assert not faults, "\n" + faults


@pytest.mark.parametrize("seeds", BLOCKS, ids=lambda seeds: f"seeds-from-{seeds.start}")
def test_the_order_of_files_features_parts_and_rings_changes_nothing(seeds, tmp_path):
    def find_faults(seed):
        plan = random_plan(seed)
        if any(not unit.code for units in plan.levels.values() for unit in units):
            return ""
        random = Random(seed)
        first = check(write_folder(plan, tmp_path / str(seed)))
        again = shuffled(plan, random)
        second = check(write_collection(again, tmp_path / f"{seed}.geojson", random))
        if essence(first) == essence(second):
            return ""
        kept_at = kept(plan, seed)
        beside = write_collection(again, f"{kept_at}.geojson", random)
        return f"seed {seed}: one answer for {kept_at}, another for {beside}"

    faults = all_faults(find_faults, seeds)
    assert not faults, "\n" + faults


def essence(run):
    """What must not depend on order: verdict, digest, counts, and the defects byte for byte.

    Only the sentences may differ, which say the number of a feature in its file.
    """
    if run.status not in (0, 1):
        return run.stderr
    report = json.loads(run.stdout)
    for defect in report["defects"]:
        del defect["message"]
    defects = json.dumps(report["defects"], ensure_ascii=False)
    return run.status, report["verdict"], report["plan"]["digest"], report["counts"], defects
