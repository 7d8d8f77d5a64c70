internal import Foundation
internal import Geometry
internal import GridPartition
internal import PlanFormats
internal import TestSupport

/// How points are strewn over a plan.
enum PointKind: String, CaseIterable {
  /// Evenly over the plan's box.
  case uniform
  /// Around a hundred places inside grids, by a normal distribution as wide as half a grid.
  case clustered
  /// On boundaries of grids: half of them vertices, half lattice points exactly on an edge.
  case boundary
}

/// Draws points for a plan.
struct PointSource {
  private static let clusterCount = 100

  private let store: PolygonStore
  private let box: Envelope
  /// The polygons of the smallest level's units.
  private let polygons: [Int]
  private var random: SplitMix64
  private var clusters: [(middle: LatticePoint, width: Double, height: Double)] = []

  init(_ plan: Plan, seed: UInt64) {
    store = plan.store
    polygons = plan.units(of: plan.smallestLevel).flatMap { Array(plan.units[$0].polygons) }
    var box = Envelope.empty
    for polygon in polygons { box.expand(by: store.envelope(ofPolygons: polygon..<polygon + 1)) }
    self.box = box
    random = SplitMix64(seed: seed)
    for _ in 0..<Self.clusterCount {
      let polygon = polygons[Int.random(in: 0..<polygons.count, using: &random)]
      let around = store.envelope(ofPolygons: polygon..<polygon + 1)
      clusters.append(
        (
          LatticePoint(
            (around.minimum.x + around.maximum.x) / 2, (around.minimum.y + around.maximum.y) / 2),
          Double(around.maximum.x - around.minimum.x),
          Double(around.maximum.y - around.minimum.y)
        ))
    }
  }

  mutating func next(_ kind: PointKind) -> LatticePoint {
    switch kind {
    case .uniform: random.point(in: box)
    case .clustered: clustered()
    case .boundary: onBoundary()
    }
  }

  /// Writes a CSV file with columns `id`, `lon` and `lat`.
  mutating func write(_ count: Int, _ kind: PointKind, to path: String) throws(FileError) {
    var file = try OutputFile(path: path)
    var text = Array("id,lon,lat\n".utf8)
    for number in 0..<count {
      let point = next(kind)
      text.append(contentsOf: String(number + 1).utf8)
      text.append(UInt8(ascii: ","))
      text.append(degrees: point.x)
      text.append(UInt8(ascii: ","))
      text.append(degrees: point.y)
      text.append(UInt8(ascii: "\n"))
      if text.count > 1 << 20 {
        try file.write(text.span)
        text.removeAll(keepingCapacity: true)
      }
    }
    try file.write(text.span)
    try file.commit()
  }

  private mutating func clustered() -> LatticePoint {
    let cluster = clusters[Int.random(in: 0..<clusters.count, using: &random)]
    // Box and Muller's way from even numbers to a normal distribution.
    let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot() / 2
    let turn = Double.random(in: 0..<(2 * .pi), using: &random)
    return LatticePoint(
      cluster.middle.x + Int64(radius * cos(turn) * cluster.width),
      cluster.middle.y + Int64(radius * sin(turn) * cluster.height))
  }

  private mutating func onBoundary() -> LatticePoint {
    let wantsVertex = Bool.random(using: &random)
    while true {
      let polygon = polygons[Int.random(in: 0..<polygons.count, using: &random)]
      let rings = store.rings(ofPolygon: polygon)
      let range = store.positions(ofRing: Int.random(in: rings, using: &random))
      let at = Int.random(in: range, using: &random)
      let from = store.points[at]
      if wantsVertex { return from }
      let to = store.points[at + 1 < range.upperBound ? at + 1 : range.lowerBound]
      let between = latticePoints(between: from, and: to, atMost: 1, using: &random)
      if let point = between.first { return point }
    }
  }
}
