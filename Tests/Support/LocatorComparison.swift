public import Geometry

/// A position for which two locators have different answers.
public struct LocatorDisagreement: Sendable, CustomStringConvertible {
  public let point: LatticePoint
  public let found: [Placements.Placement]
  public let expected: [Placements.Placement]

  public var description: String {
    func text(_ placements: [Placements.Placement]) -> String {
      placements.map { "\($0.area) \($0.isInside ? "inside" : "boundary")" }
        .joined(separator: ", ")
    }
    return "(\(point.x), \(point.y)): found [\(text(found))], expected [\(text(expected))]"
  }
}

/// Compares a locator with the plain scan; the areas of a position come in any order, and the bulk
/// way may leave positions to the other.
public func disagreements(
  of locator: any AreaLocator, with scan: any AreaLocator, at points: [LatticePoint]
) -> [LocatorDisagreement] {
  let (found, expected) = (locator.locate(points), scan.locate(points))
  var alone = [Int32](repeating: TileLocator.unsettled, count: points.count)
  if let tiles = locator as? TileLocator { tiles.findAreas(of: points.span, into: &alone) }
  return points.indices.compactMap { index in
    let pair = (found[index].inOrder, expected[index].inOrder)
    let isSettledWell =
      switch alone[index] {
      case TileLocator.unsettled: true
      case TileLocator.nowhere: pair.1.isEmpty
      default: pair.1.count == 1 && pair.1[0].isInside && pair.1[0].area == alone[index]
      }
    guard pair.0 != pair.1 || !isSettledWell else { return nil }
    return LocatorDisagreement(point: points[index], found: pair.0, expected: pair.1)
  }
}

extension ArraySlice<Placements.Placement> {
  fileprivate var inOrder: [Placements.Placement] {
    sorted { a, b in a.area != b.area ? a.area < b.area : a.isInside && !b.isInside }
  }
}

extension AreaField {
  /// Positions anywhere in the field and a little around it.
  public func randomPlaces(_ count: Int, using random: inout SplitMix64) -> [LatticePoint] {
    let box = Envelope(of: areas.joined().joined())
    guard !box.isEmpty else { return [] }
    let margin = max(2, (box.maximum.x - box.minimum.x) / 32)
    let around = Envelope(
      minimum: LatticePoint(
        max(-Lattice.limit, box.minimum.x - margin), max(-Lattice.limit, box.minimum.y - margin)),
      maximum: LatticePoint(
        min(Lattice.limit, box.maximum.x + margin), min(Lattice.limit, box.maximum.y + margin)))
    return (0..<count).map { _ in random.point(in: around) }
  }

  /// Every vertex, lattice points on every edge that has some (all of them up to 16, else 16 of
  /// them), and for each of these a neighbour one lattice unit away.
  public func boundaryPlaces(using random: inout SplitMix64) -> [LatticePoint] {
    var places: [LatticePoint] = []
    for rings in areas {
      for (from, to) in edges(of: rings) {
        places.append(from)
        places += latticePoints(between: from, and: to, atMost: 16, using: &random)
      }
    }
    let neighbours = places.map { place in
      LatticePoint(
        min(Lattice.limit, max(-Lattice.limit, place.x + Int64.random(in: -1...1, using: &random))),
        min(Lattice.limit, max(-Lattice.limit, place.y + Int64.random(in: -1...1, using: &random))))
    }
    return places + neighbours
  }
}

/// Lattice points that lie exactly on an edge, without its ends; all of them when they are few.
public func latticePoints(
  between from: LatticePoint, and to: LatticePoint, atMost limit: Int64,
  using random: inout SplitMix64
) -> [LatticePoint] {
  var (steps, rest) = (abs(to.x - from.x), abs(to.y - from.y))
  while rest != 0 { (steps, rest) = (rest, steps % rest) }
  guard steps > 1 else { return [] }
  let (dx, dy) = ((to.x - from.x) / steps, (to.y - from.y) / steps)
  let chosen =
    steps - 1 <= limit
    ? Array(1..<steps) : (0..<limit).map { _ in Int64.random(in: 1..<steps, using: &random) }
  return chosen.map { LatticePoint(from.x + $0 * dx, from.y + $0 * dy) }
}
