"""`dingge describe` held against shapely, against recorded adjacency, and against exact integers."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from dingge_program import REPOSITORY, dingge
from neighbour_oracle import neighbours
from plan_files import write_folder
from random_plans import random_plan

pytestmark = pytest.mark.program

DATA = REPOSITORY.parent / "shared/data"
#: The property that holds the code, for layers of all sorts: cities, counties, islands, enclaves.
LAYERS = {
    "denver-precincts/precincts-2016-original.geojson": "NAMELSAD",
    "denver-precincts/bad-gap-region.geojson": "PRECID",
    "washington-dc/wards-2012.geojson": "ward",
    "washington-dc/block-groups-2010.geojson.gz": "block_group",
    "taiwan-villages/towns.geojson": "town",
    "philippines-region-1/barangays.geojson.gz": "barangay",
    "lancashire-noise/lsoa.geojson.gz": "lsoa",
    "new-york-shootings/boroughs.geojson.gz": "borough",
    "partition-cases/fl250.geojson": "id",
    "peer-benchmarks/jts-europe.geojson": "n",
}
#: Of a layer about so many areas are compared, every so many-th of the file.
SAMPLE = 100
#: How far measures may be off, as a share; of areas the pieces of the second opinion say how far.
TOLERANCE = {"area_m2": 1e-7, "perimeter_m": 1e-7, "polsby_popper": 3e-7, "reock": 1e-9,
             "convex_hull_ratio": 1e-9, "vertices": 0, "parts": 0, "holes": 0}


def described(plan, *options):
    """The answer of `describe` in JSON, its units by level and code."""
    run = dingge("describe", plan, "--format", "json", *options)
    assert run.status == 0, run.stderr
    answer = json.loads(run.stdout)
    return answer, {(unit["level"], unit["code"]): unit for unit in answer["units"]}


def compare(features, units, level, code_field):
    """Compares the measures of units with the second opinion; returns how many were compared."""
    shapely = pytest.importorskip("shapely")
    pytest.importorskip("pyproj")
    from shape_opinion import measures

    codes = [str(feature["properties"][code_field]) for feature in features]
    compared = 0
    step = len(features) // SAMPLE + 1
    for code, feature in zip(codes[::step], features[::step]):
        if not feature["geometry"] or codes.count(code) > 1:
            continue
        shape = shapely.geometry.shape(feature["geometry"])
        shape = shapely.transform(shape, lambda positions: positions.round(9))
        coordinates = shapely.get_coordinates(shape)
        repeats = (coordinates[1:] == coordinates[:-1]).all(axis=1).any()
        if not shape.is_valid or repeats:
            continue
        unit = units[level, code]
        for name, expected in measures(shape).items():
            assert unit[name] == pytest.approx(expected, rel=TOLERANCE[name], abs=0), (code, name)
        compared += 1
    return compared


@pytest.mark.parametrize("level", ["grid", "village", "town"])
def test_the_sample_town_has_the_measures_that_shapely_finds(level):
    _, units = described(REPOSITORY / "Data/xijiang")
    text = (REPOSITORY / f"Data/xijiang/{level}.geojson").read_text("utf-8")
    features = json.loads(text)["features"]
    assert compare(features, units, level, "code") == len(features) < SAMPLE


@pytest.mark.parametrize("layer", LAYERS)
def test_real_areas_have_the_measures_that_shapely_finds(layer, tmp_path):
    if not (DATA / layer).exists():
        pytest.skip("the real data is not there: ../shared/data beside the repository is absent")
    plan, collection = read_layer(layer, tmp_path)
    _, units = described(plan, "--code-field", LAYERS[layer])
    assert compare(collection["features"], units, "grid", LAYERS[layer]) > 0


def read_layer(layer, folder):
    """A layer as a file that is a plan, and as JSON."""
    data = (DATA / layer).read_bytes()
    data = gzip.decompress(data) if layer.endswith(".gz") else data
    plan = folder / "layer.geojson"
    plan.write_bytes(data)
    return plan, json.loads(data)


@pytest.mark.parametrize("case", ["fl25", "fl250"])
def test_real_areas_have_the_neighbours_that_were_recorded(case, tmp_path):
    table = DATA / f"partition-cases/{case}-adjacency.csv"
    if not table.exists():
        pytest.skip("the real data is not there: ../shared/data beside the repository is absent")
    plan, _ = read_layer(f"partition-cases/{case}.geojson", tmp_path)
    _, units = described(plan, "--code-field", "id")
    found = {frozenset((code, other)) for (_, code), unit in units.items()
             for other in unit["neighbours"]}
    recorded = {frozenset((row["a"], row["b"])) for row in csv.DictReader(table.open())}
    assert found == recorded


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_neighbours_are_those_of_exact_integers(first, tmp_path):
    for seed in range(first, first + 50):
        plan = random_plan(seed)
        _, units = described(write_folder(plan, Path(tmp_path) / str(seed)))
        for level in plan.present:
            labels = [plan.label(level, index) for index in range(len(plan.levels[level]))]
            if len(set(labels)) < len(labels):
                continue
            expected = neighbours(plan, level)
            for index, label in enumerate(labels):
                others = sorted(labels[other] for other in expected[index])
                assert units[level, label]["neighbours"] == others, f"seed {seed}: {level} {label}"
