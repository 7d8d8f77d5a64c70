"""Tests that run the program are skipped, with the reason, until it is built."""

import pytest

from dingge_program import PROGRAM


def pytest_configure(config):
    """Registers the mark of tests that run the program."""
    config.addinivalue_line("markers", "program: runs the dingge program")


def pytest_collection_modifyitems(items):
    """Skips tests marked `program` when there is no program."""
    if not PROGRAM.exists():
        for item in items:
            if item.get_closest_marker("program"):
                item.add_marker(pytest.mark.skip(reason=f"{PROGRAM} is not built"))
