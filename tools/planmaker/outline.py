"""Outlines of unions of cells: what is left when shared edges cancel."""

from .hexfield import HexField
from .planar import contains, doubled_area
from .ragged import RaggedEdges
from .unit import Polygon, Ring


def boundary_edges(
    field: HexField, cells: list[int], owner: list[int]
) -> dict[int, dict[int, int]]:
    """The directed mesh edges around each owner's union, as a map from start to end.

    - Parameter owner: The owner of each cell, -1 outside.
    - Returns: For each owner its edges, the union on their left. A node starts one edge at most,
      because only three cells meet there.
    """
    around: dict[int, dict[int, int]] = {}
    for cell in cells:
        mine = owner[cell]
        base = 2 * cell
        for offset, (start, end) in field.sides:
            if owner[cell + offset] != mine:
                around.setdefault(mine, {})[base + start] = base + end
    return around


def polygons(edges: dict[int, int], lines: RaggedEdges) -> list[Polygon]:
    """Joins directed edges into rings, and rings into polygons, as RFC 7946 wants them."""
    exteriors: list[Ring] = []
    interiors: list[Ring] = []
    left = dict(edges)
    while left:
        first = next(iter(left))
        ring: Ring = []
        node = first
        while node in left:
            end = left.pop(node)
            ring.extend(lines.line(node, end))
            node = end
        ring.append(ring[0])
        (exteriors if doubled_area(ring) > 0 else interiors).append(ring)
    result = [[exterior] for exterior in exteriors]
    for interior in interiors:
        around = [p for p in result if len(result) == 1 or contains(p[0], interior[0])]
        min(around, key=lambda polygon: doubled_area(polygon[0])).append(interior)
    return result
