"""Checks a plan with shapely: shapely_check.py PLAN; exits with 0 when nothing is wrong.

The best equivalent the field has: every polygon is valid, the children of every unit are a valid
coverage (no overlap, edges matched), and their union equals the unit's outline (no gap, no
overreach). All of it in floating point.
"""

import sys
from pathlib import Path

import numpy
import shapely
from levels import read_level


def main(folder: Path) -> int:
    """Checks each level against the one above; returns the exit status."""
    is_right = True
    above = None
    for level in ("town", "village", "grid"):
        codes, parents, polygons = read_level(folder / f"{level}.geojson")
        is_right &= bool(shapely.is_valid(polygons).all())
        if above is not None:
            is_right &= all(
                fits(polygons[members], outline)
                for outline, members in families(*above, parents)
            )
        above = codes, polygons
    return 0 if is_right else 1


def families(codes, outlines, parents):
    """For each unit its outline and the places of its children."""
    order = numpy.argsort(parents, kind="stable")
    starts = numpy.searchsorted(parents, codes, sorter=order)
    ends = numpy.searchsorted(parents, codes, side="right", sorter=order)
    for outline, start, end in zip(outlines, starts, ends):
        yield outline, order[start:end]


def fits(children, outline) -> bool:
    """Whether the children cover their parent without gap, overlap or overreach."""
    if not shapely.coverage_is_valid(children):
        return False
    return bool(shapely.equals(shapely.coverage_union_all(children), outline))


sys.exit(main(Path(sys.argv[1])))
