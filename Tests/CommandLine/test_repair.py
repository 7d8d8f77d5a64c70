"""`dingge repair` seen from outside: files, log, undo, and what it refuses."""

import json

import pytest

from .plans import A1, A2, VILLAGE_A, collection, feature, grids, villages, write_json, write_town
from .program import dingge

METRE = 1e-5


@pytest.fixture
def damaged(tmp_path):
    """The town in a folder, one grid reaching a metre into its neighbour."""
    folder = tmp_path / "town"
    folder.mkdir()
    return write_town(folder, widened={A1: METRE})


def test_a_folder_becomes_a_folder_and_only_the_damaged_feature_changes(damaged, tmp_path):
    fixed = tmp_path / "fixed"
    done = dingge("repair", damaged, "-o", fixed)
    assert (done.status, done.err) == (0, "")
    assert done.text.startswith(f"{damaged}, repaired: seamless")
    assert (fixed / "village.geojson").read_bytes() == (damaged / "village.geojson").read_bytes()
    before, after = (json.loads((f / "grid.geojson").read_text()) for f in (damaged, fixed))
    changed = [old["properties"]["code"] for old, new in zip(before["features"], after["features"])
               if old != new]
    assert changed == [A1]
    assert [f["properties"] for f in before["features"]] == [
        f["properties"] for f in after["features"]]


def test_text_around_the_geometry_stays_as_it_was_written(tmp_path):
    features = list(grids(widened={A1: METRE}))
    text = json.dumps(collection(features), indent=3).replace('"name"', '"n\\u0061me" ')
    plan, fixed = tmp_path / "plan.geojson", tmp_path / "fixed.geojson"
    plan.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert dingge("repair", plan, "-o", fixed).status == 0
    old, new = plan.read_bytes(), fixed.read_bytes()
    start = next(i for i, (a, b) in enumerate(zip(old, new)) if a != b)
    end = next(i for i, (a, b) in enumerate(zip(old[::-1], new[::-1])) if a != b)
    cut = old[start:len(old) - end]
    assert b"Polygon" not in cut and b"code" not in cut and old.count(b"\r\n") > 100


def test_positions_keep_all_their_digits_and_heights(tmp_path):
    features = list(grids(widened={A1: METRE}))
    for feature in features:
        feature["geometry"]["coordinates"] = [
            [[x + 1e-11, y, 7.5] for x, y in ring] for ring in feature["geometry"]["coordinates"]]
    plan, fixed = tmp_path / "plan.geojson", tmp_path / "fixed.geojson"
    write_json(plan, collection(features))
    assert dingge("repair", plan, "-o", fixed).status == 0
    known = {tuple(p) for f in features for p in f["geometry"]["coordinates"][0]}
    repaired = json.loads(fixed.read_text())["features"][0]
    assert {tuple(p) for p in repaired["geometry"]["coordinates"][0]} <= known


def test_ends_of_a_common_line_that_rounding_puts_apart_are_joined(tmp_path):
    # The lattice has nine decimals; the sliver between them is open to the north.
    def grid(code, *ring):
        return feature({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}, code=code)

    west, east = 112.0100000004, 112.0100000006
    plan = write_json(tmp_path / "plan.geojson", collection([
        grid("a", [112.0, 24.8], [112.01, 24.8], [west, 24.81], [112.0, 24.81]),
        grid("b", [112.01, 24.8], [112.02, 24.8], [112.02, 24.81], [east, 24.81])]))
    fixed = tmp_path / "fixed.geojson"
    assert dingge("check", plan).text.startswith(f"{plan}: seamless")
    assert dingge("repair", plan, "-o", fixed).status == 0
    rings = [f["geometry"]["coordinates"][0] for f in json.loads(fixed.read_text())["features"]]
    assert [west, 24.81] in rings[0] and [west, 24.81] in rings[1] and [east, 24.81] not in rings[1]


def test_the_log_says_what_was_done_and_undo_takes_it_back(damaged, tmp_path):
    fixed, log = tmp_path / "fixed", tmp_path / "log.json"
    assert dingge("repair", damaged, "-o", fixed, "--log", log).status == 0
    said = json.loads(log.read_text())
    patch = said["patches"][0]
    assert (patch["kind"], patch["from"], patch["to"]) == ("overlap", A1, A2)
    assert patch["rule"] == "fewest-changes"
    assert 1000 < patch["area_m2"] < 1300 and 0.9 < patch["movement_m"] < 1.2
    assert said["left"] == [] and said["digest_before"] != said["digest_after"]
    digest = json.loads(dingge("check", fixed, "--format", "json").text)["plan"]["digest"]
    assert digest == said["digest_after"]
    assert dingge("repair", "--undo", log).status == 0
    for name in ("grid.geojson", "village.geojson"):
        assert (fixed / name).read_bytes() == (damaged / name).read_bytes()


def test_undo_refuses_a_file_that_was_changed_since(damaged, tmp_path):
    fixed, log = tmp_path / "fixed", tmp_path / "log.json"
    dingge("repair", damaged, "-o", fixed, "--log", log)
    path = fixed / "grid.geojson"
    path.write_bytes(path.read_bytes() + b"\n")
    done = dingge("repair", "--undo", log, "-o", tmp_path / "undone")
    assert done.status == 65 and "SHA-256" in done.err
    assert not (tmp_path / "undone").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"undo":{"output":"x","is_folder":false}}',
                                  '{"undo":{"output":"x","is_folder":false,"files":[{"name":"/a"}]}}'])
def test_undo_refuses_what_is_no_log(text, tmp_path):
    log = tmp_path / "log.json"
    log.write_text(text)
    done = dingge("repair", "--undo", log)
    assert done.status == 65 and "is not the log of a repair" in done.err


def test_a_dry_run_says_the_same_and_writes_nothing(damaged, tmp_path):
    fixed, log = tmp_path / "fixed", tmp_path / "log.json"
    dry = dingge("repair", damaged, "-o", fixed, "--dry-run", "--log", log, "--format", "json")
    assert dry.status == 0 and not fixed.exists() and not log.exists()
    wet = dingge("repair", damaged, "-o", fixed, "--format", "json")
    assert dry.out == wet.out


def test_what_is_left_is_said_with_what_it_would_take(tmp_path):
    plan = tmp_path / "town"
    plan.mkdir()
    write_json(plan / "village.geojson", collection(villages()))
    write_json(plan / "grid.geojson", collection(grids(without=(A2,))))
    done = dingge("repair", plan, "-o", tmp_path / "fixed")
    assert done.status == 1
    assert "Left for a person to decide, 1:" in done.text
    assert "--max-gap-area (1000 m²)" in done.text
    assert (tmp_path / "fixed/grid.geojson").read_bytes() == (plan / "grid.geojson").read_bytes()


def test_the_longest_list_of_locks_is_understood(damaged, tmp_path):
    done = dingge("repair", damaged, "-o", tmp_path / "f", "--lock", f"{A1}, {VILLAGE_A}",
                  "--format", "json")
    assert done.status == 0
    patch = json.loads(done.text)["patches"][0]
    assert (patch["from"], patch["to"], patch["rule"]) == (A2, A1, "locked-unit")


def test_chinese_says_the_same_things(damaged, tmp_path):
    done = dingge("repair", damaged, "-o", tmp_path / "f", "--lang", "zh")
    assert "修复后无缝" in done.text and "归改动单元最少者" in done.text


@pytest.mark.parametrize("arguments, status, words", [
    ([], 64, "Name the plan to repair"),
    (["-"], 64, "not from standard input"),
    (["PLAN"], 64, "Say where to write"),
    (["PLAN", "-o", "x", "--tolerance=-1"], 64, "--tolerance must be a number"),
    (["PLAN", "-o", "x", "--lock", "nobody"], 64, "no unit with the code nobody"),
    (["no-such-file.geojson", "-o", "x"], 66, "Cannot read"),
    (["PLAN", "-o", "/no/such/folder/x/../../y"], 73, "Cannot write"),
    (["--undo", "no-such-log.json"], 66, "Cannot read"),
])
def test_what_cannot_be_done_is_said(arguments, status, words, tmp_path):
    plan = write_json(tmp_path / "plan.geojson", collection(grids(widened={A1: METRE})))
    arguments = [str(plan) if a == "PLAN" else a for a in arguments]
    done = dingge("repair", *arguments, cwd=tmp_path)
    assert (done.status, words in done.err) == (status, True), done.err
