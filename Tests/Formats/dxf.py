"""Drawings in DXF, written by hand."""


def drawing(entities, header=()):
    """A DXF of entities, each a list of group codes and values, and of variables before them."""
    pairs = [(0, "SECTION"), (2, "HEADER"), *header, (0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES")]
    for entity in entities:
        pairs += entity
    pairs += [(0, "ENDSEC"), (0, "EOF")]
    return "".join(f"{code}\n{value}\n" for code, value in pairs)


def polyline(ring, layer="0", closed=True):
    """A light polyline; a closed one does not repeat its first position."""
    pairs = [(0, "LWPOLYLINE"), (8, layer), (100, "AcDbEntity"), (100, "AcDbPolyline"),
             (90, len(ring)), (70, int(closed))]
    for x, y in ring:
        pairs += [(10, repr(x)), (20, repr(y))]
    return pairs


def text(words, x, y, layer="0"):
    """A text at a place."""
    return [(0, "TEXT"), (8, layer), (100, "AcDbEntity"), (100, "AcDbText"), (10, repr(x)),
            (20, repr(y)), (40, 0.001), (1, words)]


def circle(x, y, radius, layer="0"):
    """A circle."""
    return [(0, "CIRCLE"), (8, layer), (100, "AcDbEntity"), (100, "AcDbCircle"), (10, repr(x)),
            (20, repr(y)), (40, radius)]
