"""The shape of the town: which cells of the mesh it takes up."""

from math import atan2, ceil, cos, hypot, pi, sqrt
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
        waves = [(k, random.uniform(0.4, 1) * 0.3 / k, random.uniform(0, 2 * pi)) for k in WAVES]
        reach = 1 + sum(size for _, size, _ in waves)
        turns = [2 * pi * i / 720 for i in range(720)]
        mean_square = sum(radius(t, waves, reach) ** 2 for t in turns) / len(turns)
        area = pi * mean_square * width / 2 * height / 2
        self.side = sqrt(area / (cell_count * CELL_AREA))
        while True:
            self._fill(width / 2, height / 2, waves, reach)
            if len(self.cells) >= cell_count:
                break
            self.side *= 0.99

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """From sides of a hexagon after cell 0 to metres east and north of the town's centre."""
        return (
            (point[0] - self._centre[0]) * self.side,
            (point[1] - self._centre[1]) * self.side,
        )

    def _fill(self, east: float, north: float, waves: list, reach: float) -> None:
        half_rows = ceil(north / self.side / ROW_STEP) + 2
        half_columns = ceil(east / self.side / COLUMN_STEP) + ceil(half_rows / 2) + 3
        field = HexField(2 * half_rows + 1, 2 * half_columns + 1)
        middle = half_rows * field.width + half_columns
        self.field = field
        self._centre = field.centre(middle)
        chosen = bytearray(field.rows * field.width)
        for cell in range(field.width, len(chosen) - field.width):
            x, y = self.place(field.centre(cell))
            x, y = x / east, y / north
            if hypot(x, y) <= radius(atan2(y, x), waves, reach):
                chosen[cell] = 1
        chosen[middle] = 1
        self.middle = middle
        piece = flood(field, [middle], lambda cell: chosen[cell] == 1)
        around = flood(field, [0], lambda cell: 0 <= cell < len(piece) and not piece[cell])
        self.inside = bytearray(1 - outside for outside in around)
        self.cells = [cell for cell, is_inside in enumerate(self.inside) if is_inside]


def radius(turn: float, waves: list, reach: float) -> float:
    """The distance of the outline from the centre, never over 1, in the direction `turn`."""
    return (1 + sum(size * cos(k * turn + phase) for k, size, phase in waves)) / reach


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
