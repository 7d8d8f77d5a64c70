"""`dingge rpc` through a pipe: floods of requests, and a lone one.

Requests are written beforehand; while the clock runs, of the answers only the lines are counted. So
the figures are dingge's and not those of a client's JSON. What the answers say is looked at afterwards.
"""

import os
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from ..failure import Failure
from ..material import BATCH_SIZE, BATCHES, SINGLE, Material
from ..measure import by_turns, reap
from ..paths import DINGGE
from ..peers_installed import Peers
from ..report import Report, spread

LONE = 10_000
LONE_WARM_UP = 500


@dataclass(frozen=True)
class Served:
    """What one session with `dingge rpc` gave."""

    ready: float
    """Seconds until the first answer: the program's start and the opening of the plan."""
    seconds: float
    """From the first request to the last answer."""
    latencies: list[float]
    """Median and 99th percentile of a lone request's seconds; nothing for a flood."""
    cpu: float
    peak: float


def time_rpc(material: list[Material], peers: Peers, runs: int, report: Report) -> None:
    """Times floods and lone requests, each in a session of its own.

    There is no peer to this. What any program on a pipe costs a lone request is what `cat` takes,
    which sends it back as it came.
    """
    floods, lone = [], []
    for item in material:
        talks = {
            "single": partial(flood, item.single, SINGLE, 1),
            "batches": partial(flood, item.batches, BATCHES, BATCH_SIZE),
            "lone": partial(ask_alone, item.single),
        }
        jobs = {name: partial(serve, item.folder, talk) for name, talk in talks.items()}
        jobs["cat"] = partial(echo, item.single)
        times = min(runs, item.plan.runs or runs)
        served = by_turns(f"rpc {item.plan.name}", jobs, times, item.plan.runs is None)
        for job, requests, size in (("single", SINGLE, 1), ("batches", BATCHES, BATCH_SIZE)):
            floods.append(flood_row(item.plan.name, served[job], requests, size))
        lone.append(lone_row(item.plan.name, "dingge", served["lone"]))
        lone.append([*lone_row(item.plan.name, "cat", served["cat"])[:-1], "-"])
    report.table(
        "rpc: a flood of requests through a pipe",
        ["plan", "requests", "requests/s", "points/s", "ready after s", "CPU s", "peak MiB"],
        floods,
    )
    report.table(
        f"rpc: {LONE:,} lone one-point requests, each sent after the answer to the one before",
        ["plan", "program", "median us", "99 % under us", "peak MiB"],
        lone,
    )


def flood_row(plan: str, runs: list[Served], requests: int, size: int) -> list[str]:
    """A row of the table of floods."""
    rates = [requests / run.seconds for run in runs]
    return [
        plan,
        f"{requests:,} x {size:,} point{'s' if size > 1 else ''}",
        spread(rates),
        spread([rate * size for rate in rates]),
        *(spread([getattr(run, field) for run in runs]) for field in ("ready", "cpu", "peak")),
    ]


def lone_row(plan: str, name: str, runs: list[Served]) -> list[str]:
    """A row of the table of lone requests."""
    middles, tails = zip(*(run.latencies for run in runs))
    figures = [[value * 1e6 for value in values] for values in (middles, tails)]
    return [plan, name, *map(spread, figures), spread([run.peak for run in runs])]


def serve(plan: Path, talk: Callable[[subprocess.Popen], tuple[float, list[float]]]) -> Served:
    """Starts a session, waits until it answers, lets `talk` use it up, and takes its cost.

    `talk` returns its seconds and latencies as `Served` has them.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [DINGGE, "rpc", plan, "--quiet", "--lang=en"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    ask(process, b'{"jsonrpc":"2.0","id":0,"method":"plan"}\n')
    ready = time.perf_counter()
    seconds, latencies = talk(process)
    process.stdin.close()
    process.stdout.close()
    cpu, peak = reap(process)
    if process.returncode != 0:
        raise Failure(f"dingge rpc ended with {process.returncode}")
    return Served(ready - start, seconds, latencies, cpu, peak)


def echo(requests: Path) -> Served:
    """Sends lone requests through `cat`."""
    process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    seconds, latencies = ask_alone(requests, process, b'"method":')
    process.stdin.close()
    process.stdout.close()
    return Served(0, seconds, latencies, *reap(process))


def flood(
    requests: Path, count: int, size: int, process: subprocess.Popen
) -> tuple[float, list[float]]:
    """Sends requests as fast as the pipe takes them, and takes the answers meanwhile."""
    prepared = requests.read_bytes()

    def send() -> None:
        process.stdin.write(prepared)
        process.stdin.flush()

    sender = threading.Thread(target=send, daemon=True)
    answers, lines = [], 0
    start = time.perf_counter()
    sender.start()
    while lines < count and (piece := os.read(process.stdout.fileno(), 1 << 20)):
        lines += piece.count(b"\n")
        answers.append(piece)
    seconds = time.perf_counter() - start
    sender.join()
    statuses = b"".join(answers).count(b'"status":')
    if statuses != count * size:
        raise Failure(f"dingge rpc assigned {statuses:,} of {count * size:,} points")
    return seconds, []


def ask_alone(
    requests: Path, process: subprocess.Popen, mark: bytes = b'"status":'
) -> tuple[float, list[float]]:
    """Sends one request at a time.

    Returns the seconds of all, and the median and 99th percentile of the seconds to an answer.
    An answer without `mark` is none.
    """
    seconds = []
    with open(requests, "rb") as file:
        for request in islice(file, LONE_WARM_UP + LONE):
            start = time.perf_counter()
            answer = ask(process, request)
            seconds.append(time.perf_counter() - start)
            if mark not in answer:
                raise Failure(f"this is no answer: {answer.decode()}")
    measured = seconds[LONE_WARM_UP:]
    return sum(seconds), [median(measured), quantiles(measured, n=100)[-1]]


def ask(process: subprocess.Popen, request: bytes) -> bytes:
    """Sends a request and waits for its answer."""
    process.stdin.write(request)
    process.stdin.flush()
    return process.stdout.readline()
