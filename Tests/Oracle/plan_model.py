"""Plans as the oracle sees them: units whose rings are integers on the lattice.

Standard library only. A position is a pair of integers, in steps of 1e-9 degree. A ring is a list
of positions without the repeated last one. A polygon is a list of rings, the exterior first. A
unit's geometry is a list of polygons, or `None` for a unit without polygon.
"""

from dataclasses import dataclass, field, replace

#: Levels from the smallest unit to the largest.
LEVELS = ["grid", "village", "station", "town", "county"]

#: Lattice steps in one degree.
STEPS_PER_DEGREE = 1_000_000_000


@dataclass(frozen=True)
class Unit:
    """A unit as its feature says it, before any parent is looked up."""

    code: str | None
    parent: str | None
    polygons: list | None
    kind: str | None = None

    def moved(self, dx, dy):
        """The same unit, every position shifted by whole lattice steps."""
        return self.with_rings(lambda ring: [(x + dx, y + dy) for x, y in ring])

    def with_rings(self, change):
        """The same unit with `change` applied to each ring."""
        return replace(self, polygons=[[change(ring) for ring in p] for p in self.polygons])

    @property
    def rings(self):
        """All rings, exteriors and interiors, in order."""
        return [ring for polygon in self.polygons or [] for ring in polygon]


@dataclass
class Plan:
    """Units by level, each level in the order of its file."""

    levels: dict = field(default_factory=dict)

    @property
    def present(self):
        """The levels that have units, the smallest first."""
        return [level for level in LEVELS if self.levels.get(level)]

    def level_above(self, level):
        """The nearest level above that the plan has, or `None`."""
        above = LEVELS[LEVELS.index(level) + 1:]
        return next((name for name in above if self.levels.get(name)), None)

    def level_below(self, level):
        """The level whose nearest level above is this one, or `None`."""
        return next((name for name in self.present if self.level_above(name) == level), None)

    def label(self, level, index):
        """The unit's code, or `#n` with the feature's number in its level, from 1."""
        return self.levels[level][index].code or f"#{index + 1}"

    def parent_index(self, level, index):
        """The index of the unit's parent in the level above, or `None` for an orphan.

        A unit that names no parent takes the one whose code is the longest prefix of its own.
        """
        above = self.level_above(level)
        unit = self.levels[level][index]
        if above is None:
            return None
        codes = [(parent.code, i) for i, parent in enumerate(self.levels[above]) if parent.code]
        if unit.parent:
            return next((i for code, i in codes if code == unit.parent), None)
        prefixes = [(len(c), -i) for c, i in codes if unit.code and unit.code.startswith(c)]
        return -max(prefixes)[1] if prefixes else None

    def children(self, level, index):
        """Indices, in the level below, of the units whose parent this is."""
        below = self.level_below(level)
        if below is None:
            return []
        count = len(self.levels[below])
        return [i for i in range(count) if self.parent_index(below, i) == index]


def doubled_area(ring):
    """Twice the signed area of a ring, positive when counterclockwise."""
    following = ring[1:] + ring[:1]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, following))


def oriented(ring, counterclockwise):
    """The ring, reversed if it does not turn the way asked for."""
    return ring if (doubled_area(ring) > 0) == counterclockwise else ring[::-1]


def ring_edges(ring):
    """The ring's directed edges, without those of no length."""
    following = ring[1:] + ring[:1]
    return [(a, b) for a, b in zip(ring, following) if a != b]


def directed_edges(polygons):
    """Edges of all rings, exteriors counterclockwise and interiors clockwise."""
    edges = []
    for polygon in polygons or []:
        for number, ring in enumerate(polygon):
            edges += ring_edges(oriented(ring, counterclockwise=number == 0))
    return edges


def cross_product(a, b, c):
    """Positive when `c` lies left of the line from `a` to `b`, 0 when on it."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
