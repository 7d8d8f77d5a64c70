"""Plans written as GeoJSON: a folder with a file per level, or one collection of all levels.

Standard library only. Coordinates are written as literals of nine decimals, from integers, so that
no floating-point number stands between the oracle's lattice and the program's.
"""

import json
from pathlib import Path

from plan_model import STEPS_PER_DEGREE


def degrees(steps):
    """An ordinate as an exact literal in degrees."""
    whole, rest = divmod(abs(steps), STEPS_PER_DEGREE)
    return f"{'-' if steps < 0 else ''}{whole}.{rest:09d}"


def ring_text(ring):
    """A ring as GeoJSON, closed by its first position."""
    return "[" + ",".join(f"[{degrees(x)},{degrees(y)}]" for x, y in [*ring, ring[0]]) + "]"


def geometry_text(polygons):
    """A geometry as GeoJSON: a Polygon where there is one part, else a MultiPolygon."""
    if polygons is None:
        return "null"
    parts = ["[" + ",".join(map(ring_text, polygon)) + "]" for polygon in polygons]
    if len(parts) == 1:
        return f'{{"type":"Polygon","coordinates":{parts[0]}}}'
    return f'{{"type":"MultiPolygon","coordinates":[{",".join(parts)}]}}'


def feature_text(unit, level=None):
    """A unit as a GeoJSON feature; members that it lacks are left out."""
    members = {"code": unit.code, "parent": unit.parent, "kind": unit.kind, "level": level}
    properties = json.dumps({name: value for name, value in members.items() if value is not None})
    return (f'{{"type":"Feature","properties":{properties},'
            f'"geometry":{geometry_text(unit.polygons)}}}')


def collection_text(features):
    """Features as one GeoJSON FeatureCollection, a line each."""
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def write_folder(plan, folder):
    """Writes `grid.geojson`, `village.geojson`, … and returns the folder."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for level, units in plan.levels.items():
        (folder / f"{level}.geojson").write_text(collection_text(map(feature_text, units)))
    return folder


def write_collection(plan, path, random):
    """Writes one FeatureCollection with the features of all levels in random order."""
    features = [feature_text(unit, level) for level, units in plan.levels.items() for unit in units]
    random.shuffle(features)
    Path(path).write_text(collection_text(features))
    return Path(path)
