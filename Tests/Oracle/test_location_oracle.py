"""The location oracle itself, on exact plans and against shapely where it is installed."""

from random import Random

import pytest

from location_oracle import Locator
from points_file import telling_positions
from random_plans import exact_plan, random_plan
from unit_validity import place


@pytest.mark.parametrize("seed", range(100))
def test_every_position_of_an_exact_plan_has_one_grid(seed):
    plan = exact_plan(seed)
    locator, town = Locator(plan), plan.levels["town"][0].polygons
    for position in telling_positions(plan, Random(seed), others=100):
        found = locator.locate(position)
        expected = ("outside",) if place(position, town) == "outside" else ("inside", "boundary")
        assert found.status in expected, f"seed {seed}: {position} {found}"
        assert bool(found.grid) == (found.status != "outside"), f"seed {seed}: {position} {found}"


@pytest.mark.parametrize("seed", range(100))
def test_a_position_lies_where_shapely_says(seed):
    shapely = pytest.importorskip("shapely")
    from shapely_opinion import shape_of
    plan = random_plan(seed)
    for unit in plan.levels["grid"]:
        if unit.polygons is None or not shapely.is_valid(shape_of(unit.polygons, unit.rings[0][0])):
            continue
        ox, oy = unit.rings[0][0]
        shape = shape_of(unit.polygons, (ox, oy))
        for x, y in telling_positions(plan, Random(seed), others=20):
            point = shapely.Point(x - ox, y - oy)
            expected = ("inside" if shape.contains(point) else
                        "boundary" if shape.intersects(point) else "outside")
            assert place((x, y), unit.polygons) == expected, f"seed {seed}: {unit.code} {(x, y)}"
