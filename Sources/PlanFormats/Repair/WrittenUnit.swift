internal import Geometry
internal import GridPartition
internal import JSONText

/// How a feature's geometry is written in its file.
struct WrittenUnit {
  /// A position and where it is written, brackets included.
  struct Spot {
    let point: LatticePoint
    let position: Position
    let range: Range<Int>
  }

  /// The geometry, in the file.
  let geometry: Range<Int>
  /// Its array of coordinates, in the file; `nil` when it has none of its own.
  let coordinates: Range<Int>?
  let isMultiple: Bool
  /// Whether shells run clockwise, against the advice of RFC 7946.
  let isClockwise: Bool
  /// All positions in order.
  let spots: [Spot]

  /// Looks at a feature, or a bare geometry; `nil` when it has no geometry.
  ///
  /// - Parameters:
  ///   - feature: The value.
  ///   - start: Where its text starts in the file.
  ///   - lattice: The lattice of the plan.
  init?(_ feature: JSONValue, startingAt start: Int, on lattice: Lattice) {
    guard let geometry = PlanFeatureReader.geometry(of: feature), !geometry.isNull else {
      return nil
    }
    self.geometry = Self.moved(geometry.range, by: start)
    let coordinates = geometry["coordinates"]
    self.coordinates = coordinates.map { Self.moved($0.range, by: start) }
    isMultiple = geometry["type"]?.isString("MultiPolygon") ?? false
    var spots: [Spot] = []
    var shell: Range<Int>?
    Self.collect(geometry, startingAt: start, on: lattice, &spots, &shell)
    self.spots = spots
    isClockwise = shell.map { Self.isClockwise(spots[$0]) } ?? false
  }

  private static func moved(_ range: Range<Int>, by start: Int) -> Range<Int> {
    range.lowerBound + start..<range.upperBound + start
  }

  /// Collects positions; the first array of some is the first shell.
  private static func collect(
    _ value: JSONValue, startingAt start: Int, on lattice: Lattice, _ spots: inout [Spot],
    _ shell: inout Range<Int>?
  ) {
    if value.kind == .object {
      for part in [value["coordinates"], value["geometries"]] {
        if let part { collect(part, startingAt: start, on: lattice, &spots, &shell) }
      }
      return
    }
    guard value.kind == .array else { return }
    let first = spots.count
    for element in value.elements {
      if let spot = spot(element, startingAt: start, on: lattice) {
        spots.append(spot)
      } else {
        collect(element, startingAt: start, on: lattice, &spots, &shell)
      }
    }
    if shell == nil, spots.count > first { shell = first..<spots.count }
  }

  private static func spot(
    _ value: JSONValue, startingAt start: Int, on lattice: Lattice
  ) -> Spot? {
    guard value.kind == .array else { return nil }
    var numbers = value.elements.lazy.compactMap(\.number).makeIterator()
    guard let x = numbers.next(), let y = numbers.next() else { return nil }
    let position = Position(x: x, y: y)
    return lattice.point(of: position, within: nil).map {
      Spot(point: $0, position: position, range: moved(value.range, by: start))
    }
  }

  private static func isClockwise(_ ring: ArraySlice<Spot>) -> Bool {
    guard let origin = ring.first?.point else { return false }
    let area = zip(ring, ring.dropFirst()).reduce(Int128(0)) {
      $0 + cross(origin, $1.0.point, $1.1.point)
    }
    return area < 0
  }
}
