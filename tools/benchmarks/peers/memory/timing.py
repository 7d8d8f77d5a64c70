"""What the in-memory programs of all peers do alike: they time, count, and report in JSON lines.

Seconds are of the processor, so that other work on the machine counts little.
"""

import ctypes
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy


def resident_bytes() -> int:
    """The resident memory of this process, after what is free went back to the system."""
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def report_build(build: Callable[[], object]) -> object:
    """Builds an index, and reports how long that took and what it holds."""
    before = resident_bytes()
    start = time.process_time()
    index = build()
    seconds = time.process_time() - start
    grown = max(0, resident_bytes() - before)
    report({"seconds": seconds, "index_bytes": grown, "index_source": "growth of resident memory"})
    return index


def report_points(path: str, rounds: int, count: int, ask: Callable[[], numpy.ndarray]) -> None:
    """Times `ask`, which gives the point of every pair of a point and a grid that it lies in."""
    found = ask()
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        ask()
        seconds.append(time.process_time() - start)
    answers = numpy.bincount(found, minlength=count)
    none, one, two = (int((answers == number).sum()) for number in (0, 1, 2))
    report(
        {
            "file": path,
            "points": count,
            "seconds": seconds,
            "none": none,
            "one": one,
            "two": two,
            "more": count - none - one - two,
        }
    )


def report(line: dict) -> None:
    """Prints a line of JSON."""
    print(json.dumps(line), flush=True)
