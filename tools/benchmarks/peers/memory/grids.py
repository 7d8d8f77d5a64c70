"""The grids of a plan, as `measure polygons` writes them, and points, as `measure points` does."""

import struct
from pathlib import Path

import numpy


def read_shapes(path: Path) -> list[bytes]:
    """The grids in the order of their file, each as WKB."""
    data = path.read_bytes()
    shapes = []
    at = 0
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        shapes.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    return shapes


def read_points(path: str) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Longitudes and latitudes of the points of a CSV file."""
    columns = numpy.loadtxt(path, delimiter=",", skiprows=1, usecols=(1, 2))
    return columns[:, 0].copy(), columns[:, 1].copy()
