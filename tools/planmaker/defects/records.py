"""Defects of codes, parents and whole units."""

from ..ellipsoid import area
from .planted import Planted
from .planter import Planter, inside, no_place


def no_outline(planter: Planter) -> list[Planted]:
    """A village without geometry; its grids stay as they are.

    Not one with a hole: without an outline that has it, the hole is a gap.
    """
    sites = planter.sites
    villages = list(planter.plan.villages)
    planter.random.shuffle(villages)
    villages.sort(key=lambda village: len(planter.grids_of(village)))
    for village in villages:
        grids = planter.grids_of(village)
        is_simple = len(village.polygons) == 1 and len(village.polygons[0]) == 1
        if len(grids) > 1 and is_simple and all(map(sites.is_free, grids)):
            at = inside(village)
            village.polygons = None
            planter.take(*grids)
            note = "the village has no geometry; its grids are as they were"
            return [Planted("no-outline", "village", village.parent, [village], at, note)]
    raise no_place("no-outline")


def orphan(planter: Planter) -> list[Planted]:
    """A grid that names a village the plan does not have."""
    codes = {village.code for village in planter.plan.villages}
    for grid in planter.sites.free_grids():
        beside = [u for u in planter.sites.neighbours(grid) if u.parent == grid.parent]
        unknown = f"{grid.parent[:9]}999"
        if not beside or not all(map(planter.sites.is_free, beside)) or unknown in codes:
            continue
        village, grid.parent = grid.parent, unknown
        planter.take(grid, *beside)
        at = inside(grid)
        return [
            Planted("orphan", "grid", unknown, [grid], at, "the parent is not in the plan"),
            Planted("gap", "grid", village, beside, at, "the place of the orphan in its village",
                    area(grid.polygons), because="orphan"),
        ]
    raise no_place("orphan")


def duplicate_geometry(planter: Planter) -> list[Planted]:
    """A grid a second time, under another code."""
    for grid in planter.sites.free_grids():
        copied = [[list(ring) for ring in polygon] for polygon in grid.polygons]
        twin = planter.add_grid(grid, copied)
        planter.take(grid)
        at, size = inside(grid), area(grid.polygons)
        both = [grid, twin]
        return [
            Planted("duplicate-geometry", "grid", grid.parent, both, at,
                    "the same geometry under two codes", size),
            Planted("overlap", "grid", grid.parent, both, at, "the two cover each other", size,
                    multiplicity=2, because="duplicate-geometry"),
        ]
    raise no_place("duplicate-geometry")


def duplicate_code(planter: Planter) -> list[Planted]:
    """Two grids of a village with one code."""
    free = planter.sites.free_grids()
    for grid in free:
        for other in free:
            if other is not grid and other.parent == grid.parent:
                other.code = grid.code
                planter.take(grid, other)
                note = f"{grid.name} and {other.name} have the same code"
                return [Planted("duplicate-code", "grid", grid.parent, [grid, other],
                                inside(other), note, multiplicity=2)]
    raise no_place("duplicate-code")


def missing_code(planter: Planter) -> list[Planted]:
    """A grid without a code."""
    for grid in planter.sites.free_grids():
        grid.code = None
        planter.take(grid)
        note = f"{grid.name} has no code"
        return [Planted("missing-code", "grid", grid.parent, [grid], inside(grid), note)]
    raise no_place("missing-code")


def empty_parent(planter: Planter) -> list[Planted]:
    """A village whose only grid is removed."""
    village = planter.village(planter.empty.parent)
    planter.plan.grids.remove(planter.empty)
    note = "the village has no grid, its siblings have some"
    return [Planted("empty-parent", "village", village.parent, [village], inside(village), note)]


def exclave(planter: Planter) -> list[Planted]:
    """The village with a part inside another, which the plan has from the start."""
    village = planter.village(planter.exclave.parent)
    note = f"{planter.exclave.name} lies apart from the rest of its village"
    return [Planted("exclave", "village", village.parent, [village], inside(planter.exclave), note)]
