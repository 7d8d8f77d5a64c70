"""Incident points for a plan, as CSV, and requests that carry them."""

import csv
import json
import os
from collections.abc import Iterable, Iterator
from itertools import chain, cycle, islice
from pathlib import Path
from random import Random

MARGIN = 0.02
"""How far uniform points reach beyond the plan's box, as a share of its width and height."""


def write_uniform(path: Path, plan: Path, count: int, seed: int) -> None:
    """Writes points spread evenly over the plan's box and a margin, to seven decimals (1 cm)."""
    random = Random(f"{seed} uniform")
    xs, ys = zip(*positions(plan / "town.geojson"))
    west, east = widened(min(xs), max(xs))
    south, north = widened(min(ys), max(ys))
    rows = (
        f"{number},{random.uniform(west, east):.7f},{random.uniform(south, north):.7f}\n"
        for number in range(1, count + 1)
    )
    write_whole(path, chain(["id,lon,lat\n"], rows))


def write_boundary(path: Path, plan: Path, count: int, seed: int) -> None:
    """Writes distinct vertices of grids in random order; starts over when there are too few."""
    vertices = sorted(set(positions(plan / "grid.geojson")))
    Random(f"{seed} boundary").shuffle(vertices)
    drawn = islice(cycle(vertices), count)
    rows = (f"{number},{x:.9f},{y:.9f}\n" for number, (x, y) in enumerate(drawn, 1))
    write_whole(path, chain(["id,lon,lat\n"], rows))


def write_requests(path: Path, points: Path, count: int, size: int) -> None:
    """Writes `count` requests for the assignment of `size` points each.

    A request of one point gives the point's fields directly; a larger one lists its points.
    """
    with open(points, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        batches = ([point(row) for row in islice(rows, size)] for _ in range(count))
        write_whole(path, (request(number, batch) for number, batch in enumerate(batches, 1)))


def point(row: dict[str, str]) -> dict:
    """A row as a point of the JSON interface."""
    return {"id": row["id"], "x": float(row["lon"]), "y": float(row["lat"])}


def request(number: int, batch: list[dict]) -> str:
    """One line of JSON-RPC."""
    params = batch[0] if len(batch) == 1 else {"points": batch}
    message = {"jsonrpc": "2.0", "id": number, "method": "assign"}
    message["params"] = {**params, "crs": "wgs84"}
    return json.dumps(message, separators=(",", ":")) + "\n"


def positions(path: Path) -> Iterator[tuple[float, float]]:
    """All positions of a GeoJSON file of polygons."""
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    for feature in features:
        geometry = feature["geometry"]
        is_single = geometry["type"] == "Polygon"
        for polygon in [geometry["coordinates"]] if is_single else geometry["coordinates"]:
            for ring in polygon:
                yield from map(tuple, ring)


def widened(low: float, high: float) -> tuple[float, float]:
    """An interval with the margin at both ends."""
    reach = (high - low) * MARGIN
    return low - reach, high + reach


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Writes a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    with open(temporary, "w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    os.replace(temporary, path)
