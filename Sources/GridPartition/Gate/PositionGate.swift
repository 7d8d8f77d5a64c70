public import CoordinateSystems
internal import Foundation
internal import Geometry

/// Tells whether a batch of positions is in the system that it is said to be in.
///
/// Numbers that the system cannot have are told from their size. Positions that it can have are put into
/// the plan under every system that they might be in instead. Each is a hypothesis: most positions lie in
/// the plan, a few, of an unknown share, around it, no denser than in it. What speaks for other systems is
/// that one leaves outside at most half as many, as far as chance can be told from that, and that at even
/// odds before they are four times as likely as the stated one.
///
/// A batch of which nothing lies outside is never suspected: whether it lies well inside a large plan by
/// right or by mistake cannot be known.
public struct PositionGate {
  /// Fewer different positions say nothing.
  public static let leastCount = 8
  /// From that certainty on a finding is told.
  static let leastCertainty = 0.8
  /// The share of positions outside of the plan, before they are seen: a beta distribution with these
  /// parameters, two per cent on average.
  private static let outliers = (outside: 0.5, inside: 25.0)

  /// Those of the versions of the plan, by their numbers in ``SampledPosition/version``.
  private let assigners: [Assigner]
  /// `nil` when there is no plan.
  private let placers: PositionPlacers?
  let stated: PositionSystem

  /// - Parameters:
  ///   - assigners: Of the plan, or of its versions, by their numbers in ``SampledPosition/version``.
  ///   - stated: The system that positions are said to be in.
  ///   - placers: Of the same plan, when they are there; what they find out serves the next batch.
  public init(_ assigners: [Assigner], stated: PositionSystem, placers: PositionPlacers? = nil) {
    self.assigners = assigners
    self.placers = placers ?? assigners.first.map { PositionPlacers(to: $0.index.crs) }
    self.stated = stated
  }

  /// What is wrong with the system of a batch; `nil` when nothing is to be said.
  ///
  /// - Parameter positions: Different ones, as they were given.
  /// - Returns: The likeliest mistake.
  public func finding(on positions: [SampledPosition]) -> GateFinding? {
    guard positions.count >= Self.leastCount, !assigners.isEmpty else { return nil }
    if let finding = findingOnNumbers(of: positions) { return finding }
    guard let areInside = areInside(positions, as: stated) else { return nil }
    let outsiders = zip(positions, areInside).filter { !$0.1 }.map(\.0)
    guard !outsiders.isEmpty, isExplained(outsiders) else { return nil }
    let inside = positions.count - outsiders.count
    return likeliest(of: hypotheses(positions, inside: inside), positions.count, inside: inside)
  }

  /// Whether a look at some positions that lie outside of the plan speaks against the system: if not, there
  /// is no finding on a batch with no others outside.
  public func suspects(_ outsiders: [SampledPosition]) -> Bool {
    findingOnNumbers(of: outsiders) != nil || isExplained(outsiders)
  }

  /// Which of so many positions a long request is judged by: some, from all of it.
  public static func sample(of count: Int) -> [Int] { evenly(count, 64) }

  private static func evenly(_ count: Int, _ wanted: Int) -> [Int] {
    guard count > wanted else { return Array(0..<count) }
    return (0..<wanted).map { $0 * count / wanted }
  }

  /// Whether so many of some positions that lie outside would lie inside were they in another system that a
  /// finding is to be expected: a look at a few, before all are looked at.
  ///
  /// A service's shift is undone by subtracting it where the position is, which is some ten metres off.
  private func isExplained(_ all: [SampledPosition]) -> Bool {
    let outsiders = Self.evenly(all.count, 6).map { all[$0] }
    let share = (1 - 1 / Double(all.count).squareRoot()) / 2
    let wanted = max(1, Int(Double(outsiders.count) * share))
    guard stated.isGeographic else {
      return hypotheses(outsiders, inside: 0).contains { $0.inside >= wanted }
    }
    let guesses = outsiders.flatMap { outsider in
      let position = outsider.position
      let shifted = MapServiceSystem.allCases.flatMap { service in
        let there = service.shifted(position)
        return [there, Position(x: 2 * position.x - there.x, y: 2 * position.y - there.y)]
      }
      return ([position, position.swapped] + shifted).map(outsider.moved)
    }
    guard let areInside = areInside(guesses, as: .reference(.wgs84)) else { return false }
    let count = guesses.count / outsiders.count
    return (0..<count).contains { guess in
      outsiders.indices.count { areInside[$0 * count + guess] } >= wanted
    }
  }

  /// How many positions lie in the plan, were they in a system; `nil` when there is no way from it.
  func insideCount(of positions: [SampledPosition], as system: PositionSystem) -> Int? {
    areInside(positions, as: system)?.count(where: \.self)
  }

  private func areInside(_ positions: [SampledPosition], as system: PositionSystem) -> [Bool]? {
    guard let placer = try? placers?.placer(of: system) else { return nil }
    let points = positions.map { placer.point(of: $0.position) ?? PositionPlacer.nowhere }
    var areInside = [Bool](repeating: false, count: positions.count)
    for (version, own) in Dictionary(grouping: positions.indices, by: { positions[$0].version })
    where assigners.indices.contains(Int(version)) {
      let assigner = assigners[Int(version)]
      var units: [Int32] = []
      assigner.findUnits(of: own.map { points[$0] }, into: &units)
      for (index, unit) in zip(own, units) { areInside[index] = unit >= 0 }
      let unsettled = zip(own, units).filter { $0.1 == Assigner.unsettled }.map(\.0)
      for (index, answer) in zip(unsettled, assigner.assign(unsettled.map { points[$0] })) {
        areInside[index] = answer.status != .outside
      }
    }
    return areInside
  }
}

extension PositionGate {
  private struct Hypothesis {
    let cause: GateFinding.Cause
    let inside: Int
  }

  /// What else the positions might be.
  private func hypotheses(_ positions: [SampledPosition], inside: Int) -> [Hypothesis] {
    var found: [Hypothesis] = []
    func add(_ system: PositionSystem) {
      guard system != stated, let inside = insideCount(of: positions, as: system) else { return }
      found.append(Hypothesis(cause: .otherSystem(system, inside: inside), inside: inside))
    }
    if stated.isGeographic {
      if !isSurveyed { add(.reference(.wgs84)) }
      for service in MapServiceSystem.allCases { add(.mapService(service)) }
      let swapped = positions.map { $0.moved(to: $0.position.swapped) }
      if let inside = insideCount(of: swapped, as: stated) {
        found.append(Hypothesis(cause: .swapped, inside: inside))
      }
      for service in MapServiceSystem.allCases {
        let shifted = positions.map { $0.moved(to: service.shifted($0.position)) }
        guard let inside = insideCount(of: shifted, as: .reference(.wgs84)) else { continue }
        found.append(Hypothesis(cause: .undoneTwice(service, inside: inside), inside: inside))
      }
    } else if 2 * inside < positions.count {
      for system in GaussKruegerZones.plain { add(.reference(system)) }
    }
    return found
  }

  /// Whether the stated system is none of a map service.
  private var isSurveyed: Bool { if case .mapService = stated { false } else { true } }

  private func likeliest(
    of hypotheses: [Hypothesis], _ count: Int, inside: Int
  ) -> GateFinding? {
    guard let best = hypotheses.max(by: { $0.inside < $1.inside }), best.inside > inside else {
      return nil
    }
    let outside = Double(count - inside)
    // Counts scatter by the root of what is expected.
    guard 2 * Double(count - best.inside) <= outside + outside.squareRoot() else { return nil }
    let statedWeight = likelihood(outside: count - inside, of: count)
    let weights = hypotheses.map { likelihood(outside: count - $0.inside, of: count) }
    // Before the positions are seen, the stated system is as likely as all others together.
    let highest = max(statedWeight, weights.max() ?? statedWeight)
    let others =
      weights.reduce(0) { $0 + exp($1 - highest) } / Double(max(weights.count, 1))
    let certainty = others / (others + exp(statedWeight - highest))
    guard certainty >= Self.leastCertainty else { return nil }
    return GateFinding(
      cause: best.cause, stated: stated, count: count, inside: inside, certainty: certainty)
  }

  /// The logarithm of how likely so many positions outside of the plan are, up to a constant.
  private func likelihood(outside: Int, of count: Int) -> Double {
    let (a, b) = Self.outliers
    let (k, n) = (Double(outside), Double(count))
    return lgamma(a + k) + lgamma(b + n - k) - lgamma(a + b + n)
  }
}

extension SampledPosition {
  /// Another position of the same version.
  fileprivate func moved(to position: Position) -> SampledPosition {
    SampledPosition(position, version: version)
  }
}

extension Position {
  /// The second ordinate first.
  var swapped: Position { Position(x: y, y: x) }
}

extension MapServiceSystem {
  fileprivate func shifted(_ position: Position) -> Position {
    let place = shifted((position.x, position.y))
    return Position(x: place.longitude, y: place.latitude)
  }
}
