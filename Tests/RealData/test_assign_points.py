"""`assign` on real incidents: shapely's answer on every point that is not on a boundary.

Both see points and areas on the lattice. The share that agrees with the recorded area is the one
that the facts give: more would mean that a tolerance is at work, less that a point was misplaced.
"""

import csv
import functools
import gzip
import io
from collections import defaultdict
from dataclasses import dataclass

import numpy
import pytest
import shapely

from CommandLine.program import dingge

from .layers import DATA, Layer, facts_of, on_lattice


@dataclass(frozen=True)
class Record:
    """A table of incidents, the layer to place them in, and the column with the recorded area."""

    layer: Layer
    table: str
    column: str
    facts: str
    through: str | None = None

    def __str__(self):
        return f"{self.layer.set}/{self.facts.replace(' ', '-').split('.')[0]}"


def washington(file, code, table, column):
    """A record of Washington, whose facts are named by a rule."""
    name = table.removesuffix("-2016-08.csv")
    return Record(Layer("washington-dc", file, code), table, column, f"{name} {column} in {file}")


CRIMES, PERMITS = "crimes-2016-08.csv", "street-permits-2016-08.csv"
NEW_YORK = Layer("new-york-shootings", "police-precincts.geojson.gz", "precinct")
BOROUGHS = Layer("new-york-shootings", "boroughs.geojson.gz", "borough")
TAINAN = Layer("tainan", "base-areas.geojson.gz", "base")
LANCASHIRE = Layer("lancashire-noise", "lsoa.geojson.gz", "lsoa")

RECORDS = [
    Record(NEW_YORK, "shootings.csv", "precinct", "precinct in police-precincts.geojson.gz"),
    Record(BOROUGHS, "shootings.csv", "borough", "borough in boroughs.geojson.gz"),
    Record(TAINAN, "dengue-cases.csv", "base", "base in base-areas.geojson.gz"),
    Record(TAINAN, "dengue-cases.csv", "code1", "code1 in base-areas.geojson.gz", "code1"),
    Record(TAINAN, "dengue-cases.csv", "code2", "code2 in base-areas.geojson.gz", "code2"),
    Record(LANCASHIRE, "antisocial-behaviour-2022.csv.gz", "lsoa", "lsoa in lsoa.geojson.gz"),
    washington("wards-2012.geojson", "ward", CRIMES, "ward"),
    washington("anc-2013.geojson", "anc", CRIMES, "anc"),
    washington("police-districts.geojson", "district", CRIMES, "district"),
    washington("police-service-areas.geojson.gz", "psa", CRIMES, "psa"),
    washington("voting-precincts-2012.geojson.gz", "precinct", CRIMES, "precinct"),
    washington("neighborhood-clusters.geojson", "cluster", CRIMES, "cluster"),
    washington("block-groups-2010.geojson.gz", "block_group", CRIMES, "block_group"),
    washington("wards-2012.geojson", "ward", PERMITS, "ward"),
    washington("anc-2002.geojson", "anc", PERMITS, "anc"),
    washington("smd-2002.geojson.gz", "smd", PERMITS, "smd"),
    washington("wards-2012.geojson", "ward", "service-requests-2016-08.csv", "ward"),
]

every_record = pytest.mark.parametrize("record", RECORDS, ids=str)


def table_of(record):
    """The table as bytes."""
    data = (DATA / record.layer.set / record.table).read_bytes()
    return gzip.decompress(data) if record.table.endswith(".gz") else data


@pytest.fixture(scope="module")
def answers_to(tmp_path_factory):
    """The answered rows of a record, made once; Tainan's table has a `village_code` of its own."""

    @functools.cache
    def plan_of(layer):
        folder = tmp_path_factory.mktemp("plan")
        layer.write(folder / "grid.geojson", code_field="area id")
        return folder

    @functools.cache
    def make(layer, record):
        done = dingge(
            "assign", plan_of(layer), "-", "--crs", "wgs84", "--code-field", "area id",
            "--prefix", "its ", stdin=table_of(record))
        assert done.status == 0, done.err
        return list(csv.DictReader(io.StringIO(done.out.decode("utf-8"))))

    return lambda record: make(record.layer, record)


@functools.cache
def expected_of(layer, table):
    """For every row, the codes of the areas it lies in and of those on whose line it lies."""
    [record] = [each for each in RECORDS if (each.layer, each.table) == (layer, table)][:1]
    rows = list(csv.DictReader(io.StringIO(table_of(record).decode("utf-8"))))
    numbers = [n for n, row in enumerate(rows) if row["lon"] and row["lat"]]
    degrees = numpy.array([[float(rows[n]["lon"]), float(rows[n]["lat"])] for n in numbers])
    points = shapely.points(on_lattice(degrees) - layer.origin)
    shapes = layer.shapes
    shapely.prepare(shapes)
    point, area = shapely.STRtree(shapes).query(points, predicate="intersects")
    is_inside = shapely.contains_properly(shapes[area], points[point])
    inside, touching = defaultdict(set), defaultdict(set)
    for p, a, i in zip(point, area, is_inside):
        (inside if i else touching)[numbers[p]].add(layer.codes[a])
    placed = set(numbers)
    return [(inside[n], touching[n]) if n in placed else None for n in range(len(rows))]


@every_record
def test_every_point_gets_the_grid_and_the_status_of_the_reference(record, answers_to):
    expected = expected_of(record.layer, record.table)
    answers = answers_to(record)
    assert len(answers) == len(expected)
    for answer, position in zip(answers, expected):
        got = (answer["its status"], answer["its grid_code"])
        candidates = set(filter(None, answer["its candidates"].split(";")))
        if position is None:
            assert got == ("invalid", "") and answer["its error"]
            continue
        inside, touching = position
        if len(inside) == 1:
            assert got == ("inside", *inside)
        elif inside:
            assert got[0] == "overlap" and got[1] in inside and candidates == inside
        elif touching:
            assert got[0] == "boundary" and got[1] in touching and candidates == touching
        else:
            assert got in (("outside", ""), ("gap", ""))


@every_record
def test_the_share_that_agrees_with_the_recorded_area_is_that_of_the_facts(record, answers_to):
    """Rows without a recorded area are no points of the facts.

    The facts were measured before the lattice; of the permits, dozens lie within a step of a line,
    and the lattice carries one of them over. The upper levels of Tainan are unions of its base areas, reached through the base area.
    """
    facts = facts_of(record.layer.set)["points"][record.facts]
    above = {code: code for code in record.layer.codes}
    if record.through:
        above = {
            str(each[record.layer.code]): each[record.through]
            for each in record.layer.properties
        }
    rows = [
        row for row in answers_to(record) if row[record.column] and row["its status"] != "invalid"
    ]
    assert len(rows) == facts["points"]
    agreeing = sum(above.get(row["its grid_code"]) == row[record.column] for row in rows)
    assert agreeing == pytest.approx(facts["agree"], abs=1)
    assert sum(not row["its grid_code"] for row in rows) == facts["points_in_no_polygon"]
