"""Defects of codes and parents: what a clerk would find without looking at a map.

Standard library only.
"""

from collections import Counter

from expected_defect import ExpectedDefect


def register_defects(plan):
    """Missing and repeated codes, orphans, parents without child, parents without outline."""
    for level in plan.present:
        labels = [plan.label(level, i) for i in range(len(plan.levels[level]))]
        counts = Counter(unit.code for unit in plan.levels[level] if unit.code)
        for code, count in counts.items():
            if count > 1:
                yield ExpectedDefect("duplicate-code", level, None, (code,), count)
        for index, unit in enumerate(plan.levels[level]):
            if not unit.code:
                yield ExpectedDefect("missing-code", level, None, (labels[index],))
            if plan.level_above(level) and plan.parent_index(level, index) is None:
                yield ExpectedDefect("orphan", level, None, (labels[index],))
    yield from parents_without_child(plan)
    yield from parents_without_outline(plan)


def parents_without_child(plan):
    """Units without child that have a sibling with one."""
    for level in plan.present:
        if plan.level_below(level) is None:
            continue
        families = {}
        for index in range(len(plan.levels[level])):
            families.setdefault(plan.parent_index(level, index), []).append(index)
        for family in families.values():
            childless = [i for i in family if not plan.children(level, i)]
            if len(childless) < len(family):
                for index in childless:
                    yield ExpectedDefect("empty-parent", level, None, (plan.label(level, index),))


def parents_without_outline(plan):
    """Parents with children and no polygon: units without geometry, or names without a layer."""
    for level in plan.present:
        for index, unit in enumerate(plan.levels[level]):
            if unit.polygons is None and plan.children(level, index):
                yield ExpectedDefect("no-outline", level, plan.label(level, index), ())
    top = plan.present[-1]
    units = plan.levels[top]
    if len(units) == 1 and (plan.children(top, 0) or not units[0].parent):
        return  # a single unit that is itself an outline needs none around it
    for name in sorted({unit.parent or "" for unit in units}):
        yield ExpectedDefect("no-outline", top, name or None, ())
