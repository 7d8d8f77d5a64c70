"""Running programs by turns, and what each run cost."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from .failure import Failure
from .material import note

Result = TypeVar("Result")


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

    def run(self) -> Cost:
        """Runs the program to its end; raises `Failure` unless it exits with 0."""
        with tempfile.TemporaryFile() as complaints:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=complaints
            )
            cpu, peak = reap(process)
            wall = time.perf_counter() - start
            if process.returncode != 0:
                complaints.seek(0)
                text = complaints.read().decode(errors="replace").strip()
                raise Failure(f"{self.name} ended with {process.returncode}: {text}")
        return Cost(wall, cpu, peak)


def reap(process: subprocess.Popen) -> tuple[float, float]:
    """Waits for a process; returns its seconds of processor and its peak memory in MiB."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def by_turns(
    title: str, jobs: dict[str, Callable[[], Result]], runs: int
) -> dict[str, list[Result]]:
    """Runs every job once unmeasured, then `runs` rounds of each job in turn.

    Turns spread whatever else the machine does over all of them alike.
    """
    results: dict[str, list[Result]] = {name: [] for name in jobs}
    for turn in range(runs + 1):
        note(f"{title}: " + (f"run {turn} of {runs}" if turn else "warm-up"))
        for name, job in jobs.items():
            result = job()
            if turn:
                results[name].append(result)
    return results


def costs_by_turns(title: str, programs: list[Program], runs: int) -> dict[str, list[Cost]]:
    """The costs of programs that take turns."""
    return by_turns(title, {program.name: program.run for program in programs}, runs)
