"""What is measured on: plans, points and requests, made by seed and kept for the next run."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import incident_files
from .aside import aside, note
from .failure import Failure
from .paths import MAKE_PLAN, MATERIAL, MEASURE

POINT_KINDS = ("uniform", "clustered", "boundary")
MEMORY_POINTS = 1_000_000
BOUNDARY_ROWS = 100_000
SINGLE = 100_000
BATCHES = 1_000
BATCH_SIZE = 1_000


@dataclass(frozen=True)
class PlanSize:
    """A synthetic plan: how big, how wide, and by which seed."""

    name: str
    grids: int
    villages: int
    vertices: int
    kilometres: int | None = None
    """Width of a town that `make-plan` draws; without one it is a mesh, which is written faster."""
    seed: int = 1
    runs: int | None = None
    """At most so many timed runs, and no warm-up; as many as asked for without."""
    columns: int | None = None
    """Columns of villages of a mesh; the usual ones without."""

    @property
    def description(self) -> str:
        return (
            f"a {self.name} of {self.grids:,} grids x {self.vertices} vertices"
            f" in {self.villages:,} villages"
        )

    @property
    def folder(self) -> Path:
        """Named after all that shapes it, so that another size never meets old data."""
        return MATERIAL / f"{self.name}-{self.grids}x{self.vertices}-seed{self.seed}"

    def making(self) -> list:
        """The command line that writes the folder; the grids come last and say that all is there."""
        if self.kilometres is None:
            sizes = {"--vertices": self.vertices, "--seed": self.seed}
            if self.columns is not None:
                rows = self.villages // self.columns
                sizes |= {"--columns": self.columns, "--rows": rows}
            return [MEASURE, "mesh", *spelled(sizes), self.folder]
        sizes = {
            "--grids": self.grids,
            "--villages": self.villages,
            "--vertices": self.vertices,
            "--size": self.kilometres,
            "--seed": self.seed,
        }
        whole = ["--no-void", "--no-exclave"]
        return [sys.executable, MAKE_PLAN, *spelled(sizes), *whole, self.folder]


TOWN = PlanSize("town", grids=200, villages=20, vertices=100, kilometres=13)
CITY = PlanSize("city", grids=20_000, villages=400, vertices=60, kilometres=130)
PROVINCE = PlanSize("province", grids=500_000, villages=1_000, vertices=30, runs=1)
PLANS = (TOWN, CITY, PROVINCE)

MESH_VILLAGE = 500
"""Grids in a village of a mesh."""


def mesh(name: str, grids: int, vertices: int) -> PlanSize:
    """A mesh of about so many grids, at least one village, as square as villages allow."""
    villages = max(1, grids // MESH_VILLAGE)
    columns = min(99, max(1, round(villages**0.5)))
    villages = columns * (villages // columns)
    return PlanSize(name, villages * MESH_VILLAGE, villages, vertices, columns=columns)


def prepare_plan(plan: PlanSize) -> Path:
    """Makes the levels of a plan, without points; returns its folder."""
    make(plan.folder / "grid.geojson", plan.description, plan.making())
    return plan.folder


@dataclass(frozen=True)
class Material:
    """The files made for one plan."""

    plan: PlanSize
    rows: int
    """Incidents to assign from file to file."""

    @property
    def folder(self) -> Path:
        return self.plan.folder

    @property
    def shapes(self) -> Path:
        """The grids for programs that need no codes."""
        return self.folder / "grid.wkb"

    def points(self, kind: str, count: int) -> Path:
        """Points as CSV."""
        return self.folder / f"{kind}-{count}.csv"

    @property
    def memory_points(self) -> list[Path]:
        """Points of every kind to be located in memory."""
        return [self.points(kind, MEMORY_POINTS) for kind in POINT_KINDS]

    @property
    def incidents(self) -> Path:
        return self.points("uniform", self.rows)

    @property
    def boundary_incidents(self) -> Path:
        return self.points("boundary", BOUNDARY_ROWS)

    @property
    def single(self) -> Path:
        """Requests of one point."""
        return self.folder / f"requests-{SINGLE}x1.ndjson"

    @property
    def batches(self) -> Path:
        """Requests of many points."""
        return self.folder / f"requests-{BATCHES}x{BATCH_SIZE}.ndjson"


def prepare(plan: PlanSize, rows: int) -> Material:
    """Makes those files of a plan that are not there yet."""
    material = Material(plan, rows)
    prepare_plan(plan)
    make(material.shapes, "its grids as WKB", [MEASURE, "polygons", plan.folder, material.shapes])
    counts = [(kind, MEMORY_POINTS) for kind in POINT_KINDS]
    for kind, count in [*counts, ("uniform", rows), ("boundary", BOUNDARY_ROWS)]:
        path = material.points(kind, count)
        sizes = spelled({"--count": count, "--seed": plan.seed})
        make(path, f"{count:,} {kind} points", [MEASURE, "points", *sizes, plan.folder, kind, path])
    source = material.points("uniform", MEMORY_POINTS)
    for path, count, size in (
        (material.single, SINGLE, 1),
        (material.batches, BATCHES, BATCH_SIZE),
    ):
        make_aside(path, incident_files.write_requests, source, count, size)
    make_aside(
        material.incidents.with_suffix(".ndjson"), incident_files.write_ndjson, material.incidents
    )
    make_aside(
        material.incidents.with_suffix(".geojson"), incident_files.write_geojson, material.incidents
    )
    return material


def spelled(options: dict[str, object]) -> list[str]:
    """Options as a command line has them."""
    return [f"{option}={value}" for option, value in options.items()]


def make(path: Path, what: str, command: list) -> None:
    """Lets a program write a file that is not there yet."""
    if path.exists():
        return
    note(f"making {what}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if subprocess.run(command, check=False).returncode != 0:
        raise Failure(f"{path.name} could not be made")


def make_aside(path: Path, recipe, *arguments) -> None:
    """Makes a file that is not there yet in a process of its own."""
    if not path.exists():
        note(f"making {path.name}")
        aside(recipe, path, *arguments)
