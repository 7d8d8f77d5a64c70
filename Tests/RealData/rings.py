"""What is wrong with the rings of an area that OGC calls invalid, decided with whole numbers.

`CROSSING` and `TOO_FEW` break the rule that a place is covered once or not at all. `TOUCHING` does
not: a ring meets itself at a point, or along a line that it follows there and back around an area.
A `SPIKE` goes out along a line and returns at once; it covers nothing, and whether it is a fault of
drawing or a touch is a matter of words.
"""

import shapely

CROSSING, TOO_FEW, SPIKE, TOUCHING = "crossing", "too few positions", "spike", "touching"


def trouble_with(shape):
    """The gravest trouble of an OGC-invalid shape on the lattice."""
    rings = [_positions(ring) for part in shapely.get_parts(shape)
             for ring in (part.exterior, *part.interiors)]
    if any(map(_crosses_itself, rings)) or _covers_twice(shape):
        return CROSSING
    if any(len(set(ring)) < 3 for ring in rings):
        return TOO_FEW
    return SPIKE if any(map(_has_spike, rings)) else TOUCHING


def _positions(ring):
    """Whole numbers, unclosed, without repeated neighbours."""
    found = []
    for x, y in ring.coords[:-1]:
        position = (int(x), int(y))
        if not found or found[-1] != position:
            found.append(position)
    while len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found


def _covers_twice(shape):
    """Whether the signed area is not that of the rule of odd and even: a crossing at a vertex."""
    return abs(shape.area - shapely.make_valid(shape).area) > 1e-10 * shape.area


def _side(a, b, c):
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)


def _edges(ring):
    return list(zip(ring, ring[1:] + ring[:1]))


def _crosses_itself(ring):
    """Whether two edges cross in the interior of both."""
    edges = _edges(ring)
    tree = shapely.STRtree([shapely.LineString(edge) for edge in edges])
    for one, other in zip(*tree.query(tree.geometries, predicate="intersects")):
        if one < other:
            (a, b), (c, d) = edges[one], edges[other]
            if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
                return True
    return False


def _has_spike(ring):
    """Whether an edge turns straight back onto the one before it."""
    for (a, b), (_, c) in zip(_edges(ring), _edges(ring[1:] + ring[:1])):
        ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
        if _side(a, b, c) == 0 and ahead < 0:
            return True
    return False
