"""Layers of real areas: read, put on the lattice for the reference, written as a plan."""

import gzip
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy
import shapely

from CommandLine.program import ROOT

DATA = ROOT.parent / "shared/data"
STEPS_PER_DEGREE = 1e9
PROPERTIES = re.compile(r'"properties":(\{[^}]*\})')


@dataclass(frozen=True)
class Layer:
    """A file of areas in one of the sets, and the property that holds their codes."""

    set: str
    file: str
    code: str
    parent: str | None = None

    def __str__(self):
        return f"{self.set}/{self.file.split('.')[0]}"

    @cached_property
    def text(self):
        """The file as it stands."""
        path = DATA / self.set / self.file
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return data.decode("utf-8")

    @cached_property
    def properties(self):
        """The properties of every feature, in the order of the file."""
        return [json.loads(match) for match in PROPERTIES.findall(self.text)]

    @cached_property
    def codes(self):
        """The code of every feature as text."""
        return [str(each[self.code]) for each in self.properties]

    @cached_property
    def facts(self):
        """What was measured on the coordinates as they stand in the file."""
        return facts_of(self.set)["coverage"][self.file]

    @cached_property
    def origin(self):
        """The lattice position that stands for (0, 0) in `shapes`, so that areas lose no digit."""
        west, south, east, north = shapely.total_bounds(self._read)
        return on_lattice(numpy.array([(west + east) / 2, (south + north) / 2]))

    @cached_property
    def shapes(self):
        """The areas in steps of the lattice, counted from `origin`."""
        return shapely.transform(self._read, lambda c: on_lattice(c) - self.origin)

    @cached_property
    def _read(self):
        return shapely.get_parts(shapely.from_geojson(self.text))

    def write(self, path, code_field="code"):
        """Writes the layer as a level of a plan; only code and parent are kept of the properties."""

        def kept(match):
            old = json.loads(match[1])
            new = {code_field: str(old[self.code])}
            if self.parent:
                new["parent"] = str(old[self.parent])
            return '"properties":' + json.dumps(new, ensure_ascii=False)

        path.write_text(PROPERTIES.sub(kept, self.text), "utf-8")


def on_lattice(degrees):
    """Coordinates in degrees as whole steps of the lattice."""
    return numpy.rint(degrees * STEPS_PER_DEGREE)


def facts_of(set):
    """The recorded facts of a set."""
    return json.loads((DATA / set / "facts.json").read_text("utf-8"))


class SquareMetres:
    """Turns areas on the lattice into square metres on the ellipsoid.

    The scale at an area's own latitude is exact to far better than a part in a hundred for
    anything up to some degrees across.
    """

    SEMI_MAJOR, ECCENTRICITY = 6378137.0, 0.00669437999014

    def __init__(self, origin):
        self._south = origin[1]

    def __call__(self, shapes):
        """The areas of shapes, one for each; nothing has none."""
        shapes = numpy.atleast_1d(numpy.asarray(shapes, dtype=object))
        areas = numpy.zeros(len(shapes))
        is_there = shapely.area(shapes) > 0
        areas[is_there] = self._areas(shapes[is_there])
        return areas

    def _areas(self, shapes):
        steps = shapely.get_y(shapely.centroid(shapes)) + self._south
        latitude = numpy.radians(steps / STEPS_PER_DEGREE)
        bulge = 1 - self.ECCENTRICITY * numpy.sin(latitude) ** 2
        north = self.SEMI_MAJOR * (1 - self.ECCENTRICITY) / bulge**1.5
        east = self.SEMI_MAJOR / numpy.sqrt(bulge) * numpy.cos(latitude)
        step = numpy.radians(1 / STEPS_PER_DEGREE)
        return shapely.area(shapes) * north * east * step * step
