"""`dingge repair` on plans of every kind of file: what changes, what does not, and the way back."""

import json
import sqlite3

import pytest

from .plans import A1, A2, B2, B4, VILLAGE_A, VILLAGE_B, collection, grids, villages, write_json, write_town
from .program import dingge

METRE = 1e-5
KINDS = ["folder", "one.geojson", "plane.geojson", "one.gpkg", "plane.gpkg"]
FOREIGN = ["one.shp", "one.fgb", "one.csv", "one.topojson", "one.dgx"]


@pytest.fixture
def town(tmp_path):
    """The town in a folder, one grid reaching a metre into its neighbour."""
    folder = tmp_path / "town"
    folder.mkdir()
    return write_town(folder, widened={A1: METRE})


def written(town, kind):
    """The town as another kind of plan, in degrees or in metres of a Gauss-Krueger zone."""
    if kind == "folder":
        return town
    path = town.parent / kind
    if kind.endswith(".dgx"):
        assert dingge("index", town, "-o", path).status == 0
    else:
        system = ["--to-crs", "EPSG:4547"] if kind.startswith("plane") else []
        assert dingge("convert", town, "-o", path, *system).status in (0, 1)
    return path


def contents(path):
    """The bytes of a plan's files by their names."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


def units(path, levels=("grid", "village")):
    """For each code all that a plan says of the unit: its shape as written, and its columns."""
    if path.suffix == ".gpkg":
        with sqlite3.connect(path) as database:
            rows = [dict(zip([c[0] for c in cursor.description], row))
                    for level in levels
                    for cursor in [database.execute(f"SELECT * FROM {level}")] for row in cursor]
        return {row["code"]: (row.pop("geom"), row) for row in rows}
    features = [f for text in contents(path).values() for f in json.loads(text)["features"]]
    return {f["properties"]["code"]: (f["geometry"], f["properties"]) for f in features}


def changed(before, after, levels=("grid", "village")):
    """The codes of units whose shapes are written otherwise; nothing else may be."""
    old, new = units(before, levels), units(after, levels)
    assert {c: said for c, (_, said) in old.items()} == {c: said for c, (_, said) in new.items()}
    return [code for code in old if old[code][0] != new[code][0]]


def verdict(plan, *options):
    """What a check says of a plan."""
    return json.loads(dingge("check", plan, "--format", "json", *options).text)["verdict"]


@pytest.mark.parametrize("kind", KINDS)
def test_one_unit_changes_and_all_can_be_undone(kind, town, tmp_path):
    plan, fixed, log = written(town, kind), tmp_path / f"fixed-{kind}", tmp_path / "log.json"
    original = contents(plan)
    dry = dingge("repair", plan, "-o", fixed, "--log", log, "--dry-run", "--format", "json")
    assert dry.status == 0 and not fixed.exists() and not log.exists()
    wet = dingge("repair", plan, "-o", fixed, "--log", log, "--format", "json")
    assert (wet.status, wet.out) == (0, dry.out)
    assert contents(plan) == original and changed(plan, fixed) == [A1]
    assert verdict(fixed) == "seamless"
    assert dingge("repair", fixed, "-o", tmp_path / f"again-{kind}").status == 0
    assert contents(tmp_path / f"again-{kind}") == contents(fixed)
    repaired = contents(fixed)
    assert dingge("repair", "--undo", log, "--dry-run").status == 0
    assert contents(fixed) == repaired
    assert dingge("repair", "--undo", log).status == 0
    assert contents(fixed) == original


def vertices(path, code):
    """The positions of a unit of any plan."""
    copy = path.parent / f"{path.name}-as.geojson"
    assert dingge("convert", path, "-o", copy).status == 0
    return {tuple(p) for ring in units(copy)[code][0]["coordinates"] for p in ring}


@pytest.mark.parametrize("kind", KINDS)
def test_a_locked_unit_stays_where_it_is(kind, town, tmp_path):
    plan, fixed = written(town, kind), tmp_path / f"fixed-{kind}"
    done = dingge("repair", plan, "-o", fixed, "--lock", A1, "--format", "json")
    patches = json.loads(done.text)["patches"]
    assert {p["rule"] for p in patches if p["area_m2"] > 1} == {"locked-unit"}
    assert A1 not in {p["from"] for p in patches} and A2 in changed(plan, fixed)
    # A neighbour's vertex on its straight line is inserted, as far as the lattice has it there.
    assert all(p["kind"] == "inserted-vertices" and p["movement_m"] < 1e-4
               for p in patches if p["to"] == A1 and p["rule"] != "locked-unit")
    assert vertices(plan, A1) <= vertices(fixed, A1)
    assert done.status == (0 if verdict(fixed) == "seamless" else 1)


def aligned(tmp_path, kind, missing):
    """Grids of which one lacks a strip, as a plan, and the villages as another one."""
    outline = write_json(tmp_path / "outline.geojson", collection(
        {**f, "properties": {**f["properties"], "level": "village"}} for f in villages()))
    plan = write_json(tmp_path / "plan.geojson", collection(grids(widened={B2: -missing})))
    if kind.endswith("gpkg"):
        assert dingge("convert", plan, "-o", tmp_path / kind).status == 0
        plan = tmp_path / kind
    return plan, outline


@pytest.mark.parametrize("kind", ["one.geojson", "one.gpkg"])
def test_the_outline_of_another_plan_is_filled_and_not_changed(kind, tmp_path):
    plan, outline = aligned(tmp_path, kind, METRE / 2)
    fixed, log = tmp_path / f"fixed-{kind}", tmp_path / "log.json"
    before = outline.read_bytes()
    assert dingge("repair", plan, "-o", fixed, "--align-to", outline, "--log", log).status == 0
    assert outline.read_bytes() == before and changed(plan, fixed, ["grid"]) == [B2, B4]
    assert dingge("convert", fixed, "-o", tmp_path / "grid.geojson").status == 0
    both = [f for path in (outline, tmp_path / "grid.geojson")
            for f in json.loads(path.read_text("utf-8"))["features"]]
    # Exact by area: the outline, which is not changed, lacks the vertex where the grid ended.
    assert verdict(write_json(tmp_path / "both.geojson", collection(both))) == "area-exact"
    assert dingge("repair", "--undo", log, fixed, "-o", tmp_path / "undone").status == 0
    assert (tmp_path / "undone").read_bytes() == plan.read_bytes()


def test_what_the_outline_has_more_and_is_too_large_to_give_away_is_left(tmp_path):
    plan, outline = aligned(tmp_path, "one.geojson", 20 * METRE)
    fixed = tmp_path / "fixed.geojson"
    done = dingge("repair", plan, "-o", fixed, "--align-to", outline, "--format", "json")
    said = json.loads(done.text)
    assert (done.status, said["verdict"]) == (1, "defective")
    assert [(d["kind"], d["units"]) for d in said["left"]] == [("gap", [B2, B4])]
    # Only what the neighbour lacks is inserted.
    assert changed(plan, fixed) == [B4]


@pytest.mark.parametrize("kind", FOREIGN)
def test_another_format_is_written_anew_and_its_original_stays(kind, town, tmp_path):
    plan, fixed, log = written(town, kind), tmp_path / "fixed.gpkg", tmp_path / "log.json"
    system = ["--crs", "EPSG:4326"] if kind.endswith(".csv") else []
    original = contents(plan)
    assert dingge("repair", plan, "-o", fixed, "--log", log, *system).status == 0
    assert verdict(fixed) == "seamless" and contents(plan) == original
    assert {VILLAGE_A, VILLAGE_B, A1, A2} <= set(units(fixed))
    undo = dingge("repair", "--undo", log)
    assert undo.status == 65 and f"{plan} was not changed" in undo.err
    itself = dingge("repair", plan, "-o", plan, *system)
    assert itself.status == 64 and "could not be undone" in itself.err
    assert contents(plan) == original


def test_the_ending_of_the_output_says_the_format(town, tmp_path):
    fixed = tmp_path / "fixed.gpkg"
    assert dingge("repair", town, "-o", fixed).status == 0
    assert fixed.read_bytes().startswith(b"SQLite format 3")
    assert verdict(fixed) == "seamless"
