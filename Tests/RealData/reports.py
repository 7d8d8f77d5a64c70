"""What `dingge check` says of a layer, brought into the shape of the reference."""

import json
from collections import defaultdict
from itertools import combinations

from CommandLine.program import dingge


def check(plan):
    """The report of a plan; the exit status must fit the verdict."""
    done = dingge("check", plan, "--format", "json", "--lang", "en", timeout=170)
    assert done.status in (0, 1), done.err
    report = json.loads(done.out)
    assert (done.status == 1) == (report["verdict"] == "defective")
    return report


class Report:
    """A report with its defects by kind."""

    def __init__(self, report):
        self.verdict = report["verdict"]
        self.counts = report["counts"]
        self.levels = {each["level"]: each for each in report["levels"]}
        self._defects = defaultdict(list)
        for defect in report["defects"]:
            self._defects[defect["kind"]].append(defect)

    def of_kind(self, kind, level=None):
        """The defects of a kind, of one level or of all."""
        return [each for each in self._defects[kind] if level in (None, each["level"])]

    def units(self, kind):
        """The codes of all units named by the defects of a kind."""
        return {code for defect in self._defects[kind] for code in defect["units"]}

    def overlaps(self, level=None):
        """Square metres of overlap by pair of codes: an overlap of three counts for each pair."""
        found = defaultdict(float)
        for defect in self.of_kind("overlap", level):
            assert defect["multiplicity"] >= 2
            for pair in combinations(sorted(defect["units"]), 2):
                found[pair] += defect["area_m2"]
        return dict(found)

    def areas(self, kind, level=None):
        """Square metres of each defect of a kind."""
        return [each["area_m2"] for each in self.of_kind(kind, level)]


def by(defects, key):
    """Square metres of defects summed by what `key` makes of each."""
    found = defaultdict(float)
    for defect in defects:
        found[key(defect)] += defect["area_m2"]
    return dict(found)
