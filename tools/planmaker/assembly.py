"""Turns a layout into a plan: outlines, codes and names."""

from .failure import Failure
from .layout import Layout
from .outline import boundary_edges, polygons
from .ragged import RaggedEdges
from .register import Register, grid_name, void_name
from .unit import Plan, Polygon, Unit

#: The last three digits of a grid's code; voids take the numbers from here on.
FIRST_VOID = 901


def assemble(layout: Layout, register: Register, lines: RaggedEdges) -> tuple[Plan, list[Unit]]:
    """Makes the units of all levels.

    - Returns: The plan, and for each grid of the layout its unit.
    """
    outlines = _outlines(layout, layout.grid_of_cell, lines)
    village_of_cell = {c: layout.village_of[g] for c, g in layout.grid_of_cell.items()}
    village_outlines = _outlines(layout, village_of_cell, lines)
    town_outline = _outlines(layout, dict.fromkeys(layout.shape.cells, 0), lines)[0]
    town = Unit("town", register.town.name, register.town.code, None, town_outline)
    villages = [
        Unit("village", entry.name, entry.code, town.code, village_outlines[index])
        for index, entry in enumerate(register.villages)
    ]
    members: list[list[int]] = [[] for _ in villages]
    for grid, village in enumerate(layout.village_of):
        members[village].append(grid)
    unit_of: dict[int, Unit] = {}
    for village, grids in zip(villages, members):
        unit_of.update(_number(village, grids, set(layout.voids), outlines))
    plan = Plan(town, villages, list(unit_of.values()))
    return plan, [unit_of[grid] for grid in range(len(layout.grid_cells))]


def _outlines(layout: Layout, owner_of: dict[int, int], lines: RaggedEdges) -> dict:
    field = layout.shape.field
    owner = [-1] * (field.rows * field.width)
    for cell, its in owner_of.items():
        owner[cell] = its
    around = boundary_edges(field, layout.shape.cells, owner)
    return {its: polygons(edges, lines) for its, edges in around.items()}


def _number(
    village: Unit, grids: list[int], voids: set[int], outlines: dict[int, list[Polygon]]
) -> dict[int, Unit]:
    """Numbers the grids of a village from north to south, then its voids."""
    if len(grids) > FIRST_VOID - 1:
        raise Failure(
            f"{village.name} would have {len(grids)} grids, and its codes have room for"
            f" {FIRST_VOID - 1}",
            "raise --villages.",
        )
    units: dict[int, Unit] = {}
    northmost = {grid: max(y for _, y in outlines[grid][0][0]) for grid in grids}
    grids = sorted(grids, key=lambda grid: (grid in voids, -northmost[grid], grid))
    first_void = sum(grid not in voids for grid in grids)
    for index, grid in enumerate(grids):
        is_void = grid in voids
        number = FIRST_VOID + index - first_void if is_void else index + 1
        name = void_name(village.name) if is_void else grid_name(village.name, number)
        code = f"{village.code}{number:03}"
        units[grid] = Unit("grid", name, code, village.code, outlines[grid], is_void)
    return units


def segments_per_edge(layout: Layout, vertices: float) -> float:
    """How many segments an edge of the mesh needs for so many vertices in a grid on average."""
    sides = sum(
        layout.grid_of_cell.get(cell + offset) != grid
        for cell, grid in layout.grid_of_cell.items()
        for offset in layout.shape.field.neighbour_offsets
    )
    return max(1.0, vertices * len(layout.grid_cells) / sides)
