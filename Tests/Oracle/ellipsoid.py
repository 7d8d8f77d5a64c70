"""Areas on the WGS 84 ellipsoid, between lines that are straight in longitude and latitude.

Standard library only. A small region's area is its area in squared steps times the area of one
squared step at the latitude of the region's centroid: exact to the second order of its height.
"""

from math import cos, pi, radians, sin

from plan_model import STEPS_PER_DEGREE

SEMI_MAJOR_AXIS = 6_378_137.0
FLATTENING = 1 / 298.257223563


def square_metres_per_step(latitude_steps):
    """M(φ) N(φ) cos φ (π / 180e9)²: the area of one squared lattice step at a latitude."""
    east, north = metres_per_step(latitude_steps)
    return east * north


def metres_per_step(latitude_steps):
    """N(φ) cos φ and M(φ), times π / 180e9: the lengths of a lattice step to the east and north."""
    eccentricity = FLATTENING * (2 - FLATTENING)
    latitude = radians(float(latitude_steps) / STEPS_PER_DEGREE)
    square = 1 - eccentricity * sin(latitude) ** 2
    step = SEMI_MAJOR_AXIS / square**0.5 * pi / (180 * STEPS_PER_DEGREE)
    return step * cos(latitude), step * (1 - eccentricity) / square


def centroid_latitude(pieces):
    """The latitude, in steps, of the centroid of a region given by its directed borders."""
    base = pieces[0][0][1]
    area = moment = 0.0
    ox = pieces[0][0][0]
    for (ax, ay), (bx, by) in pieces:
        ax, ay, bx, by = float(ax - ox), float(ay - base), float(bx - ox), float(by - base)
        part = ax * by - bx * ay
        area += part
        moment += part * (ay + by) / 3
    return float(base) + (moment / area if area else 0.0)


def area_in_square_metres(defect):
    """The area of an expected defect's region."""
    return float(defect.area) * square_metres_per_step(centroid_latitude(defect.pieces))
