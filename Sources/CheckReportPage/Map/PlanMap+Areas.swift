internal import Geometry
internal import GridPartition

extension PlanMap {
  /// Writes the areas in colour, group by group, and the lines within each group.
  func writeAreas(into html: inout HTMLText) {
    let borders = borders()
    html.element("g", ["id": "areas"]) { html in
      if !units.isWhole { writeGrounds(into: &html) }
      var start = 0
      while start < units.areas.count {
        let group = units.areas[start].group
        var end = start
        while end < units.areas.count, units.areas[end].group == group { end += 1 }
        writeGroup(start..<end, borders[group], into: &html)
        start = end
      }
    }
  }

  /// Writes the areas of a group: one path for each colour and shade.
  private func writeGroup(_ areas: Range<Int>, _ border: PathText?, into html: inout HTMLText) {
    html.element("g") { html in
      var paths: [(name: String, path: PathText)] = []
      for index in areas {
        let area = units.areas[index]
        let name =
          plan.units[area.unit].isVoid ? "void" : "c\(area.colour) t\(area.shade)"
        if paths.last?.name != name {
          if let known = paths.firstIndex(where: { $0.name == name }) {
            paths.append(paths.remove(at: known))
          } else {
            paths.append((name, PathText()))
          }
        }
        add(area: index, to: &paths[paths.count - 1].path)
      }
      for (name, path) in paths { html.path(["class": name], path) }
      if let border { html.path(["class": "border"], border) }
    }
    html.endLine()
  }

  /// Adds the rings of an area of the network.
  private func add(area: Int, to path: inout PathText) {
    for ring in lines.network.rings(ofArea: area) {
      path.add(ring: lines.network.points(ofRing: ring).lazy.map { frame.place($0) })
    }
  }

  /// The ground on which single areas are drawn: the units of the level above.
  private func writeGrounds(into html: inout HTMLText) {
    guard let level = plan.levelAbove(plan.smallestLevel) else { return }
    for (offset, unit) in units.outlines.enumerated() where plan.units[unit].level == level {
      var path = PathText()
      add(area: units.areas.count + offset, to: &path)
      html.path(["class": "ground"], path)
    }
  }

  /// The lines between areas that no unit above has, by the group of the first area beside them.
  private func borders() -> [Int: PathText] {
    var borders: [Int: PathText] = [:]
    for arc in 0..<lines.network.arcCount {
      let sides = lines.network.sides(ofArc: arc)
      guard let first = sides.first, sides.allSatisfy({ $0.area < units.areas.count }) else {
        continue
      }
      add(arc: arc, to: &borders[units.areas[first.area].group, default: PathText()])
    }
    return borders
  }

  private func add(arc: Int, to path: inout PathText) {
    let points = lines.network.points[lines.network.positions(ofArc: arc)]
    path.add(line: points.lazy.map { frame.place($0) })
  }

  /// How many levels of the plan lie below a unit's.
  private func rank(of unit: Int) -> Int {
    plan.levels.count { $0 > plan.units[unit].level }
  }

  /// Writes the lines of the levels above, each arc once, by the first unit of the widest level that
  /// has it: a browser goes past what is not in view path by path.
  func writeOutlines(into html: inout HTMLText) {
    var paths = [PathText](repeating: PathText(), count: units.outlines.count)
    for arc in 0..<lines.network.arcCount {
      // Outlines follow the areas, the widest level first.
      let owners = lines.network.sides(ofArc: arc).lazy.map { $0.area - units.areas.count }
      if let first = owners.filter({ $0 >= 0 }).min() { add(arc: arc, to: &paths[first]) }
    }
    html.element("g", ["id": "outlines"]) { html in
      for (unit, path) in zip(units.outlines, paths).reversed() where !path.isEmpty {
        html.path(["class": "outline o\(rank(of: unit))"], path)
        html.endLine()
      }
    }
  }
}
