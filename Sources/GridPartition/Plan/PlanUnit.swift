public import Geometry

/// Where a unit was read.
public struct FeatureReference: Hashable, Sendable {
  /// The file's name as the user would write it.
  public let file: String
  /// The feature's number in its file, from 1.
  public let number: Int

  public init(file: String, number: Int) {
    self.file = file
    self.number = number
  }
}

/// What a file says of a unit beside its shape.
public struct UnitAttributes: Sendable {
  public var level: Level
  /// `nil` when the file gives none.
  public var code: String?
  public var name: String?
  /// The parent's code as the file gives it.
  public var parent: String?
  /// Whether the unit is part of the coverage but never responsible for an incident.
  public var isVoid: Bool
  public var source: FeatureReference

  public init(
    level: Level, code: String?, name: String?, parent: String?, isVoid: Bool,
    source: FeatureReference
  ) {
    self.level = level
    self.code = code
    self.name = name
    self.parent = parent
    self.isVoid = isVoid
    self.source = source
  }
}

/// What is wrong with a ring as it was written.
public enum RingProblem: CaseIterable, Hashable, Sendable {
  /// The last position is not the first one; the ring is closed for all further work.
  case unclosed
  /// Fewer than three different positions; the ring is not used.
  case tooFewPositions
  /// The signed area is zero; the ring is not used.
  case zeroArea
  /// The unit has no polygon at all, and no children that could stand in for it.
  case noPolygon
  /// The boundary crosses itself.
  case crossing
  /// Parts overlap, or a hole lies outside its shell.
  case winding
}

/// An area of a plan with its place in the hierarchy.
public struct PlanUnit: Sendable {
  /// What the file says.
  public let attributes: UnitAttributes
  /// The code; `#n` for the *n*-th feature of its file when the file gives none.
  public let code: String
  /// The unit's polygons in the plan's store; empty when it has no usable shape.
  public internal(set) var polygons: Range<Int>
  /// Rings that are broken as written, with a position of each.
  public let brokenRings: [(problem: RingProblem, at: LatticePoint?)]
  /// The code of the parent: a unit's of the level above, or one that only groups units.
  public internal(set) var parentCode: String?
  /// The unit's parent; `nil` when there is none or it has no layer.
  public internal(set) var parent: Int?

  /// Creates a unit that knows no parent yet.
  public init(
    attributes: UnitAttributes, polygons: Range<Int>,
    brokenRings: [(problem: RingProblem, at: LatticePoint?)]
  ) {
    self.attributes = attributes
    code = attributes.code ?? "#\(attributes.source.number)"
    self.polygons = polygons
    self.brokenRings = brokenRings
  }

  public var level: Level { attributes.level }
  public var name: String? { attributes.name }
  public var isVoid: Bool { attributes.isVoid }
  public var hasShape: Bool { !polygons.isEmpty }
}
