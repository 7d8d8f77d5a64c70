"""What shapely finds on the lattice: the independent second opinion on a coverage.

It rounds where it crosses lines, so it is asked for what is larger than a square centimetre; on
what is smaller, only exact arithmetic has an opinion.
"""

from collections import defaultdict
from functools import cached_property

import numpy
import shapely

from .layers import SquareMetres
from .rings import trouble_with


class Reference:
    """Overlaps, gaps, bad rings and exclaves of the areas of one layer."""

    def __init__(self, layer):
        self.layer = layer
        self._square_metres = SquareMetres(layer.origin)

    @cached_property
    def has_unmatched_edges(self):
        """For each area, whether shapely finds an edge that a neighbour does not have too."""
        edges = shapely.coverage_invalid_edges(self.layer.shapes)
        return ~shapely.is_empty(edges)

    @cached_property
    def _areas(self):
        """The areas, those with bad rings mended by the rule of odd and even."""
        shapes = self.layer.shapes.copy()
        bad = ~shapely.is_valid(shapes)
        shapes[bad] = shapely.make_valid(shapes[bad])
        return shapes

    @cached_property
    def _suspects(self):
        """The numbers of the areas of which at least one is in every overlap.

        Of two areas that overlap shapely may find only one: a corner that pokes into the straight
        side of a neighbour is an unmatched edge of the corner alone.
        """
        return numpy.flatnonzero(self.has_unmatched_edges | ~shapely.is_valid(self.layer.shapes))

    @cached_property
    def overlaps(self):
        """Square metres of overlap by pair of codes."""
        tree = shapely.STRtree(self._areas)
        number, other = tree.query(self._areas[self._suspects], predicate="intersects")
        one = self._suspects[number]
        pairs = numpy.unique(numpy.sort(numpy.stack([one, other], axis=1)), axis=0)
        one, other = pairs[pairs[:, 0] < pairs[:, 1]].T
        common = self._square_metres(shapely.intersection(self._areas[one], self._areas[other]))
        found = defaultdict(float)
        for i, j, area in zip(one, other, common):
            if area > 0:
                found[tuple(sorted((self.layer.codes[i], self.layer.codes[j])))] += area
        return dict(found)

    @cached_property
    def gap_shapes(self):
        """The bounded faces in no area; one that is closed by mere points is a face as well."""
        is_suspect = numpy.zeros(len(self._areas), dtype=bool)
        is_suspect[self._suspects] = True
        matched = shapely.coverage_union_all(self._areas[~is_suspect])
        union = shapely.union_all([matched, *self._areas[is_suspect]])
        lines = shapely.union_all(shapely.get_parts(shapely.boundary(union)))
        faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
        shapely.prepare(union)
        return faces[~shapely.intersects(union, shapely.point_on_surface(faces))]

    @cached_property
    def gaps(self):
        """Square metres of every gap."""
        return self._square_metres(self.gap_shapes)

    @cached_property
    def bad_rings(self):
        """The trouble with each OGC-invalid area, by its code."""
        invalid = numpy.flatnonzero(~shapely.is_valid(self.layer.shapes))
        return {self.layer.codes[n]: trouble_with(self.layer.shapes[n]) for n in invalid}

    def areas_with(self, *troubles):
        """The codes of the areas whose rings have one of these troubles."""
        return {code for code, trouble in self.bad_rings.items() if trouble in troubles}

    @cached_property
    def exclaves(self):
        """The codes of the areas whose parts do not all hang together."""
        shapes = self.layer.shapes
        several = numpy.flatnonzero(shapely.get_num_geometries(shapes) > 1)
        return {self.layer.codes[n] for n in several if _components(shapes[n]) > 1}


def _components(shape):
    """How many groups the parts of a shape form when those that touch are joined."""
    parts = [part for part in shapely.get_parts(shape) if shapely.area(part) > 0]
    group = list(range(len(parts)))

    def leader(n):
        while group[n] != n:
            n = group[n]
        return n

    tree = shapely.STRtree(parts)
    for one, other in zip(*tree.query(parts, predicate="intersects")):
        group[leader(one)] = leader(other)
    return len({leader(n) for n in range(len(parts))})
