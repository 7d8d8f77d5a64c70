"""What is measured on: plans, points and requests, made by seed and kept for the next run."""

import subprocess
import sys
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from . import points
from .failure import Failure
from .paths import MAKE_PLAN, MATERIAL


@dataclass(frozen=True)
class PlanSize:
    """A synthetic plan: how big, how wide, and by which seed."""

    name: str
    grids: int
    villages: int
    vertices: int
    kilometres: int
    seed: int = 1

    @property
    def description(self) -> str:
        return (
            f"a {self.name} of {self.grids:,} grids x {self.vertices} vertices"
            f" in {self.villages} villages"
        )

    @property
    def folder(self) -> Path:
        """Named after all that shapes it, so that another size never meets old data."""
        return MATERIAL / f"{self.name}-{self.grids}x{self.vertices}-seed{self.seed}"


TOWN = PlanSize("town", grids=200, villages=20, vertices=100, kilometres=13)
CITY = PlanSize("city", grids=20_000, villages=400, vertices=60, kilometres=130)

UNIFORM = 1_000_000
BOUNDARY = 100_000
SINGLE = 100_000
BATCHES = 1_000
BATCH_SIZE = 1_000


@dataclass(frozen=True)
class Material:
    """The files made for one plan."""

    plan: PlanSize

    @property
    def folder(self) -> Path:
        return self.plan.folder

    @property
    def uniform(self) -> Path:
        """Points strewn evenly over the plan's box and a little around it."""
        return self.folder / f"uniform-{UNIFORM}.csv"

    @property
    def boundary(self) -> Path:
        """Vertices of grids."""
        return self.folder / f"boundary-{BOUNDARY}.csv"

    @property
    def single(self) -> Path:
        """Requests of one point."""
        return self.folder / f"requests-{SINGLE}x1.ndjson"

    @property
    def batches(self) -> Path:
        """Requests of many points."""
        return self.folder / f"requests-{BATCHES}x{BATCH_SIZE}.ndjson"


def prepare(plan: PlanSize) -> Material:
    """Makes those files of a plan that are not there yet."""
    material = Material(plan)
    if not (plan.folder / "grid.geojson").exists():
        note(f"making {plan.description}")
        make_plan(plan)
    recipes = {
        material.uniform: (points.write_uniform, plan.folder, UNIFORM, plan.seed),
        material.boundary: (points.write_boundary, plan.folder, BOUNDARY, plan.seed),
        material.single: (points.write_requests, material.uniform, SINGLE, 1),
        material.batches: (points.write_requests, material.uniform, BATCHES, BATCH_SIZE),
    }
    for path, (recipe, *arguments) in recipes.items():
        if not path.exists():
            note(f"making {path.name} of the {plan.name}")
            apart(recipe, path, *arguments)
    return material


def make_plan(plan: PlanSize) -> None:
    """Lets `make-plan` write the folder; the grids come last, so their file means all is there."""
    sizes = {
        "--grids": plan.grids,
        "--villages": plan.villages,
        "--vertices": plan.vertices,
        "--size": plan.kilometres,
        "--seed": plan.seed,
    }
    arguments = [f"{option}={value}" for option, value in sizes.items()]
    command = [sys.executable, MAKE_PLAN, *arguments, "--no-void", "--no-exclave", plan.folder]
    if subprocess.run(command, check=False).returncode != 0:
        raise Failure(f"make-plan could not make {plan.description}")


def apart(recipe, *arguments) -> None:
    """Runs a recipe in a process of its own, whose memory goes with it."""
    process = get_context("fork").Process(target=recipe, args=arguments)
    process.start()
    process.join()
    if process.exitcode != 0:
        raise Failure(f"{arguments[0].name} could not be made")


def note(text: str) -> None:
    """Says on standard error what is going on."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
