"""Where a position belongs, by the rule: the touching grid with the lowest code, voids after grids.

Standard library only, exact. Grids must have valid rings. What is decided here where the rule is
silent:

- a position in the inside of one grid is `inside`, whatever else only touches it;
- in the inside of a grid and of a void it is an `overlap`;
- on the boundary of voids only it is in the `void`;
- in no grid, a position in a unit of any level above, or on its outline, is in a `gap`; so is one
  in a region that units without an outline around them enclose.
"""

from dataclasses import dataclass

from rational_oracle import expectation
from report_comparison import is_in_region
from unit_validity import place


@dataclass(frozen=True)
class Location:
    """The answer for one position. `village` is `None` where the plan's levels leave it open."""

    status: str
    grid: str = ""
    village: str | None = ""
    candidates: tuple = ()


class Locator:
    """Answers for one plan, by scanning all units."""

    def __init__(self, plan):
        self.plan = plan
        self.grids = [(unit.kind == "void", plan.label("grid", i), i, unit)
                      for i, unit in enumerate(plan.levels["grid"]) if unit.polygons]
        self.grids.sort(key=lambda entry: entry[:3])
        self.above = plan.level_above("grid")
        self.gaps = expectation(plan).of_kind("gap")

    def locate(self, position):
        """The location of a position of the lattice."""
        inside, touching = [], []
        for entry in self.grids:
            where = place(position, entry[3].polygons)
            if where != "outside":
                (inside if where == "inside" else touching).append(entry)
        if len(inside) > 1 and not inside[0][0]:
            return self._given("overlap", inside)
        if inside and not inside[0][0]:
            return self._given("inside", inside[:1], names_candidates=False)
        if touching and not touching[0][0]:
            return self._given("boundary", sorted(inside + touching, key=lambda entry: entry[:3]))
        if inside or touching:
            voids = inside or touching
            return Location("void", "", self._village(voids[0]), tuple(e[1] for e in voids))
        return self._ungridded(position)

    def _given(self, status, entries, names_candidates=True):
        candidates = tuple(entry[1] for entry in entries) if names_candidates else ()
        return Location(status, entries[0][1], self._village(entries[0]), candidates)

    def _village(self, entry):
        if self.above != "village":
            return None
        index = self.plan.parent_index("grid", entry[2])
        return None if index is None else self.plan.label("village", index)

    def _ungridded(self, position):
        level = self.above
        while level:
            around = sorted(self.plan.label(level, i)
                            for i, unit in enumerate(self.plan.levels[level])
                            if unit.polygons and place(position, unit.polygons) != "outside")
            if around:
                village = around[0] if level == "village" else ""
                return Location("gap", "", village if self.above == "village" else None)
            level = self.plan.level_above(level)
        if any(is_in_region(position, hole.pieces, reach=-1) for hole in self.gaps):
            return Location("gap")
        return Location("outside")
