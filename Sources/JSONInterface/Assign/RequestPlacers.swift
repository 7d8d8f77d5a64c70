internal import CoordinateSystems
internal import GridPartition
internal import Wording

/// Puts positions of requests on the lattice of the plan that is served, each from its own system.
final class RequestPlacers {
  private let target: CoordinateReferenceSystem
  private let defaultSystem: PositionSystem?
  private let phrases: RPCPhrases
  private var known: [PositionSystem: PositionPlacer] = [:]
  private var systems: [String: PositionSystem] = [:]
  /// So many names of systems are kept.
  private static let most = 64

  init(
    to target: CoordinateReferenceSystem, defaultSystem: PositionSystem?, _ phrases: RPCPhrases
  ) {
    self.target = target
    self.defaultSystem = defaultSystem
    self.phrases = phrases
  }

  /// What places positions of the system that a request names.
  ///
  /// - Throws: An error of the code for a system that is not stated or not supported.
  func placer(named name: String?) throws(RPCError) -> (PositionPlacer, PositionSystem) {
    guard let system = try name.map(system(named:)) ?? defaultSystem else {
      throw phrases.missingCRS
    }
    if let placer = known[system] { return (placer, system) }
    do throws(PROJError) {
      let placer = try PositionPlacement(from: system, to: target).makePlacer()
      if known.count < Self.most { known[system] = placer }
      return (placer, system)
    } catch {
      throw phrases.noWay(from: system.title, to: target.title)
    }
  }

  private func system(named name: String) throws(RPCError) -> PositionSystem {
    if let system = systems[name] { return system }
    do throws(CoordinateReferenceSystem.Refusal) {
      let system = try PositionSystem(named: name)
      if systems.count < Self.most { systems[name] = system }
      return system
    } catch {
      let notice = error.notice(in: phrases.language)
      throw RPCError(.badCRS, notice.message, path: "crs", remedy: notice.remedy)
    }
  }
}
