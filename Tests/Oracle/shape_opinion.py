"""A second opinion on what `describe` measures. Needs shapely and pyproj.

Lengths and areas are those of boundaries straight in longitude and latitude, cut into pieces so short
that it does not matter by which line their ends are joined. Circle and hull are taken in Lambert's
azimuthal equal-area projection around the middle of the unit's box, as the definition says.
"""

import math

import shapely
from pyproj import Geod, Proj

GEOD = Geod(ellps="WGS84")

#: The longest piece of a boundary that is measured, in degrees.
PIECE = 0.0002


def measures(shape):
    """The measures of a valid polygon or multipolygon in degrees, by their names in the answer."""
    west, south, east, north = shape.bounds
    plane = Proj(proj="laea", lon_0=(west + east) / 2, lat_0=(south + north) / 2, ellps="WGS84")

    def flat(geometry):
        return shapely.transform(geometry, plane, interleaved=False)

    fine = shapely.segmentize(shape, PIECE)
    area = flat(fine).area
    perimeter = GEOD.geometry_length(fine.boundary)
    drawn = flat(shape)
    radius = shapely.minimum_bounding_radius(drawn)
    parts = shapely.get_parts(shape)
    return {
        "area_m2": area,
        "perimeter_m": perimeter,
        "vertices": shapely.get_num_coordinates(shape) - ring_count(parts),
        "parts": len(parts),
        "holes": ring_count(parts) - len(parts),
        "polsby_popper": 4 * math.pi * area / perimeter**2,
        "reock": drawn.area / (math.pi * radius**2),
        "convex_hull_ratio": drawn.area / drawn.convex_hull.area,
    }


def ring_count(parts):
    """How many shells and holes polygons have."""
    return sum(1 + len(part.interiors) for part in parts)
