"""Skips everything here where the real data is not, with the reason."""

import pytest

from CommandLine.program import PROGRAM

from .layers import DATA


@pytest.fixture(scope="session", autouse=True)
def data_and_program():
    """The tests read `../shared/data` beside the repository; a clean clone has none."""
    if not DATA.is_dir():
        pytest.skip("the real data is not there: ../shared/data beside the repository is absent")
    if not PROGRAM.exists():
        pytest.exit(f"{PROGRAM} is missing: run `swift build -c release`, or set DINGGE", 2)
