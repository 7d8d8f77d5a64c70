"""A level whose edges do not match: what it looks like, and the command that mends it."""

import json
import math
import shutil
import subprocess
import sys

import pytest

from .program import ROOT, dingge

CLAIMS = ("everywhere alike", "GCJ-02", "BD-09", "Gauss", "exchanged", "rounded to")


def gcj02(x, y):
    """Where Amap shows a position, by the published formula."""
    a, ee, pi = 6378245.0, 0.00669342162296594323, math.pi
    u, v = x - 105, y - 35
    waves = 20 * math.sin(6 * u * pi) + 20 * math.sin(2 * u * pi)
    north = (-100 + 2 * u + 3 * v + 0.2 * v * v + 0.1 * u * v + 0.2 * math.sqrt(abs(u))
             + (waves + 20 * math.sin(v * pi) + 40 * math.sin(v / 3 * pi)
                + 160 * math.sin(v / 12 * pi) + 320 * math.sin(v * pi / 30)) * 2 / 3)
    east = (300 + u + 2 * v + 0.1 * u * u + 0.1 * u * v + 0.1 * math.sqrt(abs(u))
            + (waves + 20 * math.sin(u * pi) + 40 * math.sin(u / 3 * pi)
               + 150 * math.sin(u / 12 * pi) + 300 * math.sin(u / 30 * pi)) * 2 / 3)
    w = 1 - ee * math.sin(math.radians(y)) ** 2
    return (x + math.degrees(east / (a / math.sqrt(w) * math.cos(math.radians(y)))),
            y + math.degrees(north / (a * (1 - ee) / (w * math.sqrt(w)))))


def redraw(coordinates, draw):
    """Coordinates of any depth, position by position."""
    if isinstance(coordinates[0], float):
        return list(draw(*coordinates))
    return [redraw(each, draw) for each in coordinates]


@pytest.fixture
def spoilt(xijiang, tmp_path):
    """Makes the sample town with every `step`-th feature of a level drawn anew."""

    def make(level, draw, step=1):
        shutil.copytree(xijiang, tmp_path / "plan")
        path = tmp_path / "plan" / f"{level}.geojson"
        layer = json.loads(path.read_text("utf-8"))
        for feature in layer["features"][::step]:
            geometry = feature["geometry"]
            geometry["coordinates"] = redraw(geometry["coordinates"], draw)
        path.write_text(json.dumps(layer, ensure_ascii=False), "utf-8")
        return tmp_path / "plan"

    return make


def warning(plan, language="en"):
    """The remark on the grids."""
    done = dingge("check", plan, "--format", "json", "--lang", language)
    level = {"en": "at level grid", "zh": "网格层"}[language]
    [found] = [each for each in json.loads(done.out)["warnings"] if level in each]
    assert found in done.err
    return found


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("language, services", [("en", "Amap"), ("zh", "高德")])
def test_grids_in_gcj02_are_recognised(spoilt, language, services, step):
    said = warning(spoilt("grid", gcj02, step), language)
    assert "GCJ-02" in said and services in said and "dingge convert" in said
    assert ("441882118201001" in said) == (step == 2)


def test_a_displacement_is_told_with_length_and_direction(spoilt):
    said = warning(spoilt("grid", lambda x, y: (x + 3e-4, y)))
    assert "30.3 m to the east (bearing 90°)" in said and "dingge convert" in said
    assert "explains 100 % of the edges" in said


def test_a_displacement_is_told_in_chinese(spoilt):
    said = warning(spoilt("grid", lambda x, y: (x, y - 3e-4), 2), "zh")
    assert "向南偏移 33.2 米" in said and "dingge convert" in said


def test_decimals_are_counted(spoilt):
    said = warning(spoilt("grid", lambda x, y: (round(x, 5), round(y, 5))))
    assert "rounded to 5 decimals (1.11 m)" in said and "dingge repair" in said
    assert "outlines of their parents were not" in said


@pytest.mark.parametrize("seed", range(6))
def test_of_plans_with_planted_defects_nothing_is_claimed(tmp_path, seed):
    subprocess.run(
        [sys.executable, ROOT / "tools/make-plan", tmp_path / "plan", "--seed", str(seed),
         "--grids", "40", "--defects", "all"], check=True, capture_output=True)
    done = dingge("check", tmp_path / "plan", "--format", "json", "--lang", "en")
    for said in json.loads(done.out)["warnings"]:
        assert not any(claim in said for claim in CLAIMS), f"seed {seed}"
