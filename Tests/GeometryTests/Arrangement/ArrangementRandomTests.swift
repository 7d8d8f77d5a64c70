import Geometry
import TestSupport
import Testing

/// Faces and their windings against winding numbers taken from all edges.
@Suite struct ArrangementRandomTests {
  private struct Walks {
    var rings: [(owner: Int32, ring: [LatticePoint])] = []

    init(seed: UInt64, in range: ClosedRange<Int64>) {
      var random = SplitMix64(seed: seed)
      for owner in 0..<Int32.random(in: 1...3, using: &random) {
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          let count = Int.random(in: 3...8, using: &random)
          rings.append((owner, random.ring(count: count, in: range)))
        }
      }
    }

    var owned: [OwnedEdge] { rings.flatMap { TestSupport.owned($0.owner, $0.ring) } }

    func edges(of owner: Int32) -> [(from: LatticePoint, to: LatticePoint)] {
      TestSupport.edges(of: rings.filter { $0.owner == owner }.map(\.ring))
    }

    /// The winding numbers around a point, without zeros; `nil` on an edge.
    func windings(around point: LatticePoint) -> [Int32: Int]? {
      var result: [Int32: Int] = [:]
      for owner in Set(rings.map(\.owner)) {
        guard let number = windingNumber(of: edges(of: owner), around: point) else { return nil }
        if number != 0 { result[owner] = number }
      }
      return result
    }

    /// Twice the sum of the signed areas of all rings, by the shoelace formula.
    var doubledArea: Int128 {
      var sum: Int128 = 0
      for edge in TestSupport.edges(of: rings.map(\.ring)) {
        sum += Int128(edge.from.x) * Int128(edge.to.y) - Int128(edge.from.y) * Int128(edge.to.x)
      }
      return sum
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `every place on few lattice points is in one face with its windings`(seed: UInt64) {
    let walks = Walks(seed: seed, in: 0...Int64(4 + seed % 6))
    let arrangement = Arrangement(of: EdgeSet(walks.owned))
    let rings = arrangement.ringsByFace
    let edges = walks.rings.flatMap { owner, ring in
      TestSupport.edges(of: [ring]).map { SlabCells.Edge(from: $0.from, to: $0.to, owner: owner) }
    }
    var areas: [[Int32: Int]: Double] = [:]
    for cell in SlabCells(edges).cells {
      let face = arrangement.face(at: cell.at, rings)
      #expect(
        face.map(arrangement.windingNumbers) == cell.windings, "seed \(seed) at \(cell.at)")
      if face != 0 { areas[cell.windings, default: 0] += cell.area }
    }
    for face in rings.indices.dropFirst() {
      let area = arrangement.doubledArea(of: face) / 2
      #expect(area > 0, "seed \(seed)")
      areas[arrangement.windingNumbers(of: face), default: 0] -= area
    }
    #expect(areas.values.allSatisfy { abs($0) < 1e-9 }, "seed \(seed): \(areas)")
  }

  @Test(arguments: 0..<60 as Range<UInt64>, [10_000, 1 << 39] as [Int64])
  func `random lattice points are in one face with their windings`(seed: UInt64, limit: Int64) {
    let walks = Walks(seed: seed, in: -limit...limit)
    let arrangement = Arrangement(of: EdgeSet(walks.owned))
    let rings = arrangement.ringsByFace
    var random = SplitMix64(seed: ~seed)
    for _ in 0..<40 {
      let point = random.point(in: -limit...limit)
      guard let expected = walks.windings(around: point) else { continue }
      let face = arrangement.face(at: Position(x: Double(point.x), y: Double(point.y)), rings)
      #expect(face.map(arrangement.windingNumbers) == expected, "seed \(seed) at \(point)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>, [6, 10_000, 1 << 39] as [Int64])
  func `faces times windings add up to the signed areas`(seed: UInt64, limit: Int64) {
    let walks = Walks(seed: seed, in: -limit...limit)
    let arrangement = Arrangement(of: EdgeSet(walks.owned))
    var (sum, bound) = (0.0, 0.0)
    for face in 1..<max(1, arrangement.faceCount) {
      let number = arrangement.windings[face].reduce(0) { $0 + Double($1.number) }
      for ring in arrangement.rings(around: [face], isInside: { $0 == face }) {
        sum += number * ring.doubledArea
        bound += abs(number) * ring.roundingBound
      }
    }
    #expect(abs(sum - Double(walks.doubledArea)) <= bound, "seed \(seed)")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every half-edge has its own face on its left and its twin's on its right`(seed: UInt64) {
    let walks = Walks(seed: seed, in: -9...9)
    let arrangement = Arrangement(of: EdgeSet(walks.owned))
    var seen = [Int](repeating: 0, count: arrangement.halfEdgeCount)
    for face in 0..<arrangement.faceCount {
      arrangement.forEachHalfEdge(of: [face]) { halfEdge in
        seen[halfEdge] += 1
        #expect(Int(arrangement.faceOfHalfEdge[halfEdge]) == face)
      }
    }
    #expect(seen.allSatisfy { $0 == 1 }, "seed \(seed)")
    for halfEdge in seen.indices {
      let faces = [halfEdge, Arrangement.twin(of: halfEdge)].map {
        arrangement.windings[Int(arrangement.faceOfHalfEdge[$0])]
      }
      #expect(faces[0] != faces[1], "seed \(seed): a piece that bounds nothing")
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `many scattered islands keep the face that they lie in`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var edges: [OwnedEdge] = []
    var rings: [[LatticePoint]] = []
    for owner in 0..<60 as Range<Int32> {
      let at = random.point(in: 0...400)
      let size = Int64.random(in: 1...120, using: &random)
      // Axis-parallel boxes and diamonds: islands often start above or below a border.
      let shape =
        owner % 2 == 0
        ? box(at.x, at.y, size, size)
        : ring(
          (at.x, at.y), (at.x + size, at.y - size), (at.x + 2 * size, at.y),
          (at.x + size, at.y + size))
      rings.append(shape)
      edges += owned(owner, shape)
    }
    let arrangement = Arrangement(of: EdgeSet(edges))
    let faces = arrangement.ringsByFace
    for _ in 0..<30 {
      let point = random.point(in: 0...500)
      let numbers = rings.map { windingNumber(of: TestSupport.edges(of: [$0]), around: point) }
      guard !numbers.contains(nil) else { continue }
      let expected = numbers.indices.filter { numbers[$0] == 1 }.map(Int32.init)
      let face = arrangement.face(at: Position(x: Double(point.x), y: Double(point.y)), faces)
      #expect(
        face.map { arrangement.windings[$0].map(\.owner) } == expected, "seed \(seed) \(point)")
    }
  }
}
