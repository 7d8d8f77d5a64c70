internal import CoordinateSystems
internal import GEOSTopology
internal import Geometry

/// Measures regions on the ellipsoid and in local metres; keeps one GEOS context for a batch.
struct RegionMeasure {
  private let lattice: Lattice
  private let ground: Ground
  private let hairline: Double
  private let context: GEOSContext?

  /// - Parameters:
  ///   - lattice: The lattice that regions are on.
  ///   - ground: What they lie on.
  ///   - hairline: A region everywhere narrower than this many metres is a hairline.
  init(lattice: Lattice, ground: Ground, hairline: Double) {
    self.lattice = lattice
    self.ground = ground
    self.hairline = hairline
    context = try? GEOSContext()
  }

  /// The size of a region and a position inside it or on it.
  ///
  /// - Parameter rings: A shell and its holes.
  /// - Returns: The size, and a position; none for a region without rings.
  func measure(_ rings: [RegionRing]) -> (size: DefectSize, at: Position?) {
    guard let (place, offsets) = offsets(of: rings) else { return (DefectSize(), nil) }
    var size = DefectSize()
    for ring in offsets {
      size.area += ground.area(ofRing: ring, origin: place)
      size.length += ground.perimeter(ofRing: ring, origin: place) / 2
    }
    size.area = abs(size.area)
    if size.length > 0 { size.meanWidth = size.area / size.length }
    let (isHairline, inside) = look(at: offsets, place, size)
    size.isHairline = isHairline
    let at = inside.map { Position(x: place.x + $0.x, y: place.y + $0.y) }
    return (size, at ?? Position(x: place.x, y: place.y))
  }

  /// The area of a region in square metres; shells run counterclockwise, holes clockwise.
  func area(of rings: [RegionRing]) -> Double {
    guard let (place, offsets) = offsets(of: rings) else { return 0 }
    return offsets.reduce(0) { $0 + ground.area(ofRing: $1, origin: place) }
  }

  /// The mean width of a region in metres: its area by half its perimeter.
  func meanWidth(of rings: [RegionRing]) -> Double {
    guard let (place, offsets) = offsets(of: rings) else { return 0 }
    let area = offsets.reduce(0) { $0 + ground.area(ofRing: $1, origin: place) }
    let length = offsets.reduce(0) { $0 + ground.perimeter(ofRing: $1, origin: place) / 2 }
    return length > 0 ? abs(area) / length : 0
  }

  /// The positions of rings as offsets from one near them, in the units of the system.
  private func offsets(
    of rings: [RegionRing]
  ) -> (place: (x: Double, y: Double), offsets: [[(x: Double, y: Double)]])? {
    guard let origin = rings.first?.vertices.first?.whole else { return nil }
    let place = (x: lattice.ordinate(of: origin.x), y: lattice.ordinate(of: origin.y))
    let offsets = rings.map { ring in
      ring.vertices.map { vertex in
        let offset = vertex.offset(from: origin)
        return (x: offset.x / lattice.unitsPerCoordinate, y: offset.y / lattice.unitsPerCoordinate)
      }
    }
    return (place, offsets)
  }

  /// The length of a line of lattice points, in metres.
  func length(from a: LatticePoint, to b: LatticePoint) -> Double {
    let (from, to) = (position(of: a), position(of: b))
    return ground.distance(from: (from.x, from.y), to: (to.x, to.y))
  }

  func position(of point: LatticePoint) -> Position {
    Position(x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))
  }

  /// A ring in the plan's coordinates, closed.
  func closedRing(_ ring: RegionRing) -> [Position] {
    let positions = ring.vertices.map { vertex in
      Position(
        x: lattice.ordinate(of: vertex.whole.x) + vertex.restX / lattice.unitsPerCoordinate,
        y: lattice.ordinate(of: vertex.whole.y) + vertex.restY / lattice.unitsPerCoordinate)
    }
    return positions + positions.prefix(1)
  }

  /// Whether a region is narrow everywhere, and a position inside it, by GEOS in local metres.
  ///
  /// A region of mean width *w* holds a circle of at least that diameter, and a circle fits into no
  /// region with less area; only between these bounds the polygon has to be shrunk.
  private func look(
    at rings: [[(x: Double, y: Double)]], _ place: (x: Double, y: Double),
    _ size: DefectSize
  ) -> (isHairline: Bool, inside: (x: Double, y: Double)?) {
    let isSmall = size.area < .pi * hairline * hairline / 4
    let frame = ground.frame(x: place.x, y: place.y)
    let metres = rings.map { ring in ring.map(frame.metres) }
    guard let context, let shell = metres.first,
      let polygon = try? GEOSPolygon(
        shell: shell, holes: Array(metres.dropFirst()), in: context)
    else { return (isSmall, nil) }
    let isNarrow =
      size.meanWidth < hairline
      && (isSmall || ((try? polygon.isEverywhereNarrower(than: hairline)) ?? false))
    let inside = try? polygon.interiorPosition()
    return (isNarrow, inside.map(frame.steps))
  }
}
