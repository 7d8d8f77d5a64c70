"""What a repair must keep, judged from its files. Needs shapely."""

import json
from fractions import Fraction

import shapely

from ellipsoid import metres_per_step
from plan_model import LEVELS, STEPS_PER_DEGREE, Plan, Unit, doubled_area, ring_edges
from random_plans import ORIGIN


def read_plan(folder):
    """The plan that a folder holds, its decimals put on the lattice exactly."""
    plan = Plan()
    for level in LEVELS:
        path = folder / f"{level}.geojson"
        if path.exists():
            text = path.read_text("utf-8")
            plan.levels[level] = [unit_of(f) for f in json.loads(text, parse_float=Fraction)["features"]]
    return plan


def unit_of(feature):
    """A feature as a unit."""
    said = feature["properties"]
    return Unit(said.get("code"), said.get("parent"), polygons_of(feature["geometry"]),
                said.get("kind"))


def polygons_of(geometry):
    """A geometry's rings as lattice positions, without the repeated last one."""
    if geometry is None:
        return None
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    return [[[(round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE)) for x, y in ring[:-1]]
             for ring in polygon] for polygon in polygons]


def faults_of_shapely(folder):
    """What shapely says of each level as a coverage, on the doubles as they stand."""
    for path in sorted(folder.glob("*.geojson")):
        shapes = shapely.get_parts(shapely.from_geojson(path.read_text("utf-8")))
        if not shapely.coverage_is_valid(shapes):
            yield f"{path.name} is no valid coverage for shapely"
        if not shapely.is_valid(shapes).all():
            yield f"{path.name} has polygons that shapely calls invalid"


def area(unit):
    """Twice the area of a unit in square steps, holes taken off."""
    return sum(abs(doubled_area(ring)) * (1 if number == 0 else -1)
               for polygon in unit.polygons or [] for number, ring in enumerate(polygon))


def lost_units(before, after):
    """Units that are gone or have no area, and attributes that are others."""
    for level, units in before.levels.items():
        others = after.levels.get(level, [])
        if [(u.code, u.parent, u.kind) for u in units] != [(u.code, u.parent, u.kind) for u in others]:
            yield f"the units of level {level} are not the same"
        for old, new in zip(units, others):
            if area(old) > 0 and not area(new) > 0:
                yield f"{level} {old.code} is empty"


def moved_lines(old, new):
    """Whether a unit lost a vertex, or has one farther than a step from its old lines."""
    vertices = {p for ring in old.rings for p in ring}
    if vertices - {p for ring in new.rings for p in ring}:
        return True
    edges = [edge for ring in old.rings for edge in ring_edges(ring)]
    return any(not any(is_near(p, *edge) for edge in edges)
               for ring in new.rings for p in ring if p not in vertices)


def is_near(p, a, b):
    """Whether a position is within a step of a segment, by exact comparison."""
    dx, dy, px, py = b[0] - a[0], b[1] - a[1], p[0] - a[0], p[1] - a[1]
    square, along = dx * dx + dy * dy, px * dx + py * dy
    return 0 <= along <= square and (px * dy - py * dx) ** 2 <= square


def far_movements(before, after, log, tolerance=0.5):
    """Where a unit's boundary went farther than the tolerance, though no place changed hands there.

    Of the log only the outlines of such places are taken, besides the units' lines before and after;
    how far these are apart is measured here, both ways.
    """
    _, latitude = next(unit.rings[0][0] for unit in before.levels["grid"] if unit.rings)
    scale = metres_per_step(latitude)
    for level, units in before.levels.items():
        for old, new in zip(units, after.levels[level]):
            handed = [ring for patch in log["patches"] for polygon in patch_polygons(patch)
                      if old.code in (patch["from"], patch["to"]) for ring in polygon]
            for rings, others in ((new.rings, old.rings), (old.rings, new.rings)):
                lines = shapely.MultiLineString([metres(ring, scale) for ring in others + handed])
                vertices = shapely.points([p for ring in rings for p in metres(ring, scale)])
                farthest = max(shapely.distance(lines, vertices), default=0)
                # Crossings are rounded to the lattice, steps of 0.1 mm.
                if farthest > tolerance + 0.001:
                    yield f"{level} {old.code} has a vertex {farthest:.3f} m from its lines"


def patch_polygons(patch):
    """The polygons of a place that changed hands; none of vertices that were moved or inserted."""
    geometry = patch["geometry"]
    return polygons_of(geometry) if geometry and geometry["type"].endswith("Polygon") else []


def metres(ring, scale):
    """A ring as a closed line, in metres from the origin of random plans."""
    return [((x - ORIGIN[0]) * scale[0], (y - ORIGIN[1]) * scale[1])
            for x, y in ring + ring[:1]]
