"""The same plan told differently: order of features and parts, start and direction of rings.

Standard library only.
"""

from dataclasses import replace

from plan_model import Plan


def shuffled(plan, random):
    """A plan with the same units in another order, their rings begun elsewhere or run the other
    way.

    Units without a code are called by their number, so a plan that has some does not stay the same.
    """
    def ring_again(ring):
        k = random.randrange(len(ring))
        turned = ring[k:] + ring[:k]
        return turned[::-1] if random.random() < 0.5 else turned

    def unit_again(unit):
        if unit.polygons is None:
            return unit
        parts = []
        for polygon in random.sample(unit.polygons, len(unit.polygons)):
            holes = random.sample(polygon[1:], len(polygon) - 1)
            parts.append([ring_again(ring) for ring in (polygon[0], *holes)])
        return replace(unit, polygons=parts)

    return Plan({level: [unit_again(unit) for unit in random.sample(units, len(units))]
                 for level, units in plan.levels.items()})
