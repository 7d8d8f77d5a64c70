"""Areas in areas: every child against its parent, on real layers that were drawn apart.

Shapely measures the same on the same lattice; the facts were measured before it.
"""

import functools
from collections import defaultdict
from dataclasses import dataclass

import pytest
import shapely

from .layers import Layer, SquareMetres, facts_of
from .reports import Report, by, check


@dataclass(frozen=True)
class Nesting:
    """Children with their parents' codes, the parents, and the name of the recorded facts."""

    children: Layer
    parents: Layer
    facts: str

    def __str__(self):
        return self.facts.replace(" ", "-")


NESTINGS = [
    Nesting(
        Layer("washington-dc", "smd-2013.geojson.gz", "smd", "anc"),
        Layer("washington-dc", "anc-2013.geojson", "anc"), "smd-2013 in anc-2013"),
    Nesting(
        Layer("washington-dc", "smd-2002.geojson.gz", "smd", "anc"),
        Layer("washington-dc", "anc-2002.geojson", "anc"), "smd-2002 in anc-2002"),
    Nesting(
        Layer("washington-dc", "anc-2013.geojson", "anc", "ward"),
        Layer("washington-dc", "wards-2012.geojson", "ward"), "anc-2013 in wards-2012"),
    Nesting(
        Layer("washington-dc", "police-service-areas.geojson.gz", "psa", "district"),
        Layer("washington-dc", "police-districts.geojson", "district"),
        "police-service-areas in police-districts"),
    Nesting(
        Layer("philippines-region-1", "barangays.geojson.gz", "barangay", "municipality"),
        Layer("philippines-region-1", "municipalities.geojson", "municipality"),
        "barangays in municipalities"),
]

every_nesting = pytest.mark.parametrize("nesting", NESTINGS, ids=str)


@pytest.fixture(scope="module")
def report_of(tmp_path_factory):
    """The report of a nesting, made once."""

    @functools.cache
    def make(nesting):
        folder = tmp_path_factory.mktemp("nesting")
        nesting.children.write(folder / "grid.geojson")
        nesting.parents.write(folder / "village.geojson")
        return Report(check(folder))

    return make


@functools.cache
def measured(nesting):
    """Square metres outside its parent by child, and without a child by parent."""
    children, parents = nesting.children, nesting.parents
    square_metres = SquareMetres(parents.origin)
    shift = children.origin - parents.origin
    inner = shapely.make_valid(shapely.transform(children.shapes, lambda c: c + shift))
    outer = dict(zip(parents.codes, shapely.make_valid(parents.shapes)))
    members, outside, empty = defaultdict(list), {}, {}
    for code, each, shape in zip(children.codes, children.properties, inner):
        parent = str(each[children.parent])
        members[parent].append(shape)
        outside[code] = float(square_metres(shapely.difference(shape, outer[parent]))[0])
    for code, shape in outer.items():
        rest = shapely.difference(shape, shapely.union_all(members[code]))
        empty[code] = float(square_metres(rest)[0])
    return outside, empty


@every_nesting
def test_what_reaches_outside_its_parent_is_overreach_of_that_child(nesting, report_of):
    outside, _ = measured(nesting)
    found = by(report_of(nesting).of_kind("overreach", "grid"), lambda d: tuple(d["units"]))
    assert all(len(units) == 1 for units, area in found.items() if area > 1)
    by_child = {units[0]: area for units, area in found.items()}
    for code, area in outside.items():
        if area > 0.01:
            assert by_child.get(code, 0) == pytest.approx(area, rel=0.01), code
    assert sum(found.values()) == pytest.approx(sum(outside.values()), rel=0.01)


@every_nesting
def test_what_no_child_covers_is_a_gap_of_that_parent(nesting, report_of):
    _, empty = measured(nesting)
    found = by(report_of(nesting).of_kind("gap", "grid"), lambda d: d["parent"])
    for code, area in empty.items():
        if area > 0.01:
            assert found.get(code, 0) == pytest.approx(area, rel=0.01), code
    total = sum(area for code, area in found.items() if code in empty)
    assert total == pytest.approx(sum(empty.values()), rel=0.01, abs=0.01)


@every_nesting
def test_the_nesting_agrees_with_the_recorded_facts(nesting, report_of):
    facts = facts_of(nesting.children.set)["nested"][nesting.facts]
    report = report_of(nesting)
    overreach = by(report.of_kind("overreach", "grid"), lambda d: tuple(d["units"]))
    codes = set(nesting.parents.codes)
    gaps = [d["area_m2"] for d in report.of_kind("gap", "grid") if d["parent"] in codes]
    assert sum(area > 1 for area in overreach.values()) == pytest.approx(
        facts["children_reaching_outside_over_1_m2"], abs=1, rel=0.002)
    assert sum(overreach.values()) == pytest.approx(facts["outside_m2"], rel=0.01, abs=0.2)
    assert sum(gaps) == pytest.approx(
        facts["parent_area_not_covered_by_children_m2"], rel=0.01, abs=0.2)


@every_nesting
def test_every_child_finds_its_parent(nesting, report_of):
    counts = report_of(nesting).counts
    assert "orphan" not in counts and "empty-parent" not in counts
    assert report_of(nesting).levels["grid"]["units"] == len(nesting.children.codes)
    assert report_of(nesting).levels["village"]["units"] == len(nesting.parents.codes)


def test_no_overlap_is_found_among_the_villages_of_one_municipality(report_of):
    """Each municipality was simplified on its own, as each village draws its grids alone.

    What overlaps lies between municipalities: the layer alone shows 910 such pairs.
    """
    [nesting] = [each for each in NESTINGS if each.children.set == "philippines-region-1"]
    children = nesting.children
    parent = {
        code: each["municipality"] for code, each in zip(children.codes, children.properties)
    }
    pairs = {
        pair: area for pair, area in report_of(nesting).overlaps("grid").items() if area > 0.01
    }
    assert all(parent[one] != parent[other] for one, other in pairs)
