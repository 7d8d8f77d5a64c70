/// Twice the area of many faces, each as often as it counts, in square lattice units.
public struct WeighedArea: Sendable {
  /// The sum over rings whose vertices are on the lattice.
  public private(set) var exact: Int128 = 0
  /// The sum over the other rings, within ``bound``.
  public private(set) var rounded = 0.0
  /// How far ``rounded`` may be off.
  public private(set) var bound = 0.0

  fileprivate mutating func add(_ ring: RegionRing, times: Int32) {
    if let area = ring.exactDoubledArea {
      exact += Int128(times) * area
      return
    }
    rounded += Double(times) * ring.doubledArea
    // The addition itself rounds by a part in 2⁵³, and so does the comparison at the end.
    bound += abs(Double(times)) * ring.roundingBound + abs(rounded) * 0x1p-52
  }

  /// The whole sum, rounded.
  public var total: Double { Double(exact) + rounded }

  /// Whether the sum can be this one: exact parts are compared as integers, the rest within its bound.
  public func agrees(with area: Int128) -> Bool {
    abs(Double(area - exact) - rounded) <= bound
  }
}

extension Arrangement {
  /// Adds up the areas of all bounded faces, each as often as `weight` says for each of its windings.
  ///
  /// - Complexity: O(*n*) in the number of half-edges.
  public func area(weighing weight: (Winding) -> Int32) -> WeighedArea {
    var sum = WeighedArea()
    for face in windings.indices.dropFirst() {
      let times = windings[face].reduce(0) { $0 + weight($1) }
      guard times != 0 else { continue }
      for ring in rings(around: [face], isInside: { $0 == face }) { sum.add(ring, times: times) }
    }
    return sum
  }
}
