"""In memory, on one core: an index over all grids, asked for points of three kinds."""

import json

from ..aside import note
from ..failure import Failure
from ..material import MEMORY_POINTS, POINT_KINDS, Material
from ..measure import Cost, Program, one_core
from ..paths import MEASURE, S2
from ..peers_installed import Peers
from ..report import Report, number, without_figures

HEADINGS = ["plan", "program", "build s", "bytes/vertex", *POINT_KINDS, "peak MiB"]
ANSWERS = ["plan", "program", "none", "one", "two", "more"]


def time_memory(material: list[Material], peers: Peers, runs: int, report: Report) -> None:
    """Times every program on each plan, then counts the answers that points on boundaries got."""
    rows, answers, remarks = [], [], []
    for item in material:
        plan = item.plan.name
        rounds = min(runs, item.plan.runs or runs)
        ours: list[dict] = []
        for program in programs_for(item, peers, rounds):
            note(f"memory {plan}, {program.name}")
            try:
                cost, lines = run(program)
            except Failure as failure:
                if not program.is_peer:
                    raise
                rows.append(without_figures(plan, program.name, "failed", len(HEADINGS)))
                report.note(plan, program.name, {"ns, uniform": "failed"})
                remarks.append(f"{plan}: {failure}")
                continue
            build, asked = lines[:-3], lines[-3:]
            ours = ours or lines
            vertices = ours[0]["vertices"]
            rows.append(figures(plan, program.name, build, asked, vertices, cost))
            answers.append([plan, program.name, *answer_counts(asked[-1])])
            report.note(plan, program.name, summary(rows[-1], answers[-1]))
            if not program.is_peer:
                rows.append(bulk_figures(plan, asked))
                report.note(plan, rows[-1][1], summary(rows[-1], []))
            remarks += difference(plan, program.name, asked[0], ours[1])
        for peer in absent(peers):
            rows.append(without_figures(plan, peer, "not there", len(HEADINGS)))
            report.note(plan, peer, {"ns, uniform": "not there"})
    title = f"in memory, one core: ns a point, {MEMORY_POINTS:,} points of each kind"
    report.table(title, HEADINGS, rows, is_detail=True)
    report.line(
        "Bytes a vertex: how far building the index made resident memory grow, over the vertices of"
        " all grids; of S2 the figure of its index for itself. A join builds an index every time,"
        " which its time contains. Times are of the processor, the least of all rounds; peaks count"
        " the points."
    )
    report.line('"dingge, bulk" finds the grids of points inside of one grid and leaves the rest.')
    title = f"answers to {MEMORY_POINTS:,} points on boundaries"
    report.table(title, ANSWERS, answers, is_detail=True)
    for remark in remarks:
        report.line(remark)


def programs_for(item: Material, peers: Peers, rounds: int) -> list[Program]:
    """dingge first, then the peers that are installed, all on one core."""
    points = item.memory_points
    ours = [MEASURE, "memory", item.folder, *points, f"--rounds={rounds}"]
    programs = [Program("dingge", ours)]
    if peers.has_s2:
        programs.append(Program("S2", [S2, item.shapes, str(rounds), *points], is_peer=True))
    for peer in peers.names:
        programs.append(peers.program(peer, "memory", item.shapes, str(rounds), *points))
    return [on_one_core(program) for program in programs]


def on_one_core(program: Program) -> Program:
    """The program, kept on the last processor; libraries then start one thread."""
    command = ["env", "POLARS_MAX_THREADS=1", *one_core(), *program.command]
    return Program(program.name, command, program.is_peer)


def run(program: Program) -> tuple[Cost, list[dict]]:
    """Runs a program; returns its cost and the lines of JSON that it printed."""
    cost, text = program.run_for_output()
    lines = [json.loads(line) for line in text.splitlines()]
    if len(lines) < len(POINT_KINDS):
        raise Failure(f"{program.name} did not answer all kinds of points")
    return cost, lines


def figures(
    plan: str, name: str, build: list[dict], asked: list[dict], vertices: int, cost: Cost
) -> list[str]:
    """The row of a program; one that builds nothing beforehand has nothing to say about that."""
    held = ["each time", "-"]
    if build:
        held = [number(build[0]["seconds"]), number(build[0]["index_bytes"] / vertices)]
    times = [nanoseconds(line["seconds"], line) for line in asked]
    return [plan, name, *held, *times, number(cost.peak)]


def bulk_figures(plan: str, asked: list[dict]) -> list[str]:
    """The row of dingge's way that answers points inside of one grid only."""
    times = [nanoseconds(line["find_seconds"], line) for line in asked]
    return [plan, "dingge, bulk", "-", "-", *times, "-"]


def summary(row: list[str], answers: list[str]) -> dict[str, str]:
    """What the summary shows of a row of this table, and of one of the answers' table."""
    times = {f"ns, {kind}": time for kind, time in zip(POINT_KINDS, row[4:])}
    held = {"build s": row[2], "bytes/vertex": row[3]}
    return {**times, **held, **dict(zip(ANSWERS[2:], answers[2:]))}


def nanoseconds(seconds: list[float], line: dict) -> str:
    """The least time over the points of a line."""
    return number(min(seconds) * 1e9 / line["points"])


def answer_counts(line: dict) -> list[str]:
    """How many points got no, one, two and more grids; dingge only says how many got one."""
    none = line.get("none", line["points"] - line["one"])
    return [f"{count:,}" for count in (none, line["one"], line.get("two", 0), line.get("more", 0))]


def difference(plan: str, name: str, theirs: dict, ours: dict) -> list[str]:
    """A remark when a peer finds other uniform points in grids than dingge.

    On boundaries they may differ: that many points dingge has no place inside one grid for.
    """
    found = theirs["points"] - theirs["none"] if "none" in theirs else theirs["one"]
    apart = abs(found - ours["one"])
    if apart <= ours["one"] - ours["inside"]:
        return []
    return [f"{plan}, {name}: {apart:,} more or fewer uniform points lie in a grid than for dingge"]


def absent(peers: Peers) -> list[str]:
    """The peers that are not installed."""
    return [*([] if peers.has_s2 else ["S2"]), *peers.missing]
