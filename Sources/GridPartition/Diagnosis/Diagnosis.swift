internal import CoordinateSystems
internal import Foundation
internal import Geometry

/// What the unmatched edges of a level look like.
public struct Diagnosis: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// The same lines were drawn twice; nothing simple leads from one to the other.
    case digitisedApart
    /// A constant displacement: metres, and the direction in degrees clockwise from north.
    case displaced(metres: Double, bearing: Double)
    /// Another coordinate reference system was taken for the plan's.
    case distorted(Distortion)
    /// Coordinates were rounded to so many decimals after lines had been cut apart, or, without a
    /// number, differ in digits beyond the lattice; the step of the last one in metres.
    case rounded(decimals: Int?, step: Double)

    /// Whether boundaries are in another place, and not only inexact.
    var isElsewhere: Bool {
      switch self {
      case .displaced, .distorted: true
      case .digitisedApart, .rounded: false
      }
    }
  }

  /// Which boundaries are displaced, distorted or rounded, while their partners are not.
  public enum Side: Hashable, Sendable {
    /// The units of the level, against the outlines of their parents.
    case level
    /// The children of these parents, against the outlines.
    case children(of: [String])
    /// The outlines of the parents, against the units of the level.
    case outlines
    /// These units, against their neighbours.
    case units([String])
    /// Both sides alike.
    case both
  }

  public let cause: Cause
  public let side: Side
  /// The share of the unmatched edges that the cause explains, 0...1.
  public let explained: Double
}

extension Plan {
  /// Looks for the cause of the many unmatched edges of a level.
  ///
  /// What changes places is looked for first, as it is told with the least doubt.
  ///
  /// - Complexity: O(*n* log *n*) in the level's edges.
  func diagnosis(of level: Level) -> Diagnosis {
    let unmatched = UnmatchedEdges(self, level: level)
    if let found = unmatched.distortion(on: lattice) { return diagnosis(found, level) }
    if let found = unmatched.shift() { return diagnosis(found, unmatched, level) }
    return rounding(of: level, unmatched, isCertain: false)
      ?? Diagnosis(cause: .digitisedApart, side: .both, explained: 0)
  }

  /// Looks for the rounding that left hairlines between the units of a level.
  func rounding(of level: Level) -> Diagnosis? {
    rounding(of: level, UnmatchedEdges(self, level: level), isCertain: true)
  }

  private func rounding(
    of level: Level, _ unmatched: UnmatchedEdges, isCertain: Bool
  ) -> Diagnosis? {
    unmatched.rounding(on: lattice, isCertain: isCertain).map { found in
      let side =
        found.rounded.isEmpty ? .both : side(found.rounded, against: found.unrounded, level)
      return Diagnosis(
        cause: .rounded(decimals: found.decimals, step: found.step), side: side,
        explained: found.explained)
    }
  }

  private func diagnosis(_ found: DistortionFinding, _ level: Level) -> Diagnosis {
    let (displaced, standing) = (found.sides.displaced, found.sides.standing)
    if let reversed = found.distortion.reversed, isBetter(standing, than: displaced, level) {
      return Diagnosis(
        cause: .distorted(reversed), side: side(standing, against: displaced, level),
        explained: found.explained)
    }
    return Diagnosis(
      cause: .distorted(found.distortion), side: side(displaced, against: standing, level),
      explained: found.explained)
  }

  private func diagnosis(
    _ found: ShiftEstimate, _ unmatched: UnmatchedEdges, _ level: Level
  ) -> Diagnosis {
    let (displaced, standing) = (found.sides.displaced, found.sides.standing)
    let isReversed = isBetter(standing, than: displaced, level)
    let sign: Double = isReversed ? -1 : 1
    let (x, y) = (
      sign * found.offset.x * unmatched.metres.x, sign * found.offset.y * unmatched.metres.y
    )
    let bearing = atan2(x, y) * 180 / .pi
    return Diagnosis(
      cause: .displaced(
        metres: (x * x + y * y).squareRoot(), bearing: bearing < 0 ? bearing + 360 : bearing),
      side: isReversed
        ? side(standing, against: displaced, level) : side(displaced, against: standing, level),
      explained: found.explained)
  }

  /// Whether one side is the better one to name as displaced: not the outlines, else the smaller.
  private func isBetter(_ side: [Int32], than other: [Int32], _ level: Level) -> Bool {
    let (outlines, otherOutlines) = (outlines(side, level), outlines(other, level))
    if outlines.isEmpty != otherOutlines.isEmpty { return outlines.isEmpty }
    return side.count < other.count
  }

  private func side(
    _ owners: [Int32], against others: [Int32], _ level: Level
  ) -> Diagnosis.Side {
    let (own, theirs) = (outlines(owners, level), outlines(others, level))
    if own.isEmpty, theirs.count == others.count, !theirs.isEmpty {
      let all = Set(units(of: level).compactMap { units[$0].parent }).filter { units[$0].hasShape }
      return 10 * theirs.count >= 9 * all.count ? .level : .children(of: codes(of: theirs))
    }
    if own.count == owners.count, !own.isEmpty, theirs.isEmpty { return .outlines }
    return .units(codes(of: owners))
  }

  /// Those of the owners that are parents.
  private func outlines(_ owners: [Int32], _ level: Level) -> [Int32] {
    owners.filter { units[Int($0)].level != level }
  }

  private func codes(of owners: [Int32]) -> [String] {
    Set(owners.map { units[Int($0)].code }).sorted(by: codePrecedes)
  }
}
