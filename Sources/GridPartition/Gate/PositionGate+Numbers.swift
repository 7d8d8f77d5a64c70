internal import CoordinateSystems
internal import Geometry

extension PositionGate {
  /// What the size of the numbers says, when most of them cannot be what they are said to be.
  func findingOnNumbers(of sampled: [SampledPosition]) -> GateFinding? {
    guard let bounds = stated.bounds else { return nil }
    let positions = sampled.map(\.position)
    let isMost = { (holds: (Position) -> Bool) in
      2 * positions.count(where: holds) > positions.count
    }
    if let own = GaussKruegerZones.zone(of: stated), let zone = commonZone(of: positions),
      zone != own
    {
      return finding(.otherZone(zone, system: GaussKruegerZones.prefixed(zone)), sampled, 1)
    }
    guard isMost({ !bounds.contains(x: $0.x, y: $0.y) }) else { return nil }
    let cause: GateFinding.Cause
    if isMost({ bounds.contains(x: $0.y, y: $0.x) }) {
      cause = .swapped
    } else if !stated.isGeographic, isMost({ abs($0.x) <= 180 && abs($0.y) <= 180 }) {
      cause = .degrees
    } else if let zone = commonZone(of: positions) {
      cause = .otherZone(zone, system: GaussKruegerZones.prefixed(zone))
    } else if isMost({ GaussKruegerZones.isPlain($0) || GaussKruegerZones.isPlain($0.swapped) }) {
      cause = .zoneNotStated(systems: fittingZones(sampled))
    } else {
      return nil
    }
    let strays = positions.count { !bounds.contains(x: $0.x, y: $0.y) }
    return finding(cause, sampled, Double(strays) / Double(positions.count))
  }

  private func finding(
    _ cause: GateFinding.Cause, _ positions: [SampledPosition], _ certainty: Double
  ) -> GateFinding {
    GateFinding(
      cause: cause, stated: stated, count: positions.count,
      inside: insideCount(of: positions, as: stated) ?? 0, certainty: certainty)
  }

  /// The zone that most eastings begin with.
  private func commonZone(of positions: [Position]) -> Int? {
    var counts: [Int: Int] = [:]
    for position in positions {
      if let zone = GaussKruegerZones.zone(of: position) { counts[zone, default: 0] += 1 }
    }
    guard let (zone, count) = counts.max(by: { $0.value < $1.value }) else { return nil }
    return 2 * count > positions.count ? zone : nil
  }

  /// The zones without number under which more than half of the positions lie in the plan.
  private func fittingZones(_ positions: [SampledPosition]) -> [String] {
    GaussKruegerZones.plain.filter { system in
      let inside = insideCount(of: positions, as: .reference(system)) ?? 0
      return 2 * inside > positions.count
    }.map(\.title)
  }
}

/// The zones of Gauss-Krüger projections of CGCS2000 in EPSG's list.
enum GaussKruegerZones {
  /// The zones three degrees wide whose eastings have no number in front. Those six degrees wide have
  /// the middle meridians of every other one.
  static let plain: [CoordinateReferenceSystem] = (4534...4554).compactMap {
    try? CoordinateReferenceSystem(named: "EPSG:\($0)")
  }

  /// The system whose eastings begin with a zone's number: 13 to 23 are six degrees wide, 25 to 45
  /// three.
  static func prefixed(_ zone: Int) -> String? {
    switch zone {
    case 13...23: "EPSG:\(4491 + zone - 13)"
    case 25...45: "EPSG:\(4513 + zone - 25)"
    default: nil
    }
  }

  /// The zone that eastings of a system begin with; `nil` when they begin with none.
  static func zone(of system: PositionSystem) -> Int? {
    (13...45).first { zone in prefixed(zone) == system.title }
  }

  private static let northings = 0.0...6_000_000
  private static let eastings = 100_000.0...900_000

  /// The zone that an easting of a position in a Gauss-Krüger projection begins with.
  static func zone(of position: Position) -> Int? {
    guard northings.contains(position.y), position.x >= 13e6, position.x < 46e6 else { return nil }
    let zone = Int(position.x / 1e6)
    return eastings.contains(position.x - Double(zone) * 1e6) ? zone : nil
  }

  /// Whether a position may be one with an easting without zone.
  static func isPlain(_ position: Position) -> Bool {
    northings.contains(position.y) && position.y > 900_000 && eastings.contains(position.x)
  }
}
