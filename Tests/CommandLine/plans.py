"""Tiny plans built in code: two villages side by side, each of four square grids.

            112.00   112.01   112.02   112.03   112.04
    24.82     +--------+--------+--------+--------+
              | A …001 | A …002 | B …001 | B …002 |
    24.81     +--------+--------+--------+--------+
              | A …003 | A …004 | B …003 | B …004 |
    24.80     +--------+--------+--------+--------+
"""

import json

VILLAGE_A = "441882109201"
VILLAGE_B = "441882109202"
NAMES = {VILLAGE_A: "河东村", VILLAGE_B: "河西村"}
WEST, SOUTH, SIDE = 112.00, 24.80, 0.01


def grid_code(village, number):
    """The code of one of a village's four grids, 1 to 4 from north-west to south-east."""
    return f"{village}{number:03d}"


A1, A2, A3, A4 = (grid_code(VILLAGE_A, n) for n in (1, 2, 3, 4))
B1, B2, B3, B4 = (grid_code(VILLAGE_B, n) for n in (1, 2, 3, 4))


def rectangle(west, south, east, north):
    """A GeoJSON polygon, counterclockwise."""
    west, south, east, north = (round(value, 9) for value in (west, south, east, north))
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry, **properties):
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features):
    """A GeoJSON feature collection."""
    return {"type": "FeatureCollection", "features": list(features)}


def cell(village, number):
    """West, south, east and north of a grid."""
    column = (number - 1) % 2 + (2 if village == VILLAGE_B else 0)
    west = WEST + column * SIDE
    south = SOUTH + (SIDE if number <= 2 else 0)
    return west, south, west + SIDE, south + SIDE


def centre(code):
    """Longitude and latitude of the middle of a grid."""
    west, south, east, north = cell(code[:12], int(code[12:]))
    return round((west + east) / 2, 9), round((south + north) / 2, 9)


def villages():
    """The features of the two villages, with a vertex wherever a grid has one."""
    for index, code in enumerate((VILLAGE_A, VILLAGE_B)):
        west = WEST + 2 * SIDE * index
        around = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1), (0, 0)]
        ring = [[round(west + x * SIDE, 9), round(SOUTH + y * SIDE, 9)] for x, y in around]
        yield feature({"type": "Polygon", "coordinates": [ring]}, code=code, name=NAMES[code])


def grids(without=(), voids=(), widened=None):
    """The features of the grids.

    `without` leaves grids out, `voids` makes them voids, and `widened` moves the eastern sides of
    grids outwards by so many degrees.
    """
    for village in (VILLAGE_A, VILLAGE_B):
        for number in (1, 2, 3, 4):
            code = grid_code(village, number)
            if code in without:
                continue
            west, south, east, north = cell(village, number)
            east += (widened or {}).get(code, 0)
            properties = {"code": code, "name": f"第{number}网格", "parent": village}
            if code in voids:
                properties["kind"] = "void"
            yield feature(rectangle(west, south, east, north), **properties)


def write_town(folder, **changes):
    """Writes the town as a folder with a file per level and returns the folder."""
    write_json(folder / "village.geojson", collection(villages()))
    write_json(folder / "grid.geojson", collection(grids(**changes)))
    return folder


def write_json(path, value):
    """Writes a value as UTF-8 JSON and returns the path."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path
