"""The program, GDAL and the sample town, ready for the tests of formats."""

import shutil

import pytest

from CommandLine.program import PROGRAM, ROOT

from .plans import digest


@pytest.fixture(scope="session", autouse=True)
def programs():
    """Stops with one clear sentence when there is nothing to test, or nothing to test with."""
    if not PROGRAM.exists():
        pytest.exit(f"{PROGRAM} is missing: run `swift build -c release`, or set DINGGE", 2)
    if not shutil.which("ogr2ogr"):
        pytest.exit("ogr2ogr is missing: run `tools/prepare --tests`", 2)


@pytest.fixture(scope="session")
def xijiang():
    """The sample town, a folder of GeoJSON."""
    return ROOT / "Data/xijiang"


@pytest.fixture(scope="session")
def xijiang_digest(xijiang):
    """The digest that the sample town has in every format."""
    return digest(xijiang)
