"""A GeoPackage with changed bytes anywhere gets an answer, and never ends the process badly."""

import random
import subprocess

import pytest

from CommandLine.program import PROGRAM

from .plans import geopackage


@pytest.fixture(scope="module")
def package(xijiang, tmp_path_factory):
    """The bytes of the sample town as GDAL writes it."""
    return geopackage(xijiang, tmp_path_factory.mktemp("whole") / "plan.gpkg").read_bytes()


@pytest.mark.parametrize("seed", range(60))
def test_a_mutated_file_is_answered(package, tmp_path, seed):
    dice = random.Random(seed)
    bytes = bytearray(package)
    for _ in range(dice.choice([1, 3, 30, 300])):
        # Heads of pages and of geometries matter most.
        start = dice.choice([0, 100, dice.randrange(len(bytes) // 4096) * 4096])
        bytes[min(start + dice.randrange(200), len(bytes) - 1)] = dice.randrange(256)
    if dice.random() < 0.2:
        del bytes[dice.randrange(len(bytes)):]
    plan = tmp_path / "plan.gpkg"
    plan.write_bytes(bytes)
    for command in (["check", plan], ["convert", plan, "-o", tmp_path / "out.geojson"]):
        done = subprocess.run([PROGRAM, *command], capture_output=True, timeout=60)
        assert done.returncode in (0, 1, 64, 65, 66, 73, 74), (seed, done.stderr[-500:])
