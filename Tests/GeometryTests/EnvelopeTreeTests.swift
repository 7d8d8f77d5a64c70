import Geometry
import TestSupport
import Testing

@Suite struct EnvelopeTreeTests {
  private func members(_ tree: EnvelopeTree, _ box: Envelope) -> [Int] {
    var found: [Int] = []
    tree.forEachMember(meeting: box) { found.append($0) }
    return found.sorted()
  }

  @Test(arguments: [0, 1, 2, 15, 16, 17, 255, 256, 257, 1000], [50, 1 << 39] as [Int64])
  func `the tree finds the boxes that a plain scan finds, each once`(count: Int, limit: Int64) {
    var random = SplitMix64(seed: UInt64(count))
    let boxes = (0..<count).map { _ in
      let at = random.point(in: -limit...limit)
      let size = random.point(in: 0...limit / 5)
      return Envelope(of: [at, LatticePoint(min(at.x + size.x, limit), min(at.y + size.y, limit))])
    }
    let tree = EnvelopeTree(boxes)
    for _ in 0..<50 {
      let at = random.point(in: -limit...limit)
      let size = random.point(in: 0...limit / 8)
      let box = Envelope(
        minimum: at, maximum: LatticePoint(at.x + size.x * (size.x % 2), at.y + size.y))
      #expect(members(tree, box) == boxes.indices.filter { boxes[$0].intersects(box) })
    }
  }

  @Test func `a box without positions is never found`() {
    let tree = EnvelopeTree([.empty, Envelope(of: box(0, 0, 4, 4)), .empty])
    #expect(members(tree, Envelope(of: box(-9, -9, 99, 99))) == [1])
    #expect(members(EnvelopeTree([.empty]), Envelope(of: box(-9, -9, 99, 99))) == [])
  }

  @Test(arguments: [-2, -1, 0, 2, 4, 5] as [Int64], [-2, -1, 0, 2, 4, 5] as [Int64])
  func `boxes that share a side or a corner meet`(x: Int64, y: Int64) {
    let tree = EnvelopeTree([Envelope(of: box(0, 0, 4, 4))])
    let isMeeting = (-1...4).contains(x) && (-1...4).contains(y)
    #expect(members(tree, Envelope(of: box(x, y, 1, 1))) == (isMeeting ? [0] : []))
    let point = Envelope(of: [LatticePoint(x, y)])
    #expect(members(tree, point) == ((0...4).contains(x) && (0...4).contains(y) ? [0] : []))
  }
}
