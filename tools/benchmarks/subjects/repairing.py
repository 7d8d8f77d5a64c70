"""`dingge repair` against GEOS's coverage cleaner and, where there is one, the result of maup.

What they change is measured alike, from the files. Whoever mends more has to hand over more: what is
handed over beyond the gaps and overlaps that are gone afterwards is said as well. Of a mesh with ten
damaged grids the times count, from file to file.
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from ..failure import Failure
from ..material import mesh, prepare_plan
from ..measure import Program, costs_by_turns
from ..paths import DINGGE, MATERIAL, OUTPUT, ROOT
from ..peers_installed import Peers
from ..report import COST_HEADINGS, Report, cost_rows, failure_lines, number

DATA = ROOT.parent / "shared/data"
GAP_WIDTH = 3.0
"""Metres; what `dingge repair` fills when it is not told otherwise."""
METRES_PER_DEGREE = 111_320
DAMAGED = 10

HEADINGS = ["layer", "program", "units", "changed", "moved m", "handed m2", "mended m2",
            "least PP", "PP before", "largest loss", "exclaves", "emptied", "GEOS-valid", "seconds"]


@dataclass(frozen=True)
class Layer:
    """A layer of real areas that is damaged."""

    set: str
    file: str
    code: str
    repaired: str | None = None
    """What another tool made of it."""

    def read(self, name: str) -> dict:
        """One of its files."""
        path = DATA / self.set / name
        data = path.read_bytes()
        return json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)


LAYERS = [
    Layer("denver-precincts", "precincts-2020-original.geojson.gz", "PRECID",
          "precincts-2020-repaired.geojson.gz"),
    Layer("lancashire-noise", "lsoa.geojson.gz", "lsoa"),
    Layer("washington-dc", "wards-2012.geojson", "ward"),
    Layer("washington-dc", "voting-precincts-2012.geojson.gz", "precinct"),
    Layer("washington-dc", "neighborhood-clusters.geojson", "cluster"),
    Layer("philippines-region-1", "barangays.geojson.gz", "barangay"),
    Layer("taiwan-villages", "villages.geojson.gz", "village"),
    Layer("tainan", "base-areas.geojson.gz", "base"),
]


def compare_repairs(peers: Peers, grids: int, runs: int, report: Report) -> None:
    """Compares repairs of real layers, then times one of a mesh with few damaged grids."""
    if "shapely" not in peers.names:
        raise Failure("repairs are compared with shapely; see tools/prepare --bench")
    rows = [row for layer in LAYERS for row in layer_rows(layer, peers)]
    report.table("repair: what was changed, in real layers", HEADINGS, rows)
    plan = mesh("locality", grids, 30)
    damaged = damage(prepare_plan(plan))
    programs = [Program("dingge", ["sh", "-c", '"$@" || [ $? = 1 ]', "sh",
                                   *repair(damaged, OUTPUT / "locality.geojson")])]
    clean = [damaged, OUTPUT / "cleaned.geojson", str(GAP_WIDTH / METRES_PER_DEGREE)]
    programs.append(peers.program("shapely", "clean", *clean))
    measured = costs_by_turns("repair locality", programs, runs)
    failure_lines(report, plan.name, measured)
    report.table(f"repair: {DAMAGED} damaged grids of {grids:,}, from GeoJSON to GeoJSON",
                 COST_HEADINGS, cost_rows(plan.name, measured))
    _, seconds = peers.program("shapely", "clean", *clean).run_for_output()
    ours, theirs = (differences(peers, damaged, OUTPUT / name)["changed"]
                    for name in ("locality.geojson", "cleaned.geojson"))
    report.line(f"dingge changed {ours} of them, shapely {theirs}; reading and writing left out, "
                f"coverage_clean took {number(float(seconds))} s")


def layer_rows(layer: Layer, peers: Peers) -> list[list[str]]:
    """A row for each program, of one layer."""
    collection = layer.read(layer.file)
    for feature in collection["features"]:
        feature["properties"] = {"code": str(feature["properties"][layer.code])}
    name = f"{layer.set}/{layer.file.split('.')[0]}"
    before = OUTPUT / "before.geojson"
    before.write_text(json.dumps(collection), "utf-8")
    count = str(len(collection["features"]))
    rows = []
    after = OUTPUT / "after.geojson"
    cost = Program("dingge", ["sh", "-c", '"$@" || [ $? = 1 ]', "sh", *repair(before, after)]).run()
    rows.append(row(name, "dingge", count, differences(peers, before, after), cost.wall))
    clean = peers.program("shapely", "clean", before, after, str(GAP_WIDTH / METRES_PER_DEGREE))
    try:
        cost = clean.run()
        rows.append(row(name, "coverage_clean", count, differences(peers, before, after), cost.wall))
    except Failure as failure:
        rows.append([name, "coverage_clean", count, str(failure), *["-"] * (len(HEADINGS) - 4)])
    if layer.repaired:
        other = layer.read(layer.repaired)
        places = {str(f["properties"][layer.code]): f["geometry"] for f in other["features"]}
        for feature in collection["features"]:
            feature["geometry"] = places[feature["properties"]["code"]]
        after.write_text(json.dumps(collection), "utf-8")
        rows.append(row(name, "maup", count, differences(peers, before, after), None))
    return rows


def row(name: str, program: str, count: str, found: dict, seconds: float | None) -> list[str]:
    """The figures of one repair."""
    return [name, program, count, str(found["changed"]), number(found["moved_m"]),
            number(found["handed_m2"]), number(found["mended_m2"]), number(found["polsby_popper"]),
            number(found["polsby_popper_before"]), number(found["thinner"]),
            str(found["exclaves"]), str(found["emptied"]), "yes" if found["valid"] else "no",
            "-" if seconds is None else number(seconds)]


def differences(peers: Peers, before: Path, after: Path) -> dict:
    """What was changed from one file to the other."""
    _, text = peers.program("shapely", "differences", before, after).run_for_output()
    return json.loads(text)


def repair(plan: Path, output: Path) -> list:
    """The command line of dingge; it ends with 1 when something is left."""
    return [DINGGE, "repair", plan, "-o", output, "--quiet", "--lang=en"]


def damage(folder: Path) -> Path:
    """The grids of a mesh as one file, ten of them with a vertex half a metre off."""
    target = MATERIAL / f"{folder.name}-damaged.geojson"
    collection = json.loads((folder / "grid.geojson").read_text("utf-8"))
    features = collection["features"]
    for place in range(DAMAGED):
        ring = features[(2 * place + 1) * len(features) // (2 * DAMAGED)]["geometry"]["coordinates"][0]
        x, y = ring[len(ring) // 2]
        ring[len(ring) // 2] = [round(x + 5e-6, 9), y]
    for feature in features:
        feature["properties"].pop("parent", None)
    target.write_text(json.dumps(collection), "utf-8")
    return target
