import Geometry
import TestSupport
import Testing

@Suite struct OrientationTests {
  @Test(arguments: 0..<64 as Range<UInt64>)
  func `the side is that of the wide determinant up to the limits`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let range = -Lattice.limit...Lattice.limit
    for _ in 0..<200 {
      let (a, b) = (random.point(in: range), random.point(in: range))
      // Near the line, where the determinant has few digits left, and anywhere.
      let middle = LatticePoint(
        (a.x + b.x) / 2 + Int64.random(in: -1...1, using: &random), (a.y + b.y) / 2)
      for c in [middle, random.point(in: range), a, b] {
        #expect(orientation(a, b, c) == wideOrientation(a, b, c), "\(a) \(b) \(c)")
        #expect(cross(a, b, c) == cross(b, c, a))
        #expect(cross(a, b, c) == -cross(b, a, c))
      }
    }
  }

  @Test func `the corners of the lattice have sides`() {
    let limit = Lattice.limit
    let corners = box(-limit, -limit, 2 * limit, 2 * limit)
    #expect(orientation(corners[0], corners[1], corners[2]) == .counterclockwise)
    #expect(orientation(corners[0], corners[2], corners[1]) == .clockwise)
    #expect(orientation(corners[0], corners[2], LatticePoint(0, 0)) == .collinear)
    #expect(orientation(corners[0], corners[2], LatticePoint(0, 1)) == .counterclockwise)
    #expect(cross(corners[0], corners[1], corners[2]) == Int128(1) << 80)
  }

  @Test func `a line of one point has no sides`() {
    let a = LatticePoint(Lattice.limit, -Lattice.limit)
    #expect(orientation(a, a, LatticePoint(1, 2)) == .collinear)
  }
}

/// The sign of the determinant by rows of ordinates, each product taken in 256 bits.
private func wideOrientation(_ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint) -> Orientation
{
  var plus = Wide()
  for (p, q) in [(a, b), (b, c), (c, a)] {
    plus.add(Int128(p.x), Int128(q.y), 1)
    plus.add(Int128(p.y), Int128(q.x), -1)
  }
  return plus.sign > 0 ? .counterclockwise : plus.sign < 0 ? .clockwise : .collinear
}

/// A sum of products as digits of 32 bits, each a signed number of its own until the end.
private struct Wide {
  private var digits = [Int128](repeating: 0, count: 5)

  mutating func add(_ a: Int128, _ b: Int128, _ sign: Int128) {
    let sign = sign * a.signum() * b.signum()
    let (a, b) = (a.magnitude, b.magnitude)
    let mask = UInt128(UInt32.max)
    for (i, x) in [a & mask, a >> 32].enumerated() {
      for (j, y) in [b & mask, b >> 32].enumerated() { digits[i + j] += sign * Int128(x * y) }
    }
  }

  var sign: Int {
    var carried = digits
    for index in 0..<4 {
      let carry = carried[index] >> 32
      carried[index] -= carry << 32
      carried[index + 1] += carry
    }
    if carried[4] != 0 { return carried[4] < 0 ? -1 : 1 }
    return carried.contains { $0 != 0 } ? 1 : 0
  }
}
