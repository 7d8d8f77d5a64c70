"""`compare`: what changes hands from one plan to the next."""

import csv
import io
import json
import random

import pytest

from .plans import A1, A2, A3, A4, B1, B2, B3, B4, SIDE, SOUTH, VILLAGE_A, WEST
from .plans import centre, cell, collection, feature, grids, rectangle, villages, write_json
from .plans import write_town
from .program import dingge
from .tables import assigned_rows
from .wording import has_remedy

A5 = VILLAGE_A + "005"


def compared(old, new, *options, stdin=b""):
    """The answer in JSON."""
    done = dingge("compare", old, new, *options, "--format", "json", stdin=stdin)
    assert done.status == 0, done.err
    return json.loads(done.out)


def described(plan):
    """The area of each grid by its code."""
    done = dingge("describe", plan, "--level", "grid", "--format", "json")
    return {unit["code"]: unit["area_m2"] for unit in json.loads(done.out)["units"]}


def pieces_of(answer):
    """The areas by the codes of the old and the new unit."""
    return {(piece["from"], piece["to"]): piece["area_m2"] for piece in answer["pieces"]}


def changes_of(answer, level="grid"):
    """What became of the units of a level that changed, with their ancestors."""
    return {
        unit["code"]: (unit["change"], unit["ancestors"])
        for unit in answer["units"] if unit["level"] == level and unit["change"] != "unchanged"
    }


def town_with(folder, replaced):
    """The town with some grids replaced: code to (west, south, east, north) in cells, or to nothing."""
    features = [g for g in grids() if g["properties"]["code"] not in replaced]
    for code, box in replaced.items():
        if box is None:
            continue
        west, south, east, north = (
            base + SIDE * steps for base, steps in zip((WEST, SOUTH, WEST, SOUTH), box))
        features.append(
            feature(rectangle(west, south, east, north), code=code, name="改", parent=code[:12]))
    write_json(folder / "village.geojson", collection(villages()))
    write_json(folder / "grid.geojson", collection(features))
    return folder


@pytest.fixture
def redrawn(tmp_path):
    """A1 was split into two halves, and B3 took over the western half of B4."""
    (tmp_path / "new").mkdir()
    return town_with(
        tmp_path / "new",
        {A1: (0, 1, 0.5, 2), A5: (0.5, 1, 1, 2), B3: (2, 0, 3.5, 1), B4: (3.5, 0, 4, 1)})


@pytest.fixture
def roster(tmp_path):
    """Who is responsible: 01 for A1 and A2, 02 for the new A5, 03 for B3, 04 and 05 for B4."""
    path = tmp_path / "members.csv"
    path.write_text(
        "编号,姓名,电话,角色,网格编码,开始日期,结束日期\n"
        f"01,王一,13800000001,专职,{A1},,\n01,王一,13800000001,专职,{A2},,\n"
        f"02,李二,,兼职,{A5},2026-01-01,\n03,张三,,专职,{B3},,\n"
        f"05,赵五,,兼职,{B4},,\n04,钱四,,专职,{B4},,\n", encoding="utf-8")
    return path


def scattered(count, seed):
    """A table of points in and around the town, some of them on edges and corners."""
    chance = random.Random(seed)
    lines = ["id,lon,lat"]
    for number in range(count):
        x, y = chance.uniform(-0.5, 4.5), chance.uniform(-0.5, 2.5)
        if number % 5 == 0:
            x, y = round(x * 2) / 2, round(y)
        lines.append(f"{number},{WEST + SIDE * x:.9f},{SOUTH + SIDE * y:.9f}")
    return "\n".join(lines) + "\n"


def test_a_plan_beside_itself_has_no_pieces(town):
    answer = compared(town, town)
    assert answer["pieces"] == [] and changes_of(answer) == {}
    assert answer["counts"]["unchanged"] == 10
    assert answer["old"]["digest"] == answer["new"]["digest"]


def test_what_became_of_each_unit(town, redrawn):
    answer = compared(town, redrawn)
    assert changes_of(answer) == {
        A1: ("split", [A1]), A5: ("split", [A1]), B3: ("merged", [B3, B4]), B4: ("split", [B4])}
    assert changes_of(answer, "village") == {}


def test_the_pieces_of_what_changed_add_up_to_both_plans(town, redrawn):
    answer = compared(town, redrawn)
    unchanged = {u["code"] for u in answer["units"] if u["change"] == "unchanged"}
    for side, plan in (("from", town), ("to", redrawn)):
        areas = described(plan)
        sums = {}
        for piece in answer["pieces"]:
            sums[piece[side]] = sums.get(piece[side], 0) + piece["area_m2"]
        assert set(sums) == set(areas) - unchanged
        for code, total in sums.items():
            assert total == pytest.approx(areas[code], rel=1e-12)


def test_incidents_that_change_hands_are_those_assigned_otherwise(town, redrawn):
    table = scattered(4000, seed=3)
    answer = compared(town, redrawn, "--points", "-", "--crs", "wgs84", stdin=table.encode())
    before, now = (assigned_rows(plan, table) for plan in (town, redrawn))
    expected = {}
    for a, b in zip(before, now):
        if a["grid_code"] != b["grid_code"]:
            hands = (a["grid_code"] or None, b["grid_code"] or None)
            expected[hands] = expected.get(hands, 0) + 1
    counted = {(p["from"], p["to"]): p["incidents"] for p in answer["pieces"] if p["incidents"]}
    assert counted == expected and expected
    moved = answer["incidents"]["moved"]
    assert moved == sum(expected.values())
    lost = sum(p["incidents"] for p in answer["pieces"] if p["from"])
    gained = sum(p["incidents"] for p in answer["pieces"] if p["to"])
    assert lost == gained == moved


def test_incidents_on_a_line_are_counted_though_no_area_moves(tmp_path, town):
    """A4 gets a code before A2: what lies on their common edge goes to the new code."""
    new = tmp_path / "new"
    new.mkdir()
    town_with(new, {A4: None, A5: (1, 0, 2, 1)})
    west, south, east, north = cell(VILLAGE_A, 4)
    table = f"lon,lat\n{(west + east) / 2:.9f},{south + SIDE / 2:.9f}\n{west:.9f},{south + .002:.9f}\n"
    answer = compared(town, new, "--points", "-", "--crs", "wgs84", stdin=table.encode())
    assert {(p["from"], p["to"]): p["incidents"] for p in answer["pieces"]} == {(A4, A5): 1}
    assert changes_of(answer) == {A5: ("renamed", [A4])}


def test_a_renamed_unit_says_what_it_was(tmp_path, town):
    new = tmp_path / "new"
    new.mkdir()
    town_with(new, {A4: (1, 0, 2, 1)})
    unit = next(u for u in compared(town, new)["units"] if u["code"] == A4)
    assert unit["change"] == "renamed" and unit["before"] == {"name": "第4网格"}


def test_a_void_that_becomes_a_grid_brings_its_incidents(tmp_path, town):
    old = tmp_path / "old"
    old.mkdir()
    write_town(old, voids=[B2])
    table = "lon,lat\n%r,%r\n" % centre(B2)
    answer = compared(old, town, "--points", "-", "--crs", "wgs84", stdin=table.encode())
    assert [(p["from"], p["to"], p["incidents"]) for p in answer["pieces"]] == [(B2, B2, 1)]
    assert changes_of(answer) == {B2: ("reassigned", [B2])}


def test_plans_of_different_levels_are_compared(tmp_path, town):
    only_villages = tmp_path / "old"
    only_villages.mkdir()
    write_json(only_villages / "village.geojson", collection(villages()))
    answer = compared(only_villages, town)
    assert changes_of(answer)[A1] == ("split", [VILLAGE_A])
    assert len(answer["pieces"]) == 8 and changes_of(answer, "village") == {}


def test_members_who_change_hands(town, redrawn, roster, tmp_path):
    table = scattered(2000, seed=4)
    listed = tmp_path / "list.csv"
    answer = compared(
        town, redrawn, "--points", "-", "--crs", "wgs84", "--roster", roster, "--handover", listed,
        stdin=table.encode())
    pieces = {(p["from"], p["to"]): p["incidents"] for p in answer["pieces"]}
    members = {m["member"]: m for m in answer["members"]}
    assert set(members) == {"01", "02", "03", "04", "05"}
    assert members["01"]["incidents_lost"] == pieces[A1, A5] > 0
    assert members["02"]["grids_gained"] == [A5] and members["02"]["grids_lost"] == []
    assert members["04"]["incidents_lost"] == members["05"]["incidents_lost"] == pieces[B4, B3]
    assert members["03"]["incidents_gained"] == pieces[B4, B3] and members["03"]["name"] == "张三"
    rows = list(csv.DictReader(io.StringIO(listed.read_text(encoding="utf-8"), newline="")))
    hands = [(r["member"], r["direction"], r["from"], r["to"], r["others"]) for r in rows
             if float(r["area_m2"]) > 0]
    assert hands == [
        ("01", "out", A1, A5, "02 李二"), ("02", "in", A1, A5, "01 王一"),
        ("03", "in", B4, B3, "04 钱四;05 赵五"), ("04", "out", B4, B3, "03 张三"),
        ("05", "out", B4, B3, "03 张三")]


def test_the_roster_counts_as_it_is_when_the_new_plan_takes_over(town, redrawn, roster):
    early = compared(town, redrawn, "--roster", roster, "--at", "2025-12-31")
    assert "02" not in {m["member"] for m in early["members"]}
    late = compared(town, redrawn, "--roster", roster, "--at", "2026-01-01")
    assert "02" in {m["member"] for m in late["members"]}


def test_the_pieces_as_csv(town, redrawn):
    done = dingge("compare", town, redrawn, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.text, newline="")))
    assert {(r["from"] or None, r["to"] or None): float(r["area_m2"]) for r in rows} == pieces_of(
        compared(town, redrawn))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_for_people(town, redrawn, lang):
    done = dingge("compare", town, redrawn, "--lang", lang)
    assert done.status == 0 and A5 in done.text and A2 not in done.text
    assert ("拆分" in done.text) == (lang == "zh") and ("split" in done.text) == (lang == "en")


@pytest.mark.parametrize("content, status, words", [
    ("姓名,网格编码\n王一,1\n", 65, "id"),
    ("", 65, "empty"),
    ("id,name,grid,role\n1,a,g,boss\n2,,g,专职\n", 65, "line 3"),
    ("id,name,grid,from\n1,a,g,2026-02-30\n", 65, "2026-02-30"),
    ("id,name,grid,from,to\n1,a,g,2026-02-03,2026-02-03\n", 65, "ends"),
    ("id,name,grid\n1,a,g\n1,b,g\n", 65, "line 2"),
    ("id,name,grid\n1,\"a,g\n", 65, "quote"),
])
def test_a_roster_that_cannot_be_understood_is_named(town, tmp_path, content, status, words):
    path = tmp_path / "members.csv"
    path.write_text(content, encoding="utf-8")
    done = dingge("compare", town, town, "--roster", path)
    assert done.status == status and words in done.err and has_remedy(done.err)


def test_a_roster_that_is_missing_is_named(town):
    done = dingge("compare", town, town, "--roster", "nobody.csv")
    assert done.status == 66 and "nobody.csv" in done.err


def test_a_level_that_neither_plan_has_is_a_usage_error(town):
    assert dingge("compare", town, town, "--level", "county").status == 64


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_has_both_maps_and_the_list_of_each_member(town, redrawn, roster, tmp_path, lang):
    page = tmp_path / "page.html"
    done = dingge("compare", town, redrawn, "--roster", roster, "--report", page, "--lang", lang)
    assert done.status == 0, done.err
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == 2 and "<script" not in text and "http" not in text.split("</head>")[1]
    for word in (A5, B3, "王一", "张三", "赵五"):
        assert word in text
    assert ("交接清单" in text) == (lang == "zh")


def test_a_page_of_plans_that_are_the_same_has_no_map(town, tmp_path):
    page = tmp_path / "page.html"
    assert dingge("compare", town, town, "--report", page).status == 0
    assert "<svg" not in page.read_text(encoding="utf-8")
