"""Which coverages a plan has: the children of every unit, and the units of the top level.

Standard library only.
"""

from dataclasses import dataclass, field

from plan_model import directed_edges


@dataclass
class Coverage:
    """Units of one level that together should cover something once.

    `edges` are `(owner, a, b)`; an owner is the unit's index in its level, or `"parent"`. `names`
    gives the code of an owner, `parents` the code of the parent that the owner names. `outlines`
    are the owners that outline units below them, in a coverage of the top level.
    """

    level: str
    parent: str | None
    has_outline: bool
    edges: list
    names: dict
    parents: dict
    outlines: set = field(default_factory=set)

    def is_meant_hole(self, bordering):
        """Whether a hole bordered by these owners is said by an outline that has it.

        At the top level nothing lies around a unit, so the hole of one that outlines others is
        meant.
        """
        return len(bordering) == 1 and bordering <= self.outlines

    def parent_of(self, owners):
        """The parent of a defect of these units: the coverage's own, or the one they all name."""
        if self.parent is not None:
            return self.parent
        named = {self.parents[owner] for owner in owners}
        return named.pop() if len(named) == 1 else None


def coverages(plan):
    """All coverages of a plan whose units have valid rings."""
    for level in plan.present:
        below = plan.level_below(level)
        for index, unit in enumerate(plan.levels[level]):
            children = plan.children(level, index)
            if not children:
                continue
            edges = child_edges(plan, below, children)
            edges += [("parent", a, b) for a, b in directed_edges(unit.polygons)]
            yield coverage(plan, below, plan.label(level, index), unit.polygons is not None,
                           edges, children)
    top = plan.present[-1]
    everyone = list(range(len(plan.levels[top])))
    whole = coverage(plan, top, None, False, child_edges(plan, top, everyone), everyone)
    whole.outlines = {i for i in everyone
                      if plan.levels[top][i].polygons is not None and plan.children(top, i)}
    yield whole


def coverage(plan, level, parent, has_outline, edges, members):
    """A coverage of the units of a level with these indices."""
    names = {i: plan.label(level, i) for i in members}
    parents = {i: plan.levels[level][i].parent or None for i in members}
    return Coverage(level, parent, has_outline, edges, names, parents)


def child_edges(plan, level, members):
    """Directed edges of units, each under its index; see `edges_of` for one without polygon."""
    return [(i, a, b) for i in members for a, b in edges_of(plan, level, i)]


def edges_of(plan, level, index):
    """Directed edges of a unit; for one without polygon, of its children together."""
    unit = plan.levels[level][index]
    if unit.polygons is not None:
        return directed_edges(unit.polygons)
    below = plan.level_below(level)
    children = plan.children(level, index)
    return [edge for child in children for edge in edges_of(plan, below, child)]
