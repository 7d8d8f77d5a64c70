"""Areas on the WGS 84 ellipsoid, between lines that are straight in longitude and latitude.

An element of area is `M(φ) N(φ) cos φ dλ dφ`. Developed to the second order around a vertex of the
ring, the integral needs the planar area and its first two moments in φ, which are exact in whole
numbers: the area of a sliver one lattice unit wide is as good as that of a town.
"""

from fractions import Fraction
from math import cos, radians, sin

from .unit import UNITS_PER_DEGREE, Polygon

SEMI_MAJOR_AXIS = 6_378_137.0
FLATTENING = 1 / 298.257223563
SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING)

#: Radians in a lattice unit.
RADIANS = radians(1 / UNITS_PER_DEGREE)


def ring_area(ring: list) -> float:
    """The signed area of a closed ring in square metres, positive when counterclockwise.

    Vertices may be `Fraction`s, for places between lattice points. The ring spans a degree or less.
    """
    x0, y0 = ring[0]
    plain, first, second = Fraction(0), Fraction(0), Fraction(0)
    x, y = 0, 0
    for vertex in ring[1:]:
        next_x, next_y = vertex[0] - x0, vertex[1] - y0
        cross = x * next_y - next_x * y
        plain += cross
        first += cross * (y + next_y)
        second += cross * (y * y + y * next_y + next_y * next_y)
        x, y = next_x, next_y
    latitude = float(y0) * RADIANS
    s, c = sin(latitude), cos(latitude)
    w = 1 - SQUARED_ECCENTRICITY * s * s
    factor = SEMI_MAJOR_AXIS**2 * (1 - SQUARED_ECCENTRICITY) / w**2
    slope = factor * s * (4 * SQUARED_ECCENTRICITY * c * c / w - 1)
    moments = (
        factor * c * float(plain) / 2,
        slope * float(first) / 6 * RADIANS,
        -factor * c * float(second) / 24 * RADIANS**2,
    )
    return sum(moments) * RADIANS**2


def area(polygons: list[Polygon]) -> float:
    """The area of a unit in square metres."""
    return sum(ring_area(ring) for polygon in polygons for ring in polygon)
