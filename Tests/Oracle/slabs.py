"""The plane cut into trapezoids between abscissas: a second exact way to the same faces.

Standard library only, and nothing shared with `arrangement` but the crossing of two segments.
Between two consecutive abscissas where anything happens, edges do not meet; each trapezoid between
two edges next to each other has winding numbers found by counting the edges below it. Slow and
plain.
"""

from collections import defaultdict
from fractions import Fraction

from arrangement import meeting_points


class Slabs:
    """Trapezoids `(label, area)`, and the pairs of them that share a border of positive length."""

    def __init__(self, edges):
        self.edges = list(edges)
        abscissas = sorted(set(self._abscissas()))
        outside = frozenset()
        self.cells, self.neighbours, before = [(outside, None)], [], [(0, None, None)]
        for west, east in zip(abscissas, abscissas[1:]):
            column = self._column(Fraction(west), Fraction(east))
            self._join_across(before, column)
            before = column
        self.cells.append((outside, None))
        self._join_across(before, [(len(self.cells) - 1, None, None)])

    def _abscissas(self):
        segments = sorted({tuple(sorted((a, b))) for _, a, b in self.edges})
        for i, (a, b) in enumerate(segments):
            yield from (a[0], b[0])
            for c, d in segments[i + 1:]:
                if c[0] > b[0]:
                    break
                yield from (x for x, _ in meeting_points(a, b, c, d))

    def _column(self, west, east):
        """The cells of a column from south to north: `(cell, heights at west, heights at east)`."""
        lines = defaultdict(lambda: defaultdict(int))
        for owner, a, b in self.edges:
            low, high = min(a, b), max(a, b)
            if low[0] <= west and east <= high[0] and low[0] != high[0]:
                heights = tuple(low[1] + Fraction(high[1] - low[1], high[0] - low[0]) * (x - low[0])
                                for x in (west, east))
                lines[heights][owner] += 1 if a < b else -1
        column, winding, below = [], defaultdict(int), None
        for heights in [*sorted(lines), None]:
            area = None
            if below is not None and heights is not None:
                area = (east - west) * (heights[0] - below[0] + heights[1] - below[1]) / 2
            self.cells.append((frozenset(o for o, w in winding.items() if w), area))
            column.append((len(self.cells) - 1, below, heights))
            if below is not None:
                self.neighbours.append((len(self.cells) - 2, len(self.cells) - 1))
            for owner, change in lines.get(heights, {}).items():
                winding[owner] += change
            below = heights
        return column

    def _join_across(self, western, eastern):
        for cell, low, high in western:
            for other, other_low, other_high in eastern:
                bottoms = ([low[1]] if low else []) + ([other_low[0]] if other_low else [])
                tops = ([high[1]] if high else []) + ([other_high[0]] if other_high else [])
                if not bottoms or not tops or max(bottoms) < min(tops):
                    self.neighbours.append((cell, other))

    def regions(self, key_of):
        """`(key, area)` of each connected region of cells with one key; `None` keys are left out.

        The area is `None` for a region that is not bounded.
        """
        keys = [key_of(label) for label, _ in self.cells]
        parent = list(range(len(self.cells)))

        def root(cell):
            while parent[cell] != cell:
                parent[cell] = cell = parent[parent[cell]]
            return cell

        for one, other in self.neighbours:
            if keys[one] == keys[other]:
                parent[root(one)] = root(other)
        areas = defaultdict(Fraction)
        for cell, (_, area) in enumerate(self.cells):
            if keys[cell] is not None:
                known = areas[root(cell)]
                areas[root(cell)] = None if area is None or known is None else known + area
        return [(keys[cell], area) for cell, area in areas.items()]
