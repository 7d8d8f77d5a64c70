"""Ways to spoil a plan, or to redraw it without harm.

Standard library only. Each mutation takes a random generator, a plan, and the size of a typical
cell in lattice steps; it changes the plan in place, or leaves it alone where it cannot be applied.
"""

from dataclasses import replace
from math import cos, gcd, pi, sin

from arrangement import meeting_points
from plan_model import doubled_area, ring_edges
from unit_validity import place


def pick(random, plan, level=None):
    """A random unit with polygons: its level and index, or `None`."""
    found = [(name, i) for name in plan.present for i, unit in enumerate(plan.levels[name])
             if unit.polygons and (level is None or name == level)]
    return random.choice(found) if found else None


def change_ring(random, plan, change, level=None):
    """Replaces a random ring of a random unit by `change(ring)`; `None` leaves it."""
    chosen = pick(random, plan, level)
    if chosen is None:
        return
    level, index = chosen
    unit = plan.levels[level][index]
    polygons = [[list(ring) for ring in polygon] for polygon in unit.polygons]
    polygon = random.choice(polygons)
    number = random.randrange(len(polygon))
    changed = change(polygon[number])
    if changed is not None:
        polygon[number] = changed
        plan.levels[level][index] = replace(unit, polygons=polygons)


def move_vertex(random, plan, size):
    """Moves one vertex of one unit only, by one step or by up to a cell."""
    reach = random.choice([1, 1, 2, max(1, size // 10), size])

    def change(ring):
        i = random.randrange(len(ring))
        x, y = ring[i]
        moved = (x + random.randint(-reach, reach), y + random.randint(-reach, reach))
        return ring[:i] + [moved] + ring[i + 1:]

    change_ring(random, plan, change)


def delete_vertex(random, plan, size):
    """Leaves one vertex of a ring out."""
    def change(ring):
        i = random.randrange(len(ring))
        return ring[:i] + ring[i + 1:] if len(ring) > 3 else None

    change_ring(random, plan, change)


def insert_vertex(random, plan, size):
    """Inserts a vertex exactly on an edge, where the lattice has one; nothing moves."""
    def change(ring):
        i = random.randrange(len(ring))
        (ax, ay), (bx, by) = ring[i], ring[(i + 1) % len(ring)]
        parts = gcd(bx - ax, by - ay)
        if parts < 2:
            return None
        k = random.randint(1, parts - 1)
        between = (ax + (bx - ax) // parts * k, ay + (by - ay) // parts * k)
        return ring[:i + 1] + [between] + ring[i + 1:]

    change_ring(random, plan, change)


def pinch(random, plan, size):
    """Moves a vertex onto another of its ring, which then touches itself or crosses."""
    def change(ring):
        i, j = random.sample(range(len(ring)), 2)
        return ring[:i] + [ring[j]] + ring[i + 1:]

    change_ring(random, plan, change)


def drop_unit(random, plan, size):
    """Takes a unit out of the plan."""
    chosen = pick(random, plan)
    if chosen and len(plan.levels[chosen[0]]) > 1:
        del plan.levels[chosen[0]][chosen[1]]


def duplicate_unit(random, plan, size):
    """Puts a unit in twice, under the same code or another."""
    chosen = pick(random, plan, "grid")
    if chosen:
        unit = plan.levels["grid"][chosen[1]]
        code = unit.code if random.random() < 0.3 else fresh_code(plan, unit)
        plan.levels["grid"].append(replace(unit, code=code))


def fresh_code(plan, unit):
    """A code that no grid has, with the same prefix as the unit's own."""
    taken = {u.code for u in plan.levels["grid"]}
    stem = (unit.code or "9" * 15)[:-3]
    return next(c for c in (f"{stem}{n:03d}" for n in range(500, 999)) if c not in taken)


def swap_vertices(random, plan, size):
    """Swaps two positions of a ring: a bow-tie, most of the time."""
    def change(ring):
        i, j = random.sample(range(len(ring)), 2)
        ring[i], ring[j] = ring[j], ring[i]
        return ring

    change_ring(random, plan, change)


def star(random, x, y, radius):
    """A polygon seen whole from a position, or `None` if the lattice is too coarse."""
    count = random.randint(3, 9)
    angles = sorted(random.uniform(0, 2 * pi) for _ in range(count))
    ring = []
    for angle in angles:
        reach = radius * random.uniform(0.3, 1)
        position = (x + round(reach * cos(angle)), y + round(reach * sin(angle)))
        if position not in ring:
            ring.append(position)
    return ring if len(ring) > 2 and doubled_area(ring) else None


def stray_unit(random, plan, size):
    """Adds a grid somewhere on the plan, over others or half outside."""
    chosen = pick(random, plan, "grid")
    if chosen:
        unit = plan.levels["grid"][chosen[1]]
        (ax, ay), (bx, by) = random.choices(unit.rings[0], k=2)
        k, radius = random.choice([0, 1, 2]), random.choice([size, max(3, size // 8)])
        ring = star(random, ax + (bx - ax) * k // 4, ay + (by - ay) * k // 4, radius)
        if ring:
            stray = replace(unit, code=fresh_code(plan, unit), polygons=[[ring]])
            plan.levels["grid"].append(stray)


def shift_unit(random, plan, size):
    """Shifts a unit as a whole, by one step or by part of a cell."""
    chosen = pick(random, plan)
    if chosen:
        level, index = chosen
        reach = random.choice([1, max(1, size // 7), size])
        dx, dy = random.randint(-reach, reach), random.randint(-reach, reach)
        plan.levels[level][index] = plan.levels[level][index].moved(dx, dy)


def punch_hole(random, plan, size, filled=True):
    """Cuts a small quadrilateral out of a grid and, if asked, makes it a grid of its own."""
    chosen = pick(random, plan, "grid")
    if not chosen:
        return
    unit = plan.levels["grid"][chosen[1]]
    xs, ys = zip(*(position for ring in unit.rings for position in ring))
    for _ in range(20):
        x, y = random.randint(min(xs), max(xs)), random.randint(min(ys), max(ys))
        r = max(1, random.randint(size // 20, max(1, size // 4)))
        hole = [(x - r, y - r), (x, y + r), (x + r, y + r), (x + r, y - r)]
        for k, polygon in enumerate(unit.polygons):
            if holds(polygon, hole):
                polygons = [list(p) for p in unit.polygons]
                polygons[k] = polygon + [hole]
                plan.levels["grid"][chosen[1]] = replace(unit, polygons=polygons)
                if filled:
                    plan.levels["grid"].append(
                        replace(unit, code=fresh_code(plan, unit), polygons=[[hole]]))
                return


def holds(polygon, ring):
    """Whether a ring lies in the inside of a polygon, meeting no edge of it."""

    if any(place(position, [polygon]) != "inside" for position in ring):
        return False
    edges = [sorted(edge) for own in polygon for edge in ring_edges(own)]
    return not any(meeting_points(*sorted(e), *f) for e in ring_edges(ring) for f in edges)


def punch_open_hole(random, plan, size):
    """Cuts a hole out of a grid and leaves it empty."""
    punch_hole(random, plan, size, filled=False)


def join_units(random, plan, size):
    """Makes one unit of two grids, as two parts where they do not share an edge."""
    grids = plan.levels["grid"]
    if len(grids) < 3:
        return
    i, j = sorted(random.sample(range(len(grids)), 2))
    grids[i] = replace(grids[i], polygons=grids[i].polygons + grids[j].polygons)
    del grids[j]


def remove_outline(random, plan, size):
    """Takes the polygon from a parent."""
    level = random.choice([name for name in plan.present if name != "grid"] or ["grid"])
    if level != "grid":
        index = random.randrange(len(plan.levels[level]))
        plan.levels[level][index] = replace(plan.levels[level][index], polygons=None)


def blur_codes(random, plan, size):
    """Takes a code or a parent from a unit, or names a parent that does not exist."""
    level, index = pick(random, plan) or (None, None)
    if level is None:
        return
    unit = plan.levels[level][index]
    change = random.choice([{"parent": "990"}, {"parent": None}, {"code": None}])
    if level != "grid" and "code" in change:
        return
    plan.levels[level][index] = replace(unit, **change)


def make_void(random, plan, size):
    """Declares a grid a void: part of the coverage all the same."""
    chosen = pick(random, plan, "grid")
    if chosen:
        unit = plan.levels["grid"][chosen[1]]
        plan.levels["grid"][chosen[1]] = replace(unit, kind="void")


#: Mutations with the weight by which they are drawn.
MUTATIONS = [(move_vertex, 5), (delete_vertex, 3), (insert_vertex, 4), (drop_unit, 2),
             (duplicate_unit, 1), (pinch, 1), (swap_vertices, 1), (stray_unit, 3), (shift_unit, 3),
             (punch_hole, 2), (punch_open_hole, 2), (join_units, 1), (remove_outline, 1),
             (blur_codes, 1), (make_void, 1)]


def mutate(random, plan, size):
    """Applies one mutation, drawn by weight."""
    names, weights = zip(*MUTATIONS)
    random.choices(names, weights)[0](random, plan, size)
