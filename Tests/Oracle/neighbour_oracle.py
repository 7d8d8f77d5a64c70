"""Which units run along one another's boundaries for some length, by exact integers.

Standard library only. Edges are grouped by the line that carries them; between two neighbouring
positions on a line, a unit has a boundary where its edges one way and the other do not cancel.
"""

from collections import defaultdict
from itertools import combinations
from math import gcd

from plan_model import directed_edges, doubled_area


def neighbours(plan, level):
    """For each unit of a level, by its index, the indices of its neighbours."""
    lines = defaultdict(list)
    for index in range(len(plan.levels[level])):
        for start, end in outline(plan, level, index):
            low, high = min(start, end), max(start, end)
            lines[line_of(low, high)].append((low, high, index, 1 if start == low else -1))
    found = defaultdict(set)
    for edges in lines.values():
        for a, b in pairs_along(edges):
            found[a].add(b)
            found[b].add(a)
    return found


def outline(plan, level, index):
    """The directed edges of a unit; without polygon those of its children."""
    polygons = usable(plan.levels[level][index].polygons or [])
    if polygons:
        return directed_edges(polygons)
    below = plan.level_below(level)
    return [edge for child in plan.children(level, index) for edge in outline(plan, below, child)]


def usable(polygons):
    """Polygons without the rings that enclose nothing."""
    kept = [[ring for ring in polygon if len(set(ring)) > 2 and doubled_area(ring)]
            for polygon in polygons if doubled_area(polygon[0])]
    return [polygon for polygon in kept if polygon]


def line_of(low, high):
    """A name for the line through two positions, the same for all pairs on it."""
    dx, dy = high[0] - low[0], high[1] - low[1]
    divisor = gcd(dx, dy)
    dx, dy = dx // divisor, dy // divisor
    return dx, dy, dx * low[1] - dy * low[0]


def pairs_along(edges):
    """The pairs of units that both have a boundary somewhere along a line."""
    stops = sorted({end for low, high, _, _ in edges for end in (low, high)})
    for start, end in zip(stops, stops[1:]):
        sides = defaultdict(int)
        for low, high, unit, direction in edges:
            if low <= start and end <= high:
                sides[unit] += direction
        yield from combinations([unit for unit, side in sides.items() if side], 2)
