"""The oracle's regions, held against trapezoids: same kinds, same units, the same exact areas."""

from collections import Counter

import pytest

from coverages import coverages
from random_plans import random_plan
from rational_oracle import coverage_defects, expectation, kinds_of_faces
from slabs import Slabs

SEEDS_PER_TEST = 10


@pytest.mark.parametrize("first", range(0, 400, SEEDS_PER_TEST))
def test_regions_are_those_of_the_trapezoids_to_the_last_fraction(first):
    for seed in range(first, first + SEEDS_PER_TEST):
        plan = random_plan(seed)
        if expectation(plan).invalid_units:
            continue
        for coverage in coverages(plan):
            coverage.outlines = set()
            defects = coverage_defects(coverage)
            slabs = Slabs(coverage.edges)
            for kind, key_of in kinds_of_faces(coverage.has_outline):
                listed = Counter((d.multiplicity, d.area) for d in defects if d.kind == kind)
                expected = Counter((len(key), area) for key, area in slabs.regions(key_of)
                                   if area is not None)
                assert listed == expected, f"seed {seed}: {coverage.parent} {kind}"
