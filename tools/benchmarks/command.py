"""The command `bench`: from its options to the report."""

import argparse
import os
import shutil
import sys

from .assigning import time_assign
from .checking import time_check
from .failure import Failure
from .machine import digest, dingge_version, machine_lines
from .material import CITY, TOWN, Material, prepare
from .paths import BUILT, DINGGE, OUTPUT
from .peers_installed import Peers
from .rpc import time_rpc

BENCHMARKS = {"check": time_check, "assign": time_assign, "rpc": time_rpc}


def main(arguments: list[str]) -> int:
    """Runs the command; returns its exit status."""
    options = parse(arguments)
    try:
        run(options)
    except Failure as failure:
        print(f"Error: {failure}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options; both plans and all benchmarks unless some are named."""
    parser = argparse.ArgumentParser(
        prog="bench",
        description="Time dingge and the field's usual tools by turns, and print medians.",
        epilog="Data goes to .build/bench and is made once. Peers come from the virtual environment"
        " .build/venv, or from the Python that runs this.",
    )
    parser.add_argument("--town", action="store_true", help=f"only {TOWN.description}")
    parser.add_argument("--city", action="store_true", help=f"only {CITY.description}")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="timed runs (5)")
    parser.add_argument("--only", choices=BENCHMARKS, help="one benchmark")
    options = parser.parse_args(arguments)
    if options.runs < 1:
        parser.error("--runs is at least 1")
    return options


def run(options: argparse.Namespace) -> None:
    """Makes what is missing, then measures and prints, one benchmark after the other."""
    if not BUILT.exists():
        raise Failure("there is no release build; run: swift build -c release")
    both = options.town == options.city
    plans = [plan for plan, named in ((TOWN, options.town), (CITY, options.city)) if both or named]
    material = [prepare(plan) for plan in plans]
    OUTPUT.mkdir(exist_ok=True)
    shutil.copy2(BUILT, DINGGE)
    peers = Peers.find()
    print_heading(options.runs, peers, material)
    for name, benchmark in BENCHMARKS.items():
        if options.only in (None, name):
            benchmark(material, peers, options.runs)
    print(f"\nload average at the end: {load()}")


def print_heading(runs: int, peers: Peers, material: list[Material]) -> None:
    """Prints the machine, the versions and how to read the figures."""
    for line in machine_lines():
        print(line)
    print(f"dingge: {dingge_version()}, SHA-256 of the program {digest(DINGGE)[:12]}")
    for line in peers.describe():
        print(line)
    for item in material:
        print(f"{item.plan.name}: {item.plan.description}, seed {item.plan.seed}")
    print(
        f"\nMedians (lowest to highest); timed runs: {runs} after a warm-up, programs by turns."
        "\nOther work may share the machine: read medians, and distrust small differences."
        "\nA ratio is the peer's figure over dingge's, of the medians: above 1, dingge is better."
        "\nBoundary points are vertices of grids; none comes again before all were drawn."
        f"\nload average at the start: {load()}",
        flush=True,
    )


def load() -> str:
    """The load average of the last minute."""
    return f"{os.getloadavg()[0]:.2f}"
