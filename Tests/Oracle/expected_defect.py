"""A defect as the oracle expects it. Standard library only."""

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass
class ExpectedDefect:
    """One defect. `pieces` are the borders `(start, end)` of its region, on their left."""

    kind: str
    level: str
    parent: str | None
    units: tuple
    multiplicity: int | None = None
    area: Fraction | None = None
    pieces: list = field(default_factory=list)
