internal import Geometry
internal import GridPartition

/// Where the name of a unit stands: in the middle of the widest place of its largest polygon, and how
/// wide that is.
struct LabelPlace {
  let at: LatticePoint
  /// In steps of the lattice, from west to east.
  let width: Int64

  /// Finds the place; `nil` for a unit without polygon.
  ///
  /// - Complexity: O(*n*) in the number of positions.
  init?(of unit: Int, in plan: Plan) {
    let store = plan.store
    let boxes = plan.units[unit].polygons.map { ($0, store.envelope(ofPolygons: $0..<$0 + 1)) }
    guard let (polygon, box) = boxes.max(by: { $0.1.extent < $1.1.extent }) else { return nil }
    var widest: (at: LatticePoint, width: Int64)?
    for part in 1...Self.lines {
      let y = box.minimum.y + (box.maximum.y - box.minimum.y) * Int64(part) / (Self.lines + 1)
      let crossings = LabelPlace.crossings(of: store, polygon, at: y)
      for index in stride(from: 1, to: crossings.count, by: 2) {
        let (from, to) = (crossings[index - 1], crossings[index])
        // Of equal places the one nearest to the middle, which is tried last.
        if to - from >= widest?.width ?? 0 {
          widest = (LatticePoint(x: from + (to - from) / 2, y: y), to - from)
        }
      }
    }
    guard let widest else { return nil }
    (at, width) = widest
  }

  /// At so many heights the width is measured.
  private static let lines: Int64 = 5

  /// Where the boundary of a polygon crosses a parallel, from west to east.
  private static func crossings(of store: PolygonStore, _ polygon: Int, at y: Int64) -> [Int64] {
    var crossings: [Int64] = []
    store.forEachEdge(ofPolygons: polygon..<polygon + 1) { from, to in
      guard (from.y > y) != (to.y > y) else { return }
      let share = Double(y - from.y) / Double(to.y - from.y)
      crossings.append(from.x + Int64((share * Double(to.x - from.x)).rounded()))
    }
    return crossings.sorted()
  }
}

extension Envelope {
  /// The area in square steps, as a measure of size.
  fileprivate var extent: Double {
    Double(maximum.x - minimum.x) * Double(maximum.y - minimum.y)
  }
}
