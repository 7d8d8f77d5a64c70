"""A table goes in; the same table, byte for byte, comes out with the answers appended."""

import csv
import io

import pytest

from .plans import A1, A3, B4, VILLAGE_A, centre
from .program import dingge
from .tables import APPENDED, assigned, assigned_rows, records_of, rows_of

X, Y = centre(A1)


def test_the_answers_are_appended_in_their_promised_order(town):
    out = assigned(town, f"id,lon,lat\n1,{X},{Y}\n")
    header, row = csv.reader(io.StringIO(out.decode()))
    assert header == ["id", "lon", "lat", *APPENDED]
    assert row[:6] == ["1", str(X), str(Y), A1, VILLAGE_A, "inside"]
    assert (row[6], row[-1]) == ("", "")


@pytest.mark.parametrize("names", [
    "lon,lat", "lng,lat", "longitude,latitude", "x,y", "经度,纬度", "LON,Lat", "X,Y",
])
def test_position_columns_are_found_by_their_usual_names(town, names):
    [row] = assigned_rows(town, f"{names},id\n{X},{Y},1\n")
    assert row["grid_code"] == A1


def test_position_columns_may_be_named(town):
    table = f"lon,lat,east,north\n0,0,{X},{Y}\n"
    [row] = assigned_rows(town, table, "--x-field", "east", "--y-field", "north")
    assert row["grid_code"] == A1


def test_latitude_may_come_first(town):
    [row] = assigned_rows(town, f"lat,id,lon\n{Y},1,{X}\n")
    assert row["grid_code"] == A1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_byte_of_the_original_columns_is_kept_in_order(town, end):
    records = [
        'id,note,lon,lat,"last"',
        f'1,plain,{X},{Y},',
        f'2,"with, comma",{X},{Y},"quoted"',
        f'3,"with ""quotes""",{X},{Y},""',
        f'4,"two{end}lines",{X},{Y},{" spaces ":>12}',
        f'5,路灯不亮,"{X}","{Y}",\t',
        f"6,it's; odd | text,{X}000,{Y}000,\\",
    ]
    table = (end.join(records) + end).encode("utf-8")
    out = assigned(town, table)
    answered = records_of(out)
    assert len(answered) == len(records)
    for before, after in zip(records, answered):
        assert after.startswith(before.encode("utf-8") + b",")
    assert {row["grid_code"] for row in rows_of(out)} == {A1}


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_stay_as_they_came(town, end):
    out = assigned(town, b"lon,lat" + end + f"{X},{Y}".encode() + end)
    assert out.count(b"\n") == 2
    assert out.count(b"\r\n") == (2 if end == b"\r\n" else 0)
    assert out.endswith(end)


def test_a_byte_order_mark_does_not_hide_the_first_column(town):
    out = assigned(town, b"\xef\xbb\xbf" + f"lon,lat,id\n{X},{Y},1\n".encode())
    [row] = rows_of(out)
    assert row["grid_code"] == A1
    assert out.count(b"\xef\xbb\xbf") <= 1 and out.find(b"\xef\xbb\xbf") <= 0


def test_a_last_row_without_line_end_is_a_row(town):
    rows = assigned_rows(town, f"lon,lat\n{X},{Y}\n{X},{Y}")
    assert [row["grid_code"] for row in rows] == [A1, A1]


def test_blank_lines_pass_through_and_are_no_rows(town):
    out = assigned(town, f"lon,lat\n\n{X},{Y}\n\n\n{X},{Y}\n")
    lines = out.decode().split("\n")
    assert [lines[1], lines[3], lines[4]] == ["", "", ""]
    assert [row["grid_code"] for row in rows_of(out)] == [A1, A1]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8"])
def test_tables_in_gb18030_are_read_and_kept_as_they_are(town, encoding):
    rows = [f"1,路灯不亮,{X},{Y}", f"2,井盖丢失:“一二三”,{X},不详"]
    table = "\n".join(["编号,事由,经度,纬度", *rows]).encode(encoding) + b"\n"
    out = assigned(town, table, lang="zh_CN.UTF-8")
    first, second = rows_of(out, "utf-8" if encoding == "utf-8" else "gb18030")
    assert (first["事由"], first["grid_code"]) == ("路灯不亮", A1)
    assert (second["status"], second["纬度"]) == ("invalid", "不详")
    assert second["error"] and "\ufffd" not in second["error"]
    for before, after in zip(table.splitlines(), out.splitlines()):
        assert after.startswith(before + b",")


@pytest.mark.parametrize("rows_before", [0, 1, 100_000])
@pytest.mark.parametrize("note", [b"\xff\xfe\x80", "路灯".encode("gbk")])
def test_bytes_that_do_not_fit_the_encoding_are_kept_or_refused_by_name(town, note, rows_before):
    """They may show late in a long table. What must not be is a changed byte or a lost row."""
    before = f"注,{X},{Y}\n".encode() * rows_before
    row = note + f",{X},{Y}\n".encode()
    table = b"note,lon,lat\n" + before + row
    done = dingge("assign", town, "-", "--crs", "wgs84", stdin=table)
    if done.status == 0:
        answered = records_of(done.out)
        assert len(answered) == rows_before + 2
        assert answered[-1].startswith(row.strip() + f",{A1},".encode())
    else:
        assert done.status == 65 and "UTF-8" in done.err


def test_a_row_too_short_is_padded_and_invalid(town):
    out = assigned(town, f"id,lon,lat,note\n1,{X}\n2\n3,{X},{Y}\n4,{X},{Y},ok\n")
    rows = rows_of(out)
    assert [row["status"] for row in rows] == ["invalid", "invalid", "invalid", "inside"]
    assert all(row["error"] for row in rows[:3])
    widths = {len(record) for record in csv.reader(io.StringIO(out.decode()))}
    assert widths == {4 + len(APPENDED)}


def test_a_row_too_long_is_invalid_and_the_answers_stand_at_its_end(town):
    out = assigned(town, f"id,lon,lat\n1,{X},{Y},extra,more\n2,{X},{Y}\n")
    _, long, good = csv.reader(io.StringIO(out.decode()))
    assert long[:5] == ["1", str(X), str(Y), "extra", "more"]
    assert len(long) == 5 + len(APPENDED)
    assert long[5 + APPENDED.index("status")] == "invalid" and long[-1]
    assert good[3] == A1


@pytest.mark.parametrize("lon, lat", [
    ("", ""), (" ", " "), (X, ""), ("", Y), ("here", Y), (X, "N24.8"), ("NaN", Y), ("nan", "nan"),
    ("inf", Y), (X, "-Infinity"), ("1e400", Y), ("0x70", Y), ("112.5abc", Y), ("112,5", Y),
    ("１１２.５", Y), ("181", Y), (X, "90.5"), (Y, X), ("--112", Y), ("112°18'", Y), ("1.2.3", Y),
    ("9" * 400, Y), (X, "null"),
])
def test_a_malformed_position_is_kept_and_invalid_with_a_reason(town, lon, lat):
    table = f'id,lon,lat\n1,{X},{Y}\n2,"{lon}","{lat}"\n3,{X},{Y}\n'
    first, bad, last = assigned_rows(town, table)
    assert (bad["lon"], bad["lat"], bad["status"]) == (str(lon), str(lat), "invalid")
    assert bad["error"] and not bad["grid_code"]
    assert first["grid_code"] == last["grid_code"] == A1


@pytest.mark.parametrize("lon, lat", [
    (f"{X}00", f"+{Y}"), (f"{X:.15e}", f"{Y:.15e}"), (f"0{X}", f"{Y}"), (f"{X}", f"{Y}E0"),
])
def test_a_number_may_be_written_in_its_usual_ways(town, lon, lat):
    [row] = assigned_rows(town, f"lon,lat\n{lon},{lat}\n")
    assert row["grid_code"] == A1


def test_a_table_of_a_header_alone_gets_its_columns_and_nothing_else(town):
    for table in (b"id,lon,lat\n", b"id,lon,lat"):
        out = assigned(town, table)
        assert out.decode().strip() == ",".join(["id", "lon", "lat", *APPENDED])


def test_an_empty_file_cannot_be_understood_and_is_said_so(town, tmp_path):
    table = tmp_path / "empty.csv"
    table.write_bytes(b"")
    done = dingge("assign", town, table, "--crs", "wgs84")
    assert done.status == 65 and done.out == b""
    assert "empty.csv" in done.err


def test_a_table_without_position_columns_is_refused_and_the_options_are_named(town):
    done = dingge("assign", town, "-", "--crs", "wgs84", stdin="id,name\n1,a\n")
    assert done.status in (64, 65) and done.out == b""
    assert "--x-field" in done.err


def test_a_named_column_that_is_not_there_is_refused_by_name(town):
    table = f"lon,lat\n{X},{Y}\n"
    done = dingge("assign", town, "-", "--crs", "wgs84", "--x-field", "east", stdin=table)
    assert done.status in (64, 65) and done.out == b""
    assert "east" in done.err


@pytest.mark.parametrize("taken", APPENDED)
def test_an_appended_column_that_is_there_already_is_an_error_and_prefix_helps(town, taken):
    table = f"lon,lat,{taken}\n{X},{Y},mine\n"
    done = dingge("assign", town, "-", "--crs", "wgs84", stdin=table)
    assert done.status in (64, 65) and done.out == b""
    assert taken in done.err and "--prefix" in done.err
    [row] = assigned_rows(town, table, "--prefix", "dg_")
    assert row[taken] == "mine" and row["dg_grid_code"] == A1
    assert list(row)[3:] == ["dg_" + name for name in APPENDED]


def test_answers_can_be_answered_again_under_a_prefix(town):
    once = assigned(town, f"lon,lat\n{X},{Y}\n")
    [row] = rows_of(assigned(town, once, "--prefix", "again_"))
    assert row["grid_code"] == row["again_grid_code"] == A1


def test_rows_come_out_in_the_order_they_came_in(town):
    places = [centre(code) for code in (A3, B4, A1)]
    rows = [f"{n},{places[n % 3][0]},{places[n % 3][1]}" for n in range(10_000)]
    answered = assigned_rows(town, "\n".join(["id,lon,lat", *rows]) + "\n")
    assert [row["id"] for row in answered] == [str(n) for n in range(10_000)]
    assert [row["grid_code"] for row in answered] == [(A3, B4, A1)[n % 3] for n in range(10_000)]


def test_a_field_of_some_megabytes_is_only_a_field(town):
    note = "很长" * 700_000
    csv.field_size_limit(len(note) + 1)
    [row] = csv.reader(io.StringIO(
        assigned(town, f'note,lon,lat\n"{note}",{X},{Y}\n').decode().split("\n", 1)[1]))
    assert row[0] == note and row[3] == A1


def test_a_quote_that_is_never_closed_loses_no_byte(town):
    table = f'id,lon,lat\n1,{X},{Y}\n"2,{X},{Y}\n3,{X},{Y}\n'.encode()
    out = assigned(town, table)
    assert rows_of(out)[0]["grid_code"] == A1
    assert f'"2,{X},{Y}\n3,{X},{Y}'.encode() in out
    assert b"invalid" in out
