"""`reload`: a new plan takes over whole; a broken one never does."""

import pytest

from .plans import A1, A2, B1, centre, collection, feature, rectangle, write_json, write_town
from .service import Service

HALVES = [
    feature(rectangle(112.00, 24.80, 112.02, 24.82), code=A2, name="全村", parent="441882109201"),
    feature(rectangle(112.02, 24.80, 112.04, 24.82), code=B1, name="全村", parent="441882109202"),
]


@pytest.fixture
def service(tmp_path):
    """A service that has read a plan of its own, which the test may now replace."""
    with Service(write_town(tmp_path)) as running:
        running.folder = tmp_path
        running.ask("plan")
        yield running


def grid_at_first_centre(service):
    x, y = centre(A1)
    result = service.ask("assign", {"x": x, "y": y, "crs": "wgs84"})["result"]
    return result["grid"], result["plan"]


def test_the_old_plan_serves_until_reload_and_the_new_one_from_then_on(service):
    old_grid, old_plan = grid_at_first_centre(service)
    write_json(service.folder / "grid.geojson", collection(HALVES))
    assert grid_at_first_centre(service) == (old_grid, old_plan)
    assert "result" in service.ask("reload", {})
    new_grid, new_plan = grid_at_first_centre(service)
    assert (old_grid, new_grid) == (A1, A2)
    assert new_plan != old_plan
    assert service.ask("plan")["result"]["digest"] == new_plan


def test_reload_of_an_unchanged_plan_changes_nothing(service):
    before = service.ask("plan")["result"]["digest"]
    assert "result" in service.ask("reload", {})
    assert service.ask("plan")["result"]["digest"] == before


BROKEN = {
    "an empty file": b"", "text": b"not json", "no UTF-8": b"\xff\xfe", "no file": None,
    "a truncated file": b'{"type":"FeatureCollection","features":[',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_after_a_failed_reload_the_old_plan_keeps_serving_and_the_error_says_why(service, content):
    before = grid_at_first_centre(service)
    file = service.folder / "grid.geojson"
    file.unlink()
    if content is None:
        (service.folder / "village.geojson").unlink()
    else:
        file.write_bytes(content)
    answer = service.ask("reload", {}, id=5)
    assert answer["id"] == 5 and answer["error"]["code"] == 3
    assert "remedy" in answer["error"]["data"]
    assert (file.name if content is not None else service.folder.name) in answer["error"]["message"]
    assert grid_at_first_centre(service) == before


def test_reload_succeeds_again_once_the_file_is_mended(service):
    file = service.folder / "grid.geojson"
    file.write_bytes(b"not json")
    assert "error" in service.ask("reload", {})
    write_json(file, collection(HALVES))
    assert "result" in service.ask("reload", {})
    assert grid_at_first_centre(service)[0] == A2


def test_a_plan_with_defects_is_still_a_plan_and_serves(service):
    write_town(service.folder, without=[A1])
    assert "result" in service.ask("reload", {})
    x, y = centre(A1)
    result = service.ask("assign", {"x": x, "y": y, "crs": "wgs84"})["result"]
    assert result["status"] == "gap"
