"""What every recipe works with."""

from random import Random

from ..failure import Failure
from ..planar import interior_vertex
from ..register import grid_name
from ..unit import Plan, Polygon, Unit, Vertex
from .sites import Sites


class Planter:
    """The plan that is being spoilt, the places left, and the chance.

    - `exclave` and `empty` are the units that the layout made for two of the defects: the grid that
      does not touch its village, and the grid of a village that is to lose it.
    """

    def __init__(self, plan: Plan, exclave: Unit | None, empty: Unit | None, random: Random):
        self.plan = plan
        self.exclave = exclave
        self.empty = empty
        self.random = random
        self.sites = Sites(plan, random)
        self.sites.taken.update(unit for unit in (exclave, empty) if unit is not None)
        #: The highest number of a grid in each village; a number is never used twice.
        self._last_number: dict[str, int] = {}
        for unit in self.sites.grids:
            number = int(unit.code[-3:])
            self._last_number[unit.parent] = max(number, self._last_number.get(unit.parent, 0))

    def village(self, code: str | None) -> Unit:
        """The village with a code."""
        return next(village for village in self.plan.villages if village.code == code)

    def grids_of(self, village: Unit) -> list[Unit]:
        """The grids of a village that the plan has at the moment, voids included."""
        return [unit for unit in self.plan.grids if unit.parent == village.code]

    def take(self, *units: Unit | None) -> None:
        """Keeps units for one defect."""
        self.sites.taken.update(unit for unit in units if unit is not None)

    def add_grid(self, beside: Unit, polygons: list[Polygon]) -> Unit:
        """Adds a grid with the next free code to the village of another grid."""
        village = self.village(beside.parent)
        number = self._last_number[village.code] = self._last_number[village.code] + 1
        name = grid_name(village.name, number)
        unit = Unit("grid", name, f"{village.code}{number:03}", village.code, polygons)
        grids = [other for other in self.grids_of(village) if not other.is_void]
        self.plan.grids.insert(self.plan.grids.index(grids[-1]) + 1, unit)
        self.take(unit)
        return unit


def inside(unit: Unit) -> Vertex:
    """A position inside a unit."""
    return interior_vertex(unit.polygons[0])


def no_place(name: str) -> Failure:
    """Says that a recipe found no place."""
    return Failure(
        f"the plan has no place left for the defect {name}",
        "raise --grids or --vertices, choose another --seed, or plant fewer defects.",
    )
