"""A plan file that is broken in any way is refused with the file, the feature and the place."""

import json

import pytest

from .plans import A1, centre, collection, feature, grids, rectangle, write_json
from .program import dingge
from .service import answers_to, request
from .wording import has_remedy, names_number, speaks_to_people

SHAPE = rectangle(112, 24, 112.1, 24.1)


def check(file):
    """Checks a broken plan file and demands a decent refusal: status 65, the file, a remedy."""
    done = dingge("check", file)
    assert done.status == 65, (done.status, done.err, done.text)
    assert done.out == b""
    assert file.name in done.err
    assert has_remedy(done.err)
    assert speaks_to_people(done.err), done.err
    return done.err


def broken(value, old, new):
    """JSON text with one place changed to what `json.dumps` would never write."""
    text = json.dumps(value)
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


CONTENTS = {
    "nothing": b"",
    "one newline": b"\n",
    "text": b"not json",
    "another format": b"<kml></kml>",
    "a zip file": b"PK\x03\x04" + bytes(200),
    "zeros": bytes(1000),
    "UTF-16": json.dumps(collection(grids())).encode("utf-16"),
    "a list": b"[]",
    "a number": b"5",
    "a string": b'"FeatureCollection"',
    "an object without a type": b"{}",
    "a type that is unknown": b'{"type":"FeatureColection","features":[]}',
    "features that are no list": b'{"type":"FeatureCollection","features":{}}',
    "no features member": b'{"type":"FeatureCollection"}',
    "an empty collection": b'{"type":"FeatureCollection","features":[]}',
    "a TopoJSON": b'{"type":"Topology","objects":{},"arcs":[]}',
    "deep nesting": b'{"type":"FeatureCollection","features":' + b"[" * 200_000,
    "deep balanced nesting": b"[" * 200_000 + b"]" * 200_000,
}


@pytest.mark.parametrize("content", CONTENTS)
def test_a_file_that_is_no_plan_is_refused(tmp_path, content):
    file = tmp_path / "plan.geojson"
    file.write_bytes(CONTENTS[content])
    check(file)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused_with_the_place_where_it_breaks_off(tmp_path, share):
    whole = json.dumps(collection(grids())).encode()
    file = tmp_path / "plan.geojson"
    file.write_bytes(whole[: int(len(whole) * share)])
    message = check(file)
    assert any(letter.isdigit() for letter in message.replace(str(tmp_path), ""))


def test_a_file_in_gbk_is_refused_and_the_encoding_named(tmp_path):
    file = tmp_path / "plan.geojson"
    file.write_bytes(json.dumps(collection(grids()), ensure_ascii=False).encode("gbk"))
    assert "UTF-8" in check(file)


GEOMETRIES = {
    "a line": {"type": "LineString", "coordinates": [[112, 24], [113, 25]]},
    "a point": {"type": "Point", "coordinates": [112, 24]},
    "a type that is unknown": {"type": "Poligon", "coordinates": SHAPE["coordinates"]},
    "no coordinates": {"type": "Polygon"},
    "coordinates one level short": {"type": "Polygon", "coordinates": SHAPE["coordinates"][0]},
    "coordinates one level deep": {"type": "Polygon", "coordinates": [SHAPE["coordinates"]]},
    "a word": "POLYGON ((0 0, 1 0, 1 1, 0 0))",
}

POSITIONS = {
    "text": '["112.1", "24.1"]',
    "one number": "[112.1]",
    "nothing": "[]",
    "null": "[null, null]",
    "an object": '{"x": 112.1, "y": 24.1}',
    "off the Earth": "[512345.1, 2745123.4]",
    "swapped": "[24.1, 112.1]",
    "a latitude too far": "[112.1, 90.0001]",
    "a huge number": "[1e300, 24.1]",
    "a huge integer": "[99999999999999999999999999, 24.1]",
}


def third_of_four(geometry):
    """A collection whose third feature has this geometry."""
    good = [feature(rectangle(110 + n, 24, 110.5 + n, 24.5), code=f"g{n}") for n in range(4)]
    good[2]["geometry"] = geometry
    return collection(good)


@pytest.mark.parametrize("geometry", GEOMETRIES)
def test_a_geometry_that_is_no_area_is_refused_by_the_number_of_its_feature(tmp_path, geometry):
    file = write_json(tmp_path / "plan.geojson", third_of_four(GEOMETRIES[geometry]))
    assert names_number(check(file).replace(str(tmp_path), ""), 3)


@pytest.mark.parametrize("position", POSITIONS)
def test_a_position_that_is_none_is_refused_by_the_number_of_its_feature(tmp_path, position):
    file = tmp_path / "plan.geojson"
    ring = [[112, 24], [112.25, 24], "here", [112, 24.25], [112, 24]]
    value = third_of_four({"type": "Polygon", "coordinates": [ring]})
    file.write_text(broken(value, '"here"', POSITIONS[position]))
    assert names_number(check(file).replace(str(tmp_path), ""), 3)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400", "0x10", "01", "+1", ".5"])
def test_a_number_that_json_does_not_know_is_refused(tmp_path, number):
    file = tmp_path / "plan.geojson"
    ring = [[112, 24], [112.25, 24], ["here", 24.25], [112, 24.25], [112, 24]]
    value = third_of_four({"type": "Polygon", "coordinates": [ring]})
    file.write_text(broken(value, '"here"', number))
    check(file)


def test_a_level_that_is_unknown_is_refused_by_name_and_feature(tmp_path):
    features = list(grids())
    features[2]["properties"]["level"] = "hamlet"
    file = write_json(tmp_path / "plan.geojson", collection(features))
    message = check(file)
    assert "hamlet" in message and names_number(message.replace(str(tmp_path), ""), 3)


@pytest.mark.parametrize("item", [None, 5, "feature", [], {}, {"type": "Polygon"}])
def test_a_feature_that_is_none_is_refused_by_its_number(tmp_path, item):
    features = list(grids())
    features[2] = item
    file = write_json(tmp_path / "plan.geojson", collection(features))
    assert names_number(check(file).replace(str(tmp_path), ""), 3)


def test_a_folder_without_level_files_is_refused_with_the_names_that_it_should_have(tmp_path):
    (tmp_path / "readme.txt").write_text("nothing here")
    write_json(tmp_path / "areas.geojson", collection(grids()))
    done = dingge("check", tmp_path)
    assert done.status in (65, 66)
    assert tmp_path.name in done.err and "grid.geojson" in done.err


def test_a_broken_file_in_a_folder_is_named_and_not_only_its_folder(tmp_path):
    write_json(tmp_path / "grid.geojson", collection(grids()))
    (tmp_path / "village.geojson").write_text("not json")
    done = dingge("check", tmp_path)
    assert done.status == 65 and "village.geojson" in done.err


def test_a_byte_order_mark_and_crlf_are_no_harm(tmp_path):
    file = tmp_path / "plan.geojson"
    text = json.dumps(collection(grids()), indent=1).replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert dingge("check", file).status == 0


def test_nested_values_and_huge_integers_in_other_properties_are_no_harm(tmp_path):
    features = list(grids())
    features[0]["properties"]["more"] = {"deep": [[[{"list": [1, 2, {"a": None}]}]]]}
    features[1]["properties"]["count"] = 10**30
    file = write_json(tmp_path / "plan.geojson", collection(features))
    assert dingge("check", file).status == 0


def test_a_code_written_as_a_number_keeps_its_digits(tmp_path):
    features = list(grids())
    for each in features:
        each["properties"]["code"] = int(each["properties"]["code"])
        each["properties"]["parent"] = int(each["properties"]["parent"])
    file = write_json(tmp_path / "plan.geojson", collection(features))
    x, y = centre(A1)
    [answer] = answers_to(file, request("assign", {"x": x, "y": y, "crs": "wgs84"}))
    assert answer["result"]["grid"] == A1


def test_a_third_ordinate_is_no_harm(tmp_path):
    features = list(grids())
    for each in features:
        ring = each["geometry"]["coordinates"][0]
        each["geometry"]["coordinates"][0] = [[*position, 88.5] for position in ring]
    file = write_json(tmp_path / "plan.geojson", collection(features))
    assert dingge("check", file).status == 0


@pytest.mark.parametrize("ring, reason", [
    ([[112, 24], [112.1, 24], [112, 24]], "too few positions"),
    ([[112, 24], [112, 24], [112, 24], [112, 24]], "one place only"),
    ([[112, 24], [112.1, 24], [112.1, 24.1], [112, 24.1]], "not closed"),
    ([[112, 24], [112.1, 24.1], [112.1, 24], [112, 24.1], [112, 24]], "a bow-tie"),
])
def test_a_ring_that_is_broken_is_a_defect_with_its_unit_and_place(tmp_path, ring, reason):
    value = third_of_four({"type": "Polygon", "coordinates": [ring]})
    file = write_json(tmp_path / "plan.geojson", value)
    done = dingge("check", file, "--format", "json")
    assert done.status == 1, reason
    invalid = [d for d in json.loads(done.out)["defects"] if d["kind"] == "invalid-ring"]
    assert [each["units"] for each in invalid] == [["g2"]]
    assert all(111.9 < each["at"][0] < 112.2 and 23.9 < each["at"][1] < 24.2 for each in invalid)
    assert json.loads(done.out)["verdict"] == "defective"


@pytest.mark.parametrize("headings", [
    ("code", "name", "parent"), ("网格编码", "网格名称", "所属村"), ("WGBM", "WGMC", "parent"),
])
def test_fields_are_found_by_their_english_chinese_and_pinyin_headings(tmp_path, headings):
    features = []
    for each in grids():
        old = each["properties"]
        values = (old["code"], old["name"], old["parent"])
        features.append(feature(each["geometry"], **dict(zip(headings, values))))
    file = write_json(tmp_path / "plan.geojson", collection(features))
    [answer] = answers_to(file, request("unit", {"code": A1}))
    assert answer["result"]["name"] == "第1网格"
