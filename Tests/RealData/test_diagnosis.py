"""What real layers look like whose edges do not match: nothing is claimed that is not there."""

import json

import pytest

from CommandLine.program import dingge

from .layers import Layer

NESTINGS = {
    "taiwan villages in towns": (
        Layer("taiwan-villages", "villages.geojson.gz", "village", "town"),
        Layer("taiwan-villages", "towns.geojson", "town")),
    "philippine barangays in municipalities": (
        Layer("philippines-region-1", "barangays.geojson.gz", "barangay", "municipality"),
        Layer("philippines-region-1", "municipalities.geojson", "municipality")),
    "washington commissions in wards": (
        Layer("washington-dc", "anc-2013.geojson", "anc", "ward"),
        Layer("washington-dc", "wards-2012.geojson", "ward")),
}


def warnings(plan):
    """The remarks on a plan as a whole."""
    done = dingge("check", plan, "--format", "json", "--lang", "en", timeout=170)
    return json.loads(done.out)["warnings"]


@pytest.mark.parametrize("name", NESTINGS)
def test_layers_that_were_drawn_apart_are_said_to_be(tmp_path, name):
    children, parents = NESTINGS[name]
    children.write(tmp_path / "grid.geojson")
    parents.write(tmp_path / "village.geojson")
    [warning] = [each for each in warnings(tmp_path) if "at level grid" in each]
    assert "digitised apart" in warning


def test_a_layer_whose_neighbours_differ_in_the_last_digits_is_said_to(tmp_path):
    Layer("lancashire-noise", "lsoa.geojson.gz", "lsoa").write(tmp_path / "grid.geojson")
    [warning] = warnings(tmp_path)
    assert "hairlines" in warning and "last digits" in warning


def test_layers_that_differ_beyond_the_lattice_are_said_to(tmp_path):
    Layer("washington-dc", "smd-2013.geojson.gz", "smd", "anc").write(tmp_path / "grid.geojson")
    Layer("washington-dc", "anc-2013.geojson", "anc").write(tmp_path / "village.geojson")
    [warning] = [each for each in warnings(tmp_path) if "at level grid" in each]
    assert "last digits" in warning
