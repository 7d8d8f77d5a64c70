"""`dingge assign` held against the location oracle: on vertices, on edges, one step off."""

import os
from random import Random

import pytest

from location_oracle import Locator
from plan_files import write_collection, write_folder
from plan_shuffle import shuffled
from points_file import assign, telling_positions, write_points
from random_plans import exact_plan, random_plan
from rational_oracle import expectation

pytestmark = pytest.mark.program

PLANS = int(os.environ.get("DINGGE_ORACLE_PLANS", "600")) // 3


def compare(plan, seed, folder):
    """Assigns the telling positions of a plan and compares each row with the oracle's location."""
    positions = telling_positions(plan, Random(seed), others=60)
    points = write_points(positions, folder / "points.csv")
    run, rows = assign(write_folder(plan, folder / "plan"), points)
    assert run.status == 0, run.stderr
    assert [row["id"] for row in rows] == [str(n) for n in range(len(positions))]
    locator = Locator(plan)
    wrong = [f"{position}: {row}, expected {expected}" for position, row in zip(positions, rows)
             if not agrees(row, expected := locator.locate(position))]
    listed = "\n  ".join(wrong[:10])
    assert not wrong, f"seed {seed}, {len(wrong)} of {len(rows)} rows:\n  {listed}"


def agrees(row, expected):
    """Whether a row has the expected grid, village, status and candidates."""
    return (row["status"] == expected.status and row["grid_code"] == expected.grid
            and expected.village in (None, row["village_code"])
            and row["candidates"] == ";".join(expected.candidates))


def is_assignable(plan):
    """Whether the answers are defined: valid rings, and each code once."""
    kinds = {defect.kind for defect in expectation(plan).defects}
    return not kinds & {"invalid-ring", "missing-code", "duplicate-code"}


@pytest.mark.parametrize("seed", range(PLANS))
def test_every_position_of_an_exact_plan_gets_the_grid_of_the_rule(seed, tmp_path):
    compare(exact_plan(seed), seed, tmp_path)


@pytest.mark.parametrize("seed", range(PLANS))
def test_positions_of_a_defective_plan_get_the_status_of_the_rule(seed, tmp_path):
    plan = random_plan(seed)
    if is_assignable(plan):
        compare(plan, seed, tmp_path)


@pytest.mark.parametrize("seed", range(0, PLANS, 4))
def test_answers_do_not_depend_on_the_order_of_files_features_and_rings(seed, tmp_path):
    plan, random = random_plan(seed), Random(seed)
    if not is_assignable(plan):
        return
    points = write_points(telling_positions(plan, random, others=60), tmp_path / "points.csv")
    first, _ = assign(write_folder(plan, tmp_path / "plan"), points)
    again = write_collection(shuffled(plan, random), tmp_path / "again.geojson", random)
    second, _ = assign(again, points)
    assert first.status == second.status == 0, first.stderr + second.stderr
    assert first.stdout == second.stdout, f"seed {seed}"
