"""The exact arrangement of directed edges in the plane: nodes, borders, faces, winding numbers.

Standard library only. Positions that come in are integers; crossings are `Fraction`s. Nothing is
rounded. Small inputs only: every pair of edges whose envelopes meet is intersected.
"""

from collections import defaultdict
from fractions import Fraction
from functools import cmp_to_key


def exact(numerator, denominator):
    """The quotient, as an integer when it is one."""
    quotient, rest = divmod(numerator, denominator)
    return quotient if rest == 0 else Fraction(numerator, denominator)


def cross(ax, ay, bx, by):
    """The cross product of two vectors."""
    return ax * by - ay * bx


class Arrangement:
    """Faces of the plane cut by the edges of several owners.

    `edges` holds triples `(owner, a, b)`: a directed edge with its owner's inside on the left. For
    every owner the edges form closed rings. After construction:

    - `borders`: `(start, end, left face, right face)` of each piece of edge, start < end;
    - `windings`: for each face a dictionary of the owners whose winding number is not 0;
    - `areas`: for each face its exact area in squared steps. Face 0 is the
      unbounded one, its area `None`.
    """

    def __init__(self, edges):
        pieces = atomic_pieces(net_edges(edges))
        self.keys = list(pieces)
        self.weights = [pieces[key][0] for key in self.keys]
        self.directions = [pieces[key][1] for key in self.keys]
        self._trace_cycles()
        self._nest_components()
        self._wind()

    def _trace_cycles(self):
        """Walks half-edges with the face on their left; 2k runs along piece k, 2k + 1 back."""
        outgoing = defaultdict(list)
        for k, (start, end) in enumerate(self.keys):
            dx, dy = self.directions[k]
            outgoing[start].append((2 * k, dx, dy))
            outgoing[end].append((2 * k + 1, -dx, -dy))
        following = {}
        for around in outgoing.values():
            around.sort(key=cmp_to_key(compare_angles))
            for i, (half, _, _) in enumerate(around):
                following[half ^ 1] = around[i - 1][0]
        self.cycle_of, self.cycles = {}, []
        for first in following:
            if first in self.cycle_of:
                continue
            cycle, half = [], first
            while half not in self.cycle_of:
                self.cycle_of[half] = len(self.cycles)
                cycle.append(half)
                half = following[half]
            self.cycles.append(cycle)
        self.cycle_areas = [self._area(cycle) for cycle in self.cycles]

    def origin(self, half):
        """The position a half-edge starts from."""
        return self.keys[half >> 1][half & 1]

    def _area(self, cycle):
        points = [self.origin(half) for half in cycle]
        ox, oy = points[0]
        local = [(x - ox, y - oy) for x, y in points]
        following = local[1:] + local[:1]
        return Fraction(sum(cross(*a, *b) for a, b in zip(local, following))) / 2

    def _nest_components(self):
        """Gives each cycle its face; an outer cycle has the one just below its lowest left node."""
        self.face_of_cycle = [None] * len(self.cycles)
        bounded = [c for c, area in enumerate(self.cycle_areas) if area > 0]
        for face, cycle in enumerate(bounded, start=1):
            self.face_of_cycle[cycle] = face
        self.face_count = len(bounded) + 1
        outer = [c for c, area in enumerate(self.cycle_areas) if area <= 0]
        outer.sort(key=lambda c: min(map(self.origin, self.cycles[c])))
        for cycle in outer:
            node = min(map(self.origin, self.cycles[cycle]))
            below = self._piece_below(node)
            face = 0 if below is None else self.face_of_cycle[self.cycle_of[2 * below]]
            self.face_of_cycle[cycle] = face

    def _piece_below(self, node):
        """The highest piece straight below a node that reaches to the right of it, or `None`."""
        x, y = node
        best, best_key = None, None
        for k, ((ax, ay), (bx, by)) in enumerate(self.keys):
            if not ax <= x < bx:
                continue
            dx, dy = self.directions[k]
            height = ay + Fraction(dy, dx) * (x - ax)
            if height < y and (best is None or (height, Fraction(dy, dx)) > best_key):
                best, best_key = k, (height, Fraction(dy, dx))
        return best

    def _wind(self):
        """Winding numbers by crossing borders from the unbounded face, checked on every border."""
        face = [self.face_of_cycle[self.cycle_of[h]] for h in range(2 * len(self.keys))]
        self.borders = [(*key, face[2 * k], face[2 * k + 1]) for k, key in enumerate(self.keys)]
        across = defaultdict(list)
        for k, (_, _, left, right) in enumerate(self.borders):
            across[right].append((left, self.weights[k], 1))
            across[left].append((right, self.weights[k], -1))
        self.windings = [None] * self.face_count
        self.windings[0] = {}
        waiting = [0]
        while waiting:
            here = waiting.pop()
            for there, weights, sign in across[here]:
                winding = dict(self.windings[here])
                for owner, weight in weights.items():
                    winding[owner] = winding.get(owner, 0) + sign * weight
                winding = {owner: w for owner, w in winding.items() if w}
                if self.windings[there] is None:
                    self.windings[there] = winding
                    waiting.append(there)
                assert self.windings[there] == winding, "the edges do not form closed rings"
        self.areas = [None] + [Fraction(0)] * (self.face_count - 1)
        for cycle, area in enumerate(self.cycle_areas):
            if self.face_of_cycle[cycle]:
                self.areas[self.face_of_cycle[cycle]] += area


def net_edges(edges):
    """Directed edges added up: `{(a, b): {owner: count}}` with a < b, and no count of 0.

    An edge and its reverse of one owner cancel; an edge that no owner is left on is dropped.
    """
    net = defaultdict(lambda: defaultdict(int))
    for owner, a, b in edges:
        if a < b:
            net[a, b][owner] += 1
        else:
            net[b, a][owner] -= 1
    return without_zeros(net)


def without_zeros(net):
    """The counts that are not 0, under the keys that still have one."""
    kept = {key: {o: n for o, n in counts.items() if n} for key, counts in net.items()}
    return {key: counts for key, counts in kept.items() if counts}


def atomic_pieces(net):
    """Edges cut wherever another one meets them: `{(p, q): ({owner: count}, direction)}`, p < q."""
    segments = sorted(net)
    cuts = [set(segment) for segment in segments]
    spans = [(min(a[1], b[1]), max(a[1], b[1])) for a, b in segments]
    for i, (a, b) in enumerate(segments):
        low, high = spans[i]
        for j in range(i + 1, len(segments)):
            c, d = segments[j]
            if c[0] > b[0]:
                break
            if spans[j][0] <= high and spans[j][1] >= low:
                shared = meeting_points(a, b, c, d)
                cuts[i].update(shared)
                cuts[j].update(shared)
    pieces, directions = defaultdict(lambda: defaultdict(int)), {}
    for segment, points in zip(segments, cuts):
        (ax, ay), (bx, by) = segment
        points = sorted(points)
        for key in zip(points, points[1:]):
            directions[key] = (bx - ax, by - ay)
            for owner, count in net[segment].items():
                pieces[key][owner] += count
    return {key: (counts, directions[key]) for key, counts in without_zeros(pieces).items()}


def meeting_points(a, b, c, d):
    """Where two segments meet: the crossing, the touching ends, or the ends of what they share."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    qx, qy = c[0] - a[0], c[1] - a[1]
    denominator = cross(rx, ry, sx, sy)
    if denominator == 0:
        if cross(rx, ry, qx, qy) != 0:
            return []
        return [p for p in (a, b) if c <= p <= d] + [p for p in (c, d) if a <= p <= b]
    t, u = cross(qx, qy, sx, sy), cross(qx, qy, rx, ry)
    if denominator < 0:
        t, u, denominator = -t, -u, -denominator
    if not (0 <= t <= denominator and 0 <= u <= denominator):
        return []
    for parameter, at_start, at_end in ((t, a, b), (u, c, d)):
        if parameter == 0:
            return [at_start]
        if parameter == denominator:
            return [at_end]
    return [(exact(a[0] * denominator + t * rx, denominator),
             exact(a[1] * denominator + t * ry, denominator))]


def compare_angles(one, other):
    """Orders half-edges around their origin counterclockwise, starting from the east."""
    _, ax, ay = one
    _, bx, by = other
    a_low, b_low = (ay < 0 or (ay == 0 and ax < 0)), (by < 0 or (by == 0 and bx < 0))
    if a_low != b_low:
        return 1 if a_low else -1
    turn = cross(ax, ay, bx, by)
    return -1 if turn > 0 else 1 if turn < 0 else 0
