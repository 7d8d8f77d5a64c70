"""What was planted, and how it is written down."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ..unit import UNITS_PER_DEGREE, Unit, Vertex


@dataclass(frozen=True)
class Planted:
    """One defect that a check has to find."""

    kind: str
    level: str
    parent: str | None
    units: list[Unit]
    at: Vertex
    note: str
    #: In square metres on the ellipsoid; None for a kind that is not an area.
    area: float | None = None
    multiplicity: int | None = None
    #: The kind whose consequence this defect is.
    because: str | None = None


def document(planted: list[Planted], numbers: dict[Unit, int]) -> Iterator[str]:
    """The pieces of `planted.json`: an array, one defect a line.

    - Parameter numbers: For each unit its 1-based number in its file, its name when it has no code.
    """
    separator = "[\n"
    for defect in planted:
        yield separator + json.dumps(record(defect, numbers), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def record(defect: Planted, numbers: dict[Unit, int]) -> dict:
    """A defect as a JSON object."""
    codes = {unit.code or f"#{numbers[unit]}" for unit in defect.units}
    result = {
        "kind": defect.kind,
        "level": defect.level,
        "parent": defect.parent,
        "units": sorted(codes),
        "area_m2": None if defect.area is None else float(f"{defect.area:.9g}"),
        "at": [ordinate / UNITS_PER_DEGREE for ordinate in defect.at],
        "note": defect.note,
    }
    if defect.multiplicity is not None:
        result["multiplicity"] = defect.multiplicity
    if defect.because is not None:
        result["because"] = defect.because
    return result
