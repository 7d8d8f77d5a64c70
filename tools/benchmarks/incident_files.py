"""Incident points of a CSV file in the other formats that are timed."""

import csv
import json
import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path


def write_ndjson(path: Path, points: Path) -> None:
    """Writes an object a line."""
    rows = (f'{{"id":{number},"lon":{x},"lat":{y}}}\n' for number, x, y in rows_of(points))
    write_whole(path, rows)


def write_geojson(path: Path, points: Path) -> None:
    """Writes a FeatureCollection of points, a feature a line."""
    features = (
        f'{{"type":"Feature","properties":{{"id":{number}}},'
        f'"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}'
        for number, x, y in rows_of(points)
    )
    first = '{"type":"FeatureCollection","features":[\n' + next(features)
    rest = (",\n" + feature for feature in features)
    write_whole(path, chain([first], rest, ["\n]}\n"]))


def write_requests(path: Path, points: Path, count: int, size: int) -> None:
    """Writes `count` requests for the assignment of `size` points each.

    A request of one point gives the point's fields directly; a larger one lists its points.
    """
    rows = rows_of(points)
    batches = ([point(row) for row in islice(rows, size)] for _ in range(count))
    write_whole(path, (request(number, batch) for number, batch in enumerate(batches, 1)))


def point(row: list[str]) -> dict:
    """A row as a point of the JSON interface."""
    return {"id": row[0], "x": float(row[1]), "y": float(row[2])}


def request(number: int, batch: list[dict]) -> str:
    """One line of JSON-RPC."""
    params = batch[0] if len(batch) == 1 else {"points": batch}
    message = {"jsonrpc": "2.0", "id": number, "method": "assign"}
    message["params"] = {**params, "crs": "wgs84"}
    return json.dumps(message, separators=(",", ":")) + "\n"


def rows_of(points: Path) -> Iterator[list[str]]:
    """Id, longitude and latitude of each point, as they are written."""
    with open(points, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Writes a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    with open(temporary, "w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    os.replace(temporary, path)
