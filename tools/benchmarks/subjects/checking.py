"""`dingge check` against the check that the field can put together."""

from ..material import Material
from ..measure import Program, costs_by_turns
from ..paths import DINGGE
from ..peers_installed import Peers
from ..report import COST_HEADINGS, Report, cost_rows, failure_lines


def time_check(material: list[Material], peers: Peers, runs: int, report: Report) -> None:
    """Times the check of each plan, from its files to the verdict.

    The plans are exact, and dingge has to find so: it ends with 0 or the benchmark fails.
    """
    rows = []
    for item in material:
        plan = item.plan.name
        programs = [
            Program("dingge", [DINGGE, "check", item.folder, "--strict", "--quiet", "--lang=en"])
        ]
        if "shapely" in peers.names:
            programs.append(peers.program("shapely", "check", item.folder))
        measured = costs_by_turns(
            f"check {plan}",
            programs,
            min(runs, item.plan.runs or runs),
            warms_up=item.plan.runs is None,
        )
        failure_lines(report, plan, measured)
        rows += cost_rows(plan, measured)
    report.table("check: from the files to the verdict", COST_HEADINGS, rows)
