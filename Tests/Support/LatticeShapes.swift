public import Geometry

extension LatticePoint {
  /// A point as short as tests want to write it.
  public init(_ x: Int64, _ y: Int64) { self.init(x: x, y: y) }
}

/// A ring from pairs of ordinates, not closed.
public func ring(_ pairs: (Int64, Int64)...) -> [LatticePoint] {
  pairs.map { LatticePoint($0.0, $0.1) }
}

/// A counterclockwise box by its lower left corner and its size, not closed.
public func box(_ x: Int64, _ y: Int64, _ width: Int64, _ height: Int64) -> [LatticePoint] {
  ring((x, y), (x + width, y), (x + width, y + height), (x, y + height))
}

/// The directed edges of rings as they are written, closed.
public func edges(of rings: [[LatticePoint]]) -> [(from: LatticePoint, to: LatticePoint)] {
  rings.flatMap { ring in
    ring.indices.compactMap { index in
      let (from, to) = (ring[index], ring[(index + 1) % ring.count])
      return from == to ? nil : (from, to)
    }
  }
}

/// The edges of an owner's rings as they are written.
public func owned(_ owner: Int32, _ rings: [LatticePoint]...) -> [OwnedEdge] {
  edges(of: rings).map { OwnedEdge(from: $0.from, to: $0.to, owner: owner) }
}

extension SplitMix64 {
  /// A point with both ordinates in a range.
  public mutating func point(in range: ClosedRange<Int64>) -> LatticePoint {
    LatticePoint(Int64.random(in: range, using: &self), Int64.random(in: range, using: &self))
  }

  /// A closed walk over random points, not closed; it may cross itself and repeat positions.
  public mutating func ring(count: Int, in range: ClosedRange<Int64>) -> [LatticePoint] {
    (0..<count).map { _ in point(in: range) }
  }
}
