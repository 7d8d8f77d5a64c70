public import CoordinateSystems

/// What is wrong with the system that a batch of positions is said to be in.
public struct GateFinding: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// Latitude or northing was taken for longitude or easting.
    case swapped
    /// Positions are in another system; the one that fits best, and how many of all lie inside then.
    case otherSystem(PositionSystem, inside: Int)
    /// Positions of WGS 84 were undone as if they were this service's, so they lie off by its shift.
    case undoneTwice(MapServiceSystem, inside: Int)
    /// Eastings begin with this number of a zone; the system that has it, when there is one.
    case otherZone(Int, system: String?)
    /// Eastings without the zone in front, and no zone stated; systems under which the positions would
    /// lie in the plan.
    case zoneNotStated(systems: [String])
    /// Degrees, where the system is a plane.
    case degrees
  }

  public let cause: Cause
  /// The system that was stated.
  public let stated: PositionSystem
  /// How many different positions were looked at, and how many of them lie inside the plan.
  public let count: Int
  public let inside: Int
  /// How sure it is, from 0 to 1.
  public let certainty: Double
}
