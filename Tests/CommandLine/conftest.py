"""Plans and the program, ready for the tests of the command line."""

import pytest

from .plans import write_town
from .program import PROGRAM, ROOT


@pytest.fixture(scope="session", autouse=True)
def built_program():
    """Stops with one clear sentence when there is nothing to test."""
    if not PROGRAM.exists():
        pytest.exit(f"{PROGRAM} is missing: run `swift build -c release`, or set DINGGE", 2)


@pytest.fixture(scope="session")
def town(tmp_path_factory):
    """A folder plan without a defect: two villages of four square grids each."""
    return write_town(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="session")
def xijiang():
    """The sample town, where there is one."""
    plan = ROOT / "Data/xijiang"
    if not (plan / "grid.geojson").exists():
        pytest.skip("Data/xijiang is not there: run the script in tools/ that makes it")
    return plan
