"""Cuts a connected graph into connected, irregular regions."""

from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush
from random import Random

Neighbours = Callable[[int], Iterable[int]]


def spread(nodes: list[int], neighbours: Neighbours, count: int, random: Random) -> list[int]:
    """Chooses `count` nodes that lie apart from each other, where the graph has room for that.

    - Precondition: `count <= len(nodes)`.
    """
    order = list(nodes)
    random.shuffle(order)
    share = len(nodes) / count
    distance = 0
    while 1 + 3 * (distance + 1) * (distance + 2) <= 3 * share:
        distance += 1
    chosen: list[int] = []
    while len(chosen) < count:
        blocked: set[int] = set()
        for node in chosen:
            blocked |= ball(node, neighbours, distance)
        for node in order:
            if len(chosen) == count:
                break
            if node not in blocked:
                chosen.append(node)
                blocked |= ball(node, neighbours, distance)
        distance -= 1
    return chosen


def ball(centre: int, neighbours: Neighbours, distance: int) -> set[int]:
    """The nodes within so many steps of the centre."""
    reached = {centre}
    rim = [centre]
    for _ in range(distance):
        around = dict.fromkeys(other for node in rim for other in neighbours(node))
        rim = [node for node in around if node not in reached]
        reached.update(rim)
    return reached


def grow(seeds: list[int], neighbours: Neighbours, random: Random) -> dict[int, int]:
    """Grows a region from each seed until they fill the graph, at an uneven pace.

    - Returns: For each node the index of its seed. Every region is connected.
    """
    region: dict[int, int] = {}
    waiting = [(0.0, seed, index) for index, seed in enumerate(seeds)]
    heapify(waiting)
    while waiting:
        time, node, index = heappop(waiting)
        if node in region:
            continue
        region[node] = index
        for other in neighbours(node):
            if other not in region:
                heappush(waiting, (time + random.uniform(0.1, 2), other, index))
    return region


def is_connected(nodes: set[int], neighbours: Neighbours) -> bool:
    """Whether the nodes hang together; no nodes do not."""
    if not nodes:
        return False
    start = min(nodes)
    reached = {start}
    waiting = [start]
    while waiting:
        for other in neighbours(waiting.pop()):
            if other in nodes and other not in reached:
                reached.add(other)
                waiting.append(other)
    return len(reached) == len(nodes)
