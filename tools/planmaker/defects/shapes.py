"""Defects of rings and of vertices, where the area is right or makes no sense."""

from ..ellipsoid import ring_area
from ..planar import crossing, midpoint, turn
from ..unit import Vertex
from .planted import Planted
from .planter import Planter, inside, no_place
from .sites import Corner, splice, wing_tips


def bow_tie(planter: Planter) -> list[Planted]:
    """Two neighbouring vertices swapped, in a bulge of a grid towards another of its village."""
    sites = planter.sites
    for corner in sites.corners():
        if not corner.is_inner():
            continue
        a, b, c, d = *corner.way(), wing_tips(corner.unit, corner.after)[1]
        bulges = all(turn(*three) > 0 for three in ((a, b, c), (b, c, d), (c, d, a), (d, a, b)))
        units = [corner.unit, corner.other]
        if bulges and d not in sites.junctions and all(
            sites.has_room(chord, units) for chord in ([a, c], [b, d])
        ):
            swapped = {b: c, c: b}
            for polygon in corner.unit.polygons:
                polygon[:] = [[swapped.get(vertex, vertex) for vertex in ring] for ring in polygon]
            planter.take(*units)
            return bow_tie_findings(corner, d)
    raise no_place("bow-tie")


def bow_tie_findings(corner: Corner, beyond: Vertex) -> list[Planted]:
    """The crossing, and the two triangles beside it that the grid loses to nobody."""
    a, b, c, d = *corner.way(), beyond
    knot = crossing(a, c, b, d)
    at = round(knot[0]), round(knot[1])
    parent = corner.unit.parent
    note = "two neighbouring vertices are swapped, so the ring crosses itself"
    found = [Planted("invalid-ring", "grid", parent, [corner.unit], at, note)]
    for p, q in ((a, b), (c, d)):
        lost = abs(ring_area([knot, p, q, knot]))
        place = midpoint(midpoint(p, q), at)
        note = "a triangle beside the bow-tie, lost by the swap"
        units = [corner.unit, corner.other]
        found.append(Planted("gap", "grid", parent, units, place, note, lost, None, "invalid-ring"))
    return found


def unclosed(planter: Planter) -> list[Planted]:
    """A ring without its last position."""
    for grid in planter.sites.free_grids():
        ring = grid.polygons[0][0]
        ring.pop()
        planter.take(grid)
        note = "the ring ends at its last vertex instead of returning to the first"
        return [Planted("invalid-ring", "grid", grid.parent, [grid], ring[0], note)]
    raise no_place("unclosed")


def too_few(planter: Planter) -> list[Planted]:
    """A hole of three positions."""
    for grid in planter.sites.free_grids():
        x, y = inside(grid)
        grid.polygons[0].append([(x, y), (x + 1000, y), (x, y)])
        planter.take(grid)
        note = "an extra interior ring has three positions only, there and back"
        return [Planted("invalid-ring", "grid", grid.parent, [grid], (x, y), note)]
    raise no_place("too-few")


def unmatched_vertices(planter: Planter) -> list[Planted]:
    """A vertex of one grid exactly in the middle of an edge of the other."""
    for corner in planter.sites.corners():
        a, b = corner.at, corner.after
        if corner.is_inner() and (a[0] + b[0]) % 2 == 0 == (a[1] + b[1]) % 2:
            middle = midpoint(a, b)
            splice(corner.unit.polygons, a, [a, middle])
            planter.take(corner.unit, corner.other)
            note = "one grid has a vertex exactly in the middle of the other's straight edge"
            units = [corner.unit, corner.other]
            return [Planted("unmatched-vertices", "grid", corner.unit.parent, units, middle, note)]
    raise no_place("unmatched-vertices")


def self_touch(planter: Planter) -> list[Planted]:
    """A bay that touches the outline of its grid in a vertex, filled by a small grid."""
    for corner in planter.sites.corners():
        if not corner.is_inner():
            continue
        tip, middle = corner.at, corner.aside(0.6)
        dx, dy = (middle[0] - tip[0]) // 3, (middle[1] - tip[1]) // 3
        left, right = (middle[0] - dy, middle[1] + dx), (middle[0] + dy, middle[1] - dx)
        area = turn(tip, right, left)
        within = all(
            turn(corner.before, tip, p) > 0 < turn(tip, corner.after, p) for p in (left, right)
        )
        if area > 0 and within and planter.sites.has_room([tip, right, left, tip], [corner.unit]):
            splice(corner.unit.polygons, tip, [tip, left, right, tip])
            planter.add_grid(corner.unit, [[[tip, right, left, tip]]])
            planter.take(corner.unit, corner.other)
            note = "the ring passes twice through a vertex; the bay behind it is a grid of its own"
            return [Planted("self-touch", "grid", corner.unit.parent, [corner.unit], tip, note)]
    raise no_place("self-touch")
