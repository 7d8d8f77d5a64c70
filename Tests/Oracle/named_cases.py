"""Small plans made by hand, each with the defects that follow from the definitions.

Standard library only. Positions are written in cells of 10⁵ lattice steps (about 10 m), moved to a
place in Xijiang. An expected defect is `(kind, level, parent, units, multiplicity)`; parent and
multiplicity are `None` where the kind has none.
"""

from dataclasses import dataclass

from plan_model import Plan, Unit

CELL = 100_000
PLACE = (112_590_000_000, 24_750_000_000)


@dataclass(frozen=True)
class NamedCase:
    """A plan, what it must be found to be, and whether it passes `--strict`."""

    name: str
    plan: Plan
    verdict: str
    defects: tuple = ()
    strict_status: int | None = None

    @property
    def status(self):
        """The exit status of `check` without `--strict`."""
        return 1 if self.verdict == "defective" else 0


def at(*positions, step=CELL, place=PLACE):
    """A ring from positions in cells."""
    return [(place[0] + x * step, place[1] + y * step) for x, y in positions]


def box(x0, y0, x1, y1, *more):
    """The ring of a rectangle, in cells, with more positions after the last corner."""
    return at((x0, y0), (x1, y0), (x1, y1), (x0, y1), *more)


def unit(code, *rings, parent="v", **rest):
    """A unit of one polygon."""
    return Unit(code, parent, [list(rings)], **rest)


def one_village(outline, *grids):
    """A plan of one village `v` and its grids."""
    village = Unit("v", None, None if outline is None else [[outline]])
    return Plan({"village": [village], "grid": list(grids)})


def off_by_one(ring, index):
    """The ring, one vertex a single lattice step further west."""
    moved = list(ring)
    moved[index] = (moved[index][0] - 1, moved[index][1])
    return moved


def ring_cases():
    """What rings can do: cross, touch, run back, enclose nothing."""
    bow_tie = one_village(
        at((0, 0), (8, 0), (6, 4), (2, 4)), unit("a", at((0, 0), (8, 0), (2, 4), (6, 4))),
        unit("b", at((8, 0), (6, 4), (2, 4))), unit("c", at((0, 0), (6, 4), (2, 4))))
    yield NamedCase("a bow-tie hides a double cover although all edges cancel", bow_tie,
                    "defective", (("invalid-ring", "grid", None, ("a",), None),))
    square, notch = box(0, 0, 6, 6, (0, 3)), at((0, 3), (2, 2), (2, 4))
    yield NamedCase("a ring that touches itself in a point is a good member", one_village(
        square, unit("a", box(0, 0, 6, 6, (0, 3), (2, 4), (2, 2), (0, 3))), unit("b", notch)),
        "seamless", (("self-touch", "grid", None, ("a",), None),), 0)
    yield NamedCase("a hole may touch its exterior in a point", one_village(
        square, unit("a", square, notch), unit("b", notch)), "seamless", (), 0)
    yield NamedCase("a grid fills the hole of another", one_village(
        box(0, 0, 6, 6), unit("a", box(0, 0, 6, 6), box(2, 2, 4, 4)), unit("b", box(2, 2, 4, 4))),
        "seamless", (), 0)
    lake = one_village(box(0, 0, 6, 6), unit("a", box(0, 0, 6, 6), box(2, 2, 4, 4)))
    yield NamedCase("a hole of a grid that its village lacks is a gap", lake, "defective",
                    (("gap", "grid", "v", ("a",), 0),))
    holed = Plan({"village": [unit("v", box(0, 0, 6, 6), box(2, 2, 4, 4), parent=None)],
                  "grid": [unit("a", box(0, 0, 6, 6), box(2, 2, 4, 4))]})
    yield NamedCase("a hole that the outline has is meant", holed, "seamless", (), 0)
    alone = Plan({"grid": [unit("a", box(0, 0, 6, 6), box(2, 2, 4, 4), parent=None)]})
    yield NamedCase("a hole of a grid without a village is a gap", alone, "defective",
                    (("gap", "grid", None, ("a",), 0),))
    invalid = (("invalid-ring", "grid", None, ("a",), None),)
    yield NamedCase("a spike covers nothing and only touches itself", one_village(
        box(0, 0, 4, 4), unit("a", at((0, 0), (4, 0), (4, 4), (2, 4), (2, 6), (2, 4), (0, 4)))),
        "area-exact", (("self-touch", "grid", None, ("a",), None),
                       ("unmatched-vertices", "grid", "v", (), None)), 1)
    yield NamedCase("a ring without area is invalid", one_village(
        box(0, 0, 4, 4), unit("a", at((0, 0), (4, 0), (2, 0))), unit("b", box(0, 0, 4, 4))),
        "defective", invalid)
    yield NamedCase("a ring run through twice is invalid", one_village(
        box(0, 0, 4, 4), unit("a", box(0, 0, 4, 4) * 2)), "defective", invalid)
    yield NamedCase("a position given twice in a row is no defect", one_village(
        box(0, 0, 4, 4), unit("a", box(0, 0, 4, 4, (0, 4)))), "seamless", (), 0)


def cover_cases():
    """Gaps, overlaps and overreaches of one village."""
    left, right, village = box(0, 0, 2, 4), box(2, 0, 4, 4), box(0, 0, 4, 4)
    with_middle = at((0, 0), (2, 0), (2, 2), (2, 4), (0, 4))
    yield NamedCase("vertices in the middle of a neighbour's edge are a warning",
                    one_village(village, unit("a", with_middle), unit("b", right)), "area-exact",
                    (("unmatched-vertices", "grid", "v", (), None),), 1)
    matched = at((0, 0), (2, 0), (4, 0), (4, 4), (2, 4), (0, 4))
    yield NamedCase("neighbours with the same vertices are seamless",
                    one_village(matched, unit("a", left), unit("b", right)), "seamless", (), 0)
    yield NamedCase("a vertex one lattice step off is a real gap",
                    one_village(matched, unit("a", off_by_one(with_middle, 2)), unit("b", right)),
                    "defective", (("gap", "grid", "v", ("a", "b"), 0),))
    yield NamedCase("a vertex one lattice step off is a real overlap", one_village(
        matched, unit("a", with_middle), unit("b", off_by_one(box(2, 0, 4, 4, (2, 2)), 4))),
        "defective", (("overlap", "grid", "v", ("a", "b"), 2),))
    yield NamedCase("a stray grid is half overlap and half overreach", one_village(
        village, unit("a", village), unit("b", box(3, 1, 5, 3))), "defective",
        (("overlap", "grid", "v", ("a", "b"), 2), ("overreach", "grid", "v", ("b",), 1)))
    yield NamedCase("a place in three grids is an overlap of three", one_village(
        village, unit("a", village), unit("b", box(0, 1, 3, 3)), unit("c", box(2, 1, 4, 3))),
        "defective", (("overlap", "grid", "v", ("a", "b"), 2),
                      ("overlap", "grid", "v", ("a", "c"), 2),
                      ("overlap", "grid", "v", ("a", "b", "c"), 3)))
    yield NamedCase("two strays outside overlap and overreach together", one_village(
        village, unit("a", village), unit("b", box(4, 0, 6, 4)), unit("c", box(5, 0, 7, 4))),
        "defective", (("overlap", "grid", "v", ("b", "c"), 2),
                      ("overreach", "grid", "v", ("b",), 1), ("overreach", "grid", "v", ("c",), 1),
                      ("overreach", "grid", "v", ("b", "c"), 2)))
    yield NamedCase("the same unit twice", one_village(
        village, unit("a", village), unit("a", village)), "defective",
        (("duplicate-code", "grid", None, ("a",), None),
         ("duplicate-geometry", "grid", None, ("a",), None), ("overlap", "grid", "v", ("a",), 2)))
    yield NamedCase("the same area under two codes", one_village(
        village, unit("a", village), unit("b", village)), "defective",
        (("duplicate-geometry", "grid", None, ("a", "b"), None),
         ("overlap", "grid", "v", ("a", "b"), 2)))
    yield NamedCase("a gap may be open to the outside of the village", one_village(
        village, unit("a", at((0, 0), (4, 0), (4, 4), (3, 4), (3, 2), (1, 2), (1, 4), (0, 4)))),
        "defective", (("gap", "grid", "v", ("a",), 0),))
    yield NamedCase("faces that meet in a point are two gaps", one_village(
        village, unit("a", box(0, 0, 2, 2)), unit("b", box(2, 2, 4, 4))), "defective",
        (("gap", "grid", "v", ("a", "b"), 0), ("gap", "grid", "v", ("a", "b"), 0)))
    yield NamedCase("a void is part of the coverage", one_village(
        matched, unit("a", left), unit("b", right, kind="void")), "seamless", (), 0)


def level_cases():
    """Several villages, towns, missing outlines, parts."""
    villages = [unit("v1", box(0, 0, 6, 4), parent=None), unit("v2", box(4, 0, 10, 4), parent=None)]
    grids = [unit("v11", box(0, 0, 6, 4), parent="v1"), unit("v21", box(4, 0, 10, 4), parent="v2")]
    yield NamedCase("villages that fit their grids overlap one another",
                    Plan({"village": villages, "grid": grids}), "defective",
                    (("overlap", "village", None, ("v1", "v2"), 2),
                     ("no-outline", "village", None, (), None)))
    town = [unit("v", box(0, 0, 10, 4), parent=None)]
    yield NamedCase("villages overlap one another in their town",
                    Plan({"town": town, "village": villages, "grid": grids}), "defective",
                    (("overlap", "village", "v", ("v1", "v2"), 2),))
    yield NamedCase("a parent without polygon is no error", one_village(
        None, unit("a", box(0, 0, 2, 4)), unit("b", box(2, 0, 4, 4))), "seamless",
        (("no-outline", "village", "v", (), None),), 0)
    ring_of_four = [unit("a", box(2, 0, 4, 2)), unit("b", box(4, 2, 6, 4)),
                    unit("c", box(2, 4, 4, 6)), unit("d", box(0, 2, 2, 4))]
    yield NamedCase("a region enclosed only through points is a gap",
                    one_village(None, *ring_of_four), "defective",
                    (("no-outline", "village", "v", (), None),
                     ("gap", "grid", "v", ("a", "b", "c", "d"), 0),
                     ("gap", "village", None, ("v",), 0)))
    parts = Unit("a", "v", [[box(0, 0, 1, 4)], [box(3, 0, 4, 4)]])
    outline = at((0, 0), (1, 0), (3, 0), (4, 0), (4, 4), (3, 4), (1, 4), (0, 4))
    yield NamedCase("parts that do not touch are an exclave",
                    one_village(outline, parts, unit("b", box(1, 0, 3, 4))), "seamless",
                    (("exclave", "grid", None, ("a",), None),), 1)
    touching = Unit("a", "v", [[box(0, 0, 2, 2)], [box(2, 2, 4, 4)]])
    corners = at((0, 0), (2, 0), (4, 0), (4, 2), (4, 4), (2, 4), (0, 4), (0, 2))
    yield NamedCase("parts that touch in a point are no exclave", one_village(
        corners, touching, unit("b", box(2, 0, 4, 2)), unit("c", box(0, 2, 2, 4))),
        "seamless", (), 0)
    childless = Plan({"village": [unit("v", box(0, 0, 4, 4), parent=None),
                                  unit("w", box(4, 0, 8, 4), parent=None)],
                      "grid": [unit("a", box(0, 0, 4, 4))]})
    yield NamedCase("a village without a grid beside one that has some", childless, "defective",
                    (("empty-parent", "village", None, ("w",), None),
                     ("no-outline", "village", None, (), None)))
    yield NamedCase("an orphan leaves a gap where it belongs", one_village(
        box(0, 0, 4, 4), unit("v1", box(0, 0, 2, 4)), unit("v2", box(2, 0, 4, 4), parent="x")),
        "defective", (("orphan", "grid", None, ("v2",), None), ("gap", "grid", "v", ("v1",), 0)))
    yield NamedCase("a grid without parent belongs to the longest prefix of its code", one_village(
        box(0, 0, 4, 4), unit("v1", box(0, 0, 4, 4), parent=None)), "seamless", (), 0)
    yield NamedCase("a grid without code is called by its number", one_village(
        box(0, 0, 4, 4), unit(None, box(0, 0, 4, 4))), "defective",
        (("missing-code", "grid", None, ("#1",), None),))


def far_cases():
    """The ends of the Earth: negative ordinates, the antimeridian, the poles."""
    for name, place in {"south-west": (-179_999_000_000, -45_000_000_000),
                        "north-east": (179_998_000_000, 60_000_000_000)}.items():
        whole = at((0, 0), (2, 0), (4, 0), (4, 4), (2, 4), (0, 4), place=place)
        parts = [unit("a", whole[:2] + whole[4:]), unit("b", whole[1:5])]
        yield NamedCase(f"an exact plan in the far {name}", one_village(whole, *parts),
                        "seamless", (), 0)
    east, north = 180_000_000_000, 90_000_000_000
    west_half = [(-east, -north), (0, -north), (0, north), (-east, north)]
    east_half = [(0, -north), (east, -north), (east, north), (0, north)]
    world = [*west_half[:2], *east_half[1:], west_half[3]]
    yield NamedCase("the two halves of the whole Earth",
                    one_village(world, unit("a", west_half), unit("b", east_half)),
                    "seamless", (), 0)


CASES = [*ring_cases(), *cover_cases(), *level_cases(), *far_cases()]
