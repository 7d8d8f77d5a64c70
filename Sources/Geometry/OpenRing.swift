/// Why a ring bounds no area and cannot be used.
public enum RingFault: Error, Hashable, Sendable {
  /// Fewer than three different positions.
  case tooFewPositions
  /// The signed area is zero: the ring runs back on itself, or its lobes cancel out.
  case zeroArea
}

/// A ring without its closing position and without repeated neighbours, in a known direction.
enum OpenRing {
  /// Cleans and orients the positions of a ring where they are.
  ///
  /// - Parameters:
  ///   - positions: Contains the ring, closed or open; keeps no positions but the ring's.
  ///   - range: Where it is.
  ///   - counterclockwise: The direction wanted.
  /// - Returns: Where the ring is now, from the same start on, or why there is none.
  static func make(
    in positions: inout MutableSpan<LatticePoint>, _ range: Range<Int>, counterclockwise: Bool
  ) -> Result<Range<Int>, RingFault> {
    let start = range.lowerBound
    var end = start
    for index in range where end == start || positions[index] != positions[end - 1] {
      positions[end] = positions[index]
      end += 1
    }
    while end - start > 1, positions[start] == positions[end - 1] { end -= 1 }
    guard end - start >= 3 else { return .failure(.tooFewPositions) }
    let area = doubledArea(of: positions.span.extracting(start..<end))
    guard area != 0 else { return .failure(.zeroArea) }
    if (area > 0) != counterclockwise {
      for offset in 0..<(end - start) / 2 { positions.swapAt(start + offset, end - 1 - offset) }
    }
    return .success(start..<end)
  }
}

/// Twice the signed area of an open ring, in square lattice units, by the shoelace formula.
///
/// Terms fit 83 bits, so 2⁴⁴ positions fit 127.
func doubledArea(of ring: Span<LatticePoint>) -> Int128 {
  guard !ring.isEmpty else { return 0 }
  let origin = ring[0]
  var sum: Int128 = 0
  var previous = origin
  for index in 1..<ring.count {
    sum += cross(origin, previous, ring[index])
    previous = ring[index]
  }
  return sum
}
