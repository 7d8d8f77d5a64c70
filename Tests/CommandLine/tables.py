"""Incident tables: writing them, assigning them, and reading the answer back."""

import csv
import io

from .program import dingge

APPENDED = [
    "grid_code", "village_code", "status", "distance_m", "candidates", "confidence", "error",
]


def assigned(plan, table, *options, crs="wgs84", status=0, **run):
    """Assigns a table given as text or bytes through the pipe and returns the raw output."""
    done = dingge("assign", plan, "-", "--crs", crs, *options, stdin=table, **run)
    assert done.status == status, done.err
    return done.out


def rows_of(out, encoding="utf-8-sig"):
    """The rows of an answer as dictionaries."""
    return list(csv.DictReader(io.StringIO(out.decode(encoding), newline="")))


def assigned_rows(plan, table, *options, **run):
    """Assigns a table and returns the rows of the answer."""
    return rows_of(assigned(plan, table, *options, **run))


def records_of(out):
    """The records of a CSV as raw bytes, without their line ends; newlines in quotes are kept."""
    records, start, is_quoted = [], 0, False
    for index, byte in enumerate(out):
        if byte == 0x22:
            is_quoted = not is_quoted
        elif byte == 0x0A and not is_quoted:
            records.append(out[start:index].removesuffix(b"\r"))
            start = index + 1
    if start < len(out):
        records.append(out[start:])
    return records
