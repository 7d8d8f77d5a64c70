"""A second opinion on the oracle, from floating-point faces. Needs shapely.

The boundaries of a coverage are noded and polygonized by GEOS in coordinates local to the coverage,
and each face is labelled by a position inside it. Good to about a part in a million where faces are
not slivers, which is enough to catch a mistaken definition or a lost face.
"""

from collections import defaultdict

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.ops import polygonize, unary_union


def shape_of(polygons, origin=(0, 0)):
    """The unit's polygons as a shapely geometry, relative to an origin."""
    ox, oy = origin
    parts = [Polygon(*shell_and_holes([[(x - ox, y - oy) for x, y in ring] for ring in polygon]))
             for polygon in polygons]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def shell_and_holes(rings):
    """A polygon's rings the way shapely takes them."""
    return rings[0], rings[1:]


def faces_of(shapes):
    """`(face, owners)` for each bounded face of the shapes' boundaries."""
    lines = unary_union([shape.boundary for shape in shapes.values()])
    for face in polygonize(lines):
        middle = face.representative_point()
        yield face, frozenset(o for o, shape in shapes.items() if contains(shape, middle))


def contains(shape, point):
    """Whether a shape holds a point, even a shape whose rings touch themselves."""
    return any(sum(even_odd(ring, point) for ring in [part.exterior, *part.interiors]) % 2
               for part in getattr(shape, "geoms", [shape]))


def even_odd(ring, point):
    """Whether a ring goes round a point an odd number of times."""
    inside, coordinates = False, list(ring.coords)
    for (ax, ay), (bx, by) in zip(coordinates, coordinates[1:]):
        if (ay > point.y) != (by > point.y):
            if point.x < ax + (bx - ax) * (point.y - ay) / (by - ay):
                inside = not inside
    return inside


def areas_and_counts(coverage_shapes, has_outline):
    """`{(kind, units): (area, clusters)}` of a coverage, by polygonizing."""
    faces = defaultdict(list)
    for face, owners in faces_of(coverage_shapes):
        units = owners - {"parent"}
        if not units and ("parent" in owners or not has_outline):
            faces["gap", None].append(face)
        if len(units) > 1:
            faces["overlap", units].append(face)
        if units and has_outline and "parent" not in owners:
            faces["overreach", units].append(face)
    return {key: (sum(face.area for face in group), clusters(group))
            for key, group in faces.items()}


def clusters(faces):
    """How many connected regions faces make when they are joined across shared edges."""
    union = unary_union(faces)
    return len(getattr(union, "geoms", [union]))


def is_valid(polygons, origin):
    """Whether OGC Simple Features calls the unit valid."""
    return shapely.is_valid(shape_of(polygons, origin))
