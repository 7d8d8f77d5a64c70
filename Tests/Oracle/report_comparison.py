"""Holds a report of `dingge check` against the oracle's expectation, and names every difference.

Standard library only.
"""

from collections import Counter, defaultdict
from math import hypot

from ellipsoid import area_in_square_metres, square_metres_per_step
from plan_model import STEPS_PER_DEGREE, cross_product

#: Kinds that are regions: compared with place and area.
REGIONS = ("gap", "overlap", "overreach")

#: How far, in steps, a crossing may have been moved to a node of the lattice.
ROUNDING = 1.0


def differences(expected, run):
    """Sentences about everything in which a run differs from what is expected; empty if nothing."""
    if run.status not in (0, 1):
        return [f"exit status {run.status}: {run.stderr.strip()[:500]}"]
    report = run.report
    found = []
    if report["verdict"] != expected.verdict:
        found.append(f"verdict {report['verdict']}, expected {expected.verdict}")
    if run.status != (1 if expected.verdict == "defective" else 0):
        found.append(f"exit status {run.status} with verdict {report['verdict']}")
    found += count_differences(report)
    if expected.invalid_units:
        return found + invalid_unit_differences(expected, report)
    found += single_unit_differences(expected, report)
    found += unmatched_differences(expected, report)
    return found + region_differences(expected, report)


def count_differences(report):
    """`counts` must be the number of defects of each kind."""
    listed = Counter(defect["kind"] for defect in report["defects"])
    counts = {kind: n for kind, n in report["counts"].items() if n}
    return [] if counts == dict(listed) else [f"counts {counts}, but listed {dict(listed)}"]


def invalid_unit_differences(expected, report):
    """The units reported as invalid must be those expected."""
    reported = {(d["level"], code) for d in report["defects"] if d["kind"] == "invalid-ring"
                for code in d["units"]}
    wanted = set(expected.invalid_units)
    return [] if reported == wanted else [f"invalid units {reported}, expected {wanted}"]


def single_unit_differences(expected, report):
    """Kinds without a region: level and units must agree, each as often as expected."""
    def key(kind, level, units, parent):
        if kind == "no-outline":
            return kind, (*units, parent)[0]
        return kind, level, tuple(units)

    others = REGIONS + ("unmatched-vertices",)
    reported = Counter(key(d["kind"], d["level"], sorted(set(d["units"])), d.get("parent"))
                       for d in report["defects"] if d["kind"] not in others)
    wanted = Counter(key(d.kind, d.level, sorted(set(d.units)), d.parent)
                     for d in expected.defects if d.kind not in others)
    return two_sided(reported, wanted)


def unmatched_differences(expected, report):
    """Each area-exact coverage with unmatched vertices says so; an exact and matched one does not.

    The units of the top level are one coverage, whatever parents they name.
    """
    def coverage(level, parent):
        return level, None if level == expected.top else parent

    spoilt = {coverage(d.level, d.parent) for d in expected.of_kind(*REGIONS)}
    reported = {coverage(d["level"], d.get("parent")) for d in report["defects"]
                if d["kind"] == "unmatched-vertices"}
    wanted = {coverage(d.level, d.parent) for d in expected.of_kind("unmatched-vertices")}
    return two_sided(Counter(reported - spoilt), Counter(wanted - spoilt))


def two_sided(reported, wanted):
    """What is reported without need and what is missing."""
    return ([f"unexpected {n} x {key}" for key, n in (reported - wanted).items()]
            + [f"missing {n} x {key}" for key, n in (wanted - reported).items()])


def region_differences(expected, report):
    """Pairs regions of one kind, level, parent, units and multiplicity by place and area."""
    wanted = defaultdict(list)
    for defect in expected.of_kind(*REGIONS):
        key = (defect.kind, defect.level, defect.parent, tuple(sorted(set(defect.units))),
               defect.multiplicity)
        wanted[key].append(defect)
    found = []
    for defect in report["defects"]:
        if defect["kind"] not in REGIONS:
            continue
        multiplicity = 0 if defect["kind"] == "gap" else defect.get("multiplicity")
        key = (defect["kind"], defect["level"], defect.get("parent"),
               tuple(sorted(set(defect["units"]))), multiplicity)
        partner = next((e for e in wanted[key] if is_same_region(e, defect)), None)
        if partner is None:
            found.append(f"unexpected {key}: {float(defect['area_m2'])} m² at "
                         f"{[float(o) for o in defect['at']]}")
        else:
            wanted[key].remove(partner)
    for key, rest in wanted.items():
        found += [f"missing {key}: {area_in_square_metres(e)} m², {float(e.area)} squared steps"
                  for e in rest]
    return found


def is_same_region(expected, defect):
    """Whether area and place agree: 1 %, and what moving every border by one step can change."""
    area = area_in_square_metres(expected)
    perimeter = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in expected.pieces)
    scale = square_metres_per_step(expected.pieces[0][0][1])
    tolerance = 0.01 * area + ROUNDING * perimeter * scale
    return (abs(float(defect["area_m2"]) - area) <= tolerance
            and is_in_region([o * STEPS_PER_DEGREE for o in defect["at"]], expected.pieces))


def is_in_region(position, pieces, reach=2.0):
    """Whether a position lies in a region given by its borders, or within `reach` steps of one."""
    x, y = position
    winding = 0
    for (ax, ay), (bx, by) in pieces:
        if distance_to_segment(float(ax - x), float(ay - y), float(bx - x), float(by - y)) <= reach:
            return True
        side = cross_product((ax, ay), (bx, by), (x, y))
        if ay <= y < by and side > 0:
            winding += 1
        elif by <= y < ay and side < 0:
            winding -= 1
    return winding != 0


def distance_to_segment(ax, ay, bx, by):
    """The distance from the origin to a segment."""
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / length))
    return hypot(ax + t * dx, ay + t * dy)
