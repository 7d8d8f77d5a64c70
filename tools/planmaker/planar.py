"""Exact predicates on the lattice, in whole numbers."""

from fractions import Fraction

from .unit import Polygon, Ring, Vertex


def doubled_area(ring: Ring) -> int:
    """Twice the signed area of a closed ring, positive when it runs counterclockwise."""
    x0, y0 = ring[0]
    total = 0
    px, py = 0, 0
    for x, y in ring:
        x -= x0
        y -= y0
        total += px * y - x * py
        px, py = x, y
    return total


def turn(a: Vertex, b: Vertex, c: Vertex) -> int:
    """Positive when `c` is left of the line from `a` to `b`, 0 when on it."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def contains(ring: Ring, p: Vertex) -> bool:
    """Whether a closed ring contains a vertex, by the half-open rule on its boundary."""
    inside = False
    a = ring[0]
    for b in ring[1:]:
        if (a[1] > p[1]) != (b[1] > p[1]):
            low, high = (a, b) if a[1] < b[1] else (b, a)
            if turn(low, high, p) > 0:
                inside = not inside
        a = b
    return inside


def midpoint(a: Vertex, b: Vertex) -> Vertex:
    """The lattice point in the middle of two vertices, as nearly as may be."""
    return (a[0] + b[0]) // 2, (a[1] + b[1]) // 2


def meets(a: Vertex, b: Vertex, c: Vertex, d: Vertex) -> bool:
    """Whether segments *ab* and *cd* have more in common than one end of both."""
    if a in (c, d) or b in (c, d):
        common, end = (a, b) if a in (c, d) else (b, a)
        other = d if common == c else c
        ahead = sum((end[i] - common[i]) * (other[i] - common[i]) for i in (0, 1))
        return turn(common, end, other) == 0 and ahead > 0
    for p, q, r, s in ((a, b, c, d), (c, d, a, b)):
        sides = turn(p, q, r), turn(p, q, s)
        if min(sides) > 0 or max(sides) < 0:
            return False
        if sides == (0, 0):
            return all(max(a[i], b[i]) >= min(c[i], d[i]) and max(c[i], d[i]) >= min(a[i], b[i])
                       for i in (0, 1))
    return True


def crossing(a: Vertex, b: Vertex, c: Vertex, d: Vertex) -> tuple[Fraction, Fraction]:
    """Where segments *ab* and *cd* cross.

    - Precondition: They cross in one place inside both.
    """
    from_c, from_d = turn(a, b, c), turn(a, b, d)
    along = Fraction(from_c, from_c - from_d)
    return c[0] + along * (d[0] - c[0]), c[1] + along * (d[1] - c[1])


def interior_vertex(polygon: Polygon) -> Vertex:
    """A lattice point inside a polygon: the middle of its widest stretch at half its height."""
    heights = [y for _, y in polygon[0]]
    level = Fraction(min(heights) + max(heights), 2) + Fraction(1, 4)
    crossings = sorted(
        a[0] + Fraction((b[0] - a[0]) * (level - a[1])) / (b[1] - a[1])
        for ring in polygon
        for a, b in zip(ring, ring[1:])
        if (a[1] > level) != (b[1] > level)
    )
    stretches = zip(crossings[::2], crossings[1::2])
    start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return int((start + end) / 2), int(level)
