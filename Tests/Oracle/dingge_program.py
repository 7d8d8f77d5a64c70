"""Runs the program under test: from env `DINGGE`, or the release build of this repository.

Standard library only.
"""

import json
import os
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

PROGRAM = Path(os.environ.get("DINGGE") or REPOSITORY / ".build" / "release" / "dingge")


@dataclass
class Run:
    """What one run of the program gave."""

    status: int
    stdout: str
    stderr: str

    @property
    def report(self):
        """Standard output as JSON, its decimal numbers as exact fractions."""
        return json.loads(self.stdout, parse_float=Fraction)


def dingge(*arguments, stdin=None):
    """Runs `dingge` with these arguments, in English."""
    finished = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True,
                              text=True, timeout=120, env={**os.environ, "LANG": "en_GB.UTF-8"})
    return Run(finished.returncode, finished.stdout, finished.stderr)


def check(plan, *options):
    """Runs `dingge check PLAN --format json`."""
    return dingge("check", plan, "--format", "json", *options)
