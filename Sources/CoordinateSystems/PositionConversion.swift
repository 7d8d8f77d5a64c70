/// Brings positions of incidents to the system of a plan, many at a time.
///
/// The way is PROJ's, with GCJ-02 and BD-09 undone first. Where positions lie close together, the way of
/// a small tile is replaced by a polynomial that agrees with it to 20 nm at places between its nodes; a
/// tile on which none does is left to the way itself. So is a result that so small a difference could
/// round to another point of the lattice: what is on the lattice never depends on what was met before.
///
/// Used by one task at a time and kept for a whole batch; not sendable.
public final class PositionConversion {
  public let source: PositionSystem
  public let target: CoordinateReferenceSystem
  private let service: MapServiceSystem?
  private let transformation: Transformation
  private var tiles: ConversionTiles
  /// Positions that no tile is there for, and which they are.
  private var looseX: [Double] = []
  private var looseY: [Double] = []
  private var looseNumbers: [Int] = []

  /// - Parameters:
  ///   - source: The system of the positions.
  ///   - target: That of the plan.
  ///   - patches: The polynomials that workers share, made for the same systems.
  /// - Throws: ``PROJError`` when PROJ knows no way.
  public init(
    from source: PositionSystem, to target: CoordinateReferenceSystem,
    sharing patches: ConversionPatches
  ) throws(PROJError) {
    self.source = source
    self.target = target
    switch source {
    case .reference(let crs):
      service = nil
      transformation = try Transformation(from: crs, to: target)
    case .mapService(let service):
      self.service = service
      transformation = try Transformation(from: .wgs84, to: target)
    case .pipeline(let pipeline):
      service = nil
      transformation = try Transformation(pipeline: pipeline, to: target)
    }
    tiles = ConversionTiles(patches)
  }

  /// Whether positions stay as they are.
  public var isIdentity: Bool { service == nil && transformation.isIdentity }

  /// Converts positions where they are; those that there is no way for become infinite.
  ///
  /// - Parameters:
  ///   - x: Longitudes or eastings.
  ///   - y: Latitudes or northings, as many.
  /// - Complexity: O(*n*): some microseconds for the first positions of a tile, then some tens of
  ///   nanoseconds each.
  public func apply(x: inout [Double], y: inout [Double]) {
    precondition(x.count == y.count, "each position has two ordinates")
    guard !isIdentity else { return }
    looseNumbers.removeAll(keepingCapacity: true)
    var spanX = x.mutableSpan
    var spanY = y.mutableSpan
    tiles.convert(&spanX, &spanY, loose: &looseNumbers)
    guard !looseNumbers.isEmpty else { return }
    looseX = looseNumbers.map { x[$0] }
    looseY = looseNumbers.map { y[$0] }
    for index in looseX.indices {
      tiles.note(looseX[index], looseY[index], applyExactly)
    }
    applyExactly(x: &looseX, y: &looseY)
    for (offset, index) in looseNumbers.enumerated() {
      (x[index], y[index]) = (looseX[offset], looseY[offset])
    }
  }

  /// Converts one position; `nil` where there is no way.
  public func apply(x: Double, y: Double) -> (x: Double, y: Double)? {
    if isIdentity { return (x, y) }
    var (xs, ys) = ([x], [y])
    apply(x: &xs, y: &ys)
    return xs[0].isFinite && ys[0].isFinite ? (xs[0], ys[0]) : nil
  }

  /// Converts positions without polynomials.
  package func applyExactly(x: inout [Double], y: inout [Double]) {
    if let service {
      for index in x.indices {
        let place = service.surveyed((x[index], y[index]))
        (x[index], y[index]) = (place.longitude, place.latitude)
      }
    }
    transformation.apply(x: &x, y: &y)
  }
}
