internal import Foundation
internal import Geometry
internal import GridPartition
internal import JSONText

extension PlanMap {
  /// A name on the map.
  private struct Name {
    let text: String
    let place: MapPlace
    /// How wide the unit is there, in units of the map.
    let width: Int
    let rank: Int
  }

  /// The names of all units that are drawn, the widest level first.
  private var names: [Name] {
    // A unit that is all there is gives the page its title.
    let widest = plan.levels.first.map { plan.units(of: $0) } ?? []
    let drawn = (units.outlines + units.areas.map(\.unit)).filter { widest != [$0] }
    return drawn.compactMap { unit in
      guard let label = LabelPlace(of: unit, in: plan) else { return nil }
      return Name(
        text: plan.shortName(of: unit), place: frame.place(label.at),
        width: frame.width(ofLattice: label.width),
        rank: plan.levels.firstIndex(of: plan.units[unit].level) ?? 0)
    }
  }

  /// Writes all names for the script, which shows those that there is room for.
  func writeNamesAsData(into html: inout HTMLText) {
    var json = JSONWriter()
    json.array { json in
      for name in names {
        json.array { json in
          json.value(name.rank)
          json.value(name.place.x)
          json.value(name.place.y)
          json.value(name.width)
          json.value(name.text)
        }
      }
    }
    html.data("names-data", json)
  }

  /// Writes the names that there is room for when all of the map is shown.
  func writeNames(into html: inout HTMLText) {
    let size = 13 * scale
    var taken: [(x: ClosedRange<Double>, y: ClosedRange<Double>)] = []
    html.element("g", ["id": "names"]) { html in
      for name in names {
        let half = name.text.width * size / 2
        let (x, y) = (Double(name.place.x), Double(name.place.y))
        let box = (x: x - half...x + half, y: y - size...y + size)
        guard half * 2 <= Double(name.width) * 1.3,
          !taken.contains(where: { $0.x.overlaps(box.x) && $0.y.overlaps(box.y) })
        else { continue }
        taken.append(box)
        html.element(
          "text",
          [
            "class": "r\(plan.levels.count - 1 - name.rank)", "y": "4", "font-size": "13",
            "transform": "translate(\(name.place.x) \(name.place.y)) scale(\(scale))",
          ], text: name.text)
      }
    }
    html.endLine()
  }
}

extension Plan {
  /// The name of a unit without its parent's in front, where a number follows: 第五网格 in 井塘村.
  fileprivate func shortName(of unit: Int) -> String {
    guard let name = units[unit].name, !name.isEmpty else { return units[unit].code }
    guard let parent = units[unit].parent.flatMap({ units[$0].name }) else { return name }
    let rest = name.dropFirst(name.commonPrefix(with: parent).count)
    return rest.first == "第" && rest.count > 2 ? String(rest) : name
  }
}

extension String {
  /// About how wide the text is, in heights of its letters.
  fileprivate var width: Double {
    unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 1 : 0.56) }
  }
}
