internal import Geometry
internal import GridPartition
internal import JSONText

/// How a feature's geometry is written in its file.
struct WrittenUnit {
  /// The geometry, in the file.
  let geometry: Range<Int>
  /// Its array of coordinates, in the file; `nil` when it has none of its own.
  let coordinates: Range<Int>?
  let isMultiple: Bool
  /// Each position as text, brackets included, by the lattice point that it is put on.
  let positions: [LatticePoint: [UInt8]]

  /// Looks at a feature, or a bare geometry.
  ///
  /// - Parameters:
  ///   - feature: The value.
  ///   - start: Where its text starts in the file.
  ///   - lattice: The lattice of the plan.
  /// - Returns: `nil` when it has no geometry.
  init?(_ feature: JSONValue, startingAt start: Int, on lattice: Lattice) {
    guard let geometry = PlanFeatureReader.geometry(of: feature), !geometry.isNull else {
      return nil
    }
    self.geometry = Self.moved(geometry.range, by: start)
    let coordinates = geometry["coordinates"]
    self.coordinates = coordinates.map { Self.moved($0.range, by: start) }
    isMultiple = geometry["type"]?.isString("MultiPolygon") ?? false
    var positions: [LatticePoint: [UInt8]] = [:]
    for part in coordinates.map({ [$0] }) ?? geometry["geometries"]?.elements.map({ $0 }) ?? [] {
      Self.collect(part, on: lattice, into: &positions)
    }
    self.positions = positions
  }

  private static func moved(_ range: Range<Int>, by start: Int) -> Range<Int> {
    range.lowerBound + start..<range.upperBound + start
  }

  private static func collect(
    _ value: JSONValue, on lattice: Lattice, into positions: inout [LatticePoint: [UInt8]]
  ) {
    if value.kind == .object {
      for part in [value["coordinates"], value["geometries"]] {
        if let part { collect(part, on: lattice, into: &positions) }
      }
      return
    }
    guard value.kind == .array else { return }
    var numbers: [Double] = []
    for element in value.elements {
      guard let number = element.number else {
        collect(element, on: lattice, into: &positions)
        continue
      }
      numbers.append(number)
    }
    guard numbers.count > 1,
      let point = lattice.geographicPoint(of: Position(x: numbers[0], y: numbers[1])),
      positions[point] == nil
    else { return }
    positions[point] = value.rawText
  }
}
