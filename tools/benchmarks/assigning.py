"""`dingge assign` against spatial joins: speed, and how many answers a point gets."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, zip_longest
from pathlib import Path

from .failure import Failure
from .material import Material
from .measure import Program, costs_by_turns
from .paths import DINGGE, OUTPUT
from .peers_installed import Peers
from .table import HEADINGS, cost_rows, print_table


def time_assign(material: list[Material], peers: Peers, runs: int) -> None:
    """Times both kinds of points on each plan, then counts the answers that were written."""
    for kind in ("uniform", "boundary"):
        costs, answers, agreements = [], [], []
        for item in material:
            points = getattr(item, kind)
            programs = programs_for(item.folder, points, peers)
            title = f"assign {item.plan.name}, {kind}"
            costs += cost_rows(item.plan.name, costs_by_turns(title, programs, runs))
            if kind == "boundary" and peers.has_shapely:
                programs.append(strict_join(item.folder, points, peers))
                programs[-1].run()
            answers += [[item.plan.name, p.name, *answer_counts(output(p.name))] for p in programs]
            agreements += [agreement(item.plan.name, p.name) for p in programs[1:]]
        count = points.stem.rpartition("-")[2]
        print_table(f"assign: {int(count):,} {kind} points, CSV to CSV", HEADINGS, costs)
        title = f"answers to each of the {int(count):,} {kind} points"
        print_table(title, ["plan", "program", "none", "one", "two", "more", "rows"], answers)
        for sentence in agreements:
            print(sentence, flush=True)


def programs_for(plan: Path, points: Path, peers: Peers) -> list[Program]:
    """dingge first, then the peers that are installed; each writes a file named after it."""
    into = ["--crs", "wgs84", "--quiet", "--lang=en", "-o", output("dingge")]
    programs = [Program("dingge", [DINGGE, "assign", plan, points, *into])]
    for name, is_there in (("shapely", peers.has_shapely), ("geopandas", peers.has_geopandas)):
        if is_there:
            command = peers.command(f"{name}_assign.py", plan, points, output(name), "intersects")
            programs.append(Program(name, command))
    return programs


def strict_join(plan: Path, points: Path, peers: Peers) -> Program:
    """The other way to join: only points in a grid's interior. Counted, not timed."""
    name = "shapely, interior only"
    command = peers.command("shapely_assign.py", plan, points, output(name), "contains")
    return Program(name, command)


def output(name: str) -> Path:
    """The file a program writes."""
    return OUTPUT / f"{name.replace(', ', '-').replace(' ', '-')}.csv"


def answers_in(path: Path) -> Iterator[tuple[str, list[str]]]:
    """For each point in turn its id and the grids it was given to."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        heading = next(rows)
        number, grid = heading.index("id"), heading.index("grid_code")
        for point, group in groupby(rows, key=lambda row: row[number]):
            yield point, [row[grid] for row in group if row[grid]]


def answer_counts(path: Path) -> list[str]:
    """How many points got no, one, two and more grids, and how many point-grid pairs that makes."""
    counts = Counter(len(grids) for _, grids in answers_in(path))
    pairs = sum(size * times for size, times in counts.items())
    more = sum(times for size, times in counts.items() if size > 2)
    return [f"{figure:,}" for figure in (counts[0], counts[1], counts[2], more, pairs)]


def agreement(plan: str, peer: str) -> str:
    """How a peer's answers stand to dingge's, point by point.

    Raises `Failure` when the two files do not list the same points in the same order.
    """
    tally = Counter()
    files = (answers_in(output(name)) for name in ("dingge", peer))
    for (point, ours), (their_point, theirs) in zip_longest(*files, fillvalue=("none", [])):
        if point != their_point:
            raise Failure(f"{peer} wrote point {their_point} where dingge wrote {point}")
        if ours == theirs:
            tally["the same"] += 1
        elif len(theirs) > 1 and ours == [min(theirs)]:
            tally["several, the lowest code dingge's"] += 1
        elif not theirs:
            tally["none where dingge gives one"] += 1
        else:
            tally["another"] += 1
    said = "; ".join(f"{answer} {count:,}" for answer, count in tally.items())
    return f"  {plan}, {peer} beside dingge: {said}"
