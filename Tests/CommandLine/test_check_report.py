"""`check --report`: one page with the certificate, a map of every defect, and tables."""

import base64
import hashlib
import json
import re

import pytest

from .pages import Page
from .plans import A1, A2, B1, collection, feature, rectangle, villages, write_json, write_town
from .program import ROOT, dingge

HOSTILE = "</script><img src=x onerror=alert(1)>\"'& ]]> \u2028 \u202e \u200f{{"


def report(plan, folder, *options, lang="en"):
    """Checks a plan; returns the page and what JSON says."""
    path = folder / "report.html"
    outcome = dingge("check", plan, "--format", "json", "--report", path, "--lang", lang, *options)
    assert outcome.status in (0, 1), outcome.err
    return Page(path.read_text(encoding="utf-8")), json.loads(outcome.text)


@pytest.fixture(scope="module", params=["zh", "en"])
def defective(request, tmp_path_factory):
    """The page of the sample town with a defect of every kind."""
    plan = ROOT / "Data/xijiang-defects"
    if not (plan / "grid.geojson").exists():
        pytest.skip("Data/xijiang-defects is not there")
    return report(plan, tmp_path_factory.mktemp("report"), lang=request.param)


def test_the_page_is_well_formed_and_says_its_language(defective):
    page, answer = defective
    assert page.problems == []
    ids = [e["attributes"]["id"] for e in page.elements if "id" in e["attributes"]]
    assert len(ids) == len(set(ids))
    assert page.one("html")["attributes"]["lang"] in ("zh-CN", "en")
    assert len(page.all("h1")) == 1
    targets = [e["attributes"].get("aria-labelledby", "") for e in page.elements]
    assert {name for target in targets for name in target.split()} <= set(ids)


def test_nothing_is_loaded_and_only_its_own_script_runs(defective):
    page, _ = defective
    assert "http:" not in page.source and "https:" not in page.source
    for element in page.elements:
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            assert element["attributes"].get(name, "#").startswith("#")
        assert not any(name.startswith("on") for name in element["attributes"])
    assert page.all("link") == [] and "@import" not in page.source
    policy = page.one("meta", http_equiv="Content-Security-Policy")["attributes"]["content"]
    scripts = [s for s in page.all("script") if "type" not in s["attributes"]]
    digest = base64.b64encode(hashlib.sha256(scripts[0]["text"].encode()).digest()).decode()
    assert len(scripts) == 1 and f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_every_defect_is_in_the_table_with_its_sentences(defective):
    page, answer = defective
    assert set(page.rows) == {defect["id"] for defect in answer["defects"]}
    for defect in answer["defects"]:
        row = page.rows[defect["id"]]
        assert defect["message"] in row["text"] and defect["remedy"] in row["text"]
        assert row["attributes"]["data-k"] == defect["kind"]
        assert row["attributes"]["data-s"] == defect["severity"]


def test_every_mark_lies_where_its_defect_is(defective):
    page, answer = defective
    data = page.one("svg", id="map")["attributes"]
    width, height = (0.51 / float(data[f"data-{axis}-scale"]) for axis in "xy")
    places = {d["id"]: d["at"] for d in answer["defects"] if d["at"]}
    numbers = {row["attributes"]["data-n"]: id for id, row in page.rows.items()}
    assert {numbers[number] for number in page.marks} == set(places)
    for number, (x, y) in page.marks.items():
        at = places[numbers[number]]
        assert abs(x - at[0]) <= width and abs(y - at[1]) <= height


def test_a_row_with_a_place_has_a_button_and_its_box_holds_the_mark(defective):
    page, answer = defective
    for defect in answer["defects"]:
        row = page.rows[defect["id"]]
        buttons = page.inside(row, "button")
        assert len(buttons) == (1 if defect["at"] else 0)
        if defect["at"]:
            assert buttons[0]["attributes"]["aria-label"]
            assert len(row["attributes"]["data-box"].split()) == 4


def test_the_certificate_names_digest_version_lattice_and_a_time_with_its_zone(defective):
    page, answer = defective
    certificate = page.one("section", class_="certificate")["text"]
    assert answer["plan"]["digest"] in certificate
    assert f"dingge {answer['dingge']}" in certificate
    assert "1e-9" in certificate and answer["plan"]["crs"] in certificate
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\+08:00 \(Asia/Shanghai\)", certificate)
    for level in answer["levels"]:
        assert f"{level['residual_edges']:,}" in certificate


def test_each_cluster_of_several_defects_has_its_sums(defective):
    page, answer = defective
    heads = page.all("tr", class_="cluster")
    several = [c for c in answer["clusters"] if len(c["defects"]) > 1]
    assert len(heads) == len(several) > 0
    for cluster in several:
        assert any(cluster["message"] in head["text"] for head in heads)


def test_each_parent_has_its_share_at_fault(defective):
    page, answer = defective
    table = page.one("section", class_="parents")["text"]
    assert {d["parent"] for d in answer["defects"] if d["parent"]} <= set(re.findall(r"\d{12}", table))


def test_without_a_script_all_rows_and_the_whole_map_are_there(defective):
    page, _ = defective
    assert all("hidden" not in row["attributes"] for row in page.rows.values())
    assert len(page.inside(page.one("g", id="areas"), "path")) > 10
    assert page.inside(page.one("g", id="names"), "text")
    assert page.inside(page.one("g", id="scale-bar"), "path")


def test_an_english_page_has_no_chinese_of_its_own_and_a_chinese_page_no_english(tmp_path):
    names = collection(
        feature({"type": "Polygon", "coordinates": f["geometry"]["coordinates"]},
                code=f["properties"]["code"], name="Riverside")
        for f in villages())
    write_json(tmp_path / "village.geojson", names)
    write_json(tmp_path / "grid.geojson", collection([
        feature(rectangle(112.0, 24.8, 112.01, 24.82), code="441882109201001", name="North")]))
    english, _ = report(tmp_path, tmp_path, lang="en")
    script = [s["text"] for s in english.all("script")] + [english.one("style")["text"]]
    visible = english.one("body")["text"]
    for text in script:
        visible = visible.replace(text, "")
    assert not re.search(r"[\u4e00-\u9fff]", visible)
    chinese, _ = report(tmp_path, tmp_path, lang="zh")
    for word in ("Defects", "Search", "gap", "error", "village", "boundary", "Certificate"):
        assert not re.search(rf"\b{word}\b", chinese.one("main")["text"])


def test_an_exact_plan_is_proved_and_only_its_limits_are_listed(town, tmp_path):
    page, answer = report(town, tmp_path)
    assert answer["verdict"] == "seamless"
    assert "belongs to exactly one grid" in page.one("p", class_="sentence")["text"]
    assert "V2" in page.one("section", class_="certificate")["text"]
    assert {row["attributes"]["data-k"] for row in page.rows.values()} == {"no-outline"}


def test_what_a_plan_says_is_shown_and_never_markup(tmp_path):
    write_town(tmp_path, widened={A1: 0.0005}, without=(B1,))
    for name in ("grid", "village"):
        path = tmp_path / f"{name}.geojson"
        plan = json.loads(path.read_text(encoding="utf-8"))
        for item in plan["features"]:
            item["properties"]["name"] = HOSTILE
        write_json(path, plan)
    folder = tmp_path / "<b>&'plan"
    folder.mkdir()
    for name in ("grid", "village"):
        (tmp_path / f"{name}.geojson").rename(folder / f"{name}.geojson")
    page, answer = report(folder, tmp_path)
    assert page.problems == [] and page.all("img") == [] and page.all("b", src="x") == []
    assert len(page.all("script")) == 2
    assert set(page.names) == {HOSTILE}
    shown = HOSTILE.replace("\u2028", "[U+2028]").replace("\u202e", "[U+202E]")
    assert any(shown in row["text"] for row in page.rows.values())
    assert "<b>&'plan" in page.one("section", class_="certificate")["text"]
    assert "\u2028" not in page.one("main")["text"].replace(page.one("script", id="names-data")["text"], "")


def test_the_same_plan_gives_the_same_page_but_for_the_time(town, tmp_path):
    pages = []
    for _ in range(2):
        page, _ = report(town, tmp_path)
        pages.append(re.sub(r"\d\d:\d\d:\d\d UTC", "", page.source))
    assert pages[0] == pages[1]


def test_a_compiled_plan_has_the_same_page(tmp_path):
    plan = write_town(tmp_path, widened={A2: 0.0001})
    compiled = tmp_path / "plan.dgx"
    assert dingge("index", plan, "-o", compiled).status == 0
    a, _ = report(plan, tmp_path)
    b, _ = report(compiled, tmp_path)
    assert a.one("svg", id="map")["text"] == b.one("svg", id="map")["text"]
    assert a.marks == b.marks and set(a.rows) == set(b.rows)


def test_of_thousands_of_defects_the_first_are_listed_and_all_are_on_the_map(tmp_path):
    side, gap = 0.001, 0.0002
    count = 58
    grids = [
        feature(
            rectangle(112 + x * side, 24 + y * side, 112 + (x + 1) * side, 24 + (y + 1) * side),
            code=f"{x:03d}{y:03d}")
        for x in range(count) for y in range(count)]
    for item in grids:
        west, south = item["geometry"]["coordinates"][0][0]
        hole = rectangle(west + gap, south + gap, west + 2 * gap, south + 2 * gap)
        item["geometry"]["coordinates"].append(hole["coordinates"][0])
    path = write_json(tmp_path / "plan.geojson", collection(grids))
    page, answer = report(path, tmp_path)
    assert len(answer["defects"]) == count * count + 1
    assert len(page.rows) == len(page.marks) == 3000
    dots = page.inside(page.one("g", id="others"), "path")
    assert sum(dot["attributes"]["d"].count("h0") for dot in dots) == len(answer["defects"]) - 3000
    assert "--defects FILE.geojson" in page.one("section", id="defects")["text"]


def test_a_page_that_cannot_be_written_leaves_nothing(town, tmp_path):
    outcome = dingge("check", town, "--report", tmp_path / "nowhere/report.html")
    assert outcome.status == 73 and "To fix" in outcome.err
    assert list(tmp_path.iterdir()) == []
    assert dingge("check", town, "--report", "").status == 64


def test_of_a_very_large_plan_only_the_grids_around_defects_are_drawn(tmp_path):
    side, columns, rows = 0.001, 246, 246
    grids = [
        feature(
            rectangle(112 + x * side, 24 + y * side, 112 + (x + 1) * side, 24 + (y + 1) * side),
            code=f"V{x:03d}{y:03d}", parent="V")
        for x in range(columns) for y in range(rows) if (x, y) != (100, 100)]
    ring = (
        [[112 + x * side, 24] for x in range(columns)]
        + [[112 + columns * side, 24 + y * side] for y in range(rows)]
        + [[112 + x * side, 24 + rows * side] for x in range(columns, 0, -1)]
        + [[112, 24 + y * side] for y in range(rows, -1, -1)])
    ring = [[round(x, 9), round(y, 9)] for x, y in ring]
    village = feature({"type": "Polygon", "coordinates": [ring]}, code="V")
    write_json(tmp_path / "grid.geojson", collection(grids))
    write_json(tmp_path / "village.geojson", collection([village]))
    page, answer = report(tmp_path, tmp_path)
    assert [d["kind"] for d in answer["defects"] if d["severity"] == "error"] == ["gap"]
    areas = page.inside(page.one("g", id="areas"), "path")
    drawn = sum(
        a["attributes"]["d"].count("z") for a in areas if a["attributes"]["class"].startswith("c"))
    assert 4 <= drawn <= 25
    assert str(columns * rows - 1) in page.one("div", class_="legend")["text"]
    assert page.all("path", class_="ground")
