"""Defects that are areas: gaps, overlaps, overreach."""

from ..ellipsoid import ring_area
from ..planar import midpoint, turn
from ..unit import Unit, Vertex
from .planted import Planted
from .planter import Planter, no_place
from .sites import Corner, splice, wing_tips

#: How far a vertex is moved, as a share of the shorter of its two edges.
FAR = 0.3


def inner_gap(planter: Planter) -> list[Planted]:
    """One grid draws back from another of its village."""
    for corner in planter.sites.corners():
        if corner.is_inner():
            moved = corner.aside(FAR)
            if bends(corner, moved) > 0 and fits(planter, corner, moved):
                note = "a vertex of one grid lies inside it, away from the common boundary"
                return [move(planter, corner, moved, "gap", [corner.unit, corner.other], note)]
    raise no_place("inner-gap")


def open_gap(planter: Planter) -> list[Planted]:
    """A grid draws back from the outline of its village."""
    for corner in planter.sites.corners():
        if corner.other is not None and not corner.is_inner():
            moved = corner.aside(FAR)
            if bends(corner, moved) > 0 and fits(planter, corner, moved):
                note = "a grid draws back from the outline of its village, towards another village"
                return [move(planter, corner, moved, "gap", [corner.unit], note)]
    raise no_place("open-gap")


def sliver(planter: Planter) -> list[Planted]:
    """A vertex of one grid is off by one lattice unit."""
    for corner in planter.sites.corners():
        if not corner.is_inner():
            continue
        x, y = corner.at
        for moved in ((x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)):
            if bends(corner, moved) > 0 and fits(planter, corner, moved):
                note = "a vertex of one grid is off by one lattice unit, 1e-9 degree"
                units = [corner.unit, corner.other]
                return [move(planter, corner, moved, "gap", units, note, at=corner.at)]
    raise no_place("sliver")


def double_overlap(planter: Planter) -> list[Planted]:
    """One grid reaches into another of its village."""
    for corner in planter.sites.corners():
        if corner.is_inner():
            moved = corner.aside(-FAR)
            if bends(corner, moved) < 0 and fits(planter, corner, moved):
                note = "a vertex of one grid lies inside the other"
                units = [corner.unit, corner.other]
                return [move(planter, corner, moved, "overlap", units, note, multiplicity=2)]
    raise no_place("double-overlap")


def poke(planter: Planter) -> list[Planted]:
    """A grid reaches out of its village, over the border of the town."""
    for corner in planter.sites.corners():
        if corner.other is None:
            moved = corner.aside(-FAR)
            if bends(corner, moved) < 0 and fits(planter, corner, moved):
                note = "a vertex of a grid lies beyond the border of the town"
                return [move(planter, corner, moved, "overreach", [corner.unit], note)]
    raise no_place("poke")


def stray(planter: Planter) -> list[Planted]:
    """An extra grid straddles the border of the town: half overlap, half overreach."""
    for corner in planter.sites.corners():
        if corner.other is not None:
            continue
        start, end = corner.at, corner.after
        middle = Corner(corner.unit, None, start, midpoint(start, end), end)
        within, beyond = middle.aside(0.5), middle.aside(-0.5)
        room = planter.sites.has_room([start, within, end, beyond, start], [corner.unit, None])
        if room and turn(start, end, within) > 0 > turn(start, end, beyond):
            grid = corner.unit
            extra = planter.add_grid(grid, [[[start, beyond, end, within, start]]])
            planter.take(grid)
            halves = [start, beyond, end, start], [start, end, within, start]
            outer, inner = (ring_area(ring) for ring in halves)
            note = "an extra grid straddles the border of the town: "
            return [
                Planted("overreach", "grid", grid.parent, [extra], midpoint(middle.at, beyond),
                        note + "the half outside", outer),
                Planted("overlap", "grid", grid.parent, [grid, extra], midpoint(middle.at, within),
                        note + "the half inside", inner, multiplicity=2),
            ]
    raise no_place("stray")


def triple_overlap(planter: Planter) -> list[Planted]:
    """Three grids that meet in a vertex all take the triangle around it."""
    sites = planter.sites
    places = [(v, u) for v, u in sites.junctions.items() if all(map(sites.is_free, u))]
    planter.random.shuffle(places)
    for junction, units in places:
        if len(units) != 3 or len({unit.parent for unit in units}) > 1:
            continue
        wings = [wing_tips(unit, junction) for unit in units]
        tips = list(dict.fromkeys(tip for wing in wings for tip in wing))
        if len(tips) != 3 or not sites.junctions.keys().isdisjoint(tips):
            continue
        a, b, c = tips = tips if turn(*tips) > 0 else tips[::-1]
        surrounds = all(turn(p, q, junction) > 0 for p, q in ((a, b), (b, c), (c, a)))
        if surrounds and sites.has_room([a, b, c, a], units):
            for unit, wing in zip(units, wings):
                splice(unit.polygons, junction, [tip for tip in tips if tip not in wing])
            planter.take(*units)
            area = ring_area([a, b, c, a])
            note = "three grids all take the triangle around the vertex where they meet"
            found = Planted("overlap", "grid", units[0].parent, units, junction, note, area, 3)
            return [found]
    raise no_place("triple-overlap")


def bends(corner: Corner, moved: Vertex) -> int:
    """1 when `moved` is left of both edges of a corner, -1 when right of both, otherwise 0."""
    before = turn(corner.before, corner.at, moved)
    after = turn(corner.at, corner.after, moved)
    return 1 if before > 0 < after else -1 if before < 0 > after else 0


def fits(planter: Planter, corner: Corner, moved: Vertex) -> bool:
    """Whether the corner's vertex can be moved without hitting anything else."""
    path = [corner.before, moved, corner.after]
    return planter.sites.has_room(path, [corner.unit, corner.other])


def move(
    planter: Planter, corner: Corner, moved: Vertex, kind: str, units: list[Unit], note: str,
    multiplicity: int | None = None, at: Vertex | None = None,
) -> Planted:
    """Moves a corner's vertex in its unit only, and says what that makes."""
    splice(corner.unit.polygons, corner.at, [moved])
    planter.take(corner.unit, corner.other)
    area = abs(ring_area([corner.before, corner.at, corner.after, moved, corner.before]))
    at = at or midpoint(corner.at, moved)
    return Planted(kind, "grid", corner.unit.parent, units, at, note, area, multiplicity)
