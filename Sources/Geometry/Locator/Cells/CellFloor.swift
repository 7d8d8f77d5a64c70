/// Where edges cross the floor of a cell, the line half a unit below it, on which no end of an edge
/// lies.
///
/// The reference of a cell is the place on its floor half a unit west of it, and an infinitesimal
/// step east.
struct CellFloor {
  private struct Crossing {
    let edge: NetworkEdge
    let place: FloorPlace
    /// The first column that is not west of the crossing.
    let column: Int64
  }

  private var crossings: [Crossing] = []

  mutating func removeAll() { crossings.removeAll(keepingCapacity: true) }

  /// Notes where an edge crosses the floor between the references of the cell and of the one to the
  /// east.
  ///
  /// - Returns: The first column not west of where the edge crosses the line of the floor, there or
  ///   anywhere; `nil` when it does not cross that line.
  mutating func add(_ candidate: CellCandidate, size: Int64) -> Int64? {
    let y1 = candidate.y0 + candidate.dy
    guard min(candidate.y0, y1) < 0, max(candidate.y0, y1) >= 0 else { return nil }
    let place = FloorPlace(candidate)
    let column = place.firstColumn
    if place.isEast(ofReferenceAt: 0), !place.isEast(ofReferenceAt: size) {
      crossings.append(Crossing(edge: candidate.edge, place: place, column: column))
    }
    return column
  }

  /// The label at the reference to the east.
  func labelEast(
    of base: Int32, _ labels: inout FaceLabels, _ knots: KnotSteps
  ) -> Int32 {
    // East of a rising edge is its right side.
    labels.step(
      from: base, across: crossings.map { ($0.edge, $0.edge.high.y < $0.edge.low.y) }, knots)
  }

  /// Finds the thresholds of the floor of an ordered cell.
  ///
  /// - Returns: The label at the reference to the east.
  mutating func thresholds(
    from base: Int32, size: Int64, _ labels: inout FaceLabels, _ knots: KnotSteps,
    into thresholds: inout [CellHead.Threshold]
  ) -> Int32 {
    if crossings.count > 1 {
      crossings.sort { a, b in
        a.column != b.column ? a.column < b.column : a.place.precedes(b.place)
      }
    }
    var label = base
    for index in crossings.indices {
      let crossing = crossings[index]
      let isLeftward = crossing.edge.high.y < crossing.edge.low.y
      label = labels.step(from: label, across: crossing.edge, isLeftward: isLeftward, knots)
      let isLast = index + 1 == crossings.count || crossings[index + 1].column > crossing.column
      if isLast, crossing.column < size {
        thresholds.append(
          CellHead.Threshold(column: Int32(clamping: crossing.column), label: label))
      }
    }
    return label
  }
}

/// The abscissa where an edge crosses a floor, as a fraction.
private struct FloorPlace {
  private let numerator: Int128
  /// Positive.
  private let denominator: Int128

  init(_ candidate: CellCandidate) {
    let (dx, dy) = (Int128(candidate.dx), Int128(candidate.dy))
    let value = 2 * Int128(candidate.x0) * dy - dx * (2 * Int128(candidate.y0) + 1)
    numerator = dy > 0 ? value : -value
    denominator = 2 * abs(dy)
  }

  var firstColumn: Int64 {
    if let n = Int64(exactly: numerator), let d = Int64(exactly: denominator) {
      let (quotient, remainder) = n.quotientAndRemainder(dividingBy: d)
      return remainder > 0 ? quotient + 1 : quotient
    }
    let (quotient, remainder) = floorDivision(numerator, denominator)
    return Int64(remainder == 0 ? quotient : quotient + 1)
  }

  /// Whether the place lies east of the reference of the cell with its corner at an abscissa.
  func isEast(ofReferenceAt x: Int64) -> Bool {
    2 * numerator > (2 * Int128(x) - 1) * denominator
  }

  /// Whether the place lies west of another. Numerators are under 2⁸⁴, denominators under 2⁴³.
  func precedes(_ other: FloorPlace) -> Bool {
    numerator * other.denominator < other.numerator * denominator
  }
}

/// The line half a unit west of a cell, from its reference to that of the cell on top of it.
enum CellWall {
  /// Whether an edge, in coordinates from the lower cell's lowest corner, crosses the line.
  static func isCrossed(by candidate: CellCandidate, size: Int64) -> Bool {
    guard candidate.x0 < 0, candidate.x1 >= 0 else { return false }
    return isAbove(candidate, row: 0) && !isAbove(candidate, row: size)
  }

  /// Whether an edge that spans the line runs above the reference of the cell with its corner there.
  private static func isAbove(_ candidate: CellCandidate, row: Int64) -> Bool {
    let dx = Int128(candidate.dx)
    let dy = Int128(candidate.dy)
    // Twice the height at half a unit west of the corner, times dx, less that of the reference.
    let rise = dy * (-1 - 2 * Int128(candidate.x0))
    let difference = (2 * Int128(candidate.y0 - row) + 1) * dx + rise
    return difference > 0 || (difference == 0 && dy > 0)
  }
}
