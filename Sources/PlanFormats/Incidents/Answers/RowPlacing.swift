internal import CoordinateSystems
internal import Geometry
internal import GridPartition

/// Puts incidents on the plan's lattice one by one, each from the system that its row says.
final class RowPlacing {
  private let placer: PositionPlacer
  private let target: CoordinateReferenceSystem
  /// Where a row's texts have its system; `nil` when all are in one.
  private let systemNumber: Int?
  private var known: [String: Result<PositionPlacer, Failure>] = [:]
  /// So many systems are kept.
  private static let most = 64

  struct Failure: Error {
    let problem: IncidentProblem
  }

  init(_ placer: PositionPlacer, _ placement: PositionPlacement, systemNumber: Int?) {
    self.placer = placer
    target = placement.target
    self.systemNumber = systemNumber
  }

  /// The incident on the lattice, or as it was when its position cannot be one of its system.
  func placed(_ incident: Incident) -> Incident {
    guard case .position(let position) = incident.position else { return incident }
    do throws(Failure) {
      guard let point = try placer(of: incident).point(of: position) else { return incident }
      return Incident(position: .placed(point), carried: incident.carried)
    } catch {
      return Incident(position: .unusable(error.problem), carried: incident.carried)
    }
  }

  private func placer(of incident: Incident) throws(Failure) -> PositionPlacer {
    guard let systemNumber else { return placer }
    guard let name = incident.carried[systemNumber] else {
      throw Failure(problem: .noSystem)
    }
    if let found = known[name] { return try found.get() }
    let found = Result { () throws(Failure) in try makePlacer(name) }
    if known.count < Self.most { known[name] = found }
    return try found.get()
  }

  private func makePlacer(_ name: String) throws(Failure) -> PositionPlacer {
    let system: PositionSystem
    do throws(CoordinateReferenceSystem.Refusal) {
      system = try PositionSystem(named: name)
    } catch {
      throw Failure(problem: .refusedSystem(error))
    }
    do throws(PROJError) {
      return try PositionPlacement(from: system, to: target).makePlacer()
    } catch {
      throw Failure(problem: .noWay(system: name))
    }
  }
}
