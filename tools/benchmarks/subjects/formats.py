"""`dingge assign` on other formats than CSV, and how soon it answers: there is no peer."""

import subprocess
from pathlib import Path

from ..material import Material
from ..measure import Program, costs_by_turns
from ..paths import DINGGE, OUTPUT
from ..peers_installed import Peers
from ..report import COST_HEADINGS, Report, cost_rows
from .assigning import assign, compiled


def time_formats(material: list[Material], peers: Peers, runs: int, report: Report) -> None:
    """Times each format of incidents, then a single row: the opening of the plan."""
    formats, opening = [], []
    compiles = has_index_command()
    for item in material:
        plan = item.plan.name
        times = min(runs, item.plan.runs or runs)
        programs = []
        for ending in (".csv", ".ndjson", ".geojson"):
            points = item.incidents.with_suffix(ending)
            command = assign(item.folder, points, OUTPUT / f"format{ending}")
            programs.append(Program(f"dingge, {ending[1:]}", command))
        warms_up = item.plan.runs is None
        measured = costs_by_turns(f"formats {plan}", programs, times, warms_up)
        formats += cost_rows(plan, measured, item.rows)
        single = OUTPUT / "single.csv"
        single.write_text("".join(item.incidents.open(encoding="utf-8").readlines(80)[:2]))
        plans = {"from GeoJSON": item.folder}
        if compiles:
            plans["from .dgx"] = compiled(item.folder)
        programs = [
            Program(name, assign(path, single, OUTPUT / "single-out.csv"))
            for name, path in plans.items()
        ]
        measured = costs_by_turns(f"opening {plan}", programs, times, warms_up)
        opening += cost_rows(plan, measured)
    title = f"assign: {material[0].rows:,} uniform points, each format into itself"
    report.table(title, COST_HEADINGS, formats)
    report.table("assign: one row, which is the opening of the plan", COST_HEADINGS, opening)
    if not compiles:
        report.line("This dingge has no command index: opening a .dgx is not measured.")


def has_index_command() -> bool:
    """Whether this dingge compiles plans; one that does not shows the help of the whole program."""
    shown = subprocess.run(
        [DINGGE, "index", "--help"], stdout=subprocess.PIPE, text=True, check=False
    )
    return "USAGE: dingge index" in shown.stdout
