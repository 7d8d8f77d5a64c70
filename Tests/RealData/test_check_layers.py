"""`check` on real layers, each alone, against shapely on the same lattice.

The reference sees the coordinates after they were put on the lattice, as the check does. A layer
alone has no outline: what the check calls gaps are the bounded faces that lie in no area.

Below a square centimetre the two may part: shapely rounds where lines cross, and a sliver a
thousand metres long and a tenth of a millimetre wide may pinch into any number of pieces.
"""

import functools
from collections import Counter

import numpy
import pytest
import shapely

from .coverages import LAYERS
from .layers import Layer, on_lattice
from .reference import Reference
from .reports import Report, check
from .rings import CROSSING, SPIKE, TOO_FEW, TOUCHING

SMALLEST = 0.01
SLACK = 1.05

every_layer = pytest.mark.parametrize("layer", LAYERS, ids=str)


@pytest.fixture(scope="module")
def report_of(tmp_path_factory):
    """The report of a layer, made once."""

    @functools.cache
    def make(number):
        folder = tmp_path_factory.mktemp("layer")
        LAYERS[number].write(folder / "grid.geojson")
        return Report(check(folder))

    return lambda layer: make(LAYERS.index(layer))


@functools.cache
def reference_of(number):
    return Reference(LAYERS[number])


def reference(layer):
    """The reference of a layer, made once."""
    return reference_of(LAYERS.index(layer))


@every_layer
def test_every_area_is_read(layer, report_of):
    assert report_of(layer).levels["grid"]["units"] == layer.facts["polygons"]


@every_layer
def test_overlapping_pairs_and_their_areas_are_those_of_the_reference(layer, report_of):
    """Pairs with an area that crosses itself are left out: odd-even is only one way to mend it."""
    ignored = reference(layer).areas_with(CROSSING)

    def kept(pairs, floor):
        return {pair: area for pair, area in pairs.items()
                if area > floor and not ignored & set(pair)}

    found = kept(report_of(layer).overlaps(), 0)
    expected = kept(reference(layer).overlaps, 0)
    assert set(kept(expected, SMALLEST * SLACK)) <= set(found)
    assert set(kept(found, SMALLEST * SLACK)) <= set(expected)
    for pair, area in kept(expected, SMALLEST).items():
        assert found[pair] == pytest.approx(area, rel=0.01), pair
    assert sum(found.values()) == pytest.approx(sum(expected.values()), rel=0.01, abs=SMALLEST)


@every_layer
def test_gaps_and_their_areas_are_those_of_the_reference(layer, report_of):
    """A region that is closed by mere points is a gap as well: 28.7 km² in the Philippines."""
    found = sorted(report_of(layer).areas("gap"), reverse=True)
    expected = sorted(reference(layer).gaps, reverse=True)

    def over(areas, floor):
        return sum(area > floor for area in areas)

    assert over(expected, SMALLEST * SLACK) <= over(found, SMALLEST) <= over(
        expected, SMALLEST / SLACK)
    for mine, theirs in zip(found, expected):
        if theirs > SMALLEST * SLACK:
            assert mine == pytest.approx(theirs, rel=0.01)
    assert sum(found) == pytest.approx(sum(expected), rel=0.01, abs=SMALLEST)


@every_layer
def test_a_gap_says_where_it_is(layer, report_of):
    """The position given lies in the box given, and the box holds one gap of the reference."""
    for gap in report_of(layer).of_kind("gap"):
        west, south, east, north = gap["bbox"]
        assert west <= gap["at"][0] <= east and south <= gap["at"][1] <= north


@every_layer
def test_a_ring_that_touches_itself_is_a_good_member_and_a_remark(layer, report_of):
    """OGC calls it invalid. 79 English census areas do it and fit their neighbours perfectly.

    A spike, as five Taiwanese villages have one, may be called either: it covers nothing.
    """
    report = report_of(layer)
    touching = reference(layer).areas_with(TOUCHING)
    assert touching <= report.units("self-touch")
    assert not touching & report.units("invalid-ring")
    named = report.units("self-touch") | report.units("invalid-ring")
    assert reference(layer).areas_with(SPIKE) <= named
    assert all(each["severity"] == "info" for each in report.of_kind("self-touch"))


@every_layer
def test_a_ring_that_crosses_itself_or_is_too_short_is_named_with_the_place(layer, report_of):
    """Some rings cross only on the lattice: of precinct 43 in New York, by a single step."""
    report, expected = report_of(layer), reference(layer)
    broken = expected.areas_with(CROSSING, TOO_FEW)
    assert broken <= report.units("invalid-ring") <= broken | expected.areas_with(SPIKE)
    for defect in report.of_kind("invalid-ring"):
        [code] = defect["units"]
        shape = layer.shapes[layer.codes.index(code)]
        place = shapely.Point(on_lattice(numpy.array(defect["at"])) - layer.origin)
        assert shapely.distance(shapely.boundary(shape), place) < 2


@every_layer
def test_exclaves_are_the_areas_of_several_parts_that_do_not_touch(layer, report_of):
    """Of an area whose rings cross, nobody can say what its parts are."""
    report, ignored = report_of(layer), reference(layer).areas_with(CROSSING)
    assert report.units("exclave") - ignored == reference(layer).exclaves - ignored
    assert all(each["severity"] == "warning" for each in report.of_kind("exclave"))


@every_layer
def test_codes_that_are_used_twice_are_named(layer, report_of):
    twice = {code for code, uses in Counter(layer.codes).items() if uses > 1}
    assert report_of(layer).units("duplicate-code") == twice


@every_layer
def test_the_verdict_follows_from_the_facts(layer, report_of):
    """Matched in every edge, without holes and bad rings: seamless. Something large: defective.

    Between the two lies what only exact arithmetic can tell, vertices on a neighbour's straight
    edge from slivers thinner than the lattice.
    """
    report, expected = report_of(layer), reference(layer)
    wrong = {"duplicate-code", "missing-code", "duplicate-geometry"} & set(report.counts)
    large = [a for a in [*expected.overlaps.values(), *expected.gaps] if a > SMALLEST]
    if large or expected.areas_with(CROSSING, TOO_FEW) or wrong:
        assert report.verdict == "defective"
    elif expected.has_unmatched_edges.any() or expected.areas_with(SPIKE):
        assert report.verdict in ("area-exact", "defective")
    else:
        assert report.verdict == "seamless"


@pytest.mark.parametrize(
    "layer", [each for each in LAYERS if not each.file.endswith("yemen.geojson")], ids=str)
def test_the_report_agrees_with_the_recorded_facts(layer, report_of):
    """The facts were measured before the lattice, with areas between lines straight in a plane.

    So they agree in what is larger than a square metre, but for three understood differences:

    * The borders of Yemen have edges of many kilometres. A vertex on one of them lies beside it
      once both are drawn in another plane: 963 m² of overlap in the facts are 0.24 m² here. They
      are left out.
    * A hole with an island in it (a part of Denver inside an enclave) counts without the island
      here, with it in the facts; and a region closed by mere points is no hole in the facts. So
      only the number of gaps and the area of the largest overlap are compared there.
    * Lancashire's neighbours differ by less than the lattice step. Putting them on the lattice
      joins most of them (252 areas with unmatched edges of 941 are left) and parts others by a
      whole step: 1.8 m² of overlap in place of 1.0.
    """
    report, facts = report_of(layer), layer.facts
    overlaps = report.overlaps()
    pairs = sum(area > 1 for area in overlaps.values())
    gaps = sum(area > 1 for area in report.areas("gap"))
    assert pairs == pytest.approx(facts["overlap_pairs_over_1_m2"], abs=1)
    assert gaps == pytest.approx(facts["interior_gaps_over_1_m2"], abs=1)
    assert sum(overlaps.values()) == pytest.approx(facts["overlap_m2"], rel=0.01, abs=1)
    assert max(overlaps.values(), default=0) == pytest.approx(
        facts["largest_overlap_m2"], rel=0.01, abs=0.1)
    if facts["coverage_is_valid"] and facts["interior_gaps"] == 0:
        assert report.verdict == "seamless" or "duplicate-code" in report.counts


def test_an_area_with_a_ring_of_too_few_points_keeps_its_place(report_of):
    """Two precincts of New York hold dozens of such rings beside good ones.

    Were the whole precinct dropped, square kilometres of gap would lie where it is.
    """
    [layer] = [each for each in LAYERS if each.file.startswith("police-precincts")]
    report = report_of(layer)
    assert {"61", "113"} <= report.units("invalid-ring")
    assert sum(report.areas("gap")) < 1


def test_a_kinked_outline_is_an_invalid_ring(tmp_path):
    """Switzerland as it is, and once with a ring that crosses itself."""
    Layer("peer-benchmarks", "pip-hao-switzerland.geojson", "name").write(
        tmp_path / "grid.geojson")
    assert Report(check(tmp_path)).units("invalid-ring") == {"notSimple/switzerlandKinked"}
