"""Finds places in an exact plan where a defect has room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from random import Random

from ..planar import meets
from ..unit import Plan, Polygon, Ring, Unit, Vertex


@dataclass(frozen=True)
class Corner:
    """Two edges in a row that a unit shares with one neighbour, none of their ends a junction.

    The unit is on the left on the way from `before` through `at` to `after`.
    """

    unit: Unit
    #: None outside the town.
    other: Unit | None
    before: Vertex
    at: Vertex
    after: Vertex

    def way(self) -> tuple[Vertex, Vertex, Vertex]:
        """The three vertices."""
        return self.before, self.at, self.after

    def aside(self, share: float) -> Vertex:
        """Next to `at`, left of the way for a positive `share` of the shorter edge's length."""
        x, y = self.at
        shorter = min(hypot(p[0] - x, p[1] - y) for p in (self.before, self.after))
        dx, dy = self.after[0] - self.before[0], self.after[1] - self.before[1]
        step = share * shorter / hypot(dx, dy)
        return round(x - dy * step), round(y + dx * step)

    def is_inner(self) -> bool:
        """Whether both units are grids of one village."""
        return self.other is not None and self.other.parent == self.unit.parent


class Sites:
    """The neighbourhoods of a plan as it was before anything was planted.

    `taken` holds the units that a defect has to itself already.
    """

    def __init__(self, plan: Plan, random: Random):
        self._random = random
        self._owner: dict[tuple[Vertex, Vertex], Unit] = {}
        self.grids = [unit for unit in plan.grids if not unit.is_void]
        self.town = list(plan.town.polygons)
        self.taken: set[Unit] = set()
        for unit in plan.grids:
            for ring in rings([unit]):
                self._owner.update(dict.fromkeys(zip(ring, ring[1:]), unit))
        #: For each vertex where three areas meet, the grids among them.
        self.junctions: dict[Vertex, list[Unit]] = {}
        for unit in plan.grids:
            for ring in rings([unit]):
                last = self.opposite(ring[-2], ring[-1])
                for start, end in zip(ring, ring[1:]):
                    other = self.opposite(start, end)
                    if other is not last:
                        self.junctions.setdefault(start, []).append(unit)
                    last = other

    def opposite(self, start: Vertex, end: Vertex) -> Unit | None:
        """The unit on the right of an edge of a unit."""
        return self._owner.get((end, start))

    def neighbours(self, unit: Unit) -> list[Unit]:
        """The units that share an edge with a unit."""
        others = [self.opposite(a, b) for ring in rings([unit]) for a, b in zip(ring, ring[1:])]
        return [other for other in dict.fromkeys(others) if other is not None]

    def free_grids(self) -> list[Unit]:
        """The grids nobody has taken, in random order."""
        free = [unit for unit in self.grids if unit not in self.taken]
        self._random.shuffle(free)
        return free

    def is_free(self, unit: Unit | None) -> bool:
        """Whether a unit is outside, or a grid that nobody has taken."""
        return unit is None or not (unit.is_void or unit in self.taken)

    def corners(self) -> Iterator[Corner]:
        """All corners between units that are free, in random order."""
        for unit in self.free_grids():
            found = [corner for ring in rings([unit]) for corner in self._corners(unit, ring)]
            self._random.shuffle(found)
            yield from found

    def _corners(self, unit: Unit, ring: Ring) -> Iterator[Corner]:
        for before, at, after in zip([ring[-2], *ring], ring, ring[1:]):
            if self.junctions.keys().isdisjoint((before, at, after)):
                other = self.opposite(at, after)
                if self.is_free(other):
                    yield Corner(unit, other, before, at, after)

    def has_room(self, path: list[Vertex], units: Iterable[Unit | None]) -> bool:
        """Whether a path meets the outlines of the units at common vertices only.

        None stands for what is outside the town.
        """
        outlines = list(rings(unit for unit in units if unit is not None))
        if None in units:
            outlines += [ring for polygon in self.town for ring in polygon]
        low = [min(p[i] for p in path) for i in (0, 1)]
        high = [max(p[i] for p in path) for i in (0, 1)]
        for ring in outlines:
            for a, b in zip(ring, ring[1:]):
                if any(max(a[i], b[i]) < low[i] or min(a[i], b[i]) > high[i] for i in (0, 1)):
                    continue
                if any(meets(a, b, c, d) for c, d in zip(path, path[1:])):
                    return False
        return True


def rings(units: Iterable[Unit]) -> Iterator[Ring]:
    """All rings of the units."""
    for unit in units:
        for polygon in unit.polygons or ():
            yield from polygon


def splice(polygons: list[Polygon], at: Vertex, replacement: list[Vertex]) -> None:
    """Puts other vertices in the place of one, in the one ring that has it."""
    for polygon in polygons:
        for index, ring in enumerate(polygon):
            if at in ring:
                open_ring = ring[:-1]
                place = open_ring.index(at)
                open_ring[place : place + 1] = replacement
                polygon[index] = [*open_ring, open_ring[0]]
                return
    raise ValueError(f"no ring has the vertex {at}")


def wing_tips(unit: Unit, vertex: Vertex) -> tuple[Vertex, Vertex]:
    """The vertices before and after a vertex of a unit."""
    for ring in rings([unit]):
        if vertex in ring:
            place = ring.index(vertex)
            return ring[place - 1 if place else -2], ring[place + 1]
    raise ValueError(f"{unit} does not have the vertex {vertex}")
