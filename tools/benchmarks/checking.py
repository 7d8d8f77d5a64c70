"""`dingge check` against the check that the field can put together."""

from .material import Material
from .measure import Program, costs_by_turns
from .paths import DINGGE
from .peers_installed import Peers
from .table import HEADINGS, cost_rows, print_table


def time_check(material: list[Material], peers: Peers, runs: int) -> None:
    """Times the check of each plan, from its files to the verdict.

    The plans are exact, and every program has to find so: it ends with 0 or the benchmark fails.
    """
    rows = []
    for item in material:
        programs = [
            Program("dingge", [DINGGE, "check", item.folder, "--strict", "--quiet", "--lang=en"])
        ]
        if peers.has_shapely:
            programs.append(Program("shapely", peers.command("shapely_check.py", item.folder)))
        rows += cost_rows(item.plan.name, costs_by_turns(f"check {item.plan.name}", programs, runs))
    print_table("check: from the files to the verdict", HEADINGS, rows)
