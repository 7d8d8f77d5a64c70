"""A unit of a plan, with its polygons on the lattice."""

from dataclasses import dataclass, field

#: Lattice units in a degree.
UNITS_PER_DEGREE = 1_000_000_000

#: A vertex on the lattice: longitude and latitude in units of 1e-9 degree.
Vertex = tuple[int, int]

#: Closed: the last vertex is the first. Exteriors run counterclockwise, interiors clockwise.
Ring = list[Vertex]

#: The exterior, then the interiors.
Polygon = list[Ring]


@dataclass(eq=False)
class Unit:
    """A town, a village or a grid."""

    level: str
    name: str
    #: None says that the feature has no code.
    code: str | None
    #: The code of the unit above; None at the top.
    parent: str | None
    #: None says that the feature has no geometry.
    polygons: list[Polygon] | None = field(repr=False)
    is_void: bool = False


@dataclass
class Plan:
    """The units of all levels; `grids` includes the voids."""

    town: Unit
    villages: list[Unit]
    grids: list[Unit]

    def units(self, level: str) -> list[Unit]:
        """The units of a level, in the order in which they are written."""
        return {"town": [self.town], "village": self.villages, "grid": self.grids}[level]
