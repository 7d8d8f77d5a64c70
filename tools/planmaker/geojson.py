"""Writes units as RFC 7946 says, one feature a line, with the nine decimals of the lattice."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from .unit import UNITS_PER_DEGREE, Polygon, Ring, Unit


def ordinate(value: int) -> str:
    """A lattice ordinate in degrees, all nine decimals."""
    whole, rest = divmod(abs(value), UNITS_PER_DEGREE)
    return f"{'-' if value < 0 else ''}{whole}.{rest:09}"


def write_collection(path: Path, units: Iterable[Unit], with_level: bool) -> None:
    """Writes a FeatureCollection; `with_level` adds the property `level`."""

    def lines():
        yield '{"type":"FeatureCollection","features":['
        separator = "\n"
        for unit in units:
            yield separator + feature(unit, with_level)
            separator = ",\n"
        yield "\n]}\n"

    write_whole(path, lines())


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Writes a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    with open(temporary, "w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    os.replace(temporary, path)


def feature(unit: Unit, with_level: bool) -> str:
    """A unit as a GeoJSON feature."""
    properties: dict[str, str | None] = {"code": unit.code, "name": unit.name}
    if unit.parent is not None:
        properties["parent"] = unit.parent
    if unit.is_void:
        properties["kind"] = "void"
    if with_level:
        properties["level"] = unit.level
    text = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{text},"geometry":{geometry(unit.polygons)}}}'


def geometry(polygons: list[Polygon] | None) -> str:
    """A Polygon, a MultiPolygon for several parts, or null."""
    if polygons is None:
        return "null"
    parts = ["[" + ",".join(map(positions, polygon)) + "]" for polygon in polygons]
    if len(parts) == 1:
        return f'{{"type":"Polygon","coordinates":{parts[0]}}}'
    return f'{{"type":"MultiPolygon","coordinates":[{",".join(parts)}]}}'


def positions(ring: Ring) -> str:
    """A ring as an array of positions."""
    return "[" + ",".join(f"[{ordinate(x)},{ordinate(y)}]" for x, y in ring) + "]"
