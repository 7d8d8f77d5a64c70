public import Geometry

/// A place where the plan breaks a rule.
///
/// One connected cluster of faces of one kind with the same units, or one unit, or one code.
public struct Defect: Sendable {
  /// A number made of the kind, the units and the geometry: the same for the same defect.
  public let id: String
  public let kind: DefectKind
  /// The level of the units.
  public let level: Level
  /// The code of the parent whose coverage is broken; `nil` for the whole plan.
  public let parent: String?
  /// Codes, ascending; of a gap, the units that border it.
  public let units: [String]
  /// In how many units the place lies; `nil` where that is not the question.
  public let multiplicity: Int?
  public let size: DefectSize
  /// A position inside the defect or on it; `nil` when it has no place.
  public let at: Position?
  public let geometry: DefectGeometry
  /// What the sentence about it says beyond the fields.
  public let detail: DefectDetail
  /// The lowest id of the defects that a single redraw would settle together.
  public internal(set) var cluster: String
}

/// How big a defect is, on the ellipsoid.
public struct DefectSize: Sendable {
  /// Square metres; 0 for points and lines.
  public var area = 0.0
  /// Metres: half the perimeter of an area, so that area = length x mean width.
  public var length = 0.0
  /// Metres: twice the area over the perimeter.
  public var meanWidth = 0.0
  /// Everywhere narrower than the width asked for.
  public var isHairline = false

  public init() {}
}

/// Where a defect lies, in the plan's coordinate reference system.
public enum DefectGeometry: Sendable {
  case none
  case points([Position])
  /// Polygons as closed rings, the shell first.
  case polygons([[[Position]]])

  /// All positions.
  public var positions: [Position] {
    switch self {
    case .none: []
    case .points(let points): points
    case .polygons(let polygons): polygons.flatMap { $0.flatMap { $0 } }
    }
  }

  /// The box around the geometry: west, south, east, north.
  public var bbox: [Double]? {
    let positions = positions
    guard let west = positions.lazy.map(\.x).min(), let east = positions.lazy.map(\.x).max(),
      let south = positions.lazy.map(\.y).min(), let north = positions.lazy.map(\.y).max()
    else { return nil }
    return [west, south, east, north]
  }
}

/// What a sentence about a defect says beyond its fields.
public enum DefectDetail: Hashable, Sendable {
  case none
  /// Where the broken unit was read, and what is wrong with its ring.
  case ring(RingProblem, FeatureReference)
  /// Where the units in question were read.
  case features([FeatureReference])
  /// The parent that a unit names, if any.
  case statedParent(String?, FeatureReference)
  /// How many parts a unit has.
  case parts(Int)
  /// How many vertices are on one side only, or how many touches a ring has.
  case vertices(Int)
}
