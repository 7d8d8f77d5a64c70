"""Stores of plans: made, filled and asked from outside."""

import json
import random
import sqlite3

from .plans import SIDE, SOUTH, VILLAGE_A, VILLAGE_B, WEST, collection, feature, write_json
from .program import dingge

EPOCH = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01",
         "2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01"]


def done(*arguments, status=0, **run):
    """Runs `dingge store`, which must end with a status."""
    outcome = dingge("store", *arguments, **run)
    assert outcome.status == status, (arguments, outcome.status, outcome.text, outcome.err)
    return outcome


def store_of(path, *plans, author="测试"):
    """A store with plans published one after another, the first on 2026-01-01."""
    done("init", path, "--author", author)
    for plan, day in zip(plans, EPOCH):
        done("import", path, plan, "--author", author)
        done("publish", path, "--effective-from", day, "--author", author)
    return path


def versions_of(store):
    """The versions as `list` tells them."""
    return json.loads(done("list", store, "--format", "json").out)["versions"]


def redrawn_town(folder, seed):
    """The town with the inner corner of each village moved: exact, and different for each seed."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    features, villages = [], []
    for side, village in enumerate((VILLAGE_A, VILLAGE_B)):
        west = WEST + 2 * SIDE * side
        at = lambda x, y: [round(west + x * SIDE, 9), round(SOUTH + y * SIDE, 9)]
        x, y = chance.uniform(0.5, 1.5), chance.uniform(0.5, 1.5)
        corners = {
            1: [at(0, 1), at(x, y), at(1, 2), at(0, 2), at(0, 1)],
            2: [at(x, y), at(2, 1), at(2, 2), at(1, 2), at(x, y)],
            3: [at(0, 0), at(1, 0), at(x, y), at(0, 1), at(0, 0)],
            4: [at(1, 0), at(2, 0), at(2, 1), at(x, y), at(1, 0)],
        }
        for number, ring in corners.items():
            features.append(feature(
                {"type": "Polygon", "coordinates": [ring]}, code=f"{village}{number:03d}",
                name=f"第{number}网格", parent=village))
        around = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1), (0, 0)]
        villages.append(feature(
            {"type": "Polygon", "coordinates": [[at(*p) for p in around]]}, code=village,
            name=village))
    write_json(folder / "village.geojson", collection(villages))
    write_json(folder / "grid.geojson", collection(features))
    return folder


def incidents(count, seed, days=360):
    """A table of incidents with a time each, from before the first version on."""
    chance = random.Random(seed)
    lines = ["id,lon,lat,when"]
    for number in range(count):
        x, y = chance.uniform(-0.2, 4.2), chance.uniform(-0.2, 2.2)
        if number % 7 == 0:
            x, y = round(x), round(y)
        day = chance.randrange(-20, days)
        month, rest = divmod(day, 30)
        stamp = f"{2026 + (month // 12)}-{month % 12 + 1:02d}-{rest % 28 + 1:02d}"
        form = number % 4
        if form == 1:
            stamp += f" {chance.randrange(24):02d}:{chance.randrange(60):02d}:00"
        elif form == 2:
            stamp += f"T{chance.randrange(24):02d}:{chance.randrange(60):02d}:00Z"
        elif form == 3:
            stamp += f"T{chance.randrange(24):02d}:30:00.5+08:00"
        lines.append(f"{number},{WEST + SIDE * x:.9f},{SOUTH + SIDE * y:.9f},{stamp}")
    return "\n".join(lines) + "\n"


def connected(store):
    """A connection with the functions that the triggers of a spatial index name."""
    database = sqlite3.connect(store)
    for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        database.create_function(name, 1, lambda geometry: None)
    return database


def rows(store, sql):
    """Rows of a store's database."""
    database = connected(store)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()
