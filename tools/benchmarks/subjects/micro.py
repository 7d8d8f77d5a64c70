"""The hot loops, each against the figure that a review wrote down."""

import json

from ..failure import Failure
from ..measure import Program
from ..paths import MEASURE, MICRO_REFERENCE
from ..report import Report, number

TOLERANCE = 1.5
"""How many times its reference a loop may take."""

HEADINGS = ["loop", "verdict", "ns", "x arithmetic", "reference", "x reference"]


def check_micro(report: Report, writes_reference: bool) -> int:
    """Times all loops; returns 1 when one is too slow, or has no reference or no loop any more.

    What is compared is the ratio to a loop of plain arithmetic in the same process.
    """
    _, text = Program("measure micro", [MEASURE, "micro"]).run_for_output()
    loops = {line["loop"]: line for line in map(json.loads, text.splitlines())}
    if writes_reference:
        ratios = {name: round(line["ratio"], 2) for name, line in loops.items()}
        MICRO_REFERENCE.write_text(json.dumps(ratios, indent=2) + "\n")
    try:
        reference = json.loads(MICRO_REFERENCE.read_text())
    except (OSError, ValueError) as error:
        raise Failure(f"{MICRO_REFERENCE.name} cannot be read: {error}") from error
    rows = [row(name, line, reference.get(name)) for name, line in loops.items()]
    lost = [[name, "has no loop", *["-"] * 4] for name in reference.keys() - loops.keys()]
    report.table("hot loops", HEADINGS, rows + lost)
    wrong = [name for name, verdict, *_ in rows + lost if verdict != "ok"]
    if wrong:
        report.line(f"To be looked at: {', '.join(wrong)}.")
    return 1 if wrong else 0


def row(name: str, line: dict, reference: float | None) -> list[str]:
    """The row of a loop."""
    figures = [number(line["nanoseconds"]), number(line["ratio"])]
    if reference is None:
        return [name, "no reference", *figures, "-", "-"]
    change = line["ratio"] / reference
    verdict = "ok" if change <= TOLERANCE else "slower"
    return [name, verdict, *figures, number(reference), number(change)]
