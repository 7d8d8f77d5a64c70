"""Cases made by hand: the answer of the oracle, and that of `dingge check`."""

from collections import Counter

import pytest

from dingge_program import check
from named_cases import CASES
from plan_files import write_folder
from plan_model import Plan, Unit
from rational_oracle import expectation
from report_comparison import REGIONS, differences

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@every_case
def test_the_oracle_gives_the_answer_made_by_hand(case):
    found = expectation(case.plan)
    listed = Counter((d.kind, d.level, d.parent if d.kind in REGIONS else None,
                      tuple(sorted(set(d.units))) or d.parent,
                      d.multiplicity if d.kind in REGIONS else None) for d in found.defects)
    wanted = Counter((kind, level, parent if kind in REGIONS else None, units or parent,
                      multiplicity)
                     for kind, level, parent, units, multiplicity in case.defects)
    assert (found.verdict, listed) == (case.verdict, wanted)


@pytest.mark.program
@every_case
def test_check_gives_the_answer_made_by_hand(case, tmp_path):
    run = check(write_folder(case.plan, tmp_path / "plan"))
    assert run.status == case.status, run.stderr
    assert differences(expectation(case.plan), run) == []


@pytest.mark.program
@pytest.mark.parametrize("case", [c for c in CASES if c.strict_status is not None],
                         ids=lambda case: case.name)
def test_strict_counts_warnings_and_not_remarks(case, tmp_path):
    run = check(write_folder(case.plan, tmp_path / "plan"), "--strict")
    assert run.status == case.strict_status, run.stderr


@pytest.mark.program
def test_triangles_that_cross_from_end_to_end_of_the_earth_overlap_exactly_once(tmp_path):
    east, north = 180_000_000_000, 90_000_000_000
    one = [(-east, -north), (east, -north + 1), (east, north)]
    other = [(-east, north - 1), (-east, -north + 7), (east, -north + 3)]
    plan = Plan({"grid": [Unit("a", None, [[one]]), Unit("b", None, [[other]])]})
    expected = expectation(plan)
    assert sorted(defect.kind for defect in expected.defects) == ["no-outline", "overlap"]
    run = check(write_folder(plan, tmp_path / "plan"))
    assert run.status == 1, run.stderr
    found = [(d["kind"], d["units"]) for d in run.report["defects"]]
    assert found == [("overlap", ["a", "b"]), ("no-outline", [])]
