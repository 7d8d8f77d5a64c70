"""`dingge check` against the check that the field can put together."""

import json
from pathlib import Path

from ..failure import Failure
from ..material import Material, PlanSize, make, prepare_plan
from ..measure import Cost, Program, costs_by_turns
from ..paths import DINGGE, MEASURE
from ..peers_installed import Peers
from ..report import COST_HEADINGS, Report, cost_rows, failure_lines


def time_check(material: list[Material], peers: Peers, runs: int, report: Report) -> None:
    """Times the check of each plan, from its files to the verdict."""
    rows = []
    for item in material:
        times = min(runs, item.plan.runs or runs)
        rows += check_rows(item.plan, item.folder, peers, times, report)
    report.table("check: from the files to the verdict", COST_HEADINGS, rows)


def time_nested(plan: PlanSize, peers: Peers, runs: int, report: Report) -> None:
    """The same of a mesh nested in villages and towns."""
    rows = check_rows(plan, prepare_plan(plan), peers, runs, report)
    report.table(f"check: {plan.description}, from GeoJSON to the verdict", COST_HEADINGS, rows)


def check_rows(
    plan: PlanSize, folder: Path, peers: Peers, runs: int, report: Report
) -> list[list[str]]:
    """Times dingge and shapely by turns.

    The plans are exact, and dingge has to find so: it ends with 0 or the benchmark fails.
    """
    programs = [Program("dingge", check(folder))]
    if "shapely" in peers.names:
        programs.append(peers.program("shapely", "check", folder))
    measured = costs_by_turns(f"check {plan.name}", programs, runs, warms_up=plan.runs is None)
    failure_lines(report, plan.name, measured)
    return cost_rows(plan.name, measured)


def time_certificate(plan: PlanSize, peers: Peers, runs: int, report: Report) -> None:
    """Times the certificate of a compiled plan, its opening included, against GEOS in memory.

    GEOS only looks at the grids, and only for overlaps and edges that do not match; what it takes to
    load them is not counted.
    """
    folder = prepare_plan(plan)
    compiled = folder / "plan.dgx"
    make(compiled, "its index", [DINGGE, "index", folder, "-o", compiled, "--quiet"])
    shapes = folder / "grid.wkb"
    make(shapes, "its grids as WKB", [MEASURE, "polygons", folder, shapes])
    measured = costs_by_turns("certificate", [Program("dingge", check(compiled))], runs)
    if "shapely" in peers.names:
        measured["GEOS, in memory"] = geos_cost(peers, shapes)
    failure_lines(report, plan.name, measured)
    title = f"certificate: {plan.description}, from .dgx"
    report.table(title, COST_HEADINGS, cost_rows(plan.name, measured))


def geos_cost(peers: Peers, shapes: Path) -> list[Cost] | Failure:
    """What validity of polygons and of the coverage takes in GEOS, without loading; one run."""
    try:
        cost, text = peers.program("shapely", "certificate", shapes).run_for_output()
    except Failure as failure:
        return failure
    line = json.loads(text)
    return [Cost(line["wall"], line["cpu"], cost.peak)]


def check(plan: Path) -> list:
    """The command line of dingge."""
    return [DINGGE, "check", plan, "--strict", "--quiet", "--lang=en"]
