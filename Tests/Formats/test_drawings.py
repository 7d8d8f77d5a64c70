"""Drawings: closed polylines become areas, and the texts inside their codes."""

import pytest

from CommandLine.program import dingge
from CommandLine.wording import has_remedy, speaks_to_people

from .dxf import circle, drawing, polyline, text
from .plans import checked, converted, features

SIDE = 0.25


def square(column, row, size=1):
    """The corners of a square of a raster, counterclockwise."""
    west, south = 112 + SIDE * column, 24 + SIDE * row
    east, north = west + SIDE * size, south + SIDE * size
    return [(west, south), (east, south), (east, north), (west, north)]


def codes(tmp_path, entities):
    """The codes and levels of a drawing's units."""
    (tmp_path / "plan.dxf").write_text(drawing(entities))
    target = converted(tmp_path / "plan.dxf", tmp_path / "out.geojson", "--crs", "wgs84")
    return [(e["properties"].get("code"), e["properties"]["level"]) for e in features(target)]


def test_the_text_inside_is_the_code(tmp_path):
    entities = [polyline(square(n, 0), "边界") for n in range(3)]
    entities += [text(f"G{n}", 112.1 + SIDE * n, 24.1, "注记") for n in (2, 0, 1)]
    assert codes(tmp_path, entities) == [("G0", "grid"), ("G1", "grid"), ("G2", "grid")]
    assert checked(tmp_path / "plan.dxf", "--crs", "wgs84")["verdict"] == "seamless"


def test_layers_named_after_levels_say_them_and_keep_their_texts(tmp_path):
    entities = [polyline(square(0, 0, 2), "村"), text("V", 112.4, 24.4, "村")]
    for column in (0, 1):
        for row in (0, 1):
            entities.append(polyline(square(column, row), "网格"))
            entities.append(text(f"V{column}{row}", 112.1 + SIDE * column, 24.1 + SIDE * row, "网格"))
    found = codes(tmp_path, entities)
    assert found[0] == ("V", "village")
    assert set(found[1:]) == {(f"V{c}{r}", "grid") for c in (0, 1) for r in (0, 1)}


@pytest.mark.parametrize("encoding, header, options", [
    ("utf-8", [], []), ("gb18030", [], []), ("gb18030", [], ["--encoding", "gb18030"]),
    ("gbk", [(9, "$ACADVER"), (1, "AC1015"), (9, "$DWGCODEPAGE"), (3, "ANSI_936")], []),
    ("utf-8", [(9, "$ACADVER"), (1, "AC1021"), (9, "$DWGCODEPAGE"), (3, "ANSI_936")], []),
])
def test_texts_in_any_encoding_are_read(tmp_path, encoding, header, options):
    entities = [polyline(square(0, 0), "村"), text("西江村", 112.1, 24.1, "注记")]
    (tmp_path / "plan.dxf").write_bytes(drawing(entities, header).encode(encoding))
    target = converted(tmp_path / "plan.dxf", tmp_path / "o.geojson", "--crs", "wgs84", *options)
    found = features(target)[0]["properties"]
    assert (found["code"], found["level"], found["layer"]) == ("西江村", "village", "村")


def test_without_texts_the_layer_is_the_code_where_it_has_one_outline(tmp_path):
    entities = [polyline(square(0, 0), "A1"), polyline(square(1, 0), "A2"),
                polyline(square(2, 0), "rest"), polyline(square(3, 0), "rest")]
    assert [code for code, _ in codes(tmp_path, entities)] == ["A1", "A2", None, None]


def test_two_texts_in_one_outline_are_no_code(tmp_path):
    entities = [polyline(square(0, 0)), text("a", 112.1, 24.1), text("b", 112.2, 24.2),
                polyline(square(1, 0)), text("c", 112.3, 24.1)]
    assert [code for code, _ in codes(tmp_path, entities)] == [None, "c"]


def test_what_is_no_closed_polyline_is_left_out_and_counted(tmp_path):
    entities = [polyline(square(0, 0)), text("a", 112.1, 24.1), circle(112, 24, 1),
                polyline(square(1, 0), closed=False)]
    (tmp_path / "plan.dxf").write_text(drawing(entities))
    done = dingge("check", tmp_path / "plan.dxf", "--crs", "wgs84")
    assert done.status == 0 and " 2 " in done.err


def test_a_drawing_without_outlines_or_without_a_stated_system_is_refused(tmp_path):
    for lang in ("en_US.UTF-8", "zh_CN.UTF-8"):
        (tmp_path / "plan.dxf").write_text(drawing([circle(112, 24, 1)]))
        done = dingge("check", tmp_path / "plan.dxf", "--crs", "wgs84", lang=lang)
        assert done.status == 65 and has_remedy(done.err) and speaks_to_people(done.err)
        (tmp_path / "plan.dxf").write_text(drawing([polyline(square(0, 0))]))
        done = dingge("check", tmp_path / "plan.dxf", lang=lang)
        assert done.status == 64 and "--crs" in done.err


def test_coordinates_of_a_drawing_keep_all_digits(tmp_path):
    ring = [(38512345.6789, 2739876.5432), (38513345.6789, 2739876.5432), (38512845.1, 2740876.5)]
    (tmp_path / "plan.dxf").write_text(drawing([polyline(ring), text("A", 38512845.2, 2740100)]))
    target = converted(tmp_path / "plan.dxf", tmp_path / "o.geojson", "--crs", "EPSG:4526")
    found = features(target)[0]["geometry"]["coordinates"][0]
    assert set(map(tuple, found)) == set(ring)
