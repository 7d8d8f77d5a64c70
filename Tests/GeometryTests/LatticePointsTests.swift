import Geometry
import TestSupport
import Testing

@Suite struct LatticePointsTests {
  private let corners = box(0, 0, 3, 2)

  @Test func `a copy stays as it was when the other is changed`() {
    var points = LatticePoints(corners)
    let copy = points
    points.append(contentsOf: box(5, 5, 1, 1))
    #expect(Array(copy) == corners)
    #expect(Array(points) == corners + box(5, 5, 1, 1))
    points.removeAll()
    #expect(points.isEmpty)
    #expect(Array(copy) == corners)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `positions appended bit by bit are those of an array`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var (points, array, copies) = (LatticePoints(), [LatticePoint](), [LatticePoints]())
    for step in 0..<60 {
      let more = random.ring(count: Int.random(in: 0...40, using: &random), in: -9...9)
      points.append(contentsOf: more)
      array += more
      if step % 7 == 0 { copies.append(points) }
      if step % 20 == 19 {
        points.removeAll()
        array = []
      }
      #expect(Array(points) == array, "seed \(seed), step \(step)")
      #expect(points.withSpan(0..<points.count) { $0.count } == array.count)
    }
    #expect(copies.first?.count ?? 0 <= 40)
  }

  @Test func `many positions stay when they are moved to larger memory`() {
    var points = LatticePoints()
    for start in stride(from: Int64(0), to: 300_000, by: 10_000) {
      points.append(contentsOf: (start..<start + 10_000).map { LatticePoint($0, -$0) })
    }
    let copy = points
    points.append(contentsOf: [LatticePoint(7, 7)])
    #expect(copy.elementsEqual((0..<Int64(300_000)).map { LatticePoint($0, -$0) }))
    #expect(points.dropLast().elementsEqual(copy))
    #expect(points.last == LatticePoint(7, 7))
  }

  @Test func `a table is looked at and never written to`() {
    let table = FlatTable(corners)
    var points = LatticePoints(table)
    points.append(contentsOf: [LatticePoint(9, 9)])
    #expect(table.array() == corners)
    #expect(Array(points) == corners + [LatticePoint(9, 9)])
    points = LatticePoints(table)
    points.removeAll()
    #expect(points.isEmpty)
    #expect(table.array() == corners)
  }

  @Test func `an offset beyond the positions is a programming error`() async {
    await #expect(processExitsWith: .failure) { _ = LatticePoints(box(0, 0, 1, 1))[4] }
    await #expect(processExitsWith: .failure) { _ = LatticePoints(box(0, 0, 1, 1))[-1] }
  }
}
