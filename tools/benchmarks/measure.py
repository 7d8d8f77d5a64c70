"""Running programs by turns, and what each run cost."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from .aside import note
from .failure import Failure

Result = TypeVar("Result")

LONGEST_RUN = 1_800
"""Seconds after which a program is stopped."""


@dataclass(frozen=True)
class Cost:
    """What one run of a program took, as the kernel accounts for it."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of processor, user and system, over all threads."""
    peak: float
    """Largest resident memory, in MiB."""


@dataclass(frozen=True)
class Spread:
    """A figure over several runs."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True)
class Program:
    """A command line to be timed, under the name the table gives it."""

    name: str
    command: list
    is_peer: bool = False
    """Whether the benchmark goes on without it when it fails."""
    output: Path | None = None
    """The file it writes, which is not there when it starts: to remove an old one takes time, too."""

    def run(self) -> Cost:
        """Runs the program to its end; raises `Failure` unless it exits with 0."""
        return self.run_for_output()[0]

    def run_for_output(self) -> tuple[Cost, str]:
        """Runs the program; returns also what it printed on standard output."""
        if self.output:
            self.output.unlink(missing_ok=True)
        with tempfile.TemporaryFile() as results, tempfile.TemporaryFile() as complaints:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=results, stderr=complaints
            )
            limit = threading.Timer(LONGEST_RUN, process.kill)
            limit.start()
            cpu, peak = reap(process)
            wall = time.perf_counter() - start
            limit.cancel()
            if process.returncode != 0:
                last = content(complaints).strip().rpartition("\n")[2]
                raise Failure(f"{self.name} ended with {process.returncode}: {last}")
            return Cost(wall, cpu, peak), content(results)


def one_core() -> list[str]:
    """What to put in front of a command line that is to stay on one processor, the last one."""
    return ["taskset", "-c", str(max(os.sched_getaffinity(0)))]


def content(file) -> str:
    """The text of a file from its beginning."""
    file.seek(0)
    return file.read().decode(errors="replace")


def reap(process: subprocess.Popen) -> tuple[float, float]:
    """Waits for a process; returns its seconds of processor and its peak memory in MiB."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def by_turns(
    title: str, jobs: dict[str, Callable[[], Result]], runs: int, warms_up: bool = True
) -> dict[str, list[Result]]:
    """Runs every job once unmeasured, unless told otherwise, then `runs` rounds of each in turn.

    Turns spread whatever else the machine does over all of them alike.
    """
    results: dict[str, list[Result]] = {name: [] for name in jobs}
    for turn in range(0 if warms_up else 1, runs + 1):
        for name, job in jobs.items():
            note(f"{title}, {name}: " + (f"run {turn} of {runs}" if turn else "warm-up"))
            result = job()
            if turn:
                results[name].append(result)
    return results


def costs_by_turns(
    title: str, programs: list[Program], runs: int, warms_up: bool = True
) -> dict[str, list[Cost] | Failure]:
    """The costs of programs that take turns; of a peer that fails why, and it is not run again."""
    failures: dict[str, Failure] = {}

    def attempt(program: Program) -> Cost | None:
        if program.name in failures:
            return None
        try:
            return program.run()
        except Failure as failure:
            if not program.is_peer:
                raise
            failures[program.name] = failure
            return None

    jobs = {program.name: lambda program=program: attempt(program) for program in programs}
    return {**by_turns(title, jobs, runs, warms_up), **failures}
