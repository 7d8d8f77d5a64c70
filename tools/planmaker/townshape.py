"""The shape of the town: which cells of the mesh it takes up."""

from math import atan2, ceil, cos, hypot, pi, sin, sqrt
from random import Random

from .hexfield import CELL_AREA, COLUMN_STEP, ROW_STEP, HexField

#: Bays and capes of the outline, in the number of each around the town.
WAVES = (2, 3, 5, 8, 13, 21)


class TownShape:
    """A wobbly ellipse filled with cells, in one piece and without holes.

    - `inside` has a 1 for each cell of the town, `cells` their numbers in rising order.
    - `side` is the side of a hexagon, in metres.
    - `place` puts a point of the mesh on a plane in metres around the town's centre.
    """

    def __init__(self, cell_count: int, width: float, height: float, random: Random):
        """Fills `width` by `height` metres with about `cell_count` cells, and no fewer."""
        self._outline = Outline(random)
        area = self._outline.filled_share * width * height
        self.side = sqrt(area / (cell_count * CELL_AREA))
        while True:
            self._fill(width / 2, height / 2)
            if len(self.cells) >= cell_count:
                break
            self.side *= 0.99

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """From sides of a hexagon after cell 0 to metres east and north of the town's centre."""
        return (
            (point[0] - self._centre[0]) * self.side,
            (point[1] - self._centre[1]) * self.side,
        )

    def _fill(self, east: float, north: float) -> None:
        half_rows = ceil(north / self.side / ROW_STEP) + 2
        half_columns = ceil(east / self.side / COLUMN_STEP) + ceil(half_rows / 2) + 3
        field = HexField(2 * half_rows + 1, 2 * half_columns + 1)
        middle = half_rows * field.width + half_columns
        self.field = field
        self._centre = field.centre(middle)
        chosen = bytearray(field.rows * field.width)
        for cell in range(field.width, len(chosen) - field.width):
            x, y = self.place(field.centre(cell))
            chosen[cell] = self._outline.contains(x / east, y / north)
        chosen[middle] = 1
        self.middle = middle
        piece = flood(field, [middle], lambda cell: chosen[cell] == 1)
        around = flood(field, [0], lambda cell: 0 <= cell < len(piece) and not piece[cell])
        self.inside = bytearray(1 - outside for outside in around)
        self.cells = [cell for cell, is_inside in enumerate(self.inside) if is_inside]


class Outline:
    """A wobbly circle that touches all four sides of the square from -1 to 1.

    `filled_share` is its share of the square's area.
    """

    def __init__(self, random: Random):
        self._waves = [
            (count, random.uniform(0.4, 1) * 0.3 / count, random.uniform(0, 2 * pi))
            for count in WAVES
        ]
        turns = [2 * pi * i / 720 for i in range(720)]
        xs = [self._radius(t) * cos(t) for t in turns]
        ys = [self._radius(t) * sin(t) for t in turns]
        self._middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        self._half = (max(xs) - min(xs)) / 2, (max(ys) - min(ys)) / 2
        area = pi * sum(self._radius(t) ** 2 for t in turns) / len(turns)
        self.filled_share = area / (4 * self._half[0] * self._half[1])

    def contains(self, x: float, y: float) -> bool:
        """Whether the outline surrounds a point."""
        x = self._middle[0] + x * self._half[0]
        y = self._middle[1] + y * self._half[1]
        return hypot(x, y) <= self._radius(atan2(y, x))

    def _radius(self, turn: float) -> float:
        return 1 + sum(size * cos(count * turn + phase) for count, size, phase in self._waves)


def flood(field: HexField, start: list[int], accepts) -> bytearray:
    """Marks the cells that accepted neighbours connect to the start."""
    marked = bytearray(field.rows * field.width)
    open_cells = list(start)
    for cell in start:
        marked[cell] = 1
    while open_cells:
        cell = open_cells.pop()
        for offset in field.neighbour_offsets:
            other = cell + offset
            if accepts(other) and not marked[other]:
                marked[other] = 1
                open_cells.append(other)
    return marked
