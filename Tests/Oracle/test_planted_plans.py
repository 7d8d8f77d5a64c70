"""Plans with planted defects: all are found, with kind, units, area and place, and nothing else."""

import json
import subprocess
from pathlib import Path

import pytest

from dingge_program import check

REPOSITORY = Path(__file__).resolve().parents[2]
SEEDS = range(1, 13)


def make_plan(folder, *options):
    """Makes a plan with the generator."""
    subprocess.run([REPOSITORY / "tools/make-plan", folder, *options], check=True)
    return folder


def key(defect):
    """What a planted entry and a reported defect must agree in."""
    return (defect["kind"], defect["level"], defect["parent"], tuple(defect["units"]))


def is_same_place(planted, defect):
    """Whether the area agrees to 1 % and the planted position lies in the reported box."""
    if planted["area_m2"] and abs(planted["area_m2"] - defect["area_m2"]) > planted["area_m2"] / 100:
        return False
    if defect["bbox"] is None or planted["kind"] in ("duplicate-code", "missing-code"):
        return True
    west, south, east, north = defect["bbox"]
    (x, y), slack = planted["at"], 1e-6
    return west - slack <= x <= east + slack and south - slack <= y <= north + slack


def differences(planted, report):
    """The planted defects that are not reported, and the reported ones that were not planted."""
    left = list(report["defects"])
    missing = []
    for entry in planted:
        found = next((d for d in left if key(d) == key(entry) and is_same_place(entry, d)), None)
        if found is None:
            missing.append(entry)
        else:
            left.remove(found)
    return missing, [(key(d), d["area_m2"], d["at"]) for d in left]


def assert_exactly_the_planted(folder):
    """Checks a plan and compares the report with the list beside it."""
    run = check(folder)
    planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    assert run.status == 1, run.stderr
    assert differences(planted, run.report) == ([], [])


@pytest.mark.program
@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_defect_is_found_and_no_other(seed, tmp_path):
    assert_exactly_the_planted(make_plan(tmp_path / "plan", "--seed", str(seed), "--defects", "all"))


@pytest.mark.program
@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_plan_has_no_defect_and_no_remark(seed, tmp_path):
    folder = make_plan(tmp_path / "plan", "--seed", str(seed), "--no-exclave", "--no-void")
    run = check(folder)
    assert (run.status, run.report["verdict"], run.report["defects"]) == (0, "seamless", [])


@pytest.mark.program
def test_the_sample_with_one_defect_of_every_kind_shows_them_all():
    assert_exactly_the_planted(REPOSITORY / "Data/xijiang-defects")


@pytest.mark.program
def test_the_sample_town_is_seamless():
    run = check(REPOSITORY / "Data/xijiang")
    assert (run.status, run.report["verdict"]) == (0, "seamless")
    assert [d["kind"] for d in run.report["defects"]] == ["exclave"]
