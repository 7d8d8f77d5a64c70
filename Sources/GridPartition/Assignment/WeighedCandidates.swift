internal import CoordinateSystems
public import Geometry

/// The units that a position of limited accuracy may lie in.
public struct WeighedCandidates: Hashable, Sendable {
  public struct Candidate: Hashable, Sendable {
    /// An index of the plan's units.
    public let unit: Int
    public let probability: Double
  }

  /// The likeliest first, of equal ones that with the lowest code; less than 0.0005 is left out.
  public let candidates: [Candidate]

  /// The probability of the likeliest one; 0 when there is none.
  public var confidence: Double { candidates.first?.probability ?? 0 }
}

extension Assigner {
  /// The greatest accuracy that is understood, in metres.
  public static let coarsestAccuracy = 100_000.0
  /// The least probability that is told.
  private static let least = 0.0005
  /// 68 % of a two-dimensional normal distribution lie within so many standard deviations.
  private static let deviations = 1.509592

  /// Weighs the units that a position may lie in when its true place is distributed around it normally,
  /// with 68 % within a radius.
  ///
  /// The mass over each unit is integrated along its boundary, see ``NormalMass``, in a plane with the
  /// scales of the ground at the position.
  ///
  /// - Parameters:
  ///   - point: The position.
  ///   - accuracy: The radius in metres, 0 to ``coarsestAccuracy``.
  /// - Returns: The units and their probabilities.
  /// - Complexity: O(*n*) in the edges of the units within ten times the radius.
  public func weigh(around point: LatticePoint, accuracy: Double) -> WeighedCandidates {
    guard accuracy > 0, let edges = allEdges.indexed else { return certain(at: point) }
    let origin = (x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))
    let metres = edges.plan.ground.frame(x: origin.x, y: origin.y).scaled(by: lattice.step)
    let unit = metres.scaled(by: Self.deviations / accuracy)
    let box = unit.box(around: point, reach: NormalMass.reach)
    var areas = Set(index.levels[0].locator.locate([point])[0].map { Int($0.area) })
    edges.index.forEachEdge(meeting: box) { area, _, _ in areas.insert(area) }
    let weighed = areas.map { area in
      let number = Int(index.levels[0].units[area])
      var mass = NormalMass()
      edges.plan.store.forEachEdge(ofPolygons: edges.plan.units[number].polygons) { from, to in
        mass.add(
          unit.metres((Double(from.x - point.x), Double(from.y - point.y))),
          unit.metres((Double(to.x - point.x), Double(to.y - point.y))))
      }
      return (area: area, unit: number, probability: min(1, mass.value))
    }
    let told = weighed.filter { $0.probability >= Self.least }.sorted { a, b in
      a.probability != b.probability ? a.probability > b.probability : a.area < b.area
    }
    return WeighedCandidates(
      candidates: told.map { .init(unit: $0.unit, probability: $0.probability) })
  }

  /// The unit that a position is in for certain.
  private func certain(at point: LatticePoint) -> WeighedCandidates {
    let answer = assign([point])[0]
    let unit = answer.grid ?? answer.candidates.first
    return WeighedCandidates(
      candidates: unit.map { [.init(unit: $0, probability: 1)] } ?? [])
  }
}

extension LocalFrame {
  /// The box around all lattice points within a distance of one, both in the frame's steps.
  func box(around point: LatticePoint, reach: Double) -> Envelope {
    let limit = Double(Lattice.limit)
    // Of a skew frame the box holds the circle when it is as much wider as a step of y is skew.
    let across = reach * (1 + abs(skew) / y)
    let width = Int64(min((across / max(x, 1e-300)).rounded(.up), limit))
    let height = Int64(min((reach / y).rounded(.up), limit))
    return Envelope(
      minimum: LatticePoint(x: point.x - width, y: point.y - height),
      maximum: LatticePoint(x: point.x + width, y: point.y + height))
  }
}
