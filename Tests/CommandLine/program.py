"""The program under test, seen from outside: arguments and stdin in; stdout, stderr and status out.

The program is the one that the environment variable DINGGE names, else the release build.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("DINGGE") or ROOT / ".build/release/dingge").absolute()


@dataclass(frozen=True)
class Outcome:
    """What a finished run left behind."""

    status: int
    out: bytes
    err: str

    @property
    def text(self):
        """stdout as UTF-8 text."""
        return self.out.decode("utf-8")


def surroundings(lang="en_US.UTF-8"):
    """The environment of a run: ours, with one language and nothing that overrides it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("LC_") and k != "LANGUAGE"}
    kept.pop("LANG", None)
    return {**kept, "LANG": lang} if lang else kept


def dingge(*arguments, stdin=b"", lang="en_US.UTF-8", cwd=None, timeout=120):
    """Runs the program to its end."""
    if isinstance(stdin, str):
        stdin = stdin.encode("utf-8")
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        input=stdin, capture_output=True, env=surroundings(lang), cwd=cwd, timeout=timeout,
    )
    return Outcome(done.returncode, done.stdout, done.stderr.decode("utf-8"))


def resident_kilobytes(pid, field="VmHWM"):
    """The memory of a running process: `VmHWM` is its peak so far, `VmRSS` what it holds now."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    raise AssertionError(f"process {pid} has no {field}")
