"""Incidents as CSV, with exact literals, and the answers of `dingge assign`.

Standard library only.
"""

import csv
import io
from math import gcd
from pathlib import Path

from dingge_program import dingge
from plan_files import degrees
from plan_model import ring_edges


def write_points(positions, path):
    """Writes `id,lon,lat`, a row for each position of the lattice."""
    rows = [f"{n},{degrees(x)},{degrees(y)}" for n, (x, y) in enumerate(positions)]
    Path(path).write_text("\n".join(["id,lon,lat", *rows]) + "\n")
    return Path(path)


def assign(plan, points, *options):
    """Runs `dingge assign`: the run, and its rows as dictionaries."""
    run = dingge("assign", plan, points, "--crs", "wgs84", "--format", "csv", *options)
    return run, list(csv.DictReader(io.StringIO(run.stdout)))


def telling_positions(plan, random, others):
    """Every vertex, every edge's lattice position nearest its middle, and some random positions."""
    rings = [ring for units in plan.levels.values() for unit in units for ring in unit.rings]
    vertices = {position for ring in rings for position in ring}
    middles = {middle(edge) for ring in rings for edge in ring_edges(ring)} - {None}
    xs, ys = zip(*sorted(vertices))
    margin = max(2, (max(xs) - min(xs)) // 10)
    scattered = [(random.randint(min(xs) - margin, max(xs) + margin),
                  random.randint(min(ys) - margin, max(ys) + margin)) for _ in range(others)]
    beside = [(x + random.choice([-1, 1]), y + random.choice([-1, 0, 1]))
              for x, y in sorted(vertices)]
    return sorted(vertices) + sorted(middles) + scattered + beside


def middle(edge):
    """The position of the lattice on an edge next to its middle, `None` where there is none."""
    (ax, ay), (bx, by) = edge
    parts = gcd(bx - ax, by - ay)
    if parts < 2:
        return None
    return ax + (bx - ax) // parts * (parts // 2), ay + (by - ay) // parts * (parts // 2)
