"""The comparison itself: it accepts what the oracle says and notices each thing that is changed."""

import json

import pytest

from dingge_program import Run
from ellipsoid import area_in_square_metres
from plan_model import STEPS_PER_DEGREE
from random_plans import random_plan
from rational_oracle import expectation
from report_comparison import REGIONS, differences


def report_of(expected):
    """What a perfect program would print."""
    defects = [{"kind": d.kind, "level": d.level, "parent": d.parent, "units": list(d.units),
                "multiplicity": d.multiplicity,
                "area_m2": area_in_square_metres(d) if d.pieces else 0.0,
                "at": [float(o) / STEPS_PER_DEGREE for o in d.pieces[0][0]] if d.pieces else None}
               for d in expected.defects]
    kinds = [d["kind"] for d in defects]
    return {"verdict": expected.verdict, "defects": defects,
            "counts": {kind: kinds.count(kind) for kind in kinds}}


def run_of(report):
    """A run that printed a report."""
    status = 1 if report["verdict"] == "defective" else 0
    return Run(status, json.dumps(report), "")


@pytest.mark.parametrize("seed", range(100))
def test_a_perfect_report_shows_no_difference(seed):
    expected = expectation(random_plan(seed))
    assert differences(expected, run_of(report_of(expected))) == [], f"seed {seed}"


@pytest.mark.parametrize("seed", range(100))
@pytest.mark.parametrize("change", [
    {"area_m2": 1e9}, {"at": [0.0, 0.0]}, {"units": ["x"]}, {"parent": "x"}, {"level": "county"},
    {"kind": "exclave"}], ids=lambda change: next(iter(change)))
def test_a_changed_region_shows_as_a_difference(seed, change):
    expected = expectation(random_plan(seed))
    report = report_of(expected)
    region = next((d for d in report["defects"] if d["kind"] in REGIONS), None)
    if region is None or expected.invalid_units:
        return
    region.update(change)
    assert differences(expected, run_of(report)), f"seed {seed}"
