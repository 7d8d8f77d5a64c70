"""The oracle itself, held against shapely. Skipped where shapely is not installed."""

from collections import defaultdict

import pytest

pytest.importorskip("shapely")

from coverages import coverages
from random_plans import exact_plan, random_plan
from rational_oracle import coverage_defects, expectation
from shapely_opinion import areas_and_counts, is_valid, shape_of
from unit_validity import ring_class

SEEDS_PER_TEST = 50


@pytest.mark.parametrize("first", range(0, 1000, SEEDS_PER_TEST))
def test_areas_by_kind_and_units_are_those_of_polygonized_faces(first):
    for seed in range(first, first + SEEDS_PER_TEST):
        plan = random_plan(seed)
        if expectation(plan).invalid_units:
            continue
        for coverage in coverages(plan):
            compare_with_shapely(seed, plan, coverage)


@pytest.mark.parametrize("first", range(0, 1000, SEEDS_PER_TEST))
def test_units_that_are_valid_by_ogc_are_those_shapely_calls_valid(first):
    for seed in range(first, first + SEEDS_PER_TEST):
        plan = random_plan(seed)
        for level in plan.present:
            for unit in plan.levels[level]:
                if unit.polygons and all(len(set(ring)) > 2 for ring in unit.rings):
                    origin = unit.rings[0][0]
                    expected = is_valid(unit.polygons, origin)
                    found = ring_class(unit.polygons) == "valid"
                    assert found == expected, f"seed {seed}: {unit}"


@pytest.mark.parametrize("seed", range(200))
def test_an_exact_partition_has_no_defect_but_rings_that_touch_themselves(seed):
    found = expectation(exact_plan(seed))
    assert found.verdict == "seamless"
    assert {defect.kind for defect in found.defects} <= {"self-touch"}, f"seed {seed}"


def compare_with_shapely(seed, plan, coverage):
    """Areas to a part in a million; cluster counts where nothing is tiny."""
    if any(isinstance(o, int) and plan.levels[coverage.level][o].polygons is None
           for o in coverage.names):
        return
    origin = coverage.edges[0][1]
    shapes = {i: shape_of(plan.levels[coverage.level][i].polygons, origin) for i in coverage.names}
    if coverage.has_outline:
        above = plan.level_above(coverage.level)
        parent = next(u for i, u in enumerate(plan.levels[above])
                      if plan.label(above, i) == coverage.parent)
        shapes["parent"] = shape_of(parent.polygons, origin)
    expected = areas_and_counts(shapes, coverage.has_outline)
    exact, labels = defaultdict(list), {code: i for i, code in coverage.names.items()}
    if len(labels) < len(coverage.names):
        return
    coverage.outlines = set()
    for defect in coverage_defects(coverage):
        if defect.kind != "unmatched-vertices":
            units = None if defect.kind == "gap" else frozenset(labels[c] for c in defect.units)
            exact[defect.kind, units].append(defect)
    scale = max(abs(c - o) for _, a, _ in coverage.edges for c, o in zip(a, origin)) or 1
    for key in expected.keys() | exact.keys():
        area, count = expected.get(key, (0, 0))
        total = float(sum(defect.area for defect in exact[key]))
        about = f"seed {seed}: {coverage.parent} {key}"
        assert abs(area - total) <= 1e-6 * max(total, scale), about
        if all(defect.area > scale for defect in exact[key]):
            assert count == len(exact[key]), about
