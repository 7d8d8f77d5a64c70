"""Long work says how far it is, on a terminal and nowhere else."""

import re
import time
import unicodedata

import pytest

from .plans import B3, centre
from .program import dingge
from .terminal import CLEAR, on_terminal

X, Y = centre(B3)
ROW = f"{X},{Y}\n".encode()


def slowly(seconds=1.5, row=ROW, head=b"lon,lat\n"):
    """A table whose rows take their time."""
    yield head
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield row * 3000
        time.sleep(0.02)


def assign_slowly(town, *options, **terminal):
    """Assigns incidents that come slowly."""
    return on_terminal("assign", town, "-", "--crs", "wgs84", *options, feed=slowly(), **terminal)


@pytest.mark.parametrize("language, words", [
    ("en", r"Assigning: [0-9.,]+( million)? (rows|MB)/s"),
    ("zh", r"归入网格：每秒 [0-9.]+ (万?条|MB)")])
def test_a_terminal_is_told_what_is_done_and_how_fast(town, language, words):
    screen = assign_slowly(town, "--lang", language)
    assert screen.status == 0
    assert screen.lines and all(re.fullmatch(words, line) for line in screen.lines)
    assert "MB" not in screen.lines[-1]


def test_the_line_is_written_ten_times_a_second_at_most(town):
    screen = assign_slowly(town)
    assert 5 <= len(screen.lines) <= 10 * screen.seconds


def test_the_line_is_gone_before_the_summary(town):
    screen = assign_slowly(town)
    last = screen.text.rindex(CLEAR)
    assert "incidents: inside" in screen.text[last:]
    assert "\n" not in screen.text[:last]


def test_a_file_is_told_by_its_share_and_the_time_left(town, tmp_path):
    table = tmp_path / "incidents.csv"
    table.write_bytes(b"lon,lat\n" + ROW * 3_000_000)
    screen = on_terminal(
        "assign", town, table, "--crs", "wgs84", "-o", tmp_path / "out.csv", hold=1.2)
    assert screen.status == 0
    shares = [int(share) for share in re.findall(r"(\d+) %", screen.text)]
    assert shares and shares == sorted(shares) and shares[-1] <= 100


@pytest.mark.parametrize("language, words", [
    ("en", "Reading the plan: "), ("zh", "读取规划：")])
def test_reading_a_plan_is_told(town, language, words):
    grids = (town / "grid.geojson").read_bytes()
    spread = [grids[at:at + 100] for at in range(0, len(grids), 100)]
    feed = (time.sleep(1.2 / len(spread)) or piece for piece in spread)
    screen = on_terminal("check", "-", "--lang", language, feed=feed)
    assert screen.lines and all(line.startswith(words) for line in screen.lines)


@pytest.mark.parametrize("columns", [20, 33, 60])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_line_fits_the_terminal(town, language, columns):
    screen = assign_slowly(town, "--lang", language, columns=columns)
    assert screen.lines
    for line in screen.lines:
        width = sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in line)
        assert width < columns, line


def test_quick_work_says_nothing(town):
    assert on_terminal("check", town).text == ""


def test_quiet_and_dumb_terminals_get_no_line(town):
    assert assign_slowly(town, "--quiet").text == ""
    assert "\x1b" not in assign_slowly(town, term="dumb").text


def test_a_pipe_gets_no_line(town):
    done = dingge("assign", town, "-", "--crs", "wgs84", stdin=b"".join(slowly()))
    assert done.status == 0
    assert "\r" not in done.err and "\x1b" not in done.err
