"""The fine mesh: hexagonal cells, three around every node.

Because no more than three cells meet at a node, a union of cells never touches itself, and two
unions never touch each other, in a point only.
"""

from math import sqrt

#: Cell centres, in sides of a hexagon: one step along a row, and from row to row.
COLUMN_STEP = sqrt(3)
ROW_STEP = 1.5
CELL_AREA = 1.5 * sqrt(3)


class HexField:
    """A parallelogram of hexagons with a corner up, numbered row by row.

    A cell has the number `row * width + column`; each row starts half a column further right than
    the row below it. Node `2 * cell` is the top corner of a cell and `2 * cell + 1` its bottom
    corner; its four other corners are the top or bottom of neighbours.
    """

    def __init__(self, rows: int, width: int):
        self.rows = rows
        self.width = width
        w = width
        #: Offsets of the neighbours, counterclockwise from the east.
        self.neighbour_offsets = (1, w, w - 1, -1, -w, 1 - w)
        #: For each neighbour, the offsets from `2 * cell` to the start and end of the common edge,
        #: counterclockwise around the cell.
        east_low, east_high, top = 2 * (1 - w), 2 * w + 1, 0
        west_high, west_low, bottom = 2 * (w - 1) + 1, -2 * w, 1
        self.edge_offsets = (
            (east_low, east_high),
            (east_high, top),
            (top, west_high),
            (west_high, west_low),
            (west_low, bottom),
            (bottom, east_low),
        )
        self.sides = tuple(zip(self.neighbour_offsets, self.edge_offsets))

    def centre(self, cell: int) -> tuple[float, float]:
        """The centre of a cell, from the centre of cell 0, in sides of a hexagon."""
        row, column = divmod(cell, self.width)
        return COLUMN_STEP * (column + row / 2), ROW_STEP * row

    def node(self, node: int) -> tuple[float, float]:
        """A corner of the mesh, from the centre of cell 0, in sides of a hexagon."""
        x, y = self.centre(node >> 1)
        return (x, y - 1) if node & 1 else (x, y + 1)
