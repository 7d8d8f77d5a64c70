"""The command `bench`: from its options to the report."""

import argparse
import os
import shutil
import sys
import time

from .failure import Failure
from .machine import digest, dingge_version, machine_lines
from .material import MEMORY_POINTS, PLANS, Material, mesh, prepare
from .paths import BUILT, DINGGE, MEASURE, OUTPUT
from .peers_installed import Peers
from .report import Report
from .subjects.assigning import time_assign
from .subjects.checking import time_certificate, time_check, time_nested
from .subjects.formats import time_formats
from .subjects.memory import time_memory
from .subjects.micro import check_micro
from .subjects.repairing import compare_repairs
from .subjects.rpc import time_rpc

BENCHMARKS = {
    "memory": time_memory,
    "assign": time_assign,
    "formats": time_formats,
    "check": time_check,
    "rpc": time_rpc,
}


def main(arguments: list[str]) -> int:
    """Runs the command; returns its exit status."""
    options = parse(arguments)
    try:
        return run(options)
    except (Failure, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options; all plans and all benchmarks unless some are named."""
    parser = argparse.ArgumentParser(
        prog="bench",
        description="Time dingge and the field's usual tools by turns, and print medians.",
        epilog="Data goes to .build/bench and is made once. Peers come from the virtual environment"
        " .build/venv, where tools/prepare --bench puts them, or from the Python that runs this.",
    )
    for plan in PLANS:
        parser.add_argument(
            f"--{plan.name}", action="append_const", dest="plans", const=plan, help=plan.description
        )
    parser.add_argument(
        "--rows",
        type=int,
        default=1_000_000,
        metavar="N",
        help="incidents to assign from file to file (1000000; try 10000000)",
    )
    parser.add_argument(
        "--nested",
        type=int,
        metavar="N",
        help="check a mesh of N grids x 30 vertices in villages and towns, and nothing else;"
        " try 200000",
    )
    parser.add_argument(
        "--certificate",
        type=int,
        metavar="N",
        help="time the certificate of a compiled mesh of N grids x 48 vertices against GEOS in"
        " memory, and nothing else; try 1000000, which takes 8 GB on disk",
    )
    parser.add_argument(
        "--repair",
        type=int,
        metavar="N",
        help="compare repairs of real layers, and time one of a mesh of N grids x 30 vertices, ten of"
        " them damaged, and nothing else; try 10000",
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="timed runs (3)")
    parser.add_argument(
        "--only", choices=BENCHMARKS, action="append", help="this benchmark; may come again"
    )
    parser.add_argument("--markdown", action="store_true", help="print for a README, no details")
    parser.add_argument(
        "--micro",
        action="store_true",
        help="time only the hot loops, and exit with 1 when one is slower than its reference",
    )
    parser.add_argument(
        "--write-reference", action="store_true", help="with --micro, make this run the reference"
    )
    options = parser.parse_args(arguments)
    sizes = [options.runs, options.rows, options.nested, options.certificate, options.repair]
    if any(size is not None and size < 1 for size in sizes):
        parser.error("--runs, --rows, --nested, --certificate and --repair are at least 1")
    if options.write_reference and not options.micro:
        parser.error("--write-reference goes with --micro")
    return options


def run(options: argparse.Namespace) -> int:
    """Makes what is missing, then measures and prints, one benchmark after the other."""
    copy_programs()
    report = Report(options.markdown)
    if options.micro:
        return check_micro(report, options.write_reference)
    if options.nested or options.certificate:
        return check_meshes(options, report)
    if options.repair:
        peers = Peers.find()
        print_heading(options.runs, peers, [], report)
        compare_repairs(peers, options.repair, options.runs, report)
        return 0
    start = time.monotonic()
    material = [prepare(plan, options.rows) for plan in options.plans or PLANS]
    peers = Peers.find()
    print_heading(options.runs, peers, material, report)
    for name, benchmark in BENCHMARKS.items():
        if options.only is None or name in options.only:
            benchmark(material, peers, options.runs, report)
    report.print_summary(
        "In memory ns a point, build and bytes a vertex, on one core; rows a second and peak memory"
        f" from CSV to CSV; how many of {MEMORY_POINTS:,} points on boundaries got so many grids"
    )
    minutes = (time.monotonic() - start) / 60
    report.line(f"load average at the end: {load()}; all of it took {minutes:.0f} minutes")
    return 0


def check_meshes(options: argparse.Namespace, report: Report) -> int:
    """Checks large meshes, which need no points."""
    peers = Peers.find()
    print_heading(options.runs, peers, [], report)
    if options.nested:
        time_nested(mesh("nested", options.nested, 30), peers, options.runs, report)
    if options.certificate:
        time_certificate(mesh("mesh", options.certificate, 48), peers, options.runs, report)
    report.line(f"load average at the end: {load()}")
    return 0


def copy_programs() -> None:
    """Takes the programs as they are now: a build meanwhile changes nothing."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for program in (DINGGE, MEASURE):
        built = BUILT / program.name
        if not built.exists():
            raise Failure(
                f"there is no release build of {program.name};"
                f" run: swift build -c release --product {program.name}"
            )
        # Put there in one step: another benchmark may be running the one before.
        copy = program.with_suffix(".part")
        shutil.copy2(built, copy)
        copy.replace(program)


def print_heading(runs: int, peers: Peers, material: list[Material], report: Report) -> None:
    """Prints the machine, the versions and how to read the figures."""
    for line in machine_lines():
        report.line(line)
    report.line(f"dingge: {dingge_version()}, SHA-256 of the program {digest(DINGGE)[:12]}")
    for line in peers.describe():
        report.line(line)
    for item in material:
        report.line(f"{item.plan.name}: {item.plan.description}, seed {item.plan.seed}")
    lines = [
        f"Medians (lowest to highest) of {runs} timed runs after a warm-up, programs by turns; of"
        " the province one run. Other work may share the machine: distrust small differences.",
        "A ratio is the peer's figure over dingge's, of the medians: above 1, dingge is better.",
        f"load average at the start: {load()}",
    ]
    if material:
        lines.insert(
            2,
            f"Points: {MEMORY_POINTS:,} of a kind in memory, {material[0].rows:,} from file to file;"
            " uniform over the plan's box, clustered around 100 places, or on boundaries of grids,"
            " half of them vertices and half lattice points exactly on an edge.",
        )
    for line in lines:
        report.line(line)


def load() -> str:
    """The load average of the last minute."""
    return f"{os.getloadavg()[0]:.2f}"
