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
    loops = timed()
    if writes_reference:
        ratios = {name: round(ratio(line), 2) for name, line in loops.items()}
        MICRO_REFERENCE.write_text(json.dumps(ratios, indent=2) + "\n")
    try:
        reference = json.loads(MICRO_REFERENCE.read_text())
    except (OSError, ValueError) as error:
        raise Failure(f"{MICRO_REFERENCE.name} cannot be read: {error}") from error
    if any(is_slow(line, reference.get(name)) for name, line in loops.items()):
        # What another program on the machine did is not likely to come again.
        again = timed()
        loops = {name: min(line, again[name], key=ratio) for name, line in loops.items()}
    rows = [row(name, line, reference.get(name)) for name, line in loops.items()]
    lost = [[name, "has no loop", *["-"] * 4] for name in reference.keys() - loops.keys()]
    report.table("hot loops", HEADINGS, rows + lost)
    wrong = [name for name, verdict, *_ in rows + lost if verdict != "ok"]
    if wrong:
        report.line(f"To be looked at: {', '.join(wrong)}.")
    return 1 if wrong else 0


def timed() -> dict[str, dict]:
    """What `measure` says of each loop."""
    _, text = Program("measure micro", [MEASURE, "micro"]).run_for_output()
    return {line["loop"]: line for line in map(json.loads, text.splitlines())}


def ratio(line: dict) -> float:
    """A loop's time over that of plain arithmetic."""
    return line["ratio"]


def is_slow(line: dict, reference: float | None) -> bool:
    """Whether a loop takes longer than a review let pass."""
    return reference is not None and ratio(line) > TOLERANCE * reference


def row(name: str, line: dict, reference: float | None) -> list[str]:
    """The row of a loop."""
    figures = [number(line["nanoseconds"]), number(ratio(line))]
    if reference is None:
        return [name, "no reference", *figures, "-", "-"]
    verdict = "slower" if is_slow(line, reference) else "ok"
    return [name, verdict, *figures, number(reference), number(ratio(line) / reference)]
