internal import CoordinateSystems
internal import GridPartition
internal import Wording

/// Puts positions of requests on the lattice of the plan that is served, each from its own system.
final class RequestPlacers {
  /// Of the plan.
  let placers: PositionPlacers
  private let defaultSystem: PositionSystem?
  private let phrases: RPCPhrases
  private var systems: [String: PositionSystem] = [:]
  /// So many names of systems are kept.
  private static let most = 64

  init(
    to target: CoordinateReferenceSystem, defaultSystem: PositionSystem?, _ phrases: RPCPhrases
  ) {
    placers = PositionPlacers(to: target)
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
    do throws(PROJError) {
      return (try placers.placer(of: system), system)
    } catch {
      throw phrases.noWay(from: system.title, to: placers.target.title)
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
