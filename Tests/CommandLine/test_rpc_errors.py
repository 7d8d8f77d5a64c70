"""Every refused request says what is wrong, where in it, and how to put it right."""

import pytest

from .plans import A1, centre
from .service import answers_to, request

X, Y = centre(A1)


def error_of(plan, method, params):
    """The error that a request is answered with."""
    [answer] = answers_to(plan, request(method, params, id=1))
    assert answer["id"] == 1
    assert "error" in answer, answer
    return answer["error"]


def points(*changed):
    """Three good points and then the changed ones."""
    good = [{"id": n, "x": X, "y": Y} for n in range(3)]
    return {"crs": "wgs84", "points": good + list(changed)}


@pytest.mark.parametrize("point, path", [
    ({"x": "112.3", "y": Y}, "points[3].x"),
    ({"x": True, "y": Y}, "points[3].x"),
    ({"x": {"lon": 1}, "y": Y}, "points[3].x"),
    ({"x": X, "y": [Y]}, "points[3].y"),
    ({"y": Y}, "points[3].x"),
    ({"x": X}, "points[3].y"),
    ("112.3 24.8", "points[3]"),
    (None, "points[3]"),
])
def test_a_malformed_point_is_error_32602_with_its_place_and_a_remedy(town, point, path):
    error = error_of(town, "assign", points(point))
    assert error["code"] == -32602
    assert error["data"]["path"] == path
    assert error["data"]["remedy"]


@pytest.mark.parametrize("params, path", [
    ({"x": "112.3", "y": Y, "crs": "wgs84"}, "x"),
    ({"x": X, "crs": "wgs84"}, "y"),
    ({"points": {"x": X, "y": Y}, "crs": "wgs84"}, "points"),
    ({"points": 5, "crs": "wgs84"}, "points"),
    ({"points": [], "crs": "wgs84", "nearest": "far"}, "nearest"),
    ({"x": X, "y": Y, "crs": "wgs84", "nearest": -1}, "nearest"),
])
def test_malformed_parameters_are_error_32602_with_their_place(town, params, path):
    error = error_of(town, "assign", params)
    assert error["code"] == -32602
    assert error["data"]["path"] == path


def test_a_request_without_any_position_is_error_32602(town):
    for params in ({"crs": "wgs84"}, {"crs": "wgs84", "pionts": []}):
        assert error_of(town, "assign", params)["code"] == -32602


@pytest.mark.parametrize("params", [
    {"x": X, "y": Y},
    {"points": [{"x": X, "y": Y}]},
    {"x": X, "y": Y, "crs": "mars2020"},
    {"x": X, "y": Y, "crs": "EPSG:4978"},
    {"x": X, "y": Y, "crs": "EPSG:4214"},
    {"x": X, "y": Y, "crs": ""},
])
def test_a_crs_that_is_not_stated_or_not_supported_is_error_2(town, params):
    error = error_of(town, "assign", params)
    assert error["code"] == 2
    assert error["data"]["path"] == "crs"
    assert error["data"]["remedy"]


def test_the_message_names_the_crs_that_was_refused(town):
    error = error_of(town, "assign", {"x": X, "y": Y, "crs": "EPSG:4214"})
    assert "4214" in error["message"]


def test_a_unit_that_is_not_there_is_error_1_and_is_named(town):
    error = error_of(town, "unit", {"code": "999"})
    assert error["code"] == 1
    assert error["data"]["path"] == "code"
    assert "999" in error["message"]
    assert error["data"]["remedy"]


@pytest.mark.parametrize("params", [{}, {"code": 441882109201001}, {"code": None}, {"code": []}])
def test_a_unit_asked_for_without_a_code_is_error_32602(town, params):
    error = error_of(town, "unit", params)
    assert error["code"] == -32602
    assert error["data"]["path"] == "code"


def test_the_message_of_an_unknown_method_names_it_and_the_remedy_those_there_are(town):
    error = error_of(town, "asign", {})
    assert error["code"] == -32601
    assert "asign" in error["message"]
    assert "assign" in error["data"]["remedy"]


def test_the_remedy_follows_the_language(town):
    line = request("unit", {"code": "999"})
    [english] = answers_to(town, line, options=("--lang", "en"))
    [chinese] = answers_to(town, line, options=("--lang", "zh"))
    assert english["error"]["code"] == chinese["error"]["code"] == 1
    assert english["error"]["message"] != chinese["error"]["message"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese["error"]["data"]["remedy"])
    assert english["error"]["data"]["path"] == chinese["error"]["data"]["path"]
