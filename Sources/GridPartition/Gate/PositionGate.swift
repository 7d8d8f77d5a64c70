public import CoordinateSystems
internal import Foundation
internal import Geometry

/// Tells whether a batch of positions is in the system that it is said to be in.
///
/// Numbers that the system cannot have are told from their size. Positions that it can have are put into
/// the plan under every system that they might be in instead. Each is a hypothesis: most positions lie in
/// the plan, a few, of an unknown share, around it, no denser than in it. What speaks for other systems is
/// that one leaves outside at most half as many, and that at even odds before they are four times as
/// likely as the stated one.
///
/// A batch of which nothing lies outside is never suspected: whether it lies well inside a large plan by
/// right or by mistake cannot be known.
public struct PositionGate: Sendable {
  /// Fewer different positions say nothing.
  public static let leastCount = 8
  /// From that certainty on a finding is told.
  static let leastCertainty = 0.8
  /// The share of positions outside of the plan, before they are seen: a beta distribution with these
  /// parameters, two per cent on average.
  private static let outliers = (outside: 0.5, inside: 25.0)

  /// Those of the versions of the plan, by their numbers in ``SampledPosition/version``.
  private let assigners: [Assigner]
  let stated: PositionSystem

  public init(_ assigner: Assigner, stated: PositionSystem) {
    (assigners, self.stated) = ([assigner], stated)
  }

  /// Judges each position by the version in force at its time.
  public init(_ dated: DatedAssigner, stated: PositionSystem) {
    (assigners, self.stated) = (dated.versions.map(\.assigner), stated)
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
    guard !outsiders.isEmpty, isExplained(Self.evenly(outsiders, 8)) else { return nil }
    let inside = positions.count - outsiders.count
    return likeliest(of: hypotheses(positions, inside: inside), positions.count, inside: inside)
  }

  /// Some positions of a batch, from all of it: what a long request is judged by.
  public static func sample<Element>(of batch: some RandomAccessCollection<Element>) -> [Element] {
    evenly(batch, 64)
  }

  private static func evenly<Element>(
    _ list: some RandomAccessCollection<Element>, _ count: Int
  ) -> [Element] {
    guard list.count > count else { return Array(list) }
    return (0..<count).map { list[list.index(list.startIndex, offsetBy: $0 * list.count / count)] }
  }

  /// Whether positions that lie outside would mostly lie inside were they in another system: a look at
  /// a few of them, before all are looked at.
  private func isExplained(_ outsiders: [SampledPosition]) -> Bool {
    hypotheses(outsiders, inside: 0).contains { 2 * $0.inside >= outsiders.count }
  }

  /// How many positions lie in the plan, were they in a system; `nil` when there is no way from it.
  func insideCount(of positions: [SampledPosition], as system: PositionSystem) -> Int? {
    areInside(positions, as: system)?.count(where: \.self)
  }

  private func areInside(_ positions: [SampledPosition], as system: PositionSystem) -> [Bool]? {
    guard let plan = assigners.first?.index.crs,
      let placement = try? PositionPlacement(from: system, to: plan)
    else { return nil }
    let placer = placement.makePlacer()
    let points = positions.map { placer.point(of: $0.position) ?? PositionPlacer.nowhere }
    var areInside = [Bool](repeating: false, count: positions.count)
    for (version, assigner) in assigners.enumerated() {
      let own = positions.indices.filter { Int(positions[$0].version) == version }
      guard !own.isEmpty else { continue }
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
        let shifted = positions.map { position in
          let place = service.shifted((position.position.x, position.position.y))
          return position.moved(to: Position(x: place.longitude, y: place.latitude))
        }
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
    guard let best = hypotheses.max(by: { $0.inside < $1.inside }),
      2 * (count - best.inside) <= count - inside
    else { return nil }
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
