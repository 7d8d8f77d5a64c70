/// The unit square around a lattice point: what is in it is rounded to that point.
///
/// Its western and southern borders belong to it, the others do not, so that every position is in
/// exactly one pixel: that of ``RationalPoint/nearestLatticePoint``.
struct HotPixel {
  let centre: LatticePoint

  /// Whether a segment meets the square; exact.
  ///
  /// Ordinates relative to the centre are doubled, so that the square is [-1, 1) in both. They fit 42
  /// bits, and the products that compare two shares of the segment fit 84.
  func meets(_ from: LatticePoint, _ to: LatticePoint) -> Bool {
    var stay = Stay()
    return stay.limit(2 * (from.x - centre.x), 2 * (to.x - centre.x))
      && stay.limit(2 * (from.y - centre.y), 2 * (to.y - centre.y)) && !stay.isEmpty
  }
}

/// A number between 0 and 1 as a fraction.
private struct Share {
  let numerator: Int128
  /// Positive.
  let denominator: Int128

  func compare(_ other: Share) -> Int {
    let (a, b) = (numerator * other.denominator, other.numerator * denominator)
    return a < b ? -1 : a > b ? 1 : 0
  }
}

/// The part of a segment that is still in the square.
private struct Stay {
  private var start = Share(numerator: 0, denominator: 1)
  private var hasStart = true
  private var end = Share(numerator: 1, denominator: 1)
  private var hasEnd = true

  /// Whether nothing is left.
  var isEmpty: Bool {
    let order = start.compare(end)
    return order > 0 || (order == 0 && !(hasStart && hasEnd))
  }

  /// Keeps what is in [-1, 1) while an ordinate goes from `a` to `b`.
  ///
  /// - Returns: `false` when nothing is left for certain.
  mutating func limit(_ a: Int64, _ b: Int64) -> Bool {
    if a == b { return -1 <= a && a < 1 }
    let rise = Int128(b) - Int128(a)
    if rise > 0 {
      raise(to: Share(numerator: -1 - Int128(a), denominator: rise), isIncluded: true)
      lower(to: Share(numerator: 1 - Int128(a), denominator: rise), isIncluded: false)
    } else {
      raise(to: Share(numerator: Int128(a) - 1, denominator: -rise), isIncluded: false)
      lower(to: Share(numerator: Int128(a) + 1, denominator: -rise), isIncluded: true)
    }
    return true
  }

  private mutating func raise(to share: Share, isIncluded: Bool) {
    let order = share.compare(start)
    if order > 0 { (start, hasStart) = (share, isIncluded) }
    if order == 0 { hasStart = hasStart && isIncluded }
  }

  private mutating func lower(to share: Share, isIncluded: Bool) {
    let order = share.compare(end)
    if order < 0 { (end, hasEnd) = (share, isIncluded) }
    if order == 0 { hasEnd = hasEnd && isIncluded }
  }
}
