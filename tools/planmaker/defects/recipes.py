"""All recipes, by name and by the kind of defect that they make."""

from collections.abc import Callable
from dataclasses import dataclass

from ..failure import Failure
from . import areas, records, shapes
from .planted import Planted
from .planter import Planter


@dataclass(frozen=True)
class Recipe:
    """One way to plant a defect."""

    name: str
    #: The kinds it makes, without their consequences.
    kinds: tuple[str, ...]
    plant: Callable[[Planter], list[Planted]]


#: In the order in which they choose their place: those that need most room first.
RECIPES = (
    Recipe("exclave", ("exclave",), records.exclave),
    Recipe("empty-parent", ("empty-parent",), records.empty_parent),
    Recipe("no-outline", ("no-outline",), records.no_outline),
    Recipe("triple-overlap", ("overlap",), areas.triple_overlap),
    Recipe("orphan", ("orphan",), records.orphan),
    Recipe("bow-tie", ("invalid-ring",), shapes.bow_tie),
    Recipe("stray", ("overreach", "overlap"), areas.stray),
    Recipe("poke", ("overreach",), areas.poke),
    Recipe("open-gap", ("gap",), areas.open_gap),
    Recipe("inner-gap", ("gap",), areas.inner_gap),
    Recipe("double-overlap", ("overlap",), areas.double_overlap),
    Recipe("sliver", ("gap",), areas.sliver),
    Recipe("unmatched-vertices", ("unmatched-vertices",), shapes.unmatched_vertices),
    Recipe("self-touch", ("self-touch",), shapes.self_touch),
    Recipe("duplicate-code", ("duplicate-code",), records.duplicate_code),
    Recipe("duplicate-geometry", ("duplicate-geometry",), records.duplicate_geometry),
    Recipe("missing-code", ("missing-code",), records.missing_code),
    Recipe("unclosed", ("invalid-ring",), shapes.unclosed),
    Recipe("too-few", ("invalid-ring",), shapes.too_few),
)


def choose(text: str, also_exclave: bool) -> tuple[Recipe, ...]:
    """The recipes meant by `all` or by a list of kinds and names with commas between."""
    chosen = {"exclave"} if also_exclave else set()
    for word in text.split(","):
        meant = {r.name for r in RECIPES if word in ("all", r.name, *r.kinds)}
        if not meant:
            raise Failure(
                f"there is no defect {word!r}",
                "choose from all, " + ", ".join(known()) + ".",
            )
        chosen |= meant
    return tuple(recipe for recipe in RECIPES if recipe.name in chosen)


def known() -> list[str]:
    """All kinds and names, sorted."""
    return sorted({name for recipe in RECIPES for name in (recipe.name, *recipe.kinds)})
