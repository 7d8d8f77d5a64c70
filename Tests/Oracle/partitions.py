"""Exact partitions to start from: cell meshes and cut rectangles, with integer positions.

Standard library only.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from plan_model import directed_edges, doubled_area
from unit_validity import place


@dataclass
class Partition:
    """A town, its villages, and the grids of each village, all as lists of polygons."""

    town: list
    villages: list
    grids: list


def mesh_cells(random, columns, rows, step, jitter):
    """Quadrilaterals of a jittered mesh: neighbours share their corners. `jitter` < `step` / 3."""
    def corner(i, j):
        return tuple(k * step + random.randint(-jitter, jitter) for k in (i, j))

    corners = {(i, j): corner(i, j) for i in range(columns + 1) for j in range(rows + 1)}
    return {(i, j): [corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]]
            for i in range(columns) for j in range(rows)}


def grown_groups(random, members, count):
    """Mesh cells grouped into `count` connected groups that grow from random seeds."""
    members = set(members)
    count = min(count, len(members))
    groups = [[cell] for cell in random.sample(sorted(members), count)]
    free = members - {cell for group in groups for cell in group}
    while free:
        group = random.choice(groups)
        i, j = random.choice(group)
        reachable = [c for c in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)) if c in free]
        if reachable:
            cell = random.choice(reachable)
            group.append(cell)
            free.remove(cell)
        elif not any(is_beside(cell, group) for group in groups for cell in free):
            groups.append([sorted(free)[0]])
            free.remove(sorted(free)[0])
    return groups


def is_beside(cell, group):
    """Whether a cell shares a side with one of the group."""
    i, j = cell
    return any(c in group for c in ((i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)))


def mesh_partition(random, villages, grids, step, jitter):
    """Villages and grids that are groups of mesh cells; rings may touch themselves in a corner."""
    columns, rows = random.randint(2, 6), random.randint(2, 6)
    cells = mesh_cells(random, columns, rows, step, jitter)
    result = []
    for village in grown_groups(random, cells, villages):
        groups = grown_groups(random, village, random.randint(1, grids))
        result.append([outline([[[cells[c]] for c in group]], random) for group in groups])
    outlines = [outline(grids, random) for grids in result]
    return Partition(outline(outlines), outlines, result)


def cut_rectangles(random, rectangle, count, step):
    """A rectangle cut straight across again and again: every T-junction is an unmatched vertex."""
    parts = [rectangle]
    while len(parts) < count:
        x0, y0, x1, y1 = part = max(parts, key=lambda p: (p[2] - p[0]) * (p[3] - p[1]))
        across = (x1 - x0, random.random()) > (y1 - y0, random.random())
        low, high = (x0, x1) if across else (y0, y1)
        if high - low < 2 * step:
            break
        cut = low + step * random.randint(1, (high - low) // step - 1)
        parts.remove(part)
        parts += ([(x0, y0, cut, y1), (cut, y0, x1, y1)] if across
                  else [(x0, y0, x1, cut), (x0, cut, x1, y1)])
    return parts


def cut_partition(random, villages, grids, step):
    """Villages and grids by straight cuts, slanted by an integer shear so that all stays exact."""
    size = step * random.randint(6, 12)
    shears = [(1, 0, 0, 1), (2, 1, -1, 2), (1, 1, 0, 1), (3, 1, 1, 2), (1, -2, 1, 1)]
    a, b, c, d = random.choice(shears)

    def quadrilateral(rectangle):
        x0, y0, x1, y1 = rectangle
        return [(a * x + b * y, c * x + d * y) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]

    whole = (0, 0, size, size)
    parts = cut_rectangles(random, whole, villages, step)
    pieces = [cut_rectangles(random, p, random.randint(1, grids), step) for p in parts]
    grids = [[[[quadrilateral(r)]] for r in village] for village in pieces]
    return Partition([[quadrilateral(whole)]], [[[quadrilateral(p)]] for p in parts], grids)


def matched(partition):
    """The same partition, every vertex that lies in an edge of another unit inserted there."""
    units = [partition.town, *partition.villages, *(g for v in partition.grids for g in v)]
    vertices = sorted({position for unit in units for polygon in unit for ring in polygon
                       for position in ring})

    def noded(polygons):
        return [[noded_ring(ring, vertices) for ring in polygon] for polygon in polygons]

    return Partition(noded(partition.town), [noded(v) for v in partition.villages],
                     [[noded(grid) for grid in village] for village in partition.grids])


def noded_ring(ring, vertices):
    """The ring with each of the positions that lies on it as a vertex."""
    result = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        between = [p for p in vertices if p not in (a, b) and is_between(a, b, p)]
        between.sort(key=lambda p: (p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2)
        result += [a, *between]
    return result


def is_between(a, b, p):
    """Whether a position lies on a segment."""
    return (min(a[0], b[0]) <= p[0] <= max(a[0], b[0])
            and min(a[1], b[1]) <= p[1] <= max(a[1], b[1])
            and (b[0] - a[0]) * (p[1] - a[1]) == (b[1] - a[1]) * (p[0] - a[0]))


def outline(units, random=None):
    """The polygons that units without overlap cover together, by cancelling their edges.

    Where rings meet in a corner the walk turns sharply left or, if `random` says so, sharply right:
    the same area, with a ring that touches itself or with two rings.
    """

    counts = Counter(edge for polygons in units for edge in directed_edges(polygons))
    for a, b in list(counts):
        both = min(counts[a, b], counts[b, a]) if (b, a) in counts else 0
        counts[a, b] -= both
        counts[b, a] -= both
    outgoing = defaultdict(list)
    for a, b in counts.elements():
        outgoing[a].append(b)
    sharp_left = random is None or random.random() < 0.5
    rings = []
    for start in sorted(outgoing):
        while outgoing[start]:
            ring, here, there = [start], start, outgoing[start].pop()
            while there != start:
                ring.append(there)
                ahead = sorted(outgoing[there], key=lambda p: turn(here, there, p))
                nearest = ahead[-1 if sharp_left else 0]
                outgoing[there].remove(nearest)
                here, there = there, nearest
            rings.append(ring)
    return with_holes(rings)


def turn(before, here, after):
    """Which way a walk turns: 1 left, 0 straight on or back, -1 right."""
    dx, dy = here[0] - before[0], here[1] - before[1]
    ex, ey = after[0] - here[0], after[1] - here[1]
    side = dx * ey - dy * ex
    return (side > 0) - (side < 0)


def with_holes(rings):
    """Polygons from rings: each clockwise ring is a hole of the smallest exterior around it."""
    exteriors = sorted((r for r in rings if doubled_area(r) > 0), key=doubled_area)
    polygons = [[exterior] for exterior in exteriors]
    for hole in (r for r in rings if doubled_area(r) < 0):
        around = [p for p in polygons if surrounds(p[0], hole)]
        around[0].append(hole)
    return polygons


def surrounds(exterior, hole):
    """Whether a hole lies in an exterior ring that it does not cross."""
    places = {place(position, [[exterior]]) for position in hole}
    if places != {"boundary"}:
        return "outside" not in places
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(hole, hole[1:])]
    return all(place(m, [[exterior]]) != "outside" for m in middles)
