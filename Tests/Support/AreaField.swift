public import Geometry

/// Areas to locate positions in: the shapes that plans have, and those that they should not have.
public struct AreaField: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// Neighbours that share ragged sides, or triangles.
    case coverage
    /// Cells a few lattice units thin.
    case slivers
    /// Areas around others, and around nobody's land.
    case holes
    /// Areas with a part inside another.
    case exclaves
    /// A coverage with more areas thrown over it.
    case overlaps
    /// A coverage from which areas are missing.
    case gaps
    /// A coverage in a corner of the lattice.
    case limits
    /// Rings that cross themselves.
    case tangles
  }

  public let kind: Kind
  /// For each area its rings, not closed.
  public let areas: [[[LatticePoint]]]

  /// Draws a field.
  public init(_ kind: Kind, using random: inout SplitMix64) {
    self.kind = kind
    areas =
      switch kind {
      case .coverage: Self.coverage(using: &random)
      case .slivers: Self.slivers(using: &random)
      case .holes: Self.surrounded(fillsAnew: true, using: &random)
      case .exclaves: Self.surrounded(fillsAnew: false, using: &random)
      case .overlaps: Self.overlaps(using: &random)
      case .gaps:
        Self.coverage(using: &random).filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      case .limits: Self.limits(using: &random)
      case .tangles: Self.tangles(using: &random)
      }
  }

  /// The areas as polygons: holes are the clockwise rings behind the first.
  public var polygons: (store: PolygonStore, areas: [Range<Int>]) {
    var store = PolygonStore()
    var ranges: [Range<Int>] = []
    for rings in areas {
      let first = store.polygonCount
      let holes = rings.dropFirst().filter { Self.isClockwise($0) }
      _ = store.append(rings: rings.prefix(1) + holes)
      for ring in rings.dropFirst() where !Self.isClockwise(ring) {
        _ = store.append(rings: [ring])
      }
      ranges.append(first..<store.polygonCount)
    }
    return (store, ranges)
  }

  /// The locator that is held against the plain scan.
  public var locator: TileLocator {
    let (store, ranges) = polygons
    return TileLocator(areas: ranges, of: store)
  }

  /// The plain scan over all areas, which defines where positions lie.
  public var plainScan: BoundaryIndex {
    let (store, ranges) = polygons
    return BoundaryIndex(count: ranges.count) { area, body in
      store.forEachEdge(ofPolygons: ranges[area], body)
    }
  }

  private static func isClockwise(_ ring: [LatticePoint]) -> Bool {
    guard let origin = ring.first else { return false }
    var area: Int128 = 0
    for (a, b) in zip(ring, ring.dropFirst()) { area += cross(origin, a, b) }
    return area < 0
  }
}

extension AreaField {
  /// From 3 to 500, small numbers as often as great ones.
  private static func vertexCount(using random: inout SplitMix64) -> Int {
    let bits = Int.random(in: 2...8, using: &random)
    return min(500, Int.random(in: (1 << bits)...(2 << bits), using: &random)) - 1
  }

  private static func mesh(
    at origin: LatticePoint? = nil, cell: (width: Int64, height: Int64),
    vertices: Int, using random: inout SplitMix64
  ) -> RaggedMesh {
    let reach = Lattice.limit / 2
    return RaggedMesh(
      columns: Int.random(in: 1...7, using: &random), rows: Int.random(in: 1...7, using: &random),
      origin: origin ?? random.point(in: -reach...reach), cell: cell, vertices: max(4, vertices),
      seed: random.next())
  }

  private static func size(_ bits: ClosedRange<Int>, using random: inout SplitMix64) -> Int64 {
    let bits = Int.random(in: bits, using: &random)
    return Int64.random(in: (1 << bits)...(2 << bits), using: &random)
  }

  private static func cells(of mesh: RaggedMesh) -> [[[LatticePoint]]] {
    (0..<mesh.rows).flatMap { row in (0..<mesh.columns).map { [mesh.cell($0, row)] } }
  }

  private static func coverage(using random: inout SplitMix64) -> [[[LatticePoint]]] {
    let vertices = vertexCount(using: &random)
    let side = size(8...30, using: &random)
    let mesh = mesh(cell: (side, side), vertices: vertices, using: &random)
    guard vertices == 3 else { return cells(of: mesh) }
    return (0..<mesh.rows).flatMap { row in
      (0..<mesh.columns).flatMap { mesh.halves($0, row).map { [$0] } }
    }
  }

  private static func slivers(using random: inout SplitMix64) -> [[[LatticePoint]]] {
    let (long, thin) = (size(10...34, using: &random), size(0...6, using: &random))
    let isFlat = Bool.random(using: &random)
    let mesh = mesh(
      cell: isFlat ? (long, thin) : (thin, long), vertices: vertexCount(using: &random),
      using: &random)
    return cells(of: mesh)
  }

  /// Cells with a hole each; what fills it is another area, a part of the cell before, or nothing.
  private static func surrounded(
    fillsAnew: Bool, using random: inout SplitMix64
  ) -> [[[LatticePoint]]] {
    let side = size(8...28, using: &random)
    var areas = cells(
      of: mesh(
        cell: (side, side), vertices: vertexCount(using: &random), using: &random))
    for area in areas.indices {
      let box = Envelope(of: areas[area][0])
      let corner = LatticePoint(
        (box.minimum.x + box.maximum.x) / 2 - side / 6,
        (box.minimum.y + box.maximum.y) / 2 - side / 6)
      let inner = RaggedMesh(
        columns: 1, rows: 1, origin: corner, cell: (side / 3, side / 3),
        vertices: max(4, vertexCount(using: &random)), seed: random.next()
      ).cell(0, 0)
      areas[area].append(inner.reversed())
      guard Int.random(in: 0..<3, using: &random) > 0 else { continue }
      if fillsAnew { areas.append([inner]) } else { areas[max(0, area - 1)].append(inner) }
    }
    return areas
  }

  private static func overlaps(using random: inout SplitMix64) -> [[[LatticePoint]]] {
    let below = coverage(using: &random)
    let box = Envelope(of: below.joined().joined())
    let thrown = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      let side = max(4, (box.maximum.x - box.minimum.x) / 3)
      let mesh = mesh(
        at: random.point(in: box), cell: (side, side), vertices: vertexCount(using: &random),
        using: &random)
      return [mesh.cell(0, 0)]
    }
    return below + thrown + [below[0]]
  }

  private static func limits(using random: inout SplitMix64) -> [[[LatticePoint]]] {
    let side = size(4...36, using: &random)
    let vertices = vertexCount(using: &random)
    // Eight cells and their stray from the corner of the lattice.
    let far = Lattice.limit - 9 * side
    let origin = LatticePoint(
      Bool.random(using: &random) ? far : side - Lattice.limit,
      Bool.random(using: &random) ? far : side - Lattice.limit)
    let corner = LatticePoint(
      origin.x > 0 ? Lattice.limit : -Lattice.limit, origin.y > 0 ? Lattice.limit : -Lattice.limit)
    let mesh = mesh(at: origin, cell: (side, side), vertices: vertices, using: &random)
    return cells(of: mesh) + [[[corner, origin, LatticePoint(origin.x, corner.y)]]]
  }

  private static func tangles(using random: inout SplitMix64) -> [[[LatticePoint]]] {
    let width = size(3...36, using: &random)
    let start = Int64.random(in: -Lattice.limit...(Lattice.limit - width), using: &random)
    return (0..<6).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        random.ring(
          count: Int.random(in: 3...60, using: &random), in: start...(start + width))
      }
    }
  }
}

extension SplitMix64 {
  /// A point of a box.
  public mutating func point(in box: Envelope) -> LatticePoint {
    LatticePoint(
      Int64.random(in: box.minimum.x...box.maximum.x, using: &self),
      Int64.random(in: box.minimum.y...box.maximum.y, using: &self))
  }
}
