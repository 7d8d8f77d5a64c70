"""Expected defects of a small plan, by their definitions, in exact arithmetic.

Standard library only. Every coverage is drawn as an arrangement of exact faces; each face knows the
units that hold it and whether it is inside the parent, and faces of one kind with the same units
that share a border are one defect. No certificate, no cancellation, no tolerance takes part, except
that `unmatched-vertices` is by definition a matter of cancelling edges.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

from arrangement import Arrangement, atomic_pieces, net_edges
from coverages import coverages
from expected_defect import ExpectedDefect
from plan_model import directed_edges
from register_defects import register_defects
from unit_validity import has_separate_parts, ring_class

#: Kinds that make a plan defective.
ERRORS = {"gap", "overlap", "overreach", "invalid-ring", "duplicate-geometry", "duplicate-code",
          "missing-code", "orphan", "empty-parent"}


@dataclass
class Expectation:
    """All that the oracle knows about a plan. `top` is its widest level."""

    verdict: str
    defects: list
    invalid_units: list
    top: str

    def of_kind(self, *kinds):
        """The defects of some kinds."""
        return [defect for defect in self.defects if defect.kind in kinds]


def expectation(plan):
    """The defects and the verdict of a plan.

    When a unit has invalid rings only the defects of single units are listed: what its area is, and
    so what it overlaps, is not defined.
    """
    defects = list(register_defects(plan)) + list(unit_defects(plan))
    invalid = [(d.level, d.units[0]) for d in defects if d.kind == "invalid-ring"]
    if not invalid:
        for coverage in coverages(plan):
            defects += coverage_defects(coverage)
        defects += duplicate_geometries(plan)
    kinds = {defect.kind for defect in defects}
    if kinds & ERRORS:
        return Expectation("defective", defects, invalid, plan.present[-1])
    verdict = "area-exact" if "unmatched-vertices" in kinds else "seamless"
    return Expectation(verdict, defects, invalid, plan.present[-1])


def unit_defects(plan):
    """What is wrong with units one by one: rings, and parts that do not touch."""
    for level in plan.present:
        for index, unit in enumerate(plan.levels[level]):
            if unit.polygons is None:
                continue
            about = (level, None, (plan.label(level, index),))
            validity = ring_class(unit.polygons)
            if validity == "invalid":
                yield ExpectedDefect("invalid-ring", *about)
                continue
            if validity == "self-touch":
                yield ExpectedDefect("self-touch", *about)
            if has_separate_parts(unit.polygons):
                yield ExpectedDefect("exclave", *about)


def coverage_defects(coverage):
    """Gaps, overlaps and overreaches of one coverage, and vertices that do not match."""
    arrangement = Arrangement(coverage.edges)
    labels = [frozenset(w) for w in arrangement.windings]
    found = []
    for kind, key_of in kinds_of_faces(coverage.has_outline):
        keys = [key_of(label) for label in labels]
        if kind == "gap":
            keys[0] = None
        for faces in clusters(arrangement, keys):
            defect = region(coverage, arrangement, labels, kind, keys[faces[0]], faces)
            if defect is not None:
                found.append(defect)
    if coverage.has_outline:
        exact = all(("parent" in label) == (len(label) == 2) and len(label) in (0, 2)
                    for label in labels)
    else:
        exact = all(len(label) < 2 for label in labels)
    if exact and has_unmatched_vertices(coverage):
        found.append(ExpectedDefect("unmatched-vertices", coverage.level, coverage.parent, ()))
    return found


def kinds_of_faces(has_outline):
    """For each kind, what faces of one defect have in common: the set of units, or `None`."""
    def gap(label):
        if has_outline:
            return frozenset() if label == {"parent"} else None
        return frozenset() if not label else None

    def overlap(label):
        units = label - {"parent"}
        return units if len(units) > 1 else None

    def overreach(label):
        return label if label and "parent" not in label else None

    yield "gap", gap
    yield "overlap", overlap
    if has_outline:
        yield "overreach", overreach


def clusters(arrangement, keys):
    """Faces whose key is not `None`, grouped when they share a border and have the same key."""
    neighbours = defaultdict(list)
    for _, _, left, right in arrangement.borders:
        neighbours[left].append(right)
        neighbours[right].append(left)
    seen = set()
    for first, key in enumerate(keys):
        if key is None or first in seen:
            continue
        seen.add(first)
        group, waiting = [], [first]
        while waiting:
            face = waiting.pop()
            group.append(face)
            for other in neighbours[face]:
                if other not in seen and keys[other] == key:
                    seen.add(other)
                    waiting.append(other)
        yield group


def region(coverage, arrangement, labels, kind, key, faces):
    """The defect that a cluster of faces is; `None` for a hole that is meant."""
    inside = set(faces)
    pieces, bordering = [], set()
    for start, end, left, right in arrangement.borders:
        if (left in inside) == (right in inside):
            continue
        pieces.append((start, end) if left in inside else (end, start))
        bordering |= labels[right if left in inside else left]
    owners = (bordering if kind == "gap" else key) - {"parent"}
    if kind == "gap" and coverage.is_meant_hole(owners):
        return None
    units = tuple(sorted(coverage.names[owner] for owner in owners))
    area = sum(arrangement.areas[face] for face in faces)
    parent = coverage.parent_of(owners)
    return ExpectedDefect(kind, coverage.level, parent, units, len(key), area, pieces)


def has_unmatched_vertices(coverage):
    """Whether directed edges are left that would cancel if they were cut at one another's vertices.

    The edges of an area-exact coverage without outline leave its outer boundary; it is unmatched
    when some of what is left runs along itself in both directions.
    """
    net = net_edges((0 if owner == "parent" else 1, a, b) for owner, a, b in coverage.edges)
    total = {}
    for segment, counts in net.items():
        left = counts.get(1, 0) - counts.get(0, 0)
        if left:
            total[segment] = {0: left}
    pieces = atomic_pieces(total)
    lengths = Counter()
    for segment, counts in total.items():
        lengths[direction(segment)] += abs(counts[0]) * extent(segment)
    for piece, (counts, vector) in pieces.items():
        lengths[direction(((0, 0), vector))] -= abs(counts[0]) * extent(piece)
    return any(lengths.values())


def direction(segment):
    """The slope of a segment, `None` when vertical."""
    (ax, ay), (bx, by) = segment
    return Fraction(by - ay, bx - ax) if ax != bx else None


def extent(segment):
    """How far a segment reaches in x, or in y when vertical: comparable along one direction."""
    (ax, ay), (bx, by) = segment
    return abs(bx - ax) or abs(by - ay)


def duplicate_geometries(plan):
    """Groups of units of one level that cover the very same area."""
    for level in plan.present:
        shapes = defaultdict(list)
        for index, unit in enumerate(plan.levels[level]):
            if unit.polygons is not None:
                shapes[normal_form(unit.polygons)].append(plan.label(level, index))
        for labels in shapes.values():
            if len(labels) > 1:
                yield ExpectedDefect("duplicate-geometry", level, None, tuple(sorted(labels)))


def normal_form(polygons):
    """The boundary of a unit without needless vertices: equal exactly when the areas are."""
    pieces = atomic_pieces(net_edges((0, a, b) for a, b in directed_edges(polygons)))
    lines = defaultdict(list)
    for (a, b), (counts, (dx, dy)) in pieces.items():
        slope = None if dx == 0 else Fraction(dy, dx)
        offset = a[0] if dx == 0 else a[1] - slope * a[0]
        lines[slope, offset, counts[0]].append((a, b))
    merged = set()
    for line, runs in lines.items():
        runs.sort()
        start, end = runs[0]
        for a, b in runs[1:] + [(None, None)]:
            if a == end:
                end = b
                continue
            merged.add((line, start, end))
            start, end = a, b
    return frozenset(merged)
