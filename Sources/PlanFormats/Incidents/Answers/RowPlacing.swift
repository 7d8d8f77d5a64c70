internal import CoordinateSystems
internal import Geometry
internal import GridPartition

/// Puts incidents on the plan's lattice one by one, each from the system that its row says.
final class RowPlacing {
  private let placer: PositionPlacer
  private let target: CoordinateReferenceSystem
  private let samples: PositionSamples?
  /// Where a row's texts have its system; `nil` when all are in one.
  private let systemNumber: Int?
  /// Whether each incident says its time.
  private let areTimed: Bool
  private var known: [String: Result<PositionPlacer, Failure>] = [:]
  /// So many systems are kept.
  private static let most = 64

  struct Failure: Error {
    let problem: IncidentProblem
  }

  init(_ placer: PositionPlacer, _ router: IncidentRouter, _ options: IncidentOptions) {
    self.placer = placer
    target = router.placement.target
    samples = router.samples
    systemNumber = options.systemNumber
    areTimed = options.timeField != nil
  }

  /// The incident on the lattice, or as it was when its position cannot be one of its system.
  func placed(_ incident: Incident) -> Incident {
    guard case .position(let position) = incident.position else { return incident }
    do throws(Failure) {
      let placer = try placer(of: incident)
      guard let point = placer.point(of: position, version: version(of: incident)) else {
        return incident
      }
      return incident.with(.placed(point))
    } catch {
      return incident.with(.unusable(error.problem))
    }
  }

  /// Hands on what was gathered for samples of the positions.
  func flushSamples() {
    placer.flushSample()
    for case .success(let placer) in known.values { placer.flushSample() }
  }

  /// The version that answers for an incident, for the sample.
  private func version(of incident: Incident) -> Int32 {
    guard areTimed else { return 0 }
    return incident.instant?.version ?? Instant.noVersion
  }

  private func placer(of incident: Incident) throws(Failure) -> PositionPlacer {
    guard let systemNumber else { return placer }
    guard let name = incident.carried[systemNumber] else {
      throw Failure(problem: .noSystem)
    }
    if let found = known[name] { return try found.get() }
    let isKept = known.count < Self.most
    let found = Result { () throws(Failure) in
      try makePlacer(name, sampling: isKept ? samples : nil)
    }
    if isKept { known[name] = found }
    return try found.get()
  }

  private func makePlacer(
    _ name: String, sampling samples: PositionSamples?
  ) throws(Failure) -> PositionPlacer {
    let system: PositionSystem
    do throws(CoordinateReferenceSystem.Refusal) {
      system = try PositionSystem(named: name)
    } catch {
      throw Failure(problem: .refusedSystem(error))
    }
    do throws(PROJError) {
      return try PositionPlacement(from: system, to: target).makePlacer(sampling: samples)
    } catch {
      throw Failure(problem: .noWay(system: name))
    }
  }
}

extension Incident {
  /// The same incident with its position as it was placed.
  fileprivate func with(_ position: IncidentPosition) -> Incident {
    Incident(position: position, carried: carried, instant: instant)
  }
}
