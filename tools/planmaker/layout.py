"""The layout of a plan: which cell belongs to which grid, which grid to which village."""

from dataclasses import dataclass
from random import Random

from .failure import Failure
from .growth import grow, is_connected, spread
from .townshape import TownShape


@dataclass(frozen=True)
class LayoutOptions:
    """What the layout is to have."""

    grids: int
    villages: int
    exclave: bool
    void: bool
    #: Whether one grid becomes a village of its own, for the defect `empty-parent`.
    empty_village: bool


class Layout:
    """Grids as sets of cells, villages as sets of grids.

    Every grid is in one piece, and so is every village but the one with the exclave.

    - `grid_cells[g]` and `village_of[g]` say what grid *g* is made of and where it belongs.
    - `voids` are grids nobody is responsible for; they come on top of the number asked for.
    - `exclave` is the grid that lies inside another village, `empty` the one that is a village.
    """

    def __init__(self, shape: TownShape, options: LayoutOptions, random: Random):
        self.shape = shape
        self._random = random
        self.exclave: int | None = None
        self.empty: int | None = None
        self.voids: list[int] = []
        self._grow_grids(options.grids)
        self._link_grids()
        self._grow_villages(options.villages)
        if options.exclave:
            self._detach_exclave()
        if options.void:
            self._flood_void()
            self._link_grids()
        if options.empty_village:
            self._found_empty_village()

    def cell_neighbours(self, cell: int) -> list[int]:
        """The cells of the town next to a cell."""
        inside = self.shape.inside
        return [cell + d for d in self.shape.field.neighbour_offsets if inside[cell + d]]

    def grids_of(self, village: int) -> set[int]:
        """The grids of a village, voids included."""
        return {grid for grid, its in enumerate(self.village_of) if its == village}

    def on_outline(self, grid: int) -> bool:
        """Whether a grid lies on the outline of the town."""
        return any(len(self.cell_neighbours(cell)) < 6 for cell in self.grid_cells[grid])

    def _grow_grids(self, count: int) -> None:
        seeds = spread(self.shape.cells, self.cell_neighbours, count, self._random)
        region = grow(seeds, self.cell_neighbours, self._random)
        self.grid_cells: list[set[int]] = [set() for _ in range(count)]
        for cell, grid in region.items():
            self.grid_cells[grid].add(cell)

    def _link_grids(self) -> None:
        self.grid_of_cell = {c: g for g, cells in enumerate(self.grid_cells) for c in cells}
        links: list[set[int]] = [set() for _ in self.grid_cells]
        for cell, grid in self.grid_of_cell.items():
            for other in self.cell_neighbours(cell):
                if self.grid_of_cell[other] != grid:
                    links[grid].add(self.grid_of_cell[other])
        self.grid_neighbours = [sorted(others) for others in links]

    def _grow_villages(self, count: int) -> None:
        grids = list(range(len(self.grid_cells)))
        seeds = spread(grids, self.grid_neighbours.__getitem__, count, self._random)
        region = grow(seeds, self.grid_neighbours.__getitem__, self._random)
        # The village in the middle of the town comes first, as the town's seat does in its codes.
        first = region[self.grid_of_cell[self.shape.middle]]
        number = {first: 0, 0: first}
        self.village_of = [number.get(region[grid], region[grid]) for grid in grids]

    def _shuffled_grids(self) -> list[int]:
        grids = list(range(len(self.grid_cells)))
        self._random.shuffle(grids)
        return grids

    def _detach_exclave(self) -> None:
        """Gives a grid to a village that it does not touch.

        If possible, the grid lies wholly inside another village; at least inside the town.
        """
        grids = [g for g in self._shuffled_grids() if not self.on_outline(g)]
        for grid in sorted(grids, key=lambda g: len(self._villages_around(g))):
            host = self.village_of[grid]
            around = self._villages_around(grid) | {host}
            beside = {v for g in self.grids_of(host) for v in self._villages_around(g)} - around
            if beside and self._holds_without(grid):
                self.village_of[grid] = self._random.choice(sorted(beside))
                self.exclave = grid
                return
        raise Failure(
            "no grid is surrounded by others so that it could be an exclave",
            "raise --grids or --villages, or say --no-exclave.",
        )

    def _villages_around(self, grid: int) -> set[int]:
        return {self.village_of[other] for other in self.grid_neighbours[grid]}

    def _holds_without(self, grid: int) -> bool:
        rest = self.grids_of(self.village_of[grid]) - {grid}
        return len(rest) >= 2 and is_connected(rest, self.grid_neighbours.__getitem__)

    def _flood_void(self) -> None:
        """Takes cells on both sides of a border of two villages, or inside the only village.

        If possible, away from the outline of the town.
        """
        several = max(self.village_of) > 0
        pairs = [(g, o) for g in self._shuffled_grids() for o in self.grid_neighbours[g]]
        for grid, other in sorted(pairs, key=lambda pair: any(map(self.on_outline, pair))):
            if self.exclave in (grid, other):
                continue
            if (self.village_of[other] != self.village_of[grid]) == several:
                if self._flood_between(grid, other, several):
                    return
        raise Failure(
            "no grid is large enough to make room for a void",
            "raise --vertices or --cells, raise --grids, or say --no-void.",
        )

    def _flood_between(self, grid: int, other: int, both: bool) -> bool:
        for cell in sorted(self.grid_cells[grid]):
            for far in self.cell_neighbours(cell):
                if far not in self.grid_cells[other]:
                    continue
                parts = [(grid, self._bay(grid, cell))]
                if both:
                    parts.append((other, self._bay(other, far)))
                if all(bay for _, bay in parts):
                    for owner, bay in parts:
                        self.grid_cells[owner] -= bay
                        self.voids.append(len(self.grid_cells))
                        self.grid_cells.append(bay)
                        self.village_of.append(self.village_of[owner])
                    return True
        return False

    def _bay(self, grid: int, start: int) -> set[int]:
        """Up to a third of a grid's cells around `start` that leave it in one piece, or none."""
        cells = self.grid_cells[grid]
        bay: set[int] = set()
        waiting = [start]
        while waiting and len(bay) < max(1, len(cells) // 3):
            cell = waiting.pop(0)
            if cell in cells and cell not in bay:
                if is_connected(cells - bay - {cell}, self.cell_neighbours):
                    bay.add(cell)
                    waiting.extend(self.cell_neighbours(cell))
        return bay

    def _found_empty_village(self) -> None:
        """Makes a village of one grid on the border of its village."""
        special = {self.exclave, *self.voids}
        for grid in self._shuffled_grids():
            own = self.village_of[grid]
            others = self.grid_neighbours[grid]
            beside_void = any(other in special for other in others)
            if grid in special or beside_void or all(self.village_of[o] == own for o in others):
                continue
            if len(self.grids_of(own)) > 3 and self._holds_without(grid):
                self.village_of[grid] = max(self.village_of) + 1
                self.empty = grid
                return
        raise Failure(
            "no village can spare a grid for the defect empty-parent",
            "raise --grids, or leave that defect out.",
        )
