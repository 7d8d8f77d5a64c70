"""Incidents: positions reported from all over the town, some of them nonsense."""

import csv
import io
from collections.abc import Iterator
from random import Random

from .geojson import ordinate
from .layout import Layout
from .ragged import RaggedEdges
from .unit import Plan, Vertex

#: What is reported: the kind and the note.
REPORTS = (
    ("公共设施", "路面破损，需要修补"),
    ("公共设施", "路灯不亮\n第二次上报"),
    ("公共设施", '宣传栏上的 "防火须知" 脱落'),
    ("环境卫生", "垃圾未及时清运"),
    ("环境卫生", "水渠堵塞"),
    ("矛盾纠纷", "灌溉用水,两户意见不一,请求调解"),
    ("安全隐患", "桥栏松动,\n已设临时护栏"),
    ("安全隐患", "村道旁“小心落石”警示牌倒伏"),
    ("防汛防火", "山边有烟，已联系护林员"),
    ("违规搭建", "河边搭棚"),
    ("其他", "无"),
    ("其他", ""),
)

#: Longitude, latitude and what is wrong with them; None stands for an ordinate of a good position.
MALFORMED = (
    ("", None, "缺经度"),
    (None, "", "缺纬度"),
    ("", "", "缺坐标"),
    ("不详", "不详", "坐标是文字"),
    ("112度35分", None, "坐标带单位"),
    ("NaN", None, "非数"),
    (None, "nan", "非数"),
    ("inf", None, "无穷大"),
    (None, "-Infinity", "无穷大"),
    ("24.757000", "112.597000", "经纬度颠倒"),
    ("24.741500", "112.610200", "经纬度颠倒"),
    ("24.760300", "112.580100", "经纬度颠倒"),
    ("181.000000", None, "超出范围"),
    (None, "90.000001", "超出范围"),
    ("1e308", None, "超出范围"),
    ("9223372036854775808", None, "超出范围"),
    ("112,597", None, "小数点写成逗号"),
    ("112.597.1", None, "两个小数点"),
    ("１１２.597", None, "全角数字"),
    ("0x70", None, "十六进制"),
)

#: The share of each sort of position; the rest lie anywhere in the town.
SHARES = (("boundary", 0.05), ("outside", 0.02), ("void", 0.01), ("malformed", 0.01))


class Incidents:
    """Places incidents in a plan: anywhere in the town, and the sorts of `SHARES`.

    Positions on the boundary of a grid are exactly on a vertex or in the middle of an edge.
    """

    def __init__(self, layout: Layout, lines: RaggedEdges, plan: Plan, random: Random):
        self._layout = layout
        self._lines = lines
        self._random = random
        self._malformed = 0
        self._cells = layout.shape.cells
        self._void_cells = sorted(cell for void in layout.voids for cell in layout.grid_cells[void])
        self._rings = [r for unit in plan.grids for polygon in unit.polygons for r in polygon]
        longitudes, latitudes = zip(*(v for polygon in plan.town.polygons for v in polygon[0]))
        self._box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)

    def document(self, count: int) -> Iterator[str]:
        """The pieces of `incidents.csv`."""
        sheet = io.StringIO()
        writer = csv.writer(sheet, lineterminator="\n")
        writer.writerow(("id", "lon", "lat", "crs", "kind", "note"))
        random = self._random
        sorts = [sort for sort, share in SHARES for _ in range(round(share * count))]
        sorts += ["anywhere"] * (count - len(sorts))
        random.shuffle(sorts)
        for number, sort in enumerate(sorts[:count], 1):
            kind, note = random.choice(REPORTS)
            lon, lat, remark = self._position(sort)
            crs = random.choice(("wgs84", "cgcs2000"))
            writer.writerow((f"SJ{number:06}", lon, lat, crs, kind, note + remark))
            yield sheet.getvalue()
            sheet.seek(0)
            sheet.truncate()

    def _position(self, sort: str) -> tuple[str, str, str]:
        """Longitude, latitude, and a remark on what is wrong with them, if anything is."""
        if sort == "boundary":
            place = self._on_boundary()
            return ordinate(place[0]), ordinate(place[1]), ""
        if sort == "outside":
            place = self._outside()
        elif sort == "void" and self._void_cells:
            place = self._in_cell(self._random.choice(self._void_cells), 0.3)
        else:
            place = self._anywhere()
        lon, lat, remark = phone(place[0]), phone(place[1]), ""
        if sort == "malformed":
            bad_lon, bad_lat, fault = MALFORMED[self._malformed % len(MALFORMED)]
            self._malformed += 1
            lon = lon if bad_lon is None else bad_lon
            lat = lat if bad_lat is None else bad_lat
            remark = f"（{fault}）"
        return lon, lat, remark

    def _anywhere(self) -> Vertex:
        cell = self._random.choice(self._cells)
        on_outline = len(self._layout.cell_neighbours(cell)) < 6
        return self._in_cell(cell, 0.3 if on_outline else 0.9)

    def _in_cell(self, cell: int, reach: float) -> Vertex:
        """A place within so many sides of the centre of a cell, in each direction."""
        shape = self._layout.shape
        x, y = shape.field.centre(cell)
        east, north = (self._random.uniform(-reach, reach) for _ in range(2))
        return self._lines.on_lattice(shape.place((x + east, y + north)))

    def _on_boundary(self) -> Vertex:
        """A vertex, or the middle of an edge where that is a lattice point."""
        while True:
            ring = self._random.choice(self._rings)
            index = self._random.randrange(len(ring) - 1)
            (x0, y0), (x1, y1) = ring[index : index + 2]
            if self._random.random() < 0.5:
                return x0, y0
            if (x0 + x1) % 2 == 0 == (y0 + y1) % 2:
                return (x0 + x1) // 2, (y0 + y1) // 2

    def _outside(self) -> Vertex:
        """A place beyond one side of the box around the town, within half its width or height."""
        west, south, east, north = self._box
        width, height = (east - west) // 2, (north - south) // 2
        x = self._random.randint(west, east)
        y = self._random.randint(south, north)
        dx, dy = self._random.randint(1, width), self._random.randint(1, height)
        beyond = (west - dx, y), (east + dx, y), (x, south - dy), (x, north + dy)
        return self._random.choice(beyond)


def phone(value: int) -> str:
    """An ordinate with six decimals, as phones report it."""
    return ordinate(round(value, -3))[:-3]
