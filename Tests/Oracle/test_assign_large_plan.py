"""A hundred thousand positions on boundaries of an exact plan: one grid each, the lowest code."""

import json
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal

import pytest

from dingge_program import REPOSITORY
from plan_model import STEPS_PER_DEGREE, ring_edges
from points_file import assign, middle, write_points

MAKE_PLAN = REPOSITORY / "tools" / "make-plan"

POSITIONS = 100_000

pytestmark = pytest.mark.program


def grids_of(folder):
    """`(is void, code, rings)` of each grid of a plan, in lattice steps."""
    text = (folder / "grid.geojson").read_text(encoding="utf-8")
    for feature in json.loads(text, parse_float=Decimal)["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        polygons = [parts] if geometry["type"] == "Polygon" else parts
        rings = [[tuple(int(round(Decimal(o) * STEPS_PER_DEGREE)) for o in position[:2])
                  for position in ring[:-1]] for polygon in polygons for ring in polygon]
        properties = feature["properties"]
        yield properties.get("kind") == "void", properties["code"], rings


def touching_grids(folder):
    """For every vertex and every edge's middle on the lattice, the grids that have it.

    In an edge-matched plan a grid touches a vertex or an edge only by having it too.
    """
    owners = defaultdict(set)
    for is_void, code, rings in grids_of(folder):
        for ring in rings:
            for position in [*ring, *map(middle, map(sorted, ring_edges(ring)))]:
                if position is not None:
                    owners[position].add((is_void, code))
    return owners


def test_every_vertex_and_edge_middle_gets_the_lowest_grid_that_touches_it(tmp_path):
    if not MAKE_PLAN.exists():
        pytest.skip(f"{MAKE_PLAN} does not exist")
    plan = tmp_path / "plan"
    size = ["--grids", "900", "--vertices", "200"]
    subprocess.run([sys.executable, MAKE_PLAN, plan, *size], check=True)
    owners = touching_grids(plan)
    vertices = sorted(owners)
    assert len(vertices) >= POSITIONS
    positions = vertices[::len(vertices) // POSITIONS][:POSITIONS]
    run, rows = assign(plan, write_points(positions, tmp_path / "points.csv"))
    assert run.status == 0, run.stderr
    assert len(rows) == POSITIONS
    wrong = [f"{position}: {row}" for position, row in zip(positions, rows)
             if not is_lowest(row, sorted(owners[position]))]
    assert not wrong, f"{len(wrong)} rows:\n  " + "\n  ".join(wrong[:10])


def is_lowest(row, touching):
    """Whether a row gives the first of the touching grids and lists them all, voids last."""
    is_void, code = touching[0]
    status, grid = ("void", "") if is_void else ("boundary", code)
    listed = ";".join(code for _, code in touching)
    return (row["status"], row["grid_code"], row["candidates"]) == (status, grid, listed)
