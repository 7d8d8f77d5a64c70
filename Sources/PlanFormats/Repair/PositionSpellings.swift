internal import Geometry
internal import GridPartition
internal import JSONText

/// The lattice points that several units have, but write with different digits.
///
/// On the lattice they are one vertex; to programs that compare doubles they are not.
struct PositionSpellings {
  private let lattice: Lattice
  private var first: [LatticePoint: Position] = [:]
  private(set) var disputed: Set<LatticePoint> = []
  private let polygons = PolygonText()
  private let document = JSONDocument()
  private var written = WrittenPolygons()

  init(on lattice: Lattice) { self.lattice = lattice }

  /// Takes in the positions of a feature.
  mutating func add(_ text: Span<UInt8>) {
    written.removeAll()
    if polygons.read(text) != nil {
      polygons.copy(
        to: &written.ordinates, ringEnds: &written.ringEnds, polygonEnds: &written.polygonEnds)
    } else if let feature = try? document.parse(text) {
      // What cannot be read is no unit of the plan.
      try? PolygonReader.read(PlanFeatureReader.geometry(of: feature), into: &written)
    }
    for index in stride(from: 0, to: written.ordinates.count - 1, by: 2) {
      let position = Position(x: written.ordinates[index], y: written.ordinates[index + 1])
      guard let point = lattice.point(of: position, within: nil) else { continue }
      let known = first[point]
      if known == nil { first[point] = position }
      if let known, known != position { disputed.insert(point) }
    }
  }
}
