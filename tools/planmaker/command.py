"""The command `make-plan`: from its options to the files."""

import argparse
import sys
from random import Random

from .assembly import assemble, segments_per_edge
from .defects.planted import document
from .defects.planter import Planter
from .defects.recipes import Recipe, choose
from .failure import Failure
from .geojson import write_collection, write_whole
from .incidents import Incidents
from .layout import Layout, LayoutOptions
from .options import LEVELS, USAGE, parser
from .ragged import METRES_PER_DEGREE, RaggedEdges, metres_of_longitude
from .register import Register
from .townshape import TownShape
from .unit import Plan, Unit

CANNOT_WRITE = 73


def main(arguments: list[str]) -> int:
    """Runs the command; returns its exit status."""
    options = parser().parse_args(arguments)
    try:
        make(options)
    except Failure as failure:
        print(f"Error: {failure}\n  To fix: {failure.remedy}", file=sys.stderr)
        return USAGE
    except OSError as error:
        print(f"Error: cannot write: {error}", file=sys.stderr)
        return CANNOT_WRITE
    return 0


def make(options: argparse.Namespace) -> None:
    """Makes the plan that the options describe and writes it."""
    if (options.folder is None) == (options.single is None):
        raise Failure("the plan goes to FOLDER or to --single FILE", "give one of them.")
    recipes = choose_recipes(options)
    names = {recipe.name for recipe in recipes}
    register, villages = choose_register(options)
    centre, width, height = choose_place(options)
    random = stream(options.seed, "layout")
    cells = options.cells or cells_per_grid(options.vertices)
    shape = TownShape(options.grids * cells, width, height, random)
    wanted = LayoutOptions(
        options.grids, villages, options.exclave, options.void, "empty-parent" in names
    )
    layout = Layout(shape, wanted, random)
    if layout.empty is not None:
        register = register.with_spare_village()
    segments = segments_per_edge(layout, options.vertices)
    lines = RaggedEdges(shape, centre, segments, stream(options.seed, "lines"))
    plan, unit_of = assemble(layout, register, lines)
    folder = options.folder if options.single is None else options.single.parent
    folder.mkdir(parents=True, exist_ok=True)
    if options.incidents is not None:
        incidents = Incidents(layout, lines, plan, stream(options.seed, "incidents"))
        write_whole(folder / "incidents.csv", incidents.document(options.incidents))
    if recipes:
        exclave = None if layout.exclave is None else unit_of[layout.exclave]
        empty = None if layout.empty is None else unit_of[layout.empty]
        planter = Planter(plan, exclave, empty, stream(options.seed, "defects"))
        planted = [defect for recipe in recipes for defect in recipe.plant(planter)]
        write_whole(folder / "planted.json", document(planted, feature_numbers(plan, options)))
    write(plan, options)


def stream(seed: int, purpose: str) -> Random:
    """Chance for one purpose: what else is asked for does not change the shape of a town."""
    return Random(f"{seed} {purpose}")


def choose_recipes(options: argparse.Namespace) -> tuple[Recipe, ...]:
    """The defects to plant; an exclave that the plan has anyway is one of them."""
    if options.defects is None:
        return ()
    recipes = choose(options.defects, also_exclave=options.exclave)
    if options.levels != LEVELS:
        raise Failure("defects are planted in a plan of all levels", "leave out --levels.")
    if not options.exclave and any(recipe.name == "exclave" for recipe in recipes):
        raise Failure(
            "--no-exclave leaves no defect exclave",
            "leave out --no-exclave, or list the defects without it.",
        )
    return recipes


def feature_numbers(plan: Plan, options: argparse.Namespace) -> dict[Unit, int]:
    """For each unit its 1-based number in the file it is written to."""
    levels = [plan.units(level) for level in options.levels]
    files = [[unit for units in levels for unit in units]] if options.single else levels
    return {unit: number for file in files for number, unit in enumerate(file, 1)}


def choose_register(options: argparse.Namespace) -> tuple[Register, int]:
    """The names, and how many villages there are."""
    if options.names is not None:
        register = Register.read(options.names)
        if options.villages not in (None, len(register.villages)):
            raise Failure(
                f"{options.names} names {len(register.villages)} villages", "leave out --villages."
            )
    else:
        register = Register.invented(options.villages or max(1, options.grids // 10))
    villages = len(register.villages)
    if villages > options.grids:
        raise Failure(f"{villages} villages cannot share {options.grids} grids", "raise --grids.")
    return register, villages


def choose_place(options: argparse.Namespace) -> tuple[tuple[float, float], float, float]:
    """The centre in degrees, the width and height in metres."""
    if not 3 <= options.vertices <= 10_000_000:
        raise Failure(
            f"a grid cannot have {options.vertices:g} vertices",
            "give --vertices from 3 to 10000000.",
        )
    if options.bbox is None:
        width = height = options.size * 1000
        centre = options.center
    else:
        west, south, east, north = options.bbox
        centre = ((west + east) / 2, (south + north) / 2)
        width = (east - west) * metres_of_longitude(centre[1])
        height = (north - south) * METRES_PER_DEGREE
    if not (width > 0 and height > 0):
        raise Failure("the town has no extent", "give W,S,E,N with W < E and S < N, or --size > 0.")
    reach_north = height / 2 / METRES_PER_DEGREE
    reach_east = width / 2 / metres_of_longitude(centre[1])
    if abs(centre[1]) + reach_north > 85 or abs(centre[0]) + reach_east > 179:
        raise Failure(
            "the town comes too close to a pole or to the antimeridian",
            "stay within 85 degrees north and south and 179 degrees east and west.",
        )
    return centre, width, height


def cells_per_grid(vertices: float) -> int:
    """Enough cells for a natural shape, but no more corners than the grid may have."""
    return 1 if vertices < 15 else 4 if vertices < 30 else 10 if vertices < 50 else 22


def write(plan: Plan, options: argparse.Namespace) -> None:
    """Writes the levels asked for, from the top down."""
    if options.single is not None:
        units = [unit for level in options.levels for unit in plan.units(level)]
        write_collection(options.single, units, with_level=True)
        return
    for level in options.levels:
        write_collection(options.folder / f"{level}.geojson", plan.units(level), with_level=False)
