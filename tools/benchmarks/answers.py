"""The answers that programs wrote, read back in little memory and compared point by point."""

import csv
from array import array
from collections import Counter
from pathlib import Path

NOBODY = -1


class Answers:
    """For each point, by its id from 1 on, how many grids it was given to, and the lowest of them.

    Rows may come in any order.
    """

    def __init__(self, path: Path, points: int):
        self.counts = bytearray(points)
        self.lowest = array("i", [NOBODY]) * points
        self.codes: list[str] = []
        numbers: dict[str, int] = {}
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            heading = next(rows)
            id_column, grid_column = heading.index("id"), heading.index("grid_code")
            self.rows = 0
            for row in rows:
                self.rows += 1
                code = row[grid_column]
                if not code:
                    continue
                point = int(row[id_column]) - 1
                number = numbers.setdefault(code, len(numbers))
                if number == len(self.codes):
                    self.codes.append(code)
                before = self.lowest[point]
                if before == NOBODY or code < self.codes[before]:
                    self.lowest[point] = number
                self.counts[point] = min(255, self.counts[point] + 1)

    def code(self, point: int) -> str | None:
        """The lowest code that a point was given to."""
        number = self.lowest[point]
        return None if number == NOBODY else self.codes[number]

    def tally(self) -> list[str]:
        """How many points got no, one, two and more grids, and how many rows were written."""
        counts = Counter(self.counts)
        more = sum(times for size, times in counts.items() if size > 2)
        figures = (counts[0], counts[1], counts[2], more, self.rows)
        return [f"{figure:,}" for figure in figures]


def compare(paths: dict[str, Path], points: int) -> dict[str, tuple[list[str], str]]:
    """For each program its tally, and how its answers stand to those of the first one."""
    ours = None
    found = {}
    for name, path in paths.items():
        answers = Answers(path, points)
        ours = ours or answers
        found[name] = (answers.tally(), "" if answers is ours else agreement(ours, answers))
    return found


def agreement(ours: Answers, theirs: Answers) -> str:
    """How a peer's answers stand to dingge's."""
    tally = Counter()
    for point, count in enumerate(theirs.counts):
        if count == ours.counts[point] and theirs.code(point) == ours.code(point):
            tally["the same"] += 1
        elif count > 1 and theirs.code(point) == ours.code(point):
            tally["several, the lowest code dingge's"] += 1
        elif count == 0:
            tally["none where dingge gives one"] += 1
        else:
            tally["another"] += 1
    return "; ".join(f"{answer} {count:,}" for answer, count in tally.items())
