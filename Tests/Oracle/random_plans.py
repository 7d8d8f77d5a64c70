"""Random plans by seed: exact partitions with a few mutations, and polygons thrown together.

Standard library only. The generator is Python's Mersenne Twister, whose integer and float streams
are the same in every version and on every machine: a seed always means the same plan.
"""

from random import Random

from mutations import mutate, star
from partitions import cut_partition, matched, mesh_partition
from plan_model import Plan, Unit

#: A place in Xijiang: longitude 112.59, latitude 24.75, in lattice steps.
ORIGIN = (112_590_000_000, 24_750_000_000)

TOWN = "441425001"


def random_plan(seed):
    """The plan of a seed."""
    random = Random(seed)
    is_tiny = random.random() < 0.2
    recipe = random.choices([partition_plan, thrown_plan], [85, 15])[0]
    plan, size = recipe(random, is_tiny)
    for _ in range(random.choice([0, 0, 1, 1, 1, 2, 2, 3])):
        mutate(random, plan, size)
    return plan


def exact_plan(seed):
    """A plan of three levels without a defect, edge-matched; its grids may touch themselves."""
    random = Random(seed)
    villages, grids = random.randint(1, 4), random.randint(1, 6)
    partition = mesh_partition(random, villages, grids, *mesh_size(random, is_tiny=False))
    return plan_of(partition, random, 2, ["grid", "village", "town"])


def mesh_size(random, is_tiny):
    """Width of a cell and jitter of its corners, in steps."""
    step = random.randint(3, 12) if is_tiny else 10 ** random.randint(4, 6) * random.randint(1, 9)
    return step, random.choice([0, step // 4, step // 4])


def partition_plan(random, is_tiny):
    """A plan whose levels are an exact partition, and the width of a cell."""
    villages, grids = random.randint(1, 4), random.randint(1, 6)
    step, jitter = mesh_size(random, is_tiny)
    if random.random() < 0.65:
        partition = mesh_partition(random, villages, grids, step, jitter)
    else:
        partition = cut_partition(random, villages, grids, max(1, step // 3))
        if random.random() < 0.6:
            partition = matched(partition)
    factor = random.choice([1, 1, 2, 3]) if is_tiny else random.choice([1, 2, 6, 12])
    levels = random.choices([["grid"], ["grid", "village"], ["grid", "village", "town"],
                             ["grid", "town"]], [2, 5, 5, 1])[0]
    return plan_of(partition, random, factor, levels), step * factor


def plan_of(partition, random, factor, levels):
    """The units of a partition, scaled by an integer and moved to their place."""
    ox, oy = (o + random.randint(-10**7, 10**7) for o in ORIGIN)

    def placed(polygons):
        return [[[(ox + factor * x, oy + factor * y) for x, y in ring] for ring in polygon]
                for polygon in polygons]

    names_parents, plan = random.random() < 0.7, Plan({level: [] for level in levels})
    if "town" in levels:
        plan.levels["town"].append(Unit(TOWN, None, placed(partition.town)))
    for v, grids in enumerate(partition.grids, start=1):
        village = f"{TOWN}{200 + v}"
        if "village" in levels:
            parent = TOWN if "town" in levels and names_parents else None
            plan.levels["village"].append(Unit(village, parent, placed(partition.villages[v - 1])))
        parent = None
        if names_parents:
            parent = TOWN if levels == ["grid", "town"] else village
        for g, grid in enumerate(grids, start=1):
            plan.levels["grid"].append(Unit(f"{village}{g:03d}", parent, placed(grid)))
    return plan


def thrown_plan(random, is_tiny):
    """Star-shaped grids thrown on one place, two to five deep, with or without a village."""
    size = random.randint(5, 40) if is_tiny else 10 ** random.randint(4, 7)
    ox, oy = (o + random.randint(-10**7, 10**7) for o in ORIGIN)
    village, plan = f"{TOWN}201", Plan({"grid": []})
    for g in range(random.randint(2, 5)):
        ring = None
        while ring is None:
            x, y = ox + random.randint(0, size), oy + random.randint(0, size)
            ring = star(random, x, y, size)
        plan.levels["grid"].append(Unit(f"{village}{g + 1:03d}", village, [[ring]]))
    touch_in_a_point(random, plan)
    if random.random() < 0.5:
        square = [(ox, oy), (ox + size, oy), (ox + size, oy + size), (ox, oy + size)]
        plan.levels["village"] = [Unit(village, None, [[square]])]
    return plan, size


def touch_in_a_point(random, plan):
    """Now and then, shifts the last grid so that a vertex of it meets one of the first."""
    grids = plan.levels["grid"]
    if len(grids) > 1 and random.random() < 0.4:
        (ax, ay), (bx, by) = random.choice(grids[0].rings[0]), random.choice(grids[-1].rings[0])
        grids[-1] = grids[-1].moved(ax - bx, ay - by)
