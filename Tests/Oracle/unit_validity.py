"""What is wrong with one unit's rings: winding numbers, shared edges, touching at a point, parts.

Standard library only. The three classes:

- `valid`: a member of a coverage, and valid by OGC Simple Features;
- `self-touch`: winding number 0 or 1 everywhere, but a ring meets itself at a point, edges run back
  along each other (a spike, a seam), or interiors that touch cut the inside of a polygon in two. A
  good member of a coverage all the same;
- `invalid`: a ring has too few positions, two edges cross, or a winding number is neither 0 nor 1.
"""

from fractions import Fraction

from arrangement import Arrangement, cross, meeting_points
from plan_model import directed_edges, doubled_area, ring_edges


def ring_class(polygons):
    """The class of a unit's geometry: `valid`, `self-touch` or `invalid`."""
    rings = [ring for polygon in polygons for ring in polygon]
    if not rings or any(len(set(ring)) < 3 or doubled_area(ring) == 0 for ring in rings):
        return "invalid"
    if not has_simple_windings(polygons) or crosses_itself(rings):
        return "invalid"
    if shares_edges(rings) or any(touches_itself(ring) for ring in rings):
        return "self-touch"
    return "self-touch" if any(is_cut_in_two(polygon) for polygon in polygons) else "valid"


def has_simple_windings(polygons):
    """Whether the winding number is 0 or 1 everywhere: grade V0."""
    arrangement = Arrangement([(0, a, b) for a, b in directed_edges(polygons)])
    return all(winding in ({}, {0: 1}) for winding in arrangement.windings)


def crosses_itself(rings):
    """Whether two edges, of one ring or of two, cross at a point that is an end of neither."""
    edges = [sorted(edge) for ring in rings for edge in ring_edges(ring)]
    for i, edge in enumerate(edges):
        for other in edges[:i]:
            met = set(meeting_points(*edge, *other))
            if len(met) == 1 and not met & {*edge, *other}:
                return True
    return False


def shares_edges(rings):
    """Whether two edges, of one ring or of two, have more than a point in common."""
    edges = [sorted(edge) for ring in rings for edge in ring_edges(ring)]
    return any(len(set(meeting_points(*edges[i], *edges[j]))) > 1
               for i in range(len(edges)) for j in range(i))


def touches_itself(ring):
    """Whether a ring, free of crossings, comes back to a point that it has been at."""
    edges = ring_edges(ring)
    count = len(edges)
    for i in range(count):
        for j in range(i):
            met = set(meeting_points(*sorted(edges[i]), *sorted(edges[j])))
            if i - j == 1:
                met.discard(edges[i][0])
            if i - j == count - 1:
                met.discard(edges[j][0])
            if met:
                return True
    return False


def is_cut_in_two(polygon):
    """Whether the inside of a polygon falls into faces that meet in points only."""
    arrangement = Arrangement([(0, a, b) for a, b in directed_edges([polygon])])
    return sum(1 for winding in arrangement.windings if winding) > 1


def has_separate_parts(polygons):
    """Whether the closed parts of a multi-part unit fall into groups that do not touch."""
    group = list(range(len(polygons)))
    for i in range(len(polygons)):
        for j in range(i):
            if parts_meet(polygons[i], polygons[j]):
                group = [group[j] if g == group[i] else g for g in group]
    return len(set(group)) > 1


def parts_meet(one, other):
    """Whether two closed polygons have a point in common."""
    edges, others = directed_edges([one]), directed_edges([other])
    if any(meeting_points(*sorted(e), *sorted(f)) for e in edges for f in others):
        return True
    return place(others[0][0], [one]) != "outside" or place(edges[0][0], [other]) != "outside"


def place(position, polygons):
    """Where a position lies: `inside`, `boundary` or `outside` of a unit, exactly."""
    x, y = position
    winding = 0
    for (ax, ay), (bx, by) in directed_edges(polygons):
        side = cross(bx - ax, by - ay, x - ax, y - ay)
        if side == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
            return "boundary"
        if ay <= y < by and side > 0:
            winding += 1
        elif by <= y < ay and side < 0:
            winding -= 1
    return "inside" if winding else "outside"


def area(polygons):
    """The exact area of a unit with simple windings, in squared steps."""
    return sum(Fraction(a[0] * b[1] - b[0] * a[1], 2) for a, b in directed_edges(polygons))
