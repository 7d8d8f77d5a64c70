"""A compiled plan is a PLAN like any other, and a damaged one says so."""

import pytest

from .plans import A1, centre, write_town
from .program import dingge
from .service import Service, answers_to, is_error, request


@pytest.fixture(scope="module")
def compiled(town, tmp_path_factory):
    """The town, compiled."""
    path = tmp_path_factory.mktemp("compiled") / "town.dgx"
    done = dingge("index", town, "-o", path)
    assert (done.status, done.out) == (0, b"")
    assert done.err == f"Compiled 8 units of level grid into {path}.\n"
    return path


def rows():
    x, y = centre(A1)
    return f"id,lon,lat\n1,{x},{y}\n2,112.01,24.81\n3,0,0\n4,,\n"


def test_check_is_the_same(town, compiled):
    one, other = (dingge("check", plan, "--format", "json") for plan in (town, compiled))
    assert (one.status, one.out) == (other.status, other.out)


def test_assign_is_the_same(town, compiled):
    options = ("-", "--crs", "wgs84", "--nearest", "1000")
    one, other = (dingge("assign", plan, *options, stdin=rows()) for plan in (town, compiled))
    assert one.out == other.out and one.err == other.err and other.out.count(b"\n") == 5


def test_rpc_is_the_same(town, compiled):
    x, y = centre(A1)
    lines = [
        request("assign", {"x": x, "y": y, "crs": "wgs84"}), request("unit", {"code": A1}),
        request("plan"), request("check", {}), request("reload", {}),
    ]
    assert answers_to(town, *lines) == answers_to(compiled, *lines)


def test_a_compiled_plan_is_known_by_its_first_bytes(compiled, tmp_path):
    (tmp_path / "town").write_bytes(compiled.read_bytes())
    assert dingge("check", tmp_path / "town").status == 0


def test_a_compiled_plan_compiles_to_itself(compiled, tmp_path):
    assert dingge("index", compiled, "-o", tmp_path / "again.dgx").status == 0
    assert (tmp_path / "again.dgx").read_bytes() == compiled.read_bytes()


def test_defects_do_not_keep_a_plan_from_being_compiled(tmp_path):
    (tmp_path / "town").mkdir()
    town = write_town(tmp_path / "town", without=[A1])
    assert dingge("index", town, "-o", tmp_path / "town.dgx").status == 0
    assert dingge("check", tmp_path / "town.dgx").status == 1
    x, y = centre(A1)
    [answer] = answers_to(
        tmp_path / "town.dgx", request("assign", {"x": x, "y": y, "crs": "wgs84"}))
    assert answer["result"]["status"] == "gap"


@pytest.mark.parametrize("lang, word", [("en_US.UTF-8", "damaged"), ("zh_CN.UTF-8", "已损坏")])
@pytest.mark.parametrize("command", [["check"], ["assign", "-", "--crs", "wgs84"], ["rpc"]])
def test_an_altered_file_is_refused(compiled, tmp_path, command, lang, word):
    """All bytes behind the head are other ones."""
    whole = compiled.read_bytes()
    path = tmp_path / "town.dgx"
    path.write_bytes(whole[:65536] + bytes(255 - byte for byte in whole[65536:]))
    done = dingge(command[0], path, *command[1:], stdin=rows(), lang=lang)
    assert (done.status, done.out) == (65, b"")
    assert word in done.err and "dingge index" in done.err


@pytest.mark.parametrize("change, word", [
    (lambda whole: whole[:-1], "not whole"), (lambda whole: whole + b"\0", "not whole"),
    (lambda whole: whole[:8] + b"\7" + whole[9:], "format version 7"),
    (lambda whole: b"", "no compiled plan"), (lambda whole: whole[:50], "damaged"),
    (lambda whole: whole[:70] + b"\7" + whole[71:], "damaged"),
])
def test_a_file_that_is_not_as_it_was_written_is_refused(compiled, tmp_path, change, word):
    path = tmp_path / "town.dgx"
    path.write_bytes(change(compiled.read_bytes()))
    done = dingge("check", path)
    assert (done.status, done.out) == (65, b"") and word in done.err


def test_a_missing_file_is_missing(tmp_path):
    assert dingge("check", tmp_path / "none.dgx").status == 66


def test_index_needs_a_file_to_write(town):
    assert dingge("index", town).status == 64
    assert dingge("index", town, "-o", "-").status == 64


def test_nothing_is_left_of_a_plan_that_cannot_be_written(town, tmp_path):
    assert dingge("index", town, "-o", tmp_path / "no" / "town.dgx").status == 73
    assert list(tmp_path.iterdir()) == []


def test_a_reload_that_meets_damage_keeps_the_old_plan(compiled, tmp_path):
    """The damaged file takes the place of the other, whose pages stay mapped."""
    path, other = tmp_path / "town.dgx", tmp_path / "other.dgx"
    whole = compiled.read_bytes()
    path.write_bytes(whole)
    with Service(path) as running:
        before = running.ask("plan")
        other.write_bytes(whole[:-100] + bytes(100))
        other.rename(path)
        assert is_error(running.ask("reload"), 3, id=1)
        assert running.ask("plan") == before
