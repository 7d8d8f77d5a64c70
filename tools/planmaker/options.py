"""The options of `make-plan`."""

import argparse
import sys
from pathlib import Path

from .defects.recipes import known

LEVELS = ("town", "village", "grid")
USAGE = 64


class Parser(argparse.ArgumentParser):
    """A parser that leaves with the exit status for bad usage."""

    def error(self, message: str):
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"Error: {message}\n")


def parser() -> Parser:
    """Describes all options."""
    p = Parser(
        prog="make-plan",
        description="Write the plan of a synthetic town: exact, seamless, the same for a seed.",
        epilog="A value that starts with a minus needs an equals sign: --center=-70.1,-33.4",
    )
    p.add_argument("folder", nargs="?", type=Path, metavar="FOLDER",
                   help="where town.geojson, village.geojson, grid.geojson go")
    p.add_argument("--single", type=Path, metavar="FILE",
                   help="write one FeatureCollection with a property level instead")
    p.add_argument("--grids", type=count, default=60, help="grids, voids not counted (60)")
    p.add_argument("--villages", type=count, help="villages (one for ten grids)")
    p.add_argument("--vertices", type=float, default=60, help="vertices of a grid, on average (60)")
    p.add_argument("--cells", type=count, help="mesh cells a grid is made of, on average")
    p.add_argument("--seed", type=int, default=1, help="same seed, same plan (1)")
    p.add_argument("--center", type=ordinates(2), default=(112.597, 24.757), metavar="LON,LAT",
                   help="middle of the town (112.597,24.757)")
    p.add_argument("--size", type=float, default=13, metavar="KM", help="width of the town (13)")
    p.add_argument("--bbox", type=ordinates(4), metavar="W,S,E,N",
                   help="fill this box instead of --center and --size")
    p.add_argument("--names", type=Path, metavar="FILE",
                   help="CSV with code,name: the town, then its villages (sets --villages)")
    p.add_argument("--levels", type=levels, default=LEVELS, metavar="LIST",
                   help="which levels to write (town,village,grid)")
    p.add_argument("--exclave", action=argparse.BooleanOptionalAction, default=True,
                   help="one grid lies apart from its village, inside another")
    p.add_argument("--void", action=argparse.BooleanOptionalAction, default=True,
                   help="a reservoir on the border of two villages")
    p.add_argument("--defects", type=str, metavar="LIST",
                   help="plant defects and list them in planted.json: all, or names and kinds of"
                   f" {', '.join(known())}")
    p.add_argument("--incidents", type=count, metavar="N",
                   help="write so many incidents to incidents.csv")
    return p


def count(text: str) -> int:
    """A whole number from 1 up."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return value


def ordinates(number: int):
    """A reader of so many numbers with commas between."""

    def read(text: str) -> tuple[float, ...]:
        values = tuple(float(part) for part in text.split(","))
        if len(values) != number or not all(abs(value) <= 180 for value in values):
            raise argparse.ArgumentTypeError(f"{text!r} is not {number} ordinates in degrees")
        return values

    return read


def levels(text: str) -> tuple[str, ...]:
    """Names of levels with commas between, put in order from the top."""
    names = text.split(",")
    for name in names:
        if name not in LEVELS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(LEVELS)}")
    return tuple(level for level in LEVELS if level in names)
