"""The published formulas of GCJ-02 and BD-09, and a pseudo-random batch of positions."""

from math import atan2, cos, hypot, pi, sin, sqrt

SEMI_MAJOR, ECCENTRICITY_SQUARED = 6378245.0, 0.00669342162296594323


def gcj02(lon, lat):
    """The position of GCJ-02 for one of WGS 84 in China."""
    x, y = lon - 105, lat - 35
    waves = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + (
        waves + 20 * sin(y * pi) + 40 * sin(y / 3 * pi) + 160 * sin(y / 12 * pi)
        + 320 * sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + (
        waves + 20 * sin(x * pi) + 40 * sin(x / 3 * pi) + 150 * sin(x / 12 * pi)
        + 300 * sin(x / 30 * pi)) * 2 / 3
    phi = lat / 180 * pi
    bulge = 1 - ECCENTRICITY_SQUARED * sin(phi) ** 2
    meridian = SEMI_MAJOR * (1 - ECCENTRICITY_SQUARED) / (bulge * sqrt(bulge))
    parallel = SEMI_MAJOR / sqrt(bulge) * cos(phi)
    return lon + east * 180 / (parallel * pi), lat + north * 180 / (meridian * pi)


def bd09(lon, lat):
    """The position of BD-09 for one of WGS 84 in China."""
    x, y = gcj02(lon, lat)
    turns = pi * 3000 / 180
    radius = hypot(x, y) + 0.00002 * sin(y * turns)
    angle = atan2(y, x) + 0.000003 * cos(x * turns)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006
