"""Plans as planners send them: exact ones whose lines were drawn, rounded and shifted apart.

Standard library only. A lattice step is about 0.11 mm, so a metre is about 9,000 steps. All damage
is within what a repair may mend by itself, unless it is asked to be wild.
"""

from dataclasses import replace
from math import cos, pi, sin

from partitions import Partition, grown_groups, mesh_cells, outline
from plan_model import Plan, Unit, ring_edges
from random_plans import ORIGIN, TOWN, plan_of

METRE = 9000
CELL = 1_000_000


def roughened(partition, random):
    """The same partition with its straight lines drawn as wavy ones, alike for all who share them."""
    lines = {}

    def line(a, b):
        key = (min(a, b), max(a, b))
        if key not in lines:
            (ax, ay), (bx, by) = key
            shares = sorted(random.uniform(0.05, 0.95) for _ in range(random.randint(0, 5)))
            lines[key] = [(round(ax + (bx - ax) * s - (by - ay) * w),
                           round(ay + (by - ay) * s + (bx - ax) * w))
                          for s, w in ((s, random.uniform(-0.02, 0.02)) for s in shares)]
        return lines[key] if a < b else lines[key][::-1]

    def redrawn(polygons):
        return [[[p for a, b in ring_edges(ring) for p in [a, *line(a, b)]] for ring in polygon]
                for polygon in polygons]

    return Partition(redrawn(partition.town), [redrawn(v) for v in partition.villages],
                     [[redrawn(grid) for grid in village] for village in partition.grids])


def clean_plan(random):
    """An exact plan of some levels, with cells about 100 m wide."""
    columns, rows = random.randint(2, 6), random.randint(2, 6)
    cells = mesh_cells(random, columns, rows, CELL, CELL // 4)
    grids = []
    for village in grown_groups(random, cells, random.randint(1, 4)):
        groups = grown_groups(random, village, random.randint(1, 6))
        grids.append([outline([[[cells[c]] for c in group]]) for group in groups])
    villages = [outline(village) for village in grids]
    partition = roughened(Partition(outline(villages), villages, grids), random)
    levels = random.choice([["grid"], ["grid", "village"], ["grid", "village", "town"]])
    return plan_of(partition, random, 1, levels)


def reach(random):
    """A distance from 1 mm to 0.9 m, in steps; small ones as often as large ones."""
    return max(9, round(METRE * 10 ** random.uniform(-3, -0.05)))


def change_unit(plan, level, index, change):
    """Changes every ring of a unit."""
    unit = plan.levels[level][index]
    if unit.polygons is not None:
        plan.levels[level][index] = unit.with_rings(change)


def weave(random, plan, level, index):
    """Draws a unit's boundary anew, each vertex a little beside the old one."""
    r = reach(random)
    change_unit(plan, level, index, lambda ring: [
        (x + random.randint(-r, r), y + random.randint(-r, r)) for x, y in ring])


def shift(random, plan, level, index):
    """Shifts a unit as a whole."""
    r = reach(random) // 2
    dx, dy = random.randint(-r, r), random.randint(-r, r)
    change_unit(plan, level, index, lambda ring: [(x + dx, y + dy) for x, y in ring])


def round_off(random, plan, level, index):
    """Rounds a unit's coordinates to fewer decimals."""
    step = 10 ** random.randint(1, 3)
    change_unit(plan, level, index, lambda ring: [
        (round(x / step) * step, round(y / step) * step) for x, y in ring])


def add_vertices(random, plan, level, index):
    """Puts vertices into edges, as near to the line as the lattice has them, or off it by a little."""
    def change(ring):
        result = []
        for (ax, ay), (bx, by) in ring_edges(ring):
            result.append((ax, ay))
            if random.random() < 0.4:
                s, off = random.uniform(0.2, 0.8), random.choice([0, 0, 1, 50, 2000])
                result.append((round(ax + (bx - ax) * s) + random.randint(-off, off),
                               round(ay + (by - ay) * s) + random.randint(-off, off)))
        return result

    change_unit(plan, level, index, change)


def move_one(random, plan, level, index):
    """Moves one vertex of a unit only."""
    r = reach(random)

    def change(ring):
        i = random.randrange(len(ring))
        x, y = ring[i]
        return ring[:i] + [(x + random.randint(-r, r), y + random.randint(-r, r))] + ring[i + 1:]

    change_unit(plan, level, index, change)


def add_spike(random, plan, level, index):
    """Lets a ring run out and back along the same line."""
    def change(ring):
        i = random.randrange(len(ring))
        x, y = ring[i]
        return ring[:i + 1] + [(x + random.randint(-900, 900), y + random.randint(1, 900)), (x, y)] \
            + ring[i + 1:]

    change_unit(plan, level, index, change)


DAMAGES = [(weave, 4), (shift, 4), (round_off, 3), (add_vertices, 4), (move_one, 4), (add_spike, 1)]


def dirty_plan(random):
    """A clean plan with a few of its units damaged; the widest level stays as it is."""
    plan = clean_plan(random)
    damaged = plan.present if len(plan.present) == 1 else plan.present[:-1]
    for _ in range(random.randint(1, 6)):
        level = random.choice(damaged)
        index = random.randrange(len(plan.levels[level]))
        names, weights = zip(*DAMAGES)
        random.choices(names, weights)[0](random, plan, level, index)
    return plan


def overlapping_plan(random):
    """A clean plan in which two to five grids reach into one place, near a corner of theirs."""
    plan = clean_plan(random)
    grids = plan.levels["grid"]
    vertices = {}
    for index, unit in enumerate(grids):
        for ring in unit.rings:
            for position in ring:
                vertices.setdefault(position, set()).add(index)
    shared = sorted((p for p in vertices if len(vertices[p]) > 1), key=lambda p: -len(vertices[p]))
    if not shared:
        return plan
    corner = random.choice(shared[:3])
    for index in sorted(vertices[corner]):
        r = reach(random)
        change = {corner: (corner[0] + random.randint(-r, r), corner[1] + random.randint(-r, r))}
        grids[index] = replace(grids[index], polygons=[
            [[change.get(p, p) for p in ring] for ring in polygon]
            for polygon in grids[index].polygons])
    return plan


def chained_plan(random):
    """Grids round a corner, one of which ends short of it, and a first one with its corner farther on.

    Two of them lie on each other, which stays, so mending goes on as long as it finds anything to
    move: when the first one is locked, the corner, to which the vertex short of it was moved before.
    """
    turn, size = random.uniform(0, 2 * pi), random.uniform(60, 200) * METRE
    short, on = (random.uniform(0.05, 0.45) * METRE for _ in range(2))

    def place(x, y):
        return (ORIGIN[0] + round(x * cos(turn) - y * sin(turn)),
                ORIGIN[1] + round(x * sin(turn) + y * cos(turn)))

    def far(x, y):
        return place(x * size, y * size)

    corner, upper, lower, middle = place(0, 0), far(-0.2, 1), far(-0.2, -1), far(-0.1, -1)
    twin = [corner, far(1, 0.6), upper]
    other = [place(on, 0), far(0.6, -1), far(1.1, 0.5)]
    shapes = [other, [corner, lower, middle], [corner, middle, far(0, -1)], twin, twin,
              [place(-short, 0), upper, lower]]
    return Plan({"grid": [Unit(f"{TOWN}201{number:03d}", None, [[ring]])
                          for number, ring in enumerate(shapes, start=1)]})
