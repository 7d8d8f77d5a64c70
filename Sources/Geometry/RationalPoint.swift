/// A point with exact rational ordinates over one denominator: a crossing of two lattice edges.
///
/// With ordinates relative to an origin and spans under 2⁴⁰, numerators stay under 2¹²², the
/// denominator under 2⁸¹. Reduced, so that equal points are equal values.
struct RationalPoint: Hashable, Sendable {
  let x: Int128
  let y: Int128
  /// Positive; 1 for a lattice point.
  let denominator: Int128

  init(_ point: LatticePoint) {
    (x, y, denominator) = (Int128(point.x), Int128(point.y), 1)
  }

  /// Reduces the fractions; the denominator must be positive.
  init(x: Int128, y: Int128, denominator: Int128) {
    let divisor = commonDivisor(
      denominator.magnitude, commonDivisor(x.magnitude, y.magnitude))
    self.x = x / Int128(divisor)
    self.y = y / Int128(divisor)
    self.denominator = denominator / Int128(divisor)
  }

  /// The lattice point, when it is one.
  var latticePoint: LatticePoint? {
    denominator == 1 ? LatticePoint(x: Int64(x), y: Int64(y)) : nil
  }

  /// The lattice point nearest to it; a tie goes up.
  var nearestLatticePoint: LatticePoint {
    LatticePoint(
      x: Int64(floorDivision(2 * x + denominator, 2 * denominator).quotient),
      y: Int64(floorDivision(2 * y + denominator, 2 * denominator).quotient))
  }
}

extension RationalPoint: Comparable {
  /// Orders by `x`, then by `y`, exactly: products are taken in 256 bits.
  static func < (a: RationalPoint, b: RationalPoint) -> Bool {
    let order = compare(a.x, a.denominator, b.x, b.denominator)
    return order != 0 ? order < 0 : compare(a.y, a.denominator, b.y, b.denominator) < 0
  }
}

/// The sign of `a / b - c / d`, for positive `b` and `d`.
func compare(_ a: Int128, _ b: Int128, _ c: Int128, _ d: Int128) -> Int {
  let left = a.multipliedFullWidth(by: d)
  let right = c.multipliedFullWidth(by: b)
  if left.high != right.high { return left.high < right.high ? -1 : 1 }
  if left.low != right.low { return left.low < right.low ? -1 : 1 }
  return 0
}

/// Division towards minus infinity; the remainder is not negative.
func floorDivision(_ a: Int128, _ b: Int128) -> (quotient: Int128, remainder: Int128) {
  let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
  return remainder < 0 ? (quotient - 1, remainder + b) : (quotient, remainder)
}

/// The greatest common divisor, by Stein's binary method; 0 counts as divisible by all.
private func commonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
  if a == 0 { return b }
  if b == 0 { return a }
  let shift = min(a.trailingZeroBitCount, b.trailingZeroBitCount)
  var (a, b) = (a >> a.trailingZeroBitCount, b)
  while b != 0 {
    b >>= b.trailingZeroBitCount
    if a > b { swap(&a, &b) }
    b -= a
  }
  return a << shift
}

/// Where the interiors of two edges cross at one point that is an end of neither.
///
/// Exact: with spans of at most 2⁴⁰ the numerators fit 122 bits.
func properCrossing(
  _ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint, _ d: LatticePoint
) -> RationalPoint? {
  let (sideC, sideD) = (cross(a, b, c), cross(a, b, d))
  guard sideC.signum() * sideD.signum() < 0 else { return nil }
  let (sideA, sideB) = (cross(c, d, a), cross(c, d, b))
  guard sideA.signum() * sideB.signum() < 0 else { return nil }
  // The crossing divides a-b in the ratio of the distances of a and b from the line c-d.
  let (share, whole) =
    sideA > sideB ? (sideA, sideA - sideB) : (-sideA, sideB - sideA)
  return RationalPoint(
    x: Int128(a.x) * whole + share * Int128(b.x - a.x),
    y: Int128(a.y) * whole + share * Int128(b.y - a.y), denominator: whole)
}
