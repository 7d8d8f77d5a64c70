"""`dingge assign` against spatial joins, from file to file: speed, and answers to each point."""

from dataclasses import replace
from pathlib import Path

from ..answers import compare
from ..aside import aside
from ..failure import Failure
from ..material import BOUNDARY_ROWS, Material
from ..measure import Program, costs_by_turns, one_core
from ..paths import DINGGE, OUTPUT
from ..peers_installed import Peers
from ..report import COST_HEADINGS, Report, cost_rows, failure_lines, without_figures

ANSWERS = ["plan", "program", "none", "one", "two", "more", "rows written"]


def time_assign(material: list[Material], peers: Peers, runs: int, report: Report) -> None:
    """Times both kinds of points on each plan, then compares the answers that were written."""
    for kind in ("uniform", "boundary"):
        costs, answers, remarks = [], [], []
        for item in material:
            plan = item.plan.name
            points = item.incidents if kind == "uniform" else item.boundary_incidents
            count = item.rows if kind == "uniform" else BOUNDARY_ROWS
            programs = programs_for(item.folder, points, peers)
            measured = costs_by_turns(
                f"assign {plan}, {kind}",
                programs,
                min(runs, item.plan.runs or runs),
                warms_up=item.plan.runs is None,
            )
            failure_lines(report, plan, measured)
            costs += cost_rows(plan, measured, count)
            if kind == "uniform":
                for row in costs[-len(measured) :]:
                    peak = row[4].partition(" ")[0]
                    report.note(plan, row[1], {"peak MiB": peak, "rows/s": row[5]})
            costs += [
                without_figures(plan, peer, "not there", len(COST_HEADINGS))
                for peer in peers.missing
            ]
            finished = [name for name, runs in measured.items() if not isinstance(runs, Failure)]
            if kind == "boundary" and "shapely" in finished:
                interior = strict_join(item.folder, points, peers)
                interior.run()
                finished.append(interior.name)
            outputs = {name: output(name) for name in finished if name not in OTHER_WAYS}
            for name, (tally, standing) in aside(compare, outputs, count).items():
                answers.append([plan, name, *tally])
                remarks += [f"{plan}, {name} beside dingge: {standing}"] if standing else []
        title = f"assign: {count:,} {kind} points, CSV to CSV"
        report.table(title, COST_HEADINGS, costs, is_detail=True)
        title = f"answers to each of the {count:,} {kind} points"
        report.table(title, ANSWERS, answers, is_detail=True)
        for remark in remarks:
            report.line(remark, is_detail=True)


ONE_CORE = "dingge, one core"
COMPILED = "dingge, compiled"
COMPILED_ONE_CORE = "dingge, compiled, one core"
OTHER_WAYS = (ONE_CORE, COMPILED, COMPILED_ONE_CORE)
"""Runs of dingge whose answers are those of `dingge`, byte for byte."""


def programs_for(plan: Path, points: Path, peers: Peers) -> list[Program]:
    """dingge first, then the peers that are installed; each writes a new file named after it."""
    compiled_plan = compiled(plan)
    commands = {
        "dingge": assign(plan, points, output("dingge")),
        ONE_CORE: [*one_core(), *assign(plan, points, output(ONE_CORE))],
        COMPILED: assign(compiled_plan, points, output(COMPILED)),
        COMPILED_ONE_CORE: [
            *one_core(),
            *assign(compiled_plan, points, output(COMPILED_ONE_CORE)),
        ],
    }
    programs = [Program(name, command) for name, command in commands.items()]
    for peer in peers.names:
        how = ["intersects"] if peer == "shapely" else []
        programs.append(peers.program(peer, "assign", plan, points, output(peer), *how))
    return [replace(program, output=output(program.name)) for program in programs]


def compiled(plan: Path) -> Path:
    """The compiled plan, made anew by the program at hand."""
    path = OUTPUT / f"{plan.name}.dgx"
    Program("dingge index", [DINGGE, "index", plan, "-o", path, "--quiet"]).run()
    return path


def assign(plan: Path, points: Path, out: Path) -> list:
    """The command line of dingge."""
    return [DINGGE, "assign", plan, points, "--crs=wgs84", "--quiet", "--lang=en", "-o", out]


def strict_join(plan: Path, points: Path, peers: Peers) -> Program:
    """The other way to join: only points in a grid's interior. Counted, not timed."""
    name = "shapely, interior only"
    program = peers.program("shapely", "assign", plan, points, output(name), "contains")
    return Program(name, program.command)


def output(name: str) -> Path:
    """The file a program writes."""
    return OUTPUT / f"{name.replace(', ', '-').replace(' ', '-')}.csv"
