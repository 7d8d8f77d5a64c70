"""Natural boundaries: every edge of the mesh as a ragged line on the lattice.

**Why no two lines ever cross.** A line is made by midpoint displacement. At depth *k* the new
vertex is seen from the ends of its chord under at most `2 * SWAY * CALM**k` radians, so the whole
line stays in the rhombus on its chord whose half angle is the sum of these, 0.44 radians. Nodes
move by at most `SHIFT` sides in each direction, which leaves over 60 degrees between the edges at a
node: the rhombi of different edges meet in a node at most.
"""

from math import cos, radians
from random import Random

from .failure import Failure
from .townshape import TownShape
from .unit import UNITS_PER_DEGREE, Vertex

SHIFT = 0.15
SWAY = 0.1
CALM = 0.55

#: Length of a degree of latitude, in metres; good enough to draw with.
METRES_PER_DEGREE = 110_900.0

#: Shorter segments, in lattice units, could be turned by rounding to the lattice.
SHORTEST_SEGMENT = 50


def metres_of_longitude(latitude: float) -> float:
    """Length of a degree of longitude, in metres; good enough to draw with."""
    return METRES_PER_DEGREE * cos(radians(latitude))


class RaggedEdges:
    """The lines of all edges, each made once, when it is first asked for.

    - Precondition: Edges are asked for in an order that depends on the seed only.
    """

    def __init__(
        self, shape: TownShape, centre: tuple[float, float], segments: float, random: Random
    ):
        """`segments` is how many segments an edge has on average, at least 1."""
        self._shape = shape
        self._random = random
        self._segments = segments
        self._centre = [round(ordinate * UNITS_PER_DEGREE) for ordinate in centre]
        per_metre = UNITS_PER_DEGREE / METRES_PER_DEGREE
        self._scale = (UNITS_PER_DEGREE / metres_of_longitude(centre[1]), per_metre)
        self._nodes: dict[int, tuple[float, float]] = {}
        self._lines: dict[tuple[int, int], list[Vertex]] = {}
        if shape.side * per_metre / (segments + 1) < SHORTEST_SEGMENT:
            raise Failure(
                "the area is too small: the segments of the boundaries would be shorter than"
                f" {SHORTEST_SEGMENT / per_metre * 1000:.0f} mm",
                "raise --size, or lower --grids or --vertices.",
            )

    def line(self, start: int, end: int) -> list[Vertex]:
        """The vertices from node `start` up to, and without, node `end`."""
        if start < end:
            return self._forward(start, end)[:-1]
        return self._forward(end, start)[:0:-1]

    def _forward(self, low: int, high: int) -> list[Vertex]:
        line = self._lines.get((low, high))
        if line is None:
            count = int(self._segments + self._random.random())
            points = [self._node(low)]
            self._divide(points, self._node(high), count, SWAY)
            line = self._lines[low, high] = [self.on_lattice(point) for point in points]
        return line

    def _node(self, node: int) -> tuple[float, float]:
        """Where a node of the mesh lies, in metres from the centre."""
        point = self._nodes.get(node)
        if point is None:
            x, y = self._shape.field.node(node)
            shift = self._random.uniform
            point = self._shape.place((x + shift(-SHIFT, SHIFT), y + shift(-SHIFT, SHIFT)))
            self._nodes[node] = point
        return point

    def _divide(self, points: list, end: tuple[float, float], count: int, sway: float) -> None:
        """Appends the line from the last of `points` to `end`, in so many segments."""
        if count == 1:
            points.append(end)
            return
        x, y = points[-1]
        dx, dy = end[0] - x, end[1] - y
        first = count // 2
        along = first / count
        aside = 2 * along * sway * self._random.uniform(0.3, 1) * self._random.choice((-1, 1))
        middle = (x + along * dx - aside * dy, y + along * dy + aside * dx)
        self._divide(points, middle, first, sway * CALM)
        self._divide(points, end, count - first, sway * CALM)

    def on_lattice(self, point: tuple[float, float]) -> Vertex:
        """The vertex nearest to a point given in metres from the centre."""
        return (
            self._centre[0] + round(point[0] * self._scale[0]),
            self._centre[1] + round(point[1] * self._scale[1]),
        )
