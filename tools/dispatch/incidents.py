"""Incidents as a workflow program meets them: an id and a position, from a table or by hand."""

import csv
import math
import sys
from dataclasses import dataclass

X_FIELDS = ("lon", "lng", "longitude", "x", "经度")
Y_FIELDS = ("lat", "latitude", "y", "纬度")
ID_FIELDS = ("id", "incident_id", "编号")


@dataclass(frozen=True)
class Incident:
    """One report; `x` and `y` stay text when they are no numbers, for the service to say so."""

    id: str
    x: float | str
    y: float | str

    def as_point(self):
        """The incident as the service takes it."""
        return {"id": self.id, "x": self.x, "y": self.y}


BUILT_IN = (
    Incident("a-street-light", 112.597, 24.757),
    Incident("a-blocked-drain", 112.6209, 24.7704),
    Incident("far-away", 116.3913, 39.9075),
    Incident("not-a-position", "east of the bridge", 24.757),
)


def read_incidents(path):
    """Yields the incidents of a CSV file, row by row; `-` is stdin and yields each as it comes.

    A row without an id is called by its line.
    """
    if path == "-":
        yield from _rows(sys.stdin)
        return
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from _rows(file)


def _rows(lines):
    # `iter(readline, "")` hands a row on as soon as it is there; iterating a file reads ahead.
    table = csv.DictReader(iter(lines.readline, ""))
    x_field = _column(table, X_FIELDS)
    y_field = _column(table, Y_FIELDS)
    id_field = next((name for name in ID_FIELDS if name in (table.fieldnames or ())), None)
    for row in table:
        name = row[id_field] if id_field else f"line {table.line_num}"
        yield Incident(name, _number(row[x_field]), _number(row[y_field]))


def _column(table, names):
    for name in table.fieldnames or ():
        if name.strip().lower() in names:
            return name
    raise SystemExit(
        f"Error: the incidents have no column {' or '.join(names)}.\n"
        "  To fix: name the columns in the first line of the file."
    )


def _number(text):
    """A number that JSON can carry, which NaN and the infinities are not, or the text as it is."""
    try:
        number = float(text)
    except (TypeError, ValueError):
        return text or ""
    return number if math.isfinite(number) else text
